"""Any sites and any need, for properties that hold of all of them, under the rules of the real town.

Sites and needs draw their figures from the same few values, so that equality and both sides of each threshold come up often.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, permutations, product
from math import cos, pi, radians, sin
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.catalog.sites import location_cells
from matcher.explanation.records import Match
from matcher.explanation.setting import scored_need
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import BY_NAME, FIELDS
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words, month_index
from matcher.ranking.score import Scored

ON = date(2026, 11, 23)
SMALL = 1e-6
"""Scores are settled to a millionth of a point."""
KM_PER_DEGREE = 111.195
KINDS = ("land", "facility", "renewal")
READY = ("available", "running")
WHOLES = {"available_land_mu": "land_mu", "min_unit_mu": "land_mu", "available_floor_m2": "floor_m2", "min_unit_m2": "floor_m2"}
FIGURES: dict[str, tuple[float, ...]] = {
    "land_mu": (10, 20, 30, 60, 400),
    "available_land_mu": (0, 5, 18, 20, 22, 30, 60, 400),
    "min_unit_mu": (0, 2, 10, 25, 60),
    "floor_m2": (1000, 3000, 6000, 30000),
    "available_floor_m2": (0, 500, 2700, 3000, 3300, 6000, 30000),
    "min_unit_m2": (0, 200, 3000, 5000),
    "ceiling_height_m": (2.5, 4.5, 6, 7.5, 9, 20),
    "floor_load_t_m2": (0.2, 1, 2, 2.5, 4, 10),
    "power_kva": (0, 100, 500, 600, 2000, 50000),
    "rent_yuan_m2_month": (2, 8, 10, 16, 20, 22, 80),
    "land_price_wan_mu": (5, 30, 48, 60, 66, 300),
    "purchase_yuan_m2": (500, 2000, 3200, 4000, 4500, 20000),
    "delivery": tuple(month_index(m) for m in ("2000-01", "2026-06", "2026-11", "2027-05", "2027-06", "2028-11", "2031-01", "2040-12")),
    "taken_since": tuple(month_index(m) for m in ("2020-01", "2025-03")),
}
PLACES = ((22.65562, 113.12802), (22.66, 113.14), (22.58561, 113.15838), (22.70, 113.10))
ACCURACIES = (0.0, 50.0, 1000.0, 3000.0)
WANTS: dict[str, tuple[Any, ...]] = {
    "industry": ("medical", "lighting", "logistics"),
    "gbt4754": ("3872", "3581", "2651"),
    "processes": (("coating",), ("coating", "plating"), ("assembly",)),
    "discharges_wastewater": (True, False),
    "space": ("land", "factory", "warehouse", "mixed"),
    "tenure": ("buy", "rent"),
    "ceiling_height_m_min": (4.5, 6),
    "floor_load_t_m2_min": (1, 2),
    "power_kva_min": (100, 500),
    "ground_floor": (True,),
    "fire_class": ("jia", "bing", "wu"),
    "rent_yuan_m2_month_max": (10, 20),
    "land_price_wan_mu_max": (60,),
    "purchase_yuan_m2_max": (4000,),
    "needed_by": ("2026-11", "2027-06", "2028-11"),
    "near": (("port",), ("rail",), ("port", "rail")),
    "special": (("crane",), ("crane", "gas")),
}
AREAS = {"land_mu": ((20, None), (20, 20), (20, 30), (None, 20)), "floor_m2": ((3000, None), (3000, 3000), (2700, 6000), (None, 3000))}
PHASES = [p for p in Phase if p not in (Phase.shrink, Phase.explain) or os.environ.get("SHRINK")]
"""Making a failing example small takes minutes here, since every site has many cells: `SHRINK=1 pytest ..` does it when it is wanted."""
some = settings(
    max_examples=50, phases=PHASES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
more = settings(some, max_examples=100)


@cache
def town() -> Catalog:
    """The real pack, whose rules every property runs on; only its sites are swapped."""
    return load(Path(__file__).resolve().parents[1] / "data")


def holding(*sites: Site) -> Catalog:
    return replace(town(), sites=sites)


def scored(need: Need, *sites: Site) -> Scored:
    return scored_need(holding(*sites), need, ON)


def matches(need: Need, *sites: Site) -> tuple[Match, ...]:
    return shortlist(holding(*sites), need, ON).matches


def tokens(field: str) -> tuple[str, ...]:
    """The words a list may hold; of the long lists only those that the needs ask about, and some others."""
    of_interest = {
        "industry": ("medical", "lighting", "photoelectric", "electronics", "logistics", "paper"),
        "process": ("coating", "plating", "assembly"),
        "special": ("crane", "gas", "dormitory"),
    }
    vocabulary = BY_NAME[field].vocabulary
    return of_interest.get(vocabulary, town().vocabularies[vocabulary].tokens)


@cache
def pool(field: str) -> tuple[Cell | None, ...]:
    """What a cell may hold: nothing, each exact value, some ranges; or words, words denied, and both."""
    cells: list[Cell]
    if field in FIGURES:
        ends = FIGURES[field]
        cells = (
            [Interval(v, v) for v in ends] + [Interval(a, b) for a, b in zip(ends, ends[2:], strict=False)] + [Interval(ends[0], ends[-1])]
        )
    elif BY_NAME[field].type == "one":
        cells = list(tokens(field))
    else:
        said = [frozenset(t) for n in (1, 2) for t in combinations(tokens(field), n)]
        cells = [Words(has) for has in (*said, frozenset(tokens(field)))]
        if BY_NAME[field].type == "open":
            cells += [Words(lacks=lacks) for lacks in said] + [
                Words(frozenset({a}), frozenset({b})) for a, b in permutations(tokens(field), 2)
            ]
    return (None, *cells)


@cache
def cell_or_gap(field: str, gaps: int) -> st.SearchStrategy[Cell | None]:
    """A cell that is missing `gaps` times as often as it is filled, and now and then where that is 0."""
    return st.sampled_from((None,) * (gaps * len(pool(field))) + pool(field))


@cache
def filled(field: str) -> st.SearchStrategy[Cell]:
    return st.sampled_from([c for c in pool(field) if c is not None])


FREE = tuple(
    f.name for f in FIELDS if (f.name in FIGURES or f.type in ("one", "closed", "open")) and f.name not in ("kind", "location_basis")
)


def consistent(cells: dict[str, Cell]) -> dict[str, Cell]:
    """Parts drawn within their whole, and a holder for what is taken: a site that the pack would take."""
    for part, whole in WHOLES.items():
        a, b = cells.get(part), cells.get(whole)
        if isinstance(a, Interval) and isinstance(b, Interval):
            cells[part] = a.meet(Interval(0, b.high)) or Interval(0, b.high)
    if cells.get("status") in ("taken", "committed"):
        cells["taken_by"] = "某企业"
    return cells


@st.composite
def sites(draw: st.DrawFn, site_id: str = "s") -> Site:
    """Any cell may be missing, exact, a range, or a list of words; some sites are known well and some hardly at all."""
    cells: dict[str, Cell] = {"name": "地块", "kind": draw(st.sampled_from(KINDS))}
    gaps = draw(st.sampled_from((9, 1, 0)))
    for field in FREE:
        cell = draw(cell_or_gap(field, gaps))
        if cell is not None:
            cells[field] = cell
    place = draw(st.sampled_from((None, None, *product(PLACES, ACCURACIES))))
    if place is not None:
        cells |= location_cells(*place[0], "approximate", place[1])
    return Site(site_id, consistent(cells))


@st.composite
def several(draw: st.DrawFn, least: int = 2, most: int = 5) -> tuple[Site, ...]:
    """Sites whose ids do not follow their order."""
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=least, max_size=most))
    return tuple(draw(sites(i)) for i in ids)


@st.composite
def needs(draw: st.DrawFn) -> Need:
    """Any field may be silent; some needs say much and some hardly anything."""
    talkative = draw(st.sampled_from((1, 4, 9)))
    stated: dict[str, Any] = {}
    for field in (*WANTS, *AREAS):
        if draw(st.integers(0, 9)) >= talkative:
            continue
        if field in WANTS:
            stated[field] = draw(st.sampled_from(WANTS[field]))
        else:
            stated[f"{field}_min"], stated[f"{field}_max"] = draw(st.sampled_from(AREAS[field]))
    return Need(**stated)


def narrower(draw: st.DrawFn, known: Interval) -> Interval:
    """An exact value or a range within what is known; often one of its ends."""
    spread = st.sampled_from((0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0))
    a, b = sorted((draw(spread), draw(spread)))
    if draw(st.booleans()):
        b = a
    low, high = (min(known.low + round(s * (known.high - known.low), 2), known.high) for s in (a, b))
    return Interval(low, high)


def moved(draw: st.DrawFn, site: Site) -> dict[str, Cell]:
    """A better known position, its circle wholly inside the circle it had."""
    centre = town().plan.town
    lat, lon, radius = site.position or (centre.lat, centre.lon, centre.radius_m)
    inside = radius * 0.999
    distance = inside * draw(st.sampled_from((0.0, 0.5, 1.0)))
    bearing = draw(st.floats(0, 2 * pi))
    accuracy = (inside - distance) * draw(st.sampled_from((0.0, 0.5, 1.0)))
    north, east = (distance / 1000 * part(bearing) / KM_PER_DEGREE for part in (cos, sin))
    return location_cells(lat + north, lon + east / cos(radians(lat)), "approximate", accuracy)


@st.composite
def refined(draw: st.DrawFn, site: Site) -> Site:
    """The same site better known: each cell as it was, narrower, or filled with what it may hold."""
    cells = dict(site.cells)

    def learn() -> bool:
        return draw(st.integers(0, 2)) > 0

    for field in ("status", *(f for f in FREE if f not in FIGURES and f != "status")):
        before = cells.get(field)
        if before is None and learn():
            cells[field] = draw(filled(field))
        elif isinstance(before, Words) and BY_NAME[field].type == "open":
            for token in tokens(field):
                if token not in before.has | before.lacks and learn():
                    before = Words(before.has | {token}, before.lacks) if draw(st.booleans()) else Words(before.has, before.lacks | {token})
            cells[field] = before
    for field in sorted(FIGURES, key=lambda f: f in WHOLES):
        undated = field == "delivery" and field not in cells and cells.get("status") in READY
        if undated or field == "taken_since" or not learn():
            continue
        before = cells.get(field)
        known = before if isinstance(before, Interval) else town().possible(field)
        whole, least = cells.get(WHOLES.get(field, "")), 0.0
        for part in (p for p, w in WHOLES.items() if w == field):
            least = max(least, part_cell.low if isinstance(part_cell := cells.get(part), Interval) else 0.0)
        bound = known.meet(Interval(least, whole.high if isinstance(whole, Interval) else float("inf")))
        assume(bound is not None)
        assert bound is not None
        cells[field] = narrower(draw, bound)
    if learn():
        cells |= moved(draw, site)
    if cells.get("status") in ("taken", "committed"):
        cells["taken_by"] = "某企业"
    better = Site(site.id, cells)
    assume(not list(contradictions(better)))
    return better
