"""`check`: is a pack fit to be used, and if not, where and why."""

from __future__ import annotations

import argparse
from pathlib import Path

from matcher.catalog.issues import errors
from matcher.catalog.load import read_pack
from matcher.cli.output import FINE, REFUSED, common, default_pack, issue_json, print_json, say
from matcher.model.text import Text

_GOOD = Text(
    "{name}：数据包可用。地块和载体 {sites} 处，有依据的内容 {facts} 项，线索 {leads} 条。",
    "{name}: the pack is good. {sites} sites, {facts} cells with evidence, {leads} leads.",
)
_BAD = Text("数据包不能用：{n} 处错误。", "The pack cannot be used: {n} errors.")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("check", help="check a town pack")
    command.add_argument("pack", type=Path, nargs="?", default=None, metavar="DIR", help="town pack (default: data/, or MATCHER_PACK)")
    common(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog, issues = read_pack(args.pack or default_pack())
    count = len(errors(issues))
    if args.json:
        print_json({"good": catalog is not None, "errors": count, "issues": [issue_json(i, args) for i in issues]})
        return FINE if catalog else REFUSED
    for issue in issues:
        say(issue.told(args.lang))
    if catalog is None:
        say(_BAD.say(args.lang).format(n=count))
        return REFUSED
    name = catalog.plan.town.title.say(args.lang)
    say(_GOOD.say(args.lang).format(name=name, sites=len(catalog.sites), facts=len(catalog.evidence), leads=len(catalog.leads)))
    return FINE
