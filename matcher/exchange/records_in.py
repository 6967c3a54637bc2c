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
    """One record: its line, its cells, what merged cells above fill its empty columns with, and its shape."""

    line: int
    row: list[RawCell]
    filled: dict[int, RawCell] = field(default_factory=dict)
    shape: Shape | None = None
    shape_fault: Unreadable | None = None
    short: int = 0
    """Cells by which the row is narrower (negative: wider) than its headings, where that may have shifted what it says."""

    def cell(self, place: int) -> RawCell:
        """What stands in a column, '' where nothing does."""
        own = self.row[place] if place < len(self.row) else ""
        return self.filled.get(place, "") if own == "" and self.filled else own


@dataclass(slots=True)
class Records:
    """The records of a file and its headings. `told`: what it says of its coordinates; `area_units`: how a bare area may be meant."""

    columns: tuple[Heading, ...]
    records: list[Raw]
    told: Crs = field(default_factory=Crs)
    header_line: int = 0
    header_lines: tuple[int, ...] = ()
    sheet: str = ""
    skipped: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, why, what stood there) of rows that are no records."""
    untitled: dict[int, int] = field(default_factory=dict)
    """Column without a heading -> how many records hold something there."""
    as_of: str = ""
    """The day of the table, where it says one."""
    area_column: int | None = None
    """The column of an area whose unit the file leaves open and the shape tells."""
