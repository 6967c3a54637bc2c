"""`contact copy|delete`: what a person asks for by letter, done at the machine: a copy of what is kept of them, or its deletion."""

from __future__ import annotations

import argparse

from pydantic import BaseModel

from matcher.catalog.issues import Issue, Refused
from matcher.catalog.load import load
from matcher.cli.output import FINE, common, default_pack, print_json, say, with_pack
from matcher.model.text import Text
from matcher.register import contact_copy, contacts
from matcher.register.register import Register
from matcher.register.who import CONSOLE

_GONE = Text("已删除 {lead} 的联系方式和原话，线索保留。", "The contact and the own words of {lead} are deleted; the lead stays.")
_NOTHING = Text("{lead} 没有保存个人信息。", "No personal data are kept with {lead}.")


class ContactGone(BaseModel):
    """A request for deletion that was met. `deleted` is false where nothing was kept."""

    lead: str
    deleted: bool


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("contact", help="hand out or delete the personal data kept with a lead")
    parts = command.add_subparsers(dest="part", required=True, metavar="PART")
    for name, run, told in (
        ("copy", _copy, "everything personal that is kept with a lead, for the person itself"),
        ("delete", _delete, "delete the personal data of a lead; the lead stays"),
    ):
        part = parts.add_parser(name, help=told)
        part.add_argument("lead", metavar="LEAD", help="the id of the lead")
        with_pack(part)
        common(part)
        part.set_defaults(run=run)


def _opened(args: argparse.Namespace) -> tuple[Register, str]:
    register = Register()
    if not register.ready():
        raise _unknown(args)
    return register, load(args.pack or default_pack()).plan.town.id


def _unknown(args: argparse.Namespace) -> Refused:
    message = Text("没有这条线索。", "is no lead of this town.")
    return Refused([Issue("error", "register", args.lead, 0, "", "", message, Text("请核对编号和数据包。", "Check the id and the pack."))])


def _copy(args: argparse.Namespace) -> int:
    register, town = _opened(args)
    found = contact_copy.copy(register, CONSOLE, town, args.lead)
    if found is None:
        raise _unknown(args)
    if args.json:
        print_json(found.model_dump(mode="json"))
    else:
        for line in contact_copy.told(found, args.lang).splitlines():
            say(line)
    return FINE


def _delete(args: argparse.Namespace) -> int:
    register, town = _opened(args)
    deleted = contacts.delete(register, CONSOLE, town, args.lead)
    if args.json:
        print_json(ContactGone(lead=args.lead, deleted=deleted).model_dump(mode="json"))
    else:
        say((_GONE if deleted else _NOTHING).say(args.lang).format(lead=args.lead))
    return FINE
