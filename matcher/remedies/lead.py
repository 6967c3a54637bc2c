"""What would put a ranked site first: the smallest change of its price, its delivery or its power that does, or that brings it furthest.

A site's score is piecewise linear in any one of these figures. Its corners are those of the criterion's curve, the thresholds of the
gates, and the points at which the cautious prior enters or leaves the range; between them the figure that is needed is solved for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from matcher.explanation.setting import Put
from matcher.model.text import Text
from matcher.model.values import Cell, month_index
from matcher.ranking.score import OUT, SCALE, Scored, score
from matcher.remedies.change_records import Lead
from matcher.remedies.levers import FIGURES, FigureGate
from matcher.remedies.levers_site import shifted
from matcher.remedies.moves import Move
from matcher.rules.columns import Floats, Table
from matcher.rules.registry import CRITERIA

Key = tuple[int, float, float, str]

STEPS = {"power_kva": 1.0, "delivery": 1.0}
"""The step in which a figure is moved, in its unit: whole kVA, whole months; prices in hundredths."""
STEP = 0.01
NEIGHBOURS = (-2, -1, 0, 1, 2)
"""Steps tried around each solution, since scores are settled to a millionth of a point."""


@dataclass(frozen=True)
class _Figure:
    """A known figure of the row that may move, by up to `most`, in its unit. low, high: as it is; sign: +1 upwards, -1 downwards."""

    gate: str
    field: str
    criterion: str
    low: float
    high: float
    sign: int
    most: float

    def to(self, by: float) -> float:
        """The nearer end after a move."""
        return (self.high if self.sign > 0 else self.low) + self.sign * by

    def move(self, by: float) -> Move:
        return shifted(self.field, self.low, self.high, self.to(by))


def what_would_lead(asked: Put, scored: Scored, row: int) -> Lead | None:
    """The change for one row; None where it is out, is first already, or no figure that may move would bring it further."""
    keys = sorted(scored.key(int(r)) for r in scored.order())
    if scored.status[row] == OUT or keys[0] == scored.key(row):
        return None
    others = [k for k in keys if k != scored.key(row)]
    figures = list(_figures(scored, row))
    corners = [(f, by) for f in figures for by in _corners(scored, f)]
    at_corners = _rescored(asked, scored, row, corners)
    tried = [(f, by) for f in figures for by in _solutions(scored, at_corners, row, f, corners, others[0])]
    after = _rescored(asked, scored, row, tried)
    return _best(scored, row, others, [(f, by, after.key(i)) for i, (f, by) in enumerate(tried)])


def _figures(scored: Scored, row: int) -> Iterator[_Figure]:
    """Figures that are known, that the need lets one measure, and that can become better at all."""
    ask = scored.ask
    criterion = {field: c.name for c in CRITERIA if c.name in scored.criteria for field in c.reads}
    for name, gate in FIGURES.items():
        counts = gate.demand == "needed_by" or getattr(ask.need, gate.demand) is not None
        if not gate.site_moves or gate.field not in criterion or not counts or not ask.columns.filled[gate.field][row]:
            continue
        low, high = (float(end[gate.field][row]) for end in (ask.columns.low, ask.columns.high))
        possible = ask.catalog.possible(gate.field)
        least = max(possible.low, float(ask.on)) if gate.field == "delivery" else possible.low
        sign, most = (1, possible.high - high) if gate.side == "least" else (-1, low - least)
        if most > 0:
            yield _Figure(name, gate.field, criterion[gate.field], low, high, sign, most)


def _corners(scored: Scored, figure: _Figure) -> list[float]:
    """Moves at which an end of the figure reaches a corner of the curve or the threshold of the gate, from none to the most."""
    gate, need = FIGURES[figure.gate], scored.ask.need
    asked = getattr(need, gate.demand)
    values = [_at(gate, asked, x, scored.ask.on) for x, _ in scored.ask.catalog.rules.criteria[figure.criterion].curve]
    if asked is not None:
        values.append(float(month_index(asked)) if gate.field == "delivery" else float(asked))
    moves = {figure.sign * (value - end) for value in values for end in (figure.low, figure.high)}
    return sorted({0.0, figure.most} | {m for m in moves if 0 < m < figure.most})


def _at(gate: FigureGate, asked: float | str | None, x: float, on: int) -> float:
    """The figure at which the criterion's input is x."""
    if gate.field == "delivery":
        return on + x
    assert isinstance(asked, float | int)
    return asked * (1 + x) if gate.side == "least" else asked * x


