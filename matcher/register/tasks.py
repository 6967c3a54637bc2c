"""Tasks: something to be done by a day, mostly a question about a site; done by hand, or by the answer itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.answer import Answer
from matcher.model.days import days_past
from matcher.model.text import Text
from matcher.register.lead_rows import open_lead
from matcher.register.pipeline import LeadRow, TaskRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import LINE, line, refusal


@dataclass(frozen=True)
class Task:
    """A task with the lead it is for. `late_days` counts from the day it was due, and is 0 once it is done."""

    key: str
    version: int
    lead: str
    site: str
    field: str
    text: str
    due: str
    keeper: str
    made_at: datetime
    done_at: datetime | None
    outcome: str
    late_days: int


def tasks_of(session: Session, town: str, today: date, *, lead: str = "", done: bool = False) -> tuple[Task, ...]:
    """The open tasks of a town or of one lead, those due first before; with `done` also those that are done, at the end."""
    asked = select(TaskRow, LeadRow.id).outerjoin(LeadRow, LeadRow.key == TaskRow.lead).where(TaskRow.town == town)
    if lead:
        asked = asked.where(LeadRow.id == lead)
    if not done:
        asked = asked.where(TaskRow.done_at.is_(None))
    found = [_told(row, ident or "", today) for row, ident in session.execute(asked)]
    return tuple(sorted(found, key=lambda t: (t.done_at is not None, t.due == "", t.due, t.made_at, t.key)))


def _told(row: TaskRow, lead: str, today: date) -> Task:
    late = 0 if row.done_at else days_past(row.due, today)
    return Task(row.key, row.version, lead, row.site, row.field, row.text, row.due, row.keeper, row.made_at, row.done_at, row.outcome, late)


def make(
    register: Register, who: Who, town: str, text: str, due: str, sites: Collection[str], *, lead: str = "", site: str = "",
    field: str = "", keeper: str = "", once: str = "",
) -> Result:  # fmt: skip
    """Keeps a task. With `site` and `field` it is a question, and done when the answer comes; asked twice for one lead it is refused."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead) if lead else None
        log = IssueLog("task", ASKER)
        told = line(text, "text", log, needed=True)
        hold_day(due, "due", log)
        if site:
            hold_site(site, sites, log)
        if field and not site:
            log.error(Text("没有写是哪个地块。", "names no site."), Text("请选地块。", "Choose the site."), field=field)
        if log.issues:
            raise Refused(log.issues)
        if field and _asked(change.session, town, site, field, row):
            raise refusal(
                "task",
                site,
                Text("这个问题已经有一项待办。", "is being asked already."),
                Text("见线索页的待办。", "See the tasks on the lead's page."),
                field=field,
            )
        made = TaskRow(
            town=town, lead=row.key if row else None, site=site, field=field, text=told, due=due, keeper=keeper, made_by=who.account,
            made_at=change.now,
        )  # fmt: skip
        change.session.add(made)
        change.session.flush()
        change.note(town, lead or site, task=made.key, site=site, field=field, due=due)
        return {"key": made.key}

    return register.do(who, "task.write", work, once=once)


def _asked(session: Session, town: str, site: str, field: str, lead: LeadRow | None) -> bool:
    return any(row.lead == (lead.key if lead else None) for row in _waiting(session, town, {(site, field)}))


def _waiting(session: Session, town: str, asked: Collection[tuple[str, str]]) -> list[TaskRow]:
    """The open tasks that wait for the answer to one of these questions."""
    sites = {site for site, _ in asked}
    rows = session.scalars(select(TaskRow).where(TaskRow.town == town, TaskRow.done_at.is_(None), TaskRow.site.in_(sites)))
    return [row for row in rows if row.field and (row.site, row.field) in asked]


def finish(register: Register, who: Who, town: str, key: str, version: int, outcome: str = "", *, once: str = "") -> Result:
    """A task is done, by hand."""

    def work(change: Change) -> Result:
        row = change.session.get(TaskRow, key)
        if row is None or row.town != town or row.done_at is not None:
            raise refusal("task", key, Text("这项待办已经不在了。", "is open no longer."), Text("请刷新后再看。", "Load the page again."))
        log = IssueLog("task", ASKER)
        told = line(outcome, "outcome", log)
        if log.issues:
            raise Refused(log.issues)
        change.hold(row, version, outcome=told)
        done(row, change, told)
        lead = change.session.get(LeadRow, row.lead) if row.lead else None
        change.note(town, lead.id if lead else row.site, task=key, site=row.site, field=row.field, done=True)
        return {"key": key}

    return register.do(who, "task.write", work, once=once)


def put_off(register: Register, who: Who, town: str, key: str, version: int, due: str, *, once: str = "") -> Result:
    """Gives a task another day."""

    def work(change: Change) -> Result:
        row = change.session.get(TaskRow, key)
        if row is None or row.town != town or row.done_at is not None:
            raise refusal("task", key, Text("这项待办已经不在了。", "is open no longer."), Text("请刷新后再看。", "Load the page again."))
        log = IssueLog("task", ASKER)
        hold_day(due, "due", log, record=key)
        if log.issues:
            raise Refused(log.issues)
        change.hold(row, version, due=due)
        before, row.due = row.due, due
        lead = change.session.get(LeadRow, row.lead) if row.lead else None
        change.note(town, lead.id if lead else row.site, task=key, site=row.site, field=row.field, due=due, before=before)
        return {"key": key}

    return register.do(who, "task.write", work, once=once)


def answered(change: Change, town: str, answers: Iterable[Answer]) -> list[str]:
    """Closes every open task whose question these answers answer, and returns their keys; whoever gives them tells the audit."""
    given = {(a.site, a.field): a.value for a in answers}
    closed = _waiting(change.session, town, given.keys()) if given else []
    for row in closed:
        done(row, change, given[row.site, row.field][:LINE])
    return [row.key for row in closed]


def done(row: TaskRow, change: Change, outcome: str = "") -> None:
    """A task is done now; `outcome` is what came of it. Whoever calls tells the audit."""
    row.done_at, row.done_by, row.outcome = change.now, change.who.account, outcome
