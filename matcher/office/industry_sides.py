"""Supply against demand, industry by industry. Rows overlap: a site may be meant for several industries, and a lead claimed by several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.pack import Industry
from matcher.model.site import Site
from matcher.model.vocabulary import GONE
from matcher.office.amounts import Amount, asked, counted_fields, invested, left_of
from matcher.office.open_leads import is_open
from matcher.rules.welcome import Standing, standing


@dataclass(frozen=True)
class Demand:
    """Some leads together."""

    leads: tuple[str, ...]
    investment: Amount
    land_mu: Amount
    floor_m2: Amount


@dataclass(frozen=True)
class IndustrySides:
    """An industry with the sites meant for it, of which something may be left, and the leads it claims; None gathers leads that none claims."""

    industry: Industry | None
    sites: tuple[str, ...]
    land_mu: Amount
    floor_m2: Amount
    seeking: Demand
    """Open leads, which still look for a place."""
    settled: Demand


@dataclass(frozen=True)
class BothSides:
    rows: tuple[IndustrySides, ...]
    """The largest demand first, then the largest supply; leads that no industry claims last. Only industries with either."""
    unstated: int
    """Sites of which nobody has said what they are meant for: open to any industry."""
    refused: int
    """Leads that the plan refuses, which are in no row."""
    elsewhere: int
    """Leads that run or rest, which are in no row."""


def industry_sides(catalog: Catalog, leads: Sequence[Lead]) -> BothSides:
    stood = [(lead, standing(catalog, lead.need)) for lead in sorted(leads, key=lambda x: x.id)]
    heard = [(lead, s) for lead, s in stood if s.verdict != "refused" and (is_open(lead) or lead.settled_at)]
    there = [s for s in catalog.sites if s.kind != "pool" and s.text("status") not in GONE]
    rows = [_row(catalog, industry, there, heard) for industry in catalog.industries]
    shown = [r for r in rows if r.sites or r.seeking.leads or r.settled.leads]
    shown.sort(key=_size)
    nobody = _row(catalog, None, [], heard)
    if nobody.seeking.leads or nobody.settled.leads:
        shown.append(nobody)
    refused = sum(s.verdict == "refused" for _, s in stood)
    return BothSides(tuple(shown), sum(s.words("positioned") is None for s in there), refused, len(stood) - refused - len(heard))


def _size(row: IndustrySides) -> tuple[float, float, float, str]:
    demand = row.seeking.investment.high + row.settled.investment.high
    return -demand, -row.floor_m2.high, -row.land_mu.high, row.industry.id if row.industry else ""


def _row(catalog: Catalog, industry: Industry | None, there: Sequence[Site], heard: Sequence[tuple[Lead, Standing]]) -> IndustrySides:
    meant = [s for s in there if industry and (found := s.words("positioned")) and industry.id in found.has]
    own = [lead for lead, s in heard if (industry.id in s.kin if industry else not s.kin)]
    land, floor = (
        left_of(catalog, [s for s in meant if field in counted_fields(s.kind)], field)
        for field in ("available_land_mu", "available_floor_m2")
    )
    seeking, settled = ([lead for lead in own if is_open(lead) is still] for still in (True, False))
    return IndustrySides(industry, tuple(s.id for s in meant), land, floor, _demand(seeking), _demand(settled))


def _demand(leads: Sequence[Lead]) -> Demand:
    return Demand(tuple(x.id for x in leads), invested(leads), asked(leads, "land_mu"), asked(leads, "floor_m2"))
