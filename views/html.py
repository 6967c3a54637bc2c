"""The one door for HTML: text becomes Markup by escaping, and only Markup may be shown."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup, escape


def h(form: str, *parts: object, **named: object) -> Markup:
    """HTML from a literal form whose `{}` places are filled with escaped text (Markup stays as it is)."""
    return Markup(form).format(*parts, **named)


def join(parts: Iterable[object], between: str = "") -> Markup:
    return Markup(between).join(escape(p) for p in parts)


def show(body: Markup, *, extra_class: str = "") -> None:
    """Puts HTML on the page. Raises TypeError for a plain string, which nobody has escaped."""
    if not isinstance(body, Markup):
        raise TypeError("only Markup may be shown; build it with views.html.h")
    st.html(h('<div class="hm {}">{}</div>', extra_class, body))


def style(*sheets: str) -> None:
    """Puts the project's own style sheets on the page."""
    st.html("<style>" + "\n".join(sheets) + "</style>")
