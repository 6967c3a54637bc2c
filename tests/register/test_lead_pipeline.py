"""Stages with their days, shortlists, decisions, tasks and what is overdue."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.catalog.issues import Refused
from matcher.model.answer import Answer
from matcher.model.need import Need
from matcher.register.answers import decide as decide_answer
from matcher.register.answers import give, propose
from matcher.register.commitments import commit
from matcher.register.decisions import decide, decisions_of, withdraw
from matcher.register.lead_edits import close
from matcher.register.lead_making import Draft, make
from matcher.register.lead_rows import lead_row
from matcher.register.overdue import warnings
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from matcher.register.shortlists import put, save, shortlists_of, take_off
from matcher.register.stages import Step, plan, set_stage, steps
from matcher.register.tasks import Task, finish, put_off, tasks_of
from matcher.register.tasks import make as make_task
from tests.register.conftest import COLLEAGUE, FIRM, MANAGER, STAFF

TOWN, TODAY = "hetang", date(2026, 11, 23)
SITES = ("wanyang-1", "wanyang-2", "szkjy-1")
SEEN = {"score": 62.5, "low": 60.0, "high": 64.0, "rank": 2, "version": "abc"}


@pytest.fixture
def lead(register: Register) -> str:
    made: str = make(register, STAFF, TOWN, Draft(Need(land_mu_min=20), "明亮灯饰厂"), today="2026-10-01")["id"]
    return made


def line(register: Register, lead: str, today: date = TODAY) -> dict[str, Step]:
    with register.look() as session:
        return {s.stage: s for s in steps(session, lead_row(session, TOWN, lead), today)}


def version(register: Register, lead: str) -> int:
    with register.look() as session:
        return lead_row(session, TOWN, lead).version


def stage(register: Register, lead: str, to: str, since: str, today: date = TODAY) -> None:
    set_stage(register, STAFF, TOWN, lead, version(register, lead), to, since, today=today)


def open_tasks(register: Register, today: date = TODAY, *, done: bool = False) -> tuple[Task, ...]:
    with register.look() as session:
        return tasks_of(session, TOWN, today, done=done)


def overdue(register: Register, today: date = TODAY) -> list[tuple[str, str, int]]:
    with register.look() as session:
        return [(o.kind, o.lead, o.days) for o in warnings(session, TOWN, today)]


def test_a_stage_is_reached_on_a_day_and_one_may_be_skipped(register: Register, lead: str) -> None:
    stage(register, lead, "signed", "2026-11-20")
    found = line(register, lead)
    assert (found["intent"].reached, found["talks"].reached, found["signed"].reached) == ("2026-10-01", "", "2026-11-20")
    assert found["signed"].is_now


def test_a_day_before_the_last_stage_is_refused_with_that_stage_and_its_day(register: Register, lead: str) -> None:
    with pytest.raises(Refused, match="2026-10-01"):
        stage(register, lead, "talks", "2026-09-30")
    stage(register, lead, "talks", "2026-10")  # a month that may well lie after it
    with pytest.raises(Refused):
        stage(register, lead, "signed", "2026-11-24")
    for wrong in ("", "2026-13", "yesterday", "2026-11-31"):
        with pytest.raises(Refused):
            stage(register, lead, "signed", wrong)


def test_a_lead_goes_back_and_the_later_stage_is_reached_no_longer(register: Register, lead: str) -> None:
    stage(register, lead, "signed", "2026-10-10")
    stage(register, lead, "talks", "2026-11-01")
    found = line(register, lead)
    assert (found["signed"].reached, found["talks"].reached, found["talks"].is_now) == ("", "2026-11-01", True)


def test_a_lead_of_the_pack_keeps_the_day_on_which_its_first_known_stage_began(register: Register) -> None:
    stage(register, "xinhe", "signed", "2026-11-01")
    found = line(register, "xinhe")
    assert (found["talks"].reached, found["signed"].reached) == ("2020-12", "2026-11-01")


def test_two_people_who_set_a_stage_meet_as_a_conflict(register: Register, lead: str) -> None:
    set_stage(register, STAFF, TOWN, lead, 1, "talks", "2026-11-01", today=TODAY)
    with pytest.raises(Conflict) as met:
        set_stage(register, COLLEAGUE, TOWN, lead, 1, "signed", "2026-11-02", today=TODAY)
    assert met.value.theirs == {"stage": "talks", "stage_since": "2026-11-01"}


def test_a_planned_stage_is_overdue_once_its_day_has_passed_unreached(register: Register, lead: str) -> None:
    plan(register, STAFF, TOWN, lead, {"talks": ("2026-10", 0), "signed": ("2026-12-01", 0)})
    assert line(register, lead, date(2026, 10, 31))["talks"].late_days == 0
    assert line(register, lead)["talks"].late_days == 23
    assert overdue(register) == [("stage", lead, 23)]
    stage(register, lead, "talks", "2026-11-20")
    assert overdue(register) == []
    assert overdue(register, date(2026, 12, 3)) == [("stage", lead, 2)]


def test_a_stage_that_was_skipped_is_not_overdue_and_nothing_is_while_a_lead_rests(register: Register, lead: str) -> None:
    plan(register, STAFF, TOWN, lead, {"talks": ("2026-10", 0), "building": ("2026-11-01", 0)})
    stage(register, lead, "signed", "2026-10-20")
    assert overdue(register) == [("stage", lead, 22)]
    stage(register, lead, "shelved", "2026-11-20")
    assert overdue(register) == []


def test_a_planned_day_that_somebody_else_has_moved_is_a_conflict(register: Register, lead: str) -> None:
    plan(register, STAFF, TOWN, lead, {"signed": ("2026-12", 0)})
    with pytest.raises(Conflict):
        plan(register, COLLEAGUE, TOWN, lead, {"signed": ("2027-01", 0)})
    plan(register, COLLEAGUE, TOWN, lead, {"signed": ("2027-01", 1)})
    with pytest.raises(Conflict):
        plan(register, STAFF, TOWN, lead, {"signed": ("2027-02", 1)})
    assert line(register, lead)["signed"].planned == "2027-01"


def test_a_shortlist_keeps_the_order_given_and_each_site_once(register: Register, lead: str) -> None:
    put(register, STAFF, TOWN, lead, "wanyang-2", SITES)
    put(register, STAFF, TOWN, lead, "wanyang-1", SITES)
    put(register, STAFF, TOWN, lead, "wanyang-2", SITES)
    with register.look() as session:
        (listed,) = shortlists_of(session, lead_row(session, TOWN, lead))
    assert listed.sites == ("wanyang-2", "wanyang-1")
    save(register, STAFF, TOWN, lead, ["wanyang-1", "wanyang-2"], SITES, key=listed.key, version=listed.version)
    with pytest.raises(Conflict):
        save(register, COLLEAGUE, TOWN, lead, ["szkjy-1"], SITES, key=listed.key, version=listed.version)
    take_off(register, STAFF, TOWN, lead, "wanyang-1")
    with pytest.raises(Conflict):
        take_off(register, COLLEAGUE, TOWN, lead, "wanyang-1")
    with pytest.raises(Refused):
        put(register, STAFF, TOWN, lead, "nowhere", SITES)
    with register.look() as session:
        assert [s.sites for s in shortlists_of(session, lead_row(session, TOWN, lead))] == [("wanyang-2",)]


def test_an_enterprise_writes_no_shortlist_of_a_lead_that_is_not_its_own(register: Register, lead: str) -> None:
    with pytest.raises(Denied):
        put(register, FIRM, TOWN, lead, "wanyang-1", SITES)


def test_a_decision_needs_a_reason_and_keeps_what_the_page_said(register: Register, lead: str) -> None:
    with pytest.raises(Refused):
        decide(register, STAFF, TOWN, lead, "wanyang-1", "chosen", " ", SEEN, SITES)
    decide(register, STAFF, TOWN, lead, "wanyang-1", "chosen", "层高合适", SEEN, SITES)
    with register.look() as session:
        (found,) = decisions_of(session, lead_row(session, TOWN, lead))
    assert (found.outcome, found.reason, found.seen, found.made_by) == ("chosen", "层高合适", SEEN, STAFF.account)


def test_a_decision_is_changed_only_after_a_manager_has_withdrawn_it(register: Register, lead: str) -> None:
    key = decide(register, STAFF, TOWN, lead, "wanyang-1", "refused", "太远", SEEN, SITES)["key"]
    with pytest.raises(Refused):
        decide(register, COLLEAGUE, TOWN, lead, "wanyang-1", "chosen", "改了主意", SEEN, SITES)
    with pytest.raises(Denied):
        withdraw(register, STAFF, TOWN, key, 1)
    withdraw(register, MANAGER, TOWN, key, 1)
    decide(register, COLLEAGUE, TOWN, lead, "wanyang-1", "chosen", "改了主意", SEEN, SITES)
    with register.look() as session:
        found = decisions_of(session, lead_row(session, TOWN, lead))
    assert sorted((d.outcome, d.withdrawn_at is None) for d in found) == [("chosen", True), ("refused", False)]


def ask(register: Register, lead: str, due: str = "2026-11-20", field: str = "power_kva") -> str:
    made = make_task(register, STAFF, TOWN, "问配电", due, SITES, lead=lead, site="wanyang-1", field=field, keeper=STAFF.account)
    key: str = made["key"]
    return key


def test_a_task_is_overdue_from_the_day_after_it_was_due_until_it_is_done(register: Register, lead: str) -> None:
    key = ask(register, lead)
    assert overdue(register, date(2026, 11, 20)) == []
    assert overdue(register) == [("task", lead, 3)]
    put_off(register, STAFF, TOWN, key, 1, "2026-11-30")
    assert overdue(register) == []
    finish(register, STAFF, TOWN, key, 2, "已问到")
    assert open_tasks(register) == ()
    assert [(t.outcome, t.late_days) for t in open_tasks(register, done=True)] == [("已问到", 0)]
    with pytest.raises(Refused):
        finish(register, COLLEAGUE, TOWN, key, 3)


def test_a_question_is_asked_once_for_a_lead_and_a_task_needs_a_day(register: Register, lead: str) -> None:
    ask(register, lead)
    with pytest.raises(Refused):
        ask(register, lead)
    ask(register, lead, field="ceiling_height_m")
    with pytest.raises(Refused):
        make_task(register, STAFF, TOWN, "去看地", "", SITES, lead=lead)


def answer(field: str, value: str) -> Answer:
    return Answer(site="wanyang-1", field=field, value=value, source="园区", as_of="2026-11-20")


def test_the_answer_itself_closes_the_question_and_says_what_it_was(register: Register, lead: str) -> None:
    ask(register, lead)
    ask(register, "xinhe")
    ask(register, lead, field="ceiling_height_m")
    give(register, COLLEAGUE, TOWN, [answer("power_kva", "3000")])
    assert [(t.lead, t.field) for t in open_tasks(register)] == [(lead, "ceiling_height_m")]
    assert {t.outcome for t in open_tasks(register, done=True) if t.done_at} == {"3000"}


def test_a_proposed_answer_closes_nothing_until_it_is_taken(register: Register, lead: str) -> None:
    ask(register, lead)
    number = propose(register, FIRM, TOWN, [answer("power_kva", "3000")])["numbers"][0]
    assert len(open_tasks(register)) == 1
    decide_answer(register, STAFF, TOWN, number, 1, take=True)
    assert open_tasks(register) == ()


def test_a_promise_past_its_day_and_one_to_a_closed_lead_are_told(register: Register, lead: str, town: object) -> None:
    commit(register, STAFF, town, lead, "wanyang-1", land_mu=20, since="2026-10-01", until="2026-11-01")  # type: ignore[arg-type]
    assert overdue(register) == [("commitment", lead, 22)]
    assert overdue(register, date(2026, 11, 1)) == []
    close(register, STAFF, TOWN, lead, version(register, lead))
    assert overdue(register, date(2026, 10, 2)) == [("closed", lead, 0)]


def test_each_form_sent_twice_is_taken_once(register: Register, lead: str) -> None:
    for _ in range(2):
        put(register, STAFF, TOWN, lead, "wanyang-1", SITES, once="a")
        decide(register, STAFF, TOWN, lead, "wanyang-1", "chosen", "好", SEEN, SITES, once="b")
        make_task(register, STAFF, TOWN, "去看地", "2026-12", SITES, lead=lead, once="c")
        set_stage(register, STAFF, TOWN, lead, 1, "talks", "2026-11-01", today=TODAY, once="d")
    assert len(open_tasks(register)) == 1
