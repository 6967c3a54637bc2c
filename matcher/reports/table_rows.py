"""What is on record of sites and leads as the cells of a table, written so that the importer reads the same from them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import isinf

from matcher.catalog.cells import format_cell
from matcher.exchange.word_cells import several_words
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, Field
from matcher.model.need import Lead, Need
from matcher.model.site import Site
from matcher.model.text import Lang, Text
from matcher.model.values import Cell, Interval, Words
from matcher.model.vocabulary import YES_NO, Vocabulary
from matcher.reports.table_columns import Column
from matcher.reports.xlsx import clean

Written = str | float
"""A cell: a figure that is known exactly, else text; '' where nothing is known."""
_NONE = Text("无", "none")
_LACKS = Text("无{w}", "-{w}")
_BETWEEN = Text("；", "; ")
_OF_THE_LEAD = ("id", "name", "name_en", "stage_since", "settled_at", "note")
_ENDS = {"land": ("land_mu_min", "land_mu_max"), "floor": ("floor_m2_min", "floor_m2_max")}


def site_row(catalog: Catalog, site: Site, columns: Sequence[Column], lang: Lang) -> list[Written]:
    return [_plain(_of_site(catalog, site, column, lang)) for column in columns]


def lead_row(lead: Lead, columns: Sequence[Column], lang: Lang) -> list[Written]:
    return [_plain(_of_lead(lead, column, lang)) for column in columns]


def _plain(cell: Written) -> Written:
    """Without control characters, and with one kind of line break."""
    return "\n".join(clean(cell).splitlines()).strip() if isinstance(cell, str) else cell


def _of_site(catalog: Catalog, site: Site, column: Column, lang: Lang) -> Written:
    name = column.field
    if name == "id":
        return site.id
    cell = site.cells.get(name)
    if cell is None:
        return ""
    field = BY_NAME[name]
    if isinstance(cell, Interval):
        return _interval(field, cell, catalog.possible(name))
    return _words(cell, column.vocabulary, lang)


def _interval(field: Field, cell: Interval, possible: Interval) -> Written:
    """A figure, a month, or a range; open at the end that says no more than what is possible at all."""
    if cell.exact:
        return cell.low if field.type == "number" else format_cell(field, cell)
    low, high = (format_cell(field, Interval(v, v)) if not isinf(v) else "" for v in (cell.low, cell.high))
    if cell.low == possible.low and cell.high != possible.high:
        low = ""
    elif cell.high == possible.high and cell.low != possible.low:
        high = ""
    return f"{low}..{high}"


def _words(cell: Cell, vocabulary: Vocabulary | None, lang: Lang) -> str:
    """Words by their names in the list's order, each denied one behind the others."""
    if vocabulary is None or isinstance(cell, Interval):
        return str(cell)
    if isinstance(cell, str):
        return vocabulary.label(cell).say(lang)
    if cell == Words():
        return _NONE.say(lang)
    has = [vocabulary.label(t).say(lang) for t in vocabulary.tokens if t in cell.has]
    lacks = [_denied(t, vocabulary, lang) for t in vocabulary.tokens if t in cell.lacks]
    return _BETWEEN.say(lang).join([*has, *lacks])


@lru_cache(maxsize=1000)
def _denied(token: str, vocabulary: Vocabulary, lang: Lang) -> str:
    """无电镀; with a stroke where 无 before the name would say something else."""
    name = vocabulary.label(token).say(lang)
    said = _LACKS.fill(w=name).say(lang)
    return said if several_words(said, vocabulary).lacks == (token,) else f"-{name}"


def _of_lead(lead: Lead, column: Column, lang: Lang) -> Written:
    name = column.field
    if name in _OF_THE_LEAD:
        return str(getattr(lead, name))
    if name == "stage":
        return _words(lead.stage, column.vocabulary, lang) if lead.stage else ""
    if name in _ENDS:
        return _ends(lead.need, *_ENDS[name])
    value = getattr(lead.need, name)
    if isinstance(value, bool):
        return YES_NO.label("yes" if value else "no").say(lang)
    if isinstance(value, tuple):
        return _BETWEEN.say(lang).join(_words(v, column.vocabulary, lang) for v in value)
    if isinstance(value, float):
        return value
    return _words(value, column.vocabulary, lang) if value else ""


def _ends(need: Need, least: str, most: str) -> Written:
    low, high = getattr(need, least), getattr(need, most)
    if low is not None and low == high:
        return float(low)
    ends = ["" if v is None else format_cell(BY_NAME["land_mu"], Interval(v, v)) for v in (low, high)]
    return "..".join(ends) if any(ends) else ""
