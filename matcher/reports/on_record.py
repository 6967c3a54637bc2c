"""What is on record about a fact of a site, as people read it."""

from __future__ import annotations

from matcher.catalog.cells import format_cell
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.site import Site
from matcher.model.text import NOTHING, Text, joined, named
from matcher.model.values import Interval, Words
from matcher.rules.compare import measure

_POSITION = Text("北纬 {lat}°，东经 {lon}°，误差 {m} m", "{lat}° N, {lon}° E, within {m} m")
_LACKS = Text("无{what}", "no {what}")


def on_record(catalog: Catalog, site: Site, fact: str) -> Text:
    """A fact's value in words; nothing where the cell is empty."""
    if fact == LOCATION:
        at = site.position
        return _POSITION.fill(lat=f"{at[0]:.5f}", lon=f"{at[1]:.5f}", m=f"{at[2]:g}") if at else NOTHING
    field, cell = BY_NAME[fact], site.cells.get(fact)
    if cell is None:
        return NOTHING
    if isinstance(cell, Interval):
        return measure(field, cell.low, cell.high)
    vocabulary = catalog.vocabularies.get(field.vocabulary)
    if isinstance(cell, Words):
        assert vocabulary is not None
        has = [vocabulary.label(t) for t in vocabulary.tokens if t in cell.has]
        lacks = [_LACKS.fill(what=vocabulary.label(t)) for t in vocabulary.tokens if t in cell.lacks]
        return joined([*has, *lacks]) if has or lacks else named(format_cell(field, cell))
    if vocabulary is not None:
        return vocabulary.label(cell)
    return named(cell, site.text(f"{fact}_en") if f"{fact}_en" in BY_NAME else None)
