"""What the office reads of its leads: the list with stage, keeper and overdue marks, and one lead with its needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.model.need import Need
from matcher.model.text import Text, named
from matcher.register.lead_rows import found
from matcher.register.overdue import Overdue, warnings
from matcher.register.people import AccountRow
from matcher.register.pipeline import LeadRow, NeedRow
from matcher.register.policy import require
from matcher.register.register import Register
from matcher.register.stages import Step, steps
from matcher.register.who import Who


@dataclass(frozen=True)
class LeadRecord:
    """A lead as the register holds it, its parts as they can be edited."""

    key: str
    id: str
    version: int
    name: str
    name_en: str
    stage: str
    stage_since: str
    settled_at: str
    origin: str
    note: str
    note_en: str
    owner: str
    keeper: str
    made_at: datetime
    closed_at: datetime | None

    @property
    def title(self) -> Text:
        return named(self.name, self.name_en)


@dataclass(frozen=True)
class NeedVersion:
    """What a lead asked for from a moment on."""

    number: int
    need: Need
    stated: dict[str, Any]
    own_words: str
    given_by: str
    given_at: datetime


@dataclass(frozen=True)
class InboxItem:
    """A lead in the list."""

    lead: LeadRecord
    steps: tuple[Step, ...]
    overdue: tuple[Overdue, ...]


def record(row: LeadRow) -> LeadRecord:
    return LeadRecord(**{name: getattr(row, name) for name in LeadRecord.__dataclass_fields__})


def one(session: Session, town: str, lead: str) -> LeadRecord | None:
    row = found(session, town, lead)
    return record(row) if row else None


def needs_of(session: Session, lead: LeadRow | LeadRecord) -> tuple[NeedVersion, ...]:
    """Every version of a lead's need, the newest first."""
    rows = session.scalars(select(NeedRow).where(NeedRow.lead == lead.key).order_by(NeedRow.number.desc()))
    return tuple(
        NeedVersion(
            n.number, Need.model_validate({**n.stated, "id": lead.id, "name": lead.name}), n.stated, n.own_words, n.given_by, n.given_at
        )
        for n in rows
    )


def inbox(register: Register, who: Who, town: str, today: date, *, closed: bool = False) -> tuple[InboxItem, ...]:
    """The open leads of a town, or the closed ones: what is longest overdue first, then the latest come. Raises Denied."""
    require(who, "office.see")
    with register.look() as session:
        late: dict[str, list[Overdue]] = defaultdict(list)
        for each in warnings(session, town, today):
            late[each.lead].append(each)
        asked = select(LeadRow).where(LeadRow.town == town, LeadRow.closed_at.isnot(None) if closed else LeadRow.closed_at.is_(None))
        rows = session.scalars(asked.order_by(LeadRow.made_at.desc(), LeadRow.id)).all()
        found = [InboxItem(record(row), steps(session, row, today), tuple(late[row.id])) for row in rows]
    return tuple(sorted(found, key=lambda item: -max([o.days for o in item.overdue], default=-1)))


def matching(items: Sequence[InboxItem], *, stage: str = "", keeper: str = "", late: bool = False, text: str = "") -> list[InboxItem]:
    """The items that pass every filter that is set; `text` is looked for in names and notes, whatever its case."""
    sought = text.strip().casefold()
    return [
        item
        for item in items
        if (not stage or item.lead.stage == stage)
        and (not keeper or item.lead.keeper == keeper)
        and (not late or item.overdue)
        and (not sought or any(sought in part.casefold() for part in _words(item.lead)))
    ]


def _words(lead: LeadRecord) -> tuple[str, ...]:
    return (lead.name, lead.name_en, lead.id, lead.note, lead.note_en)


def people(session: Session, *, office: bool) -> dict[str, str]:
    """Account -> name of those who work for the office, or of the enterprises; without closed accounts."""
    rows = session.scalars(select(AccountRow).where(AccountRow.closed_at.is_(None)).order_by(func.lower(AccountRow.login)))
    return {row.key: row.name or row.login for row in rows if (row.role != "enterprise") == office}
