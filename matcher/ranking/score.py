"""From gates and criteria to status, score and order. Definitions: docs/method.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.model.pack import Rules
from matcher.rules.ask import FAIL, PASS, UNKNOWN, Ask, Codes, CriterionColumn, GateColumn
from matcher.rules.assumed import never_out
from matcher.rules.columns import Floats
from matcher.rules.registry import CRITERIA, GATES

OUT, TO_ASK, FITS = 0, 1, 2
STATUS = {OUT: "out", TO_ASK: "ask", FITS: "fits"}
SCALE = 100.0


@dataclass(frozen=True)
class Scored:
    """One need against all rows. Contributions are in points: their sums are score, low and high, each float[size] in 0..100."""

    ask: Ask
    gates: Mapping[str, GateColumn]
    criteria: Mapping[str, CriterionColumn]
    weights: Mapping[str, float]
    points: Mapping[str, tuple[Floats, Floats, Floats]]
    """criterion -> (value, low, high) in points."""
    status: Codes
    score: Floats
    low: Floats
    high: Floats

    def order(self) -> npt.NDArray[np.intp]:
        """Rows that are not out, best first: fits before ask, then score, low, id."""
        ids = np.array(self.ask.columns.ids, dtype=np.str_)
        rows = np.flatnonzero(self.status != OUT)
        keys = (ids[rows], -self.low[rows], -self.score[rows], -self.status[rows].astype(np.int64))
        return rows[np.lexsort(keys)]

    def utilities(self) -> Floats:
        """float[size, criteria]: the point values of the utilities 0..1, which depend on no weight; in the order of `criteria`."""
        rules = self.ask.catalog.rules.criteria
        return np.column_stack([utility(column, rules[name].prior) for name, column in self.criteria.items()])

    def key(self, row: int) -> tuple[int, float, float, str]:
        """The sort key of one row, for placing it among others; smaller is better."""
        return (-int(self.status[row]), -float(self.score[row]), -float(self.low[row]), self.ask.columns.ids[row])


def active_gates(rules: Rules) -> tuple[str, ...]:
    """A gate whose rule is unconfirmed is not put to anybody."""
    return tuple(g.name for g in GATES if rules.gates[g.name].status == "active")


def score(ask: Ask) -> Scored:
    rules = ask.catalog.rules
    on = active_gates(rules)
    gates = {g.name: never_out(ask, g, raised) for g in GATES if g.name in on and (raised := g.run(ask)) is not None}
    criteria = {c.name: measured for c in CRITERIA if (measured := c.run(ask)) is not None}
    weights = shares(ask, tuple(criteria))
    points = {name: _points(column, weights[name], rules.criteria[name].prior) for name, column in criteria.items()}
    worst = np.full(ask.columns.size, PASS, np.int8)
    for gate in gates.values():
        worst = np.minimum(worst, gate.outcome)
    status = np.select([worst == FAIL, worst == UNKNOWN], [OUT, TO_ASK], FITS).astype(np.int8)
    value, low, high = (np.sum([p[i] for p in points.values()], axis=0) for i in range(3))
    return Scored(ask, gates, criteria, weights, points, status, _settled(value), _settled(low), _settled(high))


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
    return np.asarray(np.clip(prior, column.low, column.high))


def _points(column: CriterionColumn, weight: float, prior: float) -> tuple[Floats, Floats, Floats]:
    share = SCALE * weight
    return share * utility(column, prior), share * column.low, share * column.high


def _settled(values: Floats) -> Floats:
    """Rounded to a millionth of a point, so that the order of the sum's terms cannot decide a tie."""
    return np.round(values, 6)
