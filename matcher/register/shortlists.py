"""Shortlists: sites that somebody has put side by side for a lead, in an order of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.held import hold_site
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.text import Text
from matcher.register.lead_rows import open_lead, owns
from matcher.register.pipeline import LeadRow, ShortlistRow
from matcher.register.register import Change, Conflict, Register, Result
from matcher.register.who import Who
from matcher.register.worded import line, prose

MOST = 50
"""Sites on one list."""


@dataclass(frozen=True)
class Shortlist:
    key: str
    version: int
    title: str
    sites: tuple[str, ...]
    note: str


def shortlists_of(session: Session, row: LeadRow) -> tuple[Shortlist, ...]:
    """A lead's shortlists, the oldest first: the first is the one that a click adds to."""
    return tuple(Shortlist(s.key, s.version, s.title, tuple(s.sites), s.note) for s in _rows(session, row))


def _rows(session: Session, row: LeadRow) -> list[ShortlistRow]:
    return list(session.scalars(select(ShortlistRow).where(ShortlistRow.lead == row.key).order_by(ShortlistRow.made_at, ShortlistRow.key)))


def save(
    register: Register, who: Who, town: str, lead: str, sites: Sequence[str], known: Collection[str], *, key: str = "", version: int = 0,
    title: str = "", note: str = "", once: str = "",
) -> Result:  # fmt: skip
    """Writes a list as it shall stand; a new one without `key`. `known` are the sites there are. Raises Conflict, Refused."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        log = IssueLog("shortlist", ASKER)
        parts: dict[str, Any] = {
            "title": line(title, "title", log, most=200),
            "sites": _held(sites, known, log),
            "note": prose(note, "note", log),
        }
        kept = change.session.get(ShortlistRow, key) if key else None
        if key and (kept is None or kept.lead != row.key):
            log.error(Text("这份短名单已经不在了。", "is there no longer."), Text("请刷新后再看。", "Load the page again."), record=key)
        if log.issues:
            raise Refused(log.issues)
        if kept is None:
            kept = _new(change, row, **parts)
        else:
            change.hold(kept, version, **parts)
            for name, value in parts.items():
                setattr(kept, name, value)
        change.session.flush()
        change.note(town, lead, shortlist=kept.key, sites=parts["sites"])
        return {"key": kept.key}

    return register.do(who, "shortlist.write", work, own=owns(register, who, town, lead), once=once)


def put(register: Register, who: Who, town: str, lead: str, site: str, known: Collection[str], *, once: str = "") -> Result:
    """Adds a site to the lead's first shortlist, at its end, or makes one. A site that stands there already stays where it is."""
    return _turned(register, who, town, lead, site, known, True, once)


def take_off(register: Register, who: Who, town: str, lead: str, site: str, *, once: str = "") -> Result:
    """Takes a site off the lead's first shortlist. Raises Conflict where somebody else has taken it off."""
    return _turned(register, who, town, lead, site, (site,), False, once)


def _turned(register: Register, who: Who, town: str, lead: str, site: str, known: Collection[str], on: bool, once: str) -> Result:
    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        rows = _rows(change.session, row)
        before = list(rows[0].sites) if rows else []
        if on and site in before:
            return {"key": rows[0].key}
        if not on and site not in before:
            raise Conflict(lead, {"sites": before}, {"sites": [site]})
        log = IssueLog("shortlist", ASKER)
        after = [*before, site] if on else [s for s in before if s != site]
        held = _held(after, {*known, *before}, log)
        if log.issues:
            raise Refused(log.issues)
        kept = rows[0] if rows else _new(change, row, title="", sites=held, note="")
        kept.sites = held
        change.session.flush()
        change.note(town, lead, shortlist=kept.key, site=site, on=on)
        return {"key": kept.key}

    return register.do(who, "shortlist.write", work, own=owns(register, who, town, lead), once=once)


def _new(change: Change, row: LeadRow, *, title: str, sites: list[str], note: str) -> ShortlistRow:
    made = ShortlistRow(lead=row.key, title=title, sites=sites, note=note, made_by=change.who.account, made_at=change.now)
    change.session.add(made)
    return made


def _held(sites: Sequence[str], known: Collection[str], log: IssueLog) -> list[str]:
    listed = list(dict.fromkeys(sites))
    if len(listed) > MOST:
        log.error(
            Text(f"有 {len(listed)} 处，最多 {MOST} 处。", f"holds {len(listed)} sites; {MOST} is the most."),
            Text("请去掉一些。", "Take some off."),
        )
    for site in listed:
        hold_site(site, known, log)
    return listed
