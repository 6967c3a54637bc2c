"""Bars and the map draw what the record says: solid to the lowest, hatched to the highest, a number for each rank, dashed where a place is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.drawing import is_schematic, place
from matcher.explanation.records import Match
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.values import Interval
from matcher.reports.bars import range_bar
from matcher.reports.map_picture import Spot, map_picture

SVG = "{http://www.w3.org/2000/svg}"
NEED = Need(industry="metal-products")


def elements(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))


def bar(town: Catalog, low: float, score: float, high: float, width: float) -> str:
    match: Match = shortlist(town, NEED, date(2026, 11, 23)).matches[0]
    return range_bar(match.model_copy(update={"low": low, "score": score, "high": high}), width, "zh").svg


@given(ends=st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted), width=st.floats(10, 200))
def test_a_bar_is_solid_to_the_lowest_and_hatched_to_the_highest(town: Catalog, ends: list[float], width: float) -> None:
    low, score, high = ends
    svg = bar(town, low, score, high, width)
    _, under, edge, solid, needle = elements(svg, "rect")
    assert abs(float(solid.get("width", "")) - low / 100 * width) < 0.001
    assert abs(float(under.get("x", "")) - low / 100 * width) < 0.001
    assert abs(float(under.get("width", "")) - (high - low) / 100 * width) < 0.001
    assert edge.get("width") == under.get("width")
    assert low / 100 * width - 0.6 < float(needle.get("x", "")) <= max(high / 100 * width, 0.5)
    (hatch,) = elements(svg, "path")
    across = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", hatch.get("d", ""))]
    assert all(low / 100 * width - 0.001 <= x <= high / 100 * width + 0.001 for x in across)


def test_every_ranked_site_has_its_number_and_a_dashed_ring_while_its_place_is_not_known(town: Catalog, today: date) -> None:
    matches = shortlist(town, NEED, today).matches
    drawn = map_picture(town, [Spot(m.site_id, m.status, str(m.rank), m.score) for m in matches], 174, 96, "zh")
    assert drawn is not None
    numbers = [t.text for t in elements(drawn.svg, "text") if (t.text or "").isdigit()]
    assert sorted(numbers, key=int) == [str(m.rank) for m in matches]
    rings = elements(drawn.svg, "circle")
    assert len(rings) == len(matches)
    assert all(r.get("stroke-dasharray") for r in rings)


def test_a_surveyed_site_has_a_solid_ring_at_its_own_place(town: Catalog, today: date) -> None:
    cells = {
        "lat": Interval(22.66, 22.66),
        "lon": Interval(113.12, 113.12),
        "location_basis": "surveyed",
        "location_accuracy_m": Interval(5, 5),
    }
    sites = tuple(s.with_cells(cells) if s.id == "wanyang-1" else s for s in town.sites)  # type: ignore[arg-type]
    known = replace(town, sites=sites)
    assert (is_schematic(known, "wanyang-1"), place(known, "wanyang-1")) == (False, (22.66, 113.12))
    drawn = map_picture(known, [Spot("wanyang-1", "fits", "1", 80)], 174, 96, "zh")
    assert drawn is not None
    assert [c.get("stroke-dasharray") for c in elements(drawn.svg, "circle")] == [None, None]


def test_everything_that_has_a_number_lies_within_the_picture_and_above_what_has_none(town: Catalog, today: date) -> None:
    spots = [Spot(s.id, "ask", "1" if n % 2 else "") for n, s in enumerate(town.sites) if s.kind != "pool"]
    drawn = map_picture(town, spots, 174, 96, "zh")
    assert drawn is not None
    rings = elements(drawn.svg, "circle")
    assert all(0 < float(c.get("cx", "")) < 174 and 0 < float(c.get("cy", "")) < 96 for c in rings)
    sizes = [float(c.get("r", "")) for c in rings]
    assert sizes == sorted(sizes)


def test_a_town_without_any_place_has_no_picture(town: Catalog) -> None:
    bare = replace(
        town,
        drawing={**town.drawing, "schematic": {}},
        sites=tuple(replace(s, cells={k: v for k, v in s.cells.items() if k != "lat"}) for s in town.sites),
    )
    assert map_picture(bare, [Spot(s.id, "ask", "1") for s in bare.sites], 174, 96, "zh") is None
