"""With the code of a receipt: follow one's own lead, correct the contact, take a copy, delete the personal data, take the lead back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Need
from matcher.model.text import Text
from matcher.register import contact_copy, contacts
from matcher.register.brakes import WRONG_CODES, count, hold
from matcher.register.codes import hash_of_code, read_code
from matcher.register.contact_copy import ContactCopy
from matcher.register.contact_form import Contact
from matcher.register.leads import lead_of
from matcher.register.people import ContactRow, ShareRow
from matcher.register.pipeline import LeadRow, NeedRow, TaskRow
from matcher.register.policy import require
from matcher.register.register import Change, Register, Result
from matcher.register.submissions import day_of
from matcher.register.towns import TownContact, contact_of
from matcher.register.who import Who


class NoReceipt(Refused):
    """One answer for every code behind which there is nothing: never given out, of another town, or made up."""

    def __init__(self) -> None:
        message = Text("没有找到这个回执。", "is no receipt that we know.")
        mend = Text("请核对编码和所选的镇。", "Check the code and the town.")
        super().__init__([Issue("error", "", "", 0, "code", "", message, mend, ASKER)])


class Mistyped(Refused):
    """The code's own check says so; nothing was looked up."""

    def __init__(self) -> None:
        message = Text("编码打错了，或没有打完。", "is mistyped or not complete.")
        mend = Text("一共 28 位，请逐位核对；大小写和空格不要紧。", "It has 28 signs; check each. Case and spaces do not matter.")
        super().__init__([Issue("error", "", "", 0, "code", "", message, mend, ASKER)])


@dataclass(frozen=True)
class Followed:
    """What whoever holds the code may know of their lead, and nothing of any other, of notes, or of who follows it."""

    lead: str
    name: str
    need: Need
    handed_in: datetime
    stage: str
    stage_since: str
    withdrawn_at: datetime | None
    asks: tuple[str, ...]
    """Fields of the need that the office has asked the enterprise for."""
    town: TownContact
    keep_until: str
    """'' where no contact is kept any more."""


def follow(register: Register, who: Who, town: str, typed: str, *, visit: str = "") -> Followed:
    """What has become of the lead of a code. Raises Mistyped, NoReceipt, and Braked after several wrong ones."""
    require(who, "lead.see", own=True)
    key = _key(register, town, typed, visit)
    with register.look() as session:
        row = session.get_one(LeadRow, key)
        kept = session.scalar(select(ContactRow.keep_until).where(ContactRow.lead == key))
        lead = lead_of(row, _stated(session, key))
        return Followed(
            row.id, row.name, lead.need, row.made_at, row.stage, row.stage_since, row.closed_at, _asks(session, key), contact_of(session, town)[0],
            kept or "",
        )  # fmt: skip


def contact(register: Register, who: Who, town: str, typed: str, *, visit: str = "") -> contacts.Seen:
    """One's own contact as it is kept, which is written down like any other look."""
    return contacts.see(register, who, town, _id(register, town, typed, visit), contacts.OWN, holds_code=True)


def correct(register: Register, who: Who, catalog: Catalog, typed: str, version: int, given: Contact, *, visit: str = "") -> int:
    """Corrects one's own contact; the new version."""
    lead = _id(register, catalog.plan.town.id, typed, visit)
    return contacts.edit(register, who, catalog, lead, version, given, holds_code=True)


def copy(register: Register, who: Who, town: str, typed: str, *, visit: str = "") -> ContactCopy | None:
    return contact_copy.copy(register, who, town, _id(register, town, typed, visit), holds_code=True)


def delete(register: Register, who: Who, town: str, typed: str, *, visit: str = "") -> bool:
    """Deletes one's own data; the lead stays without them. Whether there were any."""
    return contacts.delete(register, who, town, _id(register, town, typed, visit), holds_code=True)


def withdraw(register: Register, who: Who, town: str, typed: str, *, visit: str = "") -> str:
    """Takes the lead back: the office works on it no longer, and links to it end. The day; a second time nothing changes."""
    key = _key(register, town, typed, visit)

    def work(change: Change) -> Result:
        row = change.session.get_one(LeadRow, key)
        if row.closed_at is None:
            row.closed_at = change.now
            links = change.session.scalars(select(ShareRow).where(ShareRow.target == key, ShareRow.revoked_at.is_(None))).all()
            for link in links:
                link.revoked_at = change.now
            change.note(town, row.id, withdrawn=True, links_revoked=[link.key for link in links])
        return {"on": day_of(row.closed_at).isoformat()}

    return str(register.do(who, "lead.withdraw", work, own=True)["on"])


def _key(register: Register, town: str, typed: str, visit: str) -> str:
    """The key of the lead of a code. Every wrong code is looked up in the same way and gets the same answer."""
    code = read_code(typed)
    if code is None:
        raise Mistyped
    now = register.clock()
    with register.look() as session:
        hold(session, WRONG_CODES, visit, now)
        key = session.scalar(select(LeadRow.key).where(LeadRow.receipt_hash == hash_of_code(code), LeadRow.town == town))
    if key is None:
        with suppress(Refused):  # a disk that takes nothing makes guessing no easier
            register.mark(lambda s: count(s, WRONG_CODES, visit, now))
        raise NoReceipt
    return key


def _id(register: Register, town: str, typed: str, visit: str) -> str:
    key = _key(register, town, typed, visit)
    with register.look() as session:
        return session.get_one(LeadRow, key).id


def _stated(session: Session, lead: str) -> dict[str, object]:
    newest = select(func.max(NeedRow.number)).where(NeedRow.lead == lead).scalar_subquery()
    return session.scalar(select(NeedRow.stated).where(NeedRow.lead == lead, NeedRow.number == newest)) or {}


def _asks(session: Session, lead: str) -> tuple[str, ...]:
    """Open tasks about what the need does not state: only the field is told, never what somebody wrote to a colleague."""
    fields = session.scalars(
        select(TaskRow.field).where(TaskRow.lead == lead, TaskRow.site == "", TaskRow.done_at.is_(None)).order_by(TaskRow.made_at)
    )
    return tuple(dict.fromkeys(f for f in fields if f in NEED_LABELS))
