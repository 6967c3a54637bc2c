"""The map picture: the pack's own sketch, outlines and names with the sites upon it. No tiles, no network; nothing of a need is in it."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matcher.catalog.drawing import LABELS, OUTLINES, SKETCH, is_schematic, place
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from matcher.reports.bars import INK, SOLID
from matcher.reports.blocks import FAMILY, Drawing, plain

OUT, SOFT = "#9a3033", {"fits": "#e0efe5", "ask": "#f8ecd3", "out": "#efece3"}
KINDS = {"water": "#cfe2e5", "island": "#eef0df", "land": "#f1eee5"}
BANK, MUTED, GROUND, SHADE = "#6f9ca3", "#52636a", {"water": "#cfe2e5", "land": "#f1eee5"}, "#fffefb"
FILLED_FROM = 60.0
"""Points from which a site that must still be asked about is drawn filled, as on the page."""
MARGIN, LEAST = 0.14, 0.012
"""Beside the outermost sites, as a share of the picture; and the least height shown, in degrees."""
_TOLD = Text("示意图：{n} 处地块和载体的位置", "sketch map: positions of {n} sites")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A site on the picture; `number` is '' for one that is only hinted at."""

    site: str
    status: Literal["fits", "ask", "out"]
    number: str = ""
    score: float = 0.0


def map_picture(catalog: Catalog, spots: Sequence[Spot], width: float, height: float, lang: Lang) -> Drawing | None:
    """The picture in mm, always of the whole town; None where no site has a place. A site with a number lies above one without."""
    placed = [(spot, at) for spot in spots if (at := place(catalog, spot.site))]
    if not placed:
        return None
    everywhere = [at for site in catalog.sites if site.kind != "pool" and (at := place(catalog, site.id))]
    view = _View.around([*everywhere, *(at for _, at in placed)], width, height)
    body = "".join((*_sketch(catalog, view), *_outlines(catalog, spots, view), *_names(catalog, view, lang)))
    marks = "".join(_mark(catalog, spot, view.at(*at)) for spot, at in sorted(placed, key=lambda p: (p[0].number != "", -len(p[0].number))))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" font-family="{FAMILY}">'
        f'<clipPath id="c"><rect width="{width:g}" height="{height:g}"/></clipPath><g clip-path="url(#c)">'
        f'<rect width="{width:g}" height="{height:g}" fill="{GROUND[catalog.plan.map.surroundings]}"/>{body}{marks}</g>'
        f'<rect x="0.1" y="0.1" width="{width - 0.2:g}" height="{height - 0.2:g}" fill="none" stroke="#b9b3a4" stroke-width="0.2"/>{_north(width)}</svg>'
    )
    return Drawing(svg, width, height, _TOLD.say(lang).format(n=len(placed)))


@dataclass(frozen=True, slots=True)
class _View:
    """From degrees to mm on paper, north up."""

    west: float
    north: float
    per_degree: float
    squeeze: float

    @classmethod
    def around(cls, at: Sequence[Point], width: float, height: float) -> _View:
        lats, lons = [p[0] for p in at], [p[1] for p in at]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        squeeze = math.cos(math.radians(lat))
        tall, across = max(max(lats) - min(lats), LEAST), max((max(lons) - min(lons)) * squeeze, LEAST * width / height)
        scale = min(height / tall, width / across) * (1 - 2 * MARGIN)
        return cls(lon - width / scale / squeeze / 2, lat + height / scale / 2, scale, squeeze)

    def at(self, lat: float, lon: float) -> Point:
        return (lon - self.west) * self.squeeze * self.per_degree, (self.north - lat) * self.per_degree


