"""What holds for any sites and any need: sums, bounds, what the unknown may turn out to be, and the order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalog.sites import location_cells
from matcher.explanation.shortlist import shortlist
from matcher.model.consistency import contradictions
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.ranking.score import FITS, OUT
from matcher.rules.ask import FAIL, PASS
from matcher.rules.welcome import standing
from tests.any_sites import ON, SMALL, holding, matches, more, needs, refined, scored, several, sites, some, tokens, town

# Sums and bounds


@given(several(), needs())
@some
def test_contributions_add_up_to_score_low_and_high(found: tuple[Site, ...], need: Need) -> None:
    for match in matches(need, *found):
        for end, total in (("value", match.score), ("low", match.low), ("high", match.high)):
            assert sum(getattr(c, end) for c in match.contributions) == pytest.approx(total, abs=SMALL)


@given(several(), needs())
@some
def test_a_score_lies_between_its_low_and_its_high_and_all_within_0_and_100(found: tuple[Site, ...], need: Need) -> None:
    for match in matches(need, *found):
        assert 0 <= match.low <= match.score <= match.high <= 100
        for c in match.contributions:
            assert 0 <= c.low <= c.value <= c.high <= 100 * c.weight + SMALL


@given(several(), needs())
@some
def test_the_weights_of_what_is_measured_add_up_to_1_and_are_the_same_for_every_site(found: tuple[Site, ...], need: Need) -> None:
    weights = [{c.criterion: c.weight for c in match.contributions} for match in matches(need, *found)]
    for own in weights:
        assert sum(own.values()) == pytest.approx(1)
        assert own == weights[0]
        given_ = {name: town().rules.criteria[name].weight for name in own}
        assert own == pytest.approx({name: w / sum(given_.values()) for name, w in given_.items()})


# What is unknown


@given(st.data(), sites(), needs())
@more
def test_low_and_high_hold_whatever_the_unknown_turns_out_to_be(data: st.DataObject, site: Site, need: Need) -> None:
    before, after = scored(need, site), scored(need, data.draw(refined(site)))
    assert before.low[0] - SMALL <= after.low[0]
    assert after.high[0] <= before.high[0] + SMALL
    assert before.low[0] - SMALL <= after.score[0] <= before.high[0] + SMALL


@given(st.data(), sites(), needs())
@more
def test_a_gate_that_is_decided_stays_so_whatever_the_unknown_turns_out_to_be(data: st.DataObject, site: Site, need: Need) -> None:
    better = data.draw(refined(site))
    before, after = scored(need, site), scored(need, better)
    for name, gate in before.gates.items():
        if gate.outcome[0] in (PASS, FAIL):
            assert after.gates[name].outcome[0] == gate.outcome[0], (name, site.cells, better.cells)
    if before.status[0] in (OUT, FITS):
        assert after.status[0] == before.status[0]


AMOUNTS = {"land": ("available_land_mu",), "facility": ("available_floor_m2",), "renewal": ("available_land_mu", "available_floor_m2")}


@pytest.mark.parametrize("status", ["available", "planned", "under_construction"])
@pytest.mark.parametrize(("kind", "amounts"), AMOUNTS.items(), ids=AMOUNTS.keys())
def test_a_state_that_passes_and_nothing_left_are_not_both_believed(status: str, kind: str, amounts: tuple[str, ...]) -> None:
    """Either the pack refuses a site that is open and has nothing left, or its being open does not pass while the amount is unknown."""
    open_site = Site("s", {"name": "地块", "kind": kind, "status": status})
    nothing_left = open_site.with_cells({amount: Interval(0, 0) for amount in amounts})
    before, after = (scored(Need(), s).gates["availability"].outcome[0] for s in (open_site, nothing_left))
    assert before == after or before not in (PASS, FAIL) or list(contradictions(nothing_left))


def fair_site(draw: st.DrawFn, need: Need) -> Site:
    """A site all of whose cells are known, that passes every gate and is worth its prior or more for every criterion."""
    kind = "land" if need.space == "land" else "facility"
    pack = town()
    cells: dict[str, Cell] = {
        "name": "地块", "kind": kind, "status": "available", "divisible": draw(st.sampled_from(("yes", "no"))), "ground_floor": "yes",
        "fire_class": "jia", "water_zone": "none", "planning": "in_place",
        "uses": Words(frozenset(tokens("uses"))), "tenure": Words(frozenset({"buy", "rent"})),
        "features": Words(frozenset(need.special)), "processes": Words(frozenset(need.processes)),
    }  # fmt: skip
    industries = frozenset(standing(pack, need).kin)
    cells["positioned"] = Words(industries or frozenset({"paper"}))
    cells["partners"] = Words(industries or frozenset({"paper"}))
    for whole, unit in (("land_mu", "mu"), ("floor_m2", "m2")):
        wanted = getattr(need, f"{whole}_min") or getattr(need, f"{whole}_max") or 20
        cells[f"available_{whole}"] = Interval(wanted, wanted)
        cells[f"min_unit_{unit}"] = Interval(1, 1)
    for field, demand in (
        ("ceiling_height_m", need.ceiling_height_m_min), ("floor_load_t_m2", need.floor_load_t_m2_min), ("power_kva", need.power_kva_min),
    ):  # fmt: skip
        value = (demand or 3) * draw(st.sampled_from((1.0, 1.1, 1.4)))
        cells[field] = Interval(value, value)
    for field, limit in (
        ("rent_yuan_m2_month", need.rent_yuan_m2_month_max), ("land_price_wan_mu", need.land_price_wan_mu_max),
        ("purchase_yuan_m2", need.purchase_yuan_m2_max),
    ):  # fmt: skip
        value = (limit or 600) * draw(st.sampled_from((0.5, 0.9, 1.0)))
        cells[field] = Interval(value, value)
    centre = pack.plan.town  # three kilometres from the middle towards the railway: a fair way from either
    cells |= location_cells(centre.lat - 0.025, centre.lon + 0.01, "surveyed", 20.0)
    return Site("z-known", cells)


@given(st.data(), needs())
@more
def test_an_empty_record_never_beats_the_same_record_filled_with_fair_values(data: st.DataObject, need: Need) -> None:
    """The empty one has the better id, so it must be beaten, or at the least be no better, by what is known."""
    known = data.draw(st.composite(fair_site)(need))
    forgotten = data.draw(st.frozensets(st.sampled_from(sorted(known.cells.keys() - {"name", "kind"})), min_size=1))
    if forgotten & {"lat", "lon", "location_basis", "location_accuracy_m"}:
        forgotten |= {"lat", "lon", "location_basis", "location_accuracy_m"}
    empty = Site("a-empty", {name: cell for name, cell in known.cells.items() if name not in forgotten})
    both = scored(need, empty, known)
    assert both.status[1] == FITS, {name: gate.sentence(1).en for name, gate in both.gates.items() if gate.outcome[1] != PASS}
    for name, (value, _, _) in both.points.items():
        worth_its_prior = value[1] >= 100 * both.weights[name] * town().rules.criteria[name].prior - SMALL
        assert worth_its_prior, f"{name}: the known site is meant to be fair"
    assert both.key(1)[:2] <= both.key(0)[:2]
    assert both.score[1] >= both.score[0]


# Order


@given(several(), needs())
@some
def test_the_order_is_fits_before_ask_then_score_then_low_then_id(found: tuple[Site, ...], need: Need) -> None:
    result = shortlist(holding(*found), need, ON)
    keys = [(m.status != "fits", -m.score, -m.low, m.site_id) for m in result.matches]
    assert keys == sorted(keys)
    assert [m.rank for m in result.matches] == list(range(1, len(keys) + 1))
    assert {m.site_id for m in result.matches} | {e.site_id for e in result.excluded} == {s.id for s in found}
    assert all(e.failed for e in result.excluded)
    for match in result.matches:
        outcomes = {g.outcome for g in match.gates}
        assert "fail" not in outcomes
        assert (match.status == "ask") == ("unknown" in outcomes)


@given(sites(), needs(), st.permutations(["a", "b", "c", "d"]))
@some
def test_sites_alike_in_all_but_the_id_stand_in_the_order_of_their_ids(site: Site, need: Need, ids: list[str]) -> None:
    order = [m.site_id for m in matches(need, *(Site(i, site.cells) for i in ids))]
    assert order in (["a", "b", "c", "d"], [])


@given(several(), needs())
@some
def test_the_same_question_gets_the_same_answer_to_the_last_byte(found: tuple[Site, ...], need: Need) -> None:
    orders = (found, found, found[::-1])
    first, again, turned = (shortlist(holding(*o), need, ON).model_dump_json(context={"lang": "zh"}) for o in orders)
    unchanged, unturned = first == again, first == turned  # compared here, since a diff of long texts takes seconds
    assert unchanged
    assert unturned


@given(several(3, 5), needs(), st.integers(1, 3))
@some
def test_the_first_few_are_the_first_of_all(found: tuple[Site, ...], need: Need, top: int) -> None:
    everything = shortlist(holding(*found), need, ON)
    few = shortlist(holding(*found), need, ON, top=top)
    assert few.matches == everything.matches[:top]
    assert few.total == len(everything.matches)


def test_the_strategies_reach_every_gate_criterion_and_outcome() -> None:
    """A guard on this file: what never comes up proves nothing."""
    reached: set[tuple[str, int]] = set()
    measured: set[str] = set()
    statuses: set[int] = set()

    @given(several(4, 6), needs(), st.data())
    @settings(some, max_examples=300, database=None, derandomize=True)
    def look(found: tuple[Site, ...], need: Need, data: st.DataObject) -> None:
        s = scored(need, *found)
        statuses.update(int(x) for x in scored(need, data.draw(st.composite(fair_site)(need))).status)
        measured.update(s.criteria)
        statuses.update(int(x) for x in np.unique(s.status))
        reached.update((name, int(x)) for name, gate in s.gates.items() for x in np.unique(gate.outcome))

    look()
    active = [name for name, rule in town().rules.gates.items() if rule.status == "active"]
    everything = {(name, outcome) for name in active for outcome in (PASS, 0, FAIL)} - {("planning", FAIL)}
    assert everything - reached == set()
    assert measured == set(town().rules.criteria)
    assert len(statuses) == 3
