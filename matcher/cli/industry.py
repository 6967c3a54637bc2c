"""`industry`: what a business writes of itself in, the three likeliest divisions of GB/T 4754 with the plan's word on each out."""

from __future__ import annotations

import argparse
from pathlib import Path

from matcher.catalog.issues import Issue, Refused
from matcher.catalog.trade_words import trade_words
from matcher.cli.output import FINE, common, opened, print_json, say, with_pack
from matcher.cli.records import Record, records, whole
from matcher.explanation.industry import IndustryAnswer, named_industries
from matcher.language.industry import nameable, namer
from matcher.model.text import NOTHING, Lang, Text

PER_CENT = 100


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("industry", help="name the industry of a business")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--text", metavar="T", help="what the business makes or does")
    which.add_argument("--file", type=Path, metavar="F", help="JSON lines or CSV with `id` and `text`: one line of JSON for each")
    with_pack(command)
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog = opened(args)
    firms = iter([Record("", whole(args.text))]) if args.file is None else records(args.file)
    if not nameable(catalog.codes):
        few = Text("大类太少，无从推测。", "holds too few divisions to choose among.")
        raise Refused([Issue("error", "gbt4754.csv", "", 0, "", "", few, Text("请补全行业分类。", "Complete the classification."))])
    naming = namer(catalog.codes, catalog.industries, trade_words())
    for firm in firms:
        if firm.fault != NOTHING:
            print_json(firm.told(args.lang), indent=None)
            continue
        answer = named_industries(catalog, firm.text, naming.guess(firm.text))
        data = {"id": firm.id, **answer.model_dump(mode="json", context={"lang": args.lang})}
        if args.file is not None:
            print_json(data, indent=None)
        elif args.json:
            print_json(data)
        else:
            say(_told(answer, args.lang))
    return FINE


def _told(answer: IndustryAnswer, lang: Lang) -> str:
    lines = []
    for candidate in answer.candidates:
        place = candidate.sentence.say(lang)
        clause = f" [{candidate.citation.say(lang)}]" if candidate.citation else ""
        lines.append(f"{candidate.score * PER_CENT:3.0f} %  {candidate.code} {candidate.name.say(lang)} | {place}{clause}")
    lines.append((_UNSURE if answer.unsure else _CONFIRM).say(lang))
    return "\n".join(lines)


_UNSURE = Text("文字里看不出行业，请写明生产什么、做什么。", "The words do not tell the industry: say what is made or done.")
_CONFIRM = Text("以上是按文字推测的，请人工确认。", "These are guesses from the words; a person confirms.")
