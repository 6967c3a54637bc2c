"""map/: outlines and sketches as GeoJSON with finite coordinates, and where a site without a position is drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from matcher.catalog.held import NO_PARCEL
from matcher.catalog.issues import ASKER, Issue, IssueLog
from matcher.catalog.table import read_table
from matcher.model.catalog import Catalog
from matcher.model.text import Text

SCHEMATIC_COLUMNS = ("site_id", "lat", "lon")
SHAPES = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""Shape -> how many lists stand around its pairs of figures."""
AREAS = ("Polygon", "MultiPolygon")
SKETCH, OUTLINES, LABELS = "sketch.geojson", "outlines.geojson", "labels.geojson"
_KIND = re.compile(r"^[a-z][a-z0-9-]{0,30}$")
"""What is drawn how: it becomes the name of a style, so it is one plain word."""
_MEND = Text("请用地图软件重新导出为 GeoJSON（WGS-84）。", "Export it again as GeoJSON (WGS-84).")


def read_geojson(text: str, log: IssueLog) -> dict[str, Any] | None:
    """A FeatureCollection whose every coordinate is a finite longitude and latitude, or None."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:
        log.error(Text("不是有效的 GeoJSON。", "is not valid GeoJSON."), _MEND, line=getattr(fault, "lineno", 0))
        return None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        log.error(Text("应当是 FeatureCollection。", "should be a FeatureCollection."), _MEND, line=1)
        return None
    features: list[dict[str, Any]] = []
    for number, feature in enumerate(data["features"], 1):
        try:
            features.append(_rebuilt(feature))
        except ValueError:
            log.error(
                Text(
                    "有坐标缺失、不是数字、超出经纬度，或与图形的种类不合。",
                    "has a coordinate that is missing, not a number, outside longitude and latitude, or not as its shape needs it.",
                ),
                _MEND,
                record=_nth(number),
            )
            return None
    return {"type": "FeatureCollection", "features": features}


def _nth(number: int) -> str:
    return f"feature {number}"


def _rebuilt(feature: Any) -> dict[str, Any]:
    """A feature made anew from what is known to be harmless: figures, a known shape, plain properties. Map libraries may run the rest.

    Raises ValueError for a shape or a coordinate that cannot be drawn.
    """
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    shape = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(shape, str) or shape not in SHAPES:
        raise ValueError("no known shape")
    properties = feature.get("properties")
    plain = {str(k): v for k, v in properties.items() if isinstance(v, str | int | float)} if isinstance(properties, dict) else {}
    coordinates = _figures(geometry.get("coordinates"), SHAPES[shape])
    return {"type": "Feature", "properties": plain, "geometry": {"type": shape, "coordinates": coordinates}}


def _figures(coordinates: Any, depth: int) -> list[Any]:
    """Pairs of longitude and latitude, as deep in lists as the shape needs them; a height is left out. Raises ValueError otherwise."""
    if not isinstance(coordinates, list) or not coordinates:
        raise ValueError("no coordinates")
    if depth:
        return [_figures(part, depth - 1) for part in coordinates]
    pair = coordinates[:2]
    if len(pair) < 2 or not all(isinstance(c, int | float) and not isinstance(c, bool) for c in pair):
        raise ValueError("no pair of figures")
    if not (abs(pair[0]) <= 180 and abs(pair[1]) <= 90):
        raise ValueError("not on the globe")
    return [float(c) for c in pair]


def hold_drawing(file: str, features: list[dict[str, Any]], sites: frozenset[str], log: IssueLog) -> None:
    """What the map reads of each file: a label is a point with a name, an outline an area of a site, and a style one plain word."""
    outlined: set[str] = set()
    for number, feature in enumerate(features, 1):
        properties, shape = feature["properties"], feature["geometry"]["type"]
        where: dict[str, Any] = {"record": _nth(number)}
        if file in (SKETCH, LABELS) and not _KIND.match(str(properties.get("kind", "none"))):
            log.error(
                Text("kind 不是一个小写英文词。", "has a kind that is no plain lower-case word."),
                Text("请写一个词，如 town 或 water。", "Write one word, such as town or water."),
                field="kind",
                value=str(properties["kind"]),
                **where,
            )
        if file == LABELS:
            _hold_label(properties, shape, where, log)
        if file == OUTLINES:
            _hold_outline(properties, shape, sites, outlined, where, log)


def outlines_in(drawing: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Site id -> the geometry of its outline."""
    features = (drawing.get(OUTLINES) or {"features": []})["features"]
    return {f["properties"]["site_id"]: f["geometry"] for f in features}


