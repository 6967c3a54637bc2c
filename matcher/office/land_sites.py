"""Every site as the land map lists it: size, what is left, planning, whom it suits, who has settled there; and which of them a filter leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.text import Text
from matcher.model.values import Interval
from matcher.model.vocabulary import TIER_RANK
from matcher.office.amounts import counted_fields, left
from matcher.office.land_time import State, states
from matcher.office.pairs import Pairs, pairs
from matcher.ranking.score import OUT

Vacancy = Literal["left", "unknown", "none"]
"""Something is surely left; nobody knows; nothing is."""


@dataclass(frozen=True)
class LandSite:
    """One site. `tiers`: the tiers of the open leads that it does not rule out; `suits`: how many leads these are."""

    id: str
    title: Text
    kind: str
    status: str
    land_mu: Interval | None
    floor_m2: Interval | None
    vacancy: Vacancy
    planning: str
    tiers: frozenset[str]
    suits: int
    settled: tuple[tuple[str, Text], ...]
    """(id, name) of the leads that have settled there."""
    states: tuple[State, ...]


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; an empty set stands for anything, and '' in one for what is not known."""

    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    vacancies: frozenset[str] = frozenset()
    plannings: frozenset[str] = frozenset()


def land_sites(catalog: Catalog, leads: tuple[Lead, ...], on: date) -> tuple[LandSite, ...]:
    """Every site with a plot, in the order of the catalog."""
    recorded, settled = states(catalog), defaultdict[str, list[tuple[str, Text]]](list)
    for lead in leads:
        if lead.settled_at:
            settled[lead.settled_at].append((lead.id, lead.title))
    found = pairs(catalog, leads, on)
    suited = _suited(found)
    place = {ident: n for n, ident in enumerate(found.sites)}
    listed = []
    for site in catalog.sites:
        if site.kind == "pool":
            continue
        at = place[site.id]
        tiers = frozenset(tier for tier, counts in suited.items() if counts[at])
        listed.append(
            LandSite(
                site.id, site.title, site.kind, site.text("status"), site.number("land_mu"), site.number("floor_m2"),
                vacancy(left(site, f) for f in counted_fields(site.kind)), site.text("planning"), tiers,
                sum(int(counts[at]) for counts in suited.values()), tuple(settled[site.id]), recorded.get(site.id, ()),
            )
        )  # fmt: skip
    return tuple(listed)


def _suited(found: Pairs) -> dict[str, npt.NDArray[np.int64]]:
    """Tier -> of each site, how many leads of the tier it does not rule out."""
    passing = found.status != OUT
    return {name: passing[found.tier == rank].sum(axis=0) for rank, name in enumerate(TIER_RANK)}


def vacancy(amounts: Iterable[Interval | None]) -> Vacancy:
    """Of the amounts that can still be had of a site."""
    listed = list(amounts)
    if any(a is not None and a.low > 0 for a in listed):
        return "left"
    return "none" if all(a is not None and a.high <= 0 for a in listed) else "unknown"


def narrowed(sites: Iterable[LandSite], wanted: Wanted) -> tuple[LandSite, ...]:
    """The sites that pass every filter, in their order."""
    return tuple(
        s
        for s in sites
        if (not wanted.kinds or s.kind in wanted.kinds)
        and (not wanted.statuses or s.status in wanted.statuses)
        and (not wanted.tiers or s.tiers & wanted.tiers)
        and (not wanted.vacancies or s.vacancy in wanted.vacancies)
        and (not wanted.plannings or s.planning in wanted.plannings)
    )
