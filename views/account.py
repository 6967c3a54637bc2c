"""我的账号: one's own name and role, and the ways to a new password and out of every browser. Both lead to the server, which sets the cookie."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from matcher.register.sessions import IDLE, LONGEST
from matcher.register.who import ROLE_NAMES
from views import frame, state
from views.html import h, show
from views.words import word


def page() -> None:
    lang = state.lang()
    today = date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    who = office.who
    with st.container(border=True, key="panel-account"):
        rows = ((word("account_name", lang), who.name), (word("account_role", lang), ROLE_NAMES[who.role].say(lang)))
        listed = [h("<dt>{}</dt><dd>{}</dd>", label, value) for label, value in rows]
        show(h('<h1>{}</h1><dl class="facts">{}{}</dl>', word("account_title", lang), *listed))
        back = urlencode({"lang": lang, "back": f"?{urlencode({'view': 'account', 'lang': lang})}"})
        links = [
            h('<a class="way" href="auth/{}?{}" target="_self">{}</a>', path, back, word(key, lang))
            for path, key in (("password", "account_password"), ("sign-out", "account_sign_out"))
        ]
        show(h('<p class="ways">{}{}</p>', *links))
        hours, minutes = int(LONGEST.total_seconds() // 3600), int(IDLE.total_seconds() // 60)
        show(h('<p class="muted small">{}</p>', word("account_ends", lang, hours=hours, minutes=minutes)))
    show(frame.foot(office.catalog, today, lang))
