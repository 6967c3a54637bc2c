"""The options of a command that vary a need's answer: weights, works that come late, demands assumed from a profile."""

from __future__ import annotations

import argparse

from matcher.cli.weights import read_weights
from matcher.explanation.setting import Setting
from matcher.model.catalog import Catalog

MOST_MONTHS = 120


def setting_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--weights", default="", metavar="W", help="a weighting of the pack by name, or criterion:number, .. (default: the pack's own)"
    )
    command.add_argument("--late", type=months, default=0, metavar="N", help="months by which what is promised comes late (default: 0)")
    command.add_argument("--assume", action="store_true", help="fill unstated demands from the industry's technical profile")


def setting(catalog: Catalog, args: argparse.Namespace) -> Setting:
    """Raises Refused where the weights cannot be read."""
    return Setting(read_weights(catalog, args.weights), args.assume, args.late)


def months(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_MONTHS):
        raise argparse.ArgumentTypeError(f"not a number of months from 0 to {MOST_MONTHS}: {text}")
    return int(text)
