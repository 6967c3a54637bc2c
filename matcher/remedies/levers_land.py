"""The office's thresholds for land: more money or less land, whichever moves less, for all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from matcher.model.need import Need
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.moves import down, share, up

PER_LAND = ("investment_per_mu", "tax_per_mu")
MONEY = ("investment_wan", "fixed_investment_wan", "tax_wan")
MOST_STATED = 1e9
"""No need can state more of anything."""
LAND = ("land_mu_min", "land_mu_max")


def invested_field(need: Need) -> str:
    """The figure that counts as the investment for each 亩."""
    return "fixed_investment_wan" if need.fixed_investment_wan else "investment_wan"


def land_field(need: Need) -> str:
    """The figure that counts as the land wanted."""
    return "land_mu_min" if need.land_mu_min else "land_mu_max"


def money_or_land(again: AskedAgain, need: Need, row: int) -> dict[str, Any] | None:
    """The smallest sum of moves that lifts every threshold this row fails.

    What must be invested or paid in tax grows in proportion to the land, so the sum of the moves is piecewise linear in the land and
    smallest at a corner: the land as it is, or the land at which one of the thresholds is just met.
    """
    tried: list[tuple[float, int, int, dict[str, Any]]] = []
    for land in _lands(again, need):
        wants = _with_land(again, need, row, land)
        moved = need.model_copy(update=wants)
        if any(wants.get(f, 0) > MOST_STATED for f in MONEY):
            continue
        if not any(again.fails(g, moved, row) for g in (*PER_LAND, "separate_land_total") if g in again.gates):
            money = {f: v for f, v in wants.items() if f not in LAND}
            size = sum(share(getattr(again.ask.need, f), v) for f, v in money.items())
            first = getattr(again.ask.need, land_field(need)) if land is not None else None
            size += share(first, land) if land is not None and first else 0.0
            tried.append((size, len(money), len(tried), wants))
    return min(tried)[-1] if tried else None


def _threshold(again: AskedAgain, gate: str) -> float | None:
    return again.ask.catalog.rules.gates[gate].threshold if gate in again.gates else None


def _lands(again: AskedAgain, need: Need) -> Iterator[float | None]:
    """None for the land as it is, then each smaller one at which a threshold is just met."""
    yield None
    now: float | None = getattr(need, land_field(need))
    if now is None:
        return
    invested = getattr(need, invested_field(need))
    whole = _threshold(again, "separate_land_total")
    sums = [(invested, "investment_per_mu"), (need.tax_wan, "tax_per_mu")]
    if invested and whole and invested_field(need) == "investment_wan":
        sums.append((max(invested, whole), "investment_per_mu"))
    for amount, gate in sums:
        per_mu = _threshold(again, gate)
        if amount and per_mu and per_mu > 0:
            land = down(float(Decimal(str(amount)) / Decimal(str(per_mu))))
            if 0 < land < now:
                yield land


def _with_land(again: AskedAgain, need: Need, row: int, land: float | None) -> dict[str, Any]:
    """The need on so much land, with the money raised to every threshold that the row still fails."""
    wants: dict[str, Any] = {}
    if land is not None:
        wants = {f: land for f in LAND if getattr(need, f) is not None and (f == land_field(need) or need.land_mu_min == need.land_mu_max)}
    on_land = need.model_copy(update=wants)
    wanted = getattr(on_land, land_field(on_land))
    money: dict[str, float] = {}
    for gate, field, mu in (
        ("investment_per_mu", invested_field(need), wanted),
        ("tax_per_mu", "tax_wan", wanted),
        ("separate_land_total", "investment_wan", 1.0),
    ):
        if gate in again.gates and again.fails(gate, on_land, row):
            threshold = _threshold(again, gate)
            assert threshold is not None, gate
            money[field] = max(money.get(field, 0.0), up(float(Decimal(str(threshold)) * Decimal(str(mu)))))
    return wants | money
