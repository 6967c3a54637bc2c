"""What a quarter amounts to: stock and pipeline as they stand now, and what the audit says was done in it and in the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.model.catalog import Catalog
from matcher.model.vocabulary import STAGE
from matcher.office.stock import stock
from matcher.office.stock_records import Stock
from matcher.office.work_list import first, work_list
from matcher.office.work_records import WorkList
from matcher.register.audit_reading import Asked, Done, read_audit
from matcher.register.facts import STANDS
from matcher.register.lead_record import inbox
from matcher.register.overdue import Overdue, warnings
from matcher.register.policy import require
from matcher.register.register import Register
from matcher.register.trail import AuditRow
from matcher.register.who import Who

BATCH = 2000
"""Rows of the audit read at once."""
ASKED_FIRST = 5
"""Missing facts that are told."""

EVENTS = (
    "leads", *(f"stage_{s}" for s in STAGE.tokens), "closed", "chosen", "refused", "answers", "sites", "promised", "promised_mu", "promised_m2",
    "released", "released_mu", "released_m2",
)  # fmt: skip
"""What is counted of a quarter, in the order in which it is told; `_mu` in 亩, `_m2` in ㎡."""


@dataclass(frozen=True, slots=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def begins(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        return date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1) - timedelta(days=1)

    @property
    def before(self) -> Quarter:
        return Quarter.of(self.begins - timedelta(days=1))


@dataclass(frozen=True)
class Counted:
    """What the audit says of a quarter. `counts` is None where the audit did not run yet; `since` is the day from which it did, if only then."""

    quarter: Quarter
    until: date
    counts: dict[str, float] | None
    since: date | None


@dataclass(frozen=True)
class QuarterFigures:
    on: date
    stock: Stock
    stages: dict[str, int]
    """Stage -> leads that are not closed; '' for those whose stage is not known."""
    closed: int
    overdue: tuple[Overdue, ...]
    now: Counted
    before: Counted
    work: WorkList


def quarter_figures(register: Register, who: Who, catalog: Catalog, on: date) -> QuarterFigures:
    """The figures of the quarter in which `on` lies, up to that day. Raises Denied where the audit is not open to `who`.

    `catalog` is the town as the register leaves it. What stands on record is as it is now, whichever day is asked for: only what was done has a day.
    """
    now, before = two_quarters(register, who, catalog.plan.town.id, on)
    town, ready = catalog.plan.town.id, register.ready()
    with register.look() if ready else nullcontext() as session:
        overdue = warnings(session, town, on) if session else ()
    return QuarterFigures(
        on=on,
        stock=stock(catalog, catalog.leads),
        stages=dict(Counter(lead.stage for lead in catalog.leads)),
        closed=len(inbox(register, who, town, on, closed=True)) if ready else 0,
        overdue=overdue,
        now=now,
        before=before,
        work=first(work_list(catalog, catalog.leads, on), ASKED_FIRST),
    )


def two_quarters(register: Register, who: Who, town: str, on: date) -> tuple[Counted, Counted]:
    """What was done in the quarter of a day, up to that day, and in the one before. Raises Denied where the audit is not open to `who`."""
    require(who, "audit.see")
    quarter = Quarter.of(on)
    with register.look() if register.ready() else nullcontext() as session:
        begun = _first_day(session, town) if session else None
        now, before = (_counted(session, town, q, min(q.ends, on), begun) for q in (quarter, quarter.before))
    return now, before


def _first_day(session: Session, town: str) -> date | None:
    """The day of the town's first row; None where there is none."""
    number = session.scalar(select(func.min(AuditRow.number)).where(AuditRow.town == town))
    if number is None:
        return None
    rows = read_audit(session, Asked(town=town), 1, before=number + 1)
    return rows[0].here.date() if rows and rows[0].here else None


def _counted(session: Session | None, town: str, quarter: Quarter, until: date, begun: date | None) -> Counted:
    if session is None or begun is None or begun > until:
        return Counted(quarter, until, None, None)
    rows = _rows(session, Asked(town=town, since=quarter.begins, until=until))
    return Counted(quarter, until, count(rows), begun if begun > quarter.begins else None)


def _rows(session: Session, asked: Asked) -> Iterable[Done]:
    last: int | None = None
    while rows := read_audit(session, asked, BATCH, before=last):
        yield from rows
        last = rows[-1].number


def count(rows: Iterable[Done]) -> dict[str, float]:
    """Event -> how often, or how much; every event is there."""
    found: Counter[str] = Counter()
    amounts: dict[str, float] = {}
    for row in rows:
        change = row.change
        match row.action:
            case "lead.submit":
                found["leads"] += 1
            case "lead.make":
                found["leads"] += _length(change.get("leads"))
            case "import.take":
                for event in ("leads", "sites", "answers"):
                    found[event] += _length(change.get(event))
            case "lead.stage" if change.get("stage") in STAGE.tokens:
                found[f"stage_{change['stage']}"] += 1
            case "lead.close" if change.get("closed") is True:
                found["closed"] += 1
            case "decision.make" if change.get("outcome") in ("chosen", "refused"):
                found[change["outcome"]] += 1
            case "answer.give":
                found["answers"] += _length(change.get("answers"))
            case "answer.decide" if change.get("state") == STANDS:
                found["answers"] += 1
            case "commitment.make" | "commitment.release":
                event = "promised" if row.action == "commitment.make" else "released"
                found[event] += 1
                for part, unit in (("land_mu", "mu"), ("floor_m2", "m2")):
                    if isinstance(value := change.get(part), int | float):
                        amounts[f"{event}_{unit}"] = amounts.get(f"{event}_{unit}", 0.0) + value
    return {event: amounts.get(event, float(found[event])) for event in EVENTS}


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sequence) and not isinstance(value, str) else 0
