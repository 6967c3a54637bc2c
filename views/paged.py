"""A long list page by page: what is not in sight is neither worked out nor sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from matcher.model.text import Lang
from views.html import h, show
from views.words import word

SIZE = 20


def page_of(ids: Sequence[str], name: str, size: int = SIZE) -> Sequence[str]:
    """The ids of the page that is open."""
    at = min(st.session_state.get(_key(name), 0), _last(ids, size))
    return ids[at * size : (at + 1) * size]


def turn(ids: Sequence[str], name: str, lang: Lang, size: int = SIZE) -> None:
    """The way to the pages before and after; nothing where there is one page."""
    last = _last(ids, size)
    if not last:
        return
    at = min(st.session_state.get(_key(name), 0), last)
    back, told, on = st.columns([1, 1.4, 1], vertical_alignment="center")
    back.button(word("page_back", lang), key=f"back-{name}", disabled=at == 0, on_click=_go, args=(name, at - 1), width="stretch")
    with told:
        show(h('<p class="small paged">{}</p>', word("page_at", lang, n=at + 1, m=last + 1)))
    on.button(word("page_on", lang), key=f"on-{name}", disabled=at == last, on_click=_go, args=(name, at + 1), width="stretch")


def _go(name: str, page: int) -> None:
    st.session_state[_key(name)] = page


def _key(name: str) -> str:
    return f"page-{name}"


def _last(ids: Sequence[str], size: int) -> int:
    return max(0, (len(ids) - 1) // size)
