"""The app for a browser, by its address alone, and a browser that has signed in to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.register.people import AccountRow
from matcher.register.sessions import open_session
from matcher.register.who import Role, Who
from tests.running import register_at, running

HOMES: dict[str, Path] = {}
"""Address of an app that runs -> its home."""


@contextmanager
def running_app(home: Path, pack: Path | None = None) -> Iterator[str]:
    """The app with a home of its own, on a pack of its own or the town's; yields its address."""
    with running(home, **({"MATCHER_PACK": str(pack)} if pack else {})) as served:
        HOMES[served.address] = home
        try:
            yield served.address
        finally:
            del HOMES[served.address]


def token_for(home: Path, role: Role) -> str:
    """The token of a browser that has just signed in with an account of a role, which is made where it is not there yet."""
    register = register_at(home)
    try:
        register.prepare()
        with Session(register.engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.login == role))
            if row is None:
                now = register.clock()
                row = AccountRow(login=role, name=role, role=role, password_hash="!", made_at=now, password_at=now)
                session.add(row)
                session.flush()
            who = Who(row.key, row.name, role)
        return open_session(register, who)
    finally:
        register.close()
