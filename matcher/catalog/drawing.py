"""map/: outlines and sketches as GeoJSON with finite coordinates, and where a site without a position is drawn."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from matcher.catalog.issues import IssueLog
from matcher.catalog.table import read_table
from matcher.model.text import Text

SCHEMATIC_COLUMNS = ("site_id", "lat", "lon")
SHAPES = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
SKETCH, OUTLINES = "sketch.geojson", "outlines.geojson"
_MEND = Text("请用地图软件重新导出为 GeoJSON（WGS-84）。", "Export it again as GeoJSON (WGS-84).")


def read_geojson(text: str, log: IssueLog) -> dict[str, Any] | None:
    """A FeatureCollection whose every coordinate is a finite longitude and latitude, or None."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        log.error(Text("不是有效的 GeoJSON。", "is not valid GeoJSON."), _MEND, line=getattr(fault, "lineno", 0))
        return None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        log.error(Text("应当是 FeatureCollection。", "should be a FeatureCollection."), _MEND, line=1)
        return None
    for number, feature in enumerate(data["features"], 1):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        known = isinstance(geometry, dict) and geometry.get("type") in SHAPES
        pairs = list(_pairs(geometry.get("coordinates"))) if known and isinstance(geometry, dict) else []
        if not pairs or not all(math.isfinite(x) and math.isfinite(y) and abs(x) <= 180 and abs(y) <= 90 for x, y in pairs):
            log.error(
                Text(
                    "有坐标缺失、不是数字或超出经纬度。",
                    "has a coordinate that is missing, not a number, or outside longitude and latitude.",
                ),
                _MEND,
                record=f"feature {number}",
            )
            return None
    return {"type": "FeatureCollection", "features": [_rebuilt(f) for f in data["features"]]}


def _rebuilt(feature: dict[str, Any]) -> dict[str, Any]:
    """A feature made anew from what is known to be harmless: figures, a known shape, plain properties. Map libraries may run the rest."""
    properties = feature.get("properties")
    plain = {str(k): v for k, v in properties.items() if isinstance(v, str | int | float)} if isinstance(properties, dict) else {}
    shape = feature["geometry"]
    return {"type": "Feature", "properties": plain, "geometry": {"type": str(shape["type"]), "coordinates": _figures(shape["coordinates"])}}


def _figures(coordinates: Any) -> Any:
    if all(isinstance(c, int | float) for c in coordinates[:2]):
        return [float(coordinates[0]), float(coordinates[1])]
    return [_figures(part) for part in coordinates]


def _pairs(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list) and len(coordinates) >= 2 and all(isinstance(c, int | float) for c in coordinates[:2]):
        yield float(coordinates[0]), float(coordinates[1])
    elif isinstance(coordinates, list):
        for part in coordinates:
            yield from _pairs(part)
    else:
        yield math.nan, math.nan


def read_schematic(text: str, sites: frozenset[str], log: IssueLog) -> dict[str, tuple[float, float]]:
    """Site id -> (lat, lon): a place to draw, never a place to measure from."""
    places: dict[str, tuple[float, float]] = {}
    for row in read_table(text, SCHEMATIC_COLUMNS, log, key=("site_id",)):
        if row.cells["site_id"] not in sites:
            log.error(
                Text("没有这个地块。", "is no site of parcels.csv."),
                Text("请核对编号。", "Check the id."),
                line=row.line,
                field="site_id",
                value=row.cells["site_id"],
            )
            continue
        try:
            places[row.cells["site_id"]] = float(row.cells["lat"]), float(row.cells["lon"])
        except ValueError:
            log.error(
                Text("坐标不是数字。", "is not a coordinate."),
                Text("请写十进制度数。", "Write decimal degrees."),
                record=row.cells["site_id"],
                line=row.line,
            )
    return places
