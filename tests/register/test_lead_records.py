"""Leads: made from a need, edited against their version, with needs of several versions, closed and opened again."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.model.need import Need
from matcher.register.lead_edits import changes, close, edit, renew_need, reopen
from matcher.register.lead_ids import MOST, new_id
from matcher.register.lead_making import Draft, make, make_many
from matcher.register.lead_record import needs_of
from matcher.register.lead_rows import lead_row
from matcher.register.leads import leads_of
from matcher.register.people import AccountRow
from matcher.register.pipeline import LeadRow
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from matcher.register.trail import AuditRow
from matcher.register.who import VISITOR
from tests.register.conftest import COLLEAGUE, FIRM, MANAGER, OTHER_FIRM, STAFF

TOWN, DAY = "hetang", "2026-11-23"
LAND = Need(space="land", land_mu_min=20, land_mu_max=30)


def new(register: Register, name: str = "江门市明亮灯饰有限公司", need: Need = LAND, **more: str) -> str:
    made: str = make(register, STAFF, TOWN, Draft(need, name, **more), today=DAY)["id"]
    return made


def row_of(register: Register, lead: str) -> LeadRow:
    with register.look() as session:
        row = lead_row(session, TOWN, lead)
        session.expunge(row)
        return row


def own_account(register: Register) -> None:
    """Makes the firm's account, which the register holds owners and keepers to."""
    at = register.clock()

    def put(session: object) -> None:
        for who in (FIRM, STAFF):
            session.add(
                AccountRow(
                    key=who.account,
                    login=who.account,
                    name=who.name,
                    role=who.role,
                    password_hash="",
                    password_once=False,
                    made_at=at,
                    password_at=at,
                )
            )  # type: ignore[attr-defined]

    register.mark(put)


def owned(register: Register) -> str:
    own_account(register)
    lead = new(register)
    edit(register, STAFF, TOWN, lead, 1, (), owner=FIRM.account)
    return lead


def test_a_lead_is_made_from_a_need_and_stands_among_the_leads_of_the_town(register: Register) -> None:
    lead = new(register, own_words="买地20到30亩")
    with register.look() as session:
        found = {x.id: x for x in leads_of(session, TOWN)}[lead]
        needs = needs_of(session, lead_row(session, TOWN, lead))
    assert (found.name, found.stage, found.stage_since) == ("江门市明亮灯饰有限公司", "intent", DAY)
    assert found.need.land_mu_min == 20
    assert [n.own_words for n in needs] == ["买地20到30亩"]


def test_an_id_comes_from_the_name_and_is_used_once_in_a_town(register: Register) -> None:
    assert new(register) == "江门市明亮灯饰"
    assert new(register) == "江门市明亮灯饰-2"
    assert new(register, "ACME Lighting Co., Ltd.") == "acme-lighting"


def test_a_telephone_number_never_gets_into_an_id() -> None:
    assert new_id("王先生 13800000000", ()) == "王先生"
    assert new_id("13800000000", ()) == "lead-1"


@given(st.text(max_size=80), st.sets(st.text(max_size=20), max_size=5))
def test_an_id_is_readable_and_never_one_that_is_taken(name: str, taken: set[str]) -> None:
    first = new_id(name, taken)
    second = new_id(name, {*taken, first})
    assert first not in taken
    assert second not in {*taken, first}
    assert first == first.strip()
    assert 0 < len(first) <= MOST + 6
    assert not set(first) & set("/?&#<>\"' \n")


def test_without_a_name_the_first_words_stand_for_one_and_not_in_the_id(register: Register) -> None:
    lead = new(register, "", own_words="求租厂房3000平，联系13800000000")
    assert lead == "lead-1"
    assert row_of(register, lead).name == "求租厂房3000平"
    other = new(register, "", own_words="13800000000，求租厂房3000平")
    assert row_of(register, other).name == "求租厂房3000平"
    with pytest.raises(Refused):
        new(register, "")


def test_many_leads_are_made_together_or_not_at_all(register: Register) -> None:
    made = make_many(register, STAFF, TOWN, [Draft(LAND, f"甲厂{i % 3}") for i in range(9)], today=DAY)
    assert len(set(made["ids"])) == 9
    with register.look() as session:
        before = len(leads_of(session, TOWN))
    with pytest.raises(Refused, match="2"):
        make_many(register, STAFF, TOWN, [Draft(LAND, "乙厂"), Draft(LAND), Draft(LAND, "丙厂")], today=DAY)
    with register.look() as session:
        assert len(leads_of(session, TOWN)) == before


def test_one_filling_in_of_the_form_makes_one_lead(register: Register) -> None:
    ids = {make(register, STAFF, TOWN, Draft(LAND, "甲厂"), today=DAY, once="form")["id"] for _ in range(3)}
    assert len(ids) == 1


@pytest.mark.parametrize("who", [VISITOR, FIRM])
def test_only_the_office_makes_leads_this_way(register: Register, who: object) -> None:
    with pytest.raises(Denied):
        make(register, who, TOWN, Draft(LAND, "甲厂"), today=DAY)  # type: ignore[arg-type]


