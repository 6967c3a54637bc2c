"""A table before it is understood: rows of cells, where each stands, and which cells were merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.exchange.cells_in import RawCell

Range = tuple[int, int, int, int]
"""Top, left, bottom, right of merged cells, from 0, ends included."""


@dataclass(slots=True)
class Sheet:
    """One sheet. `lines` gives the line of each row where that is not simply its place; `narrow` rows fell short of the others."""

    name: str
    rows: list[list[RawCell]]
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    lines: list[int] = field(default_factory=list)
    ragged: bool = False
    """Whether the width of a row means something: a separated file, where a lost or a stray separator shifts what follows."""

    def line(self, index: int) -> int:
        return self.lines[index] if self.lines else index + 1

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)
