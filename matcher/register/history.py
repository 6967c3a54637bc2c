"""What was done with a lead, read from the audit: when, by whom, and the facts of it, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matcher.register.people import AccountRow
from matcher.register.policy import may, require
from matcher.register.register import Register
from matcher.register.trail import AuditRow
from matcher.register.who import Who

SHARED = ("lead.make", "lead.submit", "import.take", "pack.seed", "pack.import")
"""Actions of which one row of the audit concerns several leads."""
LOOKS = ("contact.see",)
"""Who looked at a contact is told only to those who answer for it."""


@dataclass(frozen=True)
class Event:
    at: datetime
    who: str
    """The name of the account, or the account where it has none."""
    action: str
    change: dict[str, Any]


def history(register: Register, who: Who, town: str, lead: str) -> tuple[Event, ...]:
    """Raises Denied for whom it does not concern."""
    require(who, "office.see")
    with register.look() as session:
        rows = session.scalars(
            select(AuditRow)
            .where(AuditRow.town == town, or_(AuditRow.record == lead, AuditRow.action.in_(SHARED)))
            .order_by(AuditRow.number.desc())
        )
        names = _names(session)
        hidden = () if may(who, "contact.accesses") else LOOKS
        shown = [r for r in rows if _concerns(r, lead) and r.action not in hidden]
        return tuple(Event(r.at, names.get(r.who, r.who), r.action, r.change) for r in shown)


def _concerns(row: AuditRow, lead: str) -> bool:
    if row.action not in SHARED:
        return not row.action.startswith(("answer.", "site.", "picture.", "outline."))  # a site may be called what a lead is called
    return row.record == lead or lead in row.change.get("leads", ()) or any(d["id"] == lead for d in row.change.get("differences", ()))


def _names(session: Session) -> dict[str, str]:
    return {row.key: row.name or row.login for row in session.scalars(select(AccountRow))}
