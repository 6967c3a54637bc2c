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

from matcher.ranking.score import DECIMALS, FITS, SCALE, add_points, best_first, gates_on, points_of, put_to, settled, shares, status_of
from matcher.rules.ask import PASS, UNKNOWN, Ask, Codes
from matcher.rules.columns import Flags, Floats
from matcher.rules.registry import CRITERIA

Rows = npt.NDArray[np.intp]

FIRST = 4096
"""Rows of the first block. Each further one is twice as large up to BLOCK, since the first blocks tell what the others must reach."""
BLOCK = 65_536
"""Most rows taken at a time: a column of them is half a megabyte, so that those a rule works on stay close to the processor."""
LEAVE = 0.5
"""Rows are left behind once they are so large a share of a block, since to gather the others has its price too."""
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
        start, size = start + size, min(2 * size, block)
    found = _together(search.found)
    return found.at(best_first(ask.columns, found.rows, found.status, found.score, found.low)[:top])


@dataclass(frozen=True)
class _Left:
    """Rows of a block that can still lead. rows: their indexes in it; worst: the worst outcome so far; totals: points so far."""

    ask: Ask
    rows: Rows
    worst: Codes
    totals: tuple[Floats, ...] = ()

    def only(self, block: Ask, stay: Flags, leave: float = 0.0) -> _Left:
        """Those that stay, where more than the share `leave` does not; else all of them."""
        if stay.size - np.count_nonzero(stay) <= leave * stay.size:
            return self
        at = np.flatnonzero(stay)
        rows = self.rows.take(at)
        return _Left(replace(block, columns=block.columns.take(rows)), rows, self.worst.take(at), tuple(t.take(at) for t in self.totals))


class _Search:
    """What is known while block after block is taken in. found: the rows that may lead among those seen."""

    def __init__(self, ask: Ask, top: int | None) -> None:
        self.ask, self.top = ask, top
        self.found: list[Leading] = []
        self.least, self.score = UNKNOWN, -np.inf  # the outcome, and with just that outcome the score, that a row must reach
        self.gates = list(gates_on(ask.catalog.rules))
        self.shed = dict.fromkeys((g.name for g in self.gates), 0.0)  # gate -> share of the rows that it last put out
        nobody = replace(ask, columns=ask.columns.block(0, 0))
        self.criteria = [c for c in CRITERIA if c.run(nobody) is not None]
        self.weights = shares(ask, tuple(c.name for c in self.criteria))

    def take_in(self, start: int, stop: int) -> None:
        block = replace(self.ask, columns=self.ask.columns.block(start, stop))
        left = self._worth(block, self._through(block))
        score, low, high = (settled(total) for total in left.totals)
        self.found.append(Leading(left.rows + start, status_of(left.worst), score, low, high))
        if self.top is not None:
            together = _together(self.found)
            self.found = [together.at(_may_lead(together, self.top))]
            self._raise_the_bar(self.found[0], self.top)

    def _through(self, block: Ask) -> _Left:
        """The rows of a block that fail no gate, put to one gate after another; those that lately put out most come first."""
        size = block.columns.size
        left = _Left(block, np.arange(size), np.full(size, PASS, np.int8))
        self.gates.sort(key=lambda g: -self.shed[g.name])
        for gate in self.gates:
            if not left.rows.size:
                break
            column = put_to(left.ask, gate)
            if column is not None:
                self.shed[gate.name] = np.count_nonzero(column.outcome < self.least) / left.rows.size
                np.minimum(left.worst, column.outcome, out=left.worst)
                left = left.only(block, left.worst >= self.least, LEAVE)
        return left.only(block, left.worst >= self.least)

    def _worth(self, block: Ask, left: _Left) -> _Left:
        """What the criteria give the rows of a block that are left, one after another while these can still reach the bar."""
        left = replace(left, totals=tuple(np.zeros(left.rows.size) for _ in range(3)))
        to_come = SCALE
        for criterion in self.criteria:
            column = criterion.run(left.ask)
            assert column is not None, criterion.name
            add_points(left.totals, points_of(left.ask, criterion.name, column, self.weights[criterion.name]))
            to_come -= SCALE * self.weights[criterion.name]
            if self.score > -np.inf:
                within_reach = left.totals[0] + to_come > self.score - SURE
                left = left.only(block, within_reach | (left.worst > self.least), LEAVE)
        return left

    def _raise_the_bar(self, found: Leading, top: int) -> None:
        if found.rows.size >= top > 0:
            last = np.lexsort((-found.score, -found.status))[top - 1]
            self.least = PASS if found.status[last] == FITS else UNKNOWN
            self.score = float(found.score[last])


def _together(found: list[Leading]) -> Leading:
    nothing = Leading(np.empty(0, np.intp), np.empty(0, np.int8), np.empty(0), np.empty(0), np.empty(0))
    parts = [nothing, *found]
    return Leading(
        np.concatenate([p.rows for p in parts]),
        np.concatenate([p.status for p in parts]),
        np.concatenate([p.score for p in parts]),
        np.concatenate([p.low for p in parts]),
        np.concatenate([p.high for p in parts]),
    )


def _may_lead(found: Leading, top: int) -> Rows:
    """Places that surely hold the first `top`: whoever ties with the last of them by status, score and low stays in, for the id decides."""
    places, certain = np.arange(found.rows.size), []
    for key in (found.status, found.score, found.low):
        if top >= places.size or top < 1:
            break
        values = key[places]
        last = np.partition(values, values.size - top)[values.size - top]
        above = places[values > last]
        certain.append(above)
        top -= above.size
        places = places[values == last]
    return np.concatenate([*certain, places])
