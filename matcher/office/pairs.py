"""Every open lead against every site at once: the figures of each pair, and the order seen from either side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matcher.explanation.setting import put, table_of
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.vocabulary import TIER_RANK
from matcher.office.open_leads import open_leads
from matcher.office.thresholds import met_in_force
from matcher.ranking.score import OUT, Scored, score
from matcher.rules.ask import FAIL, Codes
from matcher.rules.columns import Flags, Floats
from matcher.rules.welcome import Standing, standing

Ranks = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Arrays are [lead, site]. site_rank and tenant_rank count from 1, and are 0 for a pair that is out."""

    catalog: Catalog
    on: date
    leads: tuple[Lead, ...]
    """Open leads that the plan does not refuse, by id."""
    standings: tuple[Standing, ...]
    refused: tuple[tuple[Lead, Standing], ...]
    left_out: int
    sites: tuple[str, ...]
    status: Codes
    score: Floats
    low: Floats
    high: Floats
    met: Codes
    """How many thresholds in force a lead surely meets at a site."""
    measured: tuple[int, ...]
    """How many criteria each lead's need lets one measure."""
    failed: dict[str, Flags]
    """Gate -> the pairs that fail it."""
    tier: Ranks
    """0 for the most welcome, one value a lead."""
    approval: Ranks
    """1 for a lead that needs an approval, else 0."""
    site_rank: Ranks
    tenant_rank: Ranks

    def alone(self, lead: int, site: int) -> Scored:
        """One pair with all its reasons; sites move nothing of each other, so its figures are those of the arrays."""
        ask = put(self.catalog, self.leads[lead].need, self.on).ask
        return score(replace(ask, columns=ask.columns.take(np.array([site], dtype=np.intp))))

    def best_site(self, lead: int) -> int | None:
        return _first(self.site_rank[lead])

    def best_tenant(self, site: int) -> int | None:
        return _first(self.tenant_rank[:, site])

    def tenants_of(self, site: int) -> list[int]:
        """The leads that a site could have, the best first."""
        ranks = self.tenant_rank[:, site]
        return sorted(np.flatnonzero(ranks).tolist(), key=lambda lead: int(ranks[lead]))


def _first(ranks: Ranks) -> int | None:
    found = np.flatnonzero(ranks == 1)
    return int(found[0]) if len(found) else None


@lru_cache(maxsize=4)
def pairs(catalog: Catalog, leads: tuple[Lead, ...], on: date) -> Pairs:
    """All pairs of a catalog's sites with the open ones of some leads on a day."""
    opened = open_leads(leads)
    found = [(lead, standing(catalog, lead.need)) for lead in opened]
    asked = [(lead, s) for lead, s in found if s.verdict != "refused"]
    scores = [score(put(catalog, lead.need, on).ask) for lead, _ in asked]
    sites = table_of(catalog).columns().ids
    shape = (len(asked), len(sites))

    def stacked(rows: list[npt.NDArray[np.float64]]) -> Floats:
        return np.array(rows, dtype=np.float64).reshape(shape)

    status = np.array([s.status for s in scores], dtype=np.int8).reshape(shape)
    value, low, high = (stacked([getattr(s, part) for s in scores]) for part in ("score", "low", "high"))
    met = np.array([met_in_force(s.ask) for s in scores], dtype=np.int8).reshape(shape)
    names = sorted({g for s in scores for g in s.gates})
    silent = np.zeros(len(sites), np.bool_)
    failed = {g: np.array([s.gates[g].outcome == FAIL if g in s.gates else silent for s in scores], np.bool_).reshape(shape) for g in names}
    tier = np.array([TIER_RANK.index(s.tier) for _, s in asked], dtype=np.int64)
    approval = np.array([s.verdict == "conditional" for _, s in asked], dtype=np.int64)
    out = status == OUT
    by_fit = (-low, -value, -status.astype(np.int64))
    site_ids = np.broadcast_to(_places(sites), shape)
    lead_ids = np.broadcast_to(_places(tuple(lead.id for lead, _ in asked))[:, None], shape)
    welcome = (-met.astype(np.int64), np.broadcast_to(approval[:, None], shape), np.broadcast_to(tier[:, None], shape))
    return Pairs(
        catalog=catalog,
        on=on,
        leads=tuple(lead for lead, _ in asked),
        standings=tuple(s for _, s in asked),
        refused=tuple((lead, s) for lead, s in found if s.verdict == "refused"),
        left_out=len(leads) - len(opened),
        sites=sites,
        status=status,
        score=value,
        low=low,
        high=high,
        met=met,
        measured=tuple(len(s.criteria) for s in scores),
        failed=failed,
        tier=tier,
        approval=approval,
        site_rank=_ranks((site_ids, *by_fit, out), out, axis=1),
        tenant_rank=_ranks((lead_ids, *by_fit, *welcome, out), out, axis=0),
    )


def _places(ids: tuple[str, ...]) -> Ranks:
    """Each id's place in the order of ids."""
    order = {ident: place for place, ident in enumerate(sorted(ids))}
    return np.array([order[ident] for ident in ids], dtype=np.int64)


def _ranks(keys: tuple[npt.NDArray[np.generic], ...], out: Flags, axis: int) -> Ranks:
    """Ranks from 1 along an axis by the keys, the last of which counts first; 0 for what is out."""
    if out.size == 0:
        return np.zeros(out.shape, np.int64)
    order = np.lexsort(keys, axis=axis)
    ranks = np.argsort(order, axis=axis) + 1
    return np.where(out, 0, ranks).astype(np.int64)
