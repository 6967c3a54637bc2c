"""How far a need has to move, at the least, so that a site no longer fails a gate: one lever per gate, and none where nobody can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from matcher.model.need import Need
from matcher.model.values import month_text
from matcher.model.vocabulary import FIRE_CLASS, SPACE, TENURE
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.levers_land import PER_LAND, money_or_land
from matcher.remedies.moves import down, up
from matcher.rules.columns import Flags

Wants = Mapping[str, Any]
"""Field of the need -> its new value; None gives the demand up."""
Lever = Callable[[AskedAgain, Need, int], Wants | None]
"""(ask, need, row) -> the least that the need has to move for this row not to fail the gate; None where the need cannot."""


@dataclass(frozen=True, slots=True)
class FigureGate:
    """A gate that holds a figure of the site against a figure of the need. site_moves: whether the site's figure can be changed."""

    field: str
    demand: str
    side: Literal["least", "most"]
    site_moves: bool
    most: str = ""
    """The need's field for the most that is wanted, which says with an equal least that the figure is a bare one."""


FIGURES: dict[str, FigureGate] = {
    "land_area": FigureGate("available_land_mu", "land_mu_min", "least", False, "land_mu_max"),
    "floor_area": FigureGate("available_floor_m2", "floor_m2_min", "least", False, "floor_m2_max"),
    "ceiling_height": FigureGate("ceiling_height_m", "ceiling_height_m_min", "least", False),
    "floor_load": FigureGate("floor_load_t_m2", "floor_load_t_m2_min", "least", False),
    "power": FigureGate("power_kva", "power_kva_min", "least", True),
    "rent": FigureGate("rent_yuan_m2_month", "rent_yuan_m2_month_max", "most", True),
    "land_price": FigureGate("land_price_wan_mu", "land_price_wan_mu_max", "most", True),
    "purchase_price": FigureGate("purchase_yuan_m2", "purchase_yuan_m2_max", "most", True),
    "delivery": FigureGate("delivery", "needed_by", "most", True),
}


def is_bare(need: Need, gate: FigureGate) -> bool:
    """Whether the need names one figure for the area, which is then read with the office's tolerance."""
    return bool(gate.most) and getattr(need, gate.demand) == getattr(need, gate.most)


def _figure(name: str) -> Lever:
    gate = FIGURES[name]

    def lever(again: AskedAgain, need: Need, row: int) -> Wants | None:
        if gate.side == "most":
            lowest = float(again.ask.columns.low[gate.field][row])
            return {gate.demand: month_text(lowest) if gate.demand == "needed_by" else up(lowest)}
        highest = float(again.ask.columns.high[gate.field][row])
        if is_bare(need, gate):
            kept = 1 - Decimal(str(again.ask.catalog.rules.bare_area_tolerance.value))
            bare = down(float(Decimal(str(highest)) / kept))
            return dict.fromkeys((gate.demand, gate.most), bare if bare > 0 else None)
        least = down(highest)
        if least > 0:
            return {gate.demand: least}
        return dict.fromkeys((f for f in (gate.demand, gate.most) if f), None)  # where there is nothing, the most is given up as well

    return lever


def _another(gate: str, demand: str, tokens: tuple[str, ...]) -> Lever:
    """Another word of a list: one that surely passes before one that is open; the first of the list among equals."""

    def lever(again: AskedAgain, need: Need, row: int) -> Wants | None:
        possible = []
        for at, token in enumerate(tokens):
            outcome = again.outcome(gate, need.model_copy(update={demand: token}))
            if outcome is not None and outcome[row] >= 0:
                possible.append((-int(outcome[row]), at, token))
        return {demand: min(possible)[2]} if possible else None

    return lever


def _fire_class(again: AskedAgain, need: Need, row: int) -> Wants | None:
    """The most hazardous class that the building may admit; a production in that class or below it could move in."""
    admitted = (t for t in FIRE_CLASS.tokens if not again.fails("fire_class", need.model_copy(update={"fire_class": t}), row))
    found = next(admitted, None)
    return {"fire_class": found} if found else None


def _without(demand: str, fields: tuple[str, ...]) -> Lever:
    """The words given up that are known to be absent; those that are unknown stay asked for."""

    def lever(again: AskedAgain, need: Need, row: int) -> Wants | None:
        words: tuple[str, ...] = getattr(need, demand)
        return {demand: tuple(w for w in words if w not in absent(again, demand, fields, need, row))}

    return lever


def absent(again: AskedAgain, demand: str, fields: tuple[str, ...], need: Need, row: int) -> tuple[str, ...]:
    """The words asked for that no field of the site can hold; of the processes only those that need approval are asked for."""
    words: tuple[str, ...] = getattr(need, demand)
    if demand == "processes":
        controlled = {p for c in again.ask.catalog.controls if c.effect == "approval" for p in c.processes}
        words = tuple(w for w in words if w in controlled)
    return tuple(w for w in words if not any(_possibly(again, f, w)[row] for f in fields))


def _possibly(again: AskedAgain, field: str, word: str) -> Flags:
    """The rows whose list may hold a word, looked up once."""
    key = ("possibly", field, word)
    if key not in again.memo:
        again.memo[key] = again.ask.possibly(field, (word,))
    rows: Flags = again.memo[key]
    return rows


def _no_discharge(again: AskedAgain, need: Need, row: int) -> Wants | None:
    """A zone that refuses only discharge admits who does not discharge; one that refuses everything, nobody."""
    dry = need.model_copy(update={"discharges_wastewater": False})
    return None if again.fails("water_zone", dry, row) else {"discharges_wastewater": False}


def _no_ground_floor(_again: AskedAgain, _need: Need, _row: int) -> Wants | None:
    return {"ground_floor": None}


NEED_LEVERS: dict[str, Lever] = {
    **{name: _figure(name) for name in FIGURES},
    "space": _another("space", "space", SPACE.tokens),
    "tenure": _another("tenure", "tenure", TENURE.tokens),
    "ground_floor": _no_ground_floor,
    "fire_class": _fire_class,
    "special": _without("special", ("features",)),
    "processes": _without("processes", ("processes", "shared_plants")),
    "water_zone": _no_discharge,
    **dict.fromkeys((*PER_LAND, "separate_land_total"), money_or_land),
}
"""Gate -> the need's lever. availability has none: what is taken is taken. planning never fails."""
