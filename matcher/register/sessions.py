"""Signed-in browsers: a token in a cookie, its hash in a row, compared on each run; idle and absolute limits."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import Refused
from matcher.register.people import AccountRow, SessionRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import VISITOR, Role, Who

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""ASVS 4.0.3, 3.3.2 at level 2: signing in again after 12 hours, or after 30 minutes without use."""
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is kept: a page that is redrawn often need not write each time."""
TOKEN_BYTES = 32
_TOKEN_CHARACTERS = 64
"""More than any token has: a longer cookie is not even hashed."""


def hash_of(token: str) -> str:
    """What is kept of a token: it has 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(register: Register, who: Who, browser: str = "") -> str:
    """Begins a session for the account `who` has just proved to be, and returns the token for its cookie; it is kept nowhere."""
    token = ""

    def work(change: Change) -> Result:
        nonlocal token
        token, key = begin(change, who.account, browser)
        change.note("", who.account, session=key)
        return {"session": key}

    register.do(who, "session.open", work, own=True)
    return token


def begin(change: Change, account: str, browser: str = "") -> tuple[str, str]:
    """A new session inside a change that is under way: the token for its cookie, and its key."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SessionRow(
        account=account, token_hash=hash_of(token), made_at=change.now, seen_at=change.now, ended_at=None, browser=browser[:200]
    )
    change.session.add(row)
    change.session.flush()
    return token, row.key


def end_of(change: Change, account: str, *, only: str = "", token: str = "") -> list[str]:
    """Ends an account's sessions inside a change that is under way: all of them, or one by its key or its token. Their keys."""
    rows = change.session.scalars(select(SessionRow).where(SessionRow.account == account, SessionRow.ended_at.is_(None)))
    ended = [row for row in rows if only in ("", row.key) and (not token or row.token_hash == hash_of(token))]
    for row in ended:
        row.ended_at = change.now
    return [row.key for row in ended]


def identify(register: Register, token: str | None, *, unfinished: bool = False) -> Who:
    """Who holds this token now: asked on each run, so that signing out, closing an account or a new role holds at once. Else a visitor.

    Whoever came in with a password that somebody else has set is a visitor until they have set their own; only the page on which they do so
    asks for them, with `unfinished`.
    """
    if not token or len(token) > _TOKEN_CHARACTERS:
        return VISITOR
    now = register.clock()
    with register.look() as session:
        found = _live(session, hash_of(token), now)
        if found is None or (found[1].password_once and not unfinished):
            return VISITOR
        row, account = found
        who = Who(account.key, account.name or account.login, cast(Role, account.role), row.key)
        seen = row.seen_at
    if now - seen >= NOTED_EVERY:
        with suppress(Refused):  # a disk that takes nothing keeps nobody from reading
            register.mark(lambda s: _seen(s, who.session, now))
    return who


def _live(session: Session, token_hash: str, now: datetime) -> tuple[SessionRow, AccountRow] | None:
    found = session.execute(
        select(SessionRow, AccountRow).join(AccountRow, AccountRow.key == SessionRow.account).where(SessionRow.token_hash == token_hash)
    ).one_or_none()
    if found is None:
        return None
    row, account = found
    over = row.ended_at is not None or account.closed_at is not None or now - row.seen_at > IDLE or now - row.made_at > LONGEST
    return None if over else (row, account)


def _seen(session: Session, key: str, now: datetime) -> None:
    row = session.get(SessionRow, key)
    if row is not None and row.ended_at is None:
        row.seen_at = now


def end_session(register: Register, who: Who) -> None:
    """Signs this browser out."""
    _end(register, who, who.account, only=who.session)


def end_all(register: Register, who: Who, account: str) -> None:
    """Signs an account out everywhere; one's own, or as an administrator anybody's."""
    _end(register, who, account)


def _end(register: Register, who: Who, account: str, only: str = "") -> None:
    def work(change: Change) -> Result:
        ended = end_of(change, account, only=only)
        change.note("", account, sessions=ended)
        return {"ended": len(ended)}

    register.do(who, "session.end", work, own=account == who.account and account != "")
