"""Rows against the cores of MCDM libraries, which score a finished matrix, while ours gives the whole gated answer over intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks._rows import Row, against, best_of, held, missing
from benchmarks._sites import ask, sites
from matcher.ranking.leading import leading
from matcher.ranking.score import FITS, SCALE, TO_ASK, score

SITES, TOP = 100_000, 20
PYMCDM, SKCRITERIA, ACCEPTABILITY = ">= 30", ">= 5", ">= 500"
DOES = (
    "The peer scores a finished matrix of exact utilities (sites x 7 criteria): no gates, no unknowns, no intervals, no exact order. "
    "Ours starts from the sites' cells and gives the whole answer for the first 20."
)
ABOVE_NOTHING = 1e-6
"""The weighted sum of pymcdm divides by column sums and refuses a utility of 0."""
DRAWS, SCENARIOS, OPEN_SITES, LOOPED = 10_000, 500, 200, 200


TOLD = {True: "as called", False: "its checks switched off"}
LOOP = (
    f"The peer's loop is timed over {LOOPED} draws and scaled up to {DRAWS:,}; it counts first places alone, while ours also respects status, "
    "the first three, ties and central weights."
)


def rows() -> Iterator[Row]:
    for all_pass in (False, True):
        columns = sites(SITES, all_pass=all_pass)
        scored = score(ask(columns))
        weights = np.array(list(scored.weights.values()))
        cautious = [points[0] / (SCALE * w) for points, w in zip(scored.points.values(), weights, strict=True)]
        matrix = np.maximum(np.stack(cautious, axis=1), ABOVE_NOTHING)

        def ours(columns: Any = columns) -> object:
            return leading(ask(columns), TOP)

        share = f"{SITES:,} sites, {'none is out' if all_pass else '1 % is left'}, against "
        for name, target, make in _peers():
            work = make(matrix, weights)
            yield (
                missing(share + name, name.split()[0], target) if work is None else against(share + name, ours, work, target, DOES, turns=3)
            )


def _peers() -> list[tuple[str, str, Callable[..., Callable[[], Any] | None]]]:
    methods = [("WSM", True), ("TOPSIS", True), ("WSM", False), ("TOPSIS", False)]
    peers: list[tuple[str, str, Callable[..., Callable[[], Any] | None]]] = [
        (f"pymcdm {method}, {TOLD[checks]}", PYMCDM, partial(_pymcdm, method, checks)) for method, checks in methods
    ]
    return [*peers, ("scikit-criteria WeightedSumModel", SKCRITERIA, _skcriteria)]


def _pymcdm(method: str, checks: bool, matrix: Any, weights: Any) -> Callable[[], Any] | None:
    try:
        from benchmarks.peers import pymcdm_peer
    except ImportError:
        return None
    return pymcdm_peer.work(method, matrix, weights, validation=checks)


def _skcriteria(matrix: Any, weights: Any) -> Callable[[], Any] | None:
    try:
        from benchmarks.peers import skcriteria_peer
    except ImportError:
        return None
    return skcriteria_peer.work(matrix, weights)


def acceptability_rows() -> Iterator[Row]:
    """How often each site comes first, over draws of weights and scenarios of what is open."""
    for checks in (True, False):
        what = f"acceptability, {DRAWS:,} draws x {OPEN_SITES} sites, against a loop over pymcdm WSM, {TOLD[checks]}"
        yield _acceptability(what, checks)


def _acceptability(what: str, checks: bool) -> Row:
    try:
        from matcher.ranking.acceptability import acceptability
    except ImportError:
        return Row(what, None, None, None, ACCEPTABILITY, None, "matcher.ranking.acceptability is not part of this version.")
    try:
        from benchmarks.peers import pymcdm_peer
    except ImportError:
        return missing(what, "pymcdm", ACCEPTABILITY)
    rng = np.random.default_rng(1)
    utilities = rng.random((SCENARIOS, OPEN_SITES, 7))
    weights = rng.dirichlet(np.ones(7), DRAWS)
    status = rng.integers(TO_ASK, FITS + 1, (SCENARIOS, OPEN_SITES)).astype(np.int8)
    ours, looped = best_of(
        [
            lambda: acceptability(utilities, status, weights),
            lambda: pymcdm_peer.first_ranks(utilities, weights[:LOOPED], validation=checks),
        ],
        turns=3,
    )
    peer = looped * DRAWS / LOOPED
    return Row(what, ours, peer, peer / ours, ACCEPTABILITY, held(peer / ours, ACCEPTABILITY), LOOP)
