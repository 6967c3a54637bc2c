"""Gates of the terms: price, date, and the office's thresholds per 亩 for land."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from matcher.model.fields import LAND_PRICE, WAN
from matcher.model.text import Text, figure, same
from matcher.model.values import month_index
from matcher.rules.ask import Ask, Decided, GateColumn, reasons
from matcher.rules.columns import Flags, Floats
from matcher.rules.compare import against

PRICES: tuple[tuple[str, str], ...] = (
    ("rent_yuan_m2_month", "rent_yuan_m2_month_max"),
    ("land_price_wan_mu", "land_price_wan_mu_max"),
    ("purchase_yuan_m2", "purchase_yuan_m2_max"),
)
"""(field of the site, field of the need); the cost criterion reads the same pairs."""


def _price(ask: Ask, field: str) -> GateColumn | None:
    limit = getattr(ask.need, dict(PRICES)[field])
    return None if limit is None else against(ask, field, limit, side="most")


def rent(ask: Ask) -> GateColumn | None:
    return _price(ask, "rent_yuan_m2_month")


def land_price(ask: Ask) -> GateColumn | None:
    return _price(ask, "land_price_wan_mu")


def purchase_price(ask: Ask) -> GateColumn | None:
    return _price(ask, "purchase_yuan_m2")


def delivery(ask: Ask) -> GateColumn | None:
    """Handed over by the month it is needed, at the latest. What stands ready without a date passes, whatever the month."""
    if ask.need.needed_by is None:
        return None
    column = against(ask, "delivery", float(month_index(ask.need.needed_by)), side="most")
    c = ask.columns

    @cache
    def ready() -> Flags:
        return np.asarray(~c.filled["delivery"] & (c.high["delivery"] == c.low["delivery"]))

    def from_today(end: Floats | None) -> Floats | None:
        return None if end is None else np.where(ready(), float(ask.on), end)

    return replace(
        column,
        because=lambda: column.because,
        threshold_text=lambda: column.threshold_text,
        low=lambda: from_today(column.low),
        high=lambda: from_today(column.high),
        margin=lambda: None if column.margin is None else np.where(ready(), np.nan, column.margin),
        value_text=lambda row: Text("已建成", "stands ready") if ready()[row] else column.value_text(row),
        sentence=lambda row: (
            Text("已建成，有空余即可交付。", "Stands ready; what is free can be handed over.") if ready()[row] else column.sentence(row)
        ),
    )


def land_wanted_mu(ask: Ask) -> float | None:
    return ask.need.land_mu_min or ask.need.land_mu_max


def investment_per_mu(ask: Ask) -> GateColumn | None:
    invested, land = ask.need.fixed_investment_wan or ask.need.investment_wan, land_wanted_mu(ask)
    if invested is None or land is None:
        return None
    return _own(ask, "investment_per_mu", invested / land, Text("每亩投资", "investment per mu"), LAND_PRICE.name)


def tax_per_mu(ask: Ask) -> GateColumn | None:
    tax, land = ask.need.tax_wan, land_wanted_mu(ask)
    if tax is None or land is None:
        return None
    return _own(ask, "tax_per_mu", tax / land, Text("每亩年税收", "yearly tax per mu"), LAND_PRICE.name)


def separate_land_total(ask: Ask) -> GateColumn | None:
    """Separate land only from a total investment upwards; below it, a standard factory."""
    if ask.need.investment_wan is None:
        return None
    return _own(
        ask, "separate_land_total", ask.need.investment_wan, Text("单独供地的总投资", "total investment for separate land"), WAN.name
    )


def _own(ask: Ask, gate: str, value: float, label: Text, unit: Text) -> GateColumn:
    """What the enterprise itself states against the office's threshold; it concerns land, not rooms."""
    threshold = ask.catalog.rules.gates[gate].threshold
    assert threshold is not None, gate
    concerns = ~ask.surely("kind", ("facility",))
    enough = np.full(ask.columns.size, value >= threshold)
    decided = Decided(lambda: ~concerns | enough, lambda: concerns & ~enough)
    said = Text(f"{figure(value)} {unit.zh}", f"{figure(value)} {unit.en}")
    asked = Text(f"{figure(threshold)} {unit.zh}", f"{figure(threshold)} {unit.en}")

    def sentence(row: int) -> Text:
        if not concerns[row]:
            return Text("载体不适用此项门槛。", "This threshold does not concern facilities.")
        form = Text("{l} {v}，达到 {t}。", "{l}: {v} meets {t}.") if enough[row] else Text("{l} {v}，不到 {t}。", "{l}: {v} is below {t}.")
        return form.fill(l=label, v=said, t=asked)

    return GateColumn(
        decided=decided,
        because=lambda: reasons(decided.outcome, concerns),
        threshold=threshold,
        threshold_text=asked,
        value_text=lambda row: said if concerns[row] else same("—"),
        sentence=sentence,
        low=lambda: np.full(ask.columns.size, value),
        high=lambda: np.full(ask.columns.size, value),
        margin=lambda: np.where(concerns, value - threshold, np.nan),
    )
