"""A part of a page that is folded away, and not worked out before somebody opens it. A change of language leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from matcher.model.text import Lang


@contextmanager
def fold(label: str, key: str, lang: Lang, *, expanded: bool = False) -> Iterator[bool]:
    """Whether it is open. With another label Streamlit makes another expander of it, which then begins as the one before was left: what was
    typed inside would be lost with it otherwise."""
    begins = _begins(key, lang, expanded)
    with st.expander(label, expanded=begins, key=f"{key}-{lang}", on_change="rerun") as box:
        st.session_state[f"fold-{key}"] = (lang, begins, bool(box.open))
        yield bool(box.open)


def is_open(key: str, lang: Lang, *, expanded: bool = False) -> bool:
    """What `fold` is about to say, for what stands above it."""
    return bool(st.session_state.get(f"{key}-{lang}", _begins(key, lang, expanded)))


def _begins(key: str, lang: Lang, expanded: bool) -> bool:
    before: tuple[Lang, bool, bool] | None = st.session_state.get(f"fold-{key}")
    return expanded if before is None else before[1] if before[0] == lang else before[2]


def filled(unfolded: bool, form: str) -> bool:
    """Whether the form inside is to be worked out: it is open, or was before, since folding it away must lose nothing of what was typed."""
    begun = f"{form}-begun"
    if unfolded:
        st.session_state[begun] = True
    return begun in st.session_state
