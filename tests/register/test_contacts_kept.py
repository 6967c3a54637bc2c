"""The contact of a lead: only for whoever may and says what for, each look written down, and gone when it is deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register import contact_copy, contacts
from matcher.register.contact_form import Contact
from matcher.register.contacts import LOOK_HOLDS, WHAT_FOR
from matcher.register.people import ContactAccessRow
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from tests.register.conftest import ADMINISTRATOR, COLLEAGUE, FIRM, MANAGER, OTHER_FIRM, STAFF, Clock
from tests.register.handed_in import CONTACT, PERSON, PHONE, TOWN, WORDS, hand_in

OTHER = Contact("李四", "13700137000", "li@example.com")


def accesses(register: Register) -> list[tuple[str, str]]:
    with register.look() as session:
        return [(x.who, x.what_for) for x in session.scalars(select(ContactAccessRow).order_by(ContactAccessRow.number))]


def test_each_look_says_who_when_and_what_for(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    assert contacts.see(register, STAFF, TOWN, made.lead, "call").contact == CONTACT
    contacts.see(register, COLLEAGUE, TOWN, made.lead, "visit")
    assert accesses(register) == [(STAFF.account, "call"), (COLLEAGUE.account, "visit")]
    assert [(x.who, x.what_for) for x in contacts.looks(register, MANAGER, TOWN, made.lead)] == list(reversed(accesses(register)))


@pytest.mark.parametrize("what_for", ["", "because", "打给13800138765"])
def test_nobody_looks_without_a_purpose_of_the_list(register: Register, town: Catalog, what_for: str) -> None:
    made = hand_in(register, town)
    with pytest.raises(Refused):
        contacts.see(register, STAFF, TOWN, made.lead, what_for)
    assert accesses(register) == []


def test_a_look_is_drawn_again_by_the_same_person_for_a_short_while(register: Register, town: Catalog, clock: Clock) -> None:
    look = contacts.see(register, STAFF, TOWN, hand_in(register, town).lead, "call").look
    again = contacts.see_again(register, STAFF, look)
    assert again is not None
    assert again.contact == CONTACT
    assert contacts.see_again(register, COLLEAGUE, look) is None
    clock.now += LOOK_HOLDS + timedelta(seconds=1)
    assert contacts.see_again(register, STAFF, look) is None
    assert len(accesses(register)) == 1


def test_whoever_lost_the_right_draws_no_look_again(register: Register, town: Catalog) -> None:
    look = contacts.see(register, STAFF, TOWN, hand_in(register, town).lead, "call").look
    with pytest.raises(Denied):
        contacts.see_again(register, type(STAFF)(STAFF.account, STAFF.name, "enterprise"), look)


def test_an_enterprise_sees_its_own_contact_and_no_other(register: Register, town: Catalog) -> None:
    made = hand_in(register, town, FIRM)
    assert contacts.see(register, FIRM, TOWN, made.lead, "request").contact == CONTACT
    for ident in (made.lead, "no-such-lead"):
        with pytest.raises(Denied):
            contacts.see(register, OTHER_FIRM, TOWN, ident, "request")


def test_two_who_correct_at_once_both_learn_of_it(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    assert contacts.edit(register, STAFF, town, made.lead, 1, OTHER) == 2
    with pytest.raises(Conflict) as conflict:
        contacts.edit(register, COLLEAGUE, town, made.lead, 1, Contact("王五", "13700137001", ""))
    assert conflict.value.theirs["person"] == "李四"
    assert conflict.value.yours["person"] == "王五"
    assert contacts.see(register, STAFF, TOWN, made.lead, "call").contact == OTHER


def test_a_wrong_number_is_not_taken_over_a_right_one(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    with pytest.raises(Refused):
        contacts.edit(register, STAFF, town, made.lead, 1, Contact(PERSON, "12", ""))
    assert contacts.see(register, STAFF, TOWN, made.lead, "call").contact == CONTACT


def test_a_contact_told_by_telephone_is_added_without_a_consent_on_record(register: Register, town: Catalog) -> None:
    lead = town.leads[0].id
    assert contacts.see(register, STAFF, TOWN, lead, "call").version == 0
    assert accesses(register) == [], "nothing was there to be seen"
    assert contacts.edit(register, STAFF, town, lead, 0, OTHER) == 1
    seen = contacts.see(register, STAFF, TOWN, lead, "call")
    assert (seen.contact, seen.consent_at, seen.keep_until) == (OTHER, None, "2028-11-23")


def test_after_deletion_nothing_can_be_seen_corrected_or_copied(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    look = contacts.see(register, STAFF, TOWN, made.lead, "call").look
    assert contacts.delete(register, MANAGER, TOWN, made.lead)
    assert contacts.see_again(register, STAFF, look) is None
    assert contacts.see(register, STAFF, TOWN, made.lead, "call").version == 0
    with pytest.raises(Refused):
        contacts.edit(register, STAFF, town, made.lead, 1, OTHER)
    found = contact_copy.copy(register, ADMINISTRATOR, TOWN, made.lead)
    assert found is not None
    assert not found.kept


def test_the_copy_holds_everything_personal_and_names_nobody_of_the_office(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    contacts.see(register, STAFF, TOWN, made.lead, "call")
    found = contact_copy.copy(register, ADMINISTRATOR, TOWN, made.lead)
    assert found is not None
    assert (found.person, found.phone, found.own_words[0].text, found.keep_until) == (PERSON, PHONE, WORDS, "2028-11-23")
    assert [(x.by, x.what_for) for x in found.looks] == [("office", "call")]
    for lang in ("zh", "en"):
        told = contact_copy.told(found, lang)  # type: ignore[arg-type]
        assert all(part in told for part in (PERSON, PHONE, WORDS, WHAT_FOR["call"].say(lang)))  # type: ignore[arg-type]
        assert STAFF.account not in told
        assert STAFF.name not in told
