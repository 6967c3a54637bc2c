"""`parse`: a request in somebody's own words in, the fields of a need out, with the words each was read from."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from matcher.cli.files import refused, text_of
from matcher.cli.output import FINE, common, day, opened, print_json, say, with_pack
from matcher.cli.told_parse import told_parse
from matcher.language.pack_words import LISTS
from matcher.language.read import Reader
from matcher.language.reading import Kind, Reading, Span, Unread
from matcher.model.need import Need
from matcher.model.text import Lang, Text, Told

COLUMNS = ("id", "text")

_NO_HEADER = Text("表头要有 id 和 text 两列。", "needs a header with the columns id and text.")
_ADD_HEADER = Text("第一行写 id,text。", "Write id,text in the first line.")
_NOT_JSON = Text("这一行不是 JSON。", "This line is no JSON.")
_NO_TEXT = Text("这一行要有 id 和文字 text。", "This line needs an id and a text.")
_QUOTES = Text("这里的引号不成对，后面的内容读不了。", "Quotes are not paired here, so what follows cannot be read.")


class Parsed(Need):
    """What was read in one text: the fields of a need that it states, and no other, beside where they stand and what was not understood."""

    kind: Kind
    """request: it asks for a place; offer: it has one to let or to sell, and nothing is read; other: neither."""
    spans: tuple[Span, ...]
    unread: tuple[Unread, ...]
    note: Told


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("parse", help="read a request in somebody's own words")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--text", metavar="T", help="the request")
    which.add_argument(
        "--file", type=Path, metavar="FILE", help="requests as JSON lines, or as CSV, with `id` and `text`: one line of JSON for each"
    )
    command.add_argument(
        "--on", type=day, default=None, metavar="DATE", help="the day from which 明年 and the like are counted (default: today)"
    )
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    lists = opened(args).vocabularies
    reader, on = Reader(lists), args.on or date.today()
    if args.text is not None:
        reading = reader.read(args.text, on)
        if args.json:
            print_json(parsed(reading, args.lang))
        else:
            say(told_parse(reading, args.lang, {field: lists[name] for field, name in LISTS if name in lists}))
        return FINE
    for ident, text, fault in _texts(args.file, args.lang):
        if text is None:
            print_json({"id": ident, "error": fault}, indent=None)
        else:
            print_json({**parsed(reader.read(text, on), args.lang), "id": ident}, indent=None)
    return FINE


def parsed(reading: Reading, lang: Lang) -> dict[str, Any]:
    """The fields that were stated beside the spans; the shape is docs/schema/parse.schema.json."""
    need = reading.need.model_dump(mode="json", exclude_defaults=True)
    return {**need, **reading.model_dump(mode="json", exclude={"need"}, context={"lang": lang})}


def _texts(path: Path, lang: Lang) -> Iterator[tuple[Any, str | None, str]]:
    """(id, text, fault) of each record; one that is broken has a fault and no text, and the others go on."""
    content = text_of(path)
    read = _csv_texts if path.suffix.lower() == ".csv" else _json_texts
    return read(path, content, lang)


def _json_texts(path: Path, content: str, lang: Lang) -> Iterator[tuple[Any, str | None, str]]:
    for n, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_constant=str)
        except (ValueError, RecursionError):
            yield f"{path.name}:{n}", None, _NOT_JSON.say(lang)
            continue
        ident = record.get("id") if isinstance(record, dict) else None
        text = record.get("text") if isinstance(record, dict) else None
        if isinstance(ident, str | int) and not isinstance(ident, bool) and isinstance(text, str):
            yield str(ident), text, ""
        else:
            yield str(ident) if isinstance(ident, str | int) else f"{path.name}:{n}", None, _NO_TEXT.say(lang)


def _csv_texts(path: Path, content: str, lang: Lang) -> Iterator[tuple[Any, str | None, str]]:
    reader = csv.DictReader(io.StringIO(content, newline=""), strict=True)
    try:
        names = [n.strip() for n in reader.fieldnames or ()]
    except csv.Error:
        names = []
    if not set(COLUMNS) <= set(names):
        raise refused(path, _NO_HEADER, _ADD_HEADER)
    reader.fieldnames = names
    return _csv_rows(path, reader, lang)


def _csv_rows(path: Path, reader: csv.DictReader[str], lang: Lang) -> Iterator[tuple[Any, str | None, str]]:
    try:
        for row in reader:
            ident, text = row.get("id"), row.get("text")
            if ident and isinstance(text, str) and None not in row:
                yield ident, text, ""
            else:
                yield ident or f"{path.name}:{reader.line_num}", None, _NO_TEXT.say(lang)
    except csv.Error:
        yield f"{path.name}:{reader.line_num}", None, _QUOTES.say(lang)
