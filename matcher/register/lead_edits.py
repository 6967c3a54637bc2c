"""Changing a lead: its name and notes, who follows it, what it asks for, and whether it is still open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from matcher.catalog.held import hold_site
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.need import NEED_LABELS, Need
from matcher.model.text import Text
from matcher.register.asking import stated_now
from matcher.register.base import moment_text
from matcher.register.lead_rows import closed, last_need, lead_row, open_lead, owns
from matcher.register.leads import stated_of
from matcher.register.people import AccountRow
from matcher.register.pipeline import NeedRow
from matcher.register.register import Change, Conflict, Register, Result
from matcher.register.who import Who
from matcher.register.worded import line, prose, refusal

ITS_OWN = ("name", "name_en")
"""What an enterprise may change of its own lead beside its need; the rest is the office's."""
OFFICES = ("note", "note_en", "keeper", "owner", "settled_at")
_WORDS: dict[str, Callable[..., str]] = {"name": line, "name_en": line, "note": prose, "note_en": prose}


def edit(
    register: Register, who: Who, town: str, lead: str, version: int, sites: Collection[str], *, once: str = "", **fields: str
) -> Result:
    """Writes some of ITS_OWN and OFFICES. `sites` are the ids that `settled_at` may name. Raises Conflict, Refused, Denied."""
    unknown = fields.keys() - {*ITS_OWN, *OFFICES}
    if unknown:
        raise ValueError(f"no fields of a lead: {sorted(unknown)}")
    of_the_office = bool(fields.keys() & {*OFFICES})

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        change.hold(row, version, **fields)
        written = _held(change.session, fields, sites)
        changed = [name for name, value in written.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, written[name])
        if changed:  # a name or a note may hold personal data, which the audit could never give back
            change.note(town, lead, fields=sorted(changed), **{n: written[n] for n in changed if n not in _WORDS})
        return {"id": lead, "changed": sorted(changed)}

    return register.do(who, "lead.keep" if of_the_office else "lead.edit", work, own=owns(register, who, town, lead), once=once)


def _held(session: Session, fields: dict[str, str], sites: Collection[str]) -> dict[str, str]:
    log = IssueLog("lead", ASKER)
    written = {}
    for name, value in fields.items():
        if name in _WORDS:
            more: dict[str, Any] = {"needed": True, "most": 200} if name == "name" else {"most": 200} if name == "name_en" else {}
            written[name] = _WORDS[name](value, name, log, **more)
            continue
        written[name] = value
        if value and name == "settled_at":
            hold_site(value, sites, log, name)
        if value and name in ("keeper", "owner") and not _has_role(session, value, office=name == "keeper"):
            log.error(Text("没有这个账号。", "is no such account."), Text("请从列表里选。", "Choose from the list."), field=name)
    if log.issues:
        raise Refused(log.issues)
    return written


def _has_role(session: Session, account: str, *, office: bool) -> bool:
    row = session.get(AccountRow, account)
    return row is not None and row.closed_at is None and (row.role != "enterprise") == office


def renew_need(
    register: Register, who: Who, town: str, lead: str, number: int, need: Need, *, own_words: str = "", once: str = ""
) -> Result:
    """Gives a lead a new need; the earlier ones stay readable. `number` is the version that was read. Raises Conflict, Refused."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        last = last_need(change.session, row.key)
        stated, stood, at = stated_of(need), last.stated if last else {}, last.number if last else 0
        if at != number:
            raise Conflict(lead, dict(stood), dict(stated))
        if stated == stood:
            return {"number": at}
        log = IssueLog("lead", ASKER)
        words = prose(own_words, "own_words", log)
        if log.issues:
            raise Refused(log.issues)
        made = NeedRow(lead=row.key, number=at + 1, stated=stated, own_words=words, given_by=who.account, given_at=change.now)
        change.session.add(made)
        done = stated_now(change, row, need)
        change.note(town, lead, need=at + 1, fields=[c.field for c in changes(stood, stated)], **({"tasks": done} if done else {}))
        return {"number": at + 1}

    return register.do(who, "lead.edit", work, own=owns(register, who, town, lead), once=once)


@dataclass(frozen=True)
class Changed:
    """A field that two versions of a need state otherwise."""

    field: str
    old: Any
    new: Any


def changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[Changed, ...]:
    """What differs, in the order in which a form asks."""
    return tuple(Changed(f, old.get(f), new.get(f)) for f in NEED_LABELS if old.get(f) != new.get(f))


def close(register: Register, who: Who, town: str, lead: str, version: int, *, once: str = "") -> Result:
    """Takes a lead out of every list. What was promised to it still locks its area, and is told as overdue."""

    def work(change: Change) -> Result:
        row = lead_row(change.session, town, lead)
        if row.closed_at is not None:
            raise closed(lead)
        change.hold(row, version, closed_at=moment_text(change.now))
        row.closed_at = change.now
        change.note(town, lead, closed=True)
        return {"id": lead}

    return register.do(who, "lead.close", work, own=owns(register, who, town, lead), once=once)


def reopen(register: Register, who: Who, town: str, lead: str, version: int, *, once: str = "") -> Result:
    """Puts a closed lead back among the open ones."""

    def work(change: Change) -> Result:
        row = lead_row(change.session, town, lead)
        change.hold(row, version, closed_at="")
        if row.closed_at is None:
            raise refusal("lead", lead, Text("这条线索没有关闭。", "is not closed."), Text("请刷新后再看。", "Load the page again."))
        row.closed_at = None
        change.note(town, lead, closed=False)
        return {"id": lead}

    return register.do(who, "lead.keep", work, once=once)
