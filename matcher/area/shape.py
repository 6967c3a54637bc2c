"""A drawn area or a circle: read from an address, written back into it, refused in a sentence where it is none.

Written as `p22.6556_113.128~22.66_113.13~22.65_113.14` (corners, latitude first) or `c22.6556_113.128_1500` (middle, and radius in metres).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.model.text import Text

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS-84."""
DIGITS = 5
"""Of a degree in the address: about a metre."""
MOST_CORNERS = 60
LONGEST = 2 + MOST_CORNERS * 24
WIDEST = 2.0
"""Degrees across: whatever is wider is no part of a town, and a plane would no longer do for it."""
MOST_METRES = 100_000
_PAIR = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,8})?_-?[0-9]{1,3}(?:\.[0-9]{1,8})?")
_RADIUS = re.compile(r"[0-9]{1,6}")


class NoShape(ValueError):
    """What was drawn or written is no area; `told` says why and how to mend it."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


@dataclass(frozen=True)
class Shape:
    """A polygon with at least three corners, or with a radius [m] a circle around its one point."""

    points: tuple[Point, ...]
    radius: float = 0.0

    @property
    def is_circle(self) -> bool:
        return self.radius > 0

    def written(self) -> str:
        if self.is_circle:
            return f"c{_pair(self.points[0])}_{round(self.radius)}"
        return "p" + "~".join(_pair(p) for p in self.points)


UNREAD = Text("网址里的范围读不出来。请在地图上重新画。", "The area in the address cannot be read. Draw it on the map again.")
CROSSED = Text("所画范围的边互相交叉。请重新画，边不要相交。", "The edges of the area cross each other. Draw it again without crossing.")
FLAT = Text("所画范围没有面积。请重新画。", "The area that was drawn is empty. Draw it again.")
WIDE = Text("所画范围太大。请画在镇的附近。", "The area that was drawn is too wide. Draw it near the town.")
MANY = Text(f"所画范围超过 {MOST_CORNERS} 个角。请画得简单些。", f"The area has more than {MOST_CORNERS} corners. Draw a simpler one.")


def read(text: str) -> Shape:
    """The shape that an address holds. Raises NoShape."""
    if len(text) > LONGEST:
        raise NoShape(MANY)
    kind, rest = text[:1], text[1:]
    if kind == "p":
        return checked([_point(part) for part in rest.split("~")])
    middle, _, radius = rest.rpartition("_")
    if kind == "c" and _RADIUS.fullmatch(radius):
        return checked([_point(middle)], float(radius))
    raise NoShape(UNREAD)


def checked(points: Sequence[Point], radius: float = 0.0) -> Shape:
    """A shape of points that somebody drew, rounded as an address writes them. Raises NoShape."""
    kept = tuple((round(lat, DIGITS), round(lon, DIGITS)) for lat, lon in points)
    if not kept or not all(math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 85 and abs(lon) <= 180 for lat, lon in kept):
        raise NoShape(UNREAD)
    if radius:
        return _circle(kept, radius)
    if len(kept) > MOST_CORNERS:
        raise NoShape(MANY)
    kept = tuple(p for i, p in enumerate(kept) if p != kept[i - 1]) if len(kept) > 1 else kept
    if len(kept) < 3:
        raise NoShape(FLAT)
    if max(_span(kept, 0), _span(kept, 1)) > WIDEST:
        raise NoShape(WIDE)
    return _polygon(kept)


def _circle(points: tuple[Point, ...], radius: float) -> Shape:
    if len(points) != 1 or not math.isfinite(radius) or radius < 0:
        raise NoShape(UNREAD)
    if radius > MOST_METRES:
        raise NoShape(WIDE)
    if round(radius) < 1:
        raise NoShape(FLAT)
    return Shape(points, float(round(radius)))


def _polygon(points: tuple[Point, ...]) -> Shape:
    from shapely import Polygon

    drawn = Polygon([(lon, lat) for lat, lon in points])
    if drawn.convex_hull.area == 0:
        raise NoShape(FLAT)
    if not drawn.is_valid:
        raise NoShape(CROSSED)
    return Shape(points)


def _span(points: Sequence[Point], axis: int) -> float:
    return max(p[axis] for p in points) - min(p[axis] for p in points)


def _point(text: str) -> Point:
    if not _PAIR.fullmatch(text):
        raise NoShape(UNREAD)
    lat, _, lon = text.partition("_")
    return float(lat), float(lon)


def _pair(point: Point) -> str:
    return "_".join(f"{round(c, DIGITS) + 0.0:.{DIGITS}f}".rstrip("0").rstrip(".") for c in point)
