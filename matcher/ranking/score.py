"""From gates and criteria to status, score and order. Definitions: docs/method.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.model.pack import Rules
from matcher.rules.ask import FAIL, PASS, Ask, Codes, CriterionColumn, GateColumn
from matcher.rules.assumed import never_out
from matcher.rules.columns import Columns, Floats
from matcher.rules.registry import CRITERIA, GATES, Gate

OUT, TO_ASK, FITS = 0, 1, 2
STATUS = {OUT: "out", TO_ASK: "ask", FITS: "fits"}
SCALE = 100.0
DECIMALS = 6
"""To which a score is told, and to which two scores are the same."""
_BEYOND = int(2 * SCALE) * 10**DECIMALS
"""More millionths of a point than any site can have."""
Points = tuple[Floats, Floats, Floats]


@dataclass(frozen=True)
class Scored:
    """One need against all rows. Contributions are in points: their sums are score, low and high, each float[size] in 0..100."""

    ask: Ask
    gates: Mapping[str, GateColumn]
    criteria: Mapping[str, CriterionColumn]
    weights: Mapping[str, float]
    points: Mapping[str, Points]
    """criterion -> (value, low, high) in points."""
    status: Codes
    score: Floats
    low: Floats
    high: Floats

    def order(self) -> npt.NDArray[np.intp]:
        """Rows that are not out, best first."""
        rows = np.flatnonzero(self.status != OUT)
        return rows[best_first(self.ask.columns, rows, self.status[rows], self.score[rows], self.low[rows])]

    def utilities(self) -> Floats:
        """float[size, criteria]: the point values of the utilities 0..1, which depend on no weight; in the order of `criteria`."""
        rules = self.ask.catalog.rules.criteria
        return np.column_stack([utility(column, rules[name].prior) for name, column in self.criteria.items()])

    def key(self, row: int) -> tuple[int, float, float, str]:
        """The sort key of one row, for placing it among others; smaller is better."""
        return (-int(self.status[row]), -float(self.score[row]), -float(self.low[row]), self.ask.columns.ids[row])


def gates_on(rules: Rules) -> tuple[Gate, ...]:
    """A gate whose rule is unconfirmed is not put to anybody."""
    return tuple(g for g in GATES if rules.gates[g.name].status == "active")


def active_gates(rules: Rules) -> tuple[str, ...]:
    return tuple(g.name for g in gates_on(rules))


def score(ask: Ask) -> Scored:
    """Every row against every gate and criterion, for an answer that explains each of them. `leading` tells only the first rows."""
    gates = {g.name: raised for g in gates_on(ask.catalog.rules) if (raised := put_to(ask, g)) is not None}
    worst = np.full(ask.columns.size, PASS, np.int8)
    for gate in gates.values():
        np.minimum(worst, gate.outcome, out=worst)
    criteria = {c.name: column for c in CRITERIA if (column := c.run(ask)) is not None}
    weights = shares(ask, tuple(criteria))
    points = {name: points_of(ask, name, column, weights[name]) for name, column in criteria.items()}
    totals = tuple(np.zeros(ask.columns.size) for _ in range(3))
    for ends in points.values():
        add_points(totals, ends)
    return Scored(ask, gates, criteria, weights, points, status_of(worst), *(settled(t) for t in totals))


def ruled_out(ask: Ask) -> npt.NDArray[np.intp]:
    """The rows that fail a gate, in their own order."""
    failed = np.zeros(ask.columns.size, np.bool_)
    for gate in gates_on(ask.catalog.rules):
        if (raised := put_to(ask, gate)) is not None:
            failed |= raised.decided.failed
    return np.flatnonzero(failed)


def put_to(ask: Ask, gate: Gate) -> GateColumn | None:
    """A gate's answer, or None where the need does not raise it, whatever the rows."""
    raised = gate.run(ask)
    return None if raised is None else never_out(ask, gate, raised)


def status_of(worst: Codes) -> Codes:
    """The status that a row's worst outcome among its gates leaves it: out, to ask and fits lie one above fail, unknown and pass."""
    return worst - np.int8(FAIL)


def merit(status: Codes, score: Floats, low: Floats) -> npt.NDArray[np.int64]:
    """One number a row, the larger the better: status, then score, then low. Exact, since points are settled to a millionth."""
    worth = status.astype(np.int64)
    for end in (score, low):
        worth = worth * _BEYOND + np.rint(end * 10**DECIMALS).astype(np.int64)
    return worth


def best_first(columns: Columns, rows: npt.NDArray[np.intp], status: Codes, score: Floats, low: Floats) -> npt.NDArray[np.intp]:
    """The places in `rows` in their order: fits before ask, then score, low, id. status, score, low: of these rows, none of which is out."""
    worth = merit(status, score, low)
    order = np.argsort(-worth)
    worse = np.diff(worth[order], prepend=-1) != 0  # no row is worth -1, so the first is never level with one before it
    tied = np.flatnonzero(~worse | ~np.append(worse[1:], True)[: rows.size])  # words are slow to compare, so ids are read of these alone
    ids = np.array([columns.ids[r] for r in rows[order[tied]]], dtype=np.str_)
    order[tied] = order[tied][np.lexsort((order[tied], ids, np.cumsum(worse)[tied]))]
    return order


def weights_set(ask: Ask, measured: tuple[str, ...]) -> dict[str, float]:
    """Criterion -> its weight as somebody set it: by hand, in any unit, else the pack's own.

    Weights set by hand that leave nothing to these criteria count as not set, since a score of nothing orders nothing.
    """
    by_hand = {name: ask.weights.get(name, 0.0) for name in measured}
    return by_hand if sum(by_hand.values()) > 0 else {name: ask.catalog.rules.criteria[name].weight for name in measured}


def shares(ask: Ask, measured: tuple[str, ...]) -> dict[str, float]:
    """Criterion -> its share of the score, summing to 1 over those that this need lets one measure."""
    chosen = weights_set(ask, measured)
    total = sum(chosen.values())
    return {name: weight / total for name, weight in chosen.items()}


def utility(column: CriterionColumn, prior: float) -> Floats:
    """The point value of an uncertain utility is the cautious prior, drawn into the range it is known to lie in."""
    return np.minimum(np.maximum(prior, column.low), column.high)


def points_of(ask: Ask, name: str, column: CriterionColumn, weight: float) -> Points:
    """(value, low, high) of a criterion with a share of the score."""
    share = SCALE * weight
    return share * utility(column, ask.catalog.rules.criteria[name].prior), share * column.low, share * column.high


def add_points(totals: tuple[Floats, ...], points: Points) -> None:
    """Add a criterion to (score, low, high) of its rows, in place; criteria are added in the order of the registry."""
    for total, part in zip(totals, points, strict=True):
        total += part


def settled(total: Floats) -> Floats:
    """Rounded to a millionth of a point, so that the order of the sum's terms cannot decide a tie."""
    return np.round(total, DECIMALS)
