"""A report as a Word file. Every text goes into a run as it is: no field, no link, no picture from elsewhere comes from data."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from matcher.reports.blocks import (
    Block,
    Boxed,
    Drawing,
    Heading,
    Paper,
    Para,
    Part,
    Parts,
    Points,
    Space,
    Span,
    Table,
    Together,
    drawings,
)
from matcher.reports.typeset import pngs
from matcher.reports.word_styles import COLOURS, TONES, dress, footer, ruled, shade, unknown

Pictures = Iterator[bytes]
A4 = (210, 297)
EDGE = 18
"""mm"""
WORD = 30.0
"""mm that the large word of a frame takes."""
SMALL, IN_TABLE, IN_HEAD = 8.5, 9, 8
"""pt"""


def paper_docx(paper: Paper) -> bytes:
    """The bytes of the file. Its drawings are those of the PDF, as pictures."""
    doc = Document()
    dress(doc, paper.lang)
    _page(doc, paper)
    pictures = iter(pngs(list(drawings(paper))))
    _head(doc, paper)
    for block in paper.blocks:
        _block(doc, block, pictures)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _page(doc: Doc, paper: Paper) -> None:
    section = doc.sections[0]
    wide, tall = A4[::-1] if paper.wide else A4
    section.orientation = WD_ORIENT.LANDSCAPE if paper.wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(tall)
    section.left_margin = section.right_margin = section.top_margin = Mm(EDGE)
    section.bottom_margin = Mm(20)
    footer(section, paper.foot.text, wide - 2 * EDGE)
    made = datetime.fromisoformat(paper.day).replace(tzinfo=UTC)
    core = doc.core_properties
    core.title, core.author, core.comments = f"{paper.kind.text} · {paper.title.text}"[:250], paper.lines[0].text.partition(" · ")[0], ""
    core.created = core.modified = made
    core.last_modified_by, core.language = core.author, "zh-CN" if paper.lang == "zh" else "en"


def _head(doc: Doc, paper: Paper) -> None:
    kind = doc.add_paragraph(style="Subtitle")
    kind.add_run(paper.kind.text)
    doc.add_paragraph(style="Title").add_run(paper.title.text)
    for span in paper.lines:
        _run(doc.add_paragraph(), Span(span.text, "muted"), SMALL)
    if paper.warning.text:
        _run(doc.add_paragraph(), Span(paper.warning.text, "bad"))


def _block(doc: Doc, block: Block, pictures: Pictures, *, stay: bool = False) -> None:
    """`stay`: on the page of what follows."""
    match block:
        case Heading(text=span, level=level):
            doc.add_paragraph(style=f"Heading {level}").add_run(span.text)
        case Para(parts=parts, small=small):
            _stay(_small(doc.add_paragraph(), parts, pictures) if small else _fill(doc.add_paragraph(), parts, pictures), stay)
        case Points(items=items, bare=bare):
            for parts in items:
                _stay(_fill(doc.add_paragraph(style="Normal" if bare else "List Bullet"), parts, pictures), stay)
        case Boxed():
            _boxed(doc, block, pictures)
        case Table():
            _table(doc, block, pictures)
        case Drawing():
            _fill(doc.add_paragraph(), (block,), pictures)
        case Space(height=height):
            doc.add_paragraph().paragraph_format.space_before = Mm(height)
        case Together(blocks=blocks):
            for n, inner in enumerate(blocks, 1):
                _block(doc, inner, pictures, stay=n < len(blocks))


def _stay(paragraph: Paragraph, stay: bool) -> None:
    paragraph.paragraph_format.keep_with_next = True if stay else None


def _boxed(doc: Doc, block: Boxed, pictures: Pictures) -> None:
    ink, ground = TONES[block.tone]
    table = doc.add_table(rows=1, cols=2)
    section = doc.sections[0]
    inner = (section.page_width or 0) - 2 * Mm(EDGE)
    _widths(table, (WORD, inner / Mm(1) - WORD))
    left, right = table.rows[0].cells
    for each in (left, right):
        shade(each, ground)
    _fill(left.paragraphs[0], (Span(block.word.text),), pictures)
    run = left.paragraphs[0].runs[0]
    run.bold, run.font.size, run.font.color.rgb = True, Pt(16), RGBColor.from_string(ink)
    _lines(right, block.lines, pictures)
    doc.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(doc: Doc, block: Table, pictures: Pictures) -> None:
    rows = ([tuple(((head,),) for head in block.heads)] if block.heads else []) + list(block.rows)
    table = doc.add_table(rows=0, cols=len(block.widths))
    ruled(table)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for number, row in enumerate(rows):
        made = table.add_row()
        _mark(made, "w:cantSplit")
        if block.heads and number == 0:
            _mark(made, "w:tblHeader")
        for cell, lines in zip(made.cells, row, strict=True):
            is_head = bool(block.heads) and number == 0
            _lines(cell, lines, pictures, size=IN_HEAD if is_head else IN_TABLE)
            if is_head:
                shade(cell, "EFECE3")
                for run in cell.paragraphs[0].runs:
                    run.bold = True
    _widths(table, block.widths)
    doc.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _lines(cell: Any, lines: Sequence[Parts], pictures: Pictures, size: float | None = None) -> None:
    for number, parts in enumerate(lines or ((),)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
        _fill(paragraph, parts, pictures, size)


def _small(paragraph: Paragraph, parts: Parts, pictures: Pictures) -> Paragraph:
    return _fill(paragraph, parts, pictures, SMALL)


def _fill(paragraph: Paragraph, parts: Sequence[Part], pictures: Pictures, size: float | None = None) -> Paragraph:
    for part in parts:
        if isinstance(part, Drawing):
            _draw(paragraph, part, next(pictures))
        else:
            _run(paragraph, part, size)
    return paragraph


def _run(paragraph: Paragraph, span: Span, size: float | None = None) -> None:
    run = paragraph.add_run(span.text)
    if size:
        run.font.size = Pt(size)
    if span.look in ("strong", "score", "good", "ask", "bad"):
        run.bold = True
    if span.look in COLOURS:
        run.font.color.rgb = RGBColor.from_string(COLOURS[span.look])
    if span.look == "unknown":
        unknown(run)


def _draw(paragraph: Paragraph, drawing: Drawing, png: bytes) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(drawing.width), height=Mm(drawing.height))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    shape._inline.find(qn("wp:docPr")).set("descr", drawing.told)
