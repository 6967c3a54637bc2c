"""What was read and what was not stand apart: no part of a text is both filled into a field and listed as not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matcher.model.text import Text

Part = tuple[int, int, Text]
_MEANS = re.compile(r"\w")
_EDGE = " \t\r\n\u3000,，。;；:：、.!！?？()（）"


def apart(filled: Iterable[tuple[int, int]], left: Iterable[Part], text: str) -> list[Part]:
    """The parts that were left, in the order of the text, without what is filled and without what an earlier part of them holds.

    Of a part that loses something the pieces with a figure stay, or the longest where none has one.
    """
    taken = list(filled)
    kept: list[Part] = []
    for start, end, why in left:
        whole = _pieces(start, end, (), text)
        pieces = _pieces(start, end, taken, text)
        if pieces != whole:
            figures = [p for p in pieces if any(c.isdigit() for c in text[p[0] : p[1]])]
            pieces = figures or sorted(pieces, key=lambda p: p[0] - p[1])[:1]
        kept.extend((s, e, why) for s, e in pieces)
        taken.extend(pieces)
    return sorted(kept, key=lambda part: part[:2])


def _pieces(start: int, end: int, taken: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """start..end without what is taken, each piece without the pauses at its ends; pieces without a letter or a figure are none."""
    pieces, at = [], start
    for low, high in [*sorted(t for t in taken if t[0] < end and start < t[1]), (end, end)]:
        said = text[at:low] if low > at else ""
        if _MEANS.search(said):
            pieces.append((at + len(said) - len(said.lstrip(_EDGE)), at + len(said.rstrip(_EDGE))))
        at = max(at, high)
    return pieces
