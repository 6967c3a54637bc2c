"""What has been kept for as long as was said is deleted: contacts, and what forms, sessions, links and brakes leave behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.base import Base
from matcher.register.contacts import forget
from matcher.register.people import BrakeRow, ContactAccessRow, ContactRow, SessionRow, ShareRow
from matcher.register.pipeline import LeadRow
from matcher.register.policy import require
from matcher.register.register import Change, Register, Result
from matcher.register.sessions import LONGEST
from matcher.register.submissions import day_of
from matcher.register.trail import OnceRow
from matcher.register.who import Who

FORMS = timedelta(days=30)
"""For so long the same form sent again is known; a browser does not hold one open for longer."""
SESSIONS = timedelta(days=30)
"""After the end of a session; for so long one can still see when and from what browser somebody had signed in."""
LINKS = timedelta(days=30)
"""After a link has ended or was taken back."""
LOOKS = timedelta(days=3 * 366)
"""Who looked at a contact is known for three years, also when the contact is long gone."""
BRAKES = timedelta(days=1)


@dataclass(frozen=True)
class Cleared:
    """How many of each were due."""

    contacts: int
    looks: int
    forms: int
    sessions: int
    links: int
    brakes: int

    @property
    def any(self) -> bool:
        return any(vars(self).values())


def due(register: Register, who: Who) -> Cleared:
    """What `run` would delete now."""
    require(who, "retention.run")
    with register.look() as session:
        now = register.clock()
        rows = {name: _count(session, row, past) for name, (row, past) in _past(now).items()}
        return Cleared(contacts=len(_contacts(session, now)), **rows)


def run(register: Register, who: Who) -> Cleared:
    """Deletes what is due, as one change; what the audit says of it is counts and the ids of leads. A second run finds nothing.

    Raises Denied; Refused where nothing could be deleted, or where the database's journal could not be emptied after that.
    """
    found: list[Cleared] = []

    def work(change: Change) -> Result:
        session = change.session
        leads = _contacts(session, change.now)
        rows = {}
        for name, (row, past) in _past(change.now).items():
            rows[name] = _count(session, row, past)
            if rows[name]:
                session.execute(delete(row).where(past).execution_options(synchronize_session=False))
        cleared = Cleared(contacts=len(leads), **rows)
        for lead in leads:
            forget(session, lead)
        if cleared.any:
            change.note("", "retention", **vars(cleared), leads=[lead.id for lead in leads])
        found.append(cleared)
        return {}

    register.do(who, "retention.run", work)
    _empty_journal(register)
    return found[0]


def _contacts(session: Session, now: datetime) -> list[LeadRow]:
    """The leads whose contact may be kept no longer: its last day has passed."""
    past = (ContactRow.keep_until != "") & (ContactRow.keep_until < day_of(now).isoformat())
    return list(session.scalars(select(LeadRow).join(ContactRow, ContactRow.lead == LeadRow.key).where(past).order_by(LeadRow.id)))


def _past(now: datetime) -> Mapping[str, tuple[type[Base], ColumnElement[bool]]]:
    """What is due of each kind."""

    def before(column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None], span: timedelta) -> ColumnElement[bool]:
        return column < now - span  # what has no such moment is not before it

    return {
        "looks": (ContactAccessRow, before(ContactAccessRow.at, LOOKS)),
        "forms": (OnceRow, before(OnceRow.at, FORMS)),
        "sessions": (SessionRow, before(SessionRow.ended_at, SESSIONS) | before(SessionRow.made_at, LONGEST + SESSIONS)),
        "links": (ShareRow, before(ShareRow.expires_at, LINKS) | before(ShareRow.revoked_at, LINKS)),
        "brakes": (BrakeRow, before(BrakeRow.since, BRAKES)),
    }


def _count(session: Session, row: type[Base], past: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(row).where(past)) or 0


def _empty_journal(register: Register) -> None:
    """SQLite's journal still holds pages as they were: writing it back overwrites them. PostgreSQL clears dead rows by itself, later.

    Raises Refused where that fails: what was due is deleted, and may still be read in the journal's file.
    """
    if register.engine.dialect.name != "sqlite":
        return
    try:
        with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    except SQLAlchemyError as fault:
        message = Text(
            "到期的信息已删除，但数据库日志文件还没有清空。", "has deleted what was due, but its journal's file is not emptied yet."
        )
        mend = Text("请检查磁盘后再运行一次。", "Check the disk, then run it once more.")
        raise Refused([Issue("error", "register", "", 0, "", "", message, mend)]) from fault
