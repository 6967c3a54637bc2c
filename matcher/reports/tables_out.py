"""Sites and leads as a table to take away, in the headings and units by which the importer reads them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from matcher.exchange.cells_in import figure_text
from matcher.exchange.formula_guard import as_text
from matcher.exchange.tables_data import Kind
from matcher.model.catalog import Catalog
from matcher.model.text import NOTHING, Lang, Text
from matcher.reports.table_columns import SHEET, Column, columns
from matcher.reports.table_rows import Written, lead_row, site_row

_TITLE = Text("{town} · {what} · {day}", "{town} · {what} · {day}")
_EMPTY = Text("{town} · {what}填报表", "{town} · {what}: to be filled in")
INVENTED = Text("虚构演示数据，不是真实的地块和企业。", "Invented demonstration data; none of these sites and enterprises exists.")


@dataclass(frozen=True, slots=True)
class Table:
    """What is written: rows of cells under the columns, none in a table to be filled in."""

    kind: Kind
    title: Text
    notice: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Written, ...], ...]


def table_of(catalog: Catalog, kind: Kind, lang: Lang, on: date, *, empty: bool = False) -> Table:
    """The sites or leads of a catalog as far as it holds them: whoever calls has it cut down to what its reader may see."""
    listed = columns(catalog, kind, lang, empty=empty)
    rows: list[list[Written]] = []
    if not empty:
        rows = (
            [site_row(catalog, s, listed, lang) for s in catalog.sites]
            if kind == "sites"
            else [lead_row(x, listed, lang) for x in catalog.leads]
        )
    title = (_EMPTY if empty else _TITLE).fill(town=catalog.plan.town.title, what=SHEET[kind], day=on.isoformat())
    return Table(kind, title, INVENTED if catalog.invented else NOTHING, listed, tuple(map(tuple, rows)))


def table_csv(table: Table) -> bytes:
    """RFC 4180 in UTF-8 with the mark by which Excel knows it; a text that a spreadsheet would count has an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.title for column in table.columns)
    for row in table.rows:
        writer.writerow(figure_text(cell) if isinstance(cell, float) else as_text(cell) for cell in row)
    return out.getvalue().encode("utf-8-sig")
