"""The register itself: every change is one transaction with its row in the audit; every look is one consistent read."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.audit import append
from matcher.register.database import WRITING, Unwritable, database_url, open_engine, told
from matcher.register.policy import require
from matcher.register.schema import bring_up_to_date, set_journal, stands
from matcher.register.seal import audit_key
from matcher.register.trail import AuditRow, OnceRow
from matcher.register.who import Who
from matcher.register.writing import why_shut

T = TypeVar("T")
Result = dict[str, Any]
Clock = Callable[[], datetime]
SHUT = timedelta(seconds=30)
"""How long pages close their forms after a change that the disk did not take, before somebody may try again."""


class Conflict(Refused):
    """Somebody else has changed the record since it was read: what they made of it, and what was to be written."""

    def __init__(self, record: str, theirs: dict[str, Any], yours: dict[str, Any]) -> None:
        self.record, self.theirs, self.yours = record, theirs, yours
        message = Text("别人刚改过这一条，没有覆盖。", "was changed by somebody else meanwhile; nothing was overwritten.")
        mend = Text("请对照两边的内容再保存一次。", "Compare both, then save again.")
        super().__init__([Issue("error", "register", record, 0, "", "", message, mend)])


class Change:
    """A change that is under way: the session it writes with, who makes it, when, and what the audit will say."""

    def __init__(self, session: Session, who: Who, action: str, now: datetime) -> None:
        self.session, self.who, self.action, self.now = session, who, action, now
        self.town, self.record = "", ""
        self.said: dict[str, Any] | None = None

    def note(self, town: str, record: str, **change: Any) -> None:
        """What the audit is to say of this change. Personal data have no place in it: it can never be taken out again."""
        self.town, self.record, self.said = town, record, change

    def hold(self, row: Any, version: int, **yours: Any) -> None:
        """Raises Conflict where `row` is no longer as it was read, with both sides of the fields that were to be written."""
        if row.version != version:
            raise Conflict(_name(row), {name: getattr(row, name) for name in yours}, yours)

    def same(self, record: str, theirs: Any, yours: Any) -> None:
        """Raises Conflict where what was seen is not what there is."""
        if theirs != yours:
            raise Conflict(record, {"": theirs}, {"": yours})


class Register:
    """The register of this installation. Tests give an address, a key and a clock of their own."""

    def __init__(self, url: str | None = None, *, key: bytes | None = None, clock: Clock | None = None) -> None:
        self.url = url or database_url()
        self.engine = open_engine(self.url)
        self._writing_engine = self.engine.execution_options(**WRITING)
        self._key = key
        self.clock = clock or (lambda: datetime.now(UTC))
        self._shut_until: datetime | None = None
        self._shut_for: tuple[Issue, ...] = ()

    @property
    def key(self) -> bytes:
        if self._key is None:
            self._key = audit_key()
        return self._key

    @property
    def _file(self) -> Path | None:
        """The database's file, where it is one."""
        path = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        return Path(path) if path else None

    def prepare(self) -> None:
        """Makes the tables, or brings them up to date. Raises Refused where the database cannot be opened or written."""
        with self._faults():
            self._make_file()
            bring_up_to_date(self._writing_engine)

    def _make_file(self) -> None:
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)  # passwords and contacts are in it; what the database adds beside it takes the same rights

    @contextmanager
    def replacing(self) -> Iterator[Connection]:
        """One writing transaction on the bare tables, for what puts others in their place. Whoever calls has asked the policy."""
        with self._faults():
            self._make_file()
            set_journal(self.engine)
            with self._writing_engine.begin() as connection:
                yield connection

    def ready(self) -> bool:
        """Whether there are tables to look into; a file is not made by asking."""
        if self._file is not None and not self._file.exists():
            return False
        with self._faults():
            return stands(self.engine)

    @contextmanager
    def look(self) -> Iterator[Session]:
        """One consistent read. Whoever calls has asked the policy."""
        with self._faults(), Session(self.engine) as session, session.begin():
            yield session

    def do(self, who: Who, action: str, work: Callable[[Change], Result], *, own: bool = False, once: str = "") -> Result:
        """Does `work` as one transaction, with its row in the audit, and returns what it returns.

        `once` names one filling-in of a form: a second time nothing is done, and the first result comes back. Raises Denied, Conflict,
        Refused (also for a full disk or a database that is away); then nothing was changed.
        """
        require(who, action, own=own)
        with self._faults(), Session(self._writing_engine) as session, session.begin():
            name = _once(who, action, once) if once else ""
            if name and (before := session.get(OnceRow, name)):
                return before.result
            change = Change(session, who, action, self.clock())
            written: list[object] = []
            event.listen(session, "after_flush", lambda *_: written.append(None))
            event.listen(session, "do_orm_execute", lambda state: None if state.is_select else written.append(None))
            result = self._worked(change, work)
            if written and change.said is None:
                raise AssertionError(f"{action} changes something and says nothing of it to the audit")
            if name:
                session.add(OnceRow(key=name, action=action, result=result, at=change.now))
            if change.said is not None:
                append(session, self.key, change.now, who, action, change.town, change.record, change.said)
        return result

    def mark(self, work: Callable[[Session], None]) -> None:
        """Writes what changes no record of the office, such as when a session was last used; the audit says nothing of it."""
        with self._faults(), Session(self._writing_engine) as session, session.begin():
            work(session)

    def _worked(self, change: Change, work: Callable[[Change], Result]) -> Result:
        try:
            result = work(change)
            change.session.flush()
        except StaleDataError as fault:  # the turn was ours, so only a row deleted by this very change can be stale
            raise Conflict(change.record, {}, {}) from fault
        return result

    def stamp(self, town: str) -> str:
        """Changes with whatever was done in a town: the seal of its last row in the audit. Its number alone would come again after an
        older backup was restored."""
        with self.look() as session:
            return session.scalar(select(AuditRow.seal).where(AuditRow.town == town).order_by(AuditRow.number.desc()).limit(1)) or ""

    def shut(self) -> tuple[Issue, ...]:
        """Why nothing can be kept now, asked before somebody fills in a form; nothing where it can. Cheap: it writes nothing and waits for
        nobody. Raises Refused where the register cannot even be read."""
        with self._faults():
            found = why_shut(self.engine, self._file)
        if not found and self._shut_until is not None and self.clock() < self._shut_until:
            return self._shut_for
        return found

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeError) as fault:
            reason = told(fault)
            if isinstance(reason, Unwritable):
                self._shut_until, self._shut_for = self.clock() + SHUT, tuple(reason.issues)
            raise reason from fault

    def close(self) -> None:
        self.engine.dispose()


def _once(who: Who, action: str, once: str) -> str:
    """One person's form for one action: nobody can meet another's."""
    return hashlib.sha256(f"{who.account}\n{action}\n{once}".encode()).hexdigest()


def _name(row: Any) -> str:
    return str(getattr(row, "key", "") or getattr(row, "number", ""))
