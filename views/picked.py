"""Sites picked for comparison: in the address, so that a link and the back button hold them; picked on a card, in a list, or by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.reports.comparison import MOST
from views import state
from views.html import h, join, show
from views.words import word

VIEW = "compare"
"""The value of `view` in the address that asks for the comparison."""
PART = "sites"
"""The part of the address that holds the ids, with commas between."""


def picked(known: Collection[str]) -> tuple[str, ...]:
    """The sites in the address that there are, in its order, each once and no more than stand side by side."""
    asked = dict.fromkeys(st.query_params.get(PART, "").split(","))
    return tuple(site for site in asked if site in known)[:MOST]


def put(sites: Sequence[str]) -> None:
    """Writes them into the address."""
    state.go(**{PART: ",".join(dict.fromkeys(sites)) or None})


def turned(now: Sequence[str], site: str) -> tuple[str, ...]:
    """With the site where it was not picked, without it where it was."""
    return tuple(s for s in now if s != site) if site in now else (*now, site)[:MOST]


def button(site: str, now: Sequence[str], lang: Lang) -> None:
    """Picks a site, or leaves it out again. Where all places are taken no other can be picked."""
    on = site in now
    st.button(
        word("pick_off" if on else "pick_on", lang),
        key=f"pick-{site}",
        help=None if on or len(now) < MOST else word("pick_full", lang, n=MOST),
        disabled=not on and len(now) >= MOST,
        on_click=put,
        args=(turned(now, site),),
        icon=":material/check:" if on else None,
    )


def bar(catalog: Catalog, now: Sequence[str], lang: Lang) -> None:
    """What is picked so far, and the way to the comparison; nothing while nothing is picked."""
    if not now:
        return
    with st.container(border=True, key="picked"):
        left, middle, right = st.columns([4, 1.5, 1], vertical_alignment="center")
        with left:
            names = join([h("<b>{}</b>", catalog.site_title(s).say(lang)) for s in now], "、" if lang == "zh" else ", ")
            show(h('<p class="small" role="status">{} {}</p>', word("picked", lang, n=len(now), most=MOST), names))
        middle.button(
            word("pick_compare", lang), key="pick-compare", type="primary", width="stretch", on_click=state.go, kwargs={"view": VIEW}
        )
        right.button(word("pick_none", lang), key="pick-none", width="stretch", on_click=put, args=((),))
