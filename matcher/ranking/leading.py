"""The first rows of a need's order, and nothing but their figures: the plain path for many sites.

The same gates and criteria as `score`, in blocks that stay in the processor's cache, and put only to rows that can still be among the
first. A row that fails a gate is left behind at once. Once `top` rows are known, a row with an open gate is left behind where all of these
fit, and so is one that full marks in every criterion to come could not lift to the last of them. What is left behind is certain not to
lead, so the answer does not depend on the blocks, nor on the order in which gates are put.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.ranking.score import DECIMALS, FITS, SCALE, TO_ASK, add_points, best_first, gates_on, merit, points_of, put_to, settled, shares
from matcher.rules.ask import Ask, Codes
from matcher.rules.columns import Flags, Floats
from matcher.rules.registry import CRITERIA

Rows = npt.NDArray[np.intp]

FIRST, GROWS = 4096, 8
"""Rows of the first block, and how many times larger each further one is up to BLOCK, since the first tell what the others must reach."""
BLOCK = 262_144
"""Most rows taken at a time. What a rule makes on the way is mostly a byte a row, and so stays close to the processor."""
BATCH = 16_384
"""Rows that have come through the gates wait for each other until there are so many, since each criterion has its price whatever the rows."""
LEAVE = 0.5
"""Rows are left behind once they are so large a share, since to gather the others has its price too."""
SURE = 10.0 ** (1 - DECIMALS)
"""By how much a row must miss the last place to be left behind [points]: more than rounding can move a score."""


@dataclass(frozen=True)
class Leading:
    """rows: indexes, best first; beside each its status, and its score, low and high in points, as `score` gives them."""

    rows: Rows
    status: Codes
    score: Floats
    low: Floats
    high: Floats

    def at(self, places: Rows) -> Leading:
        return Leading(self.rows[places], self.status[places], self.score[places], self.low[places], self.high[places])


def leading(ask: Ask, top: int | None = None, block: int = BLOCK) -> Leading:
    """The first `top` rows that are not out, in the order of `Scored.order`; all of them where `top` is None."""
    search, start, size = _Search(ask, top), 0, min(FIRST, block)
    while start < ask.columns.size:
        search.take_in(start, start + size)
        start, size = start + size, min(GROWS * size, block)
    found = search.ended()
    return found.at(best_first(ask.columns, found.rows, found.status, found.score, found.low)[:top])


@dataclass(frozen=True)
class _Left:
    """Rows that can still lead, by their indexes in `whole`, and the question put to them alone."""

    whole: Ask
    rows: Rows
    ask: Ask

    @classmethod
    def of(cls, whole: Ask, rows: Rows) -> _Left:
        return cls(whole, rows, replace(whole, columns=whole.columns.take(rows)))

    def only(self, stay: Flags) -> _Left:
        at = np.flatnonzero(stay)
        return self if at.size == stay.size else _Left.of(self.whole, self.rows.take(at))


class _Search:
    """What is known while block after block is taken in.

    least, score: the status that a row must reach to lead, and the score where it has just that status. shed: status, gate -> the share
    of the rows that the gate last kept from it. waiting: rows that fail no gate. found: rows that may lead, with their figures.
    """

    def __init__(self, ask: Ask, top: int | None) -> None:
        self.ask, self.top = ask, top
        self.least, self.score = TO_ASK, -np.inf
        nobody = replace(ask, columns=ask.columns.block(0, 0))  # whether a rule is put depends on the need alone
        self.gates = [g for g in gates_on(ask.catalog.rules) if g.run(nobody) is not None]
        self.criteria = [c for c in CRITERIA if c.run(nobody) is not None]
        self.weights = shares(ask, tuple(c.name for c in self.criteria))
        self.shed = {(status, g.name): 0.0 for status in (TO_ASK, FITS) for g in self.gates}
        self.waiting = [np.empty(0, np.intp)]
        self.found: list[Leading] = []

    def take_in(self, start: int, stop: int) -> None:
        block = replace(self.ask, columns=self.ask.columns.block(start, stop))
        everyone = _Left(block, np.arange(block.columns.size), block)
        self.waiting.append(self._reach(everyone, self.least).rows + start)
        if not self.found or sum(rows.size for rows in self.waiting) >= BATCH:
            self._weigh_all()

    def ended(self) -> Leading:
        """The rows that may lead among all."""
        self._weigh_all()
        return _together(self.found)

    def _reach(self, left: _Left, status: int) -> _Left:
        """The rows that reach a status: put to one gate after another, first to those that lately kept most from it."""
        stay, were = np.ones(left.rows.size, np.bool_), left.rows.size
        for gate in sorted(self.gates, key=lambda g: -self.shed[status, g.name]):
            if not were:
                break
            column = put_to(left.ask, gate)
            assert column is not None, gate.name
            stay &= column.decided.passed if status == FITS else ~column.decided.failed
            remain = int(np.count_nonzero(stay))
            self.shed[status, gate.name], were = 1 - remain / were, remain
            if remain < (1 - LEAVE) * stay.size:
                left, stay = left.only(stay), np.ones(remain, np.bool_)
        return left.only(stay)

    def _weigh_all(self) -> None:
        """Weigh the rows that wait, a few of them first, which raises the bar for the others."""
        rows = np.concatenate(self.waiting)
        self.waiting = [np.empty(0, np.intp)]
        few = rows.size // GROWS if self.top is not None and rows.size > FIRST else 0
        for part in (rows[:few], rows[few:]):
            if part.size:
                self._weigh(_Left.of(self.ask, part))

    def _weigh(self, left: _Left) -> None:
        """What the criteria give some rows, one criterion after another while these can still lead."""
        fitting = self._reach(left, FITS)
        status = np.where(np.isin(left.rows, fitting.rows, assume_unique=True), np.int8(FITS), np.int8(TO_ASK))
        totals = tuple(np.zeros(left.rows.size) for _ in range(3))
        to_come = SCALE
        for criterion in self.criteria:
            column = criterion.run(left.ask)
            assert column is not None, criterion.name
            add_points(totals, points_of(left.ask, criterion.name, column, self.weights[criterion.name]))
            to_come -= SCALE * self.weights[criterion.name]
            stay = (status > self.least) | ((status == self.least) & (totals[0] + to_come > self.score - SURE))
            if np.count_nonzero(stay) < (1 - LEAVE) * stay.size:
                left, status, totals = left.only(stay), status[stay], tuple(total[stay] for total in totals)
        self._keep(Leading(left.rows, status, *(settled(total) for total in totals)))

    def _keep(self, weighed: Leading) -> None:
        """The rows that may lead among those kept and these, and what others must reach to be among them."""
        self.found.append(weighed)
        if self.top is None:
            return
        together = _together(self.found)
        found = together.at(_may_lead(together, self.top))
        self.found = [found]
        if found.rows.size >= self.top > 0:
            last = np.argsort(-merit(found.status, found.score, found.low))[self.top - 1]
            self.least, self.score = int(found.status[last]), float(found.score[last])


def _together(found: list[Leading]) -> Leading:
    nothing = Leading(np.empty(0, np.intp), np.empty(0, np.int8), np.empty(0), np.empty(0), np.empty(0))
    names = ("rows", "status", "score", "low", "high")
    return Leading(*(np.concatenate([getattr(part, name) for part in (nothing, *found)]) for name in names))


def _may_lead(found: Leading, top: int) -> Rows:
    """Places that surely hold the first `top`: whoever ties with the last of them by status, score and low stays in, for the id decides."""
    if not 0 < top < found.rows.size:
        return np.arange(found.rows.size)
    worth = merit(found.status, found.score, found.low)
    return np.flatnonzero(worth >= np.partition(worth, -top)[-top])
