"""Outlines of sites: drawn by hand or brought by a file, kept with who said so, withdrawn but never deleted; the newest that stands holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.cells import Unreadable
from matcher.catalog.drawing import held_outlines, with_outlines
from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.exchange.outlines import Traced, of_geometry
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.fields import LOCATION
from matcher.model.text import Text
from matcher.register.answers import keep_answers
from matcher.register.facts import STANDS, OutlineRow
from matcher.register.register import Change, Register, Result
from matcher.register.tasks import answered
from matcher.register.who import Who
from matcher.register.worded import line, refusal


@dataclass(frozen=True)
class Outline:
    """An outline as the register holds it. `number` tells it from all others."""

    number: int
    version: int
    site: str
    geometry: Mapping[str, Any]
    area_m2: float
    mended: bool
    source: str
    as_of: str
    given_by: str
    given_at: datetime
    withdrawn_at: datetime | None
    reason: str


def outlines_of(session: Session, town: str) -> tuple[Outline, ...]:
    """The one that holds of each site."""
    rows = session.scalars(select(OutlineRow).where(OutlineRow.town == town, OutlineRow.withdrawn_at.is_(None)).order_by(OutlineRow.number))
    return tuple({row.site: _told(row) for row in rows}.values())


def outlines_of_site(session: Session, town: str, site: str) -> tuple[Outline, ...]:
    """All of a site, those withdrawn too, the newest first."""
    rows = session.scalars(select(OutlineRow).where(OutlineRow.town == town, OutlineRow.site == site).order_by(OutlineRow.number.desc()))
    return tuple(_told(row) for row in rows)


def _told(row: OutlineRow) -> Outline:
    return Outline(
        row.number, row.version, row.site, row.geometry, row.area_m2, row.mended, row.source, row.as_of, row.given_by, row.given_at,
        row.withdrawn_at, row.reason,
    )  # fmt: skip


def draw(
    register: Register, who: Who, catalog: Catalog, site: str, geometry: Any, *, source: str, as_of: str, standing: int, today: date,
    place: bool = False, once: str = "",
) -> Result:  # fmt: skip
    """Keeps the outline of a site; with `place` the site is placed inside it too, in the same change. `standing` is the number of the one
    that held when it was drawn, 0 for none. Raises Conflict, Refused."""
    town, log = catalog.plan.town.id, IssueLog("outline", ASKER)
    said = line(source, "source", log, needed=True)
    hold_site(site, catalog.by_id, log)
    hold_day(as_of, "as_of", log, until=today)
    if log.issues:
        raise Refused(log.issues)
    try:
        found = of_geometry(geometry, catalog)
    except Unreadable as fault:
        raise refusal("outline", site, fault.message, fault.mend) from fault

    def work(change: Change) -> Result:
        change.same(site, _standing(change.session, town, site), standing)
        number = keep_outline(change, town, site, found, source=said, as_of=as_of)
        placed: dict[str, Any] = {}
        if place:
            answers = [_position(site, found, said, as_of)]
            placed = {"answers": keep_answers(change, town, answers, STANDS, ""), "tasks": answered(change, town, answers)}
        change.note(town, site, outline=number, area_m2=found.area_m2, source=said, as_of=as_of, **placed)
        return {"number": number, "area_m2": found.area_m2, "mended": found.mended}

    return register.do(who, "outline.draw", work, once=once)


def _standing(session: Session, town: str, site: str) -> int:
    here = (OutlineRow.town == town, OutlineRow.site == site, OutlineRow.withdrawn_at.is_(None))
    return session.scalar(select(OutlineRow.number).where(*here).order_by(OutlineRow.number.desc()).limit(1)) or 0


def _position(site: str, found: Traced, source: str, as_of: str) -> Answer:
    """The place inside the outline; within its furthest corner the site surely lies."""
    return Answer(site=site, field=LOCATION, value=f"{found.lat},{found.lon},{found.reach_m},approximate", source=source, as_of=as_of)


def keep_outline(change: Change, town: str, site: str, found: Traced, *, source: str, as_of: str, origin: str = "") -> int:
    """Writes an outline within a change that is under way, and returns its number; whoever calls tells the audit."""
    row = OutlineRow(
        town=town, site=site, geometry=found.geometry, area_m2=found.area_m2, mended=found.mended, source=source, as_of=as_of,
        given_by=change.who.account, given_at=change.now, origin=origin[:200],
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    return row.number


def withdraw(register: Register, who: Who, town: str, number: int, version: int, reason: str = "", *, once: str = "") -> Result:
    """Takes an outline back: the one before it holds again. Raises Conflict, Refused."""

    def work(change: Change) -> Result:
        row = change.session.get(OutlineRow, number)
        if row is None or row.town != town or row.withdrawn_at is not None:
            raise refusal(
                "outline", str(number), Text("这条边界已经不在了。", "is there no longer."), Text("请刷新后再看。", "Load the page again.")
            )
        change.hold(row, version, reason=reason)
        row.withdrawn_at, row.withdrawn_by, row.reason = change.now, change.who.account, reason[:500]
        change.note(town, row.site, outline=number, withdrawn=True, reason=reason[:500])
        return {"number": number}

    return register.do(who, "outline.withdraw", work, once=once)


def laid_outlines(catalog: Catalog, found: Sequence[Outline]) -> tuple[Catalog, list[Issue]]:
    """The catalog with these outlines in place of its own. One that is no sound area, as a meddled backup may hold, is left out and told;
    one of a site that is there no longer is shown nowhere."""
    sound, issues = held_outlines({one.site: dict(one.geometry) for one in found if one.site in catalog.by_id})
    if not sound:
        return catalog, issues
    marks = sorted((one.site, one.number) for one in found if one.site in sound)
    return replace(
        catalog,
        drawing=with_outlines(catalog.drawing, sound),
        version=hashlib.sha256(repr((catalog.version, marks)).encode()).hexdigest()[:16],
    ), issues
