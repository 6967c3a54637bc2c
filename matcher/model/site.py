"""A parcel, a facility, a renewal plot or a stock of one, with what is known of it; and the evidence behind each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.model.pack import Citation
from matcher.model.text import Text, named
from matcher.model.values import Cell, Interval, Words


@dataclass(frozen=True)
class Site:
    """One row of the site table. `cells` holds the filled cells only; a field that is not there is unknown."""

    id: str
    cells: Mapping[str, Cell]
    unread: frozenset[str] = frozenset()
    """Facts whose cell is filled with something that could not be read; such a site is never used."""

    @property
    def kind(self) -> str:
        return self.text("kind")

    @property
    def title(self) -> Text:
        return named(self.text("name"), self.text("name_en"))

    def text(self, field: str) -> str:
        """The words in a text or one-word cell, '' where unknown."""
        cell = self.cells.get(field)
        return cell if isinstance(cell, str) else ""

    def number(self, field: str) -> Interval | None:
        """The interval in a number or month cell, None where unknown."""
        cell = self.cells.get(field)
        return cell if isinstance(cell, Interval) else None

    def part(self, field: str, whole: str) -> Interval | None:
        """How much of a whole is meant: as stated, else anything up to all of it; None where neither is known."""
        stated, all_of_it = self.number(field), self.number(whole)
        if stated is not None:
            return stated
        return Interval(0.0, all_of_it.high) if all_of_it is not None else None

    def words(self, field: str) -> Words | None:
        """The words in a list cell, None where unknown."""
        cell = self.cells.get(field)
        return cell if isinstance(cell, Words) else None

    @property
    def position(self) -> tuple[float, float, float] | None:
        """(latitude, longitude, radius [m] within which it surely lies), WGS-84, or None."""
        lat, lon, accuracy = self.number("lat"), self.number("lon"), self.number("location_accuracy_m")
        return (lat.low, lon.low, accuracy.high) if lat and lon and accuracy else None

    @property
    def schematic(self) -> bool:
        """Whether it stands where the sketch has room for it, and not where it is."""
        return self.text("location_basis") in ("schematic", "")

    def with_cells(self, cells: Mapping[str, Cell]) -> Site:
        return Site(self.id, {**self.cells, **cells})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a cell says what it says: (site, field) -> basis, clause, date, and what another source says instead."""

    site: str
    field: str
    basis: str
    citation: Citation
    as_of: str
    confirmed_by: str = ""
    other_value: str = ""
    other_citation: Citation | None = None
    note: str = ""
    note_en: str = ""
