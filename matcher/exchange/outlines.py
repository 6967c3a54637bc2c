"""The outline of one site as somebody types, pastes or draws it: read, mended where that hardly changes it, and placed in WGS-84."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matcher.catalog.cells import Unreadable
from matcher.exchange.crs import Crs
from matcher.exchange.geometry import TOO_FEW, Drawn, Parts, Shape, drawn, outline, rings_of, shape
from matcher.exchange.locate import Decision, Way, metres_between, near, way
from matcher.exchange.points import NO_PLACE, Point, pair
from matcher.exchange.tables_data import most
from matcher.model.catalog import Catalog
from matcher.model.text import NOTHING, Text

WGS = Crs("wgs84")
_NO_AREA = (
    Text("不是一个面。", "is no area."),
    Text("请画成 Polygon 或 MultiPolygon，或每行写一个拐点。", "Draw a Polygon or a MultiPolygon, or write one corner a line."),
)
_FAR = (
    Text("不在本镇附近。", "does not lie near this town."),
    Text("请核对坐标和坐标系，经度、纬度不要写反。", "Check the coordinates and their system."),
)
_MANY = Text("图形的点太多。", "has too many corners.")
_SIMPLER = Text("请在制图软件里简化后再画。", "Simplify it in the mapping program first.")
_SAY = Text("请选坐标系。", "Choose the system of coordinates.")
_BETWEEN = re.compile(r"[;；\n\r]+")


@dataclass(frozen=True, slots=True)
class Traced:
    """A sound outline: GeoJSON in WGS-84, its area, a place inside it, and how far from there its furthest corner lies [m]."""

    geometry: dict[str, Any]
    area_m2: float
    mended: bool
    lat: float
    lon: float
    reach_m: float


def traced(text: str, catalog: Catalog, crs: Crs = WGS) -> Traced:
    """The outline in a text: GeoJSON, or corners, one a line or with semicolons between. `crs` is the system of corners that do not say
    theirs; GeoJSON is WGS-84. Raises Unreadable."""
    said = text.strip()
    return of_geojson(said, catalog) if said.startswith(("{", "[")) else _corners(said, catalog, crs)


def of_geojson(text: str, catalog: Catalog) -> Traced:
    """The area in a GeoJSON geometry, a feature, or a collection of one. Raises Unreadable."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(*_NO_AREA) from None
    if isinstance(data, dict) and isinstance(data.get("features"), list) and len(data["features"]) == 1:
        data = data["features"][0]
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = data.get("geometry")
    return of_geometry(data, catalog)


def of_geometry(geometry: Any, catalog: Catalog) -> Traced:
    """An area in WGS-84, held to what an outline may be. Raises Unreadable."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list) or not coordinates:
        raise Unreadable(*_NO_AREA)
    parts: Parts = [rings_of(coordinates)] if kind == "Polygon" else [rings_of(p) if isinstance(p, list) else [] for p in coordinates]
    if any(not part or not part[0] for part in parts):
        raise Unreadable(*_NO_AREA)
    _hold(sum(len(ring) for part in parts for ring in part))
    return _placed(shape(parts, False, True), catalog, WGS)


def _corners(text: str, catalog: Catalog, crs: Crs) -> Traced:
    lines = [line.strip() for line in _BETWEEN.split(text) if line.strip()]
    if len(lines) < 3:
        raise Unreadable(*TOO_FEW)
    _hold(len(lines))
    points = [_corner(line) for line in lines]
    told = {p.said.datum for p in points if p.said.datum}
    given = Crs(told.pop()) if len(told) == 1 else crs
    return _placed(shape([[[(p.first, p.second) for p in points]]], True, True), catalog, given)


def _corner(line: str) -> Point:
    found = pair(line)
    if found is None:
        raise Unreadable(*NO_PLACE)
    return found


def _hold(corners: int) -> None:
    if corners > most("max_outline_corners"):
        raise Unreadable(_MANY, _SIMPLER)


def _placed(found: Shape, catalog: Catalog, crs: Crs) -> Traced:
    how = way(found.point, Decision(crs.datum, NOTHING), Crs(), crs, catalog)
    if isinstance(how, Text):
        raise Unreadable(how, _SAY)
    whole = drawn(found)
    return _measured(whole, how, catalog)


def _measured(whole: Drawn, how: Way, catalog: Catalog) -> Traced:
    geometry, lat, lon = outline(whole, how)
    if not near(catalog, lat, lon):
        raise Unreadable(*_FAR)
    return Traced(
        geometry, round(whole.area_m2, 1), whole.mended, round(lat, 7), round(lon, 7), _reach(geometry["coordinates"], (lat, lon))
    )


def _reach(coordinates: Any, centre: Sequence[float]) -> float:
    if isinstance(coordinates[0], float):
        return float(round(metres_between((coordinates[1], coordinates[0]), centre), 1))
    return max(_reach(part, centre) for part in coordinates)


def point_of(text: str, catalog: Catalog, crs: Crs = WGS) -> tuple[float, float]:
    """(latitude, longitude) in WGS-84 of a place as somebody types it: degrees in any of their forms, or metres. Raises Unreadable."""
    found = pair(text)
    if found is None:
        raise Unreadable(*NO_PLACE)
    how = way(found, Decision(crs.datum, NOTHING), Crs(), crs, catalog)
    if isinstance(how, Text):
        raise Unreadable(how, _SAY)
    lat, lon = how(found.first, found.second)
    if not near(catalog, lat, lon):
        raise Unreadable(*_FAR)
    return round(lat, 7), round(lon, 7)
