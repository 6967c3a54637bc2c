"""A criterion's curve over a range of inputs: the exact lowest and highest utility anywhere within it."""

from __future__ import annotations

import numpy as np

from matcher.model.pack import CriterionRule
from matcher.rules.columns import Floats


def utilities(rule: CriterionRule, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """(lowest, highest) utility of the rule's piecewise-linear curve over each [low, high]; flat beyond its ends.

    Exact, since a piecewise-linear curve has its extremes at the ends of the range or at a corner inside it.
    """
    xs, us = (np.array(part) for part in zip(*rule.curve, strict=True))
    at_low, at_high = np.interp(low, xs, us), np.interp(high, xs, us)
    lowest, highest = np.minimum(at_low, at_high), np.maximum(at_low, at_high)
    for x, u in zip(xs, us, strict=True):
        inside = (low <= x) & (x <= high)
        lowest = np.where(inside, np.minimum(lowest, u), lowest)
        highest = np.where(inside, np.maximum(highest, u), highest)
    return lowest, highest
