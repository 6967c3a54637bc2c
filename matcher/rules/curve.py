"""A criterion's curve over a range of inputs: the exact lowest and highest utility anywhere within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matcher.model.pack import CriterionRule
from matcher.rules.columns import Floats

Counts = npt.NDArray[np.integer]


@dataclass(frozen=True)
class _Shape:
    """A curve's corners: xs rising, us the utility at each. peaks, troughs: the corners (x, u) at which it turns."""

    xs: Floats
    us: Floats
    peaks: tuple[tuple[float, float], ...]
    troughs: tuple[tuple[float, float], ...]


@lru_cache
def _shape(curve: tuple[tuple[float, float], ...]) -> _Shape:
    """One corner of a level top or bottom is enough: a range that misses it and yet touches the level has an end there."""
    xs, us = (np.array(part, np.float64) for part in zip(*curve, strict=True))
    peaks: list[tuple[float, float]] = []
    troughs: list[tuple[float, float]] = []
    heading = 0.0
    for (x, u), (_, following) in pairwise(curve):
        ahead = np.sign(following - u)
        if ahead and ahead == -heading:
            (peaks if heading > 0 else troughs).append((x, u))
        heading = ahead or heading
    return _Shape(xs, us, tuple(peaks), tuple(troughs))


def utilities(rule: CriterionRule, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """(lowest, highest) utility of the rule's piecewise-linear curve over each [low, high]; flat beyond its ends.

    Exact, since a piecewise-linear curve has its extremes at the ends of the range or at a corner inside at which it turns. A value that
    is known exactly is looked up once. The arrays given back may be one and the same.
    """
    shape = _shape(rule.curve)
    lowest = np.interp(low, shape.xs, shape.us)
    ranged = np.flatnonzero(low != high)
    if not ranged.size:
        return lowest, lowest
    start, stop = low.take(ranged), high.take(ranged)
    at_start, at_stop = lowest.take(ranged), np.interp(stop, shape.xs, shape.us)
    least, most = np.minimum(at_start, at_stop), np.maximum(at_start, at_stop)
    for x, u in shape.troughs:
        np.minimum(least, u, out=least, where=(start <= x) & (x <= stop))
    for x, u in shape.peaks:
        np.maximum(most, u, out=most, where=(start <= x) & (x <= stop))
    highest = lowest.copy()
    lowest[ranged], highest[ranged] = least, most
    return lowest, highest


def mean(parts: Sequence[Floats]) -> Floats:
    """The mean of some columns, row by row, added in their order whatever the number of rows."""
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total / len(parts) if len(parts) > 1 else total


def utilities_of_counts(rule: CriterionRule, low: Counts, high: Counts, most: int) -> tuple[Floats, Floats]:
    """The same for whole numbers from 0 to `most`: each pair of ends is worked out once, and looked up."""
    numbers = np.arange(most + 1, dtype=np.float64)
    ends = np.repeat(numbers, most + 1), np.tile(numbers, most + 1)
    lowest, highest = utilities(rule, *ends)
    pair = low.astype(np.intp) * (most + 1) + high
    return lowest.take(pair), highest.take(pair)
