"""Scenarios of the open facts: each is what the product would say had somebody answered so, spread evenly over what is possible."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matcher.catalog.sites import location_cells
from matcher.explanation.setting import put, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.ranking import draws
from matcher.ranking.acceptability import SCENARIOS
from matcher.ranking.draws import Scenarios, coins, scenarios, strata
from matcher.ranking.score import FITS, OUT, TO_ASK, score

ON = date(2026, 11, 23)
MONTH = ON.year * 12 + ON.month - 1
"""The month of the question."""


def known(value: float) -> Interval:
    return Interval(value, value)


JOINT = math.sqrt(0.25 / SCENARIOS)
"""The standard error of a share that two facts decide together, at most; one fact alone is spread evenly to a single scenario."""

KNOWN: dict[str, Cell] = {
    "kind": "facility", "status": "available", "floor_m2": known(10_000), "available_floor_m2": known(4000), "min_unit_m2": known(500),
    "divisible": "no", "uses": Words(frozenset({"industry"})), "tenure": Words(frozenset({"rent"})),
    "positioned": Words(frozenset({"medical"})), "partners": Words(frozenset({"paper"})), "processes": Words(frozenset({"coating"})),
    "features": Words(frozenset({"crane"})), "ceiling_height_m": known(6), "power_kva": known(900), "rent_yuan_m2_month": known(15),
    "water_zone": "none", "fire_class": "jia", "ground_floor": "yes", "delivery": known(MONTH + 6), "shared_plants": Words(),
    **location_cells(22.66, 113.14, "surveyed", 0.0),
}  # fmt: skip
"""A hall of which nothing is open that any of these needs reads."""
NEED = Need(
    industry="medical", space="factory", tenure="rent", floor_m2_min=3000, floor_m2_max=6000, ceiling_height_m_min=5, power_kva_min=500,
    rent_yuan_m2_month_max=20, needed_by="2027-11", near=("rail",), special=("crane",), processes=("coating",), fire_class="bing",
    ground_floor=True,
)  # fmt: skip


def hall(site_id: str = "hall", /, without: tuple[str, ...] = (), **cells: Cell) -> Site:
    return Site(site_id, {**{name: cell for name, cell in KNOWN.items() if name not in without}, **cells})


@pytest.fixture
def drawn(town: Catalog) -> Callable[..., Scenarios]:
    def of(*sites: Site, need: Need = NEED, count: int = SCENARIOS) -> Scenarios:
        asked = put(replace(town, sites=sites), need, ON)
        return scenarios(asked.table, score(asked.ask), count)

    return of


def judged(town: Catalog, site: Site, need: Need = NEED) -> tuple[int, np.ndarray]:
    """Status and utilities of one site, by the product itself."""
    scored = scored_need(replace(town, sites=(site,)), need, ON)
    return int(scored.status[0]), scored.utilities()[0]


def test_of_a_hall_that_is_known_in_all_there_is_one_scenario(drawn: Callable[..., Scenarios], town: Catalog) -> None:
    found = drawn(hall())
    assert found.utilities.shape[:2] == (1, 1)
    status, utilities = judged(town, hall())
    assert (found.status[0, 0], status) == (FITS, FITS)
    assert (found.utilities[0, 0] == utilities).all()


# Each scenario is an answer

OPEN: dict[str, tuple[tuple[str, ...], dict[str, Cell]]] = {
    "a range": ((), {"rent_yuan_m2_month": Interval(12, 26)}),
    "an unknown figure": (("power_kva",), {}),
    "a range of months": ((), {"delivery": Interval(MONTH - 3, MONTH + 20)}),
    "unknown words": (("water_zone",), {}),
}


def answer(town: Catalog, fact: str, low: float, high: float, u: float) -> Cell:
    if fact == "water_zone":
        tokens = town.vocabularies["water_zone"].tokens
        return tokens[min(int(u * len(tokens)), len(tokens) - 1)]
    return known(min(math.floor(low + u * (high - low + 1)), high) if fact == "delivery" else low + u * (high - low))


@pytest.mark.parametrize(("without", "cells"), OPEN.values(), ids=OPEN.keys())
def test_a_scenario_is_what_the_product_says_once_the_value_is_known(
    drawn: Callable[..., Scenarios], town: Catalog, without: tuple[str, ...], cells: dict[str, Cell]
) -> None:
    """The drawn value is put into the pack as an answer, and the need asked anew."""
    fact = next(iter((*without, *cells)))
    cell = cells.get(fact)
    low, high = (cell.low, cell.high) if isinstance(cell, Interval) else (0.0, 50_000.0)
    found = drawn(hall(without=without, **cells), count=40)
    for s, u in enumerate(strata("hall", fact, 40)):
        status, utilities = judged(town, hall(**{fact: answer(town, fact, low, high, float(u))}))
        assert (found.status[s, 0], found.utilities[s, 0].tolist()) == (status, pytest.approx(utilities.tolist())), (fact, u)


def test_a_scenario_of_lists_is_what_the_product_says_too(drawn: Callable[..., Scenarios], town: Catalog) -> None:
    """A closed list that is empty, and an open one of which one word is known and one denied: each other word by its own coin."""
    vague = hall(without=("partners",), features=Words(frozenset({"gas"}), frozenset({"dormitory"})))
    found = drawn(vague, count=24)
    industries, specials = town.vocabularies["industry"], town.vocabularies["special"]
    for s in range(24):
        partners = frozenset(t for t in industries.tokens if int(coins("hall", "partners", 24)[s]) & industries.bit(t))
        features = frozenset(t for t in specials.tokens if int(coins("hall", "features", 24)[s]) & specials.bit(t))
        has = (features | {"gas"}) - {"dormitory"}
        status, utilities = judged(town, hall(partners=Words(partners), features=Words(has, frozenset(specials.tokens) - has)))
        assert (found.status[s, 0], found.utilities[s, 0].tolist()) == (status, pytest.approx(utilities.tolist()))


# Evenly


def kept(found: Scenarios, site: int = 0) -> float:
    return float(np.mean(found.status[:, site] != OUT))


def test_a_figure_is_even_over_its_range(drawn: Callable[..., Scenarios]) -> None:
    """A rent of 12..26 against at most 20 passes in 8/14 of the range; stratified, so to one scenario."""
    assert kept(drawn(hall(rent_yuan_m2_month=Interval(12, 26)))) == pytest.approx(8 / 14, abs=1 / SCENARIOS)


def test_what_is_only_met_at_the_end_of_a_range_is_tried(drawn: Callable[..., Scenarios]) -> None:
    found = drawn(hall(power_kva=Interval(350, 500)))
    assert kept(found) == 1 / SCENARIOS


def test_a_month_is_even_over_the_months_of_its_range(drawn: Callable[..., Scenarios]) -> None:
    """Ten months, of which the last four are too late: exactly four tenths of 500 scenarios."""
    last = 2027 * 12 + 10
    found = drawn(hall(delivery=Interval(last - 5, last + 4)), need=replace_need(needed_by="2027-11"))
    assert kept(found) == 0.6
    assert len({float(u) for u in found.utilities[:, 0, names(NEED).index("readiness")]}) == 10


def replace_need(**stated: object) -> Need:
    return Need.model_validate({**NEED.model_dump(), **stated})


def names(need: Need) -> list[str]:
    """The criteria a need lets one measure, in their order."""
    order = ["positioning", "area_fit", "access", "cost", "readiness", "slack", "partners"]
    return [n for n in order if n != "access" or need.near]


def test_a_word_is_even_over_those_still_possible(drawn: Callable[..., Scenarios]) -> None:
    """Four water zones, of which one bars every new project: exactly a quarter; two of five fire classes are too low for class C."""
    assert kept(drawn(hall(without=("water_zone",)), need=replace_need(discharges_wastewater=False))) == 0.75
    assert kept(drawn(hall(without=("fire_class",)))) == 0.6


def test_an_unknown_word_of_a_list_is_a_fair_coin(drawn: Callable[..., Scenarios]) -> None:
    assert kept(drawn(hall(without=("tenure",)))) == 0.5
    assert kept(drawn(hall(without=("features",)))) == 0.5
    two = kept(drawn(hall(without=("features", "tenure"))))
    assert two == pytest.approx(0.25, abs=4 * JOINT)


def test_coins_of_different_words_are_independent() -> None:
    bits = np.array([[bool(int(c) >> i & 1) for i in range(20)] for c in coins("hall", "features", SCENARIOS)])
    assert (bits.mean(axis=0) == 0.5).all()
    together = np.corrcoef(bits.T)
    assert np.abs(together - np.eye(20)).max() < 4 / math.sqrt(SCENARIOS / 2)


def test_a_part_is_drawn_within_its_whole(drawn: Callable[..., Scenarios]) -> None:
    """Of a known whole of 10 000 the part is even over 0..10 000: 3000 at least in 7/10.

    Of a whole that is even over 0..10 000 itself, 3000 at least in the integral of 1 - 0.3/w over w = 0.3..1, which is 0.7 + 0.3 ln 0.3.
    """
    need = Need(floor_m2_min=3000)
    assert kept(drawn(hall(without=("available_floor_m2",)), need=need)) == pytest.approx(0.7, abs=1 / SCENARIOS)
    both = drawn(hall(without=("available_floor_m2",), floor_m2=Interval(0, 10_000)), need=need)
    assert kept(both) == pytest.approx(0.7 + 0.3 * math.log(0.3), abs=4 * JOINT)
    # A whole of 1000..4000 holds the 2000 that are surely there: w is even over 2000..4000, and the part over 2000..w.
    more = drawn(hall(available_floor_m2=Interval(2000, 5000), floor_m2=Interval(1000, 4000)), need=need)
    assert kept(more) == pytest.approx((1000 - 1000 * math.log(2)) / 2000, abs=4 * JOINT)


def test_a_hall_that_turns_out_to_stand_ready_is_delivered(drawn: Callable[..., Scenarios]) -> None:
    """Its state is unknown: available and in operation are 2 of 8 states, taken and committed are out; the others have an open delivery."""
    found = drawn(hall(without=("status", "delivery")), need=Need())
    ready = found.utilities[:, 0, 0] == 1.0
    assert 0.25 <= float(ready.mean()) < 1
    assert kept(found) == 0.75


def test_a_position_is_even_over_its_disc(town: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the points lie within 1/sqrt 2 of the radius, a quarter in each quarter turn, none outside; kept as the product measures."""
    where = location_cells(22.66, 113.14, "approximate", 3000.0)
    asked = put(replace(town, sites=(hall(**where),)), NEED, ON)
    seen = []
    monkeypatch.setattr(draws, "score", lambda ask: seen.append(ask.columns) or score(ask))
    scenarios(asked.table, score(asked.ask))
    (columns,) = seen
    north = (columns.low["lat"] - 22.66) * draws.M_PER_DEGREE
    east = (columns.low["lon"] - 113.14) * draws.M_PER_DEGREE * math.cos(math.radians(22.66))
    out = np.hypot(north, east)
    assert out.max() <= 3000 * (1 + 1e-9)
    assert float(np.mean(out <= 3000 / math.sqrt(2))) == pytest.approx(0.5, abs=1 / SCENARIOS)
    assert float(np.mean(north > 0)) == pytest.approx(0.5, abs=2 / SCENARIOS)
    assert float(np.mean((north > 0) & (east > 0))) == pytest.approx(0.25, abs=2 / SCENARIOS)
    assert (columns.high["location_accuracy_m"] == 0).all()
    assert (columns.low["lat"] == columns.high["lat"]).all()


