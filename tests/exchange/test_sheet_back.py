"""A sheet comes back: what is right is read as it was meant, and what is wrong is named."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalog.answering import overlay
from matcher.catalog.cells import parse_cell
from matcher.exchange.owner_columns import COLUMNS
from matcher.model.fields import BY_NAME, FIELDS
from matcher.model.text import Lang
from matcher.model.values import Interval, Words
from matcher.office.work_list import work_list
from matcher.office.work_records import WorkList
from matcher.reports.owner_sheet import owner_sheet
from tests.exchange.filled_sheets import DAY, TOWN, Row, asking, filled, good, read, saved, sheet_of, the_fault, the_value

# There and back


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_filled_in_comes_back_as_answers(lang: Lang) -> None:
    asked = {
        ("wanyang-1", "ceiling_height_m"): (7.2, "7.2"),
        ("wanyang-1", "power_kva"): ("８００", "800"),
        ("wanyang-1", "rent_yuan_m2_month"): ("12至15", "12..15"),
        ("wanyang-1", "divisible"): ("是" if lang == "zh" else "yes", None),
        ("wanyang-1", "tenure"): ("购买；租用" if lang == "zh" else "buy; rent", None),
        ("wanyang-1", "features"): ("行车；无冷库" if lang == "zh" else "crane; -cold store", None),
        ("wanyang-1", "location"): ("22.66，113.13，50", None),
        ("lingang", "delivery"): (datetime(2027, 6, 1), "2027-06"),
        ("lingang", "status"): ("可供" if lang == "zh" else "available", None),
    }
    asked = {k: v for k, v in asked.items() if k[1] != "features" or TOWN.vocabularies["special"].find("行车")}
    data = filled(asking(*asked, lang=lang), {k: v for k, (v, _) in asked.items()}, day=datetime(2026, 11, 20))
    reading = read(data)
    assert [i.told("zh") for i in reading.issues] == []
    found = {(a.site, a.field): a for a in reading.answers}
    assert found.keys() == asked.keys()
    for place, (_, value) in asked.items():
        assert value is None or found[place].value == value
        assert (found[place].source, found[place].as_of, found[place].basis) == ("园区招商部 李工", "2026-11-20", "reported")
    assert (reading.accepted, reading.empty, reading.rejected) == (len(asked), 1, 0)  # the empty one asks by whom the site is held
    changed, left_out = overlay(TOWN, reading.answers)
    assert left_out == []
    assert changed.by_id["wanyang-1"].number("ceiling_height_m") == Interval(7.2, 7.2)
    assert changed.by_id["wanyang-1"].words("tenure") == Words(frozenset({"buy", "rent"}))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_that_one_can_pick_is_understood(lang: Lang) -> None:
    for field in FIELDS:
        for word in TOWN.vocabularies[field.vocabulary].words if field.vocabulary and field.name != "kind" else ():
            cell = parse_cell(field, word.name.say(lang), TOWN.vocabularies[field.vocabulary], None)
            assert cell in (word.token, Words(frozenset({word.token}))), (field.name, word.token)


def test_an_untouched_sheet_holds_nothing() -> None:
    work = work_list(TOWN, TOWN.leads, DAY)
    reading = read(owner_sheet(TOWN, work, "zh"))
    assert (reading.accepted, reading.rejected, reading.issues) == (0, 0, ())
    assert reading.empty >= work.total


def test_moved_columns_and_columns_of_ones_own_do_no_harm() -> None:
    book = openpyxl.Workbook()
    book.active.append(["随手记"])
    book.active.append(
        ["Date", "Source (who says so, or which document)", "我的列", "答案", "As of (date)", "编号", "field id (leave as it is)"]
    )
    book.active.append(["x", "李工", "y", 7, "2026-11-20", "wanyang-1", "ceiling_height_m"])
    reading = read(saved(book))
    assert [(a.field, a.value) for a in reading.answers] == [("ceiling_height_m", "7")]


# How people write


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (7, "7"), (7.0, "7"), (7.25, "7.25"), ("7.2", "7.2"), (" ７．２ ", "7.2"), ("5..8", "5..8"), ("5-8", "5..8"), ("5～8", "5..8"), ("5 到 8", "5..8"),
        ("5至8", "5..8"), ("5—8", "5..8"), ("5…8", "5..8"),
    ],
)  # fmt: skip
def test_figures_are_read_as_people_write_them(typed: Any, value: str) -> None:
    assert the_value("ceiling_height_m", typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (datetime(2027, 6, 1), "2027-06"), (46_539, "2027-06"), ("2027-06", "2027-06"), ("2027/6", "2027-06"), ("2027年6月", "2027-06"), ("２０２７．６", "2027-06"),
        ("2027-06-15", "2027-06"), ("2027年6月至2028年1月", "2027-06..2028-01"), ("2027-06..2028-01", "2027-06..2028-01"),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(typed: Any, value: str) -> None:
    assert the_value("delivery", typed) == value


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (datetime(2026, 11, 20), "2026-11-20"), (date(2026, 11, 20), "2026-11-20"), (46_346, "2026-11-20"), (46_346.5, "2026-11-20"), ("2026-11-20", "2026-11-20"),
        ("2026/11/2", "2026-11-02"), ("2026.11.20", "2026-11-20"), ("２０２６年１１月２０日", "2026-11-20"), ("2026年11月", "2026-11"), ("2026-11", "2026-11"), (2026, "2026"), ("2026年", "2026"),
    ],
)  # fmt: skip
def test_dates_are_read_from_cells_from_day_numbers_and_from_text(typed: Any, day: str) -> None:
    reading = read(sheet_of(good(day=typed)))
    assert [a.as_of for a in reading.answers] == [day], reading.issues


def test_a_sheet_of_the_old_macintosh_counts_its_days_from_1904() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(good(day=46_346 - 1462))))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert read(saved(book)).answers[0].as_of == "2026-11-20"


def test_answers_that_hang_together_may_stand_in_any_order() -> None:
    held = [good(field="status", answer="已占用"), good(field="taken_by", answer="某厂")]
    sizes = [good(field="available_floor_m2", answer=900), good(field="floor_m2", answer=1000)]
    for rows in (held, held[::-1], sizes, sizes[::-1]):
        reading = read(sheet_of(*rows))
        assert reading.issues == ()
        assert len(reading.answers) == 2
        _, left_out = overlay(TOWN, reading.answers)
        assert left_out == [], "and so they are kept"


def test_a_remark_is_shown_and_not_kept() -> None:
    reading = read(sheet_of(good(remark="楼上\n另有一层")))
    assert reading.given[0].remark == "楼上 另有一层"
    assert "另有" not in reading.answers[0].model_dump_json()


# What is wrong


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (good(answer="很高"), ("第 2 行", "wanyang-1", "答案", "很高", "不是数字", "请只写数字")),
        (good(answer=900), ("答案", "900", "不在可能的范围")),
        (good(answer="7.2 m"), ("答案", "不是数字")),
        (good(answer=datetime(2026, 5, 8)), ("答案", "变成了日期", "5..8")),
        (good(answer=timedelta(hours=3)), ("答案", "日期")),
        (good(answer="=1+6"), ("答案", "=1+6", "公式")),
        (good(answer="#REF!"), ("答案", "错误值")),
        (good(source="=A1"), ("信息来源", "公式")),
        (good(source=None), ("信息来源", "没有写来源")),
        (good(day=None), ("何时的情况", "没有写日期")),
        (good(day="2026-13-01"), ("何时的情况", "2026-13-01", "不是日期")),
        (good(day="去年"), ("何时的情况", "不是日期")),
        (good(day="2026-11-24"), ("何时的情况", "在今天之后")),
        (good(site="nowhere"), ("nowhere", "没有这个地块")),
        (good(site=None), ("编号", "没有编号")),
        (good(field=None), ("字段代号", "没有这个字段")),
        (good(field="name"), ("字段代号", "没有这个字段")),
        (good(field="status", answer="大概有"), ("答案", "大概有", "不在词表里", "available")),
        (good(field="status", answer="已占用"), ("答案", "没有写由谁")),
        (good(field="delivery", answer="明年"), ("答案", "不是“年-月”")),
        (good(field="location", answer="22.66"), ("答案", "位置写法不对")),
        (good(answer="7" * 600), ("答案",)),
    ],
    ids=lambda value: "-".join(str(v)[:12] for v in value.values()) if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_row_its_title_and_how_to_mend_it(row: Row, parts: tuple[str, ...]) -> None:
    told = the_fault(sheet_of(row))
    assert "表.xlsx" in told
    for part in parts:
        assert part in told
    assert len(told) < 600


def test_one_wrong_row_keeps_all_from_being_taken_and_the_others_are_shown() -> None:
    reading = read(sheet_of(good(), good(field="power_kva", answer="多"), good(field="divisible", answer=None)))
    assert reading.answers == ()
    assert (reading.accepted, reading.empty, reading.rejected, reading.rows) == (1, 1, 1, 3)
    assert [g.answer.field for g in reading.given] == ["ceiling_height_m"]


def test_several_faults_of_a_row_are_told_at_once() -> None:
    reading = read(sheet_of(good(source="", day="?", answer="=2")))
    assert sorted(i.field[:2] for i in reading.issues) == ["何时", "信息", "答案"]
    assert reading.rejected == 1


def test_the_same_question_answered_twice_is_refused() -> None:
    assert "已经答过" in the_fault(sheet_of(good(), good(answer=8)))


@settings(max_examples=60)
@given(st.lists(st.fixed_dictionaries({c.key: st.one_of(
    st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.datetimes(min_value=datetime(1901, 1, 1)),
    st.sampled_from(["wanyang-1", "ceiling_height_m", "status", "features", "location", "2026-11-20", "可供", "5..8", "-", "=1", "；", "无"]),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="￾￿"), max_size=40),
) for c in COLUMNS}), max_size=5))  # fmt: skip
def test_whatever_stands_in_the_cells_every_row_is_counted_and_nothing_is_raised(rows: list[Row]) -> None:
    reading = read(sheet_of(*rows))
    assert reading.rows == reading.accepted + reading.empty + reading.rejected <= len(rows)
    assert bool(reading.rejected) <= bool(reading.issues)
    assert all(i.told("zh") and i.told("en") for i in reading.issues)
    _, left_out = overlay(TOWN, reading.answers)
    assert left_out == []


# Taken as a whole


def test_the_counts_agree_with_the_list(home: Any) -> None:
    work: WorkList = work_list(TOWN, TOWN.leads, DAY)
    first = work.items[0]
    data = filled(owner_sheet(TOWN, work, "zh"), {(first.site_id, first.field): 3000})
    reading = read(data)
    assert (reading.accepted, reading.rejected) == (1, 0)
    changed, _ = overlay(TOWN, reading.answers)
    again = work_list(changed, changed.leads, DAY)
    assert (first.site_id, first.field) not in {(i.site_id, i.field) for i in again.items}
    assert BY_NAME[first.field].name == first.field
