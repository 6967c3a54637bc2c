"""Names beside the symbols of a small map: to the right, else to the left, else only the number, so that no name covers a symbol or another name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["right", "left", ""]
WIDE_PX, NARROW_PX, LINE_PX, GAP_PX, NUMBER_PX = 13.5, 7.5, 17.0, 4.0, 30.0
"""A Chinese character, a Latin one, the height of a line, what lies between symbol and name, and the number with its space."""
TILE = 256
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A symbol in degrees with its side in px and the name it would have."""

    lat: float
    lon: float
    side_px: float
    name: str


def sides(spots: Sequence[Spot], zoom: int) -> tuple[Side, ...]:
    """Where each name goes at a zoom; '' for one that finds no room. Those that come first are placed first."""
    at = [_pixel(s, zoom) for s in spots]
    taken = [(x - s.side_px / 2, y - s.side_px / 2, x + s.side_px / 2, y + s.side_px / 2) for s, (x, y) in zip(spots, at, strict=True)]
    found: list[Side] = []
    for n, (spot, point) in enumerate(zip(spots, at, strict=True)):
        own: Side = ""
        for side, box in _places(spot, point):
            if not any(_overlap(box, other) for m, other in enumerate(taken) if m != n):
                own = side
                taken.append(box)
                break
        found.append(own)
    return tuple(found)


def _places(spot: Spot, at: tuple[float, float]) -> Iterator[tuple[Side, Box]]:
    x, y = at
    length = NUMBER_PX + sum(NARROW_PX if c.isascii() else WIDE_PX for c in spot.name)
    edge = spot.side_px / 2 + GAP_PX
    yield "right", (x + edge, y - LINE_PX / 2, x + edge + length, y + LINE_PX / 2)
    yield "left", (x - edge - length, y - LINE_PX / 2, x - edge, y + LINE_PX / 2)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _pixel(spot: Spot, zoom: int) -> tuple[float, float]:
    """Web Mercator, as the map draws it."""
    scale = TILE * 2**zoom
    rise = math.sin(math.radians(max(-85.0, min(85.0, spot.lat))))
    return (spot.lon / 360 + 0.5) * scale, (0.5 - math.log((1 + rise) / (1 - rise)) / (4 * math.pi)) * scale
