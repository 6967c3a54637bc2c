"""The fonts that travel with the project are those that were listed, and a report takes letters from elsewhere only when it must."""

from __future__ import annotations

import hashlib
import re

import pytest

from matcher.reports.blocks import Drawing, Heading, Paper, Para, Span, line
from matcher.reports.paper_docx import paper_docx
from matcher.reports.paper_pdf import paper_pdf
from matcher.reports.typeset import FONTS, pngs
from tests.reports.papers import docx_text, pdf_text

LISTED = dict(re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", (FONTS / "README.md").read_text("utf-8"), re.MULTILINE))


def paper(text: str) -> Paper:
    return Paper(
        kind=Span("报告"), title=Span(text), lines=(Span("荷塘镇 · 日"),), warning=Span(""),
        blocks=(Heading(Span(text)), Para(line(Span(text, "unknown"), text))), foot=Span("尾"), lang="zh", day="2026-11-23",
    )  # fmt: skip


def test_every_font_is_the_one_that_was_listed_with_its_licence_beside_it() -> None:
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in FONTS.glob("*.otf")} == LISTED
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")


def test_they_stay_small_enough_to_travel() -> None:
    assert sum(p.stat().st_size for p in FONTS.iterdir()) < 6.5e6


@pytest.mark.parametrize("text", ["荷塘镇木棉围地块（㎡，≥ 20 亩）", "镕喆堃㙟", "Größe ≠ naïve – 1\u202f000 → ✓ △"])
def test_what_the_fonts_cover_comes_back_from_a_pdf_that_carries_them(text: str) -> None:
    data = paper_pdf(paper(text))
    assert pdf_text(data).count("".join(text.split())) >= 3
    assert paper_pdf(paper(text)) == data


@pytest.mark.parametrize("text", ["𠮷", "\U0001f600", "\U0010fffd", "ﷺ", "\U00030000"])
def test_a_character_that_no_font_of_ours_has_breaks_nothing(text: str) -> None:
    assert paper_pdf(paper(f"前{text}后")).startswith(b"%PDF-")
    assert text in docx_text(paper_docx(paper(f"前{text}后")))


def test_a_drawing_becomes_a_picture_of_its_size() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#000"/></svg>'
    one, two = pngs([Drawing(svg, 30, 10, "a"), Drawing(svg, 60, 20, "b")])
    assert one.startswith(b"\x89PNG")
    assert [int.from_bytes(p[16:20], "big") / int.from_bytes(p[20:24], "big") for p in (one, two)] == [pytest.approx(3, abs=0.1)] * 2
    assert int.from_bytes(two[16:20], "big") == pytest.approx(2 * int.from_bytes(one[16:20], "big"), abs=2)
