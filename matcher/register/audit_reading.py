"""The audit for people to read: who did what to which record and when, found by person, action, record, town and day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import String, cast, or_, select, type_coerce
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Session

from matcher.register.base import moment_text
from matcher.register.people import AccountRow
from matcher.register.trail import AuditRow


@dataclass(frozen=True)
class Asked:
    """What is looked for; '' and None stand for anything. Days are those of this machine's time zone, both included."""

    town: str = ""
    record: str = ""
    who: str = ""
    """An account's key, its login or its name as a whole."""
    action: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Done:
    """One row of the audit as it stands there, with the name of the account as it is now."""

    number: int
    at: str
    who: str
    name: str
    role: str
    action: str
    town: str
    record: str
    change: dict[str, Any]

    @property
    def here(self) -> datetime | None:
        """The moment in this machine's time zone; None where somebody has put something else there by hand."""
        try:
            return datetime.fromisoformat(self.at).astimezone()
        except ValueError:
            return None


def read_audit(session: Session, asked: Asked, limit: int, before: int | None = None) -> list[Done]:
    """At most `limit` rows, the last first; `before` goes on below a number. Whoever calls has asked the policy."""
    at, change = type_coerce(AuditRow.at, String).label("at"), cast(AuditRow.change, LongText).label("change")
    columns = (AuditRow.number, at, AuditRow.who, AccountRow.name, AccountRow.login, AuditRow.role, AuditRow.action, AuditRow.town)
    wanted = _narrowed(select(*columns, AuditRow.record, change).outerjoin(AccountRow, AccountRow.key == AuditRow.who), asked)
    if before is not None:
        wanted = wanted.where(AuditRow.number < before)
    rows = session.execute(wanted.order_by(AuditRow.number.desc()).limit(limit))
    return [Done(r.number, str(r.at), r.who, r.name or r.login or "", r.role, r.action, r.town, r.record, _parsed(r.change)) for r in rows]


def _narrowed(wanted: Any, asked: Asked) -> Any:
    for column, value in ((AuditRow.town, asked.town), (AuditRow.record, asked.record), (AuditRow.action, asked.action)):
        if value:
            wanted = wanted.where(column == value)
    if asked.who:
        wanted = wanted.where(or_(AuditRow.who == asked.who, AccountRow.login == asked.who.lower(), AccountRow.name == asked.who))
    at = type_coerce(AuditRow.at, String)
    if asked.since:
        wanted = wanted.where(at >= _begin(asked.since))
    if asked.until and asked.until < date.max:
        wanted = wanted.where(at < _begin(asked.until + timedelta(days=1)))
    return wanted


def _begin(day: date) -> str:
    """When a day begins on this machine, as the register keeps moments."""
    try:
        return moment_text(datetime.combine(day, time()).astimezone())
    except (OverflowError, ValueError, OSError):  # the first and last days there are have no other time zone
        return moment_text(datetime.combine(day, time(), UTC))


def _parsed(change: str) -> dict[str, Any]:
    try:
        found = json.loads(change)
    except (ValueError, TypeError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {"?": str(change)[:200]}
