"""Sums over sites that do not count a park twice: what its sites may have together is never more than the park has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matcher.model.catalog import Catalog
from matcher.model.plan import OF_PARK
from matcher.model.site import Site
from matcher.model.values import Interval


def together(catalog: Catalog, parts: Iterable[tuple[Site, Interval]], field: str) -> Interval:
    """The sum of a figure over some sites; 0..0 of none."""
    ends: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for site, value in parts:
        own = ends[site.text("park")]
        own[0] += value.low
        own[1] += value.high
    whole = {park.id: getattr(park, OF_PARK[field]) for park in catalog.plan.parks}
    low = high = 0.0
    for park, (least, most) in ends.items():
        bound = whole.get(park)
        low += least
        high += most if bound is None else max(least, min(most, bound))
    return Interval(low, high)


def bounded(catalog: Catalog, sites: Iterable[Site], field: str) -> bool:
    """Whether a park bounds the sum, so that it is less than its parts together."""
    parts = [(s, v) for s in sites if (v := s.number(field))]
    return together(catalog, parts, field).high < sum(v.high for _, v in parts)
