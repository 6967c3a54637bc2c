"""Which question comes first, held against brute force: each answer is put into the catalog and the whole need is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from matcher.catalog.sites import location_cells
from matcher.explanation.answers import Cells, tried
from matcher.explanation.records import Match, Question, Result
from matcher.explanation.setting import scored_need
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.rules.registry import CRITERIA, GATES

TOP = 3
LAND_FACTS = {"available_land_mu", "min_unit_mu", "land_price_wan_mu"}
FLOOR_FACTS = {"available_floor_m2", "min_unit_m2", "rent_yuan_m2_month", "purchase_yuan_m2"}


def known(value: float) -> Interval:
    return Interval(value, value)


def words(*has: str) -> Words:
    return Words(frozenset(has))


def a_site(site_id: str, kind: str, **cells: Cell) -> Site:
    return Site(site_id, {"name": site_id, "kind": kind, **cells})


SITES = (
    a_site("hall", "facility", status="available", uses=words("industry"), tenure=words("rent"), available_floor_m2=known(5000),
           divisible="yes", ceiling_height_m=Interval(5, 9), positioned=words("lighting"), fire_class="bing",
           **location_cells(22.66, 113.14, "approximate", 800.0)),
    a_site("park", "facility", status="running", floor_m2=known(30000), positioned=words("medical", "electronics"),
           features=Words(frozenset({"crane"}), frozenset({"gas"})), rent_yuan_m2_month=Interval(12, 26)),
    a_site("shell", "facility", status="under_construction", delivery=Interval(24324, 24340), power_kva=known(800)),
    a_site("field", "land", status="acquired", land_mu=known(80), available_land_mu=Interval(15, 60), uses=words("industry")),
    a_site("renewal", "renewal", status="listed", partners=words("electronics")),
    a_site("gone", "facility", status="taken", taken_by="某厂"),
)  # fmt: skip
"""Something known of each, nothing of one; a delivery range of 2027-01 to 2028-05 (12 x 2027 = 24324)."""

NEEDS = {
    "a factory to rent": Need(
        industry="medical", space="factory", tenure="rent", floor_m2_min=3000, floor_m2_max=4000, ceiling_height_m_min=6,
        rent_yuan_m2_month_max=20, needed_by="2027-06", special=("crane", "dormitory"), near=("rail",),
    ),
    "land to build on": Need(
        industry="medical", space="land", land_mu_min=20, land_mu_max=20, land_price_wan_mu_max=60, power_kva_min=500, discharges_wastewater=True,
    ),
    "a sprayer who has not said where": Need(
        industry="lighting", processes=("coating",), fire_class="bing", ground_floor=True, purchase_yuan_m2_max=4000, floor_load_t_m2_min=2,
    ),
    "hardly anything": Need(industry="logistics"),
}  # fmt: skip


@dataclass(frozen=True)
class Effect:
    """What knowing a fact would do: points closed, share settled of what is open, gates decided, share of answers that change the top."""

    points: float
    share: float
    decides: tuple[str, ...]
    changes_top: float


@pytest.fixture
def small(town: Catalog) -> Catalog:
    return replace(town, sites=SITES)


def put(catalog: Catalog, site_id: str, cells: Cells) -> Catalog:
    return replace(catalog, sites=tuple(s.with_cells(cells) if s.id == site_id else s for s in catalog.sites))


def first_three(result: Result) -> list[str]:
    return [m.site_id for m in result.matches[:TOP]]


def answers_tried(catalog: Catalog, need: Need, today: date, site_id: str, fact: str) -> list[Cells]:
    scored = scored_need(catalog, need, today)
    return tried(catalog, scored, fact, scored.ask.columns.ids.index(site_id))


def open_gates(match: Match | None) -> set[str]:
    return {g.gate for g in match.gates if g.outcome == "unknown"} if match else set()


def unsettled(match: Match | None) -> float:
    """The share of the scale that a range covers, and the share of the gates that are open; nothing of a site that is out."""
    return (match.high - match.low) / 100 + len(open_gates(match)) / len(match.gates) if match else 0.0


def by_brute_force(catalog: Catalog, need: Need, today: date, match: Match, fact: str) -> Effect:
    """Every answer is laid over the data, and the need asked anew of all of them."""
    before = shortlist(catalog, need, today)
    widths, left, changes, decided = [], [], [], set()
    for cells in answers_tried(catalog, need, today, match.site_id, fact):
        changed = put(catalog, match.site_id, cells)
        after = shortlist(changed, need, today)
        now = next((m for m in after.matches if m.site_id == match.site_id), None)
        widths.append(0.0 if now is None else now.high - now.low)
        left.append(unsettled(now))
        changes.append(first_three(after) != first_three(before))
        scored = scored_need(changed, need, today)
        row = scored.ask.columns.ids.index(match.site_id)
        decided |= {g for g in open_gates(match) if scored.gates[g].outcome[row] != 0}
    points = max(0.0, match.high - match.low - sum(widths) / len(widths))
    share = max(0.0, 1 - sum(left) / len(left) / unsettled(match))
    ordered = tuple(g.name for g in GATES if g.name in decided)
    return Effect(points, share, ordered, sum(changes) / len(changes))


def asked(catalog: Catalog, need: Need, today: date) -> Iterator[tuple[Match, Question]]:
    for match in shortlist(catalog, need, today).matches:
        for question in match.ask_first:
            yield match, question


@pytest.mark.parametrize("need", NEEDS.values(), ids=NEEDS.keys())
def test_a_question_is_worth_what_brute_force_says(small: Catalog, today: date, need: Need) -> None:
    questions = list(asked(small, need, today))
    assert len(questions) >= 8, "too few questions to prove anything"
    for match, question in questions:
        told = f"{match.site_id}: {question.field}"
        effect = by_brute_force(small, need, today, match, question.field)
        assert question.points == pytest.approx(effect.points, abs=0.0051), told
        assert question.changes_top == pytest.approx(effect.changes_top, abs=0.00006), told
        assert question.decides == effect.decides, told
        assert question.settles == pytest.approx((effect.share + effect.changes_top) / 2, abs=0.0002), told


def open_facts(match: Match) -> list[str]:
    """The facts read by a gate that is open or by a criterion that is a range."""
    ranges = {c.criterion for c in match.contributions if c.low < c.high}
    reads = [f for g in GATES if g.name in open_gates(match) for f in g.reads] + [f for c in CRITERIA if c.name in ranges for f in c.reads]
    return [f for f in dict.fromkeys(reads) if f != "kind"]


@pytest.mark.parametrize("need", NEEDS.values(), ids=NEEDS.keys())
def test_no_question_that_would_settle_something_is_left_out(small: Catalog, today: date, need: Need) -> None:
    """But for facts that do not concern the kind of site: no rooms of a plot, no land of a building."""
    for match in shortlist(small, need, today).matches:
        questions = {q.field for q in match.ask_first}
        spared = {"land": FLOOR_FACTS, "facility": LAND_FACTS}.get(match.kind, set()) | (FLOOR_FACTS if need.space == "land" else set())
        for fact in open_facts(match):
            if fact in questions or fact in spared or not answers_tried(small, need, today, match.site_id, fact):
                continue
            effect = by_brute_force(small, need, today, match, fact)
            assert (round(effect.points, 2), effect.decides, effect.changes_top) == (0, (), 0), f"{match.site_id}: {fact}"


def settled(site: Site, fact: str, need: Need) -> bool:
    """Whether a site's own cells leave nothing open about a fact."""
    if fact == LOCATION:
        return site.position is not None and site.position[2] <= 20
    cell = site.cells.get(fact)
    if isinstance(cell, Interval):
        return cell.exact
    if isinstance(cell, Words) and BY_NAME[fact].type == "open":
        return set(need.special if fact == "features" else need.processes) <= cell.has | cell.lacks
    return cell is not None


