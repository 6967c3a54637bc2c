"""The gap between the two sides: where each lead would rather go, whom that site would rather have, and where both agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from matcher.explanation.shortlist import FEW, INVENTED
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.text import NOTHING, Text, figure, joined
from matcher.model.vocabulary import SITE_STATUS, TIER
from matcher.office.pairs import Pairs, pairs
from matcher.office.sides_records import Choice, DecidedBy, Gap, Gaps, Pair, SiteGap, Standing
from matcher.ranking.score import STATUS

_BECAUSE: dict[str, Text] = {
    "approval": Text("同一层级，它不须准入", "both are of one tier, and it needs no approval"),
    "thresholds": Text("同一层级，它达到的用地门槛更多", "both are of one tier, and it meets more of the thresholds for land"),
    "status": Text("同一层级，它的门槛已全部通过", "both are of one tier, and it passes every gate already"),
    "score": Text("同一层级", "both are of one tier, and it stands there"),
    "low": Text("同一层级，它的最低分更高", "both are of one tier, and its lowest is higher"),
    "id": Text("同一层级，按编号列出", "both are of one tier and stand by id"),
}


def gaps(catalog: Catalog, leads: Iterable[Lead], on: date) -> Gaps:
    """Every lead's and every site's first wish on a day. Nothing is allotted here: one site may be the first wish of many."""
    found = pairs(catalog, tuple(leads), on)
    own = tuple(_lead_gap(found, lead) for lead in range(len(found.leads)))
    wanted = [site for site in range(len(found.sites)) if found.best_tenant(site) is not None]
    sites = tuple(_site_gap(found, site) for site in sorted(wanted, key=lambda s: found.sites[s]))
    agreed = tuple(Pair(lead_id=g.lead_id, site_id=g.choice.site_id) for g in own if g.agreed and g.choice)
    return Gaps(
        on=on.isoformat(),
        town=catalog.plan.town.title,
        notice=INVENTED if catalog.invented else NOTHING,
        leads=own,
        sites=sites,
        agreed=agreed,
        no_tenant=tuple(sorted(s for i, s in enumerate(found.sites) if i not in wanted)),
        refused=tuple(lead.id for lead, _ in found.refused),
        left_out=found.left_out,
        sentence=_summary(own, len(agreed)),
    )


def _summary(own: tuple[Gap, ...], agreed: int) -> Text:
    placed = sum(g.choice is not None for g in own)
    if not own:
        return Text("没有在谈的线索。", "There is no open lead.")
    nowhere = len(own) - placed
    told = Text(
        f"{placed} 条线索各有首选，其中 {agreed} 条与地块互为首选，{placed - agreed} 条的首选更适合别家。",
        f"{placed} leads have a first choice: {agreed} of them agree with the site, and for {placed - agreed} that site suits another better.",
    )
    none = Text(f"另有 {nowhere} 条没有地块可选。", f" {nowhere} more {'has' if nowhere == 1 else 'have'} no site to choose.")
    return told + none if nowhere else told


def _lead_gap(found: Pairs, lead: int) -> Gap:
    who, standing = found.leads[lead], found.standings[lead]
    site = found.best_site(lead)
    if site is None:
        said = Text("{n}目前没有可选的地块或载体。", "{n} has no site to choose at present.").fill(n=who.title)
        return Gap(
            lead_id=who.id, name=who.title, tier=standing.tier, verdict=standing.verdict, measured=found.measured[lead], choice=None, place=None, of=0,  # type: ignore[arg-type]
            best=None, decided_by=None, points=None, tiers=None, agreed=False, sentence=said,
        )  # fmt: skip
    best = found.best_tenant(site)
    assert best is not None, "a site that is somebody's first choice has a tenant"
    found_gap = Gap(
        lead_id=who.id,
        name=who.title,
        tier=standing.tier,
        verdict=standing.verdict,  # type: ignore[arg-type]
        measured=found.measured[lead],
        choice=_choice(found, lead, site),
        place=int(found.tenant_rank[lead, site]),
        of=len(found.tenants_of(site)),
        best=_standing(found, best, site),
        decided_by=None if best == lead else _decided_by(found, best, lead, site),
        points=round(float(found.score[best, site] - found.score[lead, site]), 6),
        tiers=int(found.tier[lead] - found.tier[best]),
        agreed=best == lead,
        sentence=NOTHING,
    )
    return found_gap.model_copy(update={"sentence": _lead_told(found_gap)})


def _decided_by(found: Pairs, first: int, second: int, site: int) -> DecidedBy:
    """The first key in which two tenants of a site differ."""
    keys: tuple[tuple[DecidedBy, float, float], ...] = (
        ("tier", found.tier[first], found.tier[second]),
        ("approval", found.approval[first], found.approval[second]),
        ("thresholds", found.met[first, site], found.met[second, site]),
        ("status", found.status[first, site], found.status[second, site]),
        ("score", found.score[first, site], found.score[second, site]),
        ("low", found.low[first, site], found.low[second, site]),
    )
    return next((name for name, a, b in keys if a != b), "id")


def _lead_told(gap: Gap) -> Text:
    assert gap.choice
    assert gap.best
    if gap.agreed:
        form = Text("{n}和{s}互为首选（{t}，{st}，{p} 分）。", "{n} and {s} are each other's first choice ({t}, {st}, {p} points).")
        return form.fill(
            n=gap.name, s=gap.choice.title, t=TIER.label(gap.tier), st=SITE_STATUS.label(gap.choice.status), p=_tenth(gap.choice.score)
        )
    assert gap.decided_by
    wish = Text("{n}最中意{s}，在那里 {of} 家中排第 {k}。", "{n} likes {s} best, and is {k} of {of} there. ").fill(
        n=gap.name, s=gap.choice.title, of=str(gap.of), k=str(gap.place)
    )
    better = Text("那里更适合{b}（{t}，{p} 分）：{why}。", "The site suits {b} better ({t}, {p} points): {why}.").fill(
        b=gap.best.name, t=gap.best.tier_name, p=_tenth(gap.best.score), why=_apart(gap)
    )
    little = [who.name for who in (gap, gap.best) if who.measured < FEW]
    caution = Text("{w}说明得少，分数意义不大。", " Little is stated by {w}, so the points mean little.").fill(w=joined(little))
    return wish + better + (caution if little else NOTHING)


def _apart(gap: Gap) -> Text:
    """Why the best tenant stands before this lead, and how far apart they are in tiers and in points."""
    points = round(gap.points or 0.0, 1)
    amount = figure(abs(points))
    if points > 0:
        by_points = Text(f"，得分高 {amount} 分", f", with {amount} points more")
    elif points < 0:
        by_points = Text(f"，得分反而低 {amount} 分", f", though with {amount} points less")
    else:
        by_points = Text("，得分相同", ", with the same points")
    if gap.decided_by == "tier":
        tiers = gap.tiers or 0
        return Text(f"在规划里高 {tiers} 级", f"it stands {tiers} tier{'' if tiers == 1 else 's'} higher in the plan") + by_points
    assert gap.decided_by
    return _BECAUSE[gap.decided_by] + by_points


def _site_gap(found: Pairs, site: int) -> SiteGap:
    best = found.best_tenant(site)
    assert best is not None, "only sites with a tenant are asked"
    rank = int(found.site_rank[best, site])
    first = found.best_site(best)
    elsewhere = None if rank == 1 or first is None else _choice(found, best, first)
    told = SiteGap(
        site_id=found.sites[site],
        title=found.catalog.site_title(found.sites[site]),
        best=_standing(found, best, site),
        rank=rank,
        of=int((found.site_rank[best] > 0).sum()),
        elsewhere=elsewhere,
        agreed=rank == 1,
        sentence=NOTHING,
    )
    return told.model_copy(update={"sentence": _site_told(told)})


def _site_told(gap: SiteGap) -> Text:
    parts: dict[str, Text | str] = {"s": gap.title, "n": gap.best.name, "t": gap.best.tier_name, "p": _tenth(gap.best.score)}
    first = Text("{s}最适合{n}（{t}，{p} 分）", "{s} suits {n} best ({t}, {p} points)").fill(**parts)
    if gap.elsewhere is None:
        return first + Text("，也是它的首选。", ", which likes it best too.")
    rest = Text(
        "；它把这里排在 {of} 处中第 {k}，首选是{e}（{x} 分）。", "; it ranks this site {k} of {of}, and likes {e} best ({x} points)."
    )
    return first + rest.fill(of=str(gap.of), k=str(gap.rank), e=gap.elsewhere.title, x=_tenth(gap.elsewhere.score))


def _choice(found: Pairs, lead: int, site: int) -> Choice:
    return Choice(
        site_id=found.sites[site],
        title=found.catalog.site_title(found.sites[site]),
        status=STATUS[int(found.status[lead, site])],  # type: ignore[arg-type]
        score=float(found.score[lead, site]),
    )


def _standing(found: Pairs, lead: int, site: int) -> Standing:
    who, standing = found.leads[lead], found.standings[lead]
    return Standing(
        lead_id=who.id,
        name=who.title,
        tier=standing.tier,
        tier_name=TIER.label(standing.tier),
        verdict=standing.verdict,  # type: ignore[arg-type]
        status=STATUS[int(found.status[lead, site])],  # type: ignore[arg-type]
        score=float(found.score[lead, site]),
        measured=found.measured[lead],
    )


def _tenth(value: float) -> str:
    return figure(round(value, 1))
