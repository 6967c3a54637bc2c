"""The least that a need has to move as a whole for one site: every failed gate's lever, until the site fails nothing any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.model.need import Need
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_words import need_move
from matcher.remedies.levers import FIGURES, NEED_LEVERS
from matcher.remedies.levers_land import LAND, MONEY, invested_field, land_field
from matcher.remedies.moves import Move

_MOST = {g.most: g.demand for g in FIGURES.values() if g.most}
_WORDS = ("space", "tenure", "ground_floor", "fire_class", "special", "processes", "discharges_wastewater")
_FIELDS = tuple(dict.fromkeys((*(g.demand for g in FIGURES.values()), *LAND, *MONEY, *_WORDS)))
"""The fields of a need that a lever moves, in the order in which they are told."""


@dataclass(frozen=True)
class NeedWay:
    """The moved need and its moves; stuck: failed gates that the need cannot move, with which the moves alone open nothing."""

    need: Need
    moves: tuple[Move, ...]
    stuck: tuple[str, ...]

    @property
    def size(self) -> float:
        return sum(m.size for m in self.moves)


def need_way(again: AskedAgain, row: int, spared: frozenset[str] = frozenset()) -> NeedWay:
    """The way of the need for one row. spared: gates left as they are, since the site moves there.

    Giving up the floor can raise the gate of the land, so the gates are put again until none fails that the need can move. Each lever
    lifts its gate for good, since every demand only ever moves towards the site, so the rounds end.
    """
    key = ("need_way", row, spared)
    if key not in again.memo:
        again.memo[key] = _found(again, row, spared)
    way: NeedWay = again.memo[key]
    return way


def _found(again: AskedAgain, row: int, spared: frozenset[str]) -> NeedWay:
    need = again.ask.need
    lifted: list[str] = []
    stuck: list[str] = []
    while todo := [g for g in again.failing(need, row) if g not in spared and g not in stuck]:
        lifted += [g for g in todo if g not in lifted]
        for gate in todo:
            if not again.fails(gate, need, row):
                continue  # lifted by what another gate's lever has just moved
            lever = NEED_LEVERS.get(gate)
            wants = lever(again, need, row) if lever else None
            if wants is None:
                stuck.append(gate)
            else:
                need = need.model_copy(update=dict(wants))
    return NeedWay(need, _moves(again, need, [g for g in lifted if g not in stuck]), tuple(stuck))


def _moves(again: AskedAgain, after: Need, lifted: list[str]) -> tuple[Move, ...]:
    """One move for each demand that moved, with the gates it lifts."""
    before = again.ask.need
    changed = [f for f in _FIELDS if getattr(before, f) != getattr(after, f)]
    told = [f for f in changed if _MOST.get(f) not in changed]
    order = list(again.gates)
    by_field: Mapping[str, list[str]] = {f: [] for f in told}
    for gate in sorted(lifted, key=order.index):
        by_field[_moved_field(before, gate, told)].append(gate)
    return tuple(_told_once(again, after, field, tuple(gates)) for field, gates in by_field.items())


def _told_once(again: AskedAgain, after: Need, field: str, gates: tuple[str, ...]) -> Move:
    """The move of a demand, told once for all rows to which it moves alike."""
    key = ("move", field, gates, getattr(after, field))
    if key not in again.memo:
        again.memo[key] = need_move(again.ask.catalog, again.ask.need, after, field, gates)
    move: Move = again.memo[key]
    return move


def _moved_field(before: Need, gate: str, told: list[str]) -> str:
    """The demand whose move lifts a gate: of a threshold for land the money if that moved, else the land."""
    money = {"investment_per_mu": invested_field(before), "tax_per_mu": "tax_wan", "separate_land_total": "investment_wan"}
    if gate in money:
        return money[gate] if money[gate] in told else land_field(before)
    if gate in FIGURES:
        return FIGURES[gate].demand
    return "discharges_wastewater" if gate == "water_zone" else gate
