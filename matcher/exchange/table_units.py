"""单位：亩、万元 above a table: the units of its columns that name none of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.catalog.cells import Unreadable
from matcher.exchange.amount_cells import heading_unit, unit_fits
from matcher.exchange.headings import Heading
from matcher.exchange.tables_data import measures
from matcher.language.amounts import Amount

_SAID = re.compile(r"(?:^|[\s(（,，;；])(?:计量)?单位\s*[:：]\s*([^\s()（）]+)")
_APART = re.compile(r"[、,，;；]|和|及")


def with_table_units(columns: Sequence[Heading], above: Sequence[str]) -> tuple[Heading, ...]:
    """The columns with the one unit of the lines above that fits each; where two fit, or none, a column stays without."""
    units = [u for text in above for said in _SAID.findall(text) for part in _APART.split(said) if (u := heading_unit(part))]
    return tuple(_with(column, units) for column in columns) if units else tuple(columns)


def _with(column: Heading, units: Sequence[Amount]) -> Heading:
    if column.unit is not None or column.target is None or not column.target.measure:
        return column
    fitting = []
    for unit in units:
        try:
            unit_fits(unit, measures()[column.target.measure])
            fitting.append(unit)
        except Unreadable:
            continue
    return replace(column, unit=fitting[0]) if len(fitting) == 1 else column
