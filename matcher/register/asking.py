"""Questions turned into tasks: those about sites and those to the enterprise, all in one change, and none that is being asked already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.need import Need
from matcher.model.text import Text
from matcher.register.lead_rows import found, open_lead
from matcher.register.pipeline import LeadRow, TaskRow
from matcher.register.register import Change, Register, Result
from matcher.register.tasks import done
from matcher.register.who import Who
from matcher.register.worded import line

MOST = 40
"""Questions that one press turns into tasks."""


@dataclass(frozen=True)
class Asked:
    """A question: about a field of a site, or, without a site, about a field of the enterprise's need."""

    field: str
    text: str
    site: str = ""


def open_questions(session: Session, town: str, lead: str) -> frozenset[tuple[str, str]]:
    """(site, field) of what is being asked for a lead already; of a question to the enterprise the site is ''."""
    row = found(session, town, lead)
    return frozenset(_waiting(session, row)) if row is not None else frozenset()


def _waiting(session: Session, lead: LeadRow) -> list[tuple[str, str]]:
    rows = session.scalars(select(TaskRow).where(TaskRow.lead == lead.key, TaskRow.done_at.is_(None), TaskRow.field != ""))
    return [(row.site, row.field) for row in rows]


def ask(
    register: Register, who: Who, town: str, lead: str, asked: Sequence[Asked], due: str, sites: Collection[str], *, keeper: str = "",
    once: str = "",
) -> Result:  # fmt: skip
    """Makes a task of every question that is not being asked already: `made` are their keys, `there` counts the others. Raises Refused."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        log = IssueLog("task", ASKER)
        told = {one: line(one.text, "text", log, needed=True) for one in dict.fromkeys(asked)}
        _hold(list(told), due, sites, log)
        if log.issues:
            raise Refused(log.issues)
        waiting = set(_waiting(change.session, row))
        new = [
            TaskRow(
                town=town, lead=row.key, site=one.site, field=one.field, text=text, due=due, keeper=keeper, made_by=who.account,
                made_at=change.now,
            )
            for one, text in told.items()
            if (one.site, one.field) not in waiting
        ]  # fmt: skip
        change.session.add_all(new)
        change.session.flush()
        if new:
            change.note(town, lead, tasks=[{"task": t.key, "site": t.site, "field": t.field} for t in new], due=due)
        return {"made": [t.key for t in new], "there": len(told) - len(new)}

    return register.do(who, "task.write", work, once=once)


def stated_now(change: Change, lead: LeadRow, need: Need) -> list[str]:
    """Closes the questions to the enterprise that a new need of its answers, and returns the keys of their tasks."""
    rows = change.session.scalars(
        select(TaskRow).where(TaskRow.lead == lead.key, TaskRow.done_at.is_(None), TaskRow.site == "", TaskRow.field != "")
    )
    closed = [row for row in rows if row.field in Need.model_fields and need.answers(row.field)]
    for row in closed:
        done(row, change)
    return [row.key for row in closed]


def _hold(asked: Sequence[Asked], due: str, sites: Collection[str], log: IssueLog) -> None:
    if not asked:
        log.error(Text("没有选问题。", "holds no question."), Text("请至少选一项。", "Choose at least one."))
    if len(asked) > MOST:
        log.error(
            Text(f"有 {len(asked)} 项，一次最多 {MOST} 项。", f"holds {len(asked)} questions; {MOST} is the most."),
            Text("请分几次。", "Do it in parts."),
        )
    hold_day(due, "due", log)
    for one in asked:
        if one.site:
            hold_site(one.site, sites, log)
        if one.field not in ({*BY_NAME, LOCATION} if one.site else Need.model_fields):
            log.error(
                Text("没有这个问题。", "is no question one can ask."), Text("请刷新后再选。", "Load the page again."), value=one.field
            )
