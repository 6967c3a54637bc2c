"""The command line. Exit status: 0 fine, 1 the input was refused, 2 the command was not understood, or a file to import could
not be read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from matcher import __version__
from matcher.catalog.issues import Refused
from matcher.cli.output import FINE, REFUSED, refuse


def parser() -> argparse.ArgumentParser:
    """Commands are only loaded here: the pages read a setting as the command line does, and need none of them."""
    from matcher.cli import (
        account,
        answer,
        audit,
        backup,
        check,
        contact,
        export,
        import_file,
        industry,
        match,
        pack,
        parse,
        report,
        retention,
        schema,
        sides,
        slip,
        worklist,
    )

    top = argparse.ArgumentParser(prog="python -m matcher", description="Match enterprises with a town's land, and say why.")
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in (
        match,
        parse,
        industry,
        worklist,
        report,
        sides,
        slip,
        check,
        answer,
        account,
        import_file,
        export,
        pack,
        contact,
        retention,
        audit,
        backup,
        schema,
    ):
        command.add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except Refused as refusal:
        refuse(refusal.issues, args)
        return REFUSED
    except BrokenPipeError:
        return FINE
    return code
