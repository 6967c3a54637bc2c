"""The core of pymcdm: a weighted sum, or TOPSIS, over a finished decision matrix of exact numbers, and the ranks.

It knows no gates, no unknowns, no intervals and no order of ties: the matrix is handed to it, the utilities already worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from pymcdm.methods import TOPSIS, WSM

Floats = npt.NDArray[np.float64]


def work(method: str, matrix: Floats, weights: Floats, *, validation: bool) -> Callable[[], Any]:
    """Preferences float[sites] by `WSM` or `TOPSIS`. validation: its own checks of the matrix, which are on unless switched off."""
    body, types = {"WSM": WSM, "TOPSIS": TOPSIS}[method](), np.ones(matrix.shape[1])
    return lambda: body(matrix, weights, types, validation=validation)


def first_ranks(utilities: Floats, weights: Floats, *, validation: bool) -> Floats:
    """Share of draws in which each site comes first: the loop that one writes with pymcdm.

    utilities: float[scenarios, sites, criteria]; weights: float[draws, criteria], spread over the scenarios in turn.
    """
    body, types = WSM(), np.ones(utilities.shape[2])
    first = np.zeros(utilities.shape[1])
    for draw, weight in enumerate(weights):
        first[np.argmax(body(utilities[draw % len(utilities)], weight, types, validation=validation))] += 1
    return first / len(weights)
