"""The audit: one row for each thing that was done, in the same transaction, each sealed over the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.seal import FIRST, head_seal, seal
from matcher.register.trail import AuditHeadRow, AuditRow
from matcher.register.who import Who

BATCH = 1000
"""Rows that are held in memory at once while the chain is walked."""


def append(session: Session, key: bytes, now: datetime, who: Who, action: str, town: str, record: str, change: dict[str, Any]) -> None:
    """Adds one row to the end of the chain. The caller's transaction is the only one that writes."""
    head = session.get(AuditHeadRow, 1)
    if head is None:
        raise _broken()
    number = head.count + 1
    before = session.get(AuditRow, head.count) if head.count else None
    if head.count and before is None:
        raise _broken()
    last = before.seal if before else FIRST
    fields = {"who": who.account, "role": who.role, "action": action, "town": town, "record": record}
    mark = seal(key, last, number, now, fields, change)
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
    faults: list[Text] = []
    last, count = FIRST, 0
    for row in _rows(session):
        count += 1
        if row.number != count:
            faults.append(Text(f"第 {count} 行不见了，接着是第 {row.number} 行。", f"Row {count} is gone; row {row.number} follows."))
            count = row.number
        fields = {"who": row.who, "role": row.role, "action": row.action, "town": row.town, "record": row.record}
        if seal(key, last, row.number, row.at, fields, row.change) != row.seal:
            faults.append(Text(f"第 {row.number} 行与封印不符。", f"Row {row.number} does not fit its seal."))
        if anchor and row.number == anchor[0] and row.seal != anchor[1]:
            faults.append(Text(f"第 {row.number} 行不是当时记下的那一行。", f"Row {row.number} is not the one written down earlier."))
        last = row.seal
    head = session.get(AuditHeadRow, 1)
    if head is None or head.count != count or (count and head.seal != head_seal(key, count, last)) or (not count and head.seal != FIRST):
        faults.append(Text("末尾与总数不符，可能缺了最后几行。", "The end does not fit the count: the last rows may be gone."))
    if anchor and anchor[0] > count:
        faults.append(
            Text(f"当时有 {anchor[0]} 行，现在只有 {count} 行。", f"There were {anchor[0]} rows then, and there are {count} now.")
        )
    return Verified(count, last, tuple(faults))


def _rows(session: Session) -> Iterator[AuditRow]:
    """Every row by its number."""
    after = 0
    while True:
        batch = session.scalars(select(AuditRow).where(AuditRow.number > after).order_by(AuditRow.number).limit(BATCH)).all()
        if not batch:
            return
        yield from batch
        after = batch[-1].number
        session.expunge_all()


def _broken() -> Refused:
    message = Text("审计记录不完整，不再写入。", "is not whole, so nothing more is written.")
    mend = Text("请运行 python -m matcher audit verify，并从备份恢复。", "Run python -m matcher audit verify, and restore from a backup.")
    return Refused([Issue("error", "audit", "", 0, "", "", message, mend)])
