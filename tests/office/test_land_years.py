"""The land over the years: what was on record by a month, and how a work stands in it, against what a reader of the records would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.model.catalog import Catalog
from matcher.model.pack import Citation
from matcher.model.plan import Event, Infrastructure
from matcher.model.site import Site
from matcher.model.values import month_index, month_text
from matcher.office.land_time import MOST_YEARS, State, happened, is_old, month_in, month_of, state_in, states, work_state, years

TODAY = date(2026, 11, 23)
NOW = month_of(TODAY)
CITED = Citation(source="plan")
MONTH = st.integers(2000 * 12, 2040 * 12)


def work(status: str, delivery: str) -> Infrastructure:
    return Infrastructure(id="w", name="甲", name_en="A", kind="road", status=status, delivery=delivery, citation=CITED)  # type: ignore[arg-type]


@given(low=MONTH, length=st.integers(0, 120), month=MONTH, status=st.sampled_from(("planned", "under_construction")))
def test_a_work_is_ahead_of_its_period_within_it_and_past_it_due_or_silent(low: int, length: int, month: int, status: str) -> None:
    high = low + length
    found = work_state(work(status, f"{month_text(low)}..{month_text(high)}"), month, NOW)
    if month < low:
        assert found == "ahead"
    elif month < high:
        assert found == "within"
    else:
        assert found == ("silent" if high <= NOW else "due")


@given(month=MONTH)
def test_what_exists_exists_and_an_open_end_is_never_past(month: int) -> None:
    assert work_state(work("existing", ""), month, NOW) == "existing"
    assert work_state(work("planned", "2021-01.."), month, NOW) in ("ahead", "within")
    assert work_state(work("planned", "..2025-12"), month, NOW) in ("within", "silent")


@pytest.mark.parametrize(("month", "told"), [("2027-05", "ahead"), ("2027-06", "due"), ("2030-01", "due")])
def test_a_single_month_has_no_period(month: str, told: str) -> None:
    assert work_state(work("under_construction", "2027-06"), month_index(month), NOW) == told


def test_every_work_of_the_town_that_the_plan_promised_is_silent_today_and_within_its_period_in_2023(town: Catalog) -> None:
    promised = [w for w in town.plan.infrastructure if w.status != "existing"]
    assert {work_state(w, NOW, NOW) for w in promised} == {"silent"}
    assert {work_state(w, 2023 * 12 + 11, NOW) for w in promised} == {"within"}


@given(records=st.lists(st.tuples(MONTH, st.sampled_from(("planned", "running"))), max_size=6), month=MONTH)
def test_the_state_of_a_month_is_the_last_on_record_by_then(records: list[tuple[int, str]], month: int) -> None:
    listed = [State(at, month_text(at), status) for at, status in records]
    by_then = [s for s in listed if s.at <= month]
    found = state_in(listed, month)
    assert (found is None) == (not by_then)
    assert found is None or found.at == max(s.at for s in by_then)


def test_a_park_begun_in_2020_and_running_by_2024_reads_so_in_each_year(town: Catalog) -> None:
    own = states(town)["szkjy-1"]
    by_year = {y: found.status if (found := state_in(own, month_in(y, TODAY))) else "" for y in (2019, 2020, 2023, 2024, 2026)}
    assert by_year == {2019: "", 2020: "under_construction", 2023: "under_construction", 2024: "running", 2026: "running"}
    assert "weilong" not in states(town)


@given(at=MONTH, later=st.integers(0, 100))
def test_a_record_is_old_from_the_month_that_the_pack_sets(town: Catalog, at: int, later: int) -> None:
    assert is_old(town, at, at + later) == (later >= 36)


def test_only_this_year_is_looked_at_before_its_end() -> None:
    assert month_in(2026, TODAY) == NOW
    assert month_in(2025, TODAY) == 2025 * 12 + 11
    assert month_in(2027, TODAY) == 2027 * 12 + 11


def test_events_stand_in_their_order_and_the_axis_holds_them_and_today(town: Catalog) -> None:
    found = happened(town)
    assert [e.when for e in found] == ["2020-03", "2020-09", "2020-11", "2024-06"]
    assert years(town, TODAY) == (2020, 2026)
    assert years(town, date(2031, 1, 1)) == (2020, 2031)


def test_a_slip_of_the_keyboard_does_not_stretch_the_axis_for_ever(town: Catalog) -> None:
    far = (Event(when="1066", says="甲", says_en="A", citation=CITED), Event(when="2999", says="乙", says_en="B", citation=CITED))
    first, last = years(replace(town, plan=town.plan.model_copy(update={"events": far})), TODAY)
    assert (first, last) == (TODAY.year - MOST_YEARS, TODAY.year + MOST_YEARS)


def test_a_town_without_anything_dated_still_has_this_year(town: Catalog) -> None:
    plan = town.plan.model_copy(update={"events": (), "infrastructure": ()})
    bare = replace(town, plan=plan, sites=(Site("a", {"kind": "land", "name": "甲"}),), evidence={})
    assert years(bare, TODAY) == (2026, 2026)
    assert states(bare) == {}
    assert happened(bare) == ()