def test_an_edit_of_an_older_state_shows_both_sides_and_changes_nothing(register: Register) -> None:
    lead = new(register)
    edit(register, STAFF, TOWN, lead, 1, (), name="明亮灯饰一厂")
    with pytest.raises(Conflict) as conflict:
        edit(register, COLLEAGUE, TOWN, lead, 1, (), name="明亮灯饰二厂")
    assert (conflict.value.theirs, conflict.value.yours) == ({"name": "明亮灯饰一厂"}, {"name": "明亮灯饰二厂"})
    assert row_of(register, lead).name == "明亮灯饰一厂"


def test_an_edit_that_changes_nothing_leaves_no_trace(register: Register) -> None:
    lead = new(register)
    before = register.stamp(TOWN)
    edit(register, STAFF, TOWN, lead, 1, (), name="江门市明亮灯饰有限公司")
    assert (register.stamp(TOWN), row_of(register, lead).version) == (before, 1)


def test_a_keeper_is_of_the_office_an_owner_an_enterprise_and_a_place_a_site(register: Register) -> None:
    own_account(register)
    lead = new(register)
    for wrong in ({"keeper": FIRM.account}, {"owner": STAFF.account}, {"keeper": "nobody"}, {"settled_at": "nowhere"}, {"name": " "}):
        with pytest.raises(Refused):
            edit(register, STAFF, TOWN, lead, 1, ("wanyang-1",), **wrong)
    edit(register, STAFF, TOWN, lead, 1, ("wanyang-1",), keeper=STAFF.account, owner=FIRM.account, settled_at="wanyang-1")
    assert row_of(register, lead).keeper == STAFF.account


def test_an_enterprise_changes_the_name_and_need_of_its_own_lead_and_nothing_else(register: Register) -> None:
    lead = owned(register)
    edit(register, FIRM, TOWN, lead, 2, (), name="明亮灯饰")
    renew_need(register, FIRM, TOWN, lead, 1, Need(land_mu_min=25))
    for field in ("note", "keeper", "owner", "settled_at"):
        with pytest.raises(Denied):
            edit(register, FIRM, TOWN, lead, 3, (), **{field: ""})
    for other in (OTHER_FIRM, VISITOR):
        with pytest.raises(Denied):
            edit(register, other, TOWN, lead, 3, (), name="别人")
        with pytest.raises(Denied):
            renew_need(register, other, TOWN, lead, 2, LAND)


def test_an_enterprise_does_not_learn_whether_a_lead_of_others_exists(register: Register) -> None:
    lead = new(register)
    told = []
    for name in (lead, "no-such-lead"):
        with pytest.raises(Denied) as denied:
            close(register, FIRM, TOWN, name, 1)
        told.append(str(denied.value))
    assert told[0] == told[1]


def test_the_earlier_needs_stay_readable_and_two_versions_are_told_apart_by_field(register: Register) -> None:
    lead = new(register)
    renew_need(register, STAFF, TOWN, lead, 1, Need(space="land", land_mu_min=25, power_kva_min=2000))
    with register.look() as session:
        new_one, old = needs_of(session, lead_row(session, TOWN, lead))
        assert {x.id: x for x in leads_of(session, TOWN)}[lead].need.land_mu_min == 25
    assert (old.number, new_one.number) == (1, 2)
    assert [(c.field, c.old, c.new) for c in changes(old.stated, new_one.stated)] == [
        ("land_mu_min", 20, 25),
        ("land_mu_max", 30, None),
        ("power_kva_min", None, 2000),
    ]


def test_two_people_who_change_one_need_meet_as_a_conflict(register: Register) -> None:
    lead = new(register)
    renew_need(register, STAFF, TOWN, lead, 1, Need(land_mu_min=25))
    with pytest.raises(Conflict):
        renew_need(register, COLLEAGUE, TOWN, lead, 1, Need(land_mu_min=40))
    assert renew_need(register, COLLEAGUE, TOWN, lead, 2, Need(land_mu_min=25)) == {"number": 2}


def test_a_closed_lead_leaves_the_lists_takes_no_change_and_comes_back(register: Register) -> None:
    lead = new(register)
    close(register, STAFF, TOWN, lead, 1)
    with register.look() as session:
        assert lead not in {x.id for x in leads_of(session, TOWN)}
    for attempt in (
        lambda: edit(register, STAFF, TOWN, lead, 2, (), name="乙"),
        lambda: renew_need(register, STAFF, TOWN, lead, 1, Need()),
    ):
        with pytest.raises(Refused):
            attempt()
    reopen(register, MANAGER, TOWN, lead, 2)
    assert row_of(register, lead).closed_at is None


def test_names_notes_and_own_words_never_get_into_the_audit(register: Register) -> None:
    lead = new(register, "", own_words="我是老王，电话13800000000")
    edit(register, STAFF, TOWN, lead, 1, (), name="老王的厂", note="老王手机13800000000")
    with register.look() as session:
        said = json.dumps([[r.record, r.change] for r in session.scalars(select(AuditRow))], ensure_ascii=False)
    assert "老王" not in said
    assert "13800000000" not in said


def test_what_is_no_text_or_too_long_is_refused_in_a_sentence(register: Register) -> None:
    for name in ("甲\x00乙", "甲" * 201):
        with pytest.raises(Refused):
            new(register, name)
    assert date.fromisoformat(DAY)
