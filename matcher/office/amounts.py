"""An amount as far as it is known: a range, how many records it rests on, and the clauses it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.model.catalog import Catalog
from matcher.model.consistency import LEFT
from matcher.model.need import Lead
from matcher.model.pack import Citation
from matcher.model.plan import OF_PARK
from matcher.model.site import Site
from matcher.model.values import Interval
from matcher.model.vocabulary import GONE
from matcher.office.parks import together


@dataclass(frozen=True)
class Amount:
    """`known` of `of` records have a figure; low..high says nothing where `known` is 0. `open`: the source gives only the least, so `high` is no end."""

    low: float
    high: float
    known: int
    of: int
    open: bool = False
    citations: tuple[Citation, ...] = ()


def said_left(site: Site, field: str) -> Interval | None:
    """What the record says can still be had of a site: nothing of one that is taken or promised as a whole. `field` is an `available_` one."""
    return Interval(0.0, 0.0) if site.text("status") in GONE else site.number(field)


def left(site: Site, field: str) -> Interval | None:
    """What can still be had of a site: what the record says, else anything up to all it has; None where neither is known."""
    return said_left(site, field) if site.text("status") in GONE else site.part(field, OF_PARK[field])


def left_of(catalog: Catalog, sites: Iterable[Site], field: str) -> Amount:
    """What can still be had of some sites together."""
    listed = list(sites)
    known = [(s, v) for s in listed if (v := left(s, field)) is not None]
    endless = [(s, v) for s, v in known if _endless(catalog, s, field)]
    bounded = [(s, v if (s, v) not in endless else Interval(v.low, _least(s, field))) for s, v in known]
    total = together(catalog, bounded, field)
    cited = dict.fromkeys(c for s, v in known if v.high > 0 and (c := _citation(catalog, s, field)))
    return Amount(total.low, total.high, len(known), len(listed), bool(endless), tuple(cited))


def _endless(catalog: Catalog, site: Site, field: str) -> bool:
    """Whether the figure behind it is written with an open end (`270000..`), which reads as the most a field can hold."""
    if site.text("status") in GONE:
        return False
    name = field if site.number(field) is not None else OF_PARK[field]
    value = site.number(name)
    return value is not None and not value.exact and value.high >= catalog.possible(name).high


def _least(site: Site, field: str) -> float:
    value = site.number(field) or site.number(OF_PARK[field])
    return value.low if value else 0.0


def _citation(catalog: Catalog, site: Site, field: str) -> Citation | None:
    proof = catalog.evidence.get((site.id, field)) or catalog.evidence.get((site.id, OF_PARK[field]))
    return proof.citation if proof else None


def counted_fields(kind: str) -> tuple[str, ...]:
    """The fields by which one asks what is left of a kind of site; floor of a stock without a plot."""
    return LEFT.get(kind, ("available_floor_m2",))


def invested(leads: Iterable[Lead]) -> Amount:
    """What some leads invest together [wan yuan]; a lead of which the plan gives two figures counts as a range."""
    listed = list(leads)
    pairs = [found for lead in listed if (found := [a for a in (lead.need.investment_wan, lead.investment_other_wan) if a is not None])]
    cited = dict.fromkeys(lead.citation for lead in listed if lead.need.investment_wan is not None)
    return Amount(sum(min(p) for p in pairs), sum(max(p) for p in pairs), len(pairs), len(listed), citations=tuple(cited))


def asked(leads: Iterable[Lead], part: str) -> Amount:
    """What some leads ask for together; `part` is land_mu or floor_m2. One that names only one end counts with it at both."""
    listed = list(leads)
    ends = [(getattr(x.need, f"{part}_min"), getattr(x.need, f"{part}_max")) for x in listed]
    known = [(low if low is not None else high, high if high is not None else low) for low, high in ends if (low, high) != (None, None)]
    return Amount(sum(p[0] for p in known), sum(p[1] for p in known), len(known), len(listed))
