"""The words of trades, as the lexicon holds them, and a guess at a business's industry made with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class TradeWords:
    """What is made or done, by code of GB/T 4754, and processes with the divisions that use them."""

    products: Mapping[str, tuple[str, ...]]
    processes: Mapping[str, tuple[str, ...]]
    version: str = ""
    """Changes with any byte of the lexicon."""


@dataclass(frozen=True, slots=True)
class IndustryGuess:
    """One division of GB/T 4754 that a description may mean."""

    division: str
    code: str
    """The most specific code that the words support; the division where they support none below it."""
    score: float
    """How often a guess with this score is right, 0..1."""
    because: tuple[str, ...] = ()
    """Words of the text that the lexicon knows for this division, the weightiest first."""
