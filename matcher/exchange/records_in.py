"""What every reader of a file hands on: records of titled cells, some with a shape, and what was found wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.catalog.cells import Unreadable
from matcher.exchange.cells_in import RawCell
from matcher.exchange.crs import Crs
from matcher.exchange.geometry import Shape
from matcher.exchange.headings import Heading


@dataclass(slots=True)
class Raw:
    """One record: its line, its cells by column, the columns that a merged cell above filled, and its shape."""

    line: int
    cells: dict[int, RawCell]
    filled: frozenset[int] = frozenset()
    shape: Shape | None = None
    shape_fault: Unreadable | None = None
    short: int = 0
    """Cells by which the row is narrower (negative: wider) than its headings, where that may have shifted what it says."""


@dataclass(slots=True)
class Records:
    """The records of a file and its headings. `told`: what it says of its coordinates; `area_units`: how a bare area may be meant."""

    columns: tuple[Heading, ...]
    records: list[Raw]
    told: Crs = field(default_factory=Crs)
    header_line: int = 0
    sheet: str = ""
    skipped: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, why, what stood there) of rows that are no records."""
    area_column: int | None = None
    """The column of an area whose unit the file leaves open and the shape tells."""
