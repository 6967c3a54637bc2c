"""An enterprise hands in its need: one lead, one code, whoever it is and however often the form is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.register.brakes import SUBMISSIONS_OF_ALL, SUBMISSIONS_OF_ONE, Braked
from matcher.register.codes import hash_of_code, read_code
from matcher.register.contact_form import Contact
from matcher.register.overlay import laid, stand
from matcher.register.people import ContactRow
from matcher.register.pipeline import LeadRow, NeedRow
from matcher.register.register import Register
from matcher.register.submissions import submit
from matcher.register.who import VISITOR, Who
from tests.register.conftest import FIRM, STAFF, Clock
from tests.register.handed_in import CONTACT, EMAIL, NAME, NEED, PERSON, PHONE, TOWN, WORDS, hand_in


def leads(register: Register) -> list[LeadRow]:
    with register.look() as session:
        found = list(session.scalars(select(LeadRow).where(LeadRow.origin != "pack").order_by(LeadRow.made_at, LeadRow.id)))
        session.expunge_all()
        return found


def test_a_need_handed_in_becomes_a_lead_with_its_need_its_words_and_its_contact(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    with register.look() as session:
        lead = session.scalars(select(LeadRow).where(LeadRow.id == made.lead)).one()
        assert (lead.town, lead.name, lead.stage, lead.stage_since, lead.origin, lead.owner) == (
            TOWN,
            NAME,
            "intent",
            "2026-11-23",
            "public",
            "",
        )
        need = session.scalars(select(NeedRow).where(NeedRow.lead == lead.key)).one()
        assert need.stated == {"floor_m2_min": 3000.0, "space": "factory", "tenure": "rent"}
        assert need.own_words == WORDS
        contact = session.scalars(select(ContactRow).where(ContactRow.lead == lead.key)).one()
        assert (contact.person, contact.phone, contact.email) == (PERSON, PHONE, EMAIL)
        assert (contact.consent_at, contact.keep_until) == (register.clock(), "2028-11-23")


def test_the_office_sees_the_lead_among_the_others_and_the_rules_can_read_it(register: Register, town: Catalog) -> None:
    made = hand_in(register, town)
    lead = next(x for x in laid(town, stand(register, TOWN)).catalog.leads if x.id == made.lead)
    assert (lead.name, lead.need.floor_m2_min, lead.need.name) == (NAME, 3000, NAME)


@pytest.mark.parametrize(("who", "origin", "owner"), [(VISITOR, "public", ""), (FIRM, "enterprise", FIRM.account), (STAFF, "staff", "")])
def test_a_lead_says_where_it_came_from_and_whose_it_is(register: Register, town: Catalog, who: Who, origin: str, owner: str) -> None:
    hand_in(register, town, who)
    assert [(x.origin, x.owner) for x in leads(register)] == [(origin, owner)]


def test_of_the_code_only_its_hash_is_kept(register: Register, town: Catalog) -> None:
    made = hand_in(register, town, once="form-1")
    assert read_code(made.code) == made.code
    assert [x.receipt_hash for x in leads(register)] == [hash_of_code(made.code)]
    assert made.code not in repr(made)


def test_the_same_form_sent_again_gives_no_second_lead_and_the_same_code(register: Register, town: Catalog) -> None:
    first = hand_in(register, town, once="form-1")
    assert [hand_in(register, town, once="form-1") for _ in range(3)] == [first] * 3
    assert len(leads(register)) == 1


def test_another_visit_or_another_account_gets_a_code_of_its_own(register: Register, town: Catalog) -> None:
    codes = {hand_in(register, town, who, once=once).code for who in (VISITOR, FIRM) for once in ("form-1", "form-2")}
    assert len(codes) == 4


def test_ids_tell_neither_the_next_one_nor_how_many_there_are(register: Register, town: Catalog) -> None:
    ids = [hand_in(register, town, visit=str(i)).lead for i in range(20)]
    assert len(set(ids)) == 20
    assert all(len(i) == 18 and i.startswith("q-") for i in ids)
    assert len({i[2] for i in ids}) > 3, "the first sign is drawn too"


FAULTS: dict[str, tuple[str, Callable[[], dict[str, object]]]] = {
    "no name": ("name", lambda: {"name": " "}),
    "a name beyond all measure": ("name", lambda: {"name": "厂" * 101}),
    "a control character in the name": ("name", lambda: {"name": "厂\x07"}),
    "words beyond all measure": ("own_words", lambda: {"own_words": "要" * 8001}),
    "an end of file in the words": ("own_words", lambda: {"own_words": "要\x00地"}),
    "no consent": ("consent", lambda: {"consent": False}),
    "nobody to reach": ("person", lambda: {"contact": Contact("", PHONE)}),
    "no way to reach them": ("phone", lambda: {"contact": Contact(PERSON)}),
    "a wrong number": ("phone", lambda: {"contact": Contact(PERSON, "123")}),
    "nothing asked for": ("need", lambda: {"own_words": " ", "need": Need(name="只有名字")}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(register: Register, town: Catalog, fault: str) -> None:
    field, spoil = FAULTS[fault]
    given = {"need": NEED, "name": NAME, "contact": CONTACT, "consent": True, "own_words": WORDS} | spoil()
    need = given.pop("need")
    with pytest.raises(Refused) as refusal:
        submit(register, VISITOR, town, need, **given)  # type: ignore[arg-type]
    assert [i.field for i in refusal.value.issues] == [field]
    assert all(i.message.zh and i.message.en and i.mend.zh and i.mend.en for i in refusal.value.issues)
    assert leads(register) == []


def test_one_visit_may_hand_in_so_many_in_an_hour_and_then_again(register: Register, town: Catalog, clock: Clock) -> None:
    for _ in range(SUBMISSIONS_OF_ONE.most):
        hand_in(register, town, visit="v")
    with pytest.raises(Braked):
        hand_in(register, town, visit="v")
    hand_in(register, town, visit="another")
    clock.go(minutes=61)
    hand_in(register, town, visit="v")
    assert len(leads(register)) == SUBMISSIONS_OF_ONE.most + 2


def test_all_visits_together_are_held_too_and_the_office_never(register: Register, town: Catalog) -> None:
    for i in range(SUBMISSIONS_OF_ALL.most):
        hand_in(register, town, visit=str(i))
    with pytest.raises(Braked):
        hand_in(register, town, visit="one more")
    hand_in(register, town, STAFF)


def test_a_form_sent_again_counts_once(register: Register, town: Catalog) -> None:
    for _ in range(SUBMISSIONS_OF_ONE.most + 3):
        hand_in(register, town, visit="v", once="form-1")
    with register.look() as session:
        assert session.scalar(select(func.count()).select_from(ContactRow)) == 1
