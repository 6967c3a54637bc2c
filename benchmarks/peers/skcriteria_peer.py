"""The weighted sum of scikit-criteria over a finished decision matrix of exact numbers, and the ranks.

Like pymcdm it knows no gates, no unknowns and no intervals. The matrix object is made beforehand and not timed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

Floats = npt.NDArray[np.float64]


def work(matrix: Floats, weights: Floats) -> Callable[[], Any]:
    made, model = mkdm(matrix, [max] * matrix.shape[1], weights=weights), WeightedSumModel()
    return lambda: model.evaluate(made)
