"""Every way in which tables write a figure with its unit, or a date: read exactly, found to say nothing, or refused; never something else."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.cells import Unreadable
from matcher.exchange.amount_cells import heading_unit, read_figures
from matcher.exchange.cells_in import RawCell
from matcher.exchange.date_cells import Months, read_day, read_months
from matcher.exchange.tables_data import measures
from matcher.exchange.values import figures_text
from matcher.model.values import month_text

CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = date(2026, 11, 23)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load((CASES / name).read_text("utf-8"), yaml.BaseLoader)
    return found


def amount(measure: str, heading: str, said: float | str) -> str:
    try:
        found = read_figures(said, measures()[measure], heading_unit(heading) if heading else None)
    except Unreadable:
        return "refused"
    return "none" if found is None else figures_text(found)


def months_text(found: Months | None) -> str:
    if found is None:
        return "none"
    low, high = ("" if m is None else month_text(m) for m in (found.low, found.high))
    return low if low == high else f"{low}..{high}"


def months(said: RawCell) -> str:
    try:
        return months_text(read_months(said, DAY))
    except Unreadable:
        return "refused"


AMOUNTS, DATES = cases("import_amounts.yaml"), cases("import_dates.yaml")


def test_there_are_as_many_forms_as_were_promised() -> None:
    assert len({(c["measure"], c["heading"], c["said"]) for c in AMOUNTS}) >= 120
    assert len({c["said"] for c in DATES}) >= 60


@pytest.mark.parametrize("case", AMOUNTS, ids=lambda c: f"{c['measure']} {c['heading']} {c['said']}")
def test_a_figure_with_its_unit_is_read_exactly(case: dict[str, str]) -> None:
    assert amount(case["measure"], case["heading"], case["said"]) == case["states"]


@pytest.mark.parametrize("case", DATES, ids=lambda c: c["said"])
def test_a_date_is_read_as_the_months_it_may_mean(case: dict[str, str]) -> None:
    said: RawCell = float(case["said"][1:]) if case["said"].startswith("=") else case["said"]
    assert months(said) == case["states"]


@pytest.mark.parametrize(
    "case",
    [c for c in AMOUNTS if c["said"].replace(".", "").isascii() and c["said"].replace(".", "", 1).isdigit() and ".." not in c["said"]],
    ids=lambda c: str(c),
)
def test_a_figure_reads_alike_as_text_and_as_a_number_of_excel(case: dict[str, str]) -> None:
    assert amount(case["measure"], case["heading"], float(case["said"])) == amount(case["measure"], case["heading"], case["said"])


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-05", "2026-11-05"),
        ("26.11.5", "2026-11-05"),
        (46331.0, "2026-11-05"),
        ("2026年11月", "2026-11"),
        ("1900-01-01", ""),
        ("无", ""),
    ],
)
def test_a_day_keeps_as_much_as_was_written(said: RawCell, day: str) -> None:
    assert read_day(said, DAY) == day


@given(
    st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=60)
    | st.text("0123456789.,-~至万亿亩㎡元/月平方约以上内 （）", max_size=25)
)
def test_whatever_a_cell_holds_no_figure_is_without_end_and_none_runs_downwards(said: float | str) -> None:
    for measure in measures().values():
        for heading in ("", "㎡", "万元", "元/㎡"):
            try:
                found = read_figures(said, measure, heading_unit(heading) if heading else None)
            except Unreadable:
                continue
            if found is not None:
                assert math.isfinite(found.low)
                assert math.isfinite(found.high)
                assert 0 <= found.low <= found.high


@given(
    st.floats(allow_nan=True, allow_infinity=True) | st.text(max_size=40) | st.text("0123456789.-/年月日季度上下半底前后至 ", max_size=20)
)
def test_whatever_a_cell_holds_months_run_upwards_within_likely_years(said: float | str) -> None:
    try:
        found = read_months(said, DAY)
    except Unreadable:
        return
    if found is not None:
        assert found.low is not None or found.high is not None
        ends = [m for m in (found.low, found.high) if m is not None]
        assert ends == sorted(ends)
        assert all(1950 <= m // 12 <= 2099 for m in ends)
