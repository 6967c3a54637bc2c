"""What a change may do, for any sites and any need: no site moves another, a better one never falls, and an answer only narrows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.catalog.answering import answered
from matcher.catalog.cells import format_cell
from matcher.catalog.issues import Refused
from matcher.explanation.setting import scored_need
from matcher.explanation.shortlist import shortlist
from matcher.model.answer import Answer
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.ranking.score import Scored
from matcher.rules.welcome import standing
from tests.any_sites import FIGURES, ON, SMALL, filled, holding, matches, more, moved, narrower, needs, scored, several, some, tokens, town

# Nothing moves anything else


@given(st.data(), several(3, 6), needs())
@some
def test_adding_removing_and_reordering_sites_changes_no_other_site(data: st.DataObject, found: tuple[Site, ...], need: Need) -> None:
    def told(chosen: tuple[Site, ...]) -> dict[str, tuple[Any, ...]]:
        s = scored(need, *chosen)
        return {i: (s.score[r], s.low[r], s.high[r], s.status[r]) for r, i in enumerate(s.ask.columns.ids)}

    def order(chosen: tuple[Site, ...]) -> list[str]:
        s = scored(need, *chosen)
        return [s.ask.columns.ids[r] for r in s.order()]

    shuffled = tuple(data.draw(st.permutations(found)))
    fewer = shuffled[: data.draw(st.integers(1, len(found)))]
    kept = {s.id for s in fewer}
    assert told(shuffled) == told(found)
    assert told(fewer) == {i: t for i, t in told(found).items() if i in kept}
    assert order(shuffled) == order(found)
    assert order(fewer) == [i for i in order(found) if i in kept]


IMPROVEMENTS: dict[str, tuple[str, Callable[[float], float]]] = {
    "a lower rent": ("rent_yuan_m2_month", lambda x: 0.9 * x),
    "a lower land price": ("land_price_wan_mu", lambda x: 0.9 * x),
    "a lower purchase price": ("purchase_yuan_m2", lambda x: 0.9 * x),
    "an earlier delivery": ("delivery", lambda x: x - 7),
    "a higher ceiling": ("ceiling_height_m", lambda x: 1.2 * x),
    "a stronger floor": ("floor_load_t_m2", lambda x: 1.2 * x),
    "more power": ("power_kva", lambda x: 1.2 * x),
}


@pytest.mark.parametrize(("field", "better"), IMPROVEMENTS.values(), ids=IMPROVEMENTS.keys())
@given(data=st.data(), found=several(3, 5), need=needs())
@some
def test_a_site_that_gets_better_in_one_figure_never_falls(
    data: st.DataObject, found: tuple[Site, ...], need: Need, field: str, better: Callable[[float], float]
) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    figure, possible = data.draw(filled(field)), town().possible(field)
    assert isinstance(figure, Interval)
    raised = Interval(*(min(max(better(end), possible.low), possible.high) for end in (figure.low, figure.high)))
    assert rank(need, at, *put(found, at, {field: raised})) <= rank(need, at, *put(found, at, {field: figure}))


@given(st.data(), several(3, 5), needs(), st.sampled_from(("positioned", "partners")))
@some
def test_a_site_found_to_suit_the_industry_never_falls(data: st.DataObject, found: tuple[Site, ...], need: Need, field: str) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    words = data.draw(filled(field))
    assert isinstance(words, Words)
    raised = Words(words.has | frozenset(standing(town(), need).kin))
    assert rank(need, at, *put(found, at, {field: raised})) <= rank(need, at, *put(found, at, {field: words}))


def put(found: tuple[Site, ...], at: int, cells: dict[str, Cell]) -> tuple[Site, ...]:
    """The same sites, one of them with other cells."""
    return (*found[:at], found[at].with_cells(cells), *found[at + 1 :])


def rank(need: Need, at: int, *found: Site) -> int:
    """The place of one of the sites, 0 first; one that is out comes after all."""
    order = list(scored(need, *found).order())
    return order.index(at) if at in order else len(found)


# Questions


def known_range(s: Scored, row: int, field: str) -> Interval:
    return Interval(float(s.ask.columns.low[field][row]), float(s.ask.columns.high[field][row]))


def an_answer(draw: st.DrawFn, site: Site, field: str, need: Need) -> str:
    """Any value that the fact can still take, as somebody would write it into the site table."""
    if field == LOCATION:
        cells = moved(draw, site)
        return ",".join(format_cell(BY_NAME[n], cells[n]) for n in ("lat", "lon", "location_accuracy_m"))
    column = BY_NAME[field]
    if field in FIGURES:
        alone = scored(need, site)
        cell: Cell = narrower(draw, known_range(alone, 0, field))
        assert isinstance(cell, Interval)
        if column.type == "month":
            cell = Interval(int(cell.low), int(cell.high))
    elif column.type == "open":
        before = site.words(field) or Words()
        unknown = [t for t in tokens(field) if t not in before.has | before.lacks]
        assume(unknown)
        token = frozenset({draw(st.sampled_from(unknown))})
        cell = Words(token) if draw(st.booleans()) else Words(frozenset(), token)
    else:
        cell = draw(filled(field))
    return format_cell(column, cell)


@given(st.data(), several(2, 4), needs())
@more
def test_answering_a_question_never_widens_a_range(data: st.DataObject, found: tuple[Site, ...], need: Need) -> None:
    catalog = holding(*found)
    asked = [m for m in shortlist(catalog, need, ON).matches if m.ask_first]
    assume(asked)
    match = data.draw(st.sampled_from(asked))
    question = data.draw(st.sampled_from(match.ask_first))
    value = data.draw(st.composite(an_answer)(catalog.by_id[match.site_id], question.field, need))
    answer = Answer(site=match.site_id, field=question.field, value=value, source="电话", as_of="2026-11-23")
    try:
        after = scored_need(answered(catalog, answer), need, ON)
    except Refused:
        assume(False)
        return
    row = after.ask.columns.ids.index(match.site_id)
    assert match.low - SMALL <= after.low[row]
    assert after.high[row] <= match.high + SMALL


@given(several(), needs())
@some
def test_what_a_question_settles_lies_within_0_and_1_and_the_most_settling_comes_first(found: tuple[Site, ...], need: Need) -> None:
    for match in matches(need, *found):
        settles = [q.settles for q in match.ask_first]
        assert settles == sorted(settles, reverse=True)
        assert len({q.field for q in match.ask_first}) == len(settles)
        for question in match.ask_first:
            assert 0 <= question.settles <= 1
            assert 0 <= question.changes_top <= 1
            assert 0 <= question.points <= match.high - match.low + 0.01
            assert question.question.zh
            assert question.question.en
