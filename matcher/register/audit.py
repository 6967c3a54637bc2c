"""The audit: one row for each thing that was done, in the same transaction, each sealed over the one before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, select, text, type_coerce
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Session

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.base import moment_text
from matcher.register.seal import FIRST, head_seal, seal
from matcher.register.trail import AuditHeadRow, AuditRow
from matcher.register.who import Who

BATCH = 1000
"""Rows that are held in memory at once while the chain is walked."""
GUARDS = {
    "sqlite": ("audit_delete", "audit_head_delete", "audit_head_insert", "audit_head_update", "audit_insert", "audit_update"),
    "postgresql": ("audit_change", "audit_head_delete", "audit_head_truncate", "audit_head_update", "audit_insert", "audit_truncate"),
}
"""The triggers by which the database itself refuses changes, as the migrations have made them."""


def append(session: Session, key: bytes, now: datetime, who: Who, action: str, town: str, record: str, change: dict[str, Any]) -> None:
    """Adds one row to the end of the chain. The caller's transaction is the only one that writes.

    Raises Refused where the end is not as it was left, or was sealed with another key: a row after it would hide that.
    """
    head = session.get(AuditHeadRow, 1)
    if head is None:
        raise _broken()
    last = session.scalar(select(AuditRow.seal).where(AuditRow.number == head.count)) if head.count else FIRST
    if last is None:
        raise _broken()
    if head.seal != (head_seal(key, head.count, last) if head.count else FIRST):
        raise _other_key()
    number = head.count + 1
    fields = {"who": who.account, "role": who.role, "action": action, "town": town, "record": record}
    mark = seal(key, last, number, moment_text(now), fields, change)
    session.add(AuditRow(number=number, at=now, change=change, seal=mark, **fields))
    head.count, head.seal = number, head_seal(key, number, mark)


@dataclass(frozen=True)
class Verified:
    """How far the chain was walked, and what is wrong with it; nothing where it holds."""

    rows: int
    last: str
    """The last seal: written down elsewhere, it shows later that nothing before it was taken away."""
    faults: tuple[Text, ...]


def verify(session: Session, key: bytes, anchor: tuple[int, str] | None = None) -> Verified:
    """Walks the whole chain. `anchor` is a number and a seal written down at an earlier time, which must still stand."""
    faults = [Text(f"数据库的防改触发器 {name} 不在了。", f"The database's guard {name} is gone.") for name in _missing_guards(session)]
    last, count = FIRST, 0
    for row in _rows(session):
        count += 1
        if row.number != count:
            faults.append(Text(f"第 {count} 行不见了，接着是第 {row.number} 行。", f"Row {count} is gone; row {row.number} follows."))
            count = row.number
        if _sealed(key, last, row) != row.seal:
            faults.append(Text(f"第 {row.number} 行与封印不符。", f"Row {row.number} does not fit its seal."))
        if anchor and row.number == anchor[0] and row.seal != anchor[1]:
            faults.append(Text(f"第 {row.number} 行不是当时记下的那一行。", f"Row {row.number} is not the one written down earlier."))
        last = str(row.seal)
    head = session.get(AuditHeadRow, 1)
    if head is None or head.count != count or head.seal != (head_seal(key, count, last) if count else FIRST):
        faults.append(Text("末尾与总数不符，可能缺了最后几行。", "The end does not fit the count: the last rows may be gone."))
    if anchor and anchor[0] > count:
        faults.append(
            Text(f"当时有 {anchor[0]} 行，现在只有 {count} 行。", f"There were {anchor[0]} rows then, and there are {count} now.")
        )
    return Verified(count, last, tuple(faults))


def _sealed(key: bytes, last: str, row: Any) -> str:
    """The seal that a row should carry; '' where somebody has put something there that no row can hold."""
    fields = {"who": row.who, "role": row.role, "action": row.action, "town": row.town, "record": row.record}
    try:
        return seal(key, last, row.number, row.at, fields, json.loads(row.change))
    except (ValueError, TypeError, RecursionError):
        return ""


def _rows(session: Session) -> Iterator[Any]:
    """Every row by its number, with moment and change as the text that stands there: what was put there by hand may be neither."""
    after = 0
    at, change = type_coerce(AuditRow.at, String).label("at"), cast(AuditRow.change, LongText).label("change")
    columns = (AuditRow.number, at, AuditRow.who, AuditRow.role, AuditRow.action, AuditRow.town, AuditRow.record, change, AuditRow.seal)
    while True:
        batch = session.execute(select(*columns).where(AuditRow.number > after).order_by(AuditRow.number).limit(BATCH)).all()
        if not batch:
            return
        yield from batch
        after = batch[-1].number


def _missing_guards(session: Session) -> list[str]:
    """The triggers that are not there, or that somebody has turned off."""
    kind = session.get_bind().dialect.name
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit', 'audit_head')",
        "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relname IN ('audit', 'audit_head') "
        "AND tgenabled IN ('O', 'A')",
    }[kind]
    there = set(session.scalars(text(asked)))
    return [name for name in GUARDS[kind] if name not in there]


def _broken() -> Refused:
    message = Text("审计记录不完整，不再写入。", "is not whole, so nothing more is written.")
    mend = Text("请运行 python -m matcher audit verify，并从备份恢复。", "Run python -m matcher audit verify, and restore from a backup.")
    return Refused([Issue("error", "audit", "", 0, "", "", message, mend)])


def _other_key() -> Refused:
    message = Text(
        "审计末尾与这里的密钥不符，不再写入。", "ends with a seal that does not fit the key used here, so nothing more is written."
    )
    mend = Text(
        "几台机器共用一个库时请用同一个 MATCHER_AUDIT_KEY；否则请运行 python -m matcher audit verify。",
        "Machines that share a database need the same MATCHER_AUDIT_KEY; else run python -m matcher audit verify.",
    )
    return Refused([Issue("error", "audit", "", 0, "", "", message, mend)])
