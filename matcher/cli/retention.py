"""`retention run`: deletes what has been kept for as long as was said. Meant to run once a day; a second run changes nothing."""

from __future__ import annotations

import argparse

from pydantic import BaseModel

from matcher.cli.output import FINE, common, print_json, say
from matcher.model.text import Text
from matcher.register import retention
from matcher.register.register import Register
from matcher.register.retention import Cleared
from matcher.register.who import CONSOLE

_COUNTS = Text(
    "联系方式 {contacts}，查看记录 {looks}，表单记号 {forms}，登录 {sessions}，只读链接 {links}，次数限制 {brakes}。",
    "Contacts {contacts}, looks {looks}, forms {forms}, sessions {sessions}, links {links}, brakes {brakes}.",
)
_DONE, _DUE = Text("到期并已删除：", "Due and deleted: "), Text("到期、将要删除：", "Due, and would be deleted: ")


class RetentionRun(BaseModel):
    """How many of each were due, and whether they are gone."""

    deleted: bool
    contacts: int
    looks: int
    forms: int
    sessions: int
    links: int
    brakes: int


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("retention", help="delete what has been kept for as long as was said")
    parts = command.add_subparsers(dest="part", required=True, metavar="PART")
    part = parts.add_parser("run", help="once a day, for every town in the register")
    part.add_argument("--dry-run", action="store_true", help="say what is due, and delete nothing")
    common(part)
    part.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    register = Register()
    found = _cleared(register, dry=args.dry_run)
    told = RetentionRun(deleted=not args.dry_run, **vars(found))
    if args.json:
        print_json(told.model_dump(mode="json"))
    else:
        say((_DUE if args.dry_run else _DONE).say(args.lang) + _COUNTS.say(args.lang).format(**vars(found)))
    return FINE


def _cleared(register: Register, *, dry: bool) -> Cleared:
    if not register.ready():
        return Cleared(0, 0, 0, 0, 0, 0)
    return retention.due(register, CONSOLE) if dry else retention.run(register, CONSOLE)
