"""The gates put again to the same rows for a need that has moved: each gate is run once for each value of what it reads of the need."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import attrgetter
from typing import Any

import numpy as np

from matcher.model.need import Need
from matcher.ranking.score import FITS, OUT, TO_ASK, active_gates
from matcher.rules.ask import FAIL, PASS, UNKNOWN, Ask, Codes
from matcher.rules.assumed import never_out
from matcher.rules.registry import GATES, Gate

_ALSO_READS = {"land_area": ("floor_m2_min",)}
"""What a gate reads of the need beside its demands: a facility is compared by floor, and not by land, once floor is asked for."""


def _nothing(_need: Need) -> tuple[()]:
    return ()


class AskedAgain:
    """An ask whose need may move in its demands; who asks and the industry stay as they are."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        on = active_gates(ask.catalog.rules)
        self.gates: dict[str, Gate] = {g.name: g for g in GATES if g.name in on}
        reads = {name: (*g.demands, *_ALSO_READS.get(name, ())) for name, g in self.gates.items()}
        self._read = {name: attrgetter(*fields) if fields else _nothing for name, fields in reads.items()}
        self._known: dict[tuple[str, Any], Codes | None] = {}
        self.memo: dict[tuple[Any, ...], Any] = {}
        """What others derive from this ask and keep for the same question, each under a key that begins with its own name."""

    def outcome(self, gate: str, need: Need) -> Codes | None:
        """The gate's outcome for every row, None where this need does not raise it."""
        key = (gate, self._read[gate](need))
        if key not in self._known:
            put = replace(self.ask, need=need)
            column = self.gates[gate].run(put)
            self._known[key] = None if column is None else never_out(put, self.gates[gate], column).outcome
        return self._known[key]

    def fails(self, gate: str, need: Need, row: int) -> bool:
        outcome = self.outcome(gate, need)
        return outcome is not None and bool(outcome[row] == FAIL)

    def failing(self, need: Need, row: int) -> list[str]:
        """The gates that a row fails, in the registry's order."""
        return [name for name in self.gates if self.fails(name, need, row)]

    def worst(self, need: Need) -> Codes:
        """int8[size]: FAIL where a row fails a gate, else UNKNOWN where one is open, else PASS."""
        raised = [outcome for name in self.gates if (outcome := self.outcome(name, need)) is not None]
        return reduce(np.minimum, raised, np.full(self.ask.columns.size, PASS, np.int8))

    def status(self, need: Need, row: int) -> int:
        """OUT, TO_ASK or FITS, as the whole score would say."""
        worst = min((int(o[row]) for name in self.gates if (o := self.outcome(name, need)) is not None), default=PASS)
        return {FAIL: OUT, UNKNOWN: TO_ASK}.get(worst, FITS)
