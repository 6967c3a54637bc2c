"""How a need is put: the day, and from when promises slip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matcher.explanation.setting import Setting, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.values import Interval, month_index
from matcher.ranking.score import OUT

TODAY, LATER = date(2026, 11, 23), date(2028, 12, 31)
NEED = Need(space="factory", needed_by="2028-06")


def promised(town: Catalog, month: str) -> Catalog:
    due = Interval(month_index(month), month_index(month))
    return replace(town, sites=tuple(s.with_cells({"delivery": due}) if s.id == "wanyang-2" else s for s in town.sites))


def is_out(catalog: Catalog, on: date, setting: Setting) -> bool:
    scored = scored_need(catalog, NEED, on, setting)
    return bool(scored.status[scored.ask.columns.ids.index("wanyang-2")] == OUT)


def test_a_promise_for_after_today_slips_also_when_a_later_day_is_asked_for(town: Catalog) -> None:
    """Seen from the end of 2028 the hall promised for March 2028 is either there or late; a slip counted from today makes it late."""
    catalog = promised(town, "2028-03")
    assert not is_out(catalog, LATER, Setting(late_months=0, late_since=TODAY))
    assert is_out(catalog, LATER, Setting(late_months=6, late_since=TODAY))
    assert not is_out(catalog, LATER, Setting(late_months=6))


def test_what_was_due_by_today_does_not_slip(town: Catalog) -> None:
    catalog = promised(town, "2026-11")
    assert not is_out(catalog, TODAY, Setting(late_months=120, late_since=TODAY))
