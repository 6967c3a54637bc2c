"""A file of many texts: JSON lines or CSV with `id` and `text`. A record that is broken has its fault, and the others go on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.cli.files import refused, text_of
from matcher.model.text import NOTHING, Lang, Text

COLUMNS = ("id", "text")
CSV_NAMES, JSON_NAMES = (".csv",), (".jsonl", ".json", ".ndjson")
"""How the names of files end that say which of the two they are; any other is taken by its first character."""

_NO_HEADER = Text("表头要有 id 和 text 两列。", "needs a header with the columns id and text.")
_ADD_HEADER = Text("第一行写 id,text。", "Write id,text in the first line.")
_NOT_JSON = Text("这一行不是 JSON。", "This line is no JSON.")
_NO_TEXT = Text("这一行要有 id 和文字 text。", "This line needs an id and a text.")
_CELLS = Text("这一行的格数与表头不符，请检查逗号和引号。", "This row has other cells than the header; check the commas and quotes.")
_QUOTES = Text("这里的引号不成对，后面的内容读不了。", "Quotes are not paired here, so what follows cannot be read.")


@dataclass(frozen=True)
class Record:
    """One text and its id. Where it is broken `fault` says why, and the id is its own or else `file:line`."""

    id: str
    text: str
    fault: Text = NOTHING

    def told(self, lang: Lang) -> dict[str, Any]:
        """What is written for a broken record."""
        return {"id": self.id, "error": self.fault.say(lang)}


def records(path: Path) -> Iterator[Record]:
    """Every record of a file, in its order; empty lines are none. Raises Refused for a file that cannot be read at all, before the first."""
    content, suffix = text_of(path), path.suffix.lower()
    if suffix in CSV_NAMES or (suffix not in JSON_NAMES and not content.lstrip().startswith("{")):
        return _csv_records(path, content)
    return _json_records(path, content)


def whole(text: str) -> str:
    """Text that can be written again: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _json_records(path: Path, content: str) -> Iterator[Record]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            data = json.loads(line, parse_constant=str)
        except (ValueError, RecursionError):
            yield Record(place, "", _NOT_JSON)
            continue
        ident, text = (data.get("id"), data.get("text")) if isinstance(data, dict) else (None, None)
        known = isinstance(ident, str | int) and not isinstance(ident, bool)
        if known and isinstance(text, str):
            yield Record(whole(str(ident)), whole(text))
        else:
            yield Record(whole(str(ident)) if known else place, "", _NO_TEXT)


def _csv_records(path: Path, content: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error:
        header = []
    if not set(COLUMNS) <= set(header):
        raise refused(path, _NO_HEADER, _ADD_HEADER)
    return _csv_rows(path, reader, header)


def _csv_rows(path: Path, reader: Any, header: list[str]) -> Iterator[Record]:
    """Rows by the names of their columns; columns beside id and text are not looked at."""
    at, text_at = header.index("id"), header.index("text")
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            ident = row[at].strip() if at < len(row) else ""
            if len(row) != len(header) or not ident:
                yield Record(ident or f"{path.name}:{reader.line_num}", "", _NO_TEXT if not ident or len(row) <= text_at else _CELLS)
            else:
                yield Record(ident, row[text_at])
    except csv.Error:
        yield Record(f"{path.name}:{reader.line_num}", "", _QUOTES)
