"""An enterprise hands in its need: a lead, what it asks for, whom to reach, and a code with which it can follow and take back all of it."""

from __future__ import annotations

import calendar
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.privacy import Privacy
from matcher.model.text import Text
from matcher.register.brakes import SUBMISSIONS_OF_ALL, SUBMISSIONS_OF_ONE, count, hold
from matcher.register.codes import ALPHABET, code_from, hash_of_code, secret_of
from matcher.register.contact_form import NAME_MOST, WORDS_MOST, Contact, read_contact
from matcher.register.leads import lead_of, stated_of
from matcher.register.people import ContactRow
from matcher.register.pipeline import LeadRow, NeedRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Role, Who
from matcher.register.worded import line, prose

INTENT = "intent"
ORIGINS: dict[Role, str] = {"public": "public", "enterprise": "enterprise"}
"""Where a lead came from, by the role that handed it in; the office's own are `staff`."""
ID_SIGNS = 16
"""31 ** 16 is more than 2 ** 79: nobody guesses the id of a lead, and none tells how many there are."""
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Submitted:
    """What the enterprise gets. The code is shown once: what is kept of it is only its hash."""

    lead: str
    code: str = field(repr=False)
    keep_until: str = ""


def submit(
    register: Register,
    who: Who,
    catalog: Catalog,
    need: Need,
    *,
    name: str,
    contact: Contact,
    consent: bool,
    own_words: str = "",
    once: str = "",
    visit: str = "",
) -> Submitted:
    """Takes a need in. `visit` names the visit for the brake; `once` one filling-in of the form, which sent twice gives the same code.

    Raises Refused with every reason, Braked where too much came in too short a time; then nothing was kept.
    """
    town = catalog.plan.town.id
    privacy, name, own_words, contact = _held(catalog, need, name, own_words, contact, consent)
    code = code_from(secret_of(register.key, "receipt", who.account, once))

    def work(change: Change) -> Result:
        session, now = change.session, change.now
        if not who.office:
            hold(session, SUBMISSIONS_OF_ONE, who.account or visit, now)
            hold(session, SUBMISSIONS_OF_ALL, town, now)
            count(session, SUBMISSIONS_OF_ONE, who.account or visit, now)
            count(session, SUBMISSIONS_OF_ALL, town, now)
        lead = LeadRow(
            town=town, id=_new_id(), name=name, name_en="", stage=INTENT, stage_since=day_of(now).isoformat(), settled_at="",
            origin=ORIGINS.get(who.role, "staff"), pack=None, note="", note_en="", owner=who.account if who.role == "enterprise" else "",
            receipt_hash=hash_of_code(code), made_at=now,
        )  # fmt: skip
        stated = stated_of(need)
        lead_of(lead, stated)  # what could not be read back would stop every page that lists leads
        session.add(lead)
        session.flush()
        session.add(NeedRow(lead=lead.key, number=1, stated=stated, own_words=own_words, given_by=who.account, given_at=now))
        until = keep_until(privacy, day_of(now))
        session.add(new_contact(lead.key, contact, privacy, until, now))
        change.note(town, lead.id, origin=lead.origin, keep_until=until)
        return {"lead": lead.id, "keep_until": until}

    made = register.do(who, "lead.submit", work, once=once)
    return Submitted(made["lead"], code, made["keep_until"])


def new_contact(lead: str, contact: Contact, privacy: Privacy, until: str, consent_at: datetime | None) -> ContactRow:
    """A row of personal data with what it is for: the wording that was in force, named by the day it holds from."""
    return ContactRow(
        lead=lead, person=contact.person, phone=contact.phone, email=contact.email, purpose=f"request:{privacy.since}",
        consent_at=consent_at, keep_until=until,
    )  # fmt: skip


def keep_until(privacy: Privacy, day: date) -> str:
    """The last day on which a contact handed in on `day` is kept; a day that the month does not have is its last one."""
    years, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + privacy.keep.months, MONTHS_A_YEAR)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1])).isoformat()


def day_of(moment: datetime) -> date:
    """The day on the clock of the office."""
    return moment.astimezone().date()


def told_of(catalog: Catalog) -> Privacy:
    """What the pack tells before somebody leaves a contact. Raises Refused where it tells nothing: then nobody may be asked for one."""
    if catalog.privacy is None:
        message = Text("数据包没有写明收集联系方式的目的和期限。", "does not say what contacts are kept for and how long.")
        mend = Text("请在数据包里加上 privacy.yaml。", "Add privacy.yaml to the pack.")
        raise Refused([Issue("error", "privacy.yaml", "", 0, "", "", message, mend)])
    return catalog.privacy


def _held(catalog: Catalog, need: Need, name: str, own_words: str, contact: Contact, consent: bool) -> tuple[Privacy, str, str, Contact]:
    privacy, log = told_of(catalog), IssueLog("", ASKER)
    name = line(name, "name", log, most=NAME_MOST)
    if not name:
        log.error(Text("没有写企业名称。", "does not name the enterprise."), Text("请写全称或简称。", "Give its name."), field="name")
    own_words = prose(own_words, "own_words", log, most=WORDS_MOST)
    if not (stated_of(need) or own_words):
        log.error(
            Text("还没有说明要什么。", "does not say yet what is needed."),
            Text("请先写要多大、要土地还是厂房、做什么。", "First say how much, land or rooms, and for what."),
            field="need",
        )
    contact = read_contact(contact, log)
    if not consent:
        log.error(
            Text("没有勾选同意。", "lacks your consent."),
            Text(
                "不同意就不能留联系方式；也可以直接联系镇里。", "Without it no contact may be kept; you can also turn to the town directly."
            ),
            field="consent",
        )
    if log.issues:
        raise Refused(log.issues)
    return privacy, name, own_words, contact


def _new_id() -> str:
    return "q-" + "".join(secrets.choice(ALPHABET) for _ in range(ID_SIGNS)).lower()
