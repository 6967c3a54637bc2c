"""A drawn area in the address: it limits which sites are shown, and changes no rank and no score."""

from __future__ import annotations

import streamlit as st

from matcher.area.shape import NoShape, Shape, checked, read
from matcher.area.within import Standing, within
from matcher.explanation.records import Match, Result
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, Text
from views import state
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


_REFUSED = "area-refused"


def narrowed(catalog: Catalog, result: Result, shape: Shape | None) -> Result:
    """The answer with only the sites that lie in the area, or may; the same ranks and scores."""
    if shape is None:
        return result
    stands = _stands(catalog.version, shape, catalog)
    return result.model_copy(
        update={
            "matches": tuple(m for m in result.matches if stands[m.site_id] != "out"),
            "excluded": tuple(e for e in result.excluded if stands[e.site_id] != "out"),
        }
    )


def line(catalog: Catalog, whole: Result, shown: Result, shape: Shape | None, lang: Lang) -> None:
    """What the area leaves, and the way back to all; or why it was not used."""
    _, unread = asked()
    fault = unread or st.session_state.pop(_REFUSED, None)
    if fault:
        notice("caution", f"{word('area_refused', lang)}{fault.say(lang)}")
    if shape is None:
        if unread:
            st.button(word("area_lift", lang), key="area-lift", on_click=state.go, kwargs={PART: None})
        return
    stands = _stands(catalog.version, shape, catalog)
    left = [m.site_id for m in shown.matches] + [e.site_id for e in shown.excluded]
    unsure = sum(stands[s] == "perhaps" for s in left)
    told = word("area_some", lang, n=len(left), m=len(whole.matches) + len(whole.excluded))
    more = word("area_perhaps", lang, k=unsure) if unsure else ""
    words, button = st.columns([5, 1.2], vertical_alignment="center")
    with words:
        show(h('<p class="area-line" role="status"><b>{}</b> {}</p>', told, more))
        if whole.matches and not shown.matches:
            notice("note", word("area_none", lang))
    button.button(word("area_lift", lang), key="area-lift", on_click=state.go, kwargs={PART: None}, width="stretch")


def near(catalog: Catalog, chosen: Match, lang: Lang) -> None:
    """A circle around the chosen site by a number: the way without a mouse. Nothing where its place is only drawn."""
    site = catalog.by_id[chosen.site_id]
    if site.position is None or site.text("location_basis") in ("schematic", ""):
        return
    lat, lon, _ = site.position
    with st.form(f"near-{chosen.site_id}-{lang}", border=False):
        field, button = st.columns([3, 2], vertical_alignment="bottom")
        km = field.number_input(word("area_near", lang), 0.1, 50.0, NEAR_KM, 0.5, key=f"near-km-{chosen.site_id}-{lang}")
        if button.form_submit_button(word("area_near_go", lang), width="stretch"):
            state.go(area=checked([(lat, lon)], km * 1000).written())
            st.rerun()


@st.cache_resource(max_entries=32, show_spinner=False)
def _stands(version: str, shape: Shape, _catalog: Catalog) -> dict[str, Standing]:  # noqa: ARG001 - part of the key
    return within(shape, _catalog.sites)
