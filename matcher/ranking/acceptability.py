"""How sure a rank is: how often each site comes first when weights and open facts are varied together (SMAA-2). Definitions: docs/robustness.md.

Lahdelma & Salminen (2001), SMAA-2, Operations Research 49(3): first-rank acceptability and central weights, by Monte Carlo.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matcher.ranking.score import FITS, OUT
from matcher.rules.ask import Codes
from matcher.rules.columns import Floats

DRAWS = 10_000
"""Weight vectors tried. With known facts a share is then sure to half a point per cent (one standard error). A convention."""
SCENARIOS = 500
"""Ways in which the open facts may turn out; each meets DRAWS / SCENARIOS weight vectors. Shares are then sure to some two per cent."""
TOP = 3
"""How many places count as the top, as in ask_first."""
SEED = 20261123
"""So that the same question has the same answer; any other number would do."""
GRID = 1e-9
"""Scores (0..1) are settled to this grid before they are compared, so that rounding cannot decide a tie."""


@dataclass(frozen=True)
class Acceptability:
    """Shares 0..1 of all draws. first and top sum over the sites to `left` and to the places that could be given away."""

    first: Floats
    """float[sites]: the site comes first. Sites that tie share the draw equally."""
    top: Floats
    """float[sites]: it is among the first `top`. Sites that tie for the last places share them equally."""
    kept: Floats
    """float[sites]: it is not out."""
    central: Floats
    """float[sites, criteria]: the mean of the weights with which it comes first; nan where it never does."""
    left: float
    """Draws in which any site is left at all."""


def draw_weights(criteria: int, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """float[draws, criteria]: weights spread evenly over all that sum to 1 (Dirichlet(1, .., 1)), the same each time.

    Exponential numbers divided by their sum are even on the simplex.
    """
    parts = -np.log1p(-np.random.default_rng(seed).random((draws, criteria)))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def acceptability(utilities: Floats, status: Codes, weights: Floats, top: int = TOP) -> Acceptability:
    """How often each site comes first, and among the first `top`, over scenarios and weights.

    utilities: float[scenarios, sites, criteria]; status: int8[scenarios, sites], codes of score.py; weights: float[draws, criteria],
    each row summing to 1, of which each scenario takes its equal part in turn. In each draw the order is the product's own: a site that
    is out has no rank, then fits before to be asked, then the score; equal scores (to GRID) share their places equally.
    """
    scenarios, sites, criteria = utilities.shape
    draws = len(weights)
    if draws % scenarios:
        raise ValueError(f"{draws} draws cannot be dealt evenly over {scenarios} scenarios")
    dealt = weights.reshape(scenarios, draws // scenarios, criteria)
    kept = np.mean(status != OUT, axis=0)
    running = np.flatnonzero(kept > 0)
    first, in_top = np.zeros(sites), np.zeros(sites)
    central = np.full((sites, criteria), np.nan)
    if not len(running):
        return Acceptability(first, in_top, kept, central, 0.0)
    keys = _keys(utilities[:, running], status[:, running], dealt)
    places = _best(keys, top)
    best, last = places[0], places[-1]
    reached = np.count_nonzero(keys >= np.maximum(last, _NOBODY), axis=1)
    keys, rows, reached = keys[reached > 0], running[reached > 0], reached[reached > 0]
    won = _shares(keys, best, np.ones_like(best))
    wins = won.sum(axis=1)
    first[rows] = wins / draws
    central[rows] = np.divide(won @ weights, wins[:, None], out=np.full((len(rows), criteria), np.nan), where=wins[:, None] > 0)
    tied = reached.sum() > sum(np.count_nonzero(place > _NOBODY) for place in places)
    in_top[rows] = (_in_top(keys, places) if tied else reached) / draws
    return Acceptability(first, in_top, kept, central, float(np.mean(best > _NOBODY)))


_NOBODY = -0.5
"""Keys of ranked sites are at least 0, those of sites that are out -1 / GRID."""


def _keys(utilities: Floats, status: Codes, dealt: Floats) -> Floats:
    """float[sites, draws]: whole numbers that order the sites of a draw, larger is better.

    Since the weights of a draw sum to 1, what is added to all utilities of a site is added to its score: that puts fits above to be asked
    and out below both, in the one product that makes the scores.
    """
    lowest, span = float(utilities.min()), float(np.ptp(utilities))
    ranked = status != OUT
    lift = np.where(ranked, (status == FITS) * (span + 1) - lowest, -1.0) / GRID
    lifted = utilities * (ranked / GRID)[:, :, None]
    lifted += lift[:, :, None]
    scores = lifted @ dealt.transpose(0, 2, 1)
    keys = np.empty((scores.shape[1], scores.shape[0], scores.shape[2]))
    np.rint(scores.transpose(1, 0, 2), out=keys)
    return keys.reshape(len(keys), -1)


def _best(keys: Floats, top: int) -> list[Floats]:
    """The `top` largest keys of each draw, float[draws] each, largest first; equal keys count each. Missing places are -inf."""
    places = [np.full(keys.shape[1], -np.inf) for _ in range(top)]
    spare = [np.empty(keys.shape[1]) for _ in range(top - 1)]
    for row in keys:
        falling = row
        for i in range(top - 1):
            # The larger of the two keeps the place, the smaller goes on to the next.
            np.minimum(places[i], falling, out=spare[i])
            np.maximum(places[i], falling, out=places[i])
            falling = spare[i]
        np.maximum(places[-1], falling, out=places[-1])
    return places


def _in_top(keys: Floats, places: list[Floats]) -> Floats:
    """float[sites]: draws in which each site is among the first places; those that tie for the last ones share what is left of them."""
    last = places[-1]
    above = np.sum([place > last for place in places], axis=0)
    surely = np.count_nonzero(keys > np.maximum(last, _NOBODY), axis=1)
    return np.asarray(surely + _shares(keys, last, len(places) - above).sum(axis=1))


def _shares(keys: Floats, value: Floats, places: Floats) -> Floats:
    """float[sites, draws]: `places` of each draw divided equally among the sites whose key is `value`; 0 to those that are out."""
    tied = keys == np.where(value > _NOBODY, value, np.inf)
    shares: Floats = tied.astype(np.float64)
    shares *= places / np.maximum(shares.sum(axis=0), 1)
    return shares
