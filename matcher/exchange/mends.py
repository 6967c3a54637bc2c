"""Cells that somebody corrected while looking at what a file says: put in place of what stood there, and told beside what is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.exchange.cells_in import shown
from matcher.exchange.records_in import Records


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell by its line and the title of its column, as the findings name it, and what is to stand there."""

    line: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that was corrected: what stood in the file, and what was read instead."""

    line: int
    title: str
    was: str
    now: str


def mend(records: Records, mends: Sequence[Mend]) -> tuple[Mended, ...]:
    """Corrects the records in place. What names no cell of the file corrects nothing."""
    wished = {(m.line, m.title): m.text for m in mends}
    done = []
    for raw in records.records if wished else ():
        for column in records.columns:
            text = wished.get((raw.line, column.title[:100]))
            if text is None or column.target is None or text == shown(raw.cell(column.place)):
                continue
            done.append(Mended(raw.line, column.title, shown(raw.cell(column.place)), text))
            raw.row.extend([""] * (column.place + 1 - len(raw.row)))
            raw.row[column.place] = text
            raw.filled.pop(column.place, None)
    return tuple(done)
