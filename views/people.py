"""账号管理: who can sign in, with which role; an administrator adds accounts, changes and closes them, and hands out one-time passwords."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.model.text import Lang
from matcher.register.accounts import (
    GIVEN_ROLES,
    NAME_CHARACTERS,
    Account,
    accounts,
    add_account,
    change_role,
    close_account,
    rename,
    set_password,
)
from matcher.register.passwords import one_time
from matcher.register.register import Register
from matcher.register.sessions import end_all
from matcher.register.who import ROLE_NAMES, Role, Who
from views import frame, state
from views.html import h, join, show
from views.notice import tell
from views.words import word

_SECRET = "people-secret"
"""A one-time password that was just made, with its login: shown once, then gone."""
_SAVES = "people-saves"


def page() -> None:
    lang = state.lang()
    today = date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    try:
        register = state.writable(office)
        found = accounts(register, office.who)
    except Refused as refusal:
        tell(refusal.issues, lang)
        return
    open_ones, closed = [a for a in found if a.closed_at is None], [a for a in found if a.closed_at is not None]
    show(h('<div><h1>{}</h1><p class="muted">{}</p></div>', word("page_people", lang), word("people_lead", lang)))
    _secret(lang)
    _add(register, office.who, lang)
    now = register.clock()
    for account in open_ones:
        with st.container(border=True, key=f"panel-account-{account.key}"):
            _told(account, now, lang)
            with st.expander(word("people_change", lang)):
                _change(register, office.who, account, lang)
    if closed:
        with st.expander(word("people_closed", lang, n=len(closed))):
            rows = [h("<li>{} · {} · {}</li>", a.name, a.login, ROLE_NAMES[a.role].say(lang)) for a in closed]
            show(h("<ul>{}</ul>", join(rows)))
    show(frame.foot(office.catalog, today, lang))


def _secret(lang: Lang) -> None:
    if made := st.session_state.pop(_SECRET, None):
        login, password = made
        show(
            h(
                '<div class="notice" role="status"><p>{}</p><p class="secret">{}</p></div>',
                word("people_secret", lang, login=login),
                password,
            )
        )


def _add(register: Register, who: Who, lang: Lang) -> None:
    with st.container(border=True, key="panel-account-add"):
        show(h("<h2>{}</h2>", word("people_add", lang)))
        with st.form(f"people-add-{lang}-{st.session_state.get(_SAVES, 0)}", border=False):
            left, middle, right = st.columns(3)
            login = left.text_input(word("people_login", lang), max_chars=59, autocomplete="off")
            name = middle.text_input(word("account_name", lang), max_chars=NAME_CHARACTERS, autocomplete="off")
            role = right.selectbox(word("account_role", lang), GIVEN_ROLES, index=1, format_func=lambda r: ROLE_NAMES[r].say(lang))
            submitted = st.form_submit_button(word("people_add", lang), type="primary")
    if submitted:
        password = one_time()
        once = state.once(_SAVES, "add")
        _do(lambda: add_account(register, who, login, name, role, password, once=once), lang, (login.strip().lower(), password))


def _told(account: Account, now: datetime, lang: Lang) -> None:
    marks = [
        word("people_sessions", lang, n=account.sessions) if account.sessions else "",
        word("people_locked", lang) if account.locked_until is not None and account.locked_until > now else "",
        word("people_once", lang) if account.password_once else "",
    ]
    told = join([h('<span class="chip">{}</span>', m) for m in marks if m])
    role = ROLE_NAMES[account.role].say(lang)
    show(h('<h3>{} <span class="muted">{}</span></h3><div class="chips"><span class="chip"><b>{}</b></span>{}</div>',
           account.name, account.login, role, told))  # fmt: skip


def _change(register: Register, who: Who, account: Account, lang: Lang) -> None:
    key = f"people-{account.key}-{account.version}-{lang}"
    with st.form(key, border=False):
        left, right = st.columns(2)
        name = left.text_input(word("account_name", lang), account.name, max_chars=NAME_CHARACTERS, key=f"{key}-name", autocomplete="off")
        at = GIVEN_ROLES.index(account.role)
        role = right.selectbox(
            word("account_role", lang), GIVEN_ROLES, index=at, format_func=lambda r: ROLE_NAMES[r].say(lang), key=f"{key}-role"
        )
        saved = st.form_submit_button(word("people_save", lang), type="primary")
    if saved:
        _do(lambda: _save(register, who, account, name, role), lang)
    left, middle, right = st.columns(3)
    if left.button(word("people_password", lang), key=f"{key}-password", width="stretch"):
        password = one_time()
        _do(lambda: set_password(register, who, account.key, password), lang, (account.login, password))
    if middle.button(word("people_end", lang), key=f"{key}-end", width="stretch"):
        _do(lambda: end_all(register, who, account.key), lang)
    with right:
        sure = st.checkbox(word("people_sure", lang), key=f"{key}-sure")
        if st.button(word("people_close", lang), key=f"{key}-close", disabled=not sure, width="stretch"):
            _do(lambda: close_account(register, who, account.key, account.version), lang)


def _save(register: Register, who: Who, account: Account, name: str, role: Role) -> None:
    """What was changed of the two. A role that is refused leaves the new name: both are told by what then stands on the page."""
    version = account.version
    if name != account.name:
        rename(register, who, account.key, version, name)
        version += 1
    if role != account.role:
        change_role(register, who, account.key, version, role)


def _do(work: Callable[[], object], lang: Lang, secret: tuple[str, str] | None = None) -> None:
    """Does it and draws the page anew; what was refused stands where it was asked."""
    try:
        work()
    except Refused as refusal:
        tell(refusal.issues, lang)
        return
    st.session_state[_SAVES] = st.session_state.get(_SAVES, 0) + 1
    if secret is not None:
        st.session_state[_SECRET] = secret
    else:
        st.session_state["toast"] = word("people_done", lang)
    st.rerun()
