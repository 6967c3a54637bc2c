"""Submissions, receipts, contacts and links by role: who may do what, held against the table and against what is written here in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register import contact_copy, contacts, receipts, retention, shares
from matcher.register.overlay import seen_by
from matcher.register.policy import Denied
from matcher.register.register import Register
from matcher.register.shown import Shown
from matcher.register.who import VISITOR, Who
from matcher.reports.shared import shown
from tests.register.conftest import ADMINISTRATOR, FIRM, MANAGER, OTHER_FIRM, STAFF, Clock
from tests.register.handed_in import CONTACT, NEED, TOWN, hand_in

EVERYBODY = (VISITOR, FIRM, OTHER_FIRM, STAFF, MANAGER, ADMINISTRATOR)
"""FIRM is the one to which the lead belongs."""
OFFICE = (STAFF, MANAGER, ADMINISTRATOR)
Service = Callable[[Register, Catalog, Who, str, str, Shown], object]

SERVICES: dict[str, tuple[Service, tuple[Who, ...]]] = {
    "submit": (lambda r, c, w, lead, code, s: hand_in(r, c, w), EVERYBODY),
    "follow": (lambda r, c, w, lead, code, s: receipts.follow(r, w, TOWN, code), EVERYBODY),
    "own contact": (lambda r, c, w, lead, code, s: receipts.contact(r, w, TOWN, code), EVERYBODY),
    "own correction": (lambda r, c, w, lead, code, s: receipts.correct(r, w, c, code, 1, CONTACT), EVERYBODY),
    "own copy": (lambda r, c, w, lead, code, s: receipts.copy(r, w, TOWN, code), EVERYBODY),
    "own deletion": (lambda r, c, w, lead, code, s: receipts.delete(r, w, TOWN, code), EVERYBODY),
    "own withdrawal": (lambda r, c, w, lead, code, s: receipts.withdraw(r, w, TOWN, code), (VISITOR, FIRM, OTHER_FIRM)),
    "see a contact": (lambda r, c, w, lead, code, s: contacts.see(r, w, TOWN, lead, "call"), (FIRM, *OFFICE)),
    "edit a contact": (lambda r, c, w, lead, code, s: contacts.edit(r, w, c, lead, 1, CONTACT), (FIRM, *OFFICE)),
    "copy a contact": (lambda r, c, w, lead, code, s: contact_copy.copy(r, w, TOWN, lead), (FIRM, *OFFICE)),
    "delete a contact": (lambda r, c, w, lead, code, s: contacts.delete(r, w, TOWN, lead), (FIRM, *OFFICE)),
    "looks at a contact": (lambda r, c, w, lead, code, s: contacts.looks(r, w, TOWN, lead), (MANAGER, ADMINISTRATOR)),
    "share a need": (lambda r, c, w, lead, code, s: shares.make(r, w, TOWN, s), (FIRM, OTHER_FIRM, *OFFICE)),
    "share a lead": (
        lambda r, c, w, lead, code, s: shares.make(r, w, TOWN, s.model_copy(update={"kind": "lead"}), lead=lead),
        (FIRM, *OFFICE),
    ),
    "links": (lambda r, c, w, lead, code, s: shares.links(r, w, TOWN), (FIRM, OTHER_FIRM, *OFFICE)),
    "revoke a link of FIRM": (
        lambda r, c, w, lead, code, s: shares.revoke(r, w, TOWN, shares.make(r, FIRM, TOWN, s).key),
        (FIRM, MANAGER, ADMINISTRATOR),
    ),
    "retention due": (lambda r, c, w, lead, code, s: retention.due(r, w), (ADMINISTRATOR,)),
    "retention run": (lambda r, c, w, lead, code, s: retention.run(r, w), (ADMINISTRATOR,)),
}


@pytest.fixture(scope="module")
def record(town: Catalog) -> Shown:
    catalog = seen_by(town, VISITOR)
    return shown(catalog, shortlist(catalog, NEED, date(2026, 11, 23)), "need", Text("甲", "a"))


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_serves_exactly_these(register: Register, town: Catalog, record: Shown, clock: Clock, service: str) -> None:
    work, allowed = SERVICES[service]
    for i, who in enumerate(EVERYBODY):
        clock.go(hours=2)  # past the brake, which counts what is handed in
        made = hand_in(register, town, FIRM if who is not VISITOR else VISITOR, visit=f"{who.account}{i}", once=f"{service}{who.account}")
        if who in allowed:
            work(register, town, who, made.lead, made.code, record)
        else:
            with pytest.raises(Denied):
                work(register, town, who, made.lead, made.code, record)


def test_what_does_not_exist_and_what_is_not_theirs_look_alike(register: Register, town: Catalog) -> None:
    made = hand_in(register, town, FIRM)
    told = set()
    for who in (VISITOR, OTHER_FIRM):
        for lead in (made.lead, "q-0000000000000000"):
            for work in (
                lambda w, x: contacts.see(register, w, TOWN, x, "call"),
                lambda w, x: contacts.edit(register, w, town, x, 1, CONTACT),
                lambda w, x: contacts.delete(register, w, TOWN, x),
                lambda w, x: contact_copy.copy(register, w, TOWN, x),
            ):
                with pytest.raises(Denied) as denial:
                    work(who, lead)
                told.add(denial.value.issues[0].message.zh)
    assert len(told) == 1
