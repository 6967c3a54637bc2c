"""A column that is just 面积: land or floor space as its unit says, else as the rest of the record does; never by its size."""

from __future__ import annotations

from typing import Literal

from matcher.catalog.cells import Unreadable
from matcher.exchange.amount_cells import Figures, read_figures
from matcher.exchange.cells_in import number_or_text
from matcher.exchange.findings import Findings
from matcher.exchange.records_in import Raw
from matcher.exchange.tables_data import measures
from matcher.exchange.values import Reader, Values
from matcher.model.text import Text

Meant = Literal["land", "floor", ""]
_BY_RECORD = Text("有 {n} 格没有写单位，照这一行的类型按㎡读取。", "{n} cells have no unit; read in ㎡, after the kind of the record.")
_SAY = Text("若不是，请在表头写明单位，如 面积（亩）。", "If that is wrong, say the unit in the heading.")
_TWICE = (
    Text("这一行另有一列写了同一种面积。", "stands beside another column with the same area."),
    Text("请只留一列，或用 --mapping 指明其余的不读。", "Keep one of them, or leave the other out with --mapping."),
)


def read_bare_area(raw: Raw, values: Values, meant: Meant, land: str, floor: str, reader: Reader, findings: Findings) -> None:
    """Puts the area into the field `land` or `floor`. meant: what the rest of the record says it is of. Faults are told and reject it."""
    column = values.column.get("area")
    if column is None:
        return
    cell = raw.cell(column.place)
    try:
        said = number_or_text(cell)
        name, figures = land, None
        try:
            figures = read_figures(said, measures()["land"], column.unit)
            if figures is None:
                return
        except Unreadable:
            if meant != "floor":
                raise
            figures, name = read_figures(said, measures()["floor"], None), floor
            findings.gather("warning", _BY_RECORD, _SAY, field=column.title, line=values.line, value=cell)
        if figures and name == land and not figures.land and meant != "land":
            figures, name = read_figures(said, measures()["floor"], column.unit), floor
        if figures is None:
            return
        if name in values.figures:
            raise Unreadable(*_TWICE)
        reader.put_figures(values, name, Figures(figures.low, figures.high, figures.bound, figures.about), column, cell)
    except Unreadable as fault:
        reader.fault(values, column, cell, fault)
