"""The contact of a lead: shown only to whoever says what for, each look written down; corrected, and deleted without a trace of what it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register.contact_form import Contact, read_contact
from matcher.register.lead_rows import lead_row, owns
from matcher.register.people import ContactAccessRow, ContactRow
from matcher.register.pipeline import LeadRow, NeedRow
from matcher.register.policy import require
from matcher.register.register import Change, Register, Result
from matcher.register.submissions import day_of, keep_until, new_contact, told_of
from matcher.register.who import Who

WHAT_FOR: dict[str, Text] = {
    "call": Text("就需求联系企业", "to reach the enterprise about its request"),
    "visit": Text("约看场地", "to arrange a visit of sites"),
    "documents": Text("发送资料或通知", "to send documents or a notice"),
    "request": Text("应本人要求查询或更正", "as the person concerned has asked"),
}
"""Why somebody of the office looks. A closed list, so that no personal data are written into it."""
OWN, COPY = "own", "copy"
"""The person itself; and a copy that was handed out."""
LOOK_HOLDS = timedelta(minutes=10)
"""For so long one look may be drawn again; after that what for is asked anew."""


@dataclass(frozen=True)
class Seen:
    """A contact that was looked at. Where nothing is kept, `version` is 0 and the rest is empty."""

    contact: Contact = field(default_factory=Contact, repr=False)
    version: int = 0
    consent_at: datetime | None = None
    keep_until: str = ""
    look: int = 0
    """The number of the look, by which it can be drawn again."""


def see(register: Register, who: Who, town: str, lead: str, what_for: str, *, holds_code: bool = False) -> Seen:
    """The contact of a lead, and a row that says who looked and what for. Raises Denied; Refused for an unknown purpose or lead."""
    if what_for not in WHAT_FOR and what_for != OWN:
        message = Text("没有说明用途。", "says no purpose.")
        raise Refused([Issue("error", "", "", 0, "what_for", "", message, Text("请选一项。", "Choose one."), ASKER)])
    found: list[Seen] = []

    def work(change: Change) -> Result:
        row = lead_row(change.session, town, lead)
        kept = _contact(change.session, row)
        if kept is None:
            found.append(Seen())
            return {}
        look = ContactAccessRow(lead=row.key, who=who.account, at=change.now, what_for=what_for)
        change.session.add(look)
        change.session.flush()
        change.note(town, lead, what_for=what_for)
        found.append(_seen(kept, look.number))
        return {}

    register.do(who, "contact.see", work, own=holds_code or owns(register, who, town, lead))
    return found[0]


def see_again(register: Register, who: Who, look: int) -> Seen | None:
    """The same look once more, for a page that is drawn anew: only for the account that looked, and only for a short while."""
    with register.look() as session:
        row = session.get(ContactAccessRow, look)
        if row is None or not who.account or row.who != who.account or register.clock() - row.at > LOOK_HOLDS:
            return None
        lead = session.get_one(LeadRow, row.lead)
        require(who, "contact.see", own=lead.owner == who.account)
        kept = _contact(session, lead)
        return _seen(kept, look) if kept else None


def edit(register: Register, who: Who, catalog: Catalog, lead: str, version: int, given: Contact, *, holds_code: bool = False) -> int:
    """Corrects a contact, or adds one that somebody told the office (`version` 0, and then without consent on record); the new version.

    Raises Conflict where somebody else was first.
    """
    town, log = catalog.plan.town.id, IssueLog("", ASKER)
    contact = read_contact(given, log)
    if log.issues:
        raise Refused(log.issues)

    def work(change: Change) -> Result:
        row = lead_row(change.session, town, lead)
        kept = _contact(change.session, row)
        if kept is None and version == 0:
            privacy = told_of(catalog)
            kept = new_contact(row.key, contact, privacy, keep_until(privacy, day_of(change.now)), None)
            change.session.add(kept)
            change.note(town, lead, added=True, keep_until=kept.keep_until)
        elif kept is None:
            message = Text("联系方式已经删除。", "has been deleted.")
            raise Refused([Issue("error", "contact", lead, 0, "", "", message, Text("请刷新后再看。", "Load the page again."))])
        else:
            change.hold(kept, version, person=contact.person, phone=contact.phone, email=contact.email)
            changed = [n for n in ("person", "phone", "email") if getattr(kept, n) != getattr(contact, n)]
            kept.person, kept.phone, kept.email = contact.person, contact.phone, contact.email
            change.note(town, lead, changed=changed)
        change.session.flush()
        return {"version": kept.version}

    own = holds_code or owns(register, who, town, lead)
    return int(register.do(who, "contact.edit", work, own=own)["version"])


def delete(register: Register, who: Who, town: str, lead: str, *, holds_code: bool = False) -> bool:
    """Takes out the person's data: the contact, and the request in its own words, which may hold more. The lead stays. Whether there were any."""

    def work(change: Change) -> Result:
        gone = forget(change.session, lead_row(change.session, town, lead))
        if gone:
            change.note(town, lead, deleted=True)
        return {"deleted": gone}

    own = holds_code or owns(register, who, town, lead)
    return bool(register.do(who, "contact.delete", work, own=own)["deleted"])


def forget(session: Session, lead: LeadRow) -> bool:
    """Whether anything was there to be taken out."""
    kept = _contact(session, lead)
    if kept is not None:
        session.delete(kept)
    told = session.scalars(select(NeedRow).where(NeedRow.lead == lead.key, NeedRow.own_words != "")).all()
    for need in told:
        need.own_words = ""
    return kept is not None or bool(told)


@dataclass(frozen=True)
class Look:
    """Who looked at a contact, when and what for."""

    who: str
    at: datetime
    what_for: str


def looks(register: Register, who: Who, town: str, lead: str) -> list[Look]:
    """Every look at a contact, the latest first. For those who answer for it."""
    require(who, "contact.accesses")
    with register.look() as session:
        return looks_of(session, lead_row(session, town, lead))


def looks_of(session: Session, lead: LeadRow) -> list[Look]:
    rows = session.scalars(select(ContactAccessRow).where(ContactAccessRow.lead == lead.key).order_by(ContactAccessRow.number.desc()))
    return [Look(row.who, row.at, row.what_for) for row in rows]


def _contact(session: Session, lead: LeadRow) -> ContactRow | None:
    return session.scalar(select(ContactRow).where(ContactRow.lead == lead.key))


def _seen(kept: ContactRow, look: int) -> Seen:
    return Seen(Contact(kept.person, kept.phone, kept.email), kept.version, kept.consent_at, kept.keep_until, look)
