"""What comes late: which dates move, what stands on a day, and that later never helps anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.explanation.setting import PLAIN, Setting, scored_need
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import Citation
from matcher.model.plan import Infrastructure
from matcher.model.site import Site
from matcher.model.values import Interval, month_index
from matcher.rules.distance import stands
from matcher.rules.timeline import late
from tests.any_sites import ON, SMALL, holding, needs, several, some, town

SINCE = month_index("2026-11")
SLIPS = (0, 1, 3, 6, 7, 12, 24, 120)


def month(text: str) -> int:
    return month_index(text)


def site(delivery: str = "", **cells: str) -> Site:
    ends = [float(month(end)) for end in delivery.split("..") if end]
    due = {"delivery": Interval(ends[0], ends[-1])} if ends else {}
    return Site("s", {"name": "某地块", "kind": "facility", **cells, **due})


def work(delivery: str, status: str = "under_construction", near: str = "rail") -> Infrastructure:
    return Infrastructure(
        id="work", name="某站", name_en="a station", kind="rail", near=near, status=status, delivery=delivery,  # type: ignore[arg-type]
        lat=22.66, lon=113.14, accuracy_m=50, citation=Citation(source="plan"),
    )  # fmt: skip


def with_works(catalog: Catalog, *works: Infrastructure) -> Catalog:
    return replace(catalog, plan=catalog.plan.model_copy(update={"infrastructure": works}))


def told(interval: Interval | None) -> str:
    assert interval is not None
    return "..".join(dict.fromkeys(f"{int(end) // 12}-{int(end) % 12 + 1:02d}" for end in (interval.low, interval.high)))


# Which dates move


DATES = {
    "due later": ("2027-06", "2027-12"),
    "due the month after": ("2026-12", "2027-06"),
    "due this month": ("2026-11", "2026-11"),
    "due long ago": ("2024-01", "2024-01"),
    "a range ahead": ("2027-01..2027-06", "2027-07..2027-12"),
    "a range that begins now": ("2026-11..2027-06", "2026-11..2027-12"),
    "a range half past": ("2026-05..2027-04", "2026-05..2027-10"),
    "a range that ends now": ("2026-05..2026-11", "2026-05..2026-11"),
    "a range past": ("2020-01..2025-12", "2020-01..2025-12"),
}


@pytest.mark.parametrize(("promised", "after"), DATES.values(), ids=DATES)
def test_a_site_comes_late_only_as_far_as_it_is_still_due(promised: str, after: str) -> None:
    """Of a range that is half past the first half may have come true, and so its past end stays."""
    (moved,) = late(holding(site(promised)), 6, SINCE).sites
    assert told(moved.number("delivery")) == after


@pytest.mark.parametrize("status", ["planned", "under_construction"])
@pytest.mark.parametrize(("promised", "after"), DATES.values(), ids=DATES)
def test_a_work_comes_late_by_the_same_rule(status: str, promised: str, after: str) -> None:
    (moved,) = late(with_works(town(), work(promised, status)), 6, SINCE).plan.infrastructure
    assert moved.delivery == after


@pytest.mark.parametrize(("promised", "after"), [("2027-01..", "2027-07.."), ("..2027-01", "..2027-07"), ("", "")])
def test_an_end_that_a_work_leaves_open_stays_open(promised: str, after: str) -> None:
    (moved,) = late(with_works(town(), work(promised)), 6, SINCE).plan.infrastructure
    assert moved.delivery == after


def test_what_stands_already_does_not_move() -> None:
    (moved,) = late(with_works(town(), work("2027-06", "existing")), 6, SINCE).plan.infrastructure
    assert moved.delivery == "2027-06"


@pytest.mark.parametrize("status", ["available", "planned", ""])
def test_a_site_without_a_date_stays_as_unknown_or_as_ready_as_it_was(status: str) -> None:
    before = holding(site(**({"status": status} if status else {})))
    after = late(before, 12, SINCE)
    assert after.sites == before.sites
    need = Need(needed_by="2027-06")
    a, b = (scored_need(c, need, ON) for c in (before, after))
    assert a.gates["delivery"].outcome.tolist() == b.gates["delivery"].outcome.tolist()
    assert (a.low.tolist(), a.high.tolist()) == (b.low.tolist(), b.high.tolist())


def test_no_slip_is_the_very_same_catalog() -> None:
    catalog = holding(site("2027-06"))
    assert late(catalog, 0, SINCE) is catalog


def test_nothing_but_dates_and_the_version_is_touched(town: Catalog) -> None:
    after = late(town, 6, SINCE)
    assert after.version != town.version
    assert {s.id: {k: v for k, v in s.cells.items() if k != "delivery"} for s in after.sites} == {
        s.id: {k: v for k, v in s.cells.items() if k != "delivery"} for s in town.sites
    }
    assert after.evidence is town.evidence
    assert late(town, 6, SINCE + 1).version != after.version


@given(several(), st.sampled_from(SLIPS), st.sampled_from(SLIPS))
@some
def test_two_slips_are_one_of_their_sum(found: tuple[Site, ...], a: int, b: int) -> None:
    catalog = with_works(holding(*found), work("2026-05..2027-04"), work("2027-01", "planned"))
    twice, once = late(late(catalog, a, SINCE), b, SINCE), late(catalog, a + b, SINCE)
    assert [s.cells for s in twice.sites] == [s.cells for s in once.sites]
    assert twice.plan.infrastructure == once.plan.infrastructure


# What stands on a day


STANDING = [
    ("existing", "", "2026-11", (True, True)),
    ("under_construction", "2027-06", "2027-05", (False, False)),
    ("under_construction", "2027-06", "2027-06", (True, True)),
    ("under_construction", "2027-01..2027-06", "2027-03", (False, True)),
    ("under_construction", "2027-01..2027-06", "2026-12", (False, False)),
    ("planned", "2027-06", "2027-05", (False, False)),
    ("planned", "2027-06", "2030-01", (False, True)),
    ("planned", "2021-01..2025-12", "2026-11", (False, True)),
]


@pytest.mark.parametrize(("status", "delivery", "on", "expected"), STANDING)
def test_a_work_counts_only_from_its_date_and_a_plan_is_never_sure(
    status: str, delivery: str, on: str, expected: tuple[bool, bool]
) -> None:
    assert stands(work(delivery, status), month(on)) == expected


@pytest.mark.parametrize("status", ["planned", "under_construction"])
@given(
    first=st.integers(SINCE - 30, SINCE + 60), length=st.integers(0, 40), on=st.integers(SINCE, SINCE + 120), slip=st.sampled_from(SLIPS)
)
@some
def test_a_work_that_comes_late_stands_no_sooner(status: str, first: int, length: int, on: int, slip: int) -> None:
    ends = [f"{m // 12}-{m % 12 + 1:02d}" for m in (first, first + length)]
    before = with_works(town(), work("..".join(ends), status))
    after = late(before, slip, SINCE)
    was, now = (stands(c.plan.infrastructure[0], on) for c in (before, after))
    assert now[0] <= was[0]
    assert now[1] <= was[1]


@pytest.mark.parametrize("status", ["planned", "under_construction"])
def test_what_may_stand_on_the_day_itself_may_still_stand_there(status: str) -> None:
    """Half past: it may have been finished in the part that has gone by, and no later slip takes that back."""
    before = with_works(town(), work("2026-05..2027-04", status))
    for slip in SLIPS:
        assert stands(late(before, slip, SINCE).plan.infrastructure[0], SINCE) == (False, True)


def test_a_work_brings_its_distance_only_from_its_date_and_later_when_it_is_late() -> None:
    place = {"lat": Interval(22.65, 22.65), "lon": Interval(113.13, 113.13), "location_accuracy_m": Interval(50, 50)}
    near = with_works(holding(site("2026-01").with_cells(place)), work("2027-06"))
    need = Need(near=("rail",))

    def access(catalog: Catalog, on: date) -> tuple[float, float]:
        _, low, high = scored_need(catalog, need, on).points["access"]
        return float(low[0]), float(high[0])

    nothing = access(near, date(2027, 5, 31))
    assert nothing == (0, 0), "no station stands yet"
    there = access(near, date(2027, 6, 1))
    assert there[0] > 0
    slipped = late(near, 6, SINCE)
    assert access(slipped, date(2027, 11, 30)) == nothing
    assert access(slipped, date(2027, 12, 1)) == there


def test_a_planned_work_only_opens_what_is_possible() -> None:
    place = {"lat": Interval(22.65, 22.65), "lon": Interval(113.13, 113.13), "location_accuracy_m": Interval(50, 50)}
    near = with_works(holding(site("2026-01").with_cells(place)), work("2027-06", "planned"))
    _, low, high = scored_need(near, Need(near=("rail",)), date(2030, 1, 1)).points["access"]
    assert low[0] == 0
    assert high[0] > 0


# The day and the delivery


@pytest.mark.parametrize(
    ("promised", "slip", "outcome"),
    [("2027-06", 0, "fits"), ("2027-06", 6, "fits"), ("2027-06", 7, "out"), ("2026-05..2027-06", 6, "fits"), ("2026-05..2027-06", 12, "ask"),
     ("2027-01..2027-06", 7, "ask"), ("2027-01..2027-06", 12, "out"), ("2026-05", 120, "fits")],
)  # fmt: skip
def test_the_gate_of_delivery_follows_the_slip(promised: str, slip: int, outcome: str) -> None:
    scored = scored_need(holding(site(promised)), Need(needed_by="2027-12"), ON, Setting(late_months=slip))
    code = {"fits": 1, "ask": 0, "out": -1}[outcome]
    assert scored.gates["delivery"].outcome[0] == code


@given(several(), needs(), st.sampled_from(SLIPS), st.sampled_from(SLIPS), st.sampled_from((ON, date(2027, 6, 1), date(2029, 1, 31))))
@some
def test_later_never_opens_a_gate_nor_raises_readiness_or_access(found: tuple[Site, ...], need: Need, a: int, b: int, on: date) -> None:
    works = (work("2026-05..2027-04"), work("2028-01"), work("2027-06", "planned"))
    catalog = with_works(holding(*found), *works)
    early, later = (scored_need(late(catalog, m, SINCE), need, on) for m in sorted((a, b)))
    assert early.gates.keys() == later.gates.keys()
    for name in early.gates:
        assert np.all(later.gates[name].outcome <= early.gates[name].outcome), name
    for part in early.points:
        for x, y in zip(early.points[part], later.points[part], strict=True):
            assert np.all(y <= x + SMALL), part
    assert np.all(later.status <= early.status)


@given(several(), needs(), st.sampled_from(SLIPS))
@some
def test_a_slip_leaves_every_criterion_but_readiness_and_access_alone(found: tuple[Site, ...], need: Need, slip: int) -> None:
    before, after = scored_need(holding(*found), need, ON), scored_need(holding(*found), need, ON, Setting(late_months=slip))
    for name in before.points.keys() - {"readiness", "access"}:
        for x, y in zip(before.points[name], after.points[name], strict=True):
            assert x.tolist() == y.tolist()
    for name in before.gates.keys() - {"delivery"}:
        assert before.gates[name].outcome.tolist() == after.gates[name].outcome.tolist()


def test_the_plain_answer_is_the_answer_with_no_slip(town: Catalog) -> None:
    need = Need(industry="medical", needed_by="2027-06")
    assert shortlist(town, need, ON, setting=PLAIN) == shortlist(town, need, ON, setting=Setting(late_months=0))
