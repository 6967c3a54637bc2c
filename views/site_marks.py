"""The way to a site's own page, for the office alone."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.model.text import Lang
from matcher.register.policy import may
from matcher.register.who import Who
from views.html import h
from views.words import word

VIEW = "site"
"""The value of `view` in the address that asks for a site's page."""


def address(site: str, view: str = VIEW, **more: str) -> str:
    """The address of a page about one site; language and pack stay."""
    kept = {n: v for n, v in st.query_params.items() if n in ("lang", "pack")}
    return "?" + urlencode({**kept, **({"view": view} if view else {}), "site": site, **more})


def way_in(who: Who, site: str, lang: Lang) -> Markup:
    """A link to all that is kept of a site; nothing for whoever may not see it."""
    if not may(who, "office.see"):
        return Markup("")
    return h('<p class="small wayin"><a href="{}" target="_self">{}</a></p>', address(site), word("site_open", lang))
