"""`answer --sheet`: a filled sheet is read, told, and taken as a whole or not at all."""

from __future__ import annotations

import argparse
from datetime import date

from pydantic import BaseModel

from matcher.catalog.issues import Refused, errors
from matcher.cli.output import FINE, print_json, registered, say
from matcher.exchange.owner_sheet import Reading, read_owner_sheet
from matcher.exchange.workbook import MAX_BYTES, refused
from matcher.model.answer import Answer
from matcher.model.fields import field_label
from matcher.model.text import Text
from matcher.register.answers import give
from matcher.register.opening import with_town
from matcher.register.who import CONSOLE

_COUNTS = Text(
    "共 {rows} 行：可用 {accepted}，未填 {empty}，有误 {rejected}。", "{rows} rows: {accepted} right, {empty} empty, {rejected} wrong."
)
_TAKEN = Text("已全部记下。", "All of them are taken.")
_TRIED = Text("只作检查，没有记下。", "Only looked at; nothing was taken.")
_NOTHING = Text("没有填任何答案。", "No answer has been filled in.")
_ROW = Text("{line}\t{site} {label} = {value}（{source}，{day}）", "{line}\t{site}, {label} = {value} ({source}, {day})")


class SheetTaken(BaseModel):
    """A filled sheet that was read: every row is an answer or empty, since a row that is wrong refuses the sheet."""

    taken: bool
    rows: int
    accepted: int
    empty: int
    answers: tuple[Answer, ...]


def take_sheet(args: argparse.Namespace) -> int:
    catalog, pack, register = registered(args)
    try:
        with args.sheet.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError:
        raise refused(
            args.sheet.name, Text("找不到或读不了这个文件。", "cannot be found or read."), Text("请核对路径。", "Check the path.")
        ) from None
    reading = read_owner_sheet(catalog, raw, args.sheet.name, date.today())
    if errors(list(reading.issues)):
        raise Refused(list(reading.issues))
    if not args.dry_run and reading.answers:
        give(with_town(register, pack), CONSOLE, catalog.plan.town.id, reading.answers, origin=args.sheet.name)
    _tell(args, reading)
    return FINE


def _tell(args: argparse.Namespace, reading: Reading) -> None:
    taken = not args.dry_run and bool(reading.answers)
    if args.json:
        found = SheetTaken(taken=taken, rows=reading.rows, accepted=reading.accepted, empty=reading.empty, answers=reading.answers)
        print_json(found.model_dump(mode="json"))
        return
    for issue in reading.issues:
        say(issue.told(args.lang))
    for given in reading.given:
        a = given.answer
        label = field_label(a.field).say(args.lang)
        line = f"{given.sheet} {given.line}"
        say(_ROW.say(args.lang).format(line=line, site=a.site, label=label, value=a.value, source=a.source, day=a.as_of))
    counts = {"rows": reading.rows, "accepted": reading.accepted, "empty": reading.empty, "rejected": reading.rejected}
    say(_COUNTS.say(args.lang).format(**counts))
    say((_TAKEN if taken else _TRIED if reading.answers else _NOTHING).say(args.lang))
