"""`parse`: a request in somebody's own words in, the fields of a need out, with the words each was read from."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from matcher.cli.output import FINE, common, day, opened, print_json, say, with_pack
from matcher.cli.records import records
from matcher.cli.told_parse import told_parse
from matcher.language.pack_words import LISTS
from matcher.language.read import Reader
from matcher.language.reading import Kind, Reading, Span, Unread
from matcher.model.need import Need
from matcher.model.text import NOTHING, Lang, Told


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
            names = {field: lists[name] for field, name in (*LISTS, ("processes_not", "process")) if name in lists}
            say(told_parse(reading, args.lang, names))
        return FINE
    for record in records(args.file):
        if record.fault != NOTHING:
            print_json(record.told(args.lang), indent=None)
        else:
            print_json({**parsed(reader.read(record.text, on), args.lang), "id": record.id}, indent=None)
    return FINE


def parsed(reading: Reading, lang: Lang) -> dict[str, Any]:
    """The fields that were stated beside the spans; the shape is docs/schema/parse.schema.json."""
    need = reading.need.model_dump(mode="json", exclude_defaults=True)
    return {**need, **reading.model_dump(mode="json", exclude={"need"}, context={"lang": lang})}