def _features(catalog: Catalog, file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = catalog.drawing.get(file, {"features": []})["features"]
    return found


def _rings(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    match geometry["type"]:
        case "Polygon":
            yield from geometry["coordinates"]
        case "MultiPolygon":
            for polygon in geometry["coordinates"]:
                yield from polygon
        case _:
            return


def _path(geometry: dict[str, Any], view: _View) -> str:
    ways = []
    for ring in _rings(geometry):
        corners = (view.at(lat, lon) for lon, lat in ring)
        ways.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z")
    return "".join(ways)


def _sketch(catalog: Catalog, view: _View) -> Iterator[str]:
    for feature in _features(catalog, SKETCH):
        kind = feature["properties"].get("kind", "island")
        if path := _path(feature["geometry"], view):
            dashes = ' stroke-dasharray="1.6 1.2"' if kind == "island" else ""
            yield (
                f'<path d="{path}" fill="{KINDS.get(kind, KINDS["land"])}" fill-rule="evenodd" stroke="{BANK}" stroke-width="0.3"{dashes}/>'
            )


def _outlines(catalog: Catalog, spots: Sequence[Spot], view: _View) -> Iterator[str]:
    status = {s.site: s.status for s in spots}
    for feature in _features(catalog, OUTLINES):
        how = status.get(str(feature["properties"].get("site_id")))
        if how:
            yield f'<path d="{_path(feature["geometry"], view)}" fill="{SOFT[how]}" fill-rule="evenodd" stroke="{_ink(how)}" stroke-width="0.2"/>'


def _names(catalog: Catalog, view: _View, lang: Lang) -> Iterator[str]:
    for feature in _features(catalog, LABELS):
        lon, lat = feature["geometry"]["coordinates"]
        x, y = view.at(lat, lon)
        own = feature["properties"]
        name = str(own.get("name" if lang == "zh" else "name_en") or own.get("name", ""))
        turned = f' transform="rotate(65 {x:.2f} {y:.2f})"' if own.get("kind") == "river" else ""
        yield (
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="3" text-anchor="middle" fill="{MUTED}"{turned}>{html.escape(plain(name), quote=True)}</text>'
        )


def _ink(status: str) -> str:
    return SOLID.get(status, OUT)


def _mark(catalog: Catalog, spot: Spot, at: Point) -> str:
    """Circle: fits; diamond: to ask; crossed square: out. A dashed ring: the position is schematic."""
    x, y = at
    ink, size = _ink(spot.status), 2.3 if spot.number else 1.1
    if spot.status == "out" and not spot.number:
        a, b = size * 0.8, size * 0.45
        return (
            f'<rect x="{x - a:.2f}" y="{y - a:.2f}" width="{2 * a:.2f}" height="{2 * a:.2f}" fill="{SHADE}" stroke="{ink}" stroke-width="0.2"/>'
            f'<path d="M{x - b:.2f} {y - b:.2f}L{x + b:.2f} {y + b:.2f}M{x + b:.2f} {y - b:.2f}L{x - b:.2f} {y + b:.2f}" stroke="{ink}" stroke-width="0.3"/>'
        )
    filled = spot.status != "ask" or spot.score >= FILLED_FROM
    dashes = ' stroke-dasharray="1 0.7"' if is_schematic(catalog, spot.site) else ""
    ring = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size * 1.5:.2f}" fill="{SHADE}" fill-opacity="0.85" stroke="{INK}" stroke-width="0.25"{dashes}/>'
    fill = ink if filled else SOFT[spot.status]
    match spot.status:
        case "fits":
            shape = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size:.2f}" fill="{fill}"/>'
        case "ask":
            r = size * 1.2
            way = f"M{x:.2f} {y - r:.2f}L{x + r:.2f} {y:.2f}L{x:.2f} {y + r:.2f}L{x - r:.2f} {y:.2f}Z"
            shape = f'<path d="{way}" fill="{fill}" stroke="{ink}" stroke-width="0.25"/>'
        case _:
            shape = f'<rect x="{x - size:.2f}" y="{y - size:.2f}" width="{2 * size:.2f}" height="{2 * size:.2f}" fill="{ink}"/>'
    told = (
        f'<text x="{x:.2f}" y="{y + 1.05:.2f}" font-size="3" font-weight="bold" text-anchor="middle" fill="{SHADE if filled else ink}">{spot.number}</text>'
        if spot.number
        else ""
    )
    return ring + shape + told


def _north(width: float) -> str:
    x = width - 6
    return (
        f'<path d="M{x:g} 3L{x + 1.4:g} 8L{x:g} 6.8L{x - 1.4:g} 8Z" fill="{INK}"/>'
        f'<text x="{x:g}" y="11.4" font-size="3" text-anchor="middle" fill="{INK}">N</text>'
    )
