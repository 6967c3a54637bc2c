"""The office's thresholds for land, held against what an enterprise states: those in force count, the others are only told."""

from __future__ import annotations

import numpy as np

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.text import Text, figure
from matcher.office.sides_records import ThresholdCheck
from matcher.rules.ask import FAIL, Ask, Codes
from matcher.rules.registry import GATES, Gate

_ONLY_TOLD = Text("门槛未确认，只供参考。", " The threshold is unconfirmed and only told.")


def _gates(catalog: Catalog) -> list[Gate]:
    return [g for g in GATES if g.has_threshold and catalog.rules.gates[g.name].threshold is not None]


def met_in_force(ask: Ask) -> Codes:
    """How many thresholds in force the need surely meets, row by row; none where a site is no land."""
    met = np.zeros(ask.columns.size, np.int8)
    land = ~ask.surely("kind", ("facility",))
    for gate in _gates(ask.catalog):
        if ask.catalog.rules.gates[gate.name].status == "active" and (column := gate.run(ask)) is not None:
            met += (land & (column.outcome != FAIL)).astype(np.int8)
    return met


def threshold_checks(ask: Ask, row: int) -> tuple[ThresholdCheck, ...]:
    """Every threshold against the need at one site; () where the site is no land and none concerns it."""
    if ask.surely("kind", ("facility",))[row]:
        return ()
    return tuple(_check(ask, gate, row) for gate in _gates(ask.catalog))


def _check(ask: Ask, gate: Gate, row: int) -> ThresholdCheck:
    rule = ask.catalog.rules.gates[gate.name]
    active = rule.status == "active"
    column = gate.run(ask)
    if column is None:
        asked = Text(f"{figure(rule.threshold or 0)} {gate.unit.name.zh}", f"{figure(rule.threshold or 0)} {gate.unit.name.en}")
        told = Text("{l}门槛 {t}，企业说明得还不够，无从对照。", "{L}: the enterprise has not stated enough to hold it against {t}.").fill(
            l=gate.label, L=Text("", gate.label.en[:1].upper() + gate.label.en[1:]), t=asked
        )
    else:
        told = column.sentence(row)
    return ThresholdCheck(
        gate=gate.name,
        label=gate.label,
        in_force=active,
        outcome="not_stated" if column is None else "below" if column.outcome[row] == FAIL else "met",
        sentence=told if active else told + _ONLY_TOLD,
        citation=cited(ask.catalog, rule.citation),
    )
