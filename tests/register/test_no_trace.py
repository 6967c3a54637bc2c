"""Names, numbers, codes and tokens are planted, everything is done to them, and then they are looked for where they may not stand."""

from __future__ import annotations

import traceback
from datetime import date

import pytest
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register import contact_copy, contacts, receipts, retention, shares
from matcher.register.codes import grouped
from matcher.register.contact_form import Contact
from matcher.register.overlay import laid, seen_by, stand
from matcher.register.people import BrakeRow, ContactAccessRow, ContactRow, ShareRow
from matcher.register.register import Register
from matcher.register.submissions import submit
from matcher.register.trail import AuditRow, OnceRow
from matcher.register.who import SYSTEM, VISITOR
from matcher.reports.shared import shown
from tests.register.conftest import FIRM, STAFF, Clock
from tests.register.handed_in import CANARIES, CONTACT, EMAIL, NEED, PERSON, PHONE, TOWN, WORDS, hand_in

QUIET = (AuditRow, OnceRow, ShareRow, BrakeRow, ContactAccessRow)
"""Tables in which nothing personal may stand."""


def held(register: Register) -> str:
    """Every cell of the tables that are to be quiet, as text."""
    with register.look() as session:
        return "\n".join(
            repr([getattr(row, column.key) for column in table.__table__.columns])
            for table in QUIET
            for row in session.scalars(select(table))
        )


def test_nothing_personal_and_no_secret_stands_in_audit_forms_links_or_brakes(register: Register, town: Catalog, clock: Clock) -> None:
    secrets: list[str] = []
    for who, once in ((VISITOR, "form-1"), (FIRM, "form-2")):
        made = hand_in(register, town, who, once=once, visit="visit-name")
        secrets += [made.code, grouped(made.code)]
        contacts.see(register, STAFF, TOWN, made.lead, "call")
        contacts.edit(register, STAFF, town, made.lead, 1, Contact(PERSON, PHONE, "other." + EMAIL))
        contact_copy.copy(register, STAFF, TOWN, made.lead)
        seen = seen_by(laid(town, stand(register, TOWN)).catalog, VISITOR)
        record = shown(seen, shortlist(seen, NEED, date(2026, 11, 23)), "lead", Text("甲", "a"))
        link = shares.make(register, STAFF, TOWN, record, lead=made.lead, once=once)
        secrets.append(link.token)
        receipts.correct(register, VISITOR, town, made.code, 2, CONTACT)
        receipts.delete(register, VISITOR, TOWN, made.code)
        receipts.withdraw(register, VISITOR, TOWN, made.code)
        shares.revoke(register, STAFF, TOWN, link.key)
    hand_in(register, town)
    clock.go(days=900)
    before = held(register)
    retention.run(register, SYSTEM)
    text = before + held(register)
    assert "lead.submit" in text, "a guard on this test: there is something to look at"
    assert [c for c in (*CANARIES, *secrets, "visit-name") if c in text] == []


def test_no_refusal_and_no_chain_of_errors_repeats_what_was_typed(register: Register, town: Catalog) -> None:
    """Also where the database itself refuses: its own message would hold every value of the statement."""
    made = hand_in(register, town)
    told: list[str] = []

    def broken(session) -> None:  # type: ignore[no-untyped-def]
        session.add(ContactRow(lead="no-such-lead", person=PERSON, phone=PHONE, email=EMAIL, purpose="x", keep_until="2028-01-01"))

    for work in (
        lambda: submit(
            register,
            VISITOR,
            town,
            NEED,
            name="金雀\x00",
            contact=Contact(PERSON, PHONE + "x", "x" + EMAIL + "@"),
            consent=False,
            own_words=WORDS + "\x00",
        ),
        lambda: contacts.edit(register, STAFF, town, made.lead, 7, Contact(PERSON, PHONE, EMAIL)),
        lambda: contacts.edit(register, STAFF, town, made.lead, 1, Contact(PERSON + "\u202e", PHONE + "9", EMAIL)),
        lambda: receipts.follow(register, VISITOR, "othertown", made.code),
        lambda: receipts.follow(register, VISITOR, TOWN, made.code[:-1]),
        lambda: register.mark(broken),
    ):
        with pytest.raises(Refused) as refusal:
            work()
        told.append("".join(traceback.format_exception(refusal.value, limit=0)))
        told += [issue.told(lang) for issue in refusal.value.issues for lang in ("zh", "en")]
    assert [c for c in (*CANARIES, made.code, made.code[:-1]) if c in "".join(told)] == []


def test_a_submission_that_fails_at_the_end_leaves_nothing(register: Register, town: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("matcher.register.register.append", fails)
    with pytest.raises(Refused):
        hand_in(register, town, once="form-1", visit="v")
    monkeypatch.undo()
    with register.look() as session:
        assert session.scalars(select(ContactRow)).all() == []
        assert session.scalars(select(BrakeRow)).all() == []
    hand_in(register, town, once="form-1", visit="v")


def test_the_catalog_of_any_role_holds_no_contact(register: Register, town: Catalog) -> None:
    hand_in(register, town)
    whole = laid(town, stand(register, TOWN)).catalog
    assert [c for c in CANARIES if c != "金雀" and c in repr((whole.leads, whole.evidence, whole.sources))] == []
    assert seen_by(whole, VISITOR).leads == ()
