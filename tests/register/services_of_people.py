"""The services that touch a person: a need handed in, its receipt, contacts, links, and what is deleted when it is due."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.explanation.shortlist import shortlist
from matcher.model.text import Text
from matcher.register import contact_copy, contacts, receipts, retention, shares
from matcher.register.codes import code_from
from matcher.register.contact_form import Contact
from matcher.register.overlay import seen_by
from matcher.register.people import ContactRow
from matcher.register.pipeline import LeadRow
from matcher.register.receipts import NoReceipt
from matcher.register.shown import Shown
from matcher.register.submissions import Submitted
from matcher.register.who import SYSTEM, VISITOR, Who
from matcher.reports.shared import shown
from tests.conftest import PACK
from tests.register.handed_in import NEED, hand_in
from tests.register.stage import DAY, TOWN, Service, Stage, nothing, owned_by

OTHER = Contact("李四", "13900139000", "")
UNKNOWN = code_from(b"\x01" * 32)
"""A code that nobody was ever given."""


def handed_in(s: Stage, record: str) -> Submitted:
    made = hand_in(s.register, s.town, SYSTEM)
    owned_by(s, made.lead, record)
    return made


@cache
def of_a_lead() -> Shown:
    from matcher.catalog.load import load

    catalog = seen_by(load(PACK), VISITOR)
    return shown(catalog, shortlist(catalog, NEED, date.fromisoformat(DAY)), "lead", Text("甲", "a"))


def look(s: Stage, record: str) -> int:
    """A look of that account at the contact of its lead."""
    made = handed_in(s, record)
    return contacts.see(s.register, Who(record, "", "staff"), TOWN, made.lead, "call").look


def link(s: Stage, record: str) -> shares.Made:
    return shares.make(s.register, Who(record, "", "staff"), TOWN, of_a_lead(), lead=handed_in(s, record).lead)


def overdue(s: Stage, record: str) -> None:
    made = handed_in(s, record)

    def long_ago(session: Session) -> None:
        of_lead = ContactRow.lead == select(LeadRow.key).where(LeadRow.id == made.lead).scalar_subquery()
        session.scalars(select(ContactRow).where(of_lead)).one().keep_until = "2020-01-01"

    s.register.mark(long_ago)


def guess(s: Stage, who: Who) -> None:
    with suppress(NoReceipt):
        receipts.follow(s.register, who, TOWN, UNKNOWN, visit=str(s.n))


SERVICES = (
    Service(
        "submissions.submit", "lead.submit", nothing, lambda s, who, _: hand_in(s.register, s.town, who, once="form", visit=str(s.n)),
        role="public",
    ),
    Service("receipts.contact", "contact.see", handed_in, lambda s, who, m: receipts.contact(s.register, who, TOWN, m.code), code=True),
    Service(
        "receipts.correct", "contact.edit", handed_in, lambda s, who, m: receipts.correct(s.register, who, s.town, m.code, 1, OTHER), code=True
    ),
    Service("receipts.copy", "contact.see", handed_in, lambda s, who, m: receipts.copy(s.register, who, TOWN, m.code), code=True),
    Service("receipts.delete", "contact.delete", handed_in, lambda s, who, m: receipts.delete(s.register, who, TOWN, m.code), code=True),
    Service(
        "receipts.withdraw", "lead.withdraw", handed_in, lambda s, who, m: receipts.withdraw(s.register, who, TOWN, m.code),
        code=True, role="enterprise",
    ),
    Service("receipts.follow", "", nothing, lambda s, who, _: guess(s, who), also="with a wrong code", quiet=True, role="public"),
    Service("contacts.see", "contact.see", handed_in, lambda s, who, m: contacts.see(s.register, who, TOWN, m.lead, "call"), owned=True),
    Service(
        "contacts.edit", "contact.edit", handed_in, lambda s, who, m: contacts.edit(s.register, who, s.town, m.lead, 1, OTHER), owned=True
    ),
    Service("contacts.delete", "contact.delete", handed_in, lambda s, who, m: contacts.delete(s.register, who, TOWN, m.lead), owned=True),
    Service("contact_copy.copy", "contact.see", handed_in, lambda s, who, m: contact_copy.copy(s.register, who, TOWN, m.lead), owned=True),
    Service(
        "shares.make", "share.make", handed_in,
        lambda s, who, m: shares.make(s.register, who, TOWN, of_a_lead(), lead=m.lead, once="form"), owned=True,
    ),
    Service("shares.revoke", "share.revoke", link, lambda s, who, made: shares.revoke(s.register, who, TOWN, made.key), owned=True),
    Service("retention.run", "retention.run", overdue, lambda s, who, _: retention.run(s.register, who), overcomes=True),
)  # fmt: skip

READERS = (
    Service("receipts.follow", "lead.see", handed_in, lambda s, who, m: receipts.follow(s.register, who, TOWN, m.code), code=True),
    Service("contacts.looks", "contact.accesses", handed_in, lambda s, who, m: contacts.looks(s.register, who, TOWN, m.lead), owned=True),
    Service(
        "contacts.see_again", "contact.see", look, lambda s, who, n: contacts.see_again(s.register, who, n), own_only=True, silent=True
    ),
    Service("retention.due", "retention.run", overdue, lambda s, who, _: retention.due(s.register, who)),
    Service("shares.links", "share.revoke", link, lambda s, who, _: shares.links(s.register, who, TOWN), own_only=True),
    Service("shares.opened", "share.open", link, lambda s, who, made: shares.opened(s.register, made.token, TOWN, who)),
)
