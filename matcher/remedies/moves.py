"""One move of a need or of a site, how large it is, and figures rounded to what people say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from matcher.model.fields import BY_NAME, WAN, Field
from matcher.model.text import NARROW_SPACE, Text, figure
from matcher.model.values import Cell
from matcher.remedies.change_records import Change, Side, Stated
from matcher.rules.compare import measure

STEP = Decimal("0.01")
"""Figures are moved in hundredths of their unit: what is said is exactly what was tried."""
MONTHS = 12
"""Months that count as a change of size 1."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change before it is told. wants: field of the need -> new value. cells: field of the site -> new cell."""

    gates: tuple[str, ...]
    side: Side
    field: str
    before: Stated
    after: Stated
    size: float
    sentence: Text
    amount: float | None = None
    unit: str = ""
    sites: tuple[str, ...] = ()
    wants: Mapping[str, Any] = part(default_factory=dict)
    cells: Mapping[str, Cell] = part(default_factory=dict)

    def told(self) -> Change:
        return Change(
            gates=self.gates,
            side=self.side,
            field=self.field,
            before=self.before,
            after=self.after,
            wants=dict(self.wants),
            amount=None if self.amount is None else round(self.amount, 6),
            unit=self.unit,
            size=round(self.size, 6),
            sites=self.sites,
            sentence=self.sentence,
        )


def down(value: float) -> float:
    """The highest hundredth that is not above the value."""
    return float(Decimal(str(value)).quantize(STEP, ROUND_FLOOR))


def up(value: float) -> float:
    """The lowest hundredth that is not below the value."""
    return float(Decimal(str(value)).quantize(STEP, ROUND_CEILING))


def share(before: float, after: float) -> float:
    """The size of a move between two figures: its share of where it starts; of nothing, the whole."""
    return abs(after - before) / abs(before) if before else 1.0


def difference(site_field: str, amount: float) -> Text:
    """An amount with its unit; of months their number."""
    described: Field = BY_NAME[site_field]
    if described.type == "month":
        return Text(f"{figure(amount)} 个月", f"{figure(amount)} month{'' if amount == 1 else 's'}")
    return measure(described, amount, amount)


def wan(amount: float) -> Text:
    return Text(f"{figure(amount)}{NARROW_SPACE}{WAN.name.zh}", f"{figure(amount)}{NARROW_SPACE}{WAN.name.en}")


def capital(text: Text) -> Text:
    """A text that begins a sentence."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])
