"""The one door to the typesetter: our own templates, data handed in as JSON, our own fonts. Nothing that is data is read as markup."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from matcher.reports.blocks import FAMILY, Drawing

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
DOTS_PER_INCH = 220
"""Of drawings that go into a Word file."""
_DRAWINGS = HERE / "drawings.typ"


def pdf(template: Path, data: dict[str, Any], text: Iterable[str], day: str) -> bytes:
    """A template of ours filled with data. `text` is all that will be written, by which the fonts are chosen; the file tells `day` as its own."""
    made = datetime.fromisoformat(day).replace(tzinfo=UTC)
    done = _compiler(text).compile(template.read_bytes(), format="pdf", sys_inputs={"data": _told(data)}, timestamp=made)
    assert isinstance(done, bytes)
    return done


def pngs(drawings: list[Drawing]) -> list[bytes]:
    """The same drawings as pictures, each in its size on paper."""
    if not drawings:
        return []
    data = {"drawings": [{"svg": d.svg, "width": d.width, "height": d.height} for d in drawings]}
    found = _compiler(d.svg for d in drawings).compile(
        _DRAWINGS.read_bytes(), format="png", ppi=DOTS_PER_INCH, sys_inputs={"data": _told(data)}
    )
    return [found] if isinstance(found, bytes) else list(found or [])


def _told(data: dict[str, Any]) -> str:
    return json.dumps(data | {"font": FAMILY}, ensure_ascii=False)


def _compiler(text: Iterable[str]) -> typst.Compiler:
    """One for each file, since several may be made at a time. The folder of the templates is all it may read."""
    own = set("".join(text)) <= _covered()
    return typst.Compiler(font_paths=_fonts(not own), root=str(HERE))


@cache
def _fonts(system: bool) -> typst.Fonts:
    """Read once. Those of the computer are only looked at for a character that our own cannot write, since that takes longer."""
    return typst.Fonts(include_system_fonts=system, font_paths=[str(FONTS)])


@cache
def _covered() -> frozenset[str]:
    spans = (line.partition("-") for line in (FONTS / "covered.txt").read_text("ascii").split())
    return frozenset(chr(c) for low, _, high in spans for c in range(int(low, 16), int(high or low, 16) + 1))
