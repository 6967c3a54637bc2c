"""A small builder of the tables that offices send: titles, two rows of headings, merged cells, totals, notes, units here and there."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter

Cells = Sequence[Any]
Span = tuple[int, int, int, int]
"""Top, left, bottom, right from 0, as merged."""


@dataclass
class Made:
    """One sheet: rows as written, and which ranges are merged."""

    name: str = "Sheet1"
    rows: list[Cells] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    hidden: bool = False


def xlsx(*sheets: Made) -> bytes:
    """The bytes of a workbook with these sheets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        if made.hidden:
            sheet.hide()
        for top, left, bottom, right in made.merged:
            sheet.merge_range(top, left, bottom, right, "")
        for line, row in enumerate(made.rows):
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, date | datetime):
                    sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, tuple):  # (formula, the value it was worked out to)
                    sheet.write_formula(line, place, value[0], None, value[1])
                elif isinstance(value, bool):
                    sheet.write_boolean(line, place, value)
                elif isinstance(value, int | float):
                    sheet.write_number(line, place, value)
                else:
                    sheet.write_string(line, place, value)
    book.close()
    return out.getvalue()


def text_table(rows: Sequence[Cells], separator: str = ",", end: str = "\r\n") -> str:
    """The rows as separated text, quoted where needed."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([[("" if v is None else v) for v in row] for row in rows])
    return out.getvalue()
