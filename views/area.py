"""A drawn area in the address: it limits which sites are shown, and changes no rank and no score."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from matcher.area.shape import NoShape, Shape, checked, read
from matcher.area.within import Standing, within
from matcher.explanation.records import Match
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from views import state
from views.alone import whole_page
from views.answers import Answer
from views.html import h, show
from views.map_marks import Done
from views.notice import notice
from views.words import word

PART = "area"
"""The part of the address that holds it."""
NEAR_KM = 2.0
"""What stands in the field for a radius before somebody changes it."""


def asked() -> tuple[Shape | None, Text | None]:
    """The area of the address; or why there is none although the address names one."""
    said = st.query_params.get(PART, "")
    if not said:
        return None, None
    try:
        return read(said), None
    except NoShape as fault:
        return None, fault.told


def drawn(done: Done) -> None:
    """What somebody drew goes into the address; what is no area is told in the next run."""
    if done.lifted:
        state.go(area=None)
    elif done.shape:
        state.go(area=done.shape.written())
    elif done.refused:
        st.session_state[_REFUSED] = done.refused.told
        whole_page()


_REFUSED = "area-refused"


def narrowed(catalog: Catalog, answer: Answer, shape: Shape | None) -> tuple[Sequence[str], Sequence[str]]:
    """Of the answer's order, and of those that are out, the ids that lie in the area or may."""
    if shape is None:
        return answer.order, answer.out
    return _narrowed(answer.key, shape, answer, catalog)


def holds(catalog: Catalog, shape: Shape | None, site: str) -> bool:
    """Whether a site lies in the area, or may."""
    return shape is None or _stands(catalog.version, shape, catalog)[site] != "out"


def line(catalog: Catalog, answer: Answer, order: Sequence[str], out: Sequence[str], lang: Lang) -> None:
    """What the area leaves, and the way back to all; or why it was not used."""
    shape, unread = asked()
    fault = unread or st.session_state.pop(_REFUSED, None)
    if fault:
        notice("caution", f"{word('area_refused', lang)}{fault.say(lang)}")
    if shape is None:
        if unread:
            st.button(word("area_lift", lang), key="area-lift", on_click=state.go, kwargs={PART: None})
        return
    unsure = _unsure(answer.key, shape, catalog, (*order, *out))
    told = word("area_some", lang, n=len(order) + len(out), m=len(answer.order) + len(answer.out))
    more = word("area_perhaps", lang, k=unsure) if unsure else ""
    words, button = st.columns([5, 1.2], vertical_alignment="center")
    with words:
        show(h('<p class="area-line" role="status"><b>{}</b> {}</p>', told, more))
        if answer.order and not order:
            notice("note", word("area_none", lang))
    button.button(word("area_lift", lang), key="area-lift", on_click=state.go, kwargs={PART: None}, width="stretch")


def near(catalog: Catalog, chosen: Match, lang: Lang) -> None:
    """A circle around the chosen site by a number: the way without a mouse. Nothing where its place is only drawn."""
    site = catalog.by_id[chosen.site_id]
    if site.position is None or site.schematic:
        return
    lat, lon, _ = site.position
    key = f"near-km-{chosen.site_id}-{lang}"

    def asked() -> None:
        state.go(area=checked([(lat, lon)], st.session_state[key] * 1000).written())

    with st.form(f"near-{chosen.site_id}-{lang}", border=False):
        st.number_input(word("area_near", lang), 0.1, 50.0, NEAR_KM, 0.5, key=key)
        st.form_submit_button(word("area_near_go", lang), on_click=asked)


@st.cache_resource(max_entries=32, show_spinner=False)
def _stands(version: str, shape: Shape, _catalog: Catalog) -> dict[str, Standing]:  # noqa: ARG001 - part of the key
    return within(shape, _catalog.sites)


@st.cache_resource(max_entries=16, show_spinner=False)
def _narrowed(key: tuple[object, ...], shape: Shape, _answer: Answer, _catalog: Catalog) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: ARG001
    stands = _stands(_catalog.version, shape, _catalog)
    return tuple(i for i in _answer.order if stands[i] != "out"), tuple(i for i in _answer.out if stands[i] != "out")


@st.cache_resource(max_entries=64, show_spinner=False)
def _unsure(key: tuple[object, ...], shape: Shape, _catalog: Catalog, _shown: Sequence[str]) -> int:  # noqa: ARG001
    stands = _stands(_catalog.version, shape, _catalog)
    return sum(stands[i] == "perhaps" for i in _shown)
