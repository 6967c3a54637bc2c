"""From coordinates as written to places in WGS-84: which system they are in is told by words, by zones, or by places that are known; else it is asked.

Degrees of WGS-84, GCJ-02 and BD-09 look alike and lie up to 1.3 km apart, so without a word nothing is placed. Metres tell their zone, or
only one zone brings them to this town.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import cos, hypot, radians

from matcher.exchange.crs import DEGREES, Crs, Datum, degrees_to_wgs, plane_codes, plane_to_wgs
from matcher.exchange.points import Point
from matcher.exchange.tables_data import limit
from matcher.model.catalog import Catalog
from matcher.model.text import Text

METRES_A_DEGREE = 111_320.0
"""Metres of one degree of latitude, for telling places apart by tens of metres."""
_MAJORITY = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """A place in WGS-84, and the radius in metres within which it surely lies."""

    lat: float
    lon: float
    accuracy: float
    surveyed: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """How the degrees of a table are read: the datum with the reason, or neither, which is to be asked."""

    datum: Datum | None
    why: Text


_SAID = Text("文件里写明是 {c}", "the file says {c}")
_GIVEN = Text("按所给的坐标系 {c}", "as was given: {c}")
_KNOWN = Text("与已知地块的位置相合的只有 {c}（{s}）", "only {c} agrees with known positions ({s})")
_OPEN = Text("没有写明坐标系，WGS-84、GCJ-02（高德）、BD-09（百度）都有可能，相差可达 1.3 公里",
             "the system is not told: WGS-84, GCJ-02 (AMap) and BD-09 (Baidu) are all possible, up to 1.3 km apart")  # fmt: skip


def decide(told: Crs, given: Crs | None, known: Sequence[tuple[Point, str]], catalog: Catalog) -> Decision:
    """known: points of rows that are about sites of the catalog, with the site's id."""
    if given and given.datum:
        return Decision(given.datum, _GIVEN.fill(c=given.name))
    if told.datum:
        return Decision(told.datum, _SAID.fill(c=told.name))
    agreeing: dict[Datum, list[str]] = {d: [] for d in DEGREES}
    asked = 0
    for point, site_id in known:
        position = catalog.by_id[site_id].position
        if point.metres or position is None or position[2] > limit("datum_known") or point.half * METRES_A_DEGREE > limit("datum_fit"):
            continue
        asked += 1
        for datum in DEGREES:
            place = degrees_to_wgs(datum, point.first, point.second)
            if metres_between(place, position[:2]) <= position[2] + limit("datum_fit"):
                agreeing[datum].append(site_id)
    most = max(DEGREES, key=lambda d: len(agreeing[d]))
    if asked and len(agreeing[most]) >= _MAJORITY * asked and all(not agreeing[d] for d in DEGREES if d != most):
        return Decision(most, _KNOWN.fill(c=Crs(most).name, s="、".join(agreeing[most][:3])))
    return Decision(None, _OPEN)


Way = Callable[[float, float], tuple[float, float]]
"""From the two figures of a point (as points.Point holds them) to (latitude, longitude) of WGS-84."""

_LOCAL = Text(
    "北京54、西安80 或地方坐标系要有当地参数才能换算",
    "Beijing 54, Xian 80 or a local system cannot be transformed without the place's own parameters",
)
_NOWHERE = Text(
    "按 CGCS2000 各分带都不落在本镇附近，可能是地方坐标系或数字有误",
    "in no zone of CGCS2000 does it lie near this town; the system may be a local one, or a figure wrong",
)
_TWO_ZONES = Text("说不准是哪个分带", "which zone it is in cannot be told")


def way(point: Point, decision: Decision, told: Crs, given: Crs | None, catalog: Catalog) -> Way | Text:
    """How a point and its like are turned into WGS-84, or what must be asked first."""
    if point.metres:
        return _from_plane(point, told, given, catalog)
    datum = point.said.datum or decision.datum
    if datum is None:
        return decision.why
    return _LOCAL if datum == "other" else partial(degrees_to_wgs, datum)


def placed(point: Point, found: Way) -> Place:
    """The place of a point, and how sure it is: no surer than its last decimal."""
    lat, lon = found(point.first, point.second)
    if point.metres:
        return Place(lat, lon, max(limit("survey_accuracy"), round(point.half, 1)), True)
    return Place(lat, lon, max(limit("table_accuracy"), round(point.half * METRES_A_DEGREE, 1)), False)


def _from_plane(point: Point, told: Crs, given: Crs | None, catalog: Catalog) -> Way | Text:
    if ((given.datum if given else None) or told.datum) == "other":
        return _LOCAL
    crs = given if given and (given.epsg or given.meridian) else told
    codes = [code for code, _ in plane_codes(point.second, crs.meridian)]
    if crs.epsg in codes:
        codes = [crs.epsg]
    ways = [partial(plane_to_wgs, code) for code in codes]
    there = [w for w in ways if near(catalog, *w(point.first, point.second))]
    if len(there) != 1:
        return _TWO_ZONES if there else _NOWHERE
    return there[0]


def near(catalog: Catalog, lat: float, lon: float) -> bool:
    """Whether a place can belong to this town: within the ranges of the pack, or a few radii of the town's centre."""
    town = catalog.plan.town
    if metres_between((lat, lon), (town.lat, town.lon)) <= limit("reach") * town.radius_m:
        return True
    lats, lons = catalog.possible("lat"), catalog.possible("lon")
    return lats.low <= lat <= lats.high and lons.low <= lon <= lons.high


def metres_between(one: Sequence[float], other: Sequence[float]) -> float:
    """Between two (latitude, longitude), for distances of a few kilometres."""
    north = (one[0] - other[0]) * METRES_A_DEGREE
    east = (one[1] - other[1]) * METRES_A_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east)
