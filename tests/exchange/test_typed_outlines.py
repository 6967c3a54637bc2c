"""An outline as somebody types, pastes or draws it: the same area whatever the form, the order of the figures or the system it is written in."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.cells import Unreadable
from matcher.exchange.crs import Crs
from matcher.exchange.outlines import of_geometry, point_of, traced
from matcher.exchange.shifts import gcj_from_wgs
from matcher.model.catalog import Catalog

CORNERS = ((113.12, 22.65), (113.123, 22.65), (113.123, 22.6528), (113.12, 22.6528))
SQUARE = {"type": "Polygon", "coordinates": [[list(c) for c in (*CORNERS, CORNERS[0])]]}


def rings(geometry: dict[str, Any]) -> set[tuple[float, float]]:
    return {(round(lon, 5), round(lat, 5)) for ring in geometry["coordinates"] for lon, lat in ring}


def lines(points: Any, form: str = "{lon}, {lat}", between: str = "\n") -> str:
    return between.join(form.format(lon=lon, lat=lat) for lon, lat in points)


@pytest.mark.parametrize(
    "text",
    [
        lines(CORNERS), lines(CORNERS, "{lat},{lon}"), lines(CORNERS, between="；"), lines((*CORNERS, CORNERS[0])),
        lines(CORNERS, "东经{lon}°，北纬{lat}°"), json.dumps(SQUARE), json.dumps({"type": "Feature", "properties": {}, "geometry": SQUARE}),
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SQUARE}]}),
    ],
)  # fmt: skip
def test_every_form_gives_the_same_area(town: Catalog, text: str) -> None:
    found, known = traced(text, town), of_geometry(SQUARE, town)
    assert rings(found.geometry) == rings(SQUARE)
    assert found.area_m2 == pytest.approx(known.area_m2, rel=1e-6)
    assert not found.mended


def test_the_area_is_that_of_the_ground(town: Catalog) -> None:
    """A degree of latitude is 110.75 km here, one of longitude 111.32 km by the cosine of the latitude."""
    by_hand = 0.0028 * 110_750 * 0.003 * 111_320 * math.cos(math.radians(22.6514))
    assert of_geometry(SQUARE, town).area_m2 == pytest.approx(by_hand, rel=0.003)


def test_corners_of_a_web_map_are_moved_to_where_they_are(town: Catalog) -> None:
    amap = [tuple(reversed(gcj_from_wgs(lat, lon))) for lon, lat in CORNERS]
    assert rings(traced(lines(amap), town, Crs("gcj02")).geometry) == rings(SQUARE)
    assert rings(traced(lines(amap), town).geometry) != rings(SQUARE)


@given(turn=st.floats(0, 2 * math.pi), sides=st.integers(3, 24), metres=st.floats(30, 800))
def test_the_place_is_inside_and_every_corner_within_its_reach(town: Catalog, turn: float, sides: int, metres: float) -> None:
    ring = []
    for n in range(sides):
        way = turn + 2 * math.pi * n / sides
        ring.append([113.12 + metres * math.sin(way) / 102_700, 22.65 + metres * math.cos(way) / 110_750])
    found = of_geometry({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, town)
    assert found.reach_m == pytest.approx(metres, rel=0.02, abs=1)
    assert abs(found.lat - 22.65) < 0.3 * metres / 110_750 + 1e-5
    again = of_geometry(found.geometry, town)
    assert again.geometry == found.geometry, "what was read is read again as it is"


@pytest.mark.parametrize(
    "text",
    ["113.12, 22.65\n113.13, 22.65", "a\nb\nc", "113.12\n113.13\n113.14", "{", "[1,2,3]", '{"type":"Point","coordinates":[113.12,22.65]}',
     lines([(100.0, 30.0), (100.1, 30.0), (100.1, 30.1)]), lines([CORNERS[0]] * 4), '{"type":"Polygon","coordinates":[[["a","b"]]]}',
     lines([CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]]), "\n".join(["113.12, 22.65"] * 9000)],
)  # fmt: skip
def test_what_is_no_outline_here_is_refused_in_a_sentence(town: Catalog, text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        traced(text, town)
    assert refused.value.message.zh
    assert refused.value.mend.en


def test_a_place_is_read_in_any_form_and_refused_elsewhere(town: Catalog) -> None:
    for text in ("22.65, 113.12", "113.12,22.65", "北纬22°39′00″ 东经113°07′12″"):
        assert point_of(text, town) == pytest.approx((22.65, 113.12), abs=1e-6)
    for text in ("", "22.65", "48.1, 11.5", "30.5, 114.3"):
        with pytest.raises(Unreadable):
            point_of(text, town)
