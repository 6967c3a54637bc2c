"""Sites that the office has added to the town: from a file, or by hand. Laid beside those of the pack, and never deleted, only taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.answering import TOLD_PREFIX
from matcher.catalog.cells import Unreadable, parse_cell
from matcher.catalog.issues import ASKER, Issue
from matcher.catalog.sites import REQUIRED, filled_facts
from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import BY_NAME
from matcher.model.pack import Citation, Source
from matcher.model.site import Evidence, Site
from matcher.model.text import Text
from matcher.model.values import Cell
from matcher.register.facts import AddedSiteRow
from matcher.register.lead_ids import new_id
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import refusal

REPORTED: Literal["reported"] = "reported"


@dataclass(frozen=True)
class AddedSite:
    """A site as it was added: its cells as parcels.csv writes them, and who says so of all of them."""

    id: str
    version: int
    cells: Mapping[str, str]
    source: str
    as_of: str
    confirmed_by: str


def added_sites(session: Session, town: str) -> tuple[AddedSite, ...]:
    """Those that stand, in the order in which they came."""
    rows = session.scalars(
        select(AddedSiteRow).where(AddedSiteRow.town == town, AddedSiteRow.withdrawn_at.is_(None)).order_by(AddedSiteRow.number)
    )
    return tuple(AddedSite(r.id, r.version, r.cells, r.source, r.as_of, r.confirmed_by) for r in rows)


def put_site(
    change: Change, town: str, cells: Mapping[str, str], taken: set[str], *, source: str, as_of: str, confirmed_by: str, place: str
) -> str:
    """Adds a site within a change that is under way, and returns its id, which `taken` then holds. Whoever calls tells the audit.

    Raises Refused where the id is one that a site has or had.
    """
    ident = cells.get("id", "")
    if ident and ident in taken:
        message = Text("这个编号已经用过。", "is the id of a site that is, or was, there.")
        raise refusal("site", place, message, Text("请换一个编号。", "Give it another id."), field="id", value=ident)
    ident = ident or new_id(cells.get("name", ""), taken)
    taken.add(ident)
    change.session.add(
        AddedSiteRow(
            town=town, id=ident, cells={**cells, "id": ident}, source=source, as_of=as_of, confirmed_by=confirmed_by,
            added_by=change.who.account, added_at=change.now,
        )
    )  # fmt: skip
    return ident


def taken_site_ids(session: Session, catalog: Catalog) -> set[str]:
    """Every id that a site of the town has or had."""
    had = session.scalars(select(AddedSiteRow.id).where(AddedSiteRow.town == catalog.plan.town.id))
    return {*catalog.by_id, *had}


def withdraw_site(register: Register, who: Who, town: str, site: str, version: int, reason: str = "") -> Result:
    """Takes a site back that was added; what was said of it since stays in the register and is shown nowhere."""

    def work(change: Change) -> Result:
        row = change.session.scalar(select(AddedSiteRow).where(AddedSiteRow.town == town, AddedSiteRow.id == site))
        if row is None or row.withdrawn_at is not None:
            message = Text("不是登记进来的地块，或已经撤回。", "is no site that was added here, or was taken back.")
            raise refusal("site", site, message, Text("请核对编号。", "Check the id."))
        change.hold(row, version, reason=reason)
        row.withdrawn_at, row.withdrawn_by, row.reason = change.now, change.who.account, reason[:500]
        change.note(town, site, withdrawn=True, reason=reason[:500])
        return {"site": site}

    return register.do(who, "site.withdraw", work)


def with_sites(catalog: Catalog, added: Sequence[AddedSite]) -> tuple[Catalog, list[Issue]]:
    """The catalog with the added sites after its own. One that the pack has by now, or that it cannot read any more, is left out and told."""
    sites, sources, evidence, issues = [], dict(catalog.sources), dict(catalog.evidence), []
    for one in added:
        if one.id in catalog.by_id:
            continue  # the pack has taken it in since
        found = _site(one, catalog)
        if isinstance(found, Issue):
            issues.append(found)
            continue
        token = TOLD_PREFIX + hashlib.sha256(one.source.encode()).hexdigest()[:10]
        sources.setdefault(token, Source(name=one.source, name_en=one.source, kind=REPORTED))
        for fact in filled_facts(found):
            evidence[found.id, fact] = Evidence(found.id, fact, REPORTED, Citation(source=token), one.as_of, one.confirmed_by)
        sites.append(found)
    if not sites:
        return catalog, issues
    told = repr([(one.id, sorted(one.cells.items()), one.source, one.as_of) for one in added])
    version = hashlib.sha256((catalog.version + told).encode()).hexdigest()[:16]
    return replace(catalog, sites=(*catalog.sites, *sites), sources=sources, evidence=evidence, version=version), issues


def _site(one: AddedSite, catalog: Catalog) -> Site | Issue:
    cells: dict[str, Cell] = {}
    try:
        for name, text in one.cells.items():
            if text and name in BY_NAME:
                cells[name] = _parsed(name, text, catalog)
    except Unreadable as fault:
        return Issue("warning", "site", one.id, 0, name, text[:120], fault.message, fault.mend, ASKER)
    found = Site(one.id, cells)
    lacking = next((n for n in REQUIRED if n not in cells), "")
    if lacking:
        return Issue(
            "warning", "site", one.id, 0, lacking, "", Text("不能为空。", "must not be empty."), Text("请填写。", "Fill it in."), ASKER
        )
    for message, mend, name in contradictions(found):
        return Issue("warning", "site", one.id, 0, name, one.cells.get(name, "")[:120], message, mend, ASKER)
    return found


def _parsed(name: str, text: str, catalog: Catalog) -> Cell:
    field = BY_NAME[name]
    possible = catalog.possible(name) if field.type in ("number", "month") else None
    return parse_cell(field, text, catalog.vocabularies.get(field.vocabulary), possible)
