"""What would put a ranked site first, held against every step of every figure put to the whole score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.explanation.setting import put, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Interval, month_index
from matcher.ranking.score import OUT, score
from matcher.remedies.change_records import Lead
from matcher.remedies.lead import what_would_lead
from tests.any_sites import needs, several, some
from tests.any_sites import town as rules_of_the_town
from tests.remedies.made import HALL, ON, complete, known, month, plain

TODAY = ON.year * 12 + ON.month - 1
FIGURES = {
    "power_kva": ("power_kva_min", 1, 1.0),
    "rent_yuan_m2_month": ("rent_yuan_m2_month_max", -1, 0.01),
    "land_price_wan_mu": ("land_price_wan_mu_max", -1, 0.01),
    "purchase_yuan_m2": ("purchase_yuan_m2_max", -1, 0.01),
    "delivery": ("", -1, 1.0),
}
"""Field -> (the need's field that makes it count, the way in which it becomes better, the step)."""


def leads(catalog: Catalog, need: Need) -> dict[str, Lead | None]:
    p = put(catalog, need, ON)
    scored = score(p.ask)
    return {p.ask.columns.ids[r]: what_would_lead(p, scored, int(r)) for r in scored.order()}


def better(site: Site, need: Need, field: str, coarse: int) -> Iterator[tuple[float, Site]]:
    """(size of the change, the site) for every whole step to which a known figure can become better; every `coarse`-th one."""
    demand, sign, step = FIGURES[field]
    cell, possible = site.number(field), rules_of_the_town().possible(field)
    if cell is None or (demand and getattr(need, demand) is None):
        return
    near, end = (cell.high, possible.high) if sign > 0 else (cell.low, max(possible.low, TODAY) if field == "delivery" else possible.low)
    count = int(round(sign * (end - near) / step, 6))
    for n in sorted({*range(0, count + 1, coarse), count}):
        by = round(end - sign * (count - n) * step - near, 6)  # whole steps, counted from the end of what is possible
        if sign * by <= 0:
            continue
        size = abs(by) / 12 if field == "delivery" else abs(by) / near if near else 1.0
        yield size, site.with_cells({field: Interval(round(cell.low + by, 6), round(cell.high + by, 6))})


def by_every_step(catalog: Catalog, need: Need, ident: str, coarse: int) -> tuple[list[tuple[float, str]], tuple[Any, ...] | None]:
    """((size, field) of all changes that put the site first, the best key that any change reaches)."""
    before = scored_need(catalog, need, ON)
    others = [before.key(int(r)) for r in before.order() if before.ask.columns.ids[r] != ident]
    first, best = [], None
    for field in FIGURES:
        variants = list(better(catalog.by_id[ident], need, field, coarse))
        if not variants:
            continue
        many = replace(catalog, sites=tuple(Site(f"v{n:06}", s.cells) for n, (_, s) in enumerate(variants)))
        after = scored_need(many, need, ON)
        for row, (size, _) in enumerate(variants):
            key = (*after.key(row)[:3], ident)
            best = key if best is None or key < best else best
            if key < min(others):
                first.append((size, field))
    return first, best


def held(catalog: Catalog, need: Need, coarse: int) -> int:
    """Compares each ranked site's lead with every step; how many there were."""
    scored = scored_need(catalog, need, ON)
    told = leads(catalog, need)
    if len(told) < 2:
        return 0
    leader = scored.ask.columns.ids[scored.order()[0]]
    for ident, lead in told.items():
        if ident == leader:
            assert lead is None
            continue
        first, best = by_every_step(catalog, need, ident, coarse)
        now = scored.key(scored.ask.columns.ids.index(ident))
        if lead is None:
            assert not first
            assert best is None or best >= now
            continue
        assert complete(lead.sentence, *(s.title.en for s in catalog.sites))
        assert lead.first == bool(first) if coarse == 1 else lead.first >= bool(first)
        after, place = replayed(catalog, need, ident, lead)
        assert lead.score_after == pytest.approx(after)
        assert lead.rank_after == place
        if first:
            assert lead.change.size <= min(first)[0] + 1e-6
            if coarse == 1:
                assert lead.change.size == pytest.approx(min(first)[0], abs=1e-6)
        elif best is not None:
            assert lead.score_after >= -best[1] - 1e-6 or place < len(told)
    return len(told) - 1


def replayed(catalog: Catalog, need: Need, ident: str, lead: Lead) -> tuple[float, int]:
    """(score, place) after the told change, the whole need asked again."""
    site, change = catalog.by_id[ident], lead.change
    cell = site.number(change.field)
    assert cell is not None
    assert change.amount is not None
    by = FIGURES[change.field][1] * change.amount
    moved = site.with_cells({change.field: Interval(round(cell.low + by, 9), round(cell.high + by, 9))})
    after = scored_need(replace(catalog, sites=tuple(moved if s.id == ident else s for s in catalog.sites)), need, ON)
    order = [after.ask.columns.ids[r] for r in after.order()]
    return float(after.score[after.ask.columns.ids.index(ident)]), order.index(ident) + 1


def hall(ident: str, **cells: Any) -> Site:
    return Site(ident, {**HALL, "name": f"{ident}号", "name_en": f"Hall {ident}", "water_zone": "none", "planning": "in_place", **cells})


def test_a_lower_rent_puts_the_second_first_by_hand(town: Catalog) -> None:
    """Cost and readiness are measured, 15 and 10 parts of 25. Both stand ready. The curve of the cost runs from 1 at half of the budget
    to 0.8 at 0.8 and 0.5 at the whole, so the one at 18 must come below the other's 15; at 15 the ids decide, and b is the later one."""
    both = replace(town, sites=(hall("a", rent_yuan_m2_month=known(15)), hall("b", rent_yuan_m2_month=known(18))))
    lead = leads(both, Need(rent_yuan_m2_month_max=20))["b"]
    assert lead is not None
    assert (lead.first, lead.change.after, lead.rank, lead.rank_after) == (True, 14.99, 2, 1)
    assert plain(lead.sentence.zh) == ("这里的租金从 18 元/㎡·月 降到 14.99 元/㎡·月，降低 3.01 元/㎡·月。这样从第 2 名升到第 1 名。")


def test_the_earlier_hand_over_that_brings_it_first(town: Catalog) -> None:
    due = {"status": "under_construction"}
    both = replace(town, sites=(hall("a", delivery=month("2027-06"), **due), hall("b", delivery=month("2027-12"), **due)))
    lead = leads(both, Need(needed_by="2028-06"))["b"]
    assert lead is not None
    assert (lead.change.field, lead.change.after, lead.first) == ("delivery", "2027-05", True)
    assert lead.sentence.zh == "这里提前 7 个月交付（2027-05，原定 2027-12）。这样从第 2 名升到第 1 名。"


def test_what_cannot_be_first_is_told_how_far_it_comes(town: Catalog) -> None:
    """a has a higher ceiling as well, which b cannot get; the rent helps no further than to half of the budget."""
    need = Need(rent_yuan_m2_month_max=20, ceiling_height_m_min=6)
    sites = (
        hall("a", rent_yuan_m2_month=known(10), ceiling_height_m=known(9)),
        hall("b", rent_yuan_m2_month=known(20), ceiling_height_m=known(6)),
        hall("c", rent_yuan_m2_month=known(18), ceiling_height_m=known(6)),
    )
    lead = leads(replace(town, sites=sites), need)["b"]
    assert lead is not None
    assert (lead.first, lead.change.after, lead.rank, lead.rank_after) == (False, 10, 3, 2)
    assert "单改一项到不了第 1 名" in lead.sentence.zh


def test_an_unknown_figure_is_a_question_and_not_a_change(town: Catalog) -> None:
    both = replace(town, sites=(hall("a", rent_yuan_m2_month=known(15)), hall("b")))
    assert leads(both, Need(rent_yuan_m2_month_max=20))["b"] is None


@given(several(2, 4), needs())
@settings(some, max_examples=25)
def test_no_step_tried_is_smaller_or_brings_it_further(found: tuple[Site, ...], need: Need) -> None:
    held(replace(rules_of_the_town(), sites=found), need, coarse=97)


@st.composite
def close_to_each_other(draw: st.DrawFn) -> tuple[tuple[Site, ...], Need]:
    """Halls that differ in price, power and delivery only, some of them in ranges, so that the order hangs on these; every step is tried."""
    rents = st.sampled_from((known(16), known(18), known(18.005), known(21), Interval(15, 22), Interval(18, 24), Interval(19, 19.5)))
    powers = st.sampled_from((known(480), known(500), known(560), Interval(450, 700), Interval(495, 510)))
    dates = st.sampled_from((known(TODAY + 2), known(TODAY + 9), known(TODAY + 30), Interval(TODAY + 4, TODAY + 20)))
    sites = tuple(
        hall(i, rent_yuan_m2_month=draw(rents), power_kva=draw(powers), delivery=draw(dates), status="under_construction") for i in "abc"
    )
    need = Need(rent_yuan_m2_month_max=draw(st.sampled_from((22, 25))), power_kva_min=draw(st.sampled_from((None, 450, 500))))
    return sites, need.model_copy(update={"needed_by": draw(st.sampled_from((None, "2029-06")))})


@given(close_to_each_other())
@settings(some, max_examples=4)
def test_the_change_is_exactly_the_smallest_of_all_steps(drawn: tuple[tuple[Site, ...], Need]) -> None:
    sites, need = drawn
    short = replace(rules_of_the_town(), sites=sites, rules=narrow(rules_of_the_town()))
    assert held(short, need, coarse=1) >= 0


def narrow(catalog: Catalog) -> Any:
    """Rules under which power can be at most 1000 kVA, so that every step of it can be tried."""
    possible = dict(catalog.rules.possible)
    possible["power_kva"] = possible["power_kva"].model_copy(update={"high": "1000"})
    return catalog.rules.model_copy(update={"possible": possible})


def test_the_examples_of_the_town_are_told_no_change_of_what_is_unknown(town: Catalog) -> None:
    for example in town.examples:
        assert set(leads(town, example.need).values()) <= {None}


def test_a_site_that_is_out_is_told_nothing(town: Catalog) -> None:
    p = put(town, town.examples[1].need, ON)
    scored = score(p.ask)
    assert all(what_would_lead(p, scored, int(r)) is None for r in np.flatnonzero(scored.status == OUT))
    assert month_index("2026-11") == TODAY
