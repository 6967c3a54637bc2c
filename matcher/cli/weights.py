"""Weights as somebody writes them: the name of a weighting of the pack, or `criterion:number` for each that counts."""

from __future__ import annotations

import math

from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.rules.registry import CRITERIA

Weights = tuple[tuple[str, float], ...]
MOST = 100.0
NAMES = tuple(c.name for c in CRITERIA)


def read_weights(catalog: Catalog, said: str) -> Weights:
    """(criterion, weight) in display order; () for the pack's own. Raises Refused where a name or a figure cannot be taken."""
    if not said.strip():
        return ()
    named = next((w for w in catalog.rules.weightings if said.strip() in (w.id, w.name, w.name_en)), None)
    given = dict(named.weights) if named else _figures(catalog, said)
    return tuple((name, given[name]) for name in NAMES if given.get(name))


def write_weights(catalog: Catalog, weights: Weights) -> str:
    """The shortest way to write weights: '' for the pack's own, the name of a weighting, or the figures."""
    wanted = {name: weight for name, weight in weights if weight}
    if not wanted or wanted == {name: catalog.rules.criteria[name].weight for name in NAMES}:
        return ""
    named = next((w.id for w in catalog.rules.weightings if {n: v for n, v in w.weights.items() if v} == wanted), None)
    return named or ",".join(f"{name}:{wanted[name]:g}" for name in NAMES if name in wanted)


def _figures(catalog: Catalog, said: str) -> dict[str, float]:
    log, given = IssueLog("", ASKER), dict[str, float]()
    known = Text(
        f"可用：{'、'.join([*(w.id for w in catalog.rules.weightings), *NAMES])}。",
        f"Known: {', '.join([*(w.id for w in catalog.rules.weightings), *NAMES])}.",
    )
    for part in said.replace("，", ",").replace("：", ":").replace("=", ":").split(",")[: len(NAMES) + 1]:
        name, colon, figure = (p.strip() for p in part.partition(":"))
        if name not in NAMES:
            message = Text("没有这个评分项。", "is no criterion.") if colon else Text("没有这组权重。", "is no weighting of this pack.")
            log.error(message, known, field="weights", value=name)
            continue
        try:
            weight = float(figure)
        except ValueError:
            weight = math.nan
        if not 0 <= weight <= MOST:
            log.error(
                Text("权重要写 0 到 100 的数。", "needs a weight from 0 to 100."),
                Text("如 cost:30。", "Such as cost:30."),
                field="weights",
                value=part.strip(),
            )
            continue
        given[name] = weight
    if not log.issues and not any(given.values()):
        log.error(
            Text("权重全为 0。", "are all 0."), Text("至少一项要大于 0。", "Let at least one be above 0."), field="weights", value=said
        )
    if log.issues:
        raise Refused(log.issues)
    return given
