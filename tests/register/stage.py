"""Where a service is tried: a register with accounts, a record of each kind made on demand, and how one service is described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.register import answers, lead_making
from matcher.register.passwords import hashed
from matcher.register.people import AccountRow
from matcher.register.pipeline import LeadRow
from matcher.register.register import Register
from matcher.register.who import SYSTEM, VISITOR, Role, Who

TOWN = "hetang"
DAY = "2026-11-23"
GOOD = "a sentence that is long"
"""The password of every account."""
_names = count(1)


@dataclass(frozen=True)
class Stage:
    """A register, the pack, a folder for files; `mine` is the account of whoever asks, `other` somebody else's."""

    register: Register
    town: Catalog
    folder: Path
    mine: str = ""
    other: str = ""
    n: int = field(default_factory=lambda: next(_names))
    """Which stage it is: none meets a login or a file of another."""

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(self.town.by_id)


Ready = Callable[[Stage, str], Any]
"""Makes ready what the service needs; the second is the account whose record it is to be. Its result goes to the call."""
Call = Callable[[Stage, Who, Any], Any]


@dataclass(frozen=True)
class Service:
    """One service of the register: the action of the policy it asks for, how to make ready for it, and how it is called."""

    name: str
    """module.function"""
    action: str
    """'' where nobody asks by a role: the product does it by itself, or whoever calls has asked."""
    ready: Ready
    call: Call
    role: Role = "administrator"
    """Who does it where it is to succeed."""
    also: str = ""
    """Which of several ways to call it."""
    owned: bool = False
    """Whether the record may belong to whoever asks."""
    own_only: bool = False
    """It always works on one's own record, so that there is nobody else's to try."""
    code: bool = False
    """Whoever asks holds the record's code, which makes it their own, a visitor's too."""
    silent: bool = False
    """Whoever may not gets nothing, and no error."""
    seeded: bool = True
    """Whether the town is there before."""
    quiet: bool = False
    """Whether it goes on where nothing can be written, so that the caller sees no error."""
    overcomes: bool = False
    """Whether it may end in a fault, or get over one, with everything done: what failed came after, or was tried in a second way."""
    files_only: bool = False
    """What it does is in files alone."""
    first: Call | None = None
    """Of a service of two changes: the first, which stands alone where the second fails."""
    again: Ready | None = None
    """And how to take that back, for the next try."""

    @property
    def id(self) -> str:
        return f"{self.name}-{self.also}" if self.also else self.name


def nothing(_stage: Stage, _record: str) -> None:
    return None


@cache
def _kept() -> str:
    return hashed(GOOD)


def set_up(register: Register, town: Catalog, folder: Path, role: Role) -> tuple[Stage, Who]:
    """Accounts for one service: whoever asks, in that role, and somebody else; an administrator beside, so that another may go."""
    n, at = next(_names), register.clock()
    roles: dict[str, Role] = {"mine": "staff" if role == "public" else role, "other": "staff", "chief": "administrator"}
    rows = {
        login: AccountRow(
            login=f"{login}{n}", name=login, role=r, password_hash=_kept(), password_once=False, made_at=at, password_at=at,
            locked_until=None, closed_at=None,
        )
        for login, r in roles.items()
    }  # fmt: skip
    keys: dict[str, str] = {}

    def add(session: Session) -> None:
        session.add_all(rows.values())
        session.flush()
        keys.update({login: row.key for login, row in rows.items()})

    register.mark(add)
    who = VISITOR if role == "public" else Who(keys["mine"], "mine", role)
    return Stage(register, town, folder, keys["mine"], keys["other"], n), who


def stage_of(service: Service, register: Register, town: Catalog, folder: Path) -> tuple[Stage, Who]:
    """Where a service is to succeed. Where the town is not there yet, nor is any account."""
    return set_up(register, town, folder, service.role) if service.seeded else (Stage(register, town, folder), SYSTEM)


def record_of(service: Service, stage: Stage) -> str:
    return stage.mine if service.owned or service.own_only else stage.other


def answer(value: str = "3000") -> Answer:
    return Answer(site="wanyang-1", field="power_kva", value=value, source="园区", as_of="2026-11-20")


def given(s: Stage, _record: str = "") -> int:
    return int(answers.give(s.register, SYSTEM, TOWN, [answer()])["numbers"][0])


def lead(s: Stage, record: str = "") -> LeadRow:
    """A new lead of the town, which belongs to an account."""
    made = lead_making.make(s.register, SYSTEM, TOWN, lead_making.Draft(Need(land_mu_min=20, space="land"), f"项目{s.n}"), today=DAY)
    return owned_by(s, made["id"], record)


def owned_by(s: Stage, ident: str, record: str) -> LeadRow:
    def give_away(session: Session) -> None:
        session.scalars(select(LeadRow).where(LeadRow.town == TOWN, LeadRow.id == ident)).one().owner = record

    s.register.mark(give_away)
    with s.register.look() as session:
        row = session.scalars(select(LeadRow).where(LeadRow.town == TOWN, LeadRow.id == ident)).one()
        session.expunge(row)
        return row
