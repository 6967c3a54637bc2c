"""What came of reading a file: every row counted once, each record that can be taken, and everything that was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Any

from matcher.catalog.issues import Issue
from matcher.exchange.cells_in import RawCell, shown
from matcher.exchange.headings import Heading
from matcher.exchange.mapping import Mapping
from matcher.exchange.mends import Mended
from matcher.exchange.tables_data import Kind
from matcher.model.need import Need


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """One site as a file tells it. `known` is the id of the site of the catalog that it is about, '' for a new one. Cells are written as in
    parcels.csv; `beside` holds what the site table has no column for (contact, owner). `outline` is a GeoJSON geometry in WGS-84."""

    line: int
    record: str
    known: str
    cells: Dictionary[str, str]
    beside: Dictionary[str, str]
    as_of: str
    outline: Dictionary[str, Any] | None = None
    as_on_record: frozenset[str] = frozenset()
    """Cells that only repeat what is on record, of a row that names neither its day nor its source: no answers."""


@dataclass(frozen=True, slots=True)
class LeadRecord:
    """One lead as a file tells it: its need, and what a lead has beside (stage, contact, source, note)."""

    line: int
    record: str
    need: Need
    beside: Dictionary[str, str]
    as_of: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that were read, for showing and for marking, and the titles of the columns by place."""

    titles: Dictionary[int, str]
    lines: tuple[int, ...]
    cells: Sequence[Sequence[RawCell]]
    headings: tuple[int, ...] = ()
    """The lines that hold the headings."""

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """(line, cells as text) from the first to the last."""
        for line, row in zip(self.lines, self.cells, strict=True):
            yield line, tuple(shown(c) for c in row)


@dataclass(frozen=True, slots=True)
class Imported:
    """rows = accepted + rejected + skipped, whatever the file. `source` is the file's name as text; nothing is opened by it."""

    source: str
    kind: Kind
    encoding: str
    """The encoding of a text file, else its format."""
    skipped: int
    rejected: int
    sites: tuple[SiteRecord, ...]
    leads: tuple[LeadRecord, ...]
    issues: tuple[Issue, ...]
    mapping: Mapping
    columns: tuple[Heading, ...]
    table: Table
    mended: tuple[Mended, ...] = ()

    @property
    def accepted(self) -> int:
        return len(self.sites) + len(self.leads)

    @property
    def rows(self) -> int:
        return self.accepted + self.rejected + self.skipped

    def told_of(self, line: int) -> str:
        """The file as the source of a line: also that it was corrected after it came, since then the file alone does not say so."""
        return f"{self.source}（第 {line} 行录入时更正）" if any(m.line == line for m in self.mended) else self.source

    @property
    def good(self) -> bool:
        """Whether nothing is wrong and nothing is asked."""
        return not any(i.severity in ("error", "ask") for i in self.issues)
