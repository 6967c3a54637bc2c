"""The map, and the only place that touches folium: a frame drawn once, and with each run one record of what is to be seen in it.

The record travels as base64: folium renders what it is given twice through Jinja and then places it inside JavaScript, and base64 says nothing to
either. In the frame text only ever becomes the text of an element (static/map/live.js).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import folium
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from matcher.area.shape import Point, Shape
from matcher.catalog.drawing import is_schematic, place
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from views import map_base, map_files, map_tiles, visit
from views.map_marks import Done, Look, Mark, Rest, Tools, done, split
from views.theme import Theme
from views.words import word

HEIGHT = 400
SURE_M = 30
"""A site that surely lies within so many metres of its mark gets no circle around it."""


def packed(record: object) -> str:
    """Anything with text in it, as letters that mean nothing to HTML, Jinja or JavaScript."""
    return base64.b64encode(json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()).decode("ascii")


class _Unrendered:
    """streamlit-folium takes a script, and links to what it needs: the page that folium would write around it is used by nobody."""

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - folium's own
        return ""


class _OfflineMap(_Unrendered, folium.Map):
    """A map whose every asset is served by the app itself, under any base path."""

    default_js = list(map_files.SCRIPTS)  # noqa: RUF012
    default_css = list(map_files.STYLES)  # noqa: RUF012


class _Live(_Unrendered, folium.FeatureGroup):
    """What may change with each run."""


class _Told(folium.MacroElement):
    """A record handed to our own script: `start` once with the frame, `live` with each run."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{% if this.once %}siteMap.start({{ this._parent.get_name() }}, '{{ this.record }}');{% else %}siteMap.live('{{ this.record }}');{% endif %}"
        "{% endmacro %}"
    )

    def __init__(self, record: object, *, once: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Told"
        self.record, self.once = packed(record), once


def show_map(
    catalog: Catalog,
    looks: Mapping[str, Look],
    marks: Sequence[Mark],
    chosen: str | None,
    theme: Theme,
    *,
    lang: Lang,
    key: str,
    on_done: Callable[[Done], None],
    height: int = HEIGHT,
    tools: Tools = "none",
    drawn: Shape | None = None,
    pin: Point | None = None,
    rest: Rest | None = None,
    zoom: int = 0,
) -> None:
    """Draws the map, and calls `on_done` with what somebody does on it, once, before the page is drawn anew.

    looks: the page's closed set, at most 250; `marks` name theirs. Up to `GLYPHS` marks are elements of their own; of more, those with a number are,
    and a canvas draws the others. A page with very many keeps them as `rest` (map_marks.rest) and gives the few as `marks`. `chosen` gets a
    ring, and a circle as wide as its place is unsure. `drawn` and `pin` are shown as they are; `zoom` is how near it begins, 0 for the pack's own. `key` holds what starts the frame anew: pack,
    theme and language.
    """
    base = map_base.of(catalog, lang)
    glyphs, many = (marks, rest) if rest else split(base, looks, marks)
    frame = _frame(catalog, theme, lang, tools, zoom or catalog.plan.map.zoom)
    live = _Live(name="sites")
    live.add_child(_Told(_record(catalog, base, looks, glyphs, many, chosen, drawn, pin), once=False))
    also = frozenset(m.site_id for m in marks if m.site_id not in base.row)

    def on_change() -> None:
        if found := done(st.session_state.get(key), base.row, also):
            on_done(found)

    # Nothing is asked of streamlit-folium's own answers: they wait a quarter of a second, and know a site only by where it lies.
    st_folium(
        frame, key=key, height=height, use_container_width=True, returned_objects=[], feature_group_to_add=live, on_change=on_change, render=False
    )  # fmt: skip


def _frame(catalog: Catalog, theme: Theme, lang: Lang, tools: Tools, zoom: int) -> folium.Map:
    """A fresh one each run: one that is kept would be mounted anew each time."""
    frame = _OfflineMap(
        location=[catalog.plan.town.lat, catalog.plan.town.lon],
        zoom_start=zoom,
        tiles=None,
        zoom_control=True,
        attribution_control=False,
        min_zoom=9,
        max_zoom=18,
    )
    ground = "ground-water" if catalog.plan.map.surroundings == "water" else "ground-land"
    frame.default_css = [
        *_OfflineMap.default_css,
        ("ground_css", f"{map_files.LOOK}{ground}.css"),
        ("tokens_css", f"{map_files.LOOK}tokens-{theme}.css"),
    ]
    frame.add_child(_Told(_start(lang, tools), once=True))
    return frame


def _start(lang: Lang, tools: Tools) -> dict[str, Any]:
    """What does not change from run to run: the words of the buttons, another ground."""
    tiles = map_tiles.tiles()
    words = {name: word(f"map_{name}", lang) for name in _WORDS}
    return {"tools": tools, "words": words, "tiles": {**tiles, "by": word("map_tiles_by", lang)} if tiles else None}


_WORDS = (
    "crowd", "polygon", "circle", "outline", "done", "undo", "cancel", "lift", "first_point", "next_point", "last_point", "drag", "let_go", "radius",
    "crossed", "sketch", "tiles",
)  # fmt: skip


def _record(
    catalog: Catalog,
    base: map_base.Base,
    looks: Mapping[str, Look],
    glyphs: Sequence[Mark],
    many: Rest | None,
    chosen: str | None,
    drawn: Shape | None,
    pin: Point | None,
) -> dict[str, Any]:
    number = {name: n for n, name in enumerate(looks)}
    where = {"id": base.name, "url": map_base.address(base)} if visit.has_doors() else {"id": base.name, "inline": base.inline()}
    always = {
        "base": where,
        "palette": [_look(look) for look in looks.values()],
        "glyphs": [g for m in glyphs if (g := _glyph(catalog, base, m, number))],
    }
    more = {
        "letters": many.letters if many and many.base == base.name else "",
        "chosen": chosen,
        "error": _error(catalog, base, chosen),
        "drawn": {"points": drawn.points, "radius": drawn.radius} if drawn else None,
        "pin": pin,
    }
    return always | {name: value for name, value in more.items() if value}


def _look(look: Look) -> dict[str, Any]:
    told = {"css": look.css, "word": look.word, "shape": look.form, "ink": look.ink, "outline": look.outline}
    return told | ({"hollow": True} if look.hollow else {})


def _glyph(catalog: Catalog, base: map_base.Base, mark: Mark, number: Mapping[str, int]) -> dict[str, Any] | None:
    """None for a site that has no place. One that the base has not, since only the office sees it, brings its own."""
    row, at, vague = -1 if mark.at else base.row.get(mark.site_id, -1), mark.at, False
    if row < 0 and at is None and mark.site_id in catalog.by_id:
        at, vague = place(catalog, mark.site_id), is_schematic(catalog, mark.site_id)
    if row < 0 and at is None:
        return None
    told = {"id": mark.site_id, "i": row, "k": number[mark.look], "title": mark.title, "told": mark.told, "size": mark.size}
    more = {"number": mark.number, "above": mark.above, "at": at, "vague": vague}
    return told | {name: value for name, value in more.items() if value}


def _error(catalog: Catalog, base: map_base.Base, chosen: str | None) -> tuple[float, float, float] | None:
    """The circle in which the chosen site surely lies; around the town's point where only the town is known."""
    site = catalog.by_id.get(chosen) if chosen and chosen in base.row else None
    position = site.position if site else None
    return position if position and position[2] >= SURE_M else None
