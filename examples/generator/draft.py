"""One site while it is being made: every fact first, then some of them forgotten, then the evidence for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from examples.generator.ground import Ring

Pair = tuple[str, str]
"""A text in Chinese and in English."""
READY = ("available", "running", "taken", "committed")
"""States in which nothing has to be handed over first."""


@dataclass
class Draft:
    """`cells`: column of parcels.csv -> text; `gaps`: how badly its record is kept (1 = usual).

    A site with an `outline` is surveyed, one with only an `accuracy_m` approximate, one with neither schematic. `place` is
    where a site without an outline really lies, which its record does not tell.
    """

    id: str
    name: Pair
    kind: str
    cells: dict[str, str] = field(default_factory=dict)
    outline: Ring | None = None
    accuracy_m: float | None = None
    place: Ring = ()
    gaps: float = 1.0

    @property
    def ring(self) -> Ring:
        return self.outline or self.place


@dataclass(frozen=True)
class Holder:
    """Who has taken a site, and since which month ('' where nobody remembers)."""

    name: Pair
    since: str


def hold(draft: Draft, holders: Mapping[str, Holder]) -> None:
    """Says by whom a taken or committed site is held."""
    if draft.cells.get("status") not in ("taken", "committed"):
        return
    holder = holders[draft.id]
    draft.cells |= {"taken_by": holder.name[0], "taken_by_en": holder.name[1]}
    if holder.since:
        draft.cells["taken_since"] = holder.since


def number(value: float) -> str:
    """A figure as the pack writes it: no trailing zeros."""
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def listed(has: Iterable[str], lacks: Iterable[str] = ()) -> str:
    """A list cell: what holds, then `-word` for what is known not to."""
    return ";".join([*sorted(set(has)), *(f"-{w}" for w in sorted(set(lacks)))])


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def later(text: str, months: int) -> str:
    """The month so many months after `YYYY-MM`."""
    year, month = divmod(int(text[:4]) * 12 + int(text[5:7]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}"
