"""Answers about sites: proposed, given, taken or refused, confirmed by a second person, and withdrawn; none is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import Issue, Refused
from matcher.model.answer import Answer
from matcher.model.text import Text
from matcher.register.facts import PROPOSED, REFUSED, STANDS, WITHDRAWN, AnswerRow
from matcher.register.register import Change, Register, Result
from matcher.register.tasks import answered
from matcher.register.who import Who


@dataclass(frozen=True)
class Given:
    """An answer as the register holds it: who gave it when, and what became of it."""

    number: int
    version: int
    answer: Answer
    state: str
    given_by: str
    given_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    origin: str


def standing(session: Session, town: str) -> list[Given]:
    """The answers that stand, in the order in which they were given."""
    return _given(session, town, STANDS)


def proposals(session: Session, town: str) -> list[Given]:
    """The answers that wait for the office."""
    return _given(session, town, PROPOSED)


def of_site(session: Session, town: str, site: str) -> list[Given]:
    """Every answer about a site, whatever became of it, the newest first."""
    rows = session.scalars(select(AnswerRow).where(AnswerRow.town == town, AnswerRow.site == site).order_by(AnswerRow.number.desc()))
    return [given(row) for row in rows]


def _given(session: Session, town: str, state: str) -> list[Given]:
    rows = session.scalars(select(AnswerRow).where(AnswerRow.town == town, AnswerRow.state == state).order_by(AnswerRow.number))
    return [given(row) for row in rows]


def given(row: AnswerRow) -> Given:
    parts = {name: getattr(row, name) for name in Answer.model_fields}
    answer = Answer.model_construct(**parts)  # it was held to the model when it was taken
    return Given(
        row.number, row.version, answer, row.state, row.given_by, row.given_at, row.decided_by, row.decided_at, row.reason, row.origin
    )


def give(register: Register, who: Who, town: str, answers: Iterable[Answer], *, origin: str = "", once: str = "") -> Result:
    """Keeps answers that stand at once, all of them or none. Whoever calls has tried them on the catalog."""
    return _keep(register, who, "answer.give", town, list(answers), STANDS, origin, once)


def propose(register: Register, who: Who, town: str, answers: Iterable[Answer], *, once: str = "") -> Result:
    """Keeps answers that the office has still to take."""
    return _keep(register, who, "answer.propose", town, list(answers), PROPOSED, "", once)


def _keep(register: Register, who: Who, action: str, town: str, answers: Sequence[Answer], state: str, origin: str, once: str) -> Result:
    def work(change: Change) -> Result:
        said = keep_answers(change, town, answers, state, origin)
        done = {"tasks": answered(change, town, answers)} if state == STANDS else {}
        change.note(town, _record(answers), answers=said, origin=origin[:200], **done)
        return {"numbers": [one["number"] for one in said]}

    return register.do(who, action, work, once=once)


def keep_answers(change: Change, town: str, answers: Sequence[Answer], state: str, origin: str) -> list[dict[str, Any]]:
    """Writes answers within a change that is under way; what the audit is to say of each."""
    rows = [
        AnswerRow(**a.model_dump(), town=town, state=state, given_by=change.who.account, given_at=change.now, origin=origin[:200])
        for a in answers
    ]
    change.session.add_all(rows)
    change.session.flush()
    return [{"number": r.number, "site": r.site, "field": r.field, "value": r.value, "source": r.source, "as_of": r.as_of} for r in rows]


def _record(answers: Sequence[Answer]) -> str:
    sites = sorted({a.site for a in answers})
    return sites[0][:120] if len(sites) == 1 else f"{len(sites)} sites"


def decide(register: Register, who: Who, town: str, number: int, version: int, *, take: bool, reason: str = "") -> Result:
    """Takes a proposal, or refuses it with a reason. Raises Conflict where somebody else was first."""
    return _turn(register, who, "answer.decide", town, number, version, PROPOSED, STANDS if take else REFUSED, reason)


def withdraw(register: Register, who: Who, town: str, number: int, version: int, reason: str = "") -> Result:
    """Takes back an answer that stands: what stood there before counts again."""
    return _turn(register, who, "answer.withdraw", town, number, version, STANDS, WITHDRAWN, reason)


def withdraw_last(register: Register, who: Who, town: str, site: str, field: str) -> Answer | None:
    """Takes back the last standing answer to a question and returns it; None where there is none."""
    with register.look() as session:
        last = next((g for g in reversed(standing(session, town)) if (g.answer.site, g.answer.field) == (site, field)), None)
    if last is None:
        return None
    withdraw(register, who, town, last.number, last.version)
    return last.answer


def confirm(register: Register, who: Who, town: str, number: int, version: int) -> Result:
    """A second person vouches for an answer that stands. Raises Refused where it is the one who gave it."""

    def work(change: Change) -> Result:
        row = _row(change, town, number, STANDS)
        change.hold(row, version, confirmed_by=who.name)
        if row.given_by == who.account:
            message = Text("自己填的不能由自己核实。", "was given by yourself.")
            raise Refused(
                [
                    Issue(
                        "error",
                        "register",
                        row.site,
                        0,
                        row.field,
                        "",
                        message,
                        Text("请由另一位同事核实。", "Ask a colleague to confirm it."),
                    )
                ]
            )
        row.confirmed_by, row.decided_by, row.decided_at = who.name, who.account, change.now
        change.note(town, row.site, number=number, field=row.field, confirmed=True)
        return {"number": number}

    return register.do(who, "answer.decide", work)


def _turn(register: Register, who: Who, action: str, town: str, number: int, version: int, before: str, after: str, reason: str) -> Result:
    def work(change: Change) -> Result:
        row = _row(change, town, number, before)
        change.hold(row, version, state=after, reason=reason)
        row.state, row.reason, row.decided_by, row.decided_at = after, reason[:500], who.account, change.now
        done = {"tasks": answered(change, town, [given(row).answer])} if after == STANDS else {}
        change.note(town, row.site, number=number, field=row.field, value=row.value, state=after, reason=reason[:500], **done)
        return {"number": number, "state": after}

    return register.do(who, action, work)


def _row(change: Change, town: str, number: int, state: str) -> AnswerRow:
    row = change.session.get(AnswerRow, number)
    if row is None or row.town != town or row.state != state:
        message = Text("这条答案已经不是原来的状态。", "is no longer as it was.")
        mend = Text("请刷新后再看。", "Load the page again.")
        raise Refused([Issue("error", "register", str(number), 0, "", "", message, mend)])
    return row
