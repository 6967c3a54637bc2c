"""The services of accounts: made, changed, closed; signing in with its sessions; and the first administrator."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matcher.catalog.issues import Refused
from matcher.register import accounts, first_code, sessions, signing_in
from matcher.register.people import AccountRow, SessionRow
from matcher.register.who import Who
from tests.register.stage import GOOD, Service, Stage, nothing

NEW = f"{GOOD} enough"
WRONG = f"{GOOD} perhaps"


def record(_stage: Stage, record: str) -> str:
    return record


def signed_in(s: Stage, record: str) -> tuple[str, str]:
    """(token, key) of a new session, some minutes later."""
    token = sessions.open_session(s.register, Who(record, "", "administrator"))
    with s.register.look() as session:
        key = session.scalars(select(SessionRow.key).where(SessionRow.token_hash == sessions.hash_of(token))).one()
    s.register.clock.go(minutes=5)  # type: ignore[attr-defined]
    return token, key


def no_administrator(s: Stage, _record: str) -> str:
    """Nobody administers, and a code was printed."""

    def close(session: Session) -> None:
        session.execute(update(AccountRow).where(AccountRow.role == "administrator").values(closed_at=s.register.clock()))

    s.register.mark(close)
    return first_code.first_code(s.register) or ""


def take_wrong(s: Stage) -> None:
    try:
        first_code.take_first_code(s.register, "AAAA-AAAA", "chef", "Chef", GOOD)
    except Refused as refusal:
        if refusal.issues[0].field != "code":
            raise


def forgive(s: Stage, _record: str) -> None:
    s.register.mark(lambda session: session.execute(update(AccountRow).values(failed=0, locked_until=None)))


def try_wrong(s: Stage, who: Who, _made: Any) -> None:
    with suppress(Refused):
        signing_in.change_own_password(s.register, who, WRONG, NEW)


SERVICES = (
    Service(
        "accounts.add_account", "account.make", nothing,
        lambda s, who, _: accounts.add_account(s.register, who, f"new{s.n}", "New", "staff", GOOD, once="form"),
    ),
    Service("accounts.rename", "account.edit", record, lambda s, who, key: accounts.rename(s.register, who, key, 1, "Another")),
    Service("accounts.change_role", "account.edit", record, lambda s, who, key: accounts.change_role(s.register, who, key, 1, "manager")),
    Service("accounts.close_account", "account.edit", record, lambda s, who, key: accounts.close_account(s.register, who, key, 1)),
    Service("accounts.set_password", "account.password", record, lambda s, who, key: accounts.set_password(s.register, who, key, NEW)),
    Service(
        "signing_in.change_own_password", "account.password", nothing,
        lambda s, who, _: signing_in.change_own_password(s.register, who, GOOD, NEW), own_only=True, first=try_wrong, again=forgive,
    ),
    Service(
        "signing_in.sign_in", "", nothing, lambda s, who, _: signing_in.sign_in(s.register, f"mine{s.n}", GOOD),
        first=lambda s, _who, _: signing_in.sign_in(s.register, f"mine{s.n}", WRONG), again=forgive,
    ),
    Service("signing_in.sign_in", "", nothing, lambda s, who, _: signing_in.sign_in(s.register, f"mine{s.n}", WRONG), also="wrong"),
    Service("sessions.open_session", "session.open", nothing, lambda s, who, _: sessions.open_session(s.register, who), own_only=True),
    Service("sessions.identify", "", signed_in, lambda s, who, made: sessions.identify(s.register, made[0]), quiet=True),
    Service(
        "sessions.end_session", "session.end", signed_in,
        lambda s, who, made: sessions.end_session(s.register, replace(who, session=made[1])), own_only=True,
    ),
    Service(
        "sessions.end_all", "session.end", lambda s, r: (signed_in(s, r), r)[1],
        lambda s, who, key: sessions.end_all(s.register, who, key), owned=True,
    ),
    Service("first_code.first_code", "", no_administrator, lambda s, _who, _: first_code.first_code(s.register)),
    Service(
        "first_code.take_first_code", "", no_administrator,
        lambda s, _who, code: first_code.take_first_code(s.register, code, "chef", "Chef", GOOD),
    ),
    Service("first_code.take_first_code", "", no_administrator, lambda s, _who, _: take_wrong(s), also="wrong"),
)  # fmt: skip

READERS = (
    Service("accounts.accounts", "account.see", nothing, lambda s, who, _: accounts.accounts(s.register, who)),
    Service("accounts.by_login", "account.see", nothing, lambda s, who, _: accounts.by_login(s.register, who, f"other{s.n}")),
    Service("first_code.wanted", "", nothing, lambda s, _who, _: first_code.wanted(s.register)),
)
