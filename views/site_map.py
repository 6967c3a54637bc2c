"""A site on the map: where it is on record, and a place clicked or an outline drawn, which go into the forms beneath and are kept there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from matcher.area.shape import NoShape, Point, Shape, checked
from matcher.catalog.cells import Unreadable
from matcher.exchange.outlines import point_of, traced
from views import map_base, state
from views.html import h, show
from views.map import show_map
from views.map_marks import Done, Look, Mark, Rest, Tools, rest
from views.notice import notice
from views.theme import theme
from views.words import word

if TYPE_CHECKING:
    from views.site import Open

TOOLS: dict[str, Tools] = {"place_look": "none", "place_click": "point", "place_draw": "outline"}
"""Word of what one does on the map -> its tool."""
HEIGHT = 340


def panel(shown: Open, point_key: str, corners_key: str) -> Tools:
    """The map, and which tool is in hand. `point_key` and `corners_key` begin the names of the fields that take what is clicked and drawn."""
    lang, catalog = shown.lang, shown.catalog
    told_key = f"placed-{shown.id}"
    tool: Tools = "none"
    if shown.office.takes:
        chosen = st.segmented_control(
            word("place_tool", lang), list(TOOLS), default="place_look", format_func=lambda w: word(w, lang),
            key=f"placetool-{shown.id}-{lang}", on_change=lambda: st.session_state.pop(told_key, None),
        )  # fmt: skip
        tool = TOOLS[chosen or "place_look"]

    def on_done(done: Done) -> None:
        if done.site and done.site != shown.id:
            state.go(site=done.site, field=None)
        elif done.point:
            st.session_state[f"{point_key}-at"] = f"{done.point[0]:.7f}, {done.point[1]:.7f}"
            st.session_state[f"{point_key}-datum-{lang}"] = "wgs84"
            st.session_state[told_key] = word("place_clicked", lang)
        elif done.shape:
            st.session_state[f"{corners_key}-corners"] = "\n".join(f"{lat:.7f}, {lon:.7f}" for lat, lon in done.shape.points)
            st.session_state[f"{corners_key}-datum-{lang}"] = "wgs84"
            st.session_state[told_key] = word("place_drawn", lang)
        elif done.refused:
            st.session_state[told_key] = done.refused.told.say(lang)

    looks = {
        "this": Look("gl-here", word("place_this", lang), "circle", "river", outline="ol-here"),
        "other": Look("gl-other", word("place_other", lang), "circle", "ink-3", hollow=True, outline="ol-out"),
    }
    mark = Mark(shown.id, shown.site.title.say(lang), word("place_this", lang), "this", size=28, above=1000)
    show_map(
        catalog, looks, [mark], shown.id, theme(), lang=lang, key=f"sitemap-{state.pack_name()}-{theme()}-{lang}-{tool}",
        on_done=on_done, height=HEIGHT, tools=tool, drawn=_drawn(shown, corners_key), pin=_pin(shown, point_key),
        rest=_others(shown, looks),
    )  # fmt: skip
    show(h('<p class="qw">{}</p>', word("sketch", lang)))
    if told := st.session_state.get(told_key):
        notice("note", told)
    return tool


def _others(shown: Open, looks: Mapping[str, Look]) -> Rest:
    """The other sites, drawn as one picture: marks of their own would stand too close together to be hit."""
    base = map_base.of(shown.catalog, shown.lang)
    return rest(base, looks, {ident: "other" for ident in base.ids if ident != shown.id})


def _pin(shown: Open, key: str) -> Point | None:
    """The place that is typed and not yet kept; in another system than the map's it is not shown."""
    if st.session_state.get(f"{key}-datum-{shown.lang}", "wgs84") != "wgs84":
        return None
    try:
        return point_of(st.session_state.get(f"{key}-at", ""), shown.catalog)
    except Unreadable:
        return None


def _drawn(shown: Open, key: str) -> Shape | None:
    """The outline that is typed and not yet kept, where it is simple enough to be shown."""
    text = st.session_state.get(f"{key}-corners", "")
    if not text.strip() or st.session_state.get(f"{key}-datum-{shown.lang}", "wgs84") != "wgs84":
        return None
    try:
        found = traced(text, shown.catalog).geometry
        return checked([(lat, lon) for lon, lat in found["coordinates"][0][:-1]]) if found["type"] == "Polygon" else None
    except (Unreadable, NoShape):
        return None
