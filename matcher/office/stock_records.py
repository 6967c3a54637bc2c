"""What a town's stock of sites amounts to, and what its leads bring per 亩. They hold data and sentences, nothing is computed here."""

from __future__ import annotations

from matcher.explanation.records import Record
from matcher.model.text import Told


class Total(Record):
    """A sum over the sites of which a figure is known, as a range; what is not known is counted and never taken for nothing."""

    low: float
    high: float
    known: int
    """Sites that state the figure."""
    of: int
    """Sites of which it could be stated."""


class Share(Record):
    """What can still be had, as a share 0..1 of all of it, over the sites that state both."""

    low: float
    high: float
    known: int
    of: int


class StockLine(Record):
    """The sites of one kind."""

    kind: str
    label: Told
    sites: int
    states: dict[str, int]
    """State -> sites; '' for those whose state is not known."""
    land_mu: Total
    floor_m2: Total
    available_land_mu: Total
    """Over the sites that are neither taken nor promised as a whole, of which something may be left."""
    available_floor_m2: Total
    land_share: Share
    floor_share: Share


class PerMu(Record):
    """Figures of one lead for each 亩 [wan yuan/mu], as ranges; null where either part is not known."""

    lead: str
    title: Told
    stage: str
    land_low: float
    land_high: float
    whole_site: bool
    """The land is that of the site where it has settled, of which it may use only a part."""
    investment: tuple[float, float] | None
    output: tuple[float, float] | None
    tax: tuple[float, float] | None


class Stock(Record):
    lines: tuple[StockLine, ...]
    """By kind, in the order of the vocabulary; pools stand for themselves."""
    pools: int
    per_mu: tuple[PerMu, ...]
    """Leads of which a figure per 亩 can be told."""
    without_land: int
    """Leads of which none can, since their land, or every amount, is not known."""
