"""What is promised to a lead locks area or floor: others are offered only what is left, until somebody releases it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, IssueLog, Refused
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.pack import Citation
from matcher.model.site import Evidence, Site
from matcher.model.text import Text, named
from matcher.model.values import Cell, Interval, month_index
from matcher.register.base import moment_text
from matcher.register.leads import OF_THE_REGISTER, SOURCE
from matcher.register.pipeline import CommitmentRow, LeadRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who

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
    catalog: Catalog,
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

    `catalog` is the pack with its answers and without commitments: those are read again inside the transaction.
    """
    town = catalog.plan.town.id

    def work(change: Change) -> Result:
        row = change.session.scalar(select(LeadRow).where(LeadRow.town == town, LeadRow.id == lead))
        log = IssueLog("commitment", ASKER)
        if row is None:
            log.error(Text("没有这个项目。", "is no lead of this town."), Text("请核对编号。", "Check the id."), value=lead)
        _hold_days(since, until, log)
        _hold_amounts(catalog, site, (land_mu, floor_m2), whole, open_commitments(change.session, town), log)
        if log.issues or row is None:
            raise Refused(log.issues)
        made = CommitmentRow(
            town=town, lead=row.key, site=site, land_mu=land_mu, floor_m2=floor_m2, whole=whole, since=since, until=until, note=note[:500],
            made_by=who.account, made_at=change.now,
        )  # fmt: skip
        change.session.add(made)
        change.session.flush()
        change.note(town, site, lead=lead, land_mu=land_mu, floor_m2=floor_m2, whole=whole, since=since, until=until)
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
        change.note(town, row.site, commitment=key, released=True)
        return {"key": key}

    return register.do(who, "commitment.release", work)


def _hold_days(since: str, until: str, log: IssueLog) -> None:
    try:
        if until and date.fromisoformat(until) < date.fromisoformat(since):
            log.error(Text("截止早于开始。", "ends before it begins."), Text("请核对日期。", "Check the days."), field="until", value=until)
        date.fromisoformat(since)
    except ValueError:
        log.error(
            Text("日期写法不对。", "has a day of the wrong form."), Text("请写成 2026-11-20。", "Write it as 2026-11-20."), field="since"
        )


def _hold_amounts(
    catalog: Catalog, site_id: str, amounts: tuple[float | None, ...], whole: bool, others: Sequence[Locked], log: IssueLog
) -> None:
    site = catalog.by_id.get(site_id)
    if site is None:
        log.error(Text("没有这个地块。", "is no site of this pack."), Text("请核对编号。", "Check the id."), value=site_id)
        return
    if whole == any(a is not None for a in amounts):
        log.error(
            Text("要写明承诺多少，或整个地块，二者取一。", "needs either how much is promised or the whole site."),
            Text("请填面积，或选整个地块。", "Give an area, or choose the whole site."),
            record=site_id,
        )
        return
    left, _ = locked(catalog, others)
    here = left.by_id[site_id]
    taken = Text("已经承诺给别人，没有剩余。", "is promised to somebody else already.")
    if here.text("status") in ("taken", "committed") and any(o.site == site_id for o in others):
        log.error(taken, Text("请先解除原来的承诺。", "Release the earlier commitment first."), record=site_id)
        return
    if whole and any(o.site == site_id for o in others):
        log.error(taken, Text("请先解除原来的承诺，或只承诺剩余部分。", "Release it first, or promise what is left."), record=site_id)
    for (total, available), amount in zip(AMOUNTS, amounts, strict=True):
        if amount is None:
            continue
        most = _still(here, total, available)
        if not math.isfinite(amount) or amount <= 0 or (most is not None and amount > most.high):
            room = f"{most.high:g}" if most else "?"
            log.error(
                Text("超过还剩的面积。", "is more than is left."),
                Text(f"最多还有 {room}。", f"At most {room} is left."),
                record=site_id,
                field=total,
                value=f"{amount:g}",
            )


def _still(site: Site, total: str, available: str) -> Interval | None:
    """What can still be had of a site: as stated, else anything up to its total; None where neither is known."""
    stated, all_of_it = site.number(available), site.number(total)
    if stated is not None:
        return stated
    return Interval(0.0, all_of_it.high) if all_of_it is not None else None


def locked(catalog: Catalog, commitments: Sequence[Locked]) -> tuple[Catalog, list[Issue]]:
    """The catalog with what is promised taken away: from what can still be had, or the site as a whole.

    A commitment on a site that the pack has no longer is told as a warning. Promised area of a site of which nothing is known changes no
    figure: what is left stays unknown.
    """
    issues: list[Issue] = []
    changed: dict[str, Site] = {}
    evidence = dict(catalog.evidence)
    for c in commitments:
        site = changed.get(c.site) or catalog.by_id.get(c.site)
        if site is None:
            message = Text("承诺给项目的地块已不在数据包里。", "was promised to a lead, and the pack has it no longer.")
            mend = Text("请解除这条承诺。", "Release the commitment.")
            issues.append(Issue("warning", "commitment", c.lead, 0, "", c.site, message, mend))
            continue
        cells = _cells(site, c)
        changed[c.site] = site.with_cells(cells)
        for field in (f for f in cells if BY_NAME[f].evidence):
            before = evidence.get((c.site, field))
            evidence[c.site, field] = Evidence(
                c.site, field, "reported", Citation(source=SOURCE), c.since, other_citation=before.citation if before else None
            )
    if not changed:
        return catalog, issues
    sources = {**catalog.sources, SOURCE: OF_THE_REGISTER}
    sites = tuple(changed.get(s.id, s) for s in catalog.sites)
    return replace(catalog, sites=sites, evidence=evidence, sources=sources), issues


def _cells(site: Site, c: Locked) -> dict[str, Cell]:
    """The cells of a site that a commitment changes."""
    gone: dict[str, Cell] = {"status": "committed", "taken_by": c.name.zh, "taken_by_en": c.name.en, "taken_since": _since(c.since)}
    if c.whole:
        return gone
    cells: dict[str, Cell] = {}
    for (total, available), amount in zip(AMOUNTS, (c.land_mu, c.floor_m2), strict=True):
        most = _still(site, total, available) if amount is not None else None
        if most is not None and amount is not None:
            left = Interval(max(0.0, most.low - amount), max(0.0, most.high - amount))
            cells[available] = left
            if left.high <= 0:
                cells.update(gone)
    return cells


def _since(day: str) -> Interval:
    month = month_index(day[:7])
    return Interval(month, month)
