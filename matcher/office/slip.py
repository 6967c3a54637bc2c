"""What changes for whom if everything that is promised comes months late: two answers for each open lead, held against each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from matcher.explanation.setting import scored_need
from matcher.explanation.shortlist import INVENTED
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.text import NOTHING, Text, figure, sentences
from matcher.model.values import month_text
from matcher.model.vocabulary import GONE, SITE_STATUS
from matcher.office.open_leads import open_leads
from matcher.office.slip_records import LeadSlip, LostSite, Place, SiteName, Slip
from matcher.ranking.score import FITS, OUT, STATUS, TO_ASK, Scored
from matcher.rules.ask import FAIL
from matcher.rules.columns import IN_USE
from matcher.rules.timeline import late
from matcher.rules.welcome import standing

NAMED = 3
"""Sites named in a sentence; the record lists them all."""
LONGEST = 600
"""The longest slip that is answered, in months: beyond it no date of the data means anything, and years would outgrow four figures."""


def slip(catalog: Catalog, leads: Iterable[Lead], on: date, months: int, since: date | None = None) -> Slip:
    """What changes for whom on a day if everything due after the month of `since` (that day, unless told) comes `months` later.

    Raises ValueError where months lie outside 0..LONGEST or `since` comes after `on`.
    """
    begun = since or on
    if not 0 <= months <= LONGEST or begun > on:
        raise ValueError(f"{months} months late since {begun} cannot be answered for {on}")
    month = begun.year * 12 + begun.month - 1
    then = late(catalog, months, month)
    every = tuple(leads)
    asked = [lead for lead in open_leads(every) if standing(catalog, lead.need).verdict != "refused"]
    changes = [change for lead in asked if (change := _change(catalog, then, lead, on)) is not None]
    sites = sum(a.kind != "pool" and a.cells != b.cells for a, b in zip(catalog.sites, then.sites, strict=True))
    works = sum(a.delivery != b.delivery for a, b in zip(catalog.plan.infrastructure, then.plan.infrastructure, strict=True))
    found = Slip(
        on=on.isoformat(),
        since=month_text(month),
        months=months,
        town=catalog.plan.town.title,
        notice=INVENTED if catalog.invented else NOTHING,
        moved_sites=sites,
        moved_works=works,
        leads=tuple(sorted(changes, key=_severity)),
        untouched=len(asked) - len(changes),
        left_out=len(every) - len(asked),
        undated=_undated(catalog),
        sentence=NOTHING,
    )
    return found.model_copy(update={"sentence": _summary(found, len(asked))})


def _severity(change: LeadSlip) -> tuple[bool, bool, int, float, str]:
    """Whoever loses every site comes first, then whose first choice moves, then who loses most."""
    return (change.first_after is not None, not change.first_changes, -len(change.lost), -(change.points_lost or 0.0), change.lead_id)


def _change(catalog: Catalog, then: Catalog, lead: Lead, on: date) -> LeadSlip | None:
    """What changes for one lead, or None. Rows are the same in both answers, since a slip neither adds nor removes a site."""
    before, after = scored_need(catalog, lead.need, on), scored_need(then, lead.need, on)
    ids = before.ask.columns.ids
    first, next_first = (_first(catalog, scored) for scored in (before, after))
    lost = [row for row in range(len(ids)) if before.status[row] != OUT and after.status[row] == OUT]
    asks = [row for row in range(len(ids)) if before.status[row] == FITS and after.status[row] == TO_ASK]
    if first == next_first and not lost and not asks:
        return None
    row = ids.index(first.site_id) if first else -1
    points = None if first is None or after.status[row] == OUT else round(float(before.score[row] - after.score[row]), 6)
    found = LeadSlip(
        lead_id=lead.id,
        name=lead.title,
        first_before=first,
        first_after=next_first,
        first_changes=(first and first.site_id) != (next_first and next_first.site_id),
        lost=tuple(LostSite(site_id=ids[r], title=catalog.site_title(ids[r]), sentence=_why_out(after, r)) for r in _by_id(ids, lost)),
        to_ask=tuple(SiteName(site_id=ids[r], title=catalog.site_title(ids[r])) for r in _by_id(ids, asks)),
        points_lost=points,
        sentence=NOTHING,
    )
    return found.model_copy(update={"sentence": _sentence(found)})


def _by_id(ids: tuple[str, ...], rows: list[int]) -> list[int]:
    return sorted(rows, key=lambda row: ids[row])


def _first(catalog: Catalog, scored: Scored) -> Place | None:
    order = scored.order()
    if not len(order):
        return None
    row = int(order[0])
    site_id = scored.ask.columns.ids[row]
    return Place(
        site_id=site_id,
        title=catalog.site_title(site_id),
        status=STATUS[int(scored.status[row])],  # type: ignore[arg-type]
        score=float(scored.score[row]),
        low=float(scored.low[row]),
        high=float(scored.high[row]),
    )


def _why_out(after: Scored, row: int) -> Text:
    return sentences([column.sentence(row) for column in after.gates.values() if column.outcome[row] == FAIL])


def _sentence(found: LeadSlip) -> Text:
    told = [_first_told(found)]
    if found.lost:
        told.append(
            Text("{n} 处来不及，不再符合：{s}。", "{n} can no longer be had in time: {s}.").fill(
                n=str(len(found.lost)), s=_some([s.title for s in found.lost])
            )
        )
    if found.to_ask:
        told.append(
            Text("{n} 处由适合变为待核实：{s}。", "{n} that fitted must now be asked about: {s}.").fill(
                n=str(len(found.to_ask)), s=_some([s.title for s in found.to_ask])
            )
        )
    return sentences([t for t in told if t != NOTHING])


def _first_told(found: LeadSlip) -> Text:
    a, b = found.first_before, found.first_after
    if a is None:
        return NOTHING
    if b is None:
        return Text("原来首选{a}，推迟后一处也不剩。", "Its first choice was {a}; after the slip no site is left to it.").fill(a=a.title)
    if a.site_id != b.site_id:
        form = Text("首选由{a}（{x}）变为{b}（{y}）。", "Its first choice moves from {a} ({x}) to {b} ({y}).")
        return form.fill(a=a.title, b=b.title, x=_points(a), y=_points(b))
    if (a.status, a.score, a.low, a.high) == (b.status, b.score, b.low, b.high):
        return Text("首选仍是{a}，分数不变。", "{a} stays its first choice, with the same points.").fill(a=a.title)
    lost = figure(round(found.points_lost or 0.0, 1))
    if lost == "0":
        form = Text(
            "首选仍是{a}，得分几乎不变，最低分由 {x} 到 {y}。",
            "{a} stays its first choice; its points hardly change, its lowest goes from {x} to {y}.",
        )
        return form.fill(a=a.title, x=_tenth(a.low), y=_tenth(b.low))
    form = Text("首选仍是{a}，少 {p} 分（{x} → {y}）。", "{a} stays its first choice and loses {p} points ({x} → {y}).")
    return form.fill(a=a.title, p=lost, x=_tenth(a.score), y=_tenth(b.score))


def _points(place: Place) -> Text:
    return Text("{s}，{p} 分", "{s}, {p} points").fill(s=SITE_STATUS.label(place.status), p=_tenth(place.score))


def _tenth(value: float) -> str:
    return figure(round(value, 1))


def _some(titles: list[Text]) -> Text:
    """Names of sites hold commas themselves, so the English list is parted by semicolons."""
    shown = titles[:NAMED]
    rest = Text("等", "; and others") if len(titles) > NAMED else NOTHING
    return Text("、".join(t.zh for t in shown), "; ".join(t.en for t in shown)) + rest


def _undated(catalog: Catalog) -> int:
    """Sites that can still be had and whose delivery nobody has stated, though they do not stand ready."""
    settled = (*IN_USE, *GONE)
    return sum(s.kind != "pool" and s.number("delivery") is None and s.text("status") not in settled for s in catalog.sites)


def _summary(found: Slip, asked: int) -> Text:
    if found.months == 0:
        return Text("没有推迟，什么都不变。", "Nothing is late, so nothing changes.")
    unknown = Text(
        f"另有 {found.undated} 处何时交付未知，推迟与否都是未知。", f"For {found.undated} more sites delivery is unknown, and stays so."
    )
    told = [unknown] if found.undated else []
    if not found.moved_sites and not found.moved_works:
        none = Text(
            f"数据里没有 {found.since} 之后才到期的交付或工程，推迟改变不了什么。",
            f"The data hold no delivery and no work due after {found.since}, so a slip changes nothing.",
        )
        return sentences([none, *told])
    changed = len(found.leads)
    late_by = f"{found.months} month{'' if found.months == 1 else 's'}"
    moved = Text(
        f"{found.since} 之后才到期的 {found.moved_sites} 处交付和 {found.moved_works} 项工程都晚 {found.months} 个月：",
        f"With {found.moved_sites} deliveries and {found.moved_works} works due after {found.since} coming {late_by} late, ",
    )
    if not changed:
        return sentences([moved + Text(f"{asked} 条线索都不受影响。", f"none of the {asked} leads is touched."), *told])
    touched = Text(
        f"{asked} 条线索中 {changed} 条有变化，{asked - changed} 条不受影响。",
        f"{changed} of {asked} leads see a change and {asked - changed} are not touched.",
    )
    return sentences([moved + touched, *told])
