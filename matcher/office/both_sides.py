"""A match seen from the site: which lead it suits best, who is ruled out there, and who is admitted nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from matcher.explanation.reasons import contributions, gate_records
from matcher.explanation.shortlist import FEW, INVENTED
from matcher.explanation.verdict import told_verdict
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.text import NOTHING, Text, figure
from matcher.model.vocabulary import SITE_STATUS, TIER
from matcher.office.pairs import Pairs, pairs
from matcher.office.sides_records import Cell, Matrix, MatrixRow, MatrixSite, Tenant, TenantOut, TenantRefused, Tenants
from matcher.office.thresholds import threshold_checks
from matcher.ranking.score import STATUS
from matcher.rules.welcome import Standing, headline


class NoSuchSite(ValueError):
    """The site is not among those that can be ranked."""


def tenants(catalog: Catalog, leads: Iterable[Lead], site_id: str, on: date) -> Tenants:
    """The open leads for one site, the best first. Raises NoSuchSite for one that is unknown, or a stock without a plot."""
    found = pairs(catalog, tuple(leads), on)
    if site_id not in found.sites:
        raise NoSuchSite(site_id)
    site = found.sites.index(site_id)
    order = found.tenants_of(site)
    ruled_out = [lead for lead in range(len(found.leads)) if lead not in order]
    return Tenants(
        on=on.isoformat(),
        town=catalog.plan.town.title,
        notice=INVENTED if catalog.invented else NOTHING,
        site_id=site_id,
        title=catalog.site_title(site_id),
        kind=catalog.by_id[site_id].kind,
        tenants=tuple(_tenant(found, lead, site, rank) for rank, lead in enumerate(order, 1)),
        out=tuple(_ruled_out(found, lead, site) for lead in ruled_out),
        refused=tuple(_refused(catalog, lead, standing, on) for lead, standing in found.refused),
        left_out=found.left_out,
    )


def side(lead: Lead, standing: Standing) -> dict[str, object]:
    """What every record of a lead begins with."""
    return {
        "lead_id": lead.id,
        "name": lead.title,
        "stage": lead.stage,
        "tier": standing.tier,
        "tier_name": TIER.label(standing.tier),
        "verdict": standing.verdict,
    }


def _tenant(found: Pairs, lead: int, site: int, rank: int) -> Tenant:
    catalog, who, standing = found.catalog, found.leads[lead], found.standings[lead]
    alone = found.alone(lead, site)
    checks = threshold_checks(alone.ask, 0)
    gates = gate_records(catalog, alone, 0)
    told = told_verdict(catalog, who.need, standing, found.on.isoformat()[:7])
    return Tenant.model_validate(
        {
            **side(who, standing),
            "rank": rank,
            "status": STATUS[int(found.status[lead, site])],
            "score": float(found.score[lead, site]),
            "low": float(found.low[lead, site]),
            "high": float(found.high[lead, site]),
            "site_rank": int(found.site_rank[lead, site]),
            "measured": found.measured[lead],
            "headline": told.headline,
            "controls": told.controls,
            "contributions": contributions(catalog, alone, 0),
            "thresholds": checks,
            "open": tuple(g for g in gates if g.outcome == "unknown"),
            "sentence": _sentence(found, lead, site),
        }
    )


def _sentence(found: Pairs, lead: int, site: int) -> Text:
    standing = found.standings[lead]
    place = int(found.site_rank[lead, site])
    wish = (
        Text("这里是它的首选。", "This is its first choice.")
        if place == 1
        else Text("它把这里排在第 {p}，首选是{f}。", "It ranks this site {p}; its first choice is {f}.").fill(
            p=str(place), f=found.catalog.site_title(found.sites[found.best_site(lead) or 0])
        )
    )
    status = SITE_STATUS.label(STATUS[int(found.status[lead, site])])
    low, high = (figure(round(float(end[lead, site]))) for end in (found.low, found.high))
    approval = Text("，须经准入", ", by approval") if standing.verdict == "conditional" else NOTHING
    fit = Text("{t}{a}；{s}，得分 {v}（{l}–{h}）。", "{T}{a}; {s}, {v} points ({l}–{h}). ").fill(
        t=TIER.label(standing.tier),
        T=Text("", TIER.label(standing.tier).en.capitalize()),
        a=approval,
        s=status,
        v=figure(round(float(found.score[lead, site]))),
        l=low,
        h=high,
    )
    if found.measured[lead] >= FEW:
        return fit + wish
    few = Text(
        "它说明得少，只有 {n} 项可计分，分数意义不大。",
        " It has said little: only {n} of the criteria can be scored, so its points mean little.",
    )
    return fit + wish + few.fill(n=str(found.measured[lead]))


def _ruled_out(found: Pairs, lead: int, site: int) -> TenantOut:
    failed = tuple(g for g in gate_records(found.catalog, found.alone(lead, site), 0) if g.outcome == "fail")
    return TenantOut.model_validate({**side(found.leads[lead], found.standings[lead]), "failed": failed})


def _refused(catalog: Catalog, lead: Lead, standing: Standing, on: date) -> TenantRefused:
    told = told_verdict(catalog, lead.need, standing, on.isoformat()[:7])
    return TenantRefused.model_validate({**side(lead, standing), "headline": told.headline, "controls": told.controls})


def matrix(catalog: Catalog, leads: Iterable[Lead], on: date) -> Matrix:
    """All open leads against all sites that can be ranked: the most welcome lead first, refused ones last and without cells."""
    found = pairs(catalog, tuple(leads), on)
    rows = sorted(range(len(found.leads)), key=lambda i: (int(found.tier[i]), int(found.approval[i]), found.leads[i].id))
    told = [_row(found, i) for i in rows]
    told += [
        MatrixRow.model_validate({**side(lead, standing), "headline": headline(catalog, lead.need, standing), "cells": ()})
        for lead, standing in found.refused
    ]
    sites = tuple(MatrixSite(site_id=s, title=catalog.site_title(s), kind=catalog.by_id[s].kind) for s in found.sites)
    return Matrix(on=on.isoformat(), sites=sites, rows=tuple(told))


def _row(found: Pairs, lead: int) -> MatrixRow:
    who, standing = found.leads[lead], found.standings[lead]
    cells = tuple(_cell(found, lead, site) for site in range(len(found.sites)))
    said = headline(found.catalog, who.need, standing)
    return MatrixRow.model_validate({**side(who, standing), "headline": said, "cells": cells})


def _cell(found: Pairs, lead: int, site: int) -> Cell:
    place = int(found.site_rank[lead, site])
    if not place:
        failed = tuple(gate for gate, flags in found.failed.items() if flags[lead, site])
        return Cell(status="out", score=None, low=None, high=None, failed=failed, rank=None, place=None)
    return Cell(
        status=STATUS[int(found.status[lead, site])],  # type: ignore[arg-type]
        score=float(found.score[lead, site]),
        low=float(found.low[lead, site]),
        high=float(found.high[lead, site]),
        failed=(),
        rank=place,
        place=int(found.tenant_rank[lead, site]),
    )
