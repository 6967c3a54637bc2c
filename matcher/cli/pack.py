"""`pack export`: the pack with the answers in it, as a folder of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from matcher.catalog.export import export_pack
from matcher.cli.output import FINE, common, default_pack, opened, print_json, say, with_pack
from matcher.model.text import Text

_DONE = Text("已写出：{out}", "Written: {out}")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("pack", help="work with a town pack as a whole")
    parts = command.add_subparsers(dest="part", required=True, metavar="PART")
    export = parts.add_parser("export", help="write the pack back, answers included")
    export.add_argument("out", type=Path, metavar="OUT", help="a new or empty folder")
    with_pack(export)
    common(export)
    export.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    catalog = opened(args)
    export_pack(args.pack or default_pack(), catalog, args.out)
    if args.json:
        print_json({"out": str(args.out)})
    else:
        say(_DONE.say(args.lang).format(out=args.out))
    return FINE
