"""A part of a page that runs alone when something in it is pressed, as long as all that the page stands on is as it was; else the whole page runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from views import pages, state


def alone(office: state.Office, part: Callable[[], None], *, its_own: frozenset[str], fixed: Callable[[], bool]) -> None:
    """Draws `part`, and alone again where nothing else has changed: pack, register, who looks, the day, and the address but for the parts of it
    that are `its_own`. Where something has, the part still runs first, as it was drawn: what was sent from it would be lost with a run that
    is given up. For whoever is not who it was drawn for it does not.

    It never runs alone unless it is `fixed`, so that nothing in it can be moved: a slider that is held down would come between two runs.
    """
    if not fixed():
        with st.container():  # as a fragment has one of its own: with another shape the page would make everything in it anew
            part()
        return
    drawn_on, with_the_page = _stands_on(office, its_own), [True]

    @st.fragment
    def run() -> None:
        if with_the_page:
            with_the_page.clear()
            part()
            return
        with pages.guarded(state.lang()):
            now = state.office()
            if st.session_state.pop(_WHOLE, False) or not fixed() or now.who != office.who:
                st.rerun()
            part()
            if _stands_on(now, its_own) != drawn_on:
                st.rerun()

    run()


_WHOLE = "whole-page"


def whole_page() -> None:
    """Says, from within such a part, that what was done is told elsewhere on the page."""
    st.session_state[_WHOLE] = True


def _stands_on(office: state.Office, its_own: frozenset[str]) -> tuple[object, ...]:
    address = {name: value for name, value in st.query_params.items() if name not in its_own}
    return state.everything(office.catalog), office.stamp, office.who, office.fault, address, date.today()
