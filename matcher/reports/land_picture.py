"""The land map on paper: every site as its symbol with its number, drawn from the pack alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.catalog.drawing import place
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from matcher.reports.bars import HATCH, INK, UNDER
from matcher.reports.blocks import Drawing
from matcher.reports.map_ground import View, framed, names, sketch

FILL = {
    "running": "#0b5f6e", "available": "#357983", "under_construction": "#86b9bd", "acquired": "#bcd9d9", "taken": "#b9b3a4", "committed": "#b9b3a4",
}  # fmt: skip
"""State -> colour, as on the page; what is only planned or listed is left white."""
WHITE = "#fffefb"
_TOLD = Text("示意图：{n} 处地块和载体", "sketch map of {n} sites")


@dataclass(frozen=True, slots=True)
class Sign:
    """A site on the picture. `size` in mm; `hatched` where its state is not known or its record has grown old."""

    site: str
    kind: str
    status: str
    number: str
    size: float
    hatched: bool


def land_picture(catalog: Catalog, signs: Sequence[Sign], width: float, height: float, lang: Lang) -> Drawing | None:
    """The picture in mm, always of the whole town; None where no site has a place."""
    placed = [(sign, at) for sign in signs if (at := place(catalog, sign.site))]
    if not placed:
        return None
    view = View.around([at for site in catalog.sites if site.kind != "pool" and (at := place(catalog, site.id))], width, height)
    hatch = (
        f'<pattern id="h" width="1.4" height="1.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.4" height="1.4" fill="{UNDER}"/>'
        f'<path d="M0 0V1.4" stroke="{HATCH}" stroke-width="0.5"/></pattern>'
    )
    ground = "".join((*sketch(catalog, view), *names(catalog, view, lang)))
    marks = "".join(_sign(sign, *view.at(*at)) for sign, at in sorted(placed, key=lambda p: -p[0].size))
    return Drawing(framed(catalog, hatch + ground + marks, width, height), width, height, _TOLD.say(lang).format(n=len(placed)))


def _sign(sign: Sign, x: float, y: float) -> str:
    """Square: land; house: facility; circle: renewal. The number stands beside it."""
    r = sign.size / 2
    fill = "url(#h)" if sign.hatched else FILL.get(sign.status, WHITE)
    look = f'fill="{fill}" stroke="{INK}" stroke-width="0.3"'
    match sign.kind:
        case "renewal":
            shape = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}" {look}/>'
        case "facility":
            way = f"M{x - r:.2f} {y + r:.2f}V{y - r * 0.4:.2f}L{x:.2f} {y - r * 1.1:.2f}L{x + r:.2f} {y - r * 0.4:.2f}V{y + r:.2f}Z"
            shape = f'<path d="{way}" {look}/>'
        case _:
            shape = f'<rect x="{x - r:.2f}" y="{y - r:.2f}" width="{2 * r:.2f}" height="{2 * r:.2f}" {look}/>'
    return shape + f'<text x="{x + r + 0.8:.2f}" y="{y + 1.1:.2f}" font-size="3.2" font-weight="bold" fill="{INK}">{sign.number}</text>'