@pytest.mark.parametrize("need", NEEDS.values(), ids=NEEDS.keys())
def test_a_settled_fact_is_never_asked(small: Catalog, today: date, need: Need) -> None:
    for match, question in asked(small, need, today):
        assert not settled(small.by_id[match.site_id], question.field, need), f"{match.site_id}: {question.field}"


def known_in_all(need: Need) -> Site:
    """A building of which everything that the need touches is known."""
    numbers: dict[str, Cell] = {
        "available_floor_m2": known(3500), "min_unit_m2": known(500), "ceiling_height_m": known(7), "floor_load_t_m2": known(3),
        "power_kva": known(900), "rent_yuan_m2_month": known(15), "land_price_wan_mu": known(50), "purchase_yuan_m2": known(3000),
        "delivery": known(24320), "available_land_mu": known(20), "min_unit_mu": known(5),
    }  # fmt: skip
    lists: dict[str, Any] = {
        "uses": words("industry", "logistics"), "tenure": words("rent", "buy"), "positioned": words("medical"), "partners": words("paper"),
        "shared_plants": words("coating"), "processes": words("coating"), "features": words("crane", "dormitory"),
    }  # fmt: skip
    ones = {
        "status": "available", "divisible": "yes", "ground_floor": "yes", "fire_class": "jia", "water_zone": "none", "planning": "in_place",
    }  # fmt: skip
    return a_site("known", "facility", **numbers, **lists, **ones, **location_cells(22.66, 113.14, "surveyed", 5.0))


