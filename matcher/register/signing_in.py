"""Signing in with login and password: one answer and one amount of work, whoever asks; and changing one's own password.

A try is counted before its password is looked at, so that a thousand tries at once are counted like a thousand in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text
from matcher.register.passwords import faults, hashed, nobodys, outdated, proves
from matcher.register.people import AccountRow
from matcher.register.policy import require
from matcher.register.register import Change, Register, Result
from matcher.register.sessions import begin, end_of
from matcher.register.who import SYSTEM, Role, Who

TRIES = 5
"""Wrong passwords in a row until an account is locked for the first time."""
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=1), timedelta(hours=1)
"""Twice as long at each further one: far fewer than the 100 tries an hour of ASVS 4.0.3, 2.2.1."""
ONCE_FOR = timedelta(days=7)
"""How long a password that somebody else has set lets its owner in."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token for the cookie, and whether a password of one's own is still to be set."""

    token: str
    once: bool


@dataclass(frozen=True, slots=True)
class _Counted:
    key: str
    login: str
    name: str
    role: Role
    kept: str
    once: bool


def sign_in(register: Register, login: str, password: str, *, browser: str = "", before: str = "") -> SignedIn | None:
    """Begins a session for whoever proves to be `login`; None for a wrong password and for a login that is unknown, closed or locked alike.

    `before` is the token that the browser brought: that session ends, so that a token put there by somebody else never becomes signed in.
    """
    found = _counted(register, AccountRow.login == login.strip().lower()[:60])
    if not proves(found.kept if found is not None else nobodys(), password) or found is None:
        return None
    who = Who(found.key, found.name, found.role)
    fresh = hashed(password) if outdated(found.kept) else found.kept
    token = ""

    def work(change: Change) -> Result:
        nonlocal token
        row = change.session.get(AccountRow, found.key)
        if row is None or row.closed_at is not None or row.password_hash != found.kept:
            return {}
        _lift(change.session, found.key, password_hash=fresh)
        ended = end_of(change, found.key, token=before) if before else []
        token, key = begin(change, found.key, browser)
        change.note("", found.key, session=key, ended=ended)
        return {"session": key}

    register.do(who, "session.open", work, own=True)
    return SignedIn(token, found.once) if token else None


def change_own_password(register: Register, who: Who, old: str, new: str, *, browser: str = "") -> str:
    """Sets one's own password, ends every session of the account and begins a new one, whose token is returned. Raises Refused."""
    require(who, "account.password", own=who.account != "")
    found = _counted(register, AccountRow.key == who.account)
    if not proves(found.kept if found is not None else nobodys(), old) or found is None:
        message = Text("现在的密码不对，或者错了太多次，请稍后再试。", "is not right, or was wrong too often for now.")
        raise Refused([Issue("error", "", "", 0, "password", "", message, Text("请核对后再填。", "Check it and try again."), ASKER)])
    wrong = faults(new, found.login, found.name)
    if not wrong and new == old:
        message = Text("和现在的密码一样。", "is the one you have.")
        wrong = [Issue("error", "", "", 0, "password", "", message, Text("请换一个。", "Choose another."), ASKER)]
    if wrong:
        register.mark(lambda session: _lift(session, found.key))  # the old one was right
        raise Refused(wrong)
    kept = hashed(new)
    token = ""

    def work(change: Change) -> Result:
        nonlocal token
        row = change.session.get_one(AccountRow, found.key)
        change.same(found.key, row.password_hash == found.kept, True)
        _lift(change.session, found.key, password_hash=kept, password_once=False, password_at=change.now)
        ended = end_of(change, found.key)
        token, key = begin(change, found.key, browser)
        change.note("", found.key, own_password=True, ended=ended, session=key)
        return {"session": key}

    register.do(who, "account.password", work, own=True)
    return token


def _counted(register: Register, which: ColumnElement[bool]) -> _Counted | None:
    """The account, the try counted; None where nobody may try now. The audit gets a row either way, and never what was typed."""
    found: _Counted | None = None

    def work(change: Change) -> Result:
        nonlocal found
        row = change.session.scalar(select(AccountRow).where(which))
        if row is None or not _usable(row, change.now):
            change.note("", row.key if row else "", tried=True, usable=False)
            return {}
        tries = row.failed + 1
        locked = change.now + _lock(tries) if tries >= TRIES else None
        # not through the row: a try is no edit, and must not put an administrator's form out of date
        change.session.execute(update(AccountRow).where(AccountRow.key == row.key).values(failed=tries, locked_until=locked))
        change.note("", row.key, tried=True, usable=True, tries=tries)
        found = _Counted(row.key, row.login, row.name or row.login, cast(Role, row.role), row.password_hash, row.password_once)
        return {}

    register.do(SYSTEM, "session.attempt", work)
    return found


def _usable(row: AccountRow, now: datetime) -> bool:
    locked = row.locked_until is not None and now < row.locked_until
    stale = row.password_once and now - row.password_at > ONCE_FOR
    return row.closed_at is None and not locked and not stale


def _lock(tries: int) -> timedelta:
    """How long an account is locked after so many wrong tries."""
    return min(LONGEST_LOCK, FIRST_LOCK * (1 << min(tries - TRIES, 16)))


def _lift(session: Session, key: str, **values: object) -> None:
    """Tries are forgiven, and a lock is lifted."""
    session.execute(update(AccountRow).where(AccountRow.key == key).values(failed=0, locked_until=None, **values))
