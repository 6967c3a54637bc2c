"""A site that is named is there, and a day is a day: each told once, with where it stands and how to mend it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import IssueLog

TODAY = date(2026, 11, 20)


def told_of_site(site: str) -> list[tuple[str, str, str]]:
    log = IssueLog("task")
    hold_site(site, {"xiacun", "haokou"}, log, "site")
    return [(i.message.zh, i.field, i.value) for i in log.issues]


def told_of_day(text: str, until: date | None = None) -> list[str]:
    log = IssueLog("task")
    hold_day(text, "due", log, until, "xiacun")
    assert all((i.field, i.record, i.value, i.mend.zh) == ("due", "xiacun", text, "请写成 2026-11-20。") for i in log.issues)
    return [i.message.en for i in log.issues]


def test_a_site_that_is_there_is_let_through_and_any_other_is_named() -> None:
    assert told_of_site("xiacun") == []
    assert told_of_site("xia") == [("没有这个地块。", "site", "xia")]


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-20", "2030-01-01"])
def test_a_day_may_be_known_to_the_year_to_the_month_or_to_the_day(text: str) -> None:
    assert told_of_day(text) == []


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13", "2026-02-30", "20261120", "0000"])
def test_what_is_no_day_is_told_with_or_without_a_last_day(text: str) -> None:
    assert told_of_day(text) == ["has no day, or one of the wrong form."]
    assert told_of_day(text, TODAY) == ["has a date of the wrong form, or after today."]


@given(st.integers(-800, 800))
def test_a_day_is_too_late_where_all_that_it_can_mean_is_after_the_last_one(days: int) -> None:
    day = TODAY + timedelta(days)
    assert bool(told_of_day(day.isoformat(), TODAY)) == (days > 0)
    assert bool(told_of_day(day.isoformat()[:7], TODAY)) == ((day.year, day.month) > (TODAY.year, TODAY.month))
    assert bool(told_of_day(day.isoformat()[:4], TODAY)) == (day.year > TODAY.year)
