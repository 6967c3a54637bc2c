"""Many processes write at the same time: what was acknowledged is stored, who came too late is told, and no form counts twice."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import func, select

from matcher.register.answers import give
from matcher.register.audit import verify
from matcher.register.database import Busy
from matcher.register.facts import AnswerRow, TownRow
from matcher.register.register import Change, Conflict, Register, Result
from matcher.register.trail import AuditRow
from matcher.register.who import Who
from tests.register.conftest import KEY
from tests.register.processes import Tell, all_of, needs_fork
from tests.register.stage import TOWN, answer

pytestmark = needs_fork


def editing(url: str, name: str, edits: int, tell: Tell) -> None:
    """Reads a record, changes what it read, and writes it under the version it read; each time anew, without trying again."""
    mine, who = Register(url, key=KEY), Who(name, name, "manager")
    for n in range(edits):
        mark = f"{name}.{n}"
        with mine.look() as session:
            row = session.get_one(TownRow, TOWN)
            version, wanted = row.version, [*row.contact_hours.split(), mark][-20:]

        def work(change: Change, version: int = version, wanted: list[str] = wanted, mark: str = mark) -> Result:
            held = change.session.get_one(TownRow, TOWN)
            change.hold(held, version, contact_hours=" ".join(wanted))
            held.contact_hours = " ".join(wanted)
            change.note(TOWN, TOWN, mark=mark)
            return {"mark": mark}

        try:
            mine.do(who, "town.contact", work)
            tell({"taken": mark, "saw": version})
        except Conflict as conflict:
            tell({"conflict": mark, "theirs": conflict.theirs["contact_hours"]})
        except Busy:
            tell({"busy": mark})


@pytest.mark.parametrize(("processes", "edits"), [(4, 25), pytest.param(8, 100, marks=pytest.mark.long)])
def test_every_edit_is_stored_or_told_as_a_conflict(register: Register, processes: int, edits: int) -> None:
    register.close()
    with register.look() as session:
        begin = session.get_one(TownRow, TOWN).version
    register.close()
    told = [one for each in all_of(partial(editing, register.url, f"p{n}", edits) for n in range(processes)) for one in each]
    taken = [one for one in told if "taken" in one]
    conflicts = [one for one in told if "conflict" in one]
    print(
        f"\n{register.engine.dialect.name}: {len(taken)} taken, {len(conflicts)} conflicts, {len(told) - len(taken) - len(conflicts)} too busy"
    )
    busy = [one for one in told if "busy" in one]
    assert len(taken) + len(conflicts) + len(busy) == processes * edits
    assert len({one["saw"] for one in taken}) == len(taken), "no two wrote over the same state"
    with register.look() as session:
        row = session.get_one(TownRow, TOWN)
        said = session.scalars(select(AuditRow.change).where(AuditRow.action == "town.contact").order_by(AuditRow.number)).all()
        assert row.version == begin + len(taken)
        assert [s["mark"] for s in said] == [one["taken"] for one in sorted(taken, key=lambda one: one["saw"])]
        assert row.contact_hours.split() == [s["mark"] for s in said][-20:], "nobody's edit was written over unseen"
        assert verify(session, KEY).faults == ()


def sending(url: str, forms: int, tell: Tell) -> None:
    mine, who = Register(url, key=KEY), Who("firm", "firm", "staff")
    for n in range(forms):
        result = None
        while result is None:
            with suppress(Busy):  # whoever is told so tries again, as a person would: the form is still the same one
                result = give(mine, who, TOWN, [answer(str(n)), answer(str(n))], once=f"form-{n}")
        tell(result)


@pytest.mark.parametrize("forms", [60, pytest.param(500, marks=pytest.mark.long)])
def test_a_form_sent_by_four_processes_at_once_is_taken_once(register: Register, forms: int) -> None:
    register.close()
    told = all_of([partial(sending, register.url, forms)] * 4)
    assert told[1:] == told[:-1], "all got the same result"
    with register.look() as session:
        assert session.scalar(select(func.count()).select_from(AnswerRow)) == 2 * forms
        assert verify(session, KEY).faults == ()
