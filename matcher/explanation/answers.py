"""The answers tried on an open fact, to see what knowing it would settle: spread evenly over what is still possible."""

from __future__ import annotations

import math

import numpy as np

from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.globe import M_PER_DEGREE
from matcher.model.need import Need
from matcher.model.values import Cell, Interval, Words
from matcher.ranking.score import Scored
from matcher.rules.registry import GATES

STEPS = 5
"""Answers tried over a range of figures; odd, so that the middle is one of them."""
SURVEYED_M = 20.0
"""What a surveyed position is taken to be sure to, when trying what a survey would settle [m]."""

Cells = dict[str, Cell]


def tried(catalog: Catalog, scored: Scored, fact: str, row: int) -> list[Cells]:
    """The cells of each answer tried; empty where the fact is already settled for this row. What nobody could answer is not tried."""
    site = catalog.by_id[scored.ask.columns.ids[row]]
    return [c for c in _imagined(catalog, scored, fact, row) if not any(f != "taken_by" for _, _, f in contradictions(site.with_cells(c)))]


def _imagined(catalog: Catalog, scored: Scored, fact: str, row: int) -> list[Cells]:
    if fact == LOCATION:
        return _positions(scored, row)
    field = BY_NAME[fact]
    c = scored.ask.columns
    if field.type in ("number", "month"):
        low, high = float(c.low[fact][row]), float(c.high[fact][row])
        points = _months(catalog, scored, low, high) if field.type == "month" else _figures(scored, fact, low, high)
        return [{fact: Interval(p, p)} for p in points] if low < high else []
    if field.type == "open":
        return _open_list(scored, fact, row)
    if c.filled[fact][row]:
        return []
    if field.type == "one":
        return [{fact: token} for token in catalog.vocabularies[field.vocabulary].tokens]
    return [{fact: Words(has)} for has in _closed_lists(catalog, scored.ask.need, scored.ask.industries, fact)]


def _figures(scored: Scored, fact: str, low: float, high: float) -> list[float]:
    """Even steps, and the threshold itself where one lies within."""
    points = {float(p) for p in np.linspace(low, high, STEPS)}
    for gate in GATES:
        if gate.name in scored.gates and gate.reads[0] == fact:
            threshold = scored.gates[gate.name].threshold
            if isinstance(threshold, float | int) and low < threshold < high:
                points.add(float(threshold))
    return sorted(points)


def _months(catalog: Catalog, scored: Scored, low: float, high: float) -> list[float]:
    """The corners of the readiness curve, counted from the month of the question: between them nothing bends."""
    corners = [scored.ask.on + math.ceil(x) for x, _ in catalog.rules.criteria["readiness"].curve]
    return sorted({min(max(float(c), low), high) for c in corners})


def _open_list(scored: Scored, fact: str, row: int) -> list[Cells]:
    need = scored.ask.need
    wanted = need.special if fact == "features" else need.processes
    vocabulary = scored.ask.list(BY_NAME[fact].vocabulary)
    c = scored.ask.columns
    has = frozenset(t for t in vocabulary.tokens if c.must[fact][row] & vocabulary.bit(t))
    lacks = frozenset(t for t in vocabulary.tokens if not c.may[fact][row] & vocabulary.bit(t))
    unknown = [t for t in wanted if t not in has and t not in lacks]
    if not unknown:
        return []
    absent: list[Cells] = [{fact: Words(has, lacks | {t})} for t in unknown]
    return [{fact: Words(has | frozenset(unknown), lacks)}, *absent]


def _closed_lists(catalog: Catalog, need: Need, industries: tuple[str, ...], fact: str) -> list[frozenset[str]]:
    """What the need hopes for, and all but that."""
    nothing: frozenset[str] = frozenset()
    if fact in ("positioned", "partners"):
        return [nothing, frozenset(industries)]
    if fact == "shared_plants":
        return [nothing, frozenset(need.processes)]
    hoped = frozenset({need.tenure} if fact == "tenure" else {w.token for w in catalog.words.uses if need.space in w.spaces})
    return [frozenset(t for t in hoped if t), frozenset(catalog.vocabularies[BY_NAME[fact].vocabulary].tokens) - hoped]


def _positions(scored: Scored, row: int) -> list[Cells]:
    """The middle of the circle and four places half way out, each with all that belongs to a position."""
    c = scored.ask.columns
    lat, lon, radius = (float(c.low[n][row]) for n in ("lat", "lon", "location_accuracy_m"))
    if radius <= SURVEYED_M:
        return []
    d_lat = radius / 2 / M_PER_DEGREE
    d_lon = d_lat / math.cos(math.radians(lat))
    known: Cells = {"location_basis": "surveyed", "location_accuracy_m": Interval(SURVEYED_M, SURVEYED_M)}
    places = [(0.0, 0.0), (d_lat, 0.0), (-d_lat, 0.0), (0.0, d_lon), (0.0, -d_lon)]
    return [{"lat": Interval(lat + y, lat + y), "lon": Interval(lon + x, lon + x), **known} for y, x in places]
