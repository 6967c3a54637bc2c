"""The process in which workbooks are parsed: `python -m matcher.exchange.sheet_child FORMAT SECONDS MEGABYTES HEAD LONGEST`.

It limits itself, reads the file from standard input (its length as a line, then its bytes), writes the first lines of every sheet as lines of
JSON, reads from standard input which sheet is wanted, and writes all of that. Cells are null, text, figures, true or false, or
{"d": moment}, {"t": time of day}, {"e": error value}. Whatever goes wrong is one line {"fault": password | broken | memory}.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol


class Book(Protocol):
    """A parsed workbook: (name, hidden, merged ranges) of its sheets, and the rows of one from the sheet's first line on."""

    def sheets(self) -> list[tuple[str, bool, list[tuple[int, int, int, int]]]]: ...

    def rows(self, index: int) -> Iterable[list[Any]]: ...


class NewBook:
    """An .xlsx, by calamine."""

    def __init__(self, raw: bytes) -> None:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        self.book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        self.names = [
            (m.name, m.visible != SheetVisibleEnum.Visible) for m in self.book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet
        ]

    def sheets(self) -> list[tuple[str, bool, list[tuple[int, int, int, int]]]]:
        found = []
        for name, hidden in self.names:
            merged = self.book.get_sheet_by_name(name).merged_cell_ranges or []
            found.append((name, hidden, [(top, left, bottom, right) for (top, left), (bottom, right) in merged]))
        return found

    def rows(self, index: int) -> Iterable[list[Any]]:
        return self.book.get_sheet_by_name(self.names[index][0]).iter_rows()


class OldBook:
    """An .xls, by xlrd, which keeps error values apart from empty cells."""

    def __init__(self, raw: bytes) -> None:
        import xlrd

        self.xlrd: Any = xlrd
        self.book: Any = xlrd.open_workbook(file_contents=raw, formatting_info=True, logfile=io.StringIO())

    def sheets(self) -> list[tuple[str, bool, list[tuple[int, int, int, int]]]]:
        return [
            (s.name, bool(s.visibility), [(top, left, bottom - 1, right - 1) for top, bottom, left, right in s.merged_cells])
            for s in self.book.sheets()
        ]

    def rows(self, index: int) -> Iterator[list[Any]]:
        sheet = self.book.sheet_by_index(index)
        for line in range(sheet.nrows):
            yield [self._value(cell) for cell in sheet.row(line)]

    def _value(self, cell: Any) -> Any:
        if cell.ctype == self.xlrd.XL_CELL_DATE:
            try:
                moment = self.xlrd.xldate_as_datetime(cell.value, self.book.datemode)
            except (ValueError, OverflowError):
                return cell.value
            return moment.time() if cell.value < 1 else moment
        if cell.ctype == self.xlrd.XL_CELL_ERROR:
            return {"e": self.xlrd.error_text_from_code.get(cell.value, "#ERROR")}
        return bool(cell.value) if cell.ctype == self.xlrd.XL_CELL_BOOLEAN else cell.value


def plain(value: Any, longest: int) -> Any:
    """A cell as JSON holds it."""
    if isinstance(value, str):
        return value[:longest] or None
    if isinstance(value, bool | dict):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return {"d": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat() + "T00:00:00"}
    if isinstance(value, time | timedelta):
        return {"t": str(value)}
    return None


def limited(seconds: int, megabytes: int) -> None:
    """Bounds this process where the system knows such bounds; elsewhere the file has been measured, and the parent keeps the time."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, megabytes * 1024 * 1024), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main(form: str, seconds: str, megabytes: str, head: str, longest: str) -> None:
    limited(int(seconds), int(megabytes))
    said, heard = sys.stdout.buffer, sys.stdin.buffer

    def tell(record: Any) -> None:
        said.write(json.dumps(record, ensure_ascii=True).encode() + b"\n")

    def row(cells: list[Any]) -> list[Any]:
        found = [plain(c, int(longest)) for c in cells]
        while found and found[-1] is None:
            found.pop()
        return found

    try:
        raw = heard.read(int(heard.readline()))
        book: Book = NewBook(raw) if form == "xlsx" else OldBook(raw)
        for index, (name, hidden, merged) in enumerate(book.sheets()):
            first = [row(r) for _, r in zip(range(int(head)), book.rows(index), strict=False)]
            tell({"name": name, "hidden": hidden, "merged": merged, "head": first})
        tell({"choose": True})
        said.flush()
        wanted = heard.readline().strip()
        if wanted:
            for cells in book.rows(int(wanted)):
                tell(row(cells))
        tell({"end": True})
    except MemoryError:
        tell({"fault": "memory"})
    except Exception as fault:  # a spoilt workbook may make a parser raise anything
        locked = "password" in f"{type(fault).__name__} {fault}".lower() or "encrypt" in str(fault).lower()
        tell({"fault": "password" if locked else "broken"})
    said.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
