"""Area that no unit of a park has alone and several have together. That they adjoin is not in the data: the same park is all one knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from matcher.model.fields import BY_NAME
from matcher.model.text import Text, joined
from matcher.model.values import Cell, Interval
from matcher.ranking.score import OUT, Scored
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.moves import Move
from matcher.rules.ask import FAIL, UNKNOWN
from matcher.rules.compare import measure

AREAS = {"land_area": ("available_land_mu", "land_mu"), "floor_area": ("available_floor_m2", "floor_m2")}
"""Gate -> (what is to be had, the whole it is part of)."""
MOST_UNITS = 4
"""Units that are joined at the most; of more, nobody would speak of one place."""
MOST_TRIED = 10
"""Other units of a park that are tried, the largest first."""


@dataclass(frozen=True)
class Parks:
    """Park and kind -> the rows that fail nothing but the area, the only ones for which joining is worth a word."""

    rows: dict[tuple[str, str], list[int]]


def parks(again: AskedAgain, scored: Scored) -> Parks:
    found: dict[tuple[str, str], list[int]] = {}
    for row in range(again.ask.columns.size):
        if scored.status[row] != OUT:
            continue
        site = again.ask.catalog.by_id[again.ask.columns.ids[row]]
        if site.text("park") and set(again.failing(again.ask.need, row)) <= AREAS.keys():
            found.setdefault((site.text("park"), site.kind), []).append(row)
    return Parks(found)


def join(again: AskedAgain, scored: Scored, among: Parks, row: int) -> Move | None:
    """The fewest units, this one among them, that together reach every area this row falls short of."""
    site = again.ask.catalog.by_id[again.ask.columns.ids[row]]
    unit = among.rows.get((site.text("park"), site.kind), [])
    if row not in unit:
        return None
    short = [g for g in AREAS if g in scored.gates and scored.gates[g].outcome[row] == FAIL]
    wanted = {g: float(scored.gates[g].threshold) for g in short}  # type: ignore[arg-type]  # an area's threshold is a figure
    others = sorted((r for r in unit if r != row), key=lambda r: (-_reach(again, [r], wanted), again.ask.columns.ids[r]))[:MOST_TRIED]
    for count in range(1, MOST_UNITS):
        enough = [c for c in combinations(others, count) if all(_sum(again, g, (row, *c)).high >= t for g, t in wanted.items())]
        if enough:
            return _move(again, row, min(enough, key=lambda c: _rank(again, row, c, wanted)), wanted)
    return None


def open_beside_area(again: AskedAgain, move: Move) -> bool:
    """Whether a unit that is joined leaves something open, beside the area: then the whole is still to be asked about."""
    rows = [again.ask.columns.ids.index(i) for i in move.sites]
    outcomes = (again.outcome(g, again.ask.need) for g in again.gates if g not in AREAS)
    return any(o is not None and bool((o[rows] == UNKNOWN).any()) for o in outcomes)


def _rank(again: AskedAgain, row: int, others: Sequence[int], wanted: dict[str, float]) -> tuple[bool, float, list[str]]:
    """Sets that surely reach the areas before those that may, then the smaller sum, then the ids."""
    unsure = any(_sum(again, g, (row, *others)).low < t for g, t in wanted.items())
    return unsure, _reach(again, others, wanted), sorted(again.ask.columns.ids[r] for r in others)


def _reach(again: AskedAgain, rows: Sequence[int], wanted: dict[str, float]) -> float:
    """What rows add to the areas wanted, as a share of them."""
    return sum(_sum(again, g, rows).high / t for g, t in wanted.items())


def _sum(again: AskedAgain, gate: str, rows: Sequence[int]) -> Interval:
    c, field = again.ask.columns, AREAS[gate][0]
    return Interval(*(round(float(sum(end[field][r] for r in rows)), 6) for end in (c.low, c.high)))


def _move(again: AskedAgain, row: int, others: Sequence[int], wanted: dict[str, float]) -> Move:
    c = again.ask.columns
    others = sorted(others, key=lambda r: c.ids[r])
    rows = (row, *others)
    cells: dict[str, Cell] = {}
    said = []
    for gate, threshold in wanted.items():
        part, whole = AREAS[gate]
        total = cells[part] = _sum(again, gate, rows)
        cells[whole] = Interval(total.low, max(total.high, float(sum(c.high[whole][r] for r in rows))))
        sure = total.low >= threshold
        form = Text("合计 {s}，达到 {t}", "together {s}, which reaches {t}") if sure else Text(
            "合计 {s}，可望达到 {t}，要先核实", "together {s}, which may reach {t}; ask first"
        )  # fmt: skip
        said.append(form.fill(s=measure(BY_NAME[part], total.low, total.high), t=measure(BY_NAME[part], threshold, threshold)))
    names = joined([again.ask.catalog.site_title(c.ids[r]) for r in others])
    told = Text(
        "与同一园区的{n}合并使用：{s}；同一园区不等于相邻，是否相连须现场核对。",
        "Joined with these of the same park ({n}): {s}. The same park does not mean adjoining; whether they adjoin must be checked on site.",
    ).fill(n=names, s=joined(said))
    first = next(iter(wanted))
    field = AREAS[first][0]
    before, after = float(c.high[field][row]), _sum(again, first, rows).high
    ids = tuple(c.ids[r] for r in others)
    return Move(
        tuple(wanted), "join", field, before, after, float(len(others)), told, after - before, BY_NAME[field].unit.token, ids, cells=cells
    )  # fmt: skip
