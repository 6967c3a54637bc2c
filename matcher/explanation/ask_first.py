"""Which question to ask next about a site: the one whose answer closes most of its range and most often changes the order at the top."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

import numpy as np

from matcher.explanation.answers import Cells, tried
from matcher.explanation.records import Question
from matcher.model.catalog import Catalog
from matcher.model.fields import FIELDS, field_question
from matcher.ranking.score import OUT, SCALE, Scored, score
from matcher.rules.ask import UNKNOWN
from matcher.rules.columns import Table
from matcher.rules.registry import CRITERIA, GATES

TOP = 3
"""How many places count as the top, whose order an answer may change."""
_ORDER = {f.fact: i for i, f in enumerate(FIELDS)}
_LAND_FACTS = frozenset({"available_land_mu", "min_unit_mu", "land_price_wan_mu"})
_FLOOR_FACTS = frozenset({"available_floor_m2", "min_unit_m2", "rent_yuan_m2_month", "purchase_yuan_m2"})


@dataclass(frozen=True, slots=True)
class _Trial:
    row: int
    fact: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question about a row, and the gates that are open now and decided whichever of the answers tried comes."""

    row: int
    question: Question
    surely: tuple[str, ...]


def ask_first(catalog: Catalog, table: Table, scored: Scored, rows: list[int]) -> dict[int, tuple[Question, ...]]:
    """Row -> its questions, the most settling first."""
    questions: dict[int, list[Question]] = {row: [] for row in rows}
    for found in weighed(catalog, table, scored, rows):
        questions[found.row].append(found.question)
    return {row: tuple(sorted(qs, key=lambda q: (-q.settles, -len(q.decides), _ORDER[q.field]))) for row, qs in questions.items()}


def weighed(catalog: Catalog, table: Table, scored: Scored, rows: list[int]) -> list[Weighed]:
    """Every question about these rows whose answer would change something. All answers to all questions are scored in one pass."""
    trials = [_Trial(row, fact, cells) for row in rows for fact in _open_facts(scored, row) for cells in tried(catalog, scored, fact, row)]
    if not trials:
        return []
    changed = Table.of_rows(table, np.array([t.row for t in trials], dtype=np.intp))
    for i, trial in enumerate(trials):
        for name, cell in trial.cells.items():
            changed.put(i, name, cell)
    after = score(replace(scored.ask, columns=changed.columns()))
    keys = sorted(scored.key(int(r)) for r in scored.order())
    by_fact: dict[tuple[int, str], list[int]] = {}
    for i, trial in enumerate(trials):
        by_fact.setdefault((trial.row, trial.fact), []).append(i)
    found = []
    for (row, fact), at in by_fact.items():
        question = _question(scored, after, row, fact, at, keys)
        if question is not None:
            surely = tuple(g for g in question.decides if all(after.gates[g].outcome[i] != UNKNOWN for i in at))
            found.append(Weighed(row, question, surely))
    return found


def _open_facts(scored: Scored, row: int) -> list[str]:
    """Facts read by a gate that is open, or by a criterion that is a range, and that concern this kind of site."""
    reads = [f for g in GATES if g.name in scored.gates and scored.gates[g.name].outcome[row] == UNKNOWN for f in g.reads]
    reads += [
        f for c in CRITERIA if c.name in scored.criteria and scored.points[c.name][1][row] < scored.points[c.name][2][row] for f in c.reads
    ]
    ask = scored.ask
    idle: frozenset[str] = frozenset()
    if ask.need.space == "land" or ask.surely("kind", ("land",))[row]:
        idle = _FLOOR_FACTS
    elif ask.surely("kind", ("facility",))[row] and ask.need.land_mu_min is None and ask.need.land_mu_max is None:
        idle = _LAND_FACTS
    return [f for f in dict.fromkeys(reads) if f not in idle and f != "kind"]


def _question(
    scored: Scored, after: Scored, row: int, fact: str, at: list[int], keys: list[tuple[int, float, float, str]]
) -> Question | None:
    openness = _openness(scored, row)
    left = np.array([_openness(after, i) for i in at])
    width = float(scored.high[row] - scored.low[row])
    points = max(0.0, width - float(np.mean([0.0 if after.status[i] == OUT else after.high[i] - after.low[i] for i in at])))
    share = max(0.0, 1 - float(left.mean()) / openness) if openness > 0 else 0.0
    decides = tuple(
        g for g, column in scored.gates.items() if column.outcome[row] == UNKNOWN and any(after.gates[g].outcome[i] != UNKNOWN for i in at)
    )
    own = scored.key(row)
    others = [k for k in keys if k != own]
    now = [k[3] for k in keys[:TOP]]
    changed = float(np.mean([_top(others, after.key(i), bool(after.status[i] == OUT)) != now for i in at]))
    if share <= 0 and not decides and changed == 0:
        return None
    return Question(
        field=fact,
        question=field_question(fact),
        settles=round((share + changed) / 2, 4),
        points=round(points, 2),
        decides=decides,
        changes_top=round(changed, 4),
    )


def _openness(scored: Scored, row: int) -> float:
    """How much of a site is unsettled: the share of the scale that its range covers, and the share of its gates that are open."""
    if scored.status[row] == OUT:
        return 0.0
    open_gates = sum(bool(column.outcome[row] == UNKNOWN) for column in scored.gates.values())
    return float(scored.high[row] - scored.low[row]) / SCALE + open_gates / len(scored.gates)


def _top(others: list[tuple[int, float, float, str]], key: tuple[int, float, float, str], out: bool) -> list[str]:
    """The first places when one site, with a new key, is put among the others."""
    first = [k[3] for k in others[:TOP]]
    place = bisect_left(others, key)
    return first if out or place >= TOP else [*first[:place], key[3], *first[place : TOP - 1]]
