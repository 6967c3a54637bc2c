"""The ground of a map picture: the pack's own sketch and names, north up. No tiles, no network."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.catalog.drawing import LABELS, SKETCH
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.reports.bars import INK
from matcher.reports.blocks import FAMILY, plain

KINDS = {"water": "#cfe2e5", "island": "#eef0df", "land": "#f1eee5"}
BANK, MUTED, GROUND = "#6f9ca3", "#52636a", {"water": "#cfe2e5", "land": "#f1eee5"}
MARGIN, LEAST = 0.14, 0.012
"""Beside the outermost sites, as a share of the picture; and the least height shown, in degrees."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """From degrees to mm on paper, north up."""

    west: float
    north: float
    per_degree: float
    squeeze: float

    @classmethod
    def around(cls, at: Sequence[Point], width: float, height: float) -> View:
        lats, lons = [p[0] for p in at], [p[1] for p in at]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        squeeze = math.cos(math.radians(lat))
        tall, across = max(max(lats) - min(lats), LEAST), max((max(lons) - min(lons)) * squeeze, LEAST * width / height)
        scale = min(height / tall, width / across) * (1 - 2 * MARGIN)
        return cls(lon - width / scale / squeeze / 2, lat + height / scale / 2, scale, squeeze)

    def at(self, lat: float, lon: float) -> Point:
        return (lon - self.west) * self.squeeze * self.per_degree, (self.north - lat) * self.per_degree


def features(catalog: Catalog, file: str) -> list[dict[str, Any]]:
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


def path(geometry: dict[str, Any], view: View) -> str:
    ways = []
    for ring in _rings(geometry):
        corners = (view.at(lat, lon) for lon, lat in ring)
        ways.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z")
    return "".join(ways)


def sketch(catalog: Catalog, view: View) -> Iterator[str]:
    for feature in features(catalog, SKETCH):
        kind = feature["properties"].get("kind", "island")
        if way := path(feature["geometry"], view):
            dashes = ' stroke-dasharray="1.6 1.2"' if kind == "island" else ""
            yield (
                f'<path d="{way}" fill="{KINDS.get(kind, KINDS["land"])}" fill-rule="evenodd" stroke="{BANK}" stroke-width="0.3"{dashes}/>'
            )


def names(catalog: Catalog, view: View, lang: Lang) -> Iterator[str]:
    for feature in features(catalog, LABELS):
        lon, lat = feature["geometry"]["coordinates"]
        x, y = view.at(lat, lon)
        own = feature["properties"]
        name = str(own.get("name" if lang == "zh" else "name_en") or own.get("name", ""))
        turned = f' transform="rotate(65 {x:.2f} {y:.2f})"' if own.get("kind") == "river" else ""
        yield (
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="3" text-anchor="middle" fill="{MUTED}"{turned}>{html.escape(plain(name), quote=True)}</text>'
        )


def framed(catalog: Catalog, inside: str, width: float, height: float) -> str:
    """The picture as SVG, cut off at its frame."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" font-family="{FAMILY}">'
        f'<clipPath id="c"><rect width="{width:g}" height="{height:g}"/></clipPath><g clip-path="url(#c)">'
        f'<rect width="{width:g}" height="{height:g}" fill="{GROUND[catalog.plan.map.surroundings]}"/>{inside}</g>'
        f'<rect x="0.1" y="0.1" width="{width - 0.2:g}" height="{height - 0.2:g}" fill="none" stroke="#b9b3a4" stroke-width="0.2"/>{north(width)}</svg>'
    )


def north(width: float) -> str:
    x = width - 6
    return (
        f'<path d="M{x:g} 3L{x + 1.4:g} 8L{x:g} 6.8L{x - 1.4:g} 8Z" fill="{INK}"/>'
        f'<text x="{x:g}" y="11.4" font-size="3" text-anchor="middle" fill="{INK}">N</text>'
    )
