"""The first administrator: made with a one-time code that the server prints on its console while there is none."""

from __future__ import annotations

import hmac
from datetime import timedelta

from sqlalchemy import delete, select

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text
from matcher.register.accounts import make, no_administrator, wanted_login, wanted_name
from matcher.register.passwords import faults, hashed, one_time
from matcher.register.people import FirstCodeRow
from matcher.register.register import Change, Register, Result
from matcher.register.sessions import begin, hash_of
from matcher.register.who import SYSTEM

VALID = timedelta(hours=24)
TRIES = 10
"""Wrong codes until it holds no longer; starting the server again makes a new one."""


def first_code(register: Register) -> str | None:
    """A new code, which puts any earlier one out of use; None where there is an administrator. Raises Refused."""
    with register.look() as session:
        if not no_administrator(session):
            return None
    code = one_time()

    def work(change: Change) -> Result:
        change.session.execute(delete(FirstCodeRow).where(FirstCodeRow.used_at.is_(None)))
        change.session.add(FirstCodeRow(code_hash=_hash(code), made_at=change.now, used_at=None))
        change.note("", "", first_code="made")
        return {}

    register.do(SYSTEM, "account.make", work)
    return code


def wanted(register: Register) -> bool:
    """Whether the installation still waits for its first administrator."""
    with register.look() as session:
        return no_administrator(session)


def take_first_code(register: Register, code: str, login: str, name: str, password: str, *, browser: str = "") -> str:
    """Makes the first administrator and signs them in; the token for the cookie. Raises Refused.

    What is wrong with login, name or password is told before the code is looked at, so that it costs no try and says nothing of the code.
    """
    login, name = wanted_login(login), wanted_name(name)
    if wrong := faults(password, login, name):
        raise Refused(wrong)
    kept, given = hashed(password), _hash(code)
    token = ""

    def work(change: Change) -> Result:
        nonlocal token
        row = change.session.scalar(select(FirstCodeRow).where(FirstCodeRow.used_at.is_(None)))
        if row is None or not no_administrator(change.session) or row.failed >= TRIES or change.now - row.made_at > VALID:
            return {}
        if not hmac.compare_digest(row.code_hash, given):
            row.failed += 1
            change.note("", "", first_code="wrong", tries=row.failed)
            return {}
        row.used_at = change.now
        key = make(change, login, name, "administrator", kept, password_once=False)
        token, session = begin(change, key, browser)
        change.note("", key, first_code="used", role="administrator", session=session)
        return {}

    register.do(SYSTEM, "account.make", work)
    if not token:
        message = Text("开通码不对、过期了，或已经用过。", "is wrong, out of date, or used already.")
        mend = Text("请看服务器窗口；重新启动会给出新的开通码。", "Look at the server's window; starting it again prints a new one.")
        raise Refused([Issue("error", "", "", 0, "code", "", message, mend, ASKER)])
    return token


def _hash(code: str) -> str:
    """Of the characters alone: case, spaces and dashes are for the eye. With 98 random bits a plain hash cannot be turned back."""
    return hash_of("".join(c for c in code.upper() if c.isalnum()))
