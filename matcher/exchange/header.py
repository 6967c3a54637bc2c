"""Where a table's headings stand: one row or two, merged or not, somewhere in its first ten; and which sheet has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matcher.exchange.amount_cells import heading_unit
from matcher.exchange.cells_in import RawCell
from matcher.exchange.headings import MAX_TITLE, Heading, Headings
from matcher.exchange.mapping import Mapping
from matcher.exchange.sheets import Sheet
from matcher.exchange.tables_data import Kind, affixes, folded, most

ANCHORS: dict[Kind, tuple[str, ...]] = {"sites": ("name", "id", "address", "building", "park"), "leads": ("name", "contact")}
"""One of these must be among the headings, or nobody could say of what a row speaks."""
DEEPEST = 3
FEWEST = 2
"""Fields that make a row of headings."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet; rows first..last (from 0) hold them."""

    first: int
    last: int
    columns: tuple[Heading, ...]

    @property
    def fields(self) -> int:
        return len({c.target.field for c in self.columns if c.target})


def find_header(sheet: Sheet, headings: Headings, mapping: Mapping) -> Header | None:
    """The row or rows that name the most fields; of two alike the earlier, and the fewer rows."""
    starts: Sequence[int] = range(min(most("header_rows"), len(sheet.rows)))
    if mapping.header:
        starts = [i for i in range(len(sheet.rows)) if sheet.line(i) == mapping.header]
    best: Header | None = None
    for start in starts:
        for deep in range(1, DEEPEST + 1):
            end = start + deep - 1
            if end >= len(sheet.rows) or (deep > 1 and not _like_headings(sheet.rows[end])):
                break
            found = Header(start, end, tuple(headings.find(c, parts) for c, parts in _parts(sheet, start, end)))
            if best is None or (found.fields, -deep) > (best.fields, best.first - best.last - 1):
                best = found
    if best is None or best.fields < FEWEST or not any(c.target and c.target.field in ANCHORS[headings.kind] for c in best.columns):
        return None
    return _with_units(sheet, best, headings)


def choose_sheet(sheets: list[Sheet], headings: Headings, mapping: Mapping) -> int | None:
    """The sheet that is read: the one a mapping names, else the one with the most headings that is shown, has rows and is no sample."""
    ranked = []
    for index, sheet in enumerate(sheets):
        if mapping.sheet and folded(sheet.name) != folded(mapping.sheet):
            continue
        header = find_header(sheet, headings, mapping)
        if header is None:
            continue
        filled = any(any(_filled(c) for c in row) for row in sheet.rows[header.last + 1 :])
        sample = any(w in folded(sheet.name) for w in affixes().sample)
        ranked.append((filled and not sheet.hidden and not sample, filled, header.fields, -index))
    return -max(ranked)[-1] if ranked else None


def _parts(sheet: Sheet, start: int, end: int) -> list[tuple[int, tuple[str, ...]]]:
    """(column, its titles from above to below, none twice) of every column that has one."""
    rows = [[_title(c) for c in row] for row in sheet.rows[start : end + 1]]
    width = max(map(len, rows))
    for row in rows:
        row += [""] * (width - len(row))
    for top, left, bottom, right in sheet.merged:
        if start <= top <= end and left < width:
            said = rows[top - start][left]
            for r in range(top, min(bottom, end) + 1):
                for c in range(left, min(right + 1, width)):
                    rows[r - start][c] = rows[r - start][c] or said
    for upper, lower in pairwise(rows):
        group = ""
        for c in range(width):  # a group's title stands above its first column only where a file keeps no merged cells
            if upper[c]:
                group = upper[c] if lower[c] and lower[c] != upper[c] else ""
            elif lower[c] and group:
                upper[c] = group
            else:
                group = ""
    found = []
    for c in range(width):
        parts = tuple(dict.fromkeys(row[c] for row in rows if row[c]))
        if parts:
            found.append((c, parts))
    return found


def _title(cell: RawCell) -> str:
    return cell.strip() if isinstance(cell, str) and len(cell) <= 2 * MAX_TITLE else ""


def _filled(cell: RawCell) -> bool:
    return cell != ""


def _like_headings(row: list[RawCell]) -> bool:
    """Whether a row could be the second of the headings: words only, and more than one."""
    filled = [c for c in row if _filled(c)]
    return len(filled) > 0 and all(isinstance(c, str) and len(c) <= MAX_TITLE and not c.strip()[:1].isdigit() for c in filled)


def _with_units(sheet: Sheet, header: Header, headings: Headings) -> Header:
    """A row of units right under the headings belongs to them."""
    below = sheet.rows[header.last + 1] if header.last + 1 < len(sheet.rows) else []
    said = {c: cell.strip() for c, cell in enumerate(below) if isinstance(cell, str) and cell.strip()}
    filled = sum(_filled(c) for c in below)
    units = [c for c, text in said.items() if heading_unit(text.strip("()（）"))]
    if len(units) < FEWEST or len(units) * 2 < filled or filled != len(said):
        return header
    columns = []
    for column in header.columns:
        unit = said.get(column.place, "").strip("()（）")
        parts = (column.title, f"({unit})") if unit and not column.unit and heading_unit(unit) else ()
        columns.append(headings.find(column.place, (column.title + parts[1],)) if parts and " / " not in column.title else column)
    return Header(header.first, header.last + 1, tuple(columns))
