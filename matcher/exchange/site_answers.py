"""What a file says of a known site, as answers with the file as their source: the door by which it is taken today."""

from __future__ import annotations

from matcher.catalog.answering import ANSWERABLE
from matcher.exchange.imported import SiteRecord
from matcher.model.answer import Answer
from matcher.model.fields import LOCATION

MAX_SOURCE = 200
_POSITION = ("lat", "lon", "location_accuracy_m", "location_basis")


def source_text(file: str, told_by: str) -> str:
    """The file's name, and who is named in it as having said so."""
    said = f"{file}（{told_by}）" if told_by else file
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:MAX_SOURCE]


def answers_of(record: SiteRecord, file: str) -> list[Answer]:
    """One answer a fact; name and kind of a known site are not asked."""
    cells = dict(record.cells)
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
