"""The town's stock as it stands on record: sites by kind and state, what can still be had of them, and what leads bring per 亩."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.site import Site
from matcher.model.values import Interval
from matcher.model.vocabulary import GONE, KIND
from matcher.office.amounts import said_left
from matcher.office.parks import together
from matcher.office.stock_records import PerMu, Share, Stock, StockLine, Total

POOL = "pool"


def stock(catalog: Catalog, leads: Iterable[Lead]) -> Stock:
    """The stock of a catalog and the figures of these leads."""
    told = tuple(leads)
    per_mu = [found for lead in sorted(told, key=lambda x: x.id) if (found := _per_mu(catalog, lead))]
    kinds = [kind for kind in KIND.tokens if kind != POOL]
    lines = [_line(catalog, kind, [s for s in catalog.sites if s.kind == kind]) for kind in kinds]
    return Stock(
        lines=tuple(line for line in lines if line.sites),
        pools=sum(s.kind == POOL for s in catalog.sites),
        per_mu=tuple(per_mu),
        without_land=len(told) - len(per_mu),
    )


def _line(catalog: Catalog, kind: str, sites: Sequence[Site]) -> StockLine:
    return StockLine(
        kind=kind,
        label=KIND.label(kind),
        sites=len(sites),
        states=dict(Counter(s.text("status") for s in sites)),
        land_mu=_total(catalog, sites, "land_mu"),
        floor_m2=_total(catalog, sites, "floor_m2"),
        available_land_mu=_total(catalog, [s for s in sites if s.text("status") not in GONE], "available_land_mu"),
        available_floor_m2=_total(catalog, [s for s in sites if s.text("status") not in GONE], "available_floor_m2"),
        land_share=_share([(said_left(s, "available_land_mu"), s.number("land_mu")) for s in sites]),
        floor_share=_share([(said_left(s, "available_floor_m2"), s.number("floor_m2")) for s in sites]),
    )


def _total(catalog: Catalog, sites: Sequence[Site], field: str) -> Total:
    known = [(s, v) for s in sites if (v := s.number(field)) is not None]
    sum_ = together(catalog, known, field)
    return Total(low=sum_.low, high=sum_.high, known=len(known), of=len(sites))


def _share(pairs: Sequence[tuple[Interval | None, Interval | None]]) -> Share:
    """Over the sites that state both; 0..0 where none does, with `known` 0."""
    both = [(left, whole) for left, whole in pairs if left is not None and whole is not None and whole.low > 0]
    if not both:
        return Share(low=0.0, high=0.0, known=0, of=len(pairs))
    low = sum(left.low for left, _ in both) / sum(whole.high for _, whole in both)
    high = sum(left.high for left, _ in both) / sum(whole.low for _, whole in both)
    return Share(low=min(low, 1.0), high=min(high, 1.0), known=len(both), of=len(pairs))


def _per_mu(catalog: Catalog, lead: Lead) -> PerMu | None:
    """None where its land is not known, or nothing beside it."""
    land, whole = _land(catalog, lead)
    if land is None:
        return None
    need = lead.need
    amounts = [a for a in (need.investment_wan, lead.investment_other_wan) if a is not None]
    investment = (min(amounts) / land.high, max(amounts) / land.low) if amounts else None
    output, tax = (None if a is None else (a / land.high, a / land.low) for a in (need.output_wan, need.tax_wan))
    if investment is None and output is None and tax is None:
        return None
    return PerMu(
        lead=lead.id, title=lead.title, stage=lead.stage, land_low=land.low, land_high=land.high, whole_site=whole, investment=investment,
        output=output, tax=tax,
    )  # fmt: skip


def _land(catalog: Catalog, lead: Lead) -> tuple[Interval | None, bool]:
    """The land a lead asks for; else that of the site where it has settled."""
    low, high = lead.need.land_mu_min, lead.need.land_mu_max
    if low is not None or high is not None:
        return Interval(low or high or 0.0, high or low or 0.0), False
    site = catalog.by_id.get(lead.settled_at)
    land = site.number("land_mu") if site else None
    return (land, True) if land and land.low > 0 else (None, False)
