"""What a file says of a known site, as answers with the file as their source: the door by which it is taken today."""

from __future__ import annotations

from collections.abc import Mapping

from matcher.catalog.answering import ANSWERABLE
from matcher.exchange.imported import SiteRecord
from matcher.model.answer import Answer
from matcher.model.fields import LOCATION
from matcher.model.site import Site
from matcher.model.text import Text
from matcher.model.values import Cell

MAX_SOURCE = 200
REPEATED = Text(
    "有 {n} 行里与已有记录相同的格，因为没有写日期和来源，不另记为答案。",
    "{n} rows repeat what is on record without a day or a source; that is no new answer.",
)
_POSITION = ("lat", "lon", "location_accuracy_m", "location_basis")
_CELLS = frozenset((*ANSWERABLE, *_POSITION))


def source_text(file: str, told_by: str) -> str:
    """The file's name, and who is named in it as having said so."""
    said = f"{file}（{told_by}）" if told_by else file
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:MAX_SOURCE]


def repeated(site: Site, cells: Mapping[str, Cell]) -> frozenset[str]:
    """The cells that say what is on record of a site. A place is one fact: its parts are repeated together or not at all."""
    same = frozenset(name for name, cell in cells.items() if name in _CELLS and site.cells.get(name) == cell)
    return same if same.issuperset(_POSITION) else same.difference(_POSITION)


def answers_of(record: SiteRecord, file: str) -> list[Answer]:
    """One answer a fact; name and kind of a known site are not asked, nor what only repeats the record."""
    cells = {name: value for name, value in record.cells.items() if name not in record.as_on_record}
    found = []
    if all(name in cells for name in _POSITION):
        cells[LOCATION] = ",".join(cells[name] for name in _POSITION)
    for fact in ANSWERABLE:
        value = cells.get(fact, "")
        if value and (fact == LOCATION or fact not in _POSITION):
            found.append(
                Answer(
                    site=record.known, field=fact, value=value, basis="reported", source=source_text(file, record.beside.get("told_by", "")),
                    as_of=record.as_of, confirmed_by=record.beside.get("confirmed_by", "")[:100],
                )
            )  # fmt: skip
    return found
