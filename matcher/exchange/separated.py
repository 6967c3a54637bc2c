"""A table as separated text: the separator is the one that makes most headings, quotes must pair, and the width of each row is remembered."""

from __future__ import annotations

import csv
import io
import sys

from matcher.exchange.cells_in import Odd, RawCell
from matcher.exchange.formula_guard import as_said
from matcher.exchange.refusals import SPLIT, refused
from matcher.exchange.sheets import Sheet
from matcher.exchange.tables_data import most
from matcher.exchange.workbook_rows import Choose, Seen
from matcher.model.text import Text

SEPARATORS = (",", "\t", ";", "|", "，")
_FIRST = 64 * 1024
_TOO_WIDE = Text("有一行长得不像表格。", "has a line too long for a table.")
_LONG_CELL = Text("第 {n} 行起有一格太长，或双引号不成对。", "has a cell that is too long from line {n} on, or quotes that do not pair.")
_QUOTES = (
    Text("第 {n} 行起的双引号不成对，后面的内容分不开。", "has quotes that do not pair from line {n} on, so that what follows cannot be told apart."),
    Text("请检查这一行的双引号，或另存为 .xlsx。", "Check the double quotes of that line, or save it as .xlsx."),
)  # fmt: skip


def read_separated(text: str, file: str, choose: Choose, seen: Seen) -> tuple[list[Sheet], int | None]:
    """One sheet with every row. Raises Refused."""
    longest = max(map(len, text.splitlines()), default=0)
    if longest > most("max_columns") * most("max_cell_characters"):
        raise refused(file, _TOO_WIDE, SPLIT)
    said = text.split("\n", 1)[0].strip().casefold()
    if said.startswith("sep=") and len(said) == 5:
        separator, text = said[4], text.split("\n", 1)[1] if "\n" in text else ""
        return _whole(text, separator, file, choose, seen, 1)
    best = max(SEPARATORS, key=lambda s: _worth(text[:_FIRST], s, choose))
    return _whole(text, best, file, choose, seen, 0)


def _worth(text: str, separator: str, choose: Choose) -> tuple[int, int]:
    """How well a separator does: whether a heading is found with it, and how many cells it makes."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row[: most("max_columns")])
            if len(rows) >= most("header_rows"):
                break
    except csv.Error:
        return 0, 0
    cells: list[list[RawCell]] = [list(r) for r in rows]
    return int(choose([Sheet("", cells)]) is not None), sum(len(r) for r in rows)


def _whole(text: str, separator: str, file: str, choose: Choose, seen: Seen, before: int) -> tuple[list[Sheet], int | None]:
    rows: list[list[RawCell]] = []
    lines: list[int] = []
    longest, cells = most("max_cell_characters"), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for row in reader:
            lines.append(start + before)
            start = reader.line_num + 1
            rows.append([_cell(c, longest) for c in row])
            cells += len(row)
            if len(rows) > most("max_rows") or len(row) > most("max_columns") or cells > most("max_cells"):
                raise refused(
                    file,
                    Text(f"超过 {most('max_rows')} 行或 {most('max_columns')} 列。", f"has more than {most('max_rows')} rows or {most('max_columns')} columns."),
                    SPLIT,
                )  # fmt: skip
            if not len(rows) % 1000:
                seen(len(rows))
    except csv.Error as fault:
        message, mend = (_LONG_CELL, SPLIT) if "limit" in str(fault) else _QUOTES
        raise refused(file, message.fill(n=str(start + before)), mend) from None
    sheet = Sheet("", rows, lines=lines, ragged=True)
    return [sheet], choose([sheet])


def _cell(said: str, longest: int) -> RawCell:
    said = as_said(said)
    if "\ufffd" in said:
        return Odd("broken", " ".join(said[:longest].split()))
    if said.strip() in _ERRORS:
        return Odd("error", said.strip())
    return sys.intern(said[:longest]) if said.strip() else ""


_ERRORS = frozenset(("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
"""Excel's error values, as a text file keeps them. ######, a column too narrow, is refused by whatever reads the cell."""
