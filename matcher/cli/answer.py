"""`answer`: take an answer about a site, or take one back; or take a whole sheet of answers."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from matcher.catalog.answering import answered, new_answer
from matcher.catalog.issues import Issue, Refused
from matcher.cli.answer_sheet import take_sheet
from matcher.cli.output import FINE, common, day, print_json, registered, say, with_pack
from matcher.model.answer import Answer
from matcher.model.fields import field_label
from matcher.model.text import Text
from matcher.model.vocabulary import BASIS
from matcher.register.answers import give, withdraw_last
from matcher.register.opening import with_town
from matcher.register.who import CONSOLE

_TAKEN = Text("已记下：{site} {label} = {value}（{source}，{day}）。", "Taken: {site}, {label} = {value} ({source}, {day}).")
_UNDONE = Text("已撤回：{site} {label} = {value}。", "Taken back: {site}, {label} = {value}.")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("answer", help="answer a question about a site")
    command.add_argument("site", metavar="SITE", nargs="?", default=None)
    command.add_argument("field", metavar="FIELD", nargs="?", default=None, help="a column of parcels.csv, or `location`")
    command.add_argument(
        "value",
        metavar="VALUE",
        nargs="?",
        default=None,
        help="as in parcels.csv; a range as low..high; after -- where it begins with a dash, with the options before it",
    )
    command.add_argument("--source", default="", help="who said so, or a source of sources.yaml")
    command.add_argument("--clause", default="", help="a clause of that source")
    command.add_argument("--basis", choices=BASIS.tokens, default="reported")
    command.add_argument("--as-of", type=day, default=None, metavar="DATE", help="the day it was true (default: today)")
    command.add_argument("--by", default="", metavar="NAME", help="who confirmed it")
    command.add_argument("--undo", action="store_true", help="take back the last answer to this question")
    command.add_argument("--sheet", type=Path, default=None, metavar="FILE.xlsx", help="take every answer of a filled sheet, or none")
    command.add_argument("--dry-run", action="store_true", help="with --sheet: say what would be taken, and take nothing")
    with_pack(command)
    common(command)
    command.set_defaults(run=run, usage_error=command.error)


def run(args: argparse.Namespace) -> int:
    if args.sheet is not None:
        if args.site is not None or args.undo:
            args.usage_error("--sheet goes without SITE, FIELD, VALUE and --undo")
        return take_sheet(args)
    if args.dry_run:
        args.usage_error("--dry-run goes with --sheet")
    if args.field is None:
        args.usage_error("give SITE and FIELD, or --sheet")
    if (args.value is None) != args.undo:
        args.usage_error("give either VALUE or --undo")
    catalog, pack, register = registered(args)
    town = catalog.plan.town.id
    if args.undo:
        gone = withdraw_last(with_town(register, pack), CONSOLE, town, args.site, args.field)
        if gone is None:
            message = Text("没有可以撤回的答案。", "has no answer to take back.")
            raise Refused(
                [
                    Issue(
                        "error",
                        "answer",
                        args.site,
                        0,
                        args.field,
                        "",
                        message,
                        Text("请核对地块和字段。", "Check the site and the field."),
                    )
                ]
            )
        return _tell(args, gone, _UNDONE)
    today = date.today()
    answer = new_answer(
        site=args.site,
        field=args.field,
        value=args.value,
        basis=args.basis,
        source=args.source,
        clause=args.clause,
        as_of=(args.as_of or today).isoformat(),
        confirmed_by=args.by,
    )
    answered(catalog, answer, today)
    give(with_town(register, pack), CONSOLE, town, [answer])
    return _tell(args, answer, _TAKEN)


def _tell(args: argparse.Namespace, answer: Answer, form: Text) -> int:
    if args.json:
        print_json(answer.model_dump(mode="json"))
    else:
        label = field_label(answer.field).say(args.lang)
        say(form.say(args.lang).format(site=answer.site, label=label, value=answer.value, source=answer.source, day=answer.as_of))
    return FINE
