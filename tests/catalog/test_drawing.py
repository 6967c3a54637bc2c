"""Map files hold figures and plain properties; whatever else stands in them never reaches the map."""

from __future__ import annotations

import json

import pytest

from matcher.catalog.drawing import read_geojson
from matcher.catalog.issues import IssueLog

TEMPLATE = "{{cycler.__init__.__globals__.os.getcwd()}}"


def drawn(geometry: dict[str, object]) -> str | None:
    text = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "x"}, "geometry": geometry}]})
    found = read_geojson(text, IssueLog("map/sketch.geojson"))
    return None if found is None else json.dumps(found)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": TEMPLATE, "coordinates": [113.1, 22.6]},
        {"type": "Point", "coordinates": [113.1, 22.6, TEMPLATE]},
        {"type": "Point", "coordinates": [113.1, 22.6], "more": TEMPLATE},
        {"type": "Polygon", "coordinates": [[[113.1, 22.6], [113.2, 22.6, TEMPLATE], [113.1, 22.7], [113.1, 22.6]]]},
    ],
    ids=["shape", "third figure", "extra member", "deep"],
)
def test_a_template_in_a_map_file_is_refused_or_left_out(geometry: dict[str, object]) -> None:
    """folium compiles what it is given as a Jinja template, so none may come through."""
    assert TEMPLATE not in (drawn(geometry) or "")


def test_a_sound_outline_comes_through_as_it_is() -> None:
    ring = [[[113.1, 22.6], [113.2, 22.6], [113.1, 22.7], [113.1, 22.6]]]
    shown = json.loads(drawn({"type": "Polygon", "coordinates": ring}) or "null")
    assert shown["features"][0]["geometry"] == {"type": "Polygon", "coordinates": ring}
