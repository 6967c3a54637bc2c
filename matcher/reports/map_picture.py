"""The map picture: the pack's own sketch, outlines and names with the sites upon it. No tiles, no network; nothing of a need is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.catalog.drawing import OUTLINES, is_schematic, place
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from matcher.reports.bars import INK, SOLID
from matcher.reports.blocks import Drawing
from matcher.reports.map_ground import Point, View, features, framed, names, path, sketch

OUT, SOFT = "#9a3033", {"fits": "#e0efe5", "ask": "#f8ecd3", "out": "#efece3"}
SHADE = "#fffefb"
FILLED_FROM = 60.0
"""Points from which a site that must still be asked about is drawn filled, as on the page."""
_TOLD = Text("示意图：{n} 处地块和载体的位置", "sketch map: positions of {n} sites")


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
    view = View.around([*everywhere, *(at for _, at in placed)], width, height)
    body = "".join((*sketch(catalog, view), *_outlines(catalog, spots, view), *names(catalog, view, lang)))
    marks = "".join(_mark(catalog, spot, view.at(*at)) for spot, at in sorted(placed, key=lambda p: (p[0].number != "", -len(p[0].number))))
    return Drawing(framed(catalog, body + marks, width, height), width, height, _TOLD.say(lang).format(n=len(placed)))


def _outlines(catalog: Catalog, spots: Sequence[Spot], view: View) -> Iterator[str]:
    status = {s.site: s.status for s in spots}
    for feature in features(catalog, OUTLINES):
        how = status.get(str(feature["properties"].get("site_id")))
        if how:
            yield f'<path d="{path(feature["geometry"], view)}" fill="{SOFT[how]}" fill-rule="evenodd" stroke="{_ink(how)}" stroke-width="0.2"/>'


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
