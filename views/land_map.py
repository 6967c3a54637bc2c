"""The land map: symbols by kind, filled by state, hatched where the record has grown old; on paper the same as a picture."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.reports.land_picture import Sign, land_picture
from views.html import h
from views.land_marks import MOST_PX, Seen
from views.words import word

WIDE, TALL, LARGEST = 178.0, 118.0, 7.0
"""The picture and its largest symbol [mm]."""
DRAWN = 400
"""Symbols on the picture, at most; the list names them all."""


def picture(catalog: Catalog, shown: Sequence[Seen], lang: Lang) -> Markup:
    signs = [Sign(s.site.id, s.site.kind, s.status, str(s.number), s.side_px / MOST_PX * LARGEST, s.hatched) for s in shown[:DRAWN]]
    made = land_picture(catalog, signs, WIDE, TALL, lang)
    if made is None:
        return h('<p class="muted small">{}</p>', word("land_no_place", lang))
    # In the page itself, as an image: an image runs nothing
    source = "data:image/svg+xml;base64," + base64.b64encode(made.svg.encode()).decode("ascii")
    return h('<img class="lmpic" src="{}" alt="{}">', source, made.told)