def _solutions(scored: Scored, at: Scored, row: int, figure: _Figure, corners: Sequence[tuple[_Figure, float]], target: Key) -> list[float]:
    """Moves in whole steps beside every point where the row may overtake the best of the others, or bend."""
    name = figure.criterion
    index = [i for i, (f, _) in enumerate(corners) if f is figure]
    by = np.array([corners[i][1] for i in index])
    low, high = (at.points[name][end][index] for end in (1, 2))
    prior = SCALE * scored.weights[name] * scored.ask.catalog.rules.criteria[name].prior
    points = sorted({*by.tolist(), *_crossings(by, low, prior), *_crossings(by, high, prior)})
    rest = float(scored.score[row] - scored.points[name][0][row])
    value = rest + np.clip(prior, np.interp(points, by, low), np.interp(points, by, high))
    lowest = float(scored.low[row] - scored.points[name][1][row]) + np.interp(points, by, low)
    inner = np.array(points)
    points += [*_crossings(inner, value, -target[1]), *_crossings(inner, lowest, -target[2])]
    step = STEPS.get(figure.field, STEP)
    ends = {round(figure.to(p) / step) + n for p in points for n in NEIGHBOURS}
    moves = {round(figure.sign * (round(e * step, 2) - figure.to(0.0)), 9) for e in ends}
    return sorted(m for m in moves if 0 < m <= figure.most)


def _crossings(at: Floats, values: Floats, level: float) -> list[float]:
    """Where a function that is linear between its points takes a value strictly between two of them."""
    found = []
    for (a, b), (u, v) in zip(pairwise(at.tolist()), pairwise(values.tolist()), strict=True):
        if min(u, v) < level < max(u, v):
            found.append(a + (b - a) * (level - u) / (v - u))
    return [f for f in found if math.isfinite(f)]


def _rescored(asked: Put, scored: Scored, row: int, moves: Sequence[tuple[_Figure, float]]) -> Scored:
    """The row once for each move, all in one pass."""
    copies = Table.of_rows(asked.table, np.full(len(moves), row, dtype=np.intp))
    for at, (figure, by) in enumerate(moves):
        if by > 0:
            cells: dict[str, Cell] = dict(figure.move(by).cells)
            copies.put(at, figure.field, cells[figure.field])
    return score(replace(scored.ask, columns=copies.columns()))


def _best(scored: Scored, row: int, others: Sequence[Key], tried: Sequence[tuple[_Figure, float, Key]]) -> Lead | None:
    """Of the moves that put the row first the smallest; else of those with the best key the smallest."""
    now = scored.key(row)
    better = [(f.move(by), key) for f, by, key in tried if key < now]
    if not better:
        return None
    leading = [(m.size, i) for i, (m, key) in enumerate(better) if key < others[0]]
    chosen = min(leading)[1] if leading else min((key, m.size, i) for i, (m, key) in enumerate(better))[2]
    move, key = better[chosen]
    place, place_now = (1 + sum(k < own for k in others) for own in (key, now))
    return Lead(
        site_id=now[3],
        first=place == 1,
        change=move.told(),
        rank=place_now,
        rank_after=place,
        score=-now[1],
        score_after=-key[1],
        sentence=move.sentence + _then(place, place_now),
    )  # fmt: skip


def _then(place: int, before: int) -> Text:
    if place == 1:
        return Text(f"这样从第 {before} 名升到第 1 名。", f" That lifts it from place {before} to place 1.")
    if place < before:
        return Text(
            f"这样从第 {before} 名升到第 {place} 名，单改一项到不了第 1 名。",
            f" That lifts it from place {before} to place {place}; no single change puts it first.",
        )
    return Text(f"得分会提高，名次仍是第 {place} 名。", f" Its score rises, and its place stays {place}.")
