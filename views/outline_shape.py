"""An outline as a small picture: its shape alone, north up, to be recognised before it is kept."""

from __future__ import annotations

from math import cos, radians
from typing import Any

from markupsafe import Markup

from matcher.model.text import Lang
from views.html import h
from views.words import word

SIDE, MARGIN = 120.0, 8.0


def picture(geometry: dict[str, Any], lang: Lang) -> Markup:
    """Every ring of it as one path of figures that clips a square of SIDE pixels: the page takes no SVG."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [[(float(p[0]), float(p[1])) for p in ring] for polygon in polygons for ring in polygon]
    lons, lats = [x for r in rings for x, _ in r], [y for r in rings for _, y in r]
    west, north = min(lons), max(lats)
    squeeze = cos(radians((north + min(lats)) / 2))
    span = max((max(lons) - west) * squeeze, north - min(lats)) or 1.0
    scale = (SIDE - 2 * MARGIN) / span
    left = (SIDE - (max(lons) - west) * squeeze * scale) / 2
    top = (SIDE - (north - min(lats)) * scale) / 2
    path = "".join(
        "M" + "L".join(f"{left + (x - west) * squeeze * scale:.1f} {top + (north - y) * scale:.1f}" for x, y in ring) + "Z"
        for ring in rings
    )
    form = '<span class="shape" role="img" aria-label="{}"><i style="clip-path:path(evenodd,&quot;{}&quot;)"></i></span>'
    return h(form, word("outline_picture", lang), path)
