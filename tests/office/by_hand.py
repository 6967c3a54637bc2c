"""What both sides should say, reckoned from each lead's own answer in plain Python."""

from __future__ import annotations

from datetime import date
from functools import cache

from matcher.explanation.records import Result
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.site import Site
from matcher.model.vocabulary import TIER_RANK

ON = date(2026, 11, 23)
THRESHOLDS = ("investment_per_mu", "tax_per_mu", "separate_land_total")


def is_open(lead: Lead) -> bool:
    return lead.stage not in ("operating", "shelved") and not lead.settled_at


@cache
def answers(catalog: Catalog) -> dict[str, Result]:
    """Each open lead's own answer, by the entry that pages use."""
    return {lead.id: shortlist(catalog, lead.need, ON) for lead in catalog.leads if is_open(lead)}


def met(catalog: Catalog, need: Need, site: Site) -> int:
    """Thresholds in force that a need surely meets on a site of land, reckoned anew from the rules and the need."""
    if site.kind == "facility":
        return 0
    land = need.land_mu_min or need.land_mu_max
    stated = {
        "investment_per_mu": (need.fixed_investment_wan or need.investment_wan or 0) / land if land else 0,
        "tax_per_mu": (need.tax_wan or 0) / land if land else 0,
        "separate_land_total": need.investment_wan or 0,
    }
    rules = catalog.rules.gates
    return sum(rules[g].status == "active" and 0 < (rules[g].threshold or 0) <= stated[g] for g in THRESHOLDS)


def own_order(catalog: Catalog, found: dict[str, Result], site_id: str) -> list[str]:
    """The tenants of a site, sorted in plain Python from the leads' own answers."""
    keyed = []
    for lead in catalog.leads:
        match = next((m for m in found[lead.id].matches if m.site_id == site_id), None) if lead.id in found else None
        if match is None:
            continue
        welcome = found[lead.id].welcome
        keyed.append(
            (
                TIER_RANK.index(welcome.tier),
                welcome.verdict == "conditional",
                -met(catalog, lead.need, catalog.by_id[site_id]),
                match.status != "fits",
                -match.score,
                -match.low,
                lead.id,
            )
        )
    return [key[-1] for key in sorted(keyed)]


def ranked(catalog: Catalog) -> list[str]:
    return [s.id for s in catalog.sites if s.kind != "pool"]
