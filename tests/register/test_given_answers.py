"""Answers in the register: they stand, are taken back, proposed and decided, and a second person confirms them."""

from __future__ import annotations

import pytest

from matcher.catalog.issues import Refused
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.register.answers import confirm, decide, give, proposals, propose, standing, withdraw, withdraw_last
from matcher.register.overlay import laid, seen_by, stand
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from matcher.register.who import VISITOR, Who
from tests.register.conftest import COLLEAGUE, FIRM, STAFF

TOWN = "hetang"


def answer(field: str = "power_kva", value: str = "3000", site: str = "wanyang-1", source: str = "园区陈主任") -> Answer:
    return Answer(site=site, field=field, value=value, source=source, as_of="2026-11-20")


def values(register: Register) -> list[str]:
    with register.look() as session:
        return [g.answer.value for g in standing(session, TOWN)]


def test_answers_stand_in_the_order_in_which_they_were_given(register: Register) -> None:
    give(register, STAFF, TOWN, [answer(value="3000"), answer(value="4000")])
    give(register, COLLEAGUE, TOWN, [answer(value="2000")])
    assert values(register) == ["3000", "4000", "2000"]


def test_an_answer_changes_the_catalog_and_taking_it_back_restores_it(register: Register, town: Catalog) -> None:
    before = laid(town, stand(register, TOWN)).catalog
    given = give(register, STAFF, TOWN, [answer()])
    there = laid(town, stand(register, TOWN)).catalog
    assert there.by_id["wanyang-1"].number("power_kva") is not None
    assert there.version != before.version
    withdraw(register, STAFF, TOWN, given["numbers"][0], 1)
    after = laid(town, stand(register, TOWN)).catalog
    assert [s.cells for s in after.sites] == [s.cells for s in before.sites]


def test_taking_back_the_last_answer_leaves_the_earlier_one(register: Register) -> None:
    give(register, STAFF, TOWN, [answer(value="3000")])
    give(register, STAFF, TOWN, [answer(value="4000")])
    assert withdraw_last(register, STAFF, TOWN, "wanyang-1", "power_kva") == answer(value="4000")
    assert values(register) == ["3000"]
    assert withdraw_last(register, STAFF, TOWN, "wanyang-1", "ceiling_height_m") is None


def test_a_form_sent_twice_is_taken_once(register: Register) -> None:
    first = give(register, STAFF, TOWN, [answer()], once="form-1")
    again = give(register, STAFF, TOWN, [answer()], once="form-1")
    assert first == again
    assert values(register) == ["3000"]


def test_the_same_form_of_another_person_is_another_form(register: Register) -> None:
    give(register, STAFF, TOWN, [answer(value="1")], once="form-1")
    give(register, COLLEAGUE, TOWN, [answer(value="2")], once="form-1")
    assert values(register) == ["1", "2"]


@pytest.mark.parametrize("who", [VISITOR, FIRM])
def test_whoever_is_not_of_the_office_cannot_make_an_answer_stand(register: Register, who: Who) -> None:
    with pytest.raises(Denied):
        give(register, who, TOWN, [answer()])
    assert values(register) == []


def test_what_an_enterprise_proposes_counts_once_the_office_has_taken_it(register: Register) -> None:
    made = propose(register, FIRM, TOWN, [answer()])
    assert values(register) == []
    with register.look() as session:
        waiting = proposals(session, TOWN)
    assert [g.given_by for g in waiting] == [FIRM.account]
    decide(register, STAFF, TOWN, made["numbers"][0], waiting[0].version, take=True)
    assert values(register) == ["3000"]


def test_two_people_who_decide_one_proposal_meet_as_a_conflict_or_a_refusal(register: Register) -> None:
    number = propose(register, FIRM, TOWN, [answer()])["numbers"][0]
    decide(register, STAFF, TOWN, number, 1, take=False, reason="与实测不符")
    with pytest.raises(Refused):
        decide(register, COLLEAGUE, TOWN, number, 1, take=True)
    assert values(register) == []


def test_confirming_takes_a_second_person(register: Register) -> None:
    number = give(register, STAFF, TOWN, [answer()])["numbers"][0]
    with pytest.raises(Refused):
        confirm(register, STAFF, TOWN, number, 1)
    confirm(register, COLLEAGUE, TOWN, number, 1)
    with register.look() as session:
        assert standing(session, TOWN)[0].answer.confirmed_by == COLLEAGUE.name


def test_an_older_state_cannot_be_written_over_a_newer_one(register: Register) -> None:
    number = give(register, STAFF, TOWN, [answer()])["numbers"][0]
    confirm(register, COLLEAGUE, TOWN, number, 1)
    with pytest.raises(Conflict):
        withdraw(register, STAFF, TOWN, number, 1)
    assert values(register) == ["3000"]


def test_a_visitor_does_not_learn_who_said_it(register: Register, town: Catalog) -> None:
    give(register, STAFF, TOWN, [answer(source="老板王某某 13800000000")])
    catalog = seen_by(laid(town, stand(register, TOWN)).catalog, VISITOR)
    assert catalog.by_id["wanyang-1"].number("power_kva") is not None
    told = repr([catalog.evidence, catalog.sources])
    assert "王某某" not in told
    assert "13800000000" not in told
    assert catalog.leads == ()


def test_a_visitor_learns_that_a_site_is_taken_and_not_by_whom_whatever_was_answered_before(register: Register, town: Catalog) -> None:
    for holder in ("甲某五金厂", "乙某灯饰厂"):
        give(register, STAFF, TOWN, [answer("status", "taken"), answer("taken_by", holder), answer("note", f"已与{holder}谈妥")])
    whole = laid(town, stand(register, TOWN)).catalog
    assert "甲某" in repr([whole.sites, whole.evidence])
    assert "乙某" in repr([whole.sites, whole.evidence])
    seen = seen_by(whole, VISITOR)
    assert "甲某" not in repr([seen.sites, seen.evidence, seen.sources])
    assert "乙某" not in repr([seen.sites, seen.evidence, seen.sources])
    assert seen.by_id["wanyang-1"].text("taken_by") == "另一家企业"


def test_what_the_plan_has_published_stays_for_everybody(town: Catalog, register: Register) -> None:
    seen = seen_by(laid(town, stand(register, TOWN)).catalog, VISITOR)
    assert seen.by_id["changqing"].text("taken_by") == town.by_id["changqing"].text("taken_by") != ""
    assert [s.cells for s in seen.sites] == [s.cells for s in town.sites]
