"""What should have happened by now and has not: tasks, planned stages, promises past their day; one rule for all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.model.days import days_past
from matcher.register.commitments import open_commitments
from matcher.register.pipeline import LeadRow, StageRow
from matcher.register.stages import line_of
from matcher.register.tasks import tasks_of

Kind = Literal["task", "stage", "commitment", "closed"]
"""`closed`: a lead is closed, and area is still promised to it."""


@dataclass(frozen=True)
class Overdue:
    """One warning: what was due, for which lead and site, and how many days ago (0 for a promise to a closed lead)."""

    kind: Kind
    lead: str
    site: str
    what: str
    """A task's words, a stage's token, '' for a promise."""
    due: str
    days: int


def warnings(session: Session, town: str, today: date) -> tuple[Overdue, ...]:
    """Everything that is overdue in a town, the longest overdue first."""
    found = [Overdue("task", t.lead, t.site, t.text, t.due, t.late_days) for t in tasks_of(session, town, today) if t.late_days]
    kept: dict[str, dict[str, StageRow]] = defaultdict(dict)
    for row in session.scalars(select(StageRow).join(LeadRow, LeadRow.key == StageRow.lead).where(LeadRow.town == town)):
        kept[row.lead][row.stage] = row
    leads = {row.id: row for row in session.scalars(select(LeadRow).where(LeadRow.town == town))}
    for lead in leads.values():
        found += [
            Overdue("stage", lead.id, "", s.stage, s.planned, s.late_days) for s in line_of(lead, kept[lead.key], today) if s.late_days
        ]
    for c in open_commitments(session, town):
        if days := days_past(c.until, today):
            found.append(Overdue("commitment", c.lead, c.site, "", c.until, days))
        elif leads[c.lead].closed_at is not None:
            found.append(Overdue("closed", c.lead, c.site, "", c.until, 0))
    return tuple(sorted(found, key=lambda o: (-o.days, o.kind, o.lead, o.site, o.what)))
