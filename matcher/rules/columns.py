"""Sites as columns: for each number a low and a high end, for each list of words what surely and what possibly holds.

One site is a column of length one. Unknown cells span the field's possible range, or every word of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.model.catalog import Catalog
from matcher.model.consistency import TOTALS
from matcher.model.fields import FIELDS, Field
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words

Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NUMBERS = tuple(f for f in FIELDS if f.type in ("number", "month"))
LISTS = tuple(f for f in FIELDS if f.type in ("one", "closed", "open"))
IN_USE = ("available", "running")
"""States in which nothing has to be built or handed over first."""


@dataclass(frozen=True)
class Columns:
    """`size` rows. ids: the site of each row. low, high: field -> float[size]; must, may: field -> bit sets int[size]; filled: field -> bool[size]."""

    size: int
    ids: tuple[str, ...]
    low: dict[str, Floats]
    high: dict[str, Floats]
    must: dict[str, Bits]
    may: dict[str, Bits]
    filled: dict[str, Flags]

    def take(self, rows: npt.NDArray[np.intp]) -> Columns:
        """The rows with these indexes, in that order; a row may be taken more than once."""

        def of(part: dict[str, Any]) -> dict[str, Any]:
            return {name: values[rows] for name, values in part.items()}

        ids = tuple(self.ids[r] for r in rows)
        return Columns(len(rows), ids, of(self.low), of(self.high), of(self.must), of(self.may), of(self.filled))


class Table:
    """The stated cells of some sites, before anything is derived from them."""

    def __init__(self, catalog: Catalog, sites: Sequence[Site]) -> None:
        self.catalog = catalog
        self.stated = _unknown(catalog, tuple(s.id for s in sites))
        for row, site in enumerate(sites):
            for name, cell in site.cells.items():
                self.put(row, name, cell)

    @classmethod
    def of_rows(cls, table: Table, rows: npt.NDArray[np.intp]) -> Table:
        """Copies of some rows, to be changed without touching the originals."""
        new = cls(table.catalog, ())
        new.stated = table.stated.take(rows)
        return new

    def put(self, row: int, name: str, cell: Cell) -> None:
        c = self.stated
        if name in c.low and isinstance(cell, Interval):
            c.low[name][row], c.high[name][row], c.filled[name][row] = cell.low, cell.high, True
        elif name in c.must:
            vocabulary = self.catalog.vocabularies[_FIELD[name].vocabulary]
            if isinstance(cell, Words):
                has, lacks = vocabulary.bits(cell.has), vocabulary.bits(cell.lacks)
                may = has if _FIELD[name].type == "closed" else vocabulary.all_bits & ~lacks
            else:
                has = may = vocabulary.bit(str(cell))
            c.must[name][row], c.may[name][row], c.filled[name][row] = has, may, True

    def columns(self) -> Columns:
        """The columns with what follows from the stated cells: parts within their whole, and what stands ready is delivered."""
        s = self.stated
        low, high = dict(s.low), dict(s.high)
        for part, whole in TOTALS:
            high[part] = np.maximum(np.minimum(s.high[part], s.high[whole]), s.low[part])
        status = self.catalog.vocabularies["status"]
        ready = (s.may["status"] & ~np.int64(status.bits(IN_USE))) == 0
        undated = ready & ~s.filled["delivery"]
        high["delivery"] = np.where(undated, s.low["delivery"], s.high["delivery"])
        return Columns(s.size, s.ids, low, high, s.must, s.may, s.filled)


_FIELD: dict[str, Field] = {f.name: f for f in FIELDS}


def _unknown(catalog: Catalog, ids: tuple[str, ...]) -> Columns:
    size = len(ids)
    low, high, must, may = {}, {}, {}, {}
    for f in NUMBERS:
        possible = catalog.possible(f.name)
        low[f.name], high[f.name] = np.full(size, possible.low), np.full(size, possible.high)
    town = catalog.plan.town
    for name, value in (("lat", town.lat), ("lon", town.lon), ("location_accuracy_m", town.radius_m)):
        low[name], high[name] = np.full(size, value), np.full(size, value)
    for f in LISTS:
        must[f.name] = np.zeros(size, np.int64)
        may[f.name] = np.full(size, catalog.vocabularies[f.vocabulary].all_bits, np.int64)
    return Columns(size, ids, low, high, must, may, {f.name: np.zeros(size, np.bool_) for f in (*NUMBERS, *LISTS)})
