"""What holds of any text: a number reads back as it was written, places are where the words are, and nothing ever raises."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.language.amounts import amounts
from matcher.language.numerals import NUMBER, number
from matcher.language.plain import plain
from matcher.language.read import MOST_CHARACTERS, Reader
from matcher.model.need import Need
from matcher.model.text import LANGS

CASES = Path(__file__).resolve().parents[1] / "cases"
UNRELATED = [s for s in (CASES / "unrelated.txt").read_text("utf-8").splitlines() if s and not s.startswith("#")]
TODAY = date(2026, 11, 23)
DIGITS = "零一二三四五六七八九"


def han(value: int) -> str:
    """A whole number below 10^12 as it is written out in characters."""

    def section(n: int) -> str:
        said, gap = "", False
        for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, n = divmod(n, unit)
            if digit:
                said += ("零" if gap else "") + DIGITS[digit] + name
                gap = False
            elif said:
                gap = True
        return said

    said = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, value = divmod(value, unit)
        if part:
            said += ("零" if said and part < 1000 else "") + section(part) + name
    return said


def wide(said: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in said)


def formal(said: str) -> str:
    return said.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


WHOLE: list[Callable[[int], str]] = [
    str,
    lambda n: f"{n:,}",
    lambda n: wide(str(n)),
    lambda n: wide(f"{n:,}"),
    han,
    lambda n: formal(han(n)),
]
AREAS = ["亩", "平", "平方", "平米", "平方米", "㎡", "m2", "M²", "个平方", "方"]


def read_back(said: str) -> Decimal:
    text = plain(said)
    found = re.fullmatch(NUMBER, text)
    assert found, said
    value = number(text)
    assert value is not None, said
    assert value.low == value.high
    return value.low


@given(st.integers(1, 10**10 - 1), st.sampled_from(WHOLE))
def test_a_whole_number_reads_back_exactly(value: int, write: Callable[[int], str]) -> None:
    assert read_back(write(value)) == value


@given(st.integers(1, 99_999_999), st.sampled_from([4, 8]), st.booleans())
def test_a_number_with_wan_or_yi_reads_back_exactly(hundredths: int, zeros: int, full_width: bool) -> None:
    lead = Decimal(hundredths) / 100
    said = f"{lead:f}" + ("万" if zeros == 4 else "亿")
    assert read_back(wide(said) if full_width else said) == lead * 10**zeros


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("万", 1000), ("亿", 10**7), ("千", 100), ("百", 10)]))
def test_the_short_way_of_saying_a_number(lead: int, rest: int, place: tuple[str, int]) -> None:
    """一万二 is 12 000, 两千五 is 2500."""
    assert read_back(f"{DIGITS[lead]}{place[0]}{DIGITS[rest]}") == (lead * 10 + rest) * place[1]


@given(st.integers(50, 10**6), st.sampled_from(WHOLE), st.sampled_from(AREAS), st.sampled_from(["", " "]))
def test_an_area_reads_back_in_any_writing(value: int, write: Callable[[int], str], unit: str, space: str) -> None:
    said = f"需要{write(value)}{space}{unit}的地方"
    (amount,) = amounts(plain(said))
    assert (amount.low, amount.high, amount.bound) == (value, value, "is")
    assert amount.dim == ("land" if unit == "亩" else "m2")


@given(st.integers(50, 10**6), st.integers(1, 10**6), st.sampled_from(["-", "—", "~", "～", "至", "到", "－"]), st.booleans())
def test_a_range_reads_back(low: int, more: int, dash: str, unit_twice: bool) -> None:
    said = f"{low}{'平' if unit_twice else ''}{dash}{low + more}平"
    (amount,) = amounts(plain(said))
    assert (amount.low, amount.high) == (low, low + more)


@given(st.integers(10, 99_999), st.sampled_from(["以上", "起", "及以上"]), st.sampled_from(["以内", "以下", "之内"]))
def test_bounds_read_back(value: int, least: str, most: str) -> None:
    (low,) = amounts(f"{value}亩{least}")
    (high,) = amounts(f"{value}亩{most}")
    assert (low.bound, high.bound) == ("least", "most")
    assert low.low == high.high == value


def holds_together(reader: Reader, text: str) -> None:
    found = reader.read(text, TODAY)
    for part in (*found.spans, *found.unread):
        assert text[part.start : part.end] == part.text
        assert part.start < part.end
    stated = {f for f in Need.model_fields if found.need.stated(f)}
    assert stated == {s.field for s in found.spans}
    assert all(bool(u.why.zh) == bool(u.why.en) for u in found.unread)
    assert found == reader.read(text, TODAY)


WORDS = [
    "求租",
    "厂房",
    "仓库",
    "土地",
    "用地",
    "亩",
    "平方米",
    "㎡",
    "万",
    "亿",
    "元",
    "/",
    "月",
    "天",
    "约",
    "不超过",
    "以上",
    "至",
    "-",
    "总投资",
    "年产值",
    "税收",
    "员工",
    "人",
    "层高",
    "米",
    "kVA",
    "明年",
    "6月",
    "前",
    "春节后",
    "需要",
    "现有",
    "扩到",
    "一期",
    "共",
    "无",
    "电镀",
    "喷漆",
    "、",
    "，",
    "。",
    "\n",
    "（",
    "）",
    "：",
    "半",
    "两",
    "三千",
    "1.2",
    "3,000",
    "20",
    "20000",
    "靠近",
    "码头",
    "首层",
    "丙类",
    "每",
    "一",
    "分别",
]


@given(st.text(max_size=300))
@example("١٢٣亩")
@example("\ud800亩")
@example("求租厂房²平")
def test_any_text_is_read(reader: Reader, text: str) -> None:
    holds_together(reader, text)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_any_heap_of_the_words_of_the_trade_is_read(reader: Reader, text: str) -> None:
    holds_together(reader, text)


@pytest.mark.parametrize(
    "piece",
    [
        "租",
        "求租厂房3000平，",
        "求租1,",
        "1-",
        "(",
        "不喷漆、",
        "总投资",
        "0",
        "一二三四五六七八九十百千万亿",
        "\n",
        "每平",
        "目前",
        "2027年",
        "a1_",
    ],
)
def test_a_long_text_is_cut_and_says_so(piece: str, reader: Reader) -> None:
    text = piece * (100_000 // len(piece))
    found = reader.read(text, TODAY)
    assert all(part.end <= MOST_CHARACTERS for part in (*found.spans, *found.unread))
    assert all(str(MOST_CHARACTERS) in found.note.say(lang) for lang in LANGS)


@pytest.mark.parametrize(
    "text",
    [
        "求租厂房，不" + "、" * 44 + "abc喷漆",
        "求租厂房\n行业：" + "的公司" * 18 + "x",
        "求租厂房，" + "企业公司" * 15 + "x需",
        "求租厂房，不" + "和或及" * 15 + "xy电镀",
    ],
)
def test_a_text_made_to_try_every_way_is_read_in_few(text: str, reader: Reader) -> None:
    """Patterns that could be tried in very many ways would hang here."""
    for _ in range(20):
        reader.read(text, TODAY)


def test_a_text_asks_for_a_bounded_amount_of_work(reader: Reader) -> None:
    """Counts calls, not time: reading a usual request takes some hundred steps of Python, and twice the text about twice as many."""

    def calls(text: str) -> int:
        count = 0

        def step(*_: object) -> None:
            nonlocal count
            count += 1

        before = sys.getprofile()
        sys.setprofile(step)
        try:
            reader.read(text, TODAY)
        finally:
            sys.setprofile(before)
        return count

    once = "求租厂房3000平方米，层高6米，租金15元/㎡/月，带行车，明年6月前入驻。"
    assert calls(once) < 4_000
    assert calls(once * 8) < 12 * calls(once)


@pytest.mark.parametrize("text", UNRELATED)
def test_a_sentence_that_asks_for_nothing_states_nothing(text: str, reader: Reader) -> None:
    assert reader.read(text, TODAY).need == Need()


def test_there_are_as_many_such_sentences_as_were_promised() -> None:
    assert len(set(UNRELATED)) == len(UNRELATED) >= 300
