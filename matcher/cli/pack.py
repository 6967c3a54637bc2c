"""`pack`: the pack written back with answers and leads in it; and what its leads have otherwise than the register, seen before it is taken."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from matcher.catalog.export import export_pack
from matcher.catalog.load import load
from matcher.cli.output import FINE, REFUSED, common, default_pack, print_json, registered, say, with_pack
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register.difference_words import told
from matcher.register.opening import with_town
from matcher.register.register import Register
from matcher.register.seeding import Difference, differences, take_pack
from matcher.register.who import CONSOLE

_DONE = Text("已写出：{out}", "Written: {out}")
_PROMISED = Text("承诺给项目的面积不是地块本身的情况，没有写进去。", "What is promised to leads is no fact of a site and is left out.")
_SAME = Text("数据包里的线索与登记库一致。", "The pack's leads are what the register holds.")
_TAKEN = Text("已取用 {n} 处。", "Taken: {n}.")
_ASK = Text("全部取用吗？输入 y 确认：", "Take all of it? Type y: ")
_NOT_TAKEN = Text("没有取用。", "Nothing was taken.")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("pack", help="work with a town pack as a whole")
    parts = command.add_subparsers(dest="part", required=True, metavar="PART")
    export = parts.add_parser("export", help="write the pack back, answers and leads included")
    export.add_argument("out", type=Path, metavar="OUT", help="a new or empty folder")
    diff = parts.add_parser("diff", help="say what the pack's leads have otherwise than the register")
    take = parts.add_parser("take", help="take the pack's leads into the register, after showing what that changes")
    take.add_argument("--yes", action="store_true", help="take what is shown without asking")
    for part, run in ((export, run_export), (diff, run_diff), (take, run_take)):
        with_pack(part)
        common(part)
        part.set_defaults(run=run)


def run_export(args: argparse.Namespace) -> int:
    catalog, _, _ = registered(args, promised=False)
    export_pack(args.pack or default_pack(), catalog, args.out)
    if args.json:
        print_json({"out": str(args.out)})
    else:
        say(_DONE.say(args.lang).format(out=args.out))
        say(_PROMISED.say(args.lang), sys.stderr)
    return FINE


def run_diff(args: argparse.Namespace) -> int:
    pack, register = load(args.pack or default_pack()), Register()
    found = _differences(pack, register) if register.ready() else []  # looking makes nothing; what was never taken in differs in nothing
    if args.json:
        print_json({"differences": [asdict(d) for d in found]})
        return FINE
    _show(pack, found, args)
    return FINE


def run_take(args: argparse.Namespace) -> int:
    pack = load(args.pack or default_pack())
    register = with_town(Register(), pack)
    found = _differences(pack, register)
    if not args.json:
        _show(pack, found, args)
    if found and not args.yes and not _agreed(args):
        say(_NOT_TAKEN.say(args.lang), sys.stderr)
        return REFUSED
    if found:
        take_pack(register, CONSOLE, pack, found)
    if args.json:
        print_json({"taken": [asdict(d) for d in found]})
    elif found:
        say(_TAKEN.say(args.lang).format(n=len(found)))
    return FINE


def _differences(pack: Catalog, register: Register) -> list[Difference]:
    with register.look() as session:
        return differences(session, pack)


def _show(pack: Catalog, found: list[Difference], args: argparse.Namespace) -> None:
    for difference in found:
        say(told(pack, difference).say(args.lang))
    if not found:
        say(_SAME.say(args.lang))


def _agreed(args: argparse.Namespace) -> bool:
    """Whether somebody at the keyboard says so; a command that nobody can answer takes nothing."""
    if not sys.stdin.isatty():
        return False
    return input(_ASK.say(args.lang)).strip().lower() in ("y", "yes", "是")
