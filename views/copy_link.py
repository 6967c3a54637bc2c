"""The address of what is on the page, to be copied and passed on: for everybody, without an account and without anything being kept."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from matcher.model.text import Lang
from views.fold import fold
from views.html import h, show
from views.words import word


def panel(lang: Lang, more: dict[str, str] | None = None, *, of_lead: bool = False) -> None:
    """`more` are parts that the page shows and its address does not name; `of_lead` says that only the office can open it."""
    with fold(word("copy_link", lang), "copy-link", lang) as opened:
        if opened:  # what shows code to a browser is heavier than all the rest of the page
            show(h('<p class="small">{}</p>', word("copy_link_lead" if of_lead else "copy_link_how", lang)))
            st.code(address(more or {}), language=None, wrap_lines=True)
            show(h('<p class="small muted">{}</p>', word("copy_link_print", lang)))


def address(more: dict[str, str]) -> str:
    """The whole address, on the server through which the page was opened. The code of a shared link is no part of it."""
    whole = urlsplit(st.context.url or "")
    parts = {**{name: value for name, value in st.query_params.items() if name != "t"}, **more}
    return urlunsplit((whole.scheme, whole.netloc, whole.path or "/", urlencode(parts), ""))
