"""The smallest change of one weight that puts another site first, in closed form.

Score x sum of weights is linear in each raw weight while the others keep theirs. So the lead over a rival is a + t b in the weight t of
one criterion, and is lost where that is 0. Weights move no site between fits and to be asked, so only sites of the winner's own status
can take its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.ranking.score import Scored, weights_set
from matcher.rules.columns import Floats

NONE = 1e-12
"""Slopes and weights below this are rounding, not a difference."""


@dataclass(frozen=True)
class Switch:
    """Where the weight of one criterion, moved alone, makes a rival draw level with the winner; beyond it the rival is first."""

    criterion: str
    weight_now: float
    weight_then: float
    """As set, in whatever unit: the pack's or by hand."""
    share_now: float
    share_then: float
    """Of the sum of all weights, 0..1."""
    winner: int
    rival: int
    """Rows."""

    @property
    def change(self) -> float:
        """How far the share must move, 0..1."""
        return abs(self.share_then - self.share_now)


@dataclass(frozen=True)
class Switches:
    """Criterion -> the nearest switch above its weight, and below it; None where there is none at any weight."""

    up: Mapping[str, Switch | None]
    down: Mapping[str, Switch | None]
    rivals: int
    """Sites of the winner's status beside it: those that weights could put first."""

    @property
    def nearest(self) -> Switch | None:
        """The one that moves a share least; None where no single weight changes the winner."""
        found = [s for side in (self.up, self.down) for s in side.values() if s is not None]
        return min(found, key=lambda s: s.change, default=None)


def switches(scored: Scored) -> Switches | None:
    """For each criterion that this need lets one measure; None where no site is left to be first. On the point values of the scores."""
    order = scored.order()
    if not len(order):
        return None
    winner = int(order[0])
    # In the product's order, so that of rivals that draw level at once the one that stands before the others is named.
    rivals = np.array([r for r in order[1:] if scored.status[r] == scored.status[winner]], np.intp)
    names = tuple(scored.criteria)
    raw = weights_set(scored.ask, names)
    weights = np.array([raw[name] for name in names])
    utilities = scored.utilities()
    ahead = utilities[winner] - utilities[rivals]
    # A rival that is level to the rounding of the scores stands behind by its place in the order, not by a negative lead.
    leads = np.maximum(ahead @ weights, 0.0)
    up: dict[str, Switch | None] = {}
    down: dict[str, Switch | None] = {}
    for k, name in enumerate(names):
        for side, sign in ((up, 1.0), (down, -1.0)):
            step, at = _nearest(leads, sign * ahead[:, k])
            then = weights[k] + sign * step
            alone = weights.sum() - weights[k] <= NONE  # its share is all there is, whatever its weight
            found = np.isfinite(step) and then > NONE and not alone
            side[name] = _switch(name, weights, k, float(then), winner, int(rivals[at])) if found else None
    return Switches(up, down, len(rivals))


def _nearest(leads: Floats, slopes: Floats) -> tuple[float, int]:
    """(step, which): how far a weight moves until the first lead is lost, each growing by its slope; of equals the one lost fastest."""
    steps = np.divide(leads, -slopes, out=np.full(len(leads), np.inf), where=slopes < -NONE)
    if not np.isfinite(steps).any():
        return np.inf, -1
    level = np.flatnonzero(steps <= steps.min() + NONE)
    return float(steps.min()), int(level[np.argmin(slopes[level])])


def _switch(name: str, weights: Floats, k: int, then: float, winner: int, rival: int) -> Switch:
    total, others = float(weights.sum()), float(weights.sum() - weights[k])
    return Switch(name, float(weights[k]), then, float(weights[k]) / total, then / (others + then), winner, rival)
