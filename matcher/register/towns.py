"""Whom an enterprise may turn to in a town: what everybody may read, and a manager writes."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.text import Text
from matcher.register.facts import TownRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import line, refusal


@dataclass(frozen=True)
class TownContact:
    """The office's own name, telephone, address; not a private person's."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""

    @property
    def stated(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


def contact_of(session: Session, town: str) -> tuple[TownContact, int]:
    """(the contact, its version); an empty one where the town was never taken in."""
    row = session.get(TownRow, town)
    if row is None:
        return TownContact(), 0
    return TownContact(**{f.name: getattr(row, f"contact_{f.name}") for f in fields(TownContact)}), row.version


def write_contact(register: Register, who: Who, town: str, contact: TownContact, version: int, *, once: str = "") -> Result:
    """Raises Conflict, Refused."""

    def work(change: Change) -> Result:
        row = change.session.get(TownRow, town)
        if row is None:
            raise refusal("town", town, Text("登记库里没有这个镇。", "is no town of this register."), Text("请核对编号。", "Check the id."))
        log = IssueLog("town", ASKER)
        parts = {f"contact_{f.name}": line(getattr(contact, f.name), f.name, log) for f in fields(contact)}
        if log.issues:
            raise Refused(log.issues)
        change.hold(row, version, **parts)
        changed = sorted(name for name, value in parts.items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, parts[name])
        if changed:
            change.note(town, town, fields=changed)
        return {"changed": changed}

    return register.do(who, "town.contact", work, once=once)
