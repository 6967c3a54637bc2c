"""Rows of a score as records with their words and clauses."""

from __future__ import annotations

import math

from matcher.explanation.records import Cited, Contribution, Ends, GateRecord
from matcher.model.catalog import Catalog
from matcher.model.pack import Citation
from matcher.model.values import month_text
from matcher.ranking.score import Scored
from matcher.rules.ask import BECAUSE, OUTCOMES, PASS
from matcher.rules.registry import CRITERIA, GATES, Gate


def cited(catalog: Catalog, citation: Citation) -> Cited:
    return Cited(source=citation.source, clause=citation.clause, told=catalog.say_citation(citation))


def value_citation(catalog: Catalog, site_id: str, facts: tuple[str, ...]) -> Cited | None:
    """The clause behind the first of these facts that the site states."""
    found = next((e for f in facts if (e := catalog.evidence.get((site_id, f)))), None)
    if found is None:
        return None
    return Cited(
        source=found.citation.source,
        clause=found.citation.clause,
        told=catalog.say_citation(found.citation),
        basis=found.basis,
        as_of=found.as_of,
    )


def gate_records(catalog: Catalog, scored: Scored, row: int) -> tuple[GateRecord, ...]:
    return tuple(_gate_record(catalog, scored, g, row) for g in GATES if g.name in scored.gates)


def _gate_record(catalog: Catalog, scored: Scored, gate: Gate, row: int) -> GateRecord:
    column = scored.gates[gate.name]
    month = gate.unit.token == "month"

    def end(values: object) -> float | str | None:
        if column.low is None or column.high is None:
            return None
        value = float(values[row])  # type: ignore[index]
        return month_text(value) if month else value

    site_id = scored.ask.columns.ids[row]
    by_value = gate.cites == "value" or column.outcome[row] == PASS
    backing = value_citation(catalog, site_id, gate.reads) if by_value else None
    margin = float("nan") if column.margin is None else float(column.margin[row])
    return GateRecord(
        gate=gate.name,
        label=gate.label,
        outcome=OUTCOMES[int(column.outcome[row])],  # type: ignore[arg-type]
        because=BECAUSE[int(column.because[row])],  # type: ignore[arg-type]
        value=Ends(low=end(column.low), high=end(column.high)),
        value_text=column.value_text(row),
        threshold=column.threshold,
        threshold_text=column.threshold_text,
        unit=gate.unit.token,
        margin=None if math.isnan(margin) else round(margin, 6),
        sentence=column.sentence(row),
        citation=backing or cited(catalog, catalog.rules.gates[gate.name].citation),
    )


def contributions(catalog: Catalog, scored: Scored, row: int) -> tuple[Contribution, ...]:
    site_id = scored.ask.columns.ids[row]
    out = []
    for criterion in CRITERIA:
        if criterion.name not in scored.criteria:
            continue
        value, low, high = (float(p[row]) for p in scored.points[criterion.name])
        out.append(
            Contribution(
                criterion=criterion.name,
                label=criterion.label,
                weight=scored.weights[criterion.name],
                value=value,
                low=low,
                high=high,
                sentence=scored.criteria[criterion.name].sentence(row),
                citation=value_citation(catalog, site_id, criterion.reads),
            )
        )
    return tuple(out)


def not_asked(scored: Scored) -> tuple[str, ...]:
    """Criteria and gates that the need says nothing about, or that the office has not switched on."""
    silent = [g.name for g in GATES if g.name not in scored.gates] + [c.name for c in CRITERIA if c.name not in scored.criteria]
    return tuple(dict.fromkeys(silent))