@pytest.mark.parametrize("need", NEEDS.values(), ids=NEEDS.keys())
def test_of_a_site_that_is_known_in_all_nothing_is_asked(town: Catalog, today: date, need: Need) -> None:
    result = shortlist(replace(town, sites=(known_in_all(need),)), need, today)
    assert [m.ask_first for m in result.matches] in ([()], [])


def test_once_answered_a_question_is_not_asked_again(small: Catalog, today: date) -> None:
    need = NEEDS["a factory to rent"]
    for match, question in asked(small, need, today):
        for cells in answers_tried(small, need, today, match.site_id, question.field):
            after = shortlist(put(small, match.site_id, cells), need, today).matches
            again = {q.field for m in after if m.site_id == match.site_id for q in m.ask_first}
            if question.field != "features":  # one answer may leave another special need open
                assert question.field not in again, f"{match.site_id}: {question.field} {cells}"


@pytest.mark.parametrize("need", [n for n in NEEDS.values() if n.land_mu_min is None], ids=lambda n: n.industry)
def test_a_building_is_not_asked_about_land_that_nobody_wants(small: Catalog, today: date, need: Need) -> None:
    fields = {q.field for m, q in asked(small, need, today) if m.kind == "facility"}
    assert fields
    assert not fields & LAND_FACTS


def test_a_plot_is_not_asked_about_rooms(small: Catalog, today: date) -> None:
    fields = {q.field for m, q in asked(small, NEEDS["land to build on"], today) if m.kind == "land"}
    assert fields
    assert not fields & FLOOR_FACTS


@pytest.mark.parametrize("stated", [{"land_mu_min": 20}, {"land_mu_min": 20, "land_mu_max": 30}, {"land_mu_max": 30}], ids=str)
def test_a_building_is_asked_about_land_when_land_is_wanted(town: Catalog, today: date, stated: dict[str, float]) -> None:
    """However the wish is put: the area fit depends on the land of the site in all three."""
    yard = replace(town, sites=(a_site("yard", "facility", status="available"),))
    (match,) = shortlist(yard, Need(**stated), today).matches
    fit = next(c for c in match.contributions if c.criterion == "area_fit")
    assert fit.low < fit.high
    assert "available_land_mu" in {q.field for q in match.ask_first}


def test_a_site_without_a_position_is_asked_for_it_by_whoever_wishes_to_be_near_something(town: Catalog, today: date) -> None:
    sites = (a_site("nowhere", "facility"), a_site("somewhere", "facility", **location_cells(22.66, 113.14, "schematic", 6000.0)))
    matches = shortlist(replace(town, sites=sites), Need(near=("rail",)), today).matches
    assert {m.site_id for m in matches if LOCATION in {q.field for q in m.ask_first}} == {"nowhere", "somewhere"}
    matches = shortlist(replace(town, sites=sites), Need(industry="medical"), today).matches
    assert [m.site_id for m in matches if LOCATION in {q.field for q in m.ask_first}] == []


def test_the_question_that_settles_more_comes_first_by_hand(town: Catalog, today: date) -> None:
    """Only readiness and area fit are open, 10 and 20 parts of 30: readiness 0..1 is 33.3 points, area fit 0..1 is 66.7.

    The delivery closes all of its 33.3 points and decides no gate; the floor closes most of 66.7, and fails or passes its own gate.
    """
    need = Need(floor_m2_min=3000)
    alone = replace(town, sites=(a_site("hall", "facility", status="under_construction", divisible="no"),))
    (match,) = shortlist(alone, need, today).matches
    assert (match.low, match.high) == (0, 100)
    questions = {q.field: q for q in match.ask_first}
    assert questions["delivery"].points == pytest.approx(33.33, abs=0.01)
    assert questions["available_floor_m2"].points > 33.34
    assert match.ask_first[0].field == "available_floor_m2"
    assert questions["available_floor_m2"].decides == ("floor_area",)
