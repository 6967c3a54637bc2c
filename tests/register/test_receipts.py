"""With the code of a receipt: one's own lead and nothing of any other; wrong codes all get the same answer."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register import receipts
from matcher.register.brakes import WRONG_CODES, Braked
from matcher.register.codes import code_from, grouped
from matcher.register.contact_form import Contact
from matcher.register.leads import leads_of
from matcher.register.people import ContactAccessRow, ContactRow
from matcher.register.pipeline import LeadRow, NeedRow, TaskRow
from matcher.register.receipts import Mistyped, NoReceipt
from matcher.register.register import Conflict, Register
from matcher.register.who import VISITOR
from tests.register.conftest import STAFF, Clock
from tests.register.handed_in import CONTACT, EMAIL, NAME, NEED, PERSON, TOWN, hand_in

WRONG = grouped(code_from(b"\x07" * 32))


def test_the_code_shows_stage_day_and_need_of_its_own_lead(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    hand_in(register, town, name="别家工厂")
    found = receipts.follow(register, VISITOR, TOWN, made.code)
    assert (found.lead, found.name, found.stage, found.stage_since, found.withdrawn_at) == (made.lead, NAME, "intent", "2026-11-23", None)
    assert found.need.floor_m2_min == NEED.floor_m2_min
    assert found.keep_until == "2028-11-23"
    assert "别家" not in repr(found)


@pytest.mark.parametrize(
    "typed",
    [
        lambda c: grouped(c),
        lambda c: c.lower(),
        lambda c: f"  {grouped(c).replace('-', ' ')} ",
        lambda c: c.replace("0", "o").replace("1", "l"),
    ],
)
def test_a_code_is_found_however_it_is_typed(register: Register, town: Catalog, typed: object) -> None:
    made = hand_in(register, town)
    assert receipts.follow(register, VISITOR, TOWN, typed(made.code)).lead == made.lead  # type: ignore[operator]


def test_notes_keepers_and_words_among_colleagues_are_not_shown(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)

    def secrets(session) -> None:  # type: ignore[no-untyped-def]
        row = session.scalars(select(LeadRow).where(LeadRow.id == made.lead)).one()
        row.note, row.keeper = "秘密备注", "staff-7"
        shared = {"town": TOWN, "lead": row.key, "made_by": "staff-7", "made_at": register.clock(), "due": "2026-12-01"}
        session.add(TaskRow(field="power_kva_min", text="秘密任务", **shared))
        session.add(TaskRow(site="wanyang-1", field="rent_yuan_m2_month", text="秘密底价", **shared))
        session.add(TaskRow(text="秘密电话", **shared))

    register.mark(secrets)
    found = receipts.follow(register, VISITOR, TOWN, made.code)
    assert found.asks == ("power_kva_min",)
    assert "秘密" not in repr(found)
    assert "staff-7" not in repr(found)


def test_every_wrong_code_gets_the_same_answer(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    told = set()
    for place, typed in ((TOWN, WRONG), ("othertown", made.code), (TOWN, grouped(code_from(b"\x08" * 32)))):
        with pytest.raises(NoReceipt) as refusal:
            receipts.follow(register, VISITOR, place, typed)
        told.add(str(refusal.value))
    assert len(told) == 1


def test_a_mistyped_code_is_told_as_such_and_costs_no_try(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    for _ in range(WRONG_CODES.most + 2):
        with pytest.raises(Mistyped):
            receipts.follow(register, VISITOR, TOWN, made.code[:-1])
    assert receipts.follow(register, VISITOR, TOWN, made.code).lead == made.lead


def test_after_several_wrong_codes_a_visit_waits_also_with_the_right_one(register: Register, town: Catalog, clock: Clock) -> None:
    made = hand_in(register, town)
    for _ in range(WRONG_CODES.most):
        with pytest.raises(NoReceipt):
            receipts.follow(register, VISITOR, TOWN, WRONG, visit="v")
    for typed in (WRONG, made.code):
        with pytest.raises(Braked):
            receipts.follow(register, VISITOR, TOWN, typed, visit="v")
    assert receipts.follow(register, VISITOR, TOWN, made.code, visit="another").lead == made.lead
    clock.go(minutes=16)
    assert receipts.follow(register, VISITOR, TOWN, made.code, visit="v").lead == made.lead


def test_with_the_code_the_contact_is_seen_and_corrected(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    seen = receipts.contact(register, VISITOR, TOWN, made.code)
    assert seen.contact == CONTACT
    version = receipts.correct(register, VISITOR, town, made.code, seen.version, Contact(PERSON, "0750-3751234", EMAIL))
    again = receipts.contact(register, VISITOR, TOWN, made.code)
    assert (again.contact.phone, again.version) == ("07503751234", version)
    with register.look() as session:
        assert [x.what_for for x in session.scalars(select(ContactAccessRow))] == ["own", "own"]


def test_a_correction_of_an_older_state_is_a_conflict(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    receipts.correct(register, VISITOR, town, made.code, 1, Contact("李四", "13800138001", ""))
    with pytest.raises(Conflict):
        receipts.correct(register, VISITOR, town, made.code, 1, Contact("王五", "13800138002", ""))
    assert receipts.contact(register, VISITOR, TOWN, made.code).contact.person == "李四"


def test_with_the_code_all_personal_data_are_copied_and_deleted_and_the_lead_stays(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    found = receipts.copy(register, VISITOR, TOWN, made.code)
    assert found is not None
    assert (found.person, found.email, found.kept, len(found.own_words)) == (PERSON, EMAIL, True, 1)
    assert receipts.delete(register, VISITOR, TOWN, made.code)
    assert not receipts.delete(register, VISITOR, TOWN, made.code), "a second time there is nothing"
    left = receipts.copy(register, VISITOR, TOWN, made.code)
    assert left is not None
    assert (left.kept, left.person, left.own_words) == (False, "", ())
    with register.look() as session:
        assert session.scalars(select(ContactRow)).all() == []
        assert session.scalars(select(NeedRow.own_words).where(NeedRow.own_words != "")).all() == []
        assert made.lead in {lead.id for lead in leads_of(session, TOWN)}
    assert receipts.follow(register, VISITOR, TOWN, made.code).keep_until == ""


def test_a_lead_taken_back_is_worked_on_no_longer_and_can_still_be_deleted(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    assert receipts.withdraw(register, VISITOR, TOWN, made.code) == "2026-11-23"
    assert receipts.withdraw(register, VISITOR, TOWN, made.code) == "2026-11-23"
    with register.look() as session:
        assert made.lead not in {lead.id for lead in leads_of(session, TOWN)}
    assert receipts.follow(register, VISITOR, TOWN, made.code).withdrawn_at == register.clock()
    assert receipts.delete(register, VISITOR, TOWN, made.code)


def test_the_office_takes_nothing_back_in_the_name_of_an_enterprise(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    with pytest.raises(Refused):
        receipts.withdraw(register, STAFF, TOWN, made.code)
    assert receipts.follow(register, VISITOR, TOWN, made.code).withdrawn_at is None
