"""What a page puts on the map: marks with a look from the page's own closed set; and what somebody has done there."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matcher.area.shape import NoShape, Point, Shape, checked
from views.map_base import Base

GLYPHS = 200
"""Marks up to which each is an element of its own with its whole look; above, a canvas draws all but the few with a number."""
FEW_LOOKS = 15
"""Looks that half a byte can tell apart, and none."""
Tools = Literal["none", "area", "point", "outline"]
"""What can be drawn: nothing; a polygon or a circle that limits what is shown; one point by a click; one outline."""
Form = Literal["circle", "diamond", "cross", "square", "house"]
_CSS = re.compile(r"[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*|")


@dataclass(frozen=True)
class Look:
    """How a mark is drawn.

    css: classes of static/look/map.css, for the element of its own; word: what it means, in the page's language. form, ink (a colour of the tokens)
    and hollow: how the canvas draws very many. outline: classes of the site's outline, '' for none.
    """

    css: str
    word: str
    form: Form = "circle"
    ink: str = "ink-2"
    hollow: bool = False
    outline: str = ""

    def __post_init__(self) -> None:
        if not all(_CSS.fullmatch(part) for part in (self.css, self.ink, self.outline)):
            raise ValueError("a look is plain class words")


@dataclass(frozen=True)
class Mark:
    """One mark. look: a name of the page's set; number: what stands in it ('' for nothing); size: px across; above: over lower ones; at: where it
    stands if it is no site of the catalog with a place of its own."""

    site_id: str
    title: str
    told: str
    look: str
    number: str = ""
    size: int = 24
    above: int = 0
    at: Point | None = None


@dataclass(frozen=True)
class Rest:
    """Very many marks, prepared once and kept by the page: the number of its look for each site of the base, 0 for one that is not shown."""

    base: str
    letters: str
    count: int


@dataclass(frozen=True)
class Done:
    """What somebody has just done on the map; only one of them is there."""

    site: str | None = None
    point: Point | None = None
    shape: Shape | None = None
    refused: NoShape | None = None
    lifted: bool = False
    """The shape that was drawn is to be taken away."""


def rest(base: Base, looks: Mapping[str, Look], shown: Mapping[str, str]) -> Rest:
    """Site id -> name of its look, as the canvas takes them. A site that is not in the base is left out."""
    number = {name: n for n, name in enumerate(looks, 1)}
    letters = bytearray(len(base.ids))
    for ident, look in shown.items():
        if (row := base.row.get(ident)) is not None:
            letters[row] = number[look]
    return Rest(base.name, lettered(bytes(letters), len(looks)), len(letters) - letters.count(0))


def lettered(numbers: bytes, looks: int) -> str:
    """A number a site as base64; where there are few looks, two sites share a byte. Begins with how many bits a site takes, `4` or `8`."""
    if looks > FEW_LOOKS:
        return f"8{base64.b64encode(numbers).decode('ascii')}"
    even, odd = numbers[::2], numbers[1::2] + b"\0" * (len(numbers) % 2)
    return f"4{base64.b64encode(bytes(a << 4 | b for a, b in zip(even, odd, strict=True))).decode('ascii')}"


def split(base: Base, looks: Mapping[str, Look], marks: Sequence[Mark]) -> tuple[Sequence[Mark], Rest | None]:
    """The marks that are elements of their own, and the others: none while there are few."""
    if len(marks) <= GLYPHS:
        return marks, None
    many = {m.site_id: m.look for m in marks if m.at is None}
    return [m for m in marks if m.number or m.at is not None or m.site_id not in base.row], rest(base, looks, many)


def done(value: Any, known: Mapping[str, Any], also: frozenset[str]) -> Done | None:
    """What the frame has sent, held against what can be: `known` and `also` are the ids that can be clicked on. None where it is nothing of ours."""
    if not isinstance(value, dict):
        return None
    site = value.get("site")
    if isinstance(site, str):
        return Done(site=site) if site in known or site in also else None
    if value.get("lift") is True:
        return Done(lifted=True)
    point = _points([value.get("point")])
    if point:
        return Done(point=point[0])
    shape = value.get("shape")
    if isinstance(shape, dict):
        radius = shape.get("radius")
        try:
            return Done(shape=checked(_points(shape.get("points")), float(radius) if isinstance(radius, int | float) else 0.0))
        except NoShape as fault:
            return Done(refused=fault)
    return None


def _points(found: Any) -> list[Point]:
    """Pairs of finite degrees; nothing where one of them is none."""
    if not isinstance(found, list) or len(found) > 1000:
        return []
    points = []
    for pair in found:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(c) in (int, float) and math.isfinite(c) for c in pair)):
            return []
        if abs(pair[0]) > 90 or abs(pair[1]) > 180:
            return []
        points.append((float(pair[0]), float(pair[1])))
    return points
