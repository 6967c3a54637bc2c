"""What an answer to "how sure is this?" consists of."""

from __future__ import annotations

from matcher.explanation.records import Record
from matcher.model.text import Told


class SiteSureness(Record):
    """How often one site comes first and among the first when weights and open facts are varied. Shares 0..1 of all draws."""

    site_id: str
    title: Told
    rank: int
    """Its place in the answer itself."""
    first: float
    top: float
    """Among the first three."""
    kept: float
    """Not ruled out: what is unknown of it turned out well enough."""
    central: dict[str, float] | None
    """Criterion -> mean of the weights with which it comes first, summing to 1: the view that speaks for it. Null where it never does."""
    sentence: Told


class WeightSwitch(Record):
    """The weight of one criterion at which, all else unchanged, another site comes first."""

    criterion: str
    label: Told
    weight_now: float
    weight_then: float
    """In the unit in which weights are set."""
    share_now: float
    share_then: float
    """0..1 of the sum of the weights."""
    winner: str
    rival: str
    """Site ids."""
    sentence: Told


class Robustness(Record):
    sites: tuple[SiteSureness, ...]
    """In the order of the answer; sites that are out have no share."""
    left: float
    """Share of the draws in which any site is left; `first` sums to it."""
    switch: WeightSwitch | None
    """The smallest change of one weight that changes who is first."""
    switches: tuple[WeightSwitch, ...]
    """The nearest one up and down of every criterion that has one, the smallest change first."""
    sentence: Told
    """What one weight can do to the first place."""
    convention: Told
    draws: int
    scenarios: int
    """Ways in which the open facts were tried; 1 where everything is known."""