# What nobody can draw, and who is not drawn


def test_an_approval_stays_a_matter_to_ask_about(drawn: Callable[..., Scenarios]) -> None:
    """A plot without an approved plan, and a renewal plot without a scheme, fit in no scenario."""
    plot = Site("plot", {"kind": "land", "status": "acquired", "land_mu": known(80)})
    renewal = Site("renewal", {"kind": "renewal", "status": "listed", "available_land_mu": known(60)})
    found = drawn(plot, renewal, need=Need(industry="medical", space="land", land_mu_min=20))
    assert set(np.unique(found.status)) == {OUT, TO_ASK}
    assert 0 < kept(found, 0) < 1


def test_sites_that_are_out_now_are_not_drawn(drawn: Callable[..., Scenarios]) -> None:
    gone = hall("gone", without=("rent_yuan_m2_month",), status="taken", taken_by="某厂")
    found = drawn(gone, hall("open", without=("rent_yuan_m2_month",)))
    assert found.rows.tolist() == [1]
    assert drawn(gone).utilities.shape[1] == 0


def test_the_works_beside_a_site_are_nobodys_to_draw(drawn: Callable[..., Scenarios], town: Catalog) -> None:
    """Their own error stays a range, whose cautious point value counts, as in the answer itself."""
    found = drawn(hall(rent_yuan_m2_month=Interval(12, 26)))
    at = names(NEED).index("access")
    assert found.utilities[:, 0, at] == pytest.approx(np.full(SCENARIOS, judged(town, hall())[1][at]))


