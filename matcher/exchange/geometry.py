"""The shape of a site: mended where that hardly changes its area, else refused with the reason; its area and a place inside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from matcher.catalog.cells import Unreadable
from matcher.exchange.locate import Way
from matcher.exchange.points import Point, placed_pair
from matcher.exchange.tables_data import limit
from matcher.model.text import Text

Ring = list[tuple[float, float]]
"""Points as a file writes them, first and second coordinate."""
Parts = list[list[Ring]]
"""Parts of a shape: each an outer ring and its holes. A point is one part of one ring of one point."""
M2_PER_MU = 10000 / 15
LEAST_POINTS = 3
_DECIMALS = 7
"""Of degrees: about a centimetre."""

_REDRAW = Text("请在制图软件里改正后重新导出。", "Mend it in the mapping program and export it again.")
TOO_FEW = (Text("图形不足三个点。", "is a shape of fewer than three points."), _REDRAW)
NOT_FINITE = (Text("图形里有不是数字的坐标。", "is a shape with a coordinate that is no number."), _REDRAW)
_HOLE = (Text("图形的洞不在外圈之内。", "is a shape whose hole lies outside its ring."), _REDRAW)
_CROSSES = (Text("图形自相交，修复会改变面积。", "is a shape that crosses itself; mending it would change its area."), _REDRAW)
_EMPTY_AREA = (Text("图形没有面积。", "is a shape without an area."), _REDRAW)
_MIXED = (Text("图形里混有两种坐标。", "is a shape with two kinds of coordinates."), _REDRAW)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as it stands in the file, checked but not placed."""

    parts: Parts
    """Points as points.Point holds them: latitude or northing first."""
    point: Point
    """A point of it, by which the system of coordinates is told."""
    area: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape that is sound, in the file's own coordinates, its area in ㎡ (0 for a point), and whether it had to be mended."""

    geometry: Any
    area_m2: float
    mended: bool


def shape(parts: Parts, north_first: bool | None, area: bool) -> Shape:
    """Raises Unreadable for points that are none, and for shapes of too few."""
    points: list[Point] = []
    for ring in (r for part in parts for r in part):
        if not all(math.isfinite(a) and math.isfinite(b) for a, b in ring):
            raise Unreadable(*NOT_FINITE)
        if area and len(set(ring)) < LEAST_POINTS:
            raise Unreadable(*TOO_FEW)
        points += [placed_pair(a, b, north_first) for a, b in ring]
    if not points:
        raise Unreadable(*TOO_FEW)
    if len({(p.metres, p.swapped) for p in points}) > 1:
        raise Unreadable(*_MIXED)
    each = iter(points)
    ordered = [[[(p.first, p.second) for p in islice(each, len(ring))] for ring in part] for part in parts]
    return Shape(ordered, points[0], area)


def drawn(found: Shape) -> Drawn:
    """Raises Unreadable where a shape cannot be mended. Its area does not depend on which datum its degrees are in."""
    import shapely
    from shapely.geometry import MultiPolygon, Point, Polygon

    turned = [[[(b, a) for a, b in ring] for ring in part] for part in found.parts]
    if not found.area:
        return Drawn(Point(turned[0][0][0]), 0.0, False)
    polygons = [Polygon(part[0], part[1:]) for part in turned]
    whole: Any = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    mended = False
    if not whole.is_valid:
        if shapely.is_valid_reason(whole).startswith("Hole lies outside"):
            raise Unreadable(*_HOLE)
        before = abs(sum(p.area for p in polygons))
        sound = _polygonal(shapely.make_valid(whole))
        if sound is None or before <= 0 or abs(sound.area - before) > limit("repair_tolerance") * before:
            raise Unreadable(*_CROSSES)
        whole, mended = sound, True
    whole = shapely.orient_polygons(whole)
    area = whole.area if found.point.metres else abs(_geod().geometry_area_perimeter(whole)[0])
    if not area > 0:
        raise Unreadable(*_EMPTY_AREA)
    return Drawn(whole, area, mended)


def outline(found: Drawn, way: Way) -> tuple[dict[str, Any], float, float]:
    """(GeoJSON geometry in WGS-84, latitude, longitude of a place inside it)."""
    from shapely.geometry import mapping

    own = found.geometry
    inside = own.centroid if own.contains(own.centroid) else own.representative_point()
    lat, lon = way(inside.y, inside.x)
    return {"type": own.geom_type, "coordinates": _turned(mapping(own)["coordinates"], way)}, lat, lon


def _turned(node: Any, way: Way) -> Any:
    if isinstance(node[0], float):
        lat, lon = way(node[1], node[0])
        return [round(lon, _DECIMALS), round(lat, _DECIMALS)]
    return [_turned(part, way) for part in node]


def area_differs(area_m2: float, stated_mu: float) -> float:
    """By which share of the stated area the drawn one differs."""
    stated = stated_mu * M2_PER_MU
    return abs(area_m2 - stated) / stated if stated > 0 else math.inf


def _polygonal(drawn: Any) -> Any:
    """The areas of what mending left, without its lines and points."""
    from shapely.geometry import MultiPolygon

    parts = [g for g in getattr(drawn, "geoms", [drawn]) if g.geom_type in ("Polygon", "MultiPolygon") and g.area > 0]
    flat = [p for g in parts for p in getattr(g, "geoms", [g])]
    return None if not flat else flat[0] if len(flat) == 1 else MultiPolygon(flat)


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def rings_of(coordinates: Sequence[Any]) -> list[Ring]:
    """Rings of a GeoJSON polygon. Raises Unreadable for what is no pair of figures."""
    found: list[Ring] = []
    for ring in coordinates:
        if not isinstance(ring, list):
            raise Unreadable(*NOT_FINITE)
        found.append([pair_of(p) for p in ring])
    return found


def pair_of(point: Any) -> tuple[float, float]:
    if not isinstance(point, list) or len(point) < 2 or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in point[:2]):
        raise Unreadable(*NOT_FINITE)
    return float(point[0]), float(point[1])
