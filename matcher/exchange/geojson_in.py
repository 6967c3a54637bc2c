"""GeoJSON as records of titled cells with a shape."""

from __future__ import annotations

import json
import re
from typing import Any

from matcher.catalog.cells import Unreadable
from matcher.exchange.cells_in import RawCell
from matcher.exchange.crs import said_crs
from matcher.exchange.geometry import Parts, Shape, pair_of, rings_of, shape
from matcher.exchange.headings import Headings
from matcher.exchange.records_in import Raw, Records
from matcher.exchange.refusals import SPLIT, refused
from matcher.exchange.tables_data import most
from matcher.model.text import Text

_EXPORT = Text("请用地图软件重新导出为 GeoJSON（FeatureCollection）。", "Export it again as GeoJSON (a FeatureCollection).")
_NO_SHAPE = (
    Text("没有图形，或不是点和面。", "has no shape, or one that is neither a point nor an area."),
    Text("请画成 Point、Polygon 或 MultiPolygon。", "Draw it as a Point, Polygon or MultiPolygon."),
)
_MANY = Text("图形或点太多。", "holds too many shapes or points.")
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
MAX_PROPERTIES = 200


def read_features(text: str, file: str, headings: Headings) -> Records:
    """The features of a GeoJSON file; a record's line is that on which it begins. Raises Refused."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise refused(file, Text("不是有效的 GeoJSON。", "is not valid GeoJSON."), _EXPORT) from None
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = {"type": "FeatureCollection", "features": [data]}
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise refused(file, Text("应当是 FeatureCollection。", "should be a FeatureCollection."), _EXPORT)
    if not features:
        raise refused(file, Text("里面没有图形。", "holds no features."), _EXPORT)
    if len(features) > most("max_features") or text.count(",") > 4 * most("max_vertices"):
        raise refused(file, _MANY, SPLIT)
    properties = [_properties(f) for f in features]
    titles = list(dict.fromkeys(k for p in properties for k in p))[:MAX_PROPERTIES]
    records = []
    lines = _lines(text, len(features))
    for line, feature, own in zip(lines, features, properties, strict=True):
        raw = Raw(line, [own.get(title, "") for title in titles])
        try:
            raw.shape = _shape(feature)
        except Unreadable as fault:
            raw.shape_fault = fault
        records.append(raw)
    columns = tuple(headings.find(i, (t,)) for i, t in enumerate(titles))
    return Records(columns, records, said_crs(_crs_member(data), *titles))


def _lines(text: str, count: int) -> list[int]:
    """The line on which each feature begins; in a file of one line, and where that cannot be told, its number in the file."""
    numbers = list(range(1, count + 1))
    begun = _FEATURES.search(text)
    if begun is None or "\n" not in text.strip():
        return numbers
    decoder, at, line, found = json.JSONDecoder(), begun.end(), text.count("\n", 0, begun.end()) + 1, []
    try:
        for _ in numbers:
            start = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
            line += text.count("\n", at, start)
            found.append(line)
            _, at = decoder.raw_decode(text, start)
            line += text.count("\n", start, at)
    except (ValueError, RecursionError):
        return numbers
    return found


def _crs_member(data: dict[str, Any]) -> str:
    """What the file says of its system. GeoJSON without a word ought to be WGS-84, but web maps in China write theirs alike: it is asked."""
    crs = data.get("crs")
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else ""
    return str(name)[:100]


def _properties(feature: Any) -> dict[str, RawCell]:
    own = feature.get("properties") if isinstance(feature, dict) else None
    found: dict[str, RawCell] = {}
    for key, value in (own or {}).items() if isinstance(own, dict) else ():
        if isinstance(value, bool):
            found[key[:100]] = "TRUE" if value else "FALSE"
        elif isinstance(value, int | float):
            found[key[:100]] = float(value) if abs(value) < 1e300 else str(value)[:60]
        elif isinstance(value, str) and value.strip():
            found[key[:100]] = value[: most("max_cell_characters")]
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            found[key[:100]] = "；".join(value)[: most("max_cell_characters")]
    return found


def _shape(feature: Any) -> Shape | None:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if isinstance(feature, dict) and "geometry" in feature and geometry is None:
        return None  # RFC 7946: a feature that lies nowhere yet
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Point":
        return shape([[[pair_of(coordinates)]]], False, False)
    if not isinstance(coordinates, list) or not coordinates or kind not in ("Polygon", "MultiPolygon"):
        raise Unreadable(*_NO_SHAPE)
    parts: Parts = [rings_of(coordinates)] if kind == "Polygon" else [rings_of(p) if isinstance(p, list) else [] for p in coordinates]
    if any(not part or not part[0] for part in parts):
        raise Unreadable(*_NO_SHAPE)
    return shape(parts, False, True)
