"""Text in a separated file that a spreadsheet would take for a formula: an apostrophe goes before it, and is taken away again when it is read."""

from __future__ import annotations

import re

_COUNTED = re.compile(r"'*[ \u00a0\u3000]*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula, in full width too. Apostrophes before it count with it: so a text that begins with
one of its own comes back as it was."""


def as_text(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would count."""
    cell = cell.replace("\x00", "")
    return f"'{cell}" if _COUNTED.match(cell) else cell


def as_said(cell: str) -> str:
    """The cell without the apostrophe that as_text, or somebody for the same reason, put before it."""
    return cell[1:] if cell.startswith("'") and _COUNTED.match(cell, 1) else cell
