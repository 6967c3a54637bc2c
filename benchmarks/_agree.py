"""Ours and a peer's answer held against each other: the same sites in the same order, the same status, score, low and high."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.question import Answer
from matcher.ranking.leading import leading
from matcher.rules.ask import Ask

CLOSE = 2e-6
"""Scores are settled to a millionth of a point; two ways of adding may settle on neighbours."""


def answer(ask: Ask, top: int | None) -> Answer:
    """Ours, in the form in which peers answer."""
    first = leading(ask, top)
    figures = np.stack([first.status.astype(np.float64), first.score, first.low, first.high], axis=1)
    return [ask.columns.ids[row] for row in first.rows], figures


def check(ours: Answer, peer: Answer, who: str) -> None:
    """Raise where they differ: a time is told only of the same work."""
    if ours[0] != peer[0] or not np.allclose(ours[1], peer[1], rtol=0, atol=CLOSE):
        raise AssertionError(f"{who} gives another answer:\n{ours[0][:20]}\n{peer[0][:20]}\n{ours[1][:3]}\n{peer[1][:3]}")
