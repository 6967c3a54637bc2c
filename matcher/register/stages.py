"""Stages of a lead: which it has reached and when, which it is to reach by when, and which of these are overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.held import NO_DAY
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.days import days_past, first_day, is_day, last_day
from matcher.model.text import Text
from matcher.model.vocabulary import STAGE
from matcher.register.lead_rows import open_lead
from matcher.register.pipeline import LeadRow, StageRow
from matcher.register.register import Change, Conflict, Register, Result
from matcher.register.who import Who

RESTING = "shelved"
"""A stage beside the line of the others: nothing is overdue while a lead rests."""
LINE = tuple(stage for stage in STAGE.tokens if stage != RESTING)
"""The stages in their order."""


@dataclass(frozen=True)
class Step:
    """One stage of a lead's line. `reached` is '' for one that it has not reached, or has gone back behind."""

    stage: str
    planned: str
    reached: str
    is_now: bool
    late_days: int
    """Days since the planned day passed unreached; 0 where it has not."""
    version: int
    """Of the row; 0 where there is none yet."""


def steps(session: Session, row: LeadRow, today: date) -> tuple[Step, ...]:
    """The line of a lead's stages, each with its days."""
    kept = {s.stage: s for s in session.scalars(select(StageRow).where(StageRow.lead == row.key))}
    return line_of(row, kept, today)


def line_of(row: LeadRow, kept: Mapping[str, StageRow], today: date) -> tuple[Step, ...]:
    listed = LINE if row.stage != RESTING and RESTING not in kept else (*LINE, RESTING)
    found = []
    for stage in listed:
        s = kept.get(stage)
        is_now = row.stage == stage
        reached = row.stage_since if is_now else s.reached if s else ""
        planned = s.planned if s else ""
        due = planned and row.closed_at is None and row.stage != RESTING and stage != RESTING and _place(stage) > _place(row.stage)
        found.append(Step(stage, planned, reached, is_now, days_past(planned, today) if due else 0, s.version if s else 0))
    return tuple(found)


def _place(stage: str) -> int:
    return LINE.index(stage) if stage in LINE else -1


def set_stage(
    register: Register, who: Who, town: str, lead: str, version: int, stage: str, since: str, *, today: date, once: str = ""
) -> Result:
    """Puts a lead into a stage from a day on, forwards or back. Raises Refused for a day before the one on which the last stage began."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        change.hold(row, version, stage=stage, stage_since=since)
        _hold(row, stage, since, today)
        before = row.stage
        reach(change.session, row, stage, since)
        change.note(town, lead, stage=stage, since=since, before=before)
        return {"id": lead, "stage": stage}

    return register.do(who, "lead.stage", work, once=once)


def reach(session: Session, row: LeadRow, stage: str, since: str) -> None:
    """Writes that a stage is reached. The stages a lead goes back behind are reached no longer; when they were stands in the audit."""
    kept = {s.stage: s for s in session.scalars(select(StageRow).where(StageRow.lead == row.key))}
    if row.stage and row.stage not in kept and row.stage_since:  # leads of a pack come with a stage and without a row for it
        session.add(StageRow(lead=row.key, stage=row.stage, planned="", reached=row.stage_since))
    if stage != RESTING:
        for later in (s for s in kept.values() if _place(s.stage) > _place(stage)):
            later.reached = ""
    row.stage, row.stage_since = stage, since
    session.flush()
    own = session.scalar(select(StageRow).where(StageRow.lead == row.key, StageRow.stage == stage)) if stage else None
    if own is not None:
        own.reached = since
    elif stage:
        session.add(StageRow(lead=row.key, stage=stage, planned="", reached=since))


def _hold(row: LeadRow, stage: str, since: str, today: date) -> None:
    log = IssueLog("lead", ASKER)
    if stage not in STAGE.tokens:
        allowed = "、".join(STAGE.tokens)
        log.error(Text("不是一个阶段。", "is no stage."), Text(f"可用：{allowed}。", f"Allowed: {allowed}."), field="stage", value=stage)
    if not is_day(since):
        log.error(*NO_DAY, record=row.id, field="stage_since", value=since)
    elif first_day(since) > today:
        log.error(
            Text("日期在今天之后。", "lies after today."),
            Text("还没到的阶段，请填在计划日期里。", "Write what is still to come as a planned day."),
            record=row.id,
            field="stage_since",
            value=since,
        )
    elif row.stage and row.stage_since and last_day(since) < first_day(row.stage_since):
        name = STAGE.label(row.stage)
        log.error(
            Text(f"早于上一阶段（{name.zh}，{row.stage_since}）。", f"is before the stage it is in ({name.en}, {row.stage_since})."),
            Text("请核对日期。", "Check the day."),
            record=row.id,
            field="stage_since",
            value=since,
        )
    if log.issues:
        raise Refused(log.issues)


def plan(register: Register, who: Who, town: str, lead: str, planned: Mapping[str, tuple[str, int]], *, once: str = "") -> Result:
    """Writes by when stages are to be reached: stage -> (day or '', version of what was read, 0 for none). Raises Conflict, Refused."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        log = IssueLog("lead", ASKER)
        for stage, (day, _) in planned.items():
            if stage not in LINE:
                log.error(
                    Text("不是一个阶段。", "is no stage."), Text("请从列表里选。", "Choose from the list."), field="stage", value=stage
                )
            if day and not is_day(day):
                log.error(*NO_DAY, record=row.id, field=stage, value=day)
        if log.issues:
            raise Refused(log.issues)
        said = {stage: day for stage, (day, version) in planned.items() if _planned(change, row, stage, day, version)}
        if said:
            change.note(town, lead, planned=said)
        return {"id": lead, "planned": said}

    return register.do(who, "lead.stage", work, once=once)


def _planned(change: Change, row: LeadRow, stage: str, day: str, version: int) -> bool:
    """Whether that changes anything."""
    kept = change.session.scalar(select(StageRow).where(StageRow.lead == row.key, StageRow.stage == stage))
    if kept is None:
        if day:
            change.session.add(StageRow(lead=row.key, stage=stage, planned=day, reached=""))
        return bool(day)
    if kept.planned == day:
        return False
    if kept.version != version and (version or kept.planned):  # 0: the row may have come since, with no planned day that would be lost
        raise Conflict(row.id, {stage: kept.planned}, {stage: day})
    kept.planned = day
    return True
