"""`audit`: verify that nothing of the audit was changed or taken away, or read it."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any

from matcher.catalog.issues import Issue, Refused
from matcher.cli.output import FINE, REFUSED, common, day, print_json, say
from matcher.model.text import Text
from matcher.register.audit import verify
from matcher.register.audit_reading import Asked, Done, read_audit
from matcher.register.audit_told import sentence
from matcher.register.register import Register

_ANCHOR = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")
_WHOLE = Text("审计记录完整，共 {rows} 行。", "The audit is whole: {rows} rows.")
_NOT_WHOLE = Text("审计记录不完整，共 {rows} 行：", "The audit is not whole; it has {rows} rows:")
_WRITE_DOWN = Text(
    "请把这一行记在别处，下次用 --anchor 核对：{anchor}", "Write this down elsewhere, and give it to --anchor next time: {anchor}"
)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("audit", help="verify or read the record of what was done")
    parts = command.add_subparsers(dest="part", required=True, metavar="PART")
    check = parts.add_parser("verify", help="whether nothing was changed or taken away")
    check.add_argument("--anchor", type=anchor, default=None, metavar="N:SEAL", help="what an earlier run told to write down")
    common(check)
    check.set_defaults(run=run_verify)
    show = parts.add_parser("show", help="what was done, the last first")
    for name, meaning in (
        ("town", "the town's id"),
        ("record", "a site, a lead or another record"),
        ("who", "an account's login, name or key"),
        ("action", "such as answer.give"),
    ):
        show.add_argument(f"--{name}", default="", help=meaning)
    show.add_argument("--since", type=day, default=None, metavar="DATE", help="from this day on")
    show.add_argument("--until", type=day, default=None, metavar="DATE", help="up to this day")
    show.add_argument("--limit", type=_count, default=50, metavar="N", help="at most so many rows (default: 50)")
    common(show)
    show.set_defaults(run=run_show)


def anchor(text: str) -> tuple[int, str]:
    """An argument N:SEAL."""
    found = _ANCHOR.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError("write it as `audit verify` printed it: a number, a colon, 64 hexadecimal digits")
    return int(found[1]), found[2]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text)):
        raise argparse.ArgumentTypeError("a whole number from 1 on")
    return int(text)


def run_verify(args: argparse.Namespace) -> int:
    register = opened()
    with register.look() as session:
        found = verify(session, register.key, args.anchor)
    written = f"{found.rows}:{found.last}"
    if args.json:
        print_json(
            {"whole": not found.faults, "rows": found.rows, "anchor": written, "faults": [fault.say(args.lang) for fault in found.faults]}
        )
        return REFUSED if found.faults else FINE
    say((_NOT_WHOLE if found.faults else _WHOLE).say(args.lang).format(rows=found.rows), sys.stderr if found.faults else None)
    for fault in found.faults:
        say(fault.say(args.lang), sys.stderr)
    if not found.faults:
        say(_WRITE_DOWN.say(args.lang).format(anchor=written))
    return REFUSED if found.faults else FINE


def run_show(args: argparse.Namespace) -> int:
    asked = Asked(args.town, args.record, args.who, args.action, args.since, args.until)
    with opened().look() as session:
        rows = read_audit(session, asked, args.limit)
    if args.json:
        print_json([_json(done, args) for done in rows])
    else:
        for done in rows:
            say(f"{done.number} {sentence(done, args.lang)}")
    return FINE


def _json(done: Done, args: argparse.Namespace) -> dict[str, Any]:
    return {**vars(done), "sentence": sentence(done, args.lang, None)}


def opened() -> Register:
    """The register that is there. Raises Refused where there is none, or another version of the product has left it."""
    register = Register()
    if not register.ready():
        message = Text("还没有登记库，或版本不同。", "is not there yet, or is another version's.")
        raise Refused([Issue("error", "register", "", 0, "", "", message, Text("请先启动一次应用。", "Start the app once first."))])
    return register
