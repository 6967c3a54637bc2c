"""The weight that would change the winner: each one found is put to the product itself, and where none is found none is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.explanation.setting import PLAIN, Setting, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.ranking.score import Scored, weights_set
from matcher.ranking.sensitivity import Switch, switches

ON = date(2026, 11, 23)
NEED = Need(industry="medical", floor_m2_max=4000, rent_yuan_m2_month_max=20, ceiling_height_m_min=4.5)
NUDGE = 1e-4
"""How far beyond and short of a switch the weights are tried; scores are settled to a millionth of a point."""


@cache
def town() -> Catalog:
    return load(Path(__file__).resolve().parents[2] / "data")


def known(value: float) -> Interval:
    return Interval(value, value)


def a_hall(site_id: str, rent: float, floor: float, height: float, wait: float, focus: str) -> Site:
    """A hall of which all that counts for NEED is known, but for what every need must ask about."""
    cells: dict[str, Cell] = {
        "kind": "facility", "status": "available", "available_floor_m2": known(floor), "divisible": "no", "ceiling_height_m": known(height),
        "rent_yuan_m2_month": known(rent), "delivery": known(ON.year * 12 + ON.month - 1 + wait), "positioned": Words(frozenset({focus})),
        "partners": Words(frozenset({focus})), "water_zone": "none",
    }  # fmt: skip
    return Site(site_id, cells)


halls = st.builds(
    a_hall,
    st.just(""),
    st.floats(8, 20),
    st.floats(1000, 9000),
    st.floats(4.5, 8),
    st.integers(0, 40),
    st.sampled_from(["medical", "paper"]),
)


@st.composite
def several(draw: st.DrawFn) -> tuple[Site, ...]:
    return tuple(replace(hall, id=i) for i, hall in zip("abcdef", draw(st.lists(halls, min_size=1, max_size=6)), strict=False))


@st.composite
def by_hand(draw: st.DrawFn) -> Setting:
    names = ("positioning", "area_fit", "cost", "readiness", "slack", "partners")
    return draw(
        st.sampled_from([PLAIN, Setting(tuple(zip(names, draw(st.lists(st.integers(0, 10), min_size=6, max_size=6)), strict=True)))])
    )


def first(scored: Scored) -> int:
    return int(scored.order()[0])


def with_weight(catalog: Catalog, scored: Scored, name: str, weight: float) -> Scored:
    """The whole need scored anew with one weight set by hand and the others as they were."""
    weights = {**weights_set(scored.ask, tuple(scored.criteria)), name: weight}
    return scored_need(catalog, NEED, ON, Setting(tuple(weights.items())))


@settings(max_examples=60)
@given(several(), by_hand())
def test_short_of_a_switch_the_winner_stays_and_beyond_it_the_rival_is_first(sites: tuple[Site, ...], setting: Setting) -> None:
    catalog = replace(town(), sites=sites)
    scored = scored_need(catalog, NEED, ON, setting)
    found = switches(scored)
    assert found is not None
    raw = weights_set(scored.ask, tuple(scored.criteria))
    for side, sign in ((found.up, 1), (found.down, -1)):
        for name, switch in side.items():
            if switch is None:
                continue
            assert (switch.weight_now, switch.winner) == (raw[name], first(scored))
            assert sign * (switch.weight_then - switch.weight_now) >= 0
            step = NUDGE * max(switch.weight_then, 1)
            if abs(switch.weight_then - switch.weight_now) > 2 * step:
                assert first(with_weight(catalog, scored, name, switch.weight_then - sign * step)) == switch.winner
            beyond = with_weight(catalog, scored, name, max(switch.weight_then + sign * step, 0))
            assert beyond.score[switch.rival] >= beyond.score[switch.winner] - 1e-5
            level = with_weight(catalog, scored, name, switch.weight_then)
            assert level.score[switch.rival] == pytest.approx(level.score[switch.winner], abs=1e-5)
            assert level.score[switch.rival] == pytest.approx(level.score[first(level)], abs=1e-5), "no third site stands before both"
            assert level.weights[name] == pytest.approx(switch.share_then)
            assert scored.weights[name] == pytest.approx(switch.share_now)


@settings(max_examples=30)
@given(several(), by_hand())
def test_where_no_switch_is_found_no_weight_changes_the_winner(sites: tuple[Site, ...], setting: Setting) -> None:
    catalog = replace(town(), sites=sites)
    scored = scored_need(catalog, NEED, ON, setting)
    found = switches(scored)
    assert found is not None
    raw = weights_set(scored.ask, tuple(scored.criteria))
    for name, weight in raw.items():
        tries = [*(weight * np.array([0.02, 0.3, 0.7, 0.95])), *(weight + np.array([0.1, 2, 20, 500, 1e5]))]
        for tried in tries:
            nearest = found.up[name] if tried >= weight else found.down[name]
            passed = nearest is not None and (tried > nearest.weight_then if tried >= weight else tried < nearest.weight_then)
            then = with_weight(catalog, scored, name, float(tried))
            if not passed:
                assert then.score[first(scored)] == pytest.approx(then.score[first(then)], abs=2e-6), (name, tried)


def test_by_hand() -> None:
    """Two halls that differ in rent and waiting only, with the pack's weights 15 and 10 of 90.

    Rent 10 of 20 is u = 1, rent 20 is u = 0.5; waiting 12 months is u = 0.6, none is u = 1. The cheap one leads by 15 x 0.5 - 10 x 0.4 = 3.5.
    It loses the lead when the weight of cost falls by 3.5 / 0.5 = 7 to 8, or that of readiness rises by 3.5 / 0.4 = 8.75 to 18.75.
    """
    cheap = a_hall("cheap", rent=10, floor=4000, height=6, wait=12, focus="medical")
    soon = a_hall("soon", rent=20, floor=4000, height=6, wait=0, focus="medical")
    scored = scored_need(replace(town(), sites=(cheap, soon)), NEED, ON)
    assert scored.weights["cost"] == pytest.approx(15 / 90)
    found = switches(scored)
    assert found is not None
    cost, ready = found.down["cost"], found.up["readiness"]
    assert cost is not None
    assert ready is not None
    assert cost.weight_then == pytest.approx(8)
    assert ready.weight_then == pytest.approx(18.75)
    assert ready.share_then == pytest.approx(18.75 / (80 + 18.75))
    assert cost.share_then == pytest.approx(8 / (75 + 8))
    assert [s for s in (*found.up.values(), *found.down.values()) if s] == [ready, cost]
    assert found.nearest == min((cost, ready), key=lambda s: s.change)


def test_a_weight_moves_no_site_from_to_be_asked_to_fits() -> None:
    """The only hall that fits stays first however good the other, whose water zone is unknown, may be."""
    fits = a_hall("fits", rent=20, floor=1000, height=4.5, wait=40, focus="paper")
    better = a_hall("asked", rent=8, floor=4000, height=8, wait=0, focus="medical")
    asked = Site("asked", {name: cell for name, cell in better.cells.items() if name != "water_zone"})
    scored = scored_need(replace(town(), sites=(fits, asked)), NEED, ON)
    assert scored.ask.columns.ids[first(scored)] == "fits"
    found = switches(scored)
    assert found is not None
    assert (found.nearest, found.rivals) == (None, 0)


def test_nobody_left_has_no_switch_and_one_criterion_has_none_either() -> None:
    taken = Site("gone", {"kind": "facility", "status": "taken", "taken_by": "某厂"})
    assert switches(scored_need(replace(town(), sites=(taken,)), NEED, ON)) is None
    two = (a_hall("a", 10, 4000, 6, 5, "paper"), a_hall("b", 10, 4000, 6, 9, "paper"))
    only = scored_need(replace(town(), sites=two), Need(), ON)
    assert list(only.criteria) == ["readiness"]
    found = switches(only)
    assert found is not None
    assert found.nearest is None


def test_the_nearest_is_the_smallest_change_of_share() -> None:
    far, near = (Switch("x", 1, 2, 0.1, then, 0, 1) for then in (0.4, 0.2))
    assert near.change < far.change
