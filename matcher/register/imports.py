"""The one door through which an import is taken: everything it holds in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from matcher.catalog.cells import Unreadable
from matcher.catalog.drawing import AREAS, outlines_in
from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused, errors
from matcher.exchange.imported import Imported, LeadRecord, SiteRecord
from matcher.exchange.outlines import Traced, of_geometry
from matcher.exchange.site_answers import answers_of, source_text
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register.answers import keep_answers
from matcher.register.contact_form import PERSON_MOST, Contact, read_email, read_phone
from matcher.register.facts import STANDS
from matcher.register.lead_making import Draft, put_lead
from matcher.register.leads import leads_of, stated_of, taken_ids
from matcher.register.outlines import keep_outline
from matcher.register.register import Change, Register, Result
from matcher.register.sites import put_site, taken_site_ids
from matcher.register.stages import reach
from matcher.register.submissions import day_of, keep_until, new_contact, told_of
from matcher.register.tasks import answered
from matcher.register.who import Who
from matcher.register.worded import line

_NOTHING = Text("没有可以存的内容，什么都没有存。", "holds nothing that can be stored; nothing was.")
_ADD = Text("请检查表格。", "Check the table.")
_THERE = Text("已经登记过。", "is registered already.")
_LEAVE_OUT = Text("请从表中删去这一行；要改需求，请到这条线索里改。", "Leave this line out; a need is changed on the page of its lead.")


@dataclass(frozen=True, slots=True)
class Taken:
    """How much was stored: known sites of which something was said, new sites, facts about both, leads, outlines."""

    sites: int
    new_sites: int
    facts: int
    leads: int
    outlines: int = 0


def take(register: Register, who: Who, catalog: Catalog, found: Imported, today: date, *, once: str = "") -> Taken:
    """Stores an import in one transaction. Raises Refused, with every reason, where any part of it cannot be stored; then nothing was.

    `catalog` is the town as it stands, answers and added sites included: what the import was read against.
    """
    faults = errors(list(found.issues))
    if faults:
        raise Refused(faults)
    town = catalog.plan.town.id
    answers = [a for site in found.sites if site.known for a in answers_of(site, found.told_of(site.line))]
    new = [site for site in found.sites if not site.known]
    drawn = _drawn(catalog, found)
    if not answers and not new and not found.leads and not drawn:
        raise Refused([Issue("error", found.source, "", 0, "", "", _NOTHING, _ADD, ASKER)])

    def work(change: Change) -> Result:
        said = keep_answers(change, town, answers, STANDS, found.source) if answers else []
        done = answered(change, town, answers) if answers else []
        sites, facts = _sites(change, catalog, new, found)
        outlines = _outlines(change, town, drawn, dict(zip((s.line for s in new), sites, strict=True)), found)
        leads = _leads(change, catalog, found.leads, found.source, today)
        told = {"answers": said, "sites": sites, "leads": leads, "outlines": outlines, "tasks": done}
        told["mended"] = [asdict(m) for m in found.mended]
        change.note(town, found.source[:120], origin=found.source[:200], **{name: value for name, value in told.items() if value})
        known = len({a.site for a in answers})
        return {"sites": known, "new_sites": len(sites), "facts": len(answers) + facts, "leads": len(leads), "outlines": len(outlines)}

    return Taken(**register.do(who, "import.take", work, once=once))


def _sites(change: Change, catalog: Catalog, records: list[SiteRecord], found: Imported) -> tuple[list[str], int]:
    """The ids of the new sites, and how many of their cells are filled."""
    taken = taken_site_ids(change.session, catalog)
    ids = []
    for record in records:
        source = source_text(found.told_of(record.line), record.beside.get("told_by", ""))
        ids.append(
            put_site(
                change, catalog.plan.town.id, record.cells, taken, source=source, as_of=record.as_of,
                confirmed_by=record.beside.get("confirmed_by", "")[:100], place=str(record.line),
            )
        )  # fmt: skip
    return ids, sum(len(r.cells) for r in records)


def _drawn(catalog: Catalog, found: Imported) -> list[tuple[SiteRecord, Traced]]:
    """The outlines that the file brings and the town does not have already. Raises Refused for one that cannot be kept."""
    there, log, drawn = outlines_in(catalog.drawing), IssueLog(found.source, ASKER), []
    for record in found.sites:
        if record.outline is None or record.outline["type"] not in AREAS:
            continue
        try:
            traced = of_geometry(dict(record.outline), catalog)
            same = record.known in there and of_geometry(there[record.known], catalog).geometry == traced.geometry
            drawn += [] if same else [(record, traced)]
        except Unreadable as fault:
            log.error(fault.message, fault.mend, record=record.record, line=record.line)
    if log.issues:
        raise Refused(log.issues)
    return drawn


def _outlines(change: Change, town: str, drawn: list[tuple[SiteRecord, Traced]], new: dict[int, str], found: Imported) -> list[str]:
    """Keeps them, and returns the ids of their sites; `new` are those of the sites just added, by line."""
    ids = []
    for record, traced in drawn:
        ids.append(record.known or new[record.line])
        source = source_text(found.told_of(record.line), record.beside.get("told_by", ""))
        keep_outline(change, town, ids[-1], traced, source=source, as_of=record.as_of, origin=found.source)
    return ids


def _leads(change: Change, catalog: Catalog, records: tuple[LeadRecord, ...], file: str, today: date) -> list[str]:
    town = catalog.plan.town.id
    taken = set(taken_ids(change.session, town))
    there = {(lead.name, repr(stated_of(lead.need))) for lead in leads_of(change.session, town)}
    log, ids = IssueLog(file, ASKER), []
    for record in records:
        if (record.need.name, repr(stated_of(record.need))) in there or record.beside.get("id", "") in taken:
            log.error(_THERE, _LEAVE_OUT, record=record.record, line=record.line, value=record.beside.get("id") or record.need.name)
            continue
        ids.append(_lead(change, catalog, record, taken, log, today))
    if log.issues:
        raise Refused(log.issues)
    return ids


def _lead(change: Change, catalog: Catalog, record: LeadRecord, taken: set[str], log: IssueLog, today: date) -> str:
    said = record.beside
    try:
        row = put_lead(change, catalog.plan.town.id, _draft(record), taken, origin="file", today=today.isoformat(), place="")
    except Refused as refusal:
        log.issues += [replace(i, file=log.file, record=record.record, line=record.line) for i in refusal.issues]
        return ""
    taken.add(row.id)
    if said.get("stage"):
        reach(change.session, row, said["stage"], said.get("stage_since", ""))
    contact = _contact(record, log)
    if contact is not None:
        privacy = told_of(catalog)
        change.session.add(new_contact(row.key, contact, privacy, keep_until(privacy, day_of(change.now)), None))
    return row.id


def _draft(record: LeadRecord) -> Draft:
    said = record.beside
    parts = [said.get("note", ""), *(f"{label}：{said[n]}" for n, label in (("told_by", "来源"), ("followed_by", "跟进人")) if said.get(n))]
    return Draft(record.need, name=record.need.name, note="\n".join(p for p in parts if p), name_en=said.get("name_en", ""))


def _contact(record: LeadRecord, log: IssueLog) -> Contact | None:
    """Whom to reach, as far as the file says; a person without a number is kept too, since somebody will ask for it."""
    person, phone = record.beside.get("contact", ""), record.beside.get("phone", "")
    if not person and not phone:
        return None
    own = IssueLog(log.file, ASKER)
    email = read_email(phone, own) if "@" in phone else ""
    found = Contact(line(person, "contact", own, most=PERSON_MOST), "" if email else read_phone(phone, own), email)
    log.issues += [replace(i, record=record.record, line=record.line) for i in own.issues]
    return found