# No site moves another


def test_what_is_open_but_decides_nothing_is_no_scenario(drawn: Callable[..., Scenarios]) -> None:
    """Most words of an open list are unknown of every site; where none of them is wanted, one scenario says it all."""
    assert drawn(hall(without=("features",)), need=replace_need(special=())).utilities.shape[0] == 1


def test_a_site_s_draws_are_its_own(drawn: Callable[..., Scenarios]) -> None:
    """Whatever other sites are added, removed or corrected, and wherever it stands in the file."""
    vague = Site("vague", {"kind": "facility"})
    alone = drawn(vague)
    other = hall("other", without=("rent_yuan_m2_month", "features"))
    for sites in ((vague, other), (other, vague), (hall("a"), vague, other), (vague, hall("other", rent_yuan_m2_month=Interval(3, 4)))):
        found = drawn(*sites)
        at = [s.id for s in sites].index("vague")
        assert (found.utilities[:, at] == alone.utilities[:, 0]).all()
        assert (found.status[:, at] == alone.status[:, 0]).all()


def test_a_fact_s_draws_do_not_move_when_another_fact_becomes_known(drawn: Callable[..., Scenarios]) -> None:
    vague = drawn(hall(without=("power_kva", "rent_yuan_m2_month")))
    better = drawn(hall(without=("rent_yuan_m2_month",)))
    at = names(NEED).index("cost")
    assert (vague.utilities[:, 0, at] == better.utilities[:, 0, at]).all()


def test_two_sites_alike_in_all_but_the_id_are_drawn_apart(drawn: Callable[..., Scenarios]) -> None:
    found = drawn(Site("a", {"kind": "facility"}), Site("b", {"kind": "facility"}))
    assert not (found.utilities[:, 0] == found.utilities[:, 1]).all()


def test_how_many_rows_are_scored_at_once_changes_nothing(drawn: Callable[..., Scenarios], monkeypatch: pytest.MonkeyPatch) -> None:
    sites = [Site(i, {"kind": "facility"}) for i in "abc"]
    whole = drawn(*sites)
    monkeypatch.setattr(draws, "ROWS", 100)
    parts = drawn(*sites)
    assert (whole.utilities == parts.utilities).all()
    assert (whole.status == parts.status).all()


def test_a_stratum_holds_one_number_each() -> None:
    found = strata("hall", "rent_yuan_m2_month", 200)
    assert sorted(np.minimum(np.floor(found * 200), 199).astype(int).tolist()) == list(range(200))
    assert (found == strata("hall", "rent_yuan_m2_month", 200)).all()
    assert not (found == strata("hall", "power_kva", 200)).all()
