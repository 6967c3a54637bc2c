"""What a report on paper consists of, before it is Word or PDF: headings, paragraphs, tables and drawings, all of plain text.

Every text of a report becomes a `Span`, which is the one door: no character in it can steer a reader, and neither writer reads markup in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.model.text import Lang

Look = Literal["", "strong", "muted", "cite", "unknown", "good", "ask", "bad", "score"]
"""unknown: said of what is not known, and never empty. good, ask, bad: what speaks for, what is open, what speaks against."""
Tone = Literal["plain", "good", "ask", "bad"]
FAMILY = "Noto Sans CJK SC"
"""The letters of drawings and of PDF."""

_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, what turns or hides a part of a line, and what no XML can hold."""


def plain(text: str) -> str:
    """Text on one line that does nothing but be read."""
    return _STEERING.sub("", _BREAKS.sub(" ", text))


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    look: Look = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of our own; its size on paper in mm. `told` says in words what it shows."""

    svg: str
    width: float
    height: float
    told: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", plain(self.told))


Part = Span | Drawing
Parts = tuple[Part, ...]
Row = tuple[tuple[Parts, ...], ...]
"""The cells of a row; each is lines one below the other."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: Span
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Para:
    parts: Parts
    small: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """`bare`: without a bullet, since each item begins with a mark of its own."""

    items: tuple[Parts, ...]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Boxed:
    """A frame with one large word at its side."""

    word: Span
    tone: Tone
    lines: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` in mm. Where `heads` is empty the first column says what each row is."""

    heads: tuple[Span, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Room to write by hand, in mm."""

    height: float


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page where there is room for them."""

    blocks: tuple[Heading | Para | Points | Boxed | Table | Drawing | Space, ...]


Block = Heading | Para | Points | Boxed | Table | Drawing | Space | Together


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report. `kind` is what it is called; `day` the day it speaks of, YYYY-MM-DD."""

    kind: Span
    title: Span
    lines: tuple[Span, ...]
    warning: Span
    """Invented data say so here; '' otherwise."""
    blocks: tuple[Block, ...]
    foot: Span
    lang: Lang
    day: str
    wide: bool = False
    """Across the page."""


def line(*parts: Part | str) -> Parts:
    """Parts in one line; a bare text is an ordinary one."""
    return tuple(Span(p) if isinstance(p, str) else p for p in parts if p != "")


def cell(*parts: Part | str) -> tuple[Parts, ...]:
    """A table's cell of one line."""
    return (line(*parts),)


def texts(paper: Paper) -> Iterator[str]:
    """Every text of a report in its order, with the drawings as they are written."""
    yield from (s.text for s in (paper.kind, paper.title, *paper.lines, paper.warning))
    for parts in _lines(paper.blocks):
        for part in parts:
            yield part.text if isinstance(part, Span) else part.svg
    yield paper.foot.text


def drawings(paper: Paper) -> Iterator[Drawing]:
    """Every drawing of a report in its order."""
    for parts in _lines(paper.blocks):
        yield from (part for part in parts if isinstance(part, Drawing))


def _lines(blocks: Sequence[Block]) -> Iterator[Parts]:
    for block in blocks:
        match block:
            case Heading(text=span):
                yield (span,)
            case Para(parts=parts):
                yield parts
            case Points(items=items):
                yield from items
            case Boxed(word=word, lines=lines):
                yield (word,)
                yield from lines
            case Table(heads=heads, rows=rows):
                yield heads
                for row in rows:
                    for column in row:
                        yield from column
            case Drawing():
                yield (block,)
            case Together(blocks=inner):
                yield from _lines(inner)
            case Space():
                pass
