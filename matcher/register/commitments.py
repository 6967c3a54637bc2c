"""What is promised to a lead locks area or floor: others are offered only what is left, until somebody releases it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.answering import laid_over
from matcher.catalog.cells import format_cell
from matcher.catalog.held import hold_day, hold_site
from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.model.catalog import Catalog
from matcher.model.consistency import LEFT
from matcher.model.fields import BY_NAME
from matcher.model.pack import Citation
from matcher.model.site import Evidence, Site
from matcher.model.text import Text, joined, named
from matcher.model.values import Cell, Interval, month_index
from matcher.model.vocabulary import GONE
from matcher.register.answers import standing
from matcher.register.base import moment_text
from matcher.register.lead_rows import open_lead
from matcher.register.leads import OF_THE_REGISTER, SOURCE
from matcher.register.pipeline import CommitmentRow, LeadRow
from matcher.register.register import Change, Register, Result
from matcher.register.sites import added_sites, with_sites
from matcher.register.who import Who
from matcher.register.worded import line

AMOUNTS = (("land_mu", "available_land_mu"), ("floor_m2", "available_floor_m2"))
"""(what is promised and the site's total of it, what can still be had of it)."""


@dataclass(frozen=True)
class Locked:
    """A commitment that holds: of which site how much is promised to whom."""

    key: str
    version: int
    lead: str
    """The id of the lead."""
    name: Text
    site: str
    land_mu: float | None
    floor_m2: float | None
    whole: bool
    since: str
    until: str
    note: str


def open_commitments(session: Session, town: str) -> list[Locked]:
    """The commitments of a town that nobody has released, the oldest first."""
    found = session.execute(
        select(CommitmentRow, LeadRow)
        .join(LeadRow, LeadRow.key == CommitmentRow.lead)
        .where(CommitmentRow.town == town, CommitmentRow.released_at.is_(None))
        .order_by(CommitmentRow.made_at, CommitmentRow.key)
    )
    return [
        Locked(c.key, c.version, x.id, named(x.name, x.name_en), c.site, c.land_mu, c.floor_m2, c.whole, c.since, c.until, c.note)
        for c, x in found
    ]


def commit(
    register: Register,
    who: Who,
    pack: Catalog,
    lead: str,
    site: str,
    *,
    land_mu: float | None = None,
    floor_m2: float | None = None,
    whole: bool = False,
    since: str,
    until: str = "",
    note: str = "",
    once: str = "",
) -> Result:
    """Promises a site, or area [亩] or floor [㎡] of it, to a lead. Raises Refused where that much is surely not left.

    `pack` is the pack alone: its answers and what is promised already are read inside the transaction, so that two promises at once
    cannot both be kept of the same area.
    """
    town = pack.plan.town.id

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        log = IssueLog("commitment", ASKER)
        _hold_days(since, until, log)
        told = line(note, "note", log)
        if not log.issues:
            known, _ = with_sites(pack, added_sites(change.session, town))
            catalog, _, _ = laid_over(known, [g.answer for g in standing(change.session, town)])
            wish = Locked("", 0, lead, named(row.name, row.name_en), site, land_mu, floor_m2, whole, since, until, told)
            _hold_amounts(catalog, wish, open_commitments(change.session, town), row.settled_at == site, log)
        if log.issues:
            raise Refused(log.issues)
        made = CommitmentRow(
            town=town, lead=row.key, site=site, land_mu=land_mu, floor_m2=floor_m2, whole=whole, since=since, until=until, note=told,
            made_by=who.account, made_at=change.now,
        )  # fmt: skip
        change.session.add(made)
        change.session.flush()
        change.note(town, lead, site=site, land_mu=land_mu, floor_m2=floor_m2, whole=whole, since=since, until=until)
        return {"key": made.key}

    return register.do(who, "commitment.make", work, once=once)


def release(register: Register, who: Who, town: str, key: str, version: int) -> Result:
    """Gives promised area free again."""

    def work(change: Change) -> Result:
        row = change.session.get(CommitmentRow, key)
        if row is None or row.town != town or row.released_at is not None:
            message = Text("这条承诺已经不在了。", "holds no longer.")
            raise Refused([Issue("error", "commitment", key, 0, "", "", message, Text("请刷新后再看。", "Load the page again."))])
        change.hold(row, version, released_at=moment_text(change.now))
        row.released_at, row.released_by = change.now, who.account
        lead = change.session.get_one(LeadRow, row.lead)
        said = {"land_mu": row.land_mu, "floor_m2": row.floor_m2, "whole": row.whole}
        change.note(town, lead.id, site=row.site, released=True, **said)
        return {"key": key}

    return register.do(who, "commitment.release", work)


def _hold_days(since: str, until: str, log: IssueLog) -> None:
    hold_day(since, "since", log, exact=True)
    if until:
        hold_day(until, "until", log, exact=True)
    if not log.issues and until and until < since:
        log.error(Text("截止早于开始。", "ends before it begins."), Text("请核对日期。", "Check the days."), field="until", value=until)


def _hold_amounts(catalog: Catalog, wish: Locked, others: Sequence[Locked], is_its_own: bool, log: IssueLog) -> None:
    """Logs why the wish cannot be kept. `is_its_own` says that the lead has settled there, so that it being taken is no hindrance."""
    hold_site(wish.site, catalog.by_id, log)
    if log.issues:
        return
    amounts = (wish.land_mu, wish.floor_m2)
    if wish.whole == any(a is not None for a in amounts):
        log.error(
            Text("要写明承诺多少，或整个地块，二者取一。", "needs either how much is promised or the whole site."),
            Text("请填面积，或选整个地块。", "Give an area, or choose the whole site."),
            record=wish.site,
        )
        return
    here = [o for o in others if o.site == wish.site]
    left, _ = locked(catalog, here)
    site = left.by_id[wish.site]
    if site.text("status") in GONE and not (is_its_own and not here):
        log.error(
            Text("已被占用，或已经承诺，没有剩余。", "is taken or promised already; nothing is left."),
            Text("请先解除原来的承诺，或改正状态。", "Release the earlier commitment first, or correct the state."),
            record=wish.site,
        )
        return
    if wish.whole and here:
        log.error(
            Text("一部分已经承诺出去。", "is promised in part already."),
            Text("请先解除，或只承诺剩余部分。", "Release that first, or promise what is left."),
            record=wish.site,
        )
    for (total, available), amount in zip(AMOUNTS, amounts, strict=True):
        if amount is None:
            continue
        most = site.part(available, total)
        if not math.isfinite(amount) or amount <= 0:
            log.error(
                Text("不是大于 0 的数。", "is no figure above 0."), Text("请改正面积。", "Correct the area."), record=wish.site, field=total
            )
        elif most is not None and amount > most.high:
            log.error(
                Text("超过还剩的面积。", "is more than is left."),
                Text(f"最多还有 {most.high:g}。", f"At most {most.high:g} is left."),
                record=wish.site,
                field=total,
                value=f"{amount:g}",
            )


def locked(catalog: Catalog, commitments: Sequence[Locked]) -> tuple[Catalog, list[Issue]]:
    """The catalog with what is promised taken away: from what can still be had, or the site as a whole.

    A commitment on a site that the pack has no longer is told as a warning. Promised area of a site of which nothing is known changes no
    figure: what is left stays unknown. What the pack and the answers state counts as what there was before any promise.
    """
    issues: list[Issue] = []
    of_site: dict[str, list[Locked]] = {}
    for c in commitments:
        if c.site in catalog.by_id:
            of_site.setdefault(c.site, []).append(c)
            continue
        message = Text("承诺给项目的地块已不在数据包里。", "was promised to a lead, and the pack has it no longer.")
        mend = Text("请解除这条承诺。", "Release the commitment.")
        issues.append(Issue("warning", "commitment", c.lead, 0, "", c.site, message, mend))
    if not of_site:
        return catalog, issues
    changed: dict[str, Site] = {}
    evidence = dict(catalog.evidence)
    for ident, promised in of_site.items():
        site = catalog.by_id[ident]
        cells = _cells(site, promised)
        changed[ident] = site.with_cells(cells)
        for field in (f for f in cells if BY_NAME[f].evidence):
            evidence[ident, field] = _evidence(site, field, promised[-1].since, evidence.get((ident, field)))
    sources = {**catalog.sources, SOURCE: OF_THE_REGISTER}
    sites = tuple(changed.get(s.id, s) for s in catalog.sites)
    return replace(catalog, sites=sites, evidence=evidence, sources=sources), issues


def _evidence(site: Site, field: str, since: str, before: Evidence | None) -> Evidence:
    """The register says so now; what was said before stays in sight."""
    old = format_cell(BY_NAME[field], site.cells.get(field)) if before else ""
    other = before.citation if before and old else None
    return Evidence(site.id, field, "reported", Citation(source=SOURCE), since, other_value=old if other else "", other_citation=other)


def _cells(site: Site, promised: Sequence[Locked]) -> dict[str, Cell]:
    """The cells of a site that its commitments change."""
    cells: dict[str, Cell] = {}
    for c in promised:
        for (total, available), amount in zip(AMOUNTS, (c.land_mu, c.floor_m2), strict=True):
            most = site.with_cells(cells).part(available, total) if amount is not None else None
            if most is not None and amount is not None:
                cells[available] = Interval(max(0.0, most.low - amount), max(0.0, most.high - amount))
    if any(c.whole for c in promised) or _nothing_left(site.with_cells(cells), cells):
        names = joined(list(dict.fromkeys(c.name for c in promised)))
        cells |= {"status": "committed", "taken_by": names.zh, "taken_by_en": names.en, "taken_since": _since(promised[-1].since)}
    return cells


def _nothing_left(site: Site, cells: Mapping[str, Cell]) -> bool:
    """Whether promises have used up everything that counts of such a site; what is not known may be left."""
    amounts = [site.number(name) for name in LEFT.get(site.kind, ())]
    return bool(cells) and bool(amounts) and all(amount is not None and amount.high <= 0 for amount in amounts)


def _since(day: str) -> Interval:
    month = month_index(day[:7])
    return Interval(month, month)
