"""Sites as columns: for each number a low and a high end, for each list of words what surely and what possibly holds.

One site is a column of length one. Unknown cells span the field's possible range, or every word of the list.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from matcher.model.catalog import Catalog
from matcher.model.consistency import TOTALS
from matcher.model.fields import FIELDS, Field
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.rules.lazily import Lazily, Lazy, Parts

Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.integer[Any]]
"""Sets of words, in as few bytes as the longest set of their list needs."""
Flags = npt.NDArray[np.bool_]

NUMBERS = tuple(f for f in FIELDS if f.type in ("number", "month"))
LISTS = tuple(f for f in FIELDS if f.type in ("one", "closed", "open"))
IN_USE = ("available", "running")
"""States in which nothing has to be built or handed over first."""


Part = TypeVar("Part", bound=np.generic)


@dataclass(frozen=True)
class Columns:
    """`size` rows. ids: the site of each row. low, high: field -> float[size]; must, may: field -> bit sets uint[size]; filled: field -> bool[size].

    The ids and each field's column may be made only when they are first read.
    """

    size: int
    low: MutableMapping[str, Floats]
    high: MutableMapping[str, Floats]
    must: MutableMapping[str, Bits]
    may: MutableMapping[str, Bits]
    filled: MutableMapping[str, Flags]
    ids: Lazily[tuple[str, ...]] = Lazily()

    @classmethod
    def unknown(cls, catalog: Catalog, size: int, ids: Lazy[tuple[str, ...]]) -> Columns:
        """Sites of which nothing is known: the start for whoever fills columns in bulk, by writing to `low`, `high`, `must`, `may` and `filled`.

        Without a position a site lies anywhere in the town.
        """
        town = catalog.plan.town
        somewhere = {"lat": (town.lat, town.lat), "lon": (town.lon, town.lon), "location_accuracy_m": (town.radius_m, town.radius_m)}

        def ends(name: str) -> tuple[float, float]:
            possible = catalog.possible(name)
            return somewhere.get(name, (possible.low, possible.high))

        def every(name: str) -> int:
            return catalog.vocabularies[_FIELD[name].vocabulary].all_bits

        return cls(
            size,
            Parts(_NUMBERS, lambda name: np.full(size, ends(name)[0])),
            Parts(_NUMBERS, lambda name: np.full(size, ends(name)[1])),
            Parts(_LISTS, lambda name: np.zeros(size, np.min_scalar_type(every(name)))),
            Parts(_LISTS, lambda name: np.full(size, every(name), np.min_scalar_type(every(name)))),
            Parts(_FILLED, lambda _: np.zeros(size, np.bool_)),
            ids,
        )

    def take(self, rows: npt.NDArray[np.intp]) -> Columns:
        """Copies of the rows with these indexes, in that order; a row may be taken more than once. A field is copied when it is first read."""

        def of(part: Mapping[str, npt.NDArray[Part]]) -> Parts[npt.NDArray[Part]]:
            return Parts(part, lambda name: part[name].take(rows))

        def ids() -> tuple[str, ...]:
            return tuple(self.ids[r] for r in rows)

        return Columns(len(rows), of(self.low), of(self.high), of(self.must), of(self.may), of(self.filled), ids)

    def block(self, start: int, stop: int) -> Columns:
        """The rows from start up to and without stop, which share the memory of the whole."""
        rows = slice(start, min(stop, self.size))

        def of(part: Mapping[str, npt.NDArray[Part]]) -> Parts[npt.NDArray[Part]]:
            return Parts(part, lambda name: part[name][rows])

        size = rows.stop - rows.start
        return Columns(size, of(self.low), of(self.high), of(self.must), of(self.may), of(self.filled), lambda: self.ids[rows])


class Table:
    """The stated cells of some sites, before anything is derived from them."""

    def __init__(self, catalog: Catalog, sites: Sequence[Site]) -> None:
        self.catalog = catalog
        self.stated = Columns.unknown(catalog, len(sites), tuple(s.id for s in sites))
        for row, site in enumerate(sites):
            for name, cell in site.cells.items():
                self.put(row, name, cell)

    @classmethod
    def of_columns(cls, catalog: Catalog, stated: Columns) -> Table:
        """Cells that are columns already, such as `Columns.unknown` filled in bulk, without a Site for each row."""
        new = cls(catalog, ())
        new.stated = stated
        return new

    @classmethod
    def of_rows(cls, table: Table, rows: npt.NDArray[np.intp]) -> Table:
        """Copies of some rows, to be changed without touching the originals."""
        return cls.of_columns(table.catalog, table.stated.take(rows))

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
        """The columns with what follows from the stated cells: parts within their whole, and what stands ready is delivered.

        They tell the cells as these are when a column is first read.
        """
        s = self.stated

        def high(name: str) -> Floats:
            stated = s.high[name]
            if name in _WHOLE:
                return np.maximum(np.minimum(stated, s.high[_WHOLE[name]]), s.low[name])
            if name == "delivery":
                states = self.catalog.vocabularies["status"]
                busy = states.all_bits & ~states.bits(IN_USE)
                undated = ((s.may["status"] & busy) == 0) & ~s.filled[name]
                return np.where(undated, s.low[name], stated)
            return stated

        return replace(s, high=Parts(s.high, high), ids=lambda: s.ids)


_FIELD: dict[str, Field] = {f.name: f for f in FIELDS}
_NUMBERS = {f.name: f for f in NUMBERS}
_LISTS = {f.name: f for f in LISTS}
_FILLED = {**_NUMBERS, **_LISTS}
_WHOLE = dict(TOTALS)
