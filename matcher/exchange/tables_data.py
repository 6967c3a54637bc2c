"""What the room knows of tables, as data: headings and their fields, neutral words, measures, limits, and words that tables use.

It is read once a run, by the same strict reader as a pack; docs/files.md is held against it by a test.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from matcher.catalog.issues import IssueLog, Refused
from matcher.catalog.yaml_tree import read_yaml
from matcher.model.text import Text

Kind = Literal["sites", "leads"]
KINDS: tuple[Kind, ...] = ("sites", "leads")
Read = Literal[
    "text", "code", "phone", "number", "range", "least", "most", "area", "month", "day", "word", "words", "lon", "lat", "pair", "plane", "ignored",
    "flag",
]  # fmt: skip
"""How the cells of a column are read. least and most: the end of a range that a need states; area: land or floor, as the unit says;
plane: a metre coordinate, whichever of the two it is; flag: yes or no to one word of a list."""
FOLDER = Path(__file__).resolve().parent / "tables"


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column of a table can fill."""

    field: str
    read: Read
    titles: tuple[str, ...]
    second: tuple[str, ...] = ()
    """Titles that count only where the table has no other for the field, the first of them first."""
    measure: str = ""
    joins: bool = False
    soft: bool = False
    """Whether a word that is not in the list leaves the cell open, and does not reject the record."""
    lines: bool = False
    """Whether line breaks within a cell are kept."""
    word: str = ""
    """Of a flag: the token that the column is about."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a column measures; `usual` reads a bare figure between least and most."""

    name: str
    unit: Text
    usual: str
    least: float
    most: float
    write: Text
    """An example of a heading that says the unit."""
    example: str
    """A range as one may write it."""


@dataclass(frozen=True, slots=True)
class Affixes:
    """Words around headings, and cells that say nothing."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    number: frozenset[str]
    total: frozenset[str]
    note: tuple[str, ...]
    asked: tuple[str, ...]
    land: tuple[str, ...]
    floor: tuple[str, ...]
    sample: tuple[str, ...]
    empty: frozenset[str]
    open: frozenset[str]
    at_once: frozenset[str]
    soon: frozenset[str]


@cache
def targets(kind: Kind) -> dict[str, Target]:
    """Field -> how it is read and what its columns are called."""
    return {
        name: Target(
            name,
            entry["read"],
            tuple(entry["titles"]),
            tuple(entry.get("second", ())),
            entry.get("measure", ""),
            entry.get("join") == "yes",
            entry.get("soft") == "yes",
            entry.get("lines") == "yes",
        )
        for name, entry in entries(f"{kind}.yaml").items()
    }


_LONGEST = ("before", "after", "asked", "sample", "land", "floor")
_SETS = ("number", "total", "empty", "open", "at_once", "soon")


@cache
def affixes() -> Affixes:
    d = entries("affixes.yaml")
    longest: Any = {k: tuple(sorted((folded(w) for w in d[k]), key=len, reverse=True)) for k in _LONGEST}
    sets: Any = {k: frozenset(folded(w) for w in d[k]) for k in _SETS}
    return Affixes(note=tuple(unicodedata.normalize("NFKC", w) for w in d["note"]), **longest, **sets)


@cache
def measures() -> dict[str, Measure]:
    return {
        name: Measure(
            name, Text(e["unit"], e["unit_en"]), e.get("usual", ""), float(e.get("least", "-inf")), float(e.get("most", "inf")),
            Text(e["write"], e["write_en"]), e["example"],
        )
        for name, e in entries("measures.yaml").items()
    }  # fmt: skip


@cache
def limit(name: str) -> float:
    """A figure of limits.yaml, in the unit that stands there."""
    return float(entries("limits.yaml")[name]["value"])


def most(name: str) -> int:
    """A limit that counts things."""
    return int(limit(name))


@cache
def said_words(vocabulary: str) -> dict[str, str]:
    """What tables write -> token, beside the vocabulary's own words."""
    return {folded(said): token for token, words in entries("words.yaml").get(vocabulary, {}).items() for said in words}


def folded(said: str) -> str:
    """What two ways of writing have in common: no case, no difference of width, no spaces or breaks."""
    return "".join(unicodedata.normalize("NFKC", said).casefold().split())


@cache
def entries(name: str) -> dict[str, Any]:
    """What a file of the tables/ folder holds, read once. Raises Refused where it is spoilt."""
    log = IssueLog(name)
    tree = read_yaml((FOLDER / name).read_text("utf-8"), log)
    if tree is None or not isinstance(tree.data, dict):
        raise Refused(log.issues)
    return tree.data