def with_outlines(drawing: Mapping[str, Any], found: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The drawing with these outlines, each in place of the one that the pack has of the site, new ones at the end."""
    features = [
        {"type": "Feature", "properties": {"site_id": site}, "geometry": geometry}
        for site, geometry in {**outlines_in(drawing), **found}.items()
    ]
    return {**drawing, OUTLINES: {"type": "FeatureCollection", "features": features}}


def held_outlines(found: Mapping[str, dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], list[Issue]]:
    """The outlines that are made of figures and can be drawn, made anew, and why others cannot."""
    sound: dict[str, dict[str, Any]] = {}
    issues = []
    for site, geometry in found.items():
        try:
            feature = _rebuilt({"geometry": geometry})
            if feature["geometry"]["type"] not in AREAS:
                raise ValueError("no area")
            sound[site] = feature["geometry"]
        except ValueError:
            message = Text("边界画不出来，没有采用。", "has an outline that cannot be drawn; it was left out.")
            issues.append(Issue("warning", "outline", site, 0, "", "", message, Text("请重新画。", "Draw it again."), ASKER))
    return sound, issues


def _hold_label(properties: dict[str, Any], shape: str, where: dict[str, Any], log: IssueLog) -> None:
    if shape != "Point":
        log.error(
            Text("地名应当是一个点。", "is a label, which is a point."),
            Text("请画成 Point：一个经度和一个纬度。", "Draw it as a Point: one longitude and one latitude."),
            value=shape,
            **where,
        )
    for field in ("name", "name_en"):
        said = properties.get(field, "" if field == "name" else "-")
        if not isinstance(said, str) or not said.strip():
            log.error(
                Text("地名没有文字。", "is a label without its words."),
                Text("请在 properties 里写 name，英文写 name_en。", "Write `name` in its properties, and `name_en` in English."),
                field=field,
                **where,
            )


def _hold_outline(
    properties: dict[str, Any], shape: str, sites: frozenset[str], outlined: set[str], where: dict[str, Any], log: IssueLog
) -> None:
    site_id = properties.get("site_id")
    if shape not in AREAS:
        log.error(
            Text("边界应当是一个面。", "is an outline, which is an area."),
            Text("请画成 Polygon 或 MultiPolygon。", "Draw it as a Polygon or a MultiPolygon."),
            value=shape,
            **where,
        )
    if not isinstance(site_id, str) or site_id not in sites:
        log.error(
            NO_PARCEL[0],
            Text("请在 properties 里写 site_id，一个编号。", "Write `site_id` in its properties: one id."),
            field="site_id",
            value="" if site_id is None else str(site_id),
            **where,
        )
    elif site_id in outlined:
        log.error(
            Text("这个地块已经有边界。", "repeats the outline of a site."),
            Text("多块请合成一个 MultiPolygon。", "Join several parts in one MultiPolygon."),
            field="site_id",
            value=site_id,
            **where,
        )
    else:
        outlined.add(site_id)


def read_schematic(text: str, sites: frozenset[str], log: IssueLog) -> dict[str, tuple[float, float]]:
    """Site id -> (lat, lon): a place to draw, never a place to measure from."""
    places: dict[str, tuple[float, float]] = {}
    for row in read_table(text, SCHEMATIC_COLUMNS, log, key=("site_id",)):
        if row.cells["site_id"] not in sites:
            log.error(
                *NO_PARCEL,
                line=row.line,
                field="site_id",
                value=row.cells["site_id"],
            )
            continue
        try:
            lat, lon = float(row.cells["lat"]), float(row.cells["lon"])
            if not (abs(lat) <= 90 and abs(lon) <= 180):
                raise ValueError("not on the globe")
            places[row.cells["site_id"]] = lat, lon
        except ValueError:
            log.error(
                Text("不是经纬度。", "is not a coordinate."),
                Text("请写十进制度数，纬度在前。", "Write decimal degrees, the latitude first."),
                record=row.cells["site_id"],
                line=row.line,
            )
    return places


def place(catalog: Catalog, site_id: str) -> tuple[float, float] | None:
    """Where a site is drawn, (latitude, longitude): its own position, or for one without, the drawing place of the sketch."""
    position = catalog.by_id[site_id].position
    if position and not is_schematic(catalog, site_id):
        return position[0], position[1]
    drawn: dict[str, tuple[float, float]] = catalog.drawing["schematic"]
    return drawn.get(site_id) or (position[:2] if position else None)


def is_schematic(catalog: Catalog, site_id: str) -> bool:
    """Whether a site stands where the sketch has room for it, and not where it is."""
    return catalog.by_id[site_id].schematic
