"""What every command shares: its common options, how it opens a pack, and how a refusal is told."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from matcher.catalog.issues import Issue
from matcher.catalog.load import load
from matcher.model.catalog import Catalog
from matcher.model.text import LANGS
from matcher.register.opening import as_registered
from matcher.register.register import Register

FINE, REFUSED = 0, 1
PACK_VARIABLE = "MATCHER_PACK"
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal takes as an order and not as text: colours, cursor, title, and the turning round of lines."""


def default_pack() -> Path:
    """MATCHER_PACK, else the data/ folder beside the program."""
    given = os.environ.get(PACK_VARIABLE)
    return Path(given) if given else Path(__file__).resolve().parents[2] / "data"


def common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGS, default="zh", help="language of the words (default: zh)")
    command.add_argument("--json", action="store_true", help="print JSON")


def with_pack(command: argparse.ArgumentParser) -> None:
    command.add_argument("--pack", type=Path, default=None, metavar="DIR", help="town pack (default: data/, or MATCHER_PACK)")


def day(text: str) -> date:
    """An argument YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a date: {text} (write YYYY-MM-DD)") from None


def opened(args: argparse.Namespace, *, but_for: str = "") -> Catalog:
    """The pack with what this installation's register says; what is promised to the lead `but_for` is its own.
    Raises Refused; what no longer fits is told on stderr."""
    return registered(args, but_for=but_for)[0]


def registered(args: argparse.Namespace, *, promised: bool = True, but_for: str = "") -> tuple[Catalog, Catalog, Register]:
    """The same, the pack alone, and the register, in which nothing is made by looking."""
    pack, register = load(args.pack or default_pack()), Register()
    found = as_registered(pack, register, promised=promised, but_for=but_for)
    for issue in found.left_out:
        say(issue.told(args.lang), sys.stderr)
    return found.catalog, pack, register


def issue_json(issue: Issue, args: argparse.Namespace) -> dict[str, Any]:
    return {
        "severity": issue.severity, "file": issue.file, "record": issue.record, "line": issue.line, "field": issue.field, "value": issue.value,
        "message": issue.message.say(args.lang), "mend": issue.mend.say(args.lang), "fix_by": issue.fix_by.say(args.lang),
    }  # fmt: skip


def refuse(issues: list[Issue], args: argparse.Namespace) -> None:
    """Every reason: as JSON on stdout where JSON was asked for, else as sentences on stderr."""
    if args.json:
        print_json({"refused": True, "issues": [issue_json(i, args) for i in issues]})
    else:
        for issue in issues:
            say(issue.told(args.lang), sys.stderr)


def say(text: str, stream: TextIO | None = None) -> None:
    """The one door for sentences: what the data hold cannot steer the terminal."""
    print(_COMMANDS.sub("\ufffd", text), file=stream or sys.stdout)


def print_json(data: Any, indent: int | None = 2) -> None:
    """The same for JSON, in which such a character is written as its number."""
    print(_COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(data, ensure_ascii=False, indent=indent)))
