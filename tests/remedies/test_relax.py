"""The ladder and the conflicts, held against every subset of demands; and that each step opens exactly what it says."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.explanation.setting import put, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell
from matcher.ranking.score import OUT, Scored, score
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_records import Ladder, LadderStep
from matcher.remedies.hitting import minimal, smallest_sets
from matcher.remedies.need_way import need_way
from matcher.remedies.relax import CONFLICTS_TOLD, FEW_LEFT, STEPS_TOLD, ladder, relax, universe
from matcher.remedies.why_not import why_not
from matcher.rules.ask import FAIL
from tests.any_sites import several, some
from tests.remedies.made import HALL, ON, any_town, complete, investing, known, moved_need, plain, words


def laddered(catalog: Catalog, need: Need) -> Ladder | None:
    p = put(catalog, need, ON)
    return why_not(p, score(p.ask)).ladder


def hall(ident: str, **cells: Cell) -> Site:
    return Site(ident, {**HALL, "name": f"{ident}号", "name_en": f"Hall {ident}", **cells})


HIGH_AND_DEAR = hall("a", ceiling_height_m=known(9), rent_yuan_m2_month=known(25))
LOW_AND_CHEAP = hall("b", ceiling_height_m=known(5), rent_yuan_m2_month=known(10))
HIGHER_AND_DEARER = hall("c", ceiling_height_m=known(12), rent_yuan_m2_month=known(30))
TAKEN = hall("d", ceiling_height_m=known(12), rent_yuan_m2_month=known(10), status="taken", taken_by="某厂", taken_by_en="a firm")
NEED = Need(ceiling_height_m_min=8, rent_yuan_m2_month_max=20)


@pytest.fixture
def four(town: Catalog) -> Catalog:
    return replace(town, sites=(HIGH_AND_DEAR, LOW_AND_CHEAP, HIGHER_AND_DEARER, TAKEN))


def test_two_demands_that_stand_against_each_other_and_the_steps_that_open_something(four: Catalog) -> None:
    told = laddered(four, NEED)
    assert told is not None
    assert (told.considered, told.left_out, told.left) == (3, 1, 0)
    assert [c.gates for c in told.conflicts] == [("ceiling_height", "rent")]
    assert plain(told.conflicts[0].sentence.zh) == (
        "还可以商量的 3 处，没有一处同时满足首层层高（≥ 8 m）、租金（≤ 20 元/㎡·月）；其中任何一项不提，其余几项就有地方能同时满足。"
    )
    assert [(s.opens, s.needs_all) for s in told.steps] == [(("a",), ("a",)), (("b",), ("b",)), (("a", "c"), ("c",))]
    assert plain(told.steps[0].sentence.zh) == "企业把租金上限从 20 元/㎡·月 提到 25 元/㎡·月，提高 5 元/㎡·月。这样可多出：a号。"
    assert plain(told.steps[2].sentence.en).endswith("This opens: Hall a, Hall c.")
    assert plain(told.sentence.zh) == (
        "没有一处符合现在的全部要求。企业让步可以多出的有 3 处，共 3 种让法。另有 1 处已被占用，或有企业让步也改变不了的条件，没有算在内。"
    )


def test_one_demand_that_nothing_meets_is_a_conflict_by_itself(four: Catalog) -> None:
    told = laddered(four, NEED.model_copy(update={"power_kva_min": 60000.0}))
    assert told is not None
    assert [c.gates for c in told.conflicts] == [("power",)]
    assert "没有一处满足配电（≥ 60 000 kVA）" in plain(told.conflicts[0].sentence.zh)


def test_a_step_to_another_kind_of_space_tells_what_it_closes(town: Catalog) -> None:
    sites = (hall("a", uses=words("logistics")), hall("b"))
    told = laddered(replace(town, sites=sites), Need(space="factory"))
    assert told is not None
    assert (told.left, told.conflicts) == (1, ())
    assert [(s.opens, s.closes) for s in told.steps] == [(("a",), ("b",))]
    assert "同时会失去：b号" in told.steps[0].sentence.zh


def test_where_nothing_can_be_had_there_is_no_step_and_no_conflict(town: Catalog) -> None:
    told = laddered(replace(town, sites=(TAKEN,)), NEED)
    assert told is not None
    assert (told.steps, told.conflicts, told.left_out) == ((), (), 1)
    assert "企业怎样让步都打不开新的地方" in told.sentence.zh


def test_with_enough_sites_left_no_ladder_is_offered(town: Catalog) -> None:
    assert laddered(town, Need()) is None
    sites = tuple(hall(i) for i in "abc"[:FEW_LEFT])
    assert laddered(replace(town, sites=sites), Need(space="factory")) is None
    assert laddered(replace(town, sites=sites[1:]), Need(space="factory")) is not None


def test_the_town_is_told_what_it_has_too_little_of(town: Catalog) -> None:
    """2500 mu in one piece: nothing is known to be that large, or can be; the first step opens what nobody has measured."""
    told = laddered(town, Need(land_mu_min=2500))
    assert told is not None
    assert (told.left, told.left_out, told.considered) == (0, 1, 14)
    assert [c.gates for c in told.conflicts] == [("land_area",)]
    assert plain(told.conflicts[0].sentence.zh) == "还可以商量的 14 处，没有一处满足用地面积（≥ 2 500 亩）。"
    plot = next(s for s in told.steps if s.needs_all == ("mumianwei",))
    assert plain(plot.sentence.zh).startswith("企业对用地面积的要求从 2 500 亩 降到 534.96 亩，降低 1 965.04 亩。这样可多出：")
    assert set(told.steps[0].opens) < set(plot.opens) < set(told.steps[-1].opens)
    assert all(complete(t) for t in (told.sentence, *(s.sentence for s in told.steps), *(c.sentence for c in told.conflicts)))


# Against brute force


def failed_sets(scored: Scored, rows: list[int]) -> list[frozenset[str]]:
    return [frozenset(g for g, c in scored.gates.items() if c.outcome[row] == FAIL) for row in rows]


def by_every_subset(scored: Scored, rows: list[int]) -> set[frozenset[str]]:
    """All smallest sets of demands of which every row fails one: every subset of the demands raised, the small ones first."""
    failed = failed_sets(scored, rows)
    raised = sorted({g for f in failed for g in f})
    for size in range(len(raised) + 1):
        found = {frozenset(c) for c in combinations(raised, size) if all(set(c) & f for f in failed)}
        if found:
            return found
    return set()


@given(several(2, 6), investing())
@some
def test_the_conflicts_are_all_the_smallest_sets_and_none_of_their_demands_can_be_dropped(found: tuple[Site, ...], need: Need) -> None:
    catalog = any_town(found)
    scored = scored_need(catalog, need, ON)
    again = AskedAgain(scored.ask)
    told = relax(scored, again)
    if told is None:
        return
    rows = [r for r in range(len(found)) if scored.status[r] == OUT and not need_way(again, r).stuck]
    assert told.considered == len(rows)
    assert told.left_out == int(np.count_nonzero(scored.status == OUT)) - len(rows)
    if told.left or not rows:
        assert told.conflicts == ()
        return
    everything = by_every_subset(scored, rows)
    sets = {frozenset(c.gates) for c in told.conflicts}
    assert len(sets) == min(len(everything), CONFLICTS_TOLD)
    assert sets <= everything
    assert told.more_conflicts == (len(everything) > CONFLICTS_TOLD)
    for gates in sets:
        for dropped in gates:
            assert any(not (gates - {dropped}) & f for f in failed_sets(scored, rows)), "without it some site meets the others"


def opened(catalog: Catalog, need: Need, step: LadderStep) -> tuple[set[str], set[str]]:
    """(sites out now and not then, sites out then and not now), every gate and site scored anew."""
    before, after = scored_need(catalog, need, ON), scored_need(catalog, moved_need(need, step.changes), ON)
    ids = before.ask.columns.ids
    now, then = ({ids[r] for r in np.flatnonzero(s.status == OUT)} for s in (before, after))
    return now - then, then - now


@given(several(2, 6), investing())
@some
def test_every_step_opens_what_it_says_and_needs_all_of_its_demands(found: tuple[Site, ...], need: Need) -> None:
    catalog = any_town(found)
    scored = scored_need(catalog, need, ON)
    again = AskedAgain(scored.ask)
    steps = ladder(scored, again, universe(scored, again))
    assert [(len(s.changes), s.size) for s in steps] == sorted((len(s.changes), s.size) for s in steps)
    reached = sorted(i for s in steps for i in s.needs_all)
    assert reached == sorted(scored.ask.columns.ids[r] for r in universe(scored, again).ways), "each site has one step of its own"
    for step in steps:
        opens, closes = opened(catalog, need, step)
        assert (set(step.opens), set(step.closes)) == (opens, closes)
        assert set(step.needs_all) <= opens
        assert complete(step.sentence, *(s.title.en for s in found), "某企业")
        for size in range(len(step.changes)):
            for fewer in combinations(step.changes, size):
                still, _ = opened(catalog, need, step.model_copy(update={"changes": fewer}))
                assert not still & set(step.needs_all), "a site of this step is opened by less"


@given(several(2, 6), investing())
@some
def test_a_step_that_gives_way_further_opens_what_a_milder_one_opens(found: tuple[Site, ...], need: Need) -> None:
    """Of two steps with the same demands, all of them figures, the one that goes further in each opens all that the other opens."""
    catalog = any_town(found)
    scored = scored_need(catalog, need, ON)
    again = AskedAgain(scored.ask)
    steps = ladder(scored, again, universe(scored, again))
    for mild, further in ((a, b) for a in steps for b in steps):
        amounts = [{c.field: c.amount for c in s.changes} for s in (mild, further)]
        if amounts[0].keys() == amounts[1].keys() and all(
            a is not None and b is not None and a <= b for a, b in ((amounts[0][f], amounts[1][f]) for f in amounts[0])
        ):
            assert set(mild.opens) <= set(further.opens)


def test_many_steps_are_cut_short_and_counted(town: Catalog) -> None:
    sites = tuple(hall(f"h{n:02}", ceiling_height_m=known(3 + n / 10)) for n in range(20))
    told = laddered(replace(town, sites=sites), Need(ceiling_height_m_min=8))
    assert told is not None
    assert (len(told.steps), told.more_steps) == (STEPS_TOLD, 20 - STEPS_TOLD)
    assert told.steps[0].opens == ("h19",)
    assert told.steps[1].opens == ("h18", "h19")


# Sets as bits


def subsets(bits: int) -> chain[tuple[int, ...]]:
    members = [1 << i for i in range(bits.bit_length()) if bits >> i & 1]
    return chain.from_iterable(combinations(members, n) for n in range(len(members) + 1))


@given(st.sets(st.integers(0, 2**9 - 1), max_size=12))
def test_smallest_sets_agree_with_every_subset(masks: set[int]) -> None:
    everything = 2**9 - 1
    meeting = [sum(s) for s in subsets(everything) if all(sum(s) & m for m in masks)]
    least = min((b.bit_count() for b in meeting), default=0)
    assert smallest_sets(masks, 10**6) == sorted(b for b in meeting if b.bit_count() == least)


@given(st.sets(st.integers(1, 2**21 - 1), min_size=1, max_size=40))
def test_of_twenty_one_gates_the_sets_still_meet_all_and_lose_that_with_any_member(masks: set[int]) -> None:
    found = smallest_sets(masks, 5)
    assert found
    for bits in found:
        assert all(bits & m for m in masks)
        assert all(any(not bits & ~bit & m for m in masks) for bit in (1 << i for i in range(21)) if bits & bit)


@given(st.sets(st.integers(0, 2**7 - 1), max_size=12))
def test_minimal_masks_hold_no_other_and_are_held_by_all(masks: set[int]) -> None:
    kept = minimal(masks)
    assert all(any(m & k == k for k in kept) for m in masks)
    assert not any(a != b and a & b == b for a in kept for b in kept)
