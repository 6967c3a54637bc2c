"""What is listed as unread is not filled: figures below nothing, denied, of an order of size only, beyond bounds; days that do not exist."""

from __future__ import annotations

import calendar
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.read import Reader
from matcher.language.reading import Reading
from matcher.model.need import Need

CASES = Path(__file__).resolve().parents[1] / "cases"
TODAY = date(2026, 11, 23)
AREAS = ("land_mu_min", "land_mu_max", "floor_m2_min", "floor_m2_max")
TEXTS = [c["text"] for name in sorted(CASES.glob("requests*.yaml")) for c in yaml.safe_load(name.read_text("utf-8"))["cases"]]
UNITS = ["亩", "平", "㎡", "平方米", "公顷", "人", "万元", "米", "kVA"]
WORDS = [
    *(
        "求租厂房",
        "求购土地",
        "需要",
        "投资",
        "年产值",
        "分别为",
        "不要",
        "不是",
        "除了",
        "以外",
        "负",
        "-",
        "几",
        "数",
        "上",
        "十",
        "百",
        "半",
        "分",
    ),
    *(
        "½",
        "1/2",
        "二分之一",
        "以上",
        "左右",
        "，",
        "、",
        "和",
        "。",
        " ",
        "亩",
        "平",
        "万",
        "元",
        "人",
        "明年",
        "2月30日",
        "20",
        "3000",
        "急",
        "/月",
    ),
    *("looking for ", "mu ", "sqm ", "not ", "dozens of ", "by June ", "2027 ", "yuan ", "per month "),
]


def overlaps(found: Reading) -> list[tuple[str, str]]:
    return [(s.field, u.text) for s in found.spans for u in found.unread if s.start < u.end and u.start < s.end]


def listed(found: Reading, words: str) -> bool:
    return any(words in u.text or u.text in words for u in found.unread)


@pytest.mark.parametrize("text", TEXTS)
def test_no_part_of_a_request_is_both_filled_and_unread(text: str, reader: Reader) -> None:
    assert overlaps(reader.read(text, TODAY)) == []


@given(st.lists(st.sampled_from(WORDS), max_size=24).map("".join))
def test_no_part_of_any_text_is_both_filled_and_unread(reader: Reader, text: str) -> None:
    found = reader.read(text, TODAY)
    assert overlaps(found) == []
    places = [(u.start, u.end) for u in found.unread]
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@given(
    st.sampled_from(["几", "数", "好几", "十几", "二十几", "上", "成"]), st.sampled_from(["十", "百", "千", "万"]), st.sampled_from(UNITS)
)
def test_an_order_of_size_fills_nothing_and_is_listed(reader: Reader, some: str, place: str, unit: str) -> None:
    said = some + ("" if some.endswith("十几") else place) + unit
    found = reader.read(f"求租厂房，大约{said}，一楼", TODAY)
    assert found.need == Need(space="factory", tenure="rent", ground_floor=True)
    assert listed(found, said)


@given(
    st.integers(1, 10**6), st.sampled_from(["-", "负", "−", "－"]), st.sampled_from(UNITS), st.sampled_from(["求购土地", "求租厂房，需要"])
)
def test_an_amount_below_nothing_fills_nothing_and_is_listed(reader: Reader, value: int, sign: str, unit: str, ahead: str) -> None:
    found = reader.read(f"{ahead}{sign}{value}{unit}", TODAY)
    assert {f for f in Need.model_fields if found.need.stated(f)} <= {"space", "tenure"}
    assert listed(found, f"{sign}{value}{unit}")


@given(st.integers(50, 99_999), st.integers(50, 99_999), st.sampled_from(["不要", "不考虑", "不是", "不接受", "拒绝"]))
def test_a_denied_area_is_not_the_wish(reader: Reader, denied: int, wished: int, word: str) -> None:
    for text in (f"求租厂房，{word}{denied}平的，{wished}平即可", f"求租厂房{wished}平，{word}{denied}平"):
        found = reader.read(text, TODAY)
        assert (found.need.floor_m2_min, found.need.floor_m2_max) == (wished, wished)
        assert listed(found, f"{denied}平")


@given(st.integers(1, 10**14), st.sampled_from(["亩", "平", "万平方米"]))
def test_an_area_is_either_filled_as_told_or_listed(reader: Reader, value: int, unit: str) -> None:
    found = reader.read(f"求租厂房{value}{unit}", TODAY)
    times = 10_000 if unit.startswith("万") else 1
    filled: list[Any] = [v for f in AREAS if (v := getattr(found.need, f)) is not None]
    assert all(v == pytest.approx(value * times) for v in filled)
    assert bool(filled) != listed(found, f"{value}{unit}")


@given(
    st.integers(2027, 2040),
    st.integers(1, 12),
    st.integers(1, 99),
    st.sampled_from(["{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}"]),
)
def test_a_day_is_read_if_its_month_has_it(reader: Reader, year: int, month: int, day: int, form: str) -> None:
    said = form.format(y=year, m=month, d=day)
    found = reader.read(f"求租厂房3000平，{said}前入驻", TODAY)
    if day <= calendar.monthrange(year, month)[1]:
        assert found.need.needed_by == f"{year}-{month:02}"
    else:
        assert found.need.needed_by is None
        assert any("没有这一天" in u.why.zh for u in found.unread)


@given(st.integers(1, 99), st.integers(1, 9))
def test_tenths_of_a_mu_add_up(reader: Reader, whole: int, tenths: int) -> None:
    assert reader.read(f"求购土地{whole}亩{tenths}分", TODAY).need.land_mu_min == pytest.approx(whole + tenths / 10)


@given(st.lists(st.integers(100, 9999), min_size=2, max_size=4, unique=True), st.sampled_from(["和", "、"]))
def test_respectively_needs_as_many_labels_as_sums(reader: Reader, sums: list[int], between: str) -> None:
    fields = ("investment_wan", "output_wan", "tax_wan")
    said = between.join(f"{s}万元" for s in sums)
    found = reader.read(f"需用地20亩，总投资、年产值、年税收分别为{said}", TODAY)
    filled = [getattr(found.need, f) for f in fields]
    assert filled == (sums if len(sums) == len(fields) else [None] * len(fields))
