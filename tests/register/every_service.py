"""Every service of the register that can change something, in one table: how to make ready for it, and how it is called.

A new service takes its line here (a test asks for it), and is then failed at each of its statements and killed at each of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text

from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.register import answers, commitments, opening, seeding, sessions
from matcher.register.backup import back_up
from matcher.register.base import new_key
from matcher.register.people import AccountRow
from matcher.register.register import Register
from matcher.register.restoring import restore
from matcher.register.who import CONSOLE, Who
from tests.register.conftest import BEGIN, COLLEAGUE, FIRM, KEY, MANAGER, STAFF

TOWN = "hetang"
ACCOUNT = "0" * 32
SIGNED_IN = Who(ACCOUNT, "陈", "staff")


@dataclass(frozen=True)
class Stage:
    """Where a service is tried: the register, the pack, and a folder for files."""

    register: Register
    town: Catalog
    folder: Path


Ready = Callable[[Stage], Any]
Call = Callable[[Stage, Any], Any]


@dataclass(frozen=True)
class Service:
    name: str
    """module.function"""
    ready: Ready
    call: Call
    seeded: bool = True
    """Whether the town is there before."""
    quiet: bool = False
    """Whether it goes on where nothing can be written, so that the caller sees no error."""
    overcomes: bool = False
    """Whether it may get over a fault: SQLAlchemy asks SQLite for the form of a table in a second way where the first fails."""


def nothing(_: Stage) -> None:
    return None


def answer(value: str = "3000") -> Answer:
    return Answer(site="wanyang-1", field="power_kva", value=value, source="园区", as_of="2026-11-20")


def given(s: Stage) -> int:
    return int(answers.give(s.register, STAFF, TOWN, [answer()])["numbers"][0])


def proposed(s: Stage) -> int:
    return int(answers.propose(s.register, FIRM, TOWN, [answer()])["numbers"][0])


def promise(s: Stage, once: str = "") -> str:
    lead, site = s.town.leads[0].id, s.town.sites[0].id
    return str(commitments.commit(s.register, MANAGER, s.town, lead, site, whole=True, since="2026-11-23", once=once)["key"])


def account(s: Stage) -> None:
    row = AccountRow(key=ACCOUNT, login="chen", name="陈", role="staff", password_hash="x", made_at=BEGIN, password_at=BEGIN)
    row.locked_until = row.closed_at = None
    s.register.mark(lambda session: session.add(row))


def signed_in(s: Stage) -> tuple[str, Who]:
    account(s)
    token = sessions.open_session(s.register, SIGNED_IN)
    who = sessions.identify(s.register, token)
    s.register.clock.go(minutes=5)  # type: ignore[attr-defined]
    return token, who


def new_pack(s: Stage) -> tuple[Catalog, list[seeding.Difference]]:
    first, *rest = s.town.leads
    changed = replace(s.town, leads=(first.model_copy(update={"note": "改过"}), *rest, first.model_copy(update={"id": "L99"})))
    with s.register.look() as session:
        return changed, seeding.differences(session, changed)


def earlier_file(s: Stage) -> None:
    folder = s.folder / "home" / TOWN
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"answer": answer(v).model_dump(mode="json")}) for v in ("1", "2")]
    (folder / "answers.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def backup_file(s: Stage) -> Path:
    given(s)
    out = s.folder / f"{new_key()}.zip"
    back_up(s.register, CONSOLE, out)
    given(s)
    return out


def kept(s: Stage) -> Path:
    return s.folder / f"kept-{new_key()}.zip"


SERVICES = (
    Service("answers.give", nothing, lambda s, _: answers.give(s.register, STAFF, TOWN, [answer(), answer("4000")], once="form")),
    Service("answers.propose", nothing, lambda s, _: answers.propose(s.register, FIRM, TOWN, [answer()], once="form")),
    Service("answers.decide", proposed, lambda s, n: answers.decide(s.register, STAFF, TOWN, n, 1, take=True)),
    Service("answers.withdraw", given, lambda s, n: answers.withdraw(s.register, STAFF, TOWN, n, 1)),
    Service("answers.withdraw_last", given, lambda s, _: answers.withdraw_last(s.register, STAFF, TOWN, "wanyang-1", "power_kva")),
    Service("answers.confirm", given, lambda s, n: answers.confirm(s.register, COLLEAGUE, TOWN, n, 1)),
    Service("commitments.commit", nothing, lambda s, _: promise(s, "form")),
    Service("commitments.release", promise, lambda s, key: commitments.release(s.register, MANAGER, TOWN, key, 1)),
    Service(
        "seeding.seed", lambda s: s.register.prepare(), lambda s, _: seeding.seed(s.register, s.town, lambda: [answer()]), seeded=False
    ),
    Service("seeding.take_pack", new_pack, lambda s, made: seeding.take_pack(s.register, MANAGER, *made)),
    Service("opening.with_town", earlier_file, lambda s, _: opening.with_town(s.register, s.town), seeded=False),
    Service("opening.as_registered", earlier_file, lambda s, _: opening.as_registered(s.town, s.register), seeded=False),
    Service("sessions.open_session", account, lambda s, _: sessions.open_session(s.register, SIGNED_IN)),
    Service("sessions.identify", signed_in, lambda s, made: sessions.identify(s.register, made[0]), quiet=True),
    Service("sessions.end_session", signed_in, lambda s, made: sessions.end_session(s.register, made[1])),
    Service("sessions.end_all", signed_in, lambda s, made: sessions.end_all(s.register, made[1], ACCOUNT)),
    Service("backup.back_up", given, lambda s, _: back_up(s.register, CONSOLE, s.folder / f"{new_key()}.zip"), overcomes=True),
    Service("restoring.restore", backup_file, lambda s, file: restore(s.register, CONSOLE, file, key=KEY, keep=kept(s)), overcomes=True),
)
READING = {"overlay.stand", "backup.write_backup"}
"""Functions that take a register and change nothing in it."""

_RANDOM = re.compile(r"[0-9a-f]{32,64}")


def dump(url: str) -> dict[str, list[dict[str, Any]]]:
    """Everything in the database, table by table."""
    engine = create_engine(url)
    with engine.begin() as connection:
        names = inspect(connection).get_table_names()
        rows = {name: [dict(r) for r in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()] for name in names}
    engine.dispose()
    return {name: sorted(table, key=repr) for name, table in rows.items()}


def likeness(state: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """The same without what chance decides, so that two runs of one service can be compared."""
    return {name: sorted(_RANDOM.sub("#", repr(row)) for row in table) for name, table in state.items()}
