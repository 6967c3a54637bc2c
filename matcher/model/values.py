"""Values that may be only partly known: intervals of numbers, and sets of words with what is ruled out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Interval:
    """A number known to lie within low..high; known exactly where both are equal. Units are those of the field that holds it."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def within(self, other: Interval) -> bool:
        return other.low <= self.low and self.high <= other.high

    def meet(self, other: Interval) -> Interval | None:
        """The part both allow, or None where they contradict each other."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a vocabulary that are known to hold (`has`) and known not to (`lacks`); any other word is unknown."""

    has: frozenset[str] = field(default_factory=frozenset)
    lacks: frozenset[str] = field(default_factory=frozenset)


Cell = Interval | Words | str
"""What a filled cell of the site table holds. A cell that is not there is unknown."""


def month_index(text: str) -> int:
    """Months since year 0 of `YYYY-MM`. Raises ValueError on anything else."""
    year, dash, month = text.partition("-")
    if not dash or len(year) != 4 or len(month) != 2 or not (year + month).isascii() or not (year + month).isdigit():
        raise ValueError(f"not a month: {text}")
    if not 1 <= int(month) <= 12:
        raise ValueError(f"no such month: {text}")
    return int(year) * 12 + int(month) - 1


def month_text(index: float) -> str:
    """`YYYY-MM` of a month index."""
    year, month = divmod(int(index), 12)
    return f"{year:04d}-{month + 1:02d}"
