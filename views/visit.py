"""Whose visit this is: the browser's cookie is looked at on each run, and what a session remembers belongs to that one identity."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from matcher.register.policy import Denied
from matcher.register.register import Register
from matcher.register.sessions import identify
from matcher.register.who import VISITOR, Who
from signin.cookie import token_of

_KEY = "visit-of"
_doors = False


def with_doors() -> None:
    """Says that the server around the app has the pages for signing in."""
    global _doors
    _doors = True


def has_doors() -> bool:
    """Whether there is somewhere to sign in: not where the app runs without its server."""
    return _doors


def who_visits(register: Register) -> Who:
    """Who looks at this page now. Another than in the run before finds an empty session."""
    return _bound(identify(register, token_of(st.context.cookies)))


def held(office_who: Who, register: Register | None, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file that is made when somebody asks for it, which is no run of the page: only for whom the page was drawn, and while that holds."""
    token = token_of(st.context.cookies)

    def made() -> bytes:
        if office_who.account and (register is None or identify(register, token) != office_who):
            raise Denied(office_who, "session.open")
        return make()

    return made


def nobody_known() -> Who:
    """The same where the register cannot be asked: a visitor."""
    return _bound(VISITOR)


def _bound(who: Who) -> Who:
    mark = (who.account, who.role)
    if st.session_state.get(_KEY, mark) != mark:
        for name in list(st.session_state):
            del st.session_state[name]
    st.session_state[_KEY] = mark
    return who
