"""The ground of the invented town: an island in the open sea, in metres east (x) and north (y) of its middle."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Ring = tuple[Point, ...]
"""The corners of an area in order, the first one not repeated."""

LAT, LON = 21.60, 114.60
"""The middle of the island [degrees, WGS-84]: open sea, so that no real place lies below."""
RADIUS_M = 4200
"""Within which every place of the town lies."""
MU_M2 = 2000 / 3
"""Square metres in one 亩."""
RESERVOIR: Point = (-2450.0, -700.0)
RESERVOIR_RADIUS_M = 280.0
ZONES = (("class_1", 480.0), ("class_2", 900.0), ("quasi", 1300.0))
"""(drinking-water zone, how far it reaches from the shore of the reservoir [m])."""

_PHI = math.radians(LAT)
_M_PER_LAT = 111132.92 - 559.82 * math.cos(2 * _PHI) + 1.175 * math.cos(4 * _PHI)
_M_PER_LON = 111412.84 * math.cos(_PHI) - 93.5 * math.cos(3 * _PHI)


def degrees(point: Point, digits: int = 6) -> tuple[float, float]:
    """(latitude, longitude) of a point; six digits are a tenth of a metre."""
    return round(LAT + point[1] / _M_PER_LAT, digits), round(LON + point[0] / _M_PER_LON, digits)


def coordinates(ring: Ring, digits: int = 6) -> list[list[float]]:
    """A closed GeoJSON ring of [longitude, latitude], counter-clockwise as given."""
    pairs = [[lon, lat] for lat, lon in (degrees(p, digits) for p in ring)]
    return [*pairs, pairs[0]]


def island() -> Ring:
    """The shore: an ellipse of about 7 by 5 km with bays and capes."""
    return tuple(_shore(2 * math.pi * i / 120) for i in range(120))


def _shore(angle: float) -> Point:
    ellipse = 1 / math.hypot(math.cos(angle) / 3850, math.sin(angle) / 2550)
    waves = 0.05 * math.sin(3 * angle + 0.6) + 0.03 * math.sin(5 * angle + 1.2) + 0.018 * math.sin(11 * angle)
    reach = ellipse * (1 + waves)
    return reach * math.cos(angle), reach * math.sin(angle)


def sea() -> Ring:
    """The stretch of sea drawn around the island."""
    return (-7000.0, -5000.0), (7000.0, -5000.0), (7000.0, 5000.0), (-7000.0, 5000.0)


def reservoir() -> Ring:
    x, y = RESERVOIR
    angles = [2 * math.pi * i / 24 for i in range(24)]
    return tuple((x + RESERVOIR_RADIUS_M * math.cos(a), y + RESERVOIR_RADIUS_M * math.sin(a)) for a in angles)


def water_zone(points: Sequence[Point]) -> str:
    """The strictest drinking-water zone that one of the points lies in."""
    distance = min(math.dist(p, RESERVOIR) for p in points) - RESERVOIR_RADIUS_M
    return next((zone for zone, reach in ZONES if distance <= reach), "none")


def rectangle(middle: Point, width: float, height: float, turn: float = 0.0) -> Ring:
    """Counter-clockwise from the south-west corner; `turn` in degrees, counter-clockwise."""
    w, h = width / 2, height / 2
    return tuple(turned((x, y), middle, turn) for x, y in ((-w, -h), (w, -h), (w, h), (-w, h)))


def turned(offset: Point, middle: Point, turn: float) -> Point:
    """A point given by its offset from the middle of something that is turned by so many degrees."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return middle[0] + c * offset[0] - s * offset[1], middle[1] + s * offset[0] + c * offset[1]


def area_m2(ring: Ring) -> float:
    """Shoelace formula."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def middle_of(ring: Ring) -> Point:
    """The mean of the corners: inside, since no outline here bends far inwards."""
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
