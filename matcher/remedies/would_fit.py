"""What would make a site fit that is out: the smallest moves of the need, of the site, of both, or the site joined to its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.explanation.setting import Put
from matcher.model.need import Need
from matcher.model.text import Text, joined, sentences
from matcher.ranking.score import OUT, STATUS, TO_ASK, Scored
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_records import Immovable, Way, WouldFit
from matcher.remedies.joining import join, open_beside_area, parks
from matcher.remedies.levers_site import SITE_LEVERS
from matcher.remedies.moves import Move
from matcher.remedies.need_way import NeedWay, need_way
from matcher.rules.columns import Table
from matcher.rules.registry import gate_label

_SIDES = ("need", "site", "mixed", "join")
_THEN = {
    "fits": Text("改后适合。", "Then it fits."),
    "ask": Text("改后不再排除，其余还要核实。", "Then it is no longer out; the rest is still to be asked."),
}


@dataclass(frozen=True)
class _Plan:
    """A set of moves for a row, before it is verified. need: as it would be asked then."""

    row: int
    side: str
    moves: tuple[Move, ...]
    need: Need

    @property
    def size(self) -> float:
        return sum(m.size for m in self.moves)


def what_would_fit(asked: Put, scored: Scored, row: int) -> WouldFit | None:
    """What would make one row fit; None for a row that is not out. row: index into the columns."""
    return would_fit(asked, scored, AskedAgain(scored.ask), [row]).get(row)


def would_fit(asked: Put, scored: Scored, again: AskedAgain, rows: Sequence[int]) -> dict[int, WouldFit]:
    """Row -> what would make it fit, for those of the rows that are out. All plans are verified in one pass over changed rows."""
    out = [r for r in rows if scored.status[r] == OUT]
    plans = [plan for row in out for plan in _plans(scored, again, row)] + _joins(scored, again, out)
    status = _afterwards(asked, scored, plans)
    held: dict[int, list[tuple[_Plan, int]]] = {row: [] for row in out}
    for plan, alone in zip(plans, status, strict=True):
        if alone == OUT:
            continue  # a plan that does not hold is never told
        then = TO_ASK if any(m.side == "join" and open_beside_area(again, m) for m in plan.moves) else alone
        held[plan.row].append((plan, then))
    return {row: _told(again, scored, row, held[row]) for row in out}


def _plans(scored: Scored, again: AskedAgain, row: int) -> list[_Plan]:
    """The need's way, the site's, and the mixed one with the smaller move for each gate; only where every gate is moved."""
    need = scored.ask.need
    failed = again.failing(need, row)
    whole = need_way(again, row)
    by_site = {g: move for g in failed if g in SITE_LEVERS and (move := SITE_LEVERS[g](again, row)) is not None}
    plans = [_Plan(row, "need", whole.moves, whole.need)] if not whole.stuck else []
    if len(by_site) == len(failed):
        plans.append(_Plan(row, "site", tuple(by_site.values()), need))
    by_need = {g: move for move in whole.moves for g in move.gates}
    rather = {g for g, move in by_site.items() if g not in by_need or move.size < by_need[g].size}
    if set(whole.stuck) <= rather and rather and len(rather) < len(failed):
        rest: NeedWay = need_way(again, row, frozenset(rather))
        if not rest.stuck:
            plans.append(_Plan(row, "mixed", (*rest.moves, *(by_site[g] for g in failed if g in rather)), rest.need))
    return plans


def _joins(scored: Scored, again: AskedAgain, out: Sequence[int]) -> list[_Plan]:
    among = parks(again, scored)
    found = ((row, join(again, scored, among, row)) for row in out)
    return [_Plan(row, "join", (move,), scored.ask.need) for row, move in found if move is not None]


def _afterwards(asked: Put, scored: Scored, plans: Sequence[_Plan]) -> list[int]:
    """The status of each plan's row once its moves are made: copies of the rows with their new cells, put to the moved needs."""
    if not plans:
        return []
    changed = Table.of_rows(asked.table, np.array([p.row for p in plans], dtype=np.intp))
    for at, plan in enumerate(plans):
        for move in plan.moves:
            for field, cell in move.cells.items():
                changed.put(at, field, cell)
    anew = AskedAgain(replace(scored.ask, columns=changed.columns()))
    return [anew.status(plan.need, at) for at, plan in enumerate(plans)]


def _told(again: AskedAgain, scored: Scored, row: int, held: Sequence[tuple[_Plan, int]]) -> WouldFit:
    ranked = sorted(held, key=lambda p: (p[0].side == "join", round(p[0].size, 6), len(p[0].moves), _SIDES.index(p[0].side)))
    ways = tuple(_way(plan, then) for plan, then in ranked)
    failed = again.failing(scored.ask.need, row)
    nobody = () if ways else tuple(_immovable(scored, g, row) for g in _nobody(again, row, failed))
    site_id = scored.ask.columns.ids[row]
    return WouldFit(
        site_id=site_id,
        title=scored.ask.catalog.site_title(site_id),
        failed=tuple(failed),
        ways=ways,
        nobody=nobody,
        sentence=ways[0].sentence if ways else _no_way(nobody),
    )


def _way(plan: _Plan, then: int) -> Way:
    status = STATUS[then]
    return Way(
        side=plan.side,  # type: ignore[arg-type]
        changes=tuple(m.told() for m in plan.moves),
        size=round(plan.size, 6),
        status=status,  # type: ignore[arg-type]
        sentence=sentences([*(m.sentence for m in plan.moves), _THEN[status]]),
    )


def _nobody(again: AskedAgain, row: int, failed: Sequence[str]) -> list[str]:
    stuck = need_way(again, row).stuck
    return [g for g in failed if g in stuck and (g not in SITE_LEVERS or SITE_LEVERS[g](again, row) is None)]


def _immovable(scored: Scored, gate: str, row: int) -> Immovable:
    return Immovable(gate=gate, label=gate_label(gate), sentence=scored.gates[gate].sentence(row))


def _no_way(nobody: Sequence[Immovable]) -> Text:
    why = sentences([n.sentence for n in nobody])
    names = joined([Text(f"“{n.label.zh}”", n.label.en) for n in nobody])
    return Text("{l}谁也动不了：{w}", "Nobody can change this ({l}): {w}").fill(l=names, w=why)
