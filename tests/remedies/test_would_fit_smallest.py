"""No smaller move makes a site fit, against every point of a grid and every share between need and site."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.explanation.setting import Setting, put
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Interval, month_index, month_text
from matcher.model.vocabulary import FIRE_CLASS
from matcher.ranking.score import OUT, score
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.levers import FIGURES
from matcher.remedies.levers_site import SITE_LEVERS
from matcher.remedies.need_way import need_way
from matcher.remedies.why_not import why_not
from tests.any_sites import several, some
from tests.remedies.made import HALL, ON, any_town, asked, investing, month, parked


def demands_of(need: Need) -> list[tuple[str, ...]]:
    """The stated demands that can move; those of a bare area move as one."""
    fields = [g.demand for g in FIGURES.values()] + ["tenure", "space", "fire_class", "special", "discharges_wastewater", "ground_floor"]
    fields += ["processes", "investment_wan", "fixed_investment_wan", "tax_wan"]
    pairs = {"land_mu_min": "land_mu_max", "floor_m2_min": "floor_m2_max"}
    stated = [f for f in fields if getattr(need, f) not in (None, (), False)]
    if need.land_mu_max and not need.land_mu_min:
        stated.append("land_mu_max")
    return [(f, pairs[f]) if f in pairs and getattr(need, f) == getattr(need, pairs[f]) else (f,) for f in stated]


def grid(need: Need, field: str, told: set[Any], site: Site) -> list[Any]:
    """Values to try: every one that occurs, the told ones, and those a step to either side of them."""
    now = getattr(need, field)
    if field == "needed_by":
        months = {month_index(str(now)) + n for n in (0, 1, 6, 24, 60)} | {month_index(t) + n for t in told for n in (-1, 0)}
        return [month_text(m) for m in months if m >= month_index(str(now))]
    if field in ("special", "processes"):
        return [w for n in range(len(now) + 1) for w in combinations(now, n)]
    lists = {"tenure": ("buy", "rent"), "space": ("land", "factory", "warehouse", "office", "mixed"), "fire_class": FIRE_CLASS.tokens}
    if field in lists:
        return list(lists[field])
    if isinstance(now, bool):
        return [True, None] if field == "ground_floor" else [True, False]
    ends = {e for c in site.cells.values() if isinstance(c, Interval) for e in (c.low, c.high)}
    values = (
        {now, now / 2, now * 1.1, now * 0.9, now * 2} | {v for v in ends if v < 1e5} | {t + s for t in told if t for s in (-0.01, 0, 0.01)}
    )
    return [round(v, 6) for v in values if v > 0] + ([None] if None in told else [])


def size_of(field: str, before: Any, after: Any) -> float:
    """How large a move is, told anew from the definition in the documents."""
    if before == after:
        return 0.0
    if field == "needed_by":
        return abs(month_index(after) - month_index(before)) / 12
    if field in ("special", "processes"):
        return float(len(set(before) - set(after)))
    if field == "fire_class":
        return abs(FIRE_CLASS.tokens.index(after) - FIRE_CLASS.tokens.index(before)) / 4
    if isinstance(before, float) and not isinstance(before, bool) and after is not None:
        return abs(after - before) / before
    return 1.0


@st.composite
def terse(draw: st.DrawFn) -> Need:
    """A need of at most three demands that can move, so that every combination can be tried."""
    need = draw(investing())
    keep = draw(st.permutations(demands_of(need)))[:3]
    gone = {f: None for fields in demands_of(need) for f in fields if fields not in keep}
    whole = need.model_dump() | gone
    for field in ("special", "processes"):
        whole[field] = whole[field] or ()
    return Need.model_validate(whole)


@given(several(1, 2), terse())
@some
def test_no_smaller_move_of_the_need_opens_the_site(found: tuple[Site, ...], need: Need) -> None:
    """Every combination of the values that occur, of those that were told, and of those a step beside them."""
    catalog = any_town(found)
    p = put(catalog, need, ON)
    told = asked(catalog, need)
    demands = demands_of(need)
    for ident, one in told.items():
        row = p.ask.columns.ids.index(ident)
        way = next((w for w in one.ways if w.side == "need"), None)
        after = {c.field: {c.after} for c in way.changes} if way else {}
        grids = [grid(need, fields[0], after.get(fields[0], set()), catalog.by_id[ident]) for fields in demands]
        best = None
        anew = AskedAgain(p.ask)
        for values in product(*grids):
            size = sum(size_of(f[0], getattr(need, f[0]), v) for f, v in zip(demands, values, strict=True))
            if best is not None and size >= best - 1e-9:
                continue
            moved = need.model_copy(update={f: v for fields, v in zip(demands, values, strict=True) for f in fields})
            for least, most in (("land_mu_min", "land_mu_max"), ("floor_m2_min", "floor_m2_max")):
                if getattr(moved, least) and getattr(moved, most) and getattr(moved, least) > getattr(moved, most):
                    break
            else:
                if anew.status(moved, row) != OUT:
                    best = size
        if way is None:
            assert best is None, (one.failed, best)
        else:
            assert best is not None
            assert way.size == pytest.approx(best, abs=1e-6), (way.sentence.en, best)


@given(parked(), investing())
@some
def test_no_other_share_of_the_moves_between_need_and_site_is_smaller(found: tuple[Site, ...], need: Need) -> None:
    """Every choice of gates that the site moves, the need moving the rest: none is smaller than the first way told."""
    catalog = any_town(found)
    p = put(catalog, need, ON)
    again = AskedAgain(p.ask)
    for ident, told in asked(catalog, need).items():
        row = p.ask.columns.ids.index(ident)
        moves = {g: move for g in told.failed if g in SITE_LEVERS and (move := SITE_LEVERS[g](again, row)) is not None}
        sizes = []
        for chosen in chain.from_iterable(combinations(moves, n) for n in range(len(moves) + 1)):
            way = need_way(again, row, frozenset(chosen))
            if not way.stuck:
                sizes.append(way.size + sum(moves[g].size for g in chosen))
        alone = [w.size for w in told.ways if w.side != "join"]
        assert bool(alone) == bool(sizes)
        assert not sizes or alone[0] == pytest.approx(min(sizes), abs=1e-5)


def test_what_is_promised_late_moves_the_date_that_must_be_waited_for(town: Catalog) -> None:
    site = Site("s", {**HALL, "status": "under_construction", "delivery": month("2027-03")})
    p = put(replace(town, sites=(site,)), Need(needed_by="2027-06"), ON, Setting(late_months=6))
    told = why_not(p, score(p.ask)).would_fit["s"]
    assert {(w.side, c.after, c.amount) for w in told.ways for c in w.changes} == {("need", "2027-09", 3), ("site", "2027-06", 3)}
