"""How a Word file of ours looks: fonts for both scripts, headings, colours, page numbers."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Doc
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from matcher.model.text import Lang

LATIN, CHINESE = "Arial", "Microsoft YaHei"
"""Fonts of the reader's computer: every Word and WPS has them or puts its own in their place."""
COLOURS = {"muted": "52636A", "cite": "6A4F22", "unknown": "52636A", "good": "1B6B45", "ask": "8A5300", "bad": "9A3033"}
TONES = {"plain": ("52636A", "EFECE3"), "good": ("1B6B45", "E0EFE5"), "ask": ("8A5300", "F8ECD3"), "bad": ("9A3033", "F5E4E0")}
"""Ink and ground."""
BRAND, INK = "0B5F6E", "14252B"
_STYLES = {
    "Normal": (10, INK, False, 0, 4), "Title": (19, INK, True, 0, 4), "Subtitle": (9, BRAND, True, 0, 2), "Heading 1": (13, BRAND, True, 14, 5),
    "Heading 2": (10.5, INK, True, 9, 3), "List Bullet": (10, INK, False, 0, 2), "Footer": (8, COLOURS["muted"], False, 0, 0),
}  # fmt: skip
"""Name -> size [pt], colour, bold, space before and after [pt]."""


def dress(doc: Doc, lang: Lang) -> None:
    """Gives the styles of a new file our fonts, sizes and colours."""
    for name, (size, colour, bold, before, after) in _STYLES.items():
        style = doc.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _fonts(style.element.get_or_add_rPr(), lang)
    doc.styles["Footer"].paragraph_format.tab_stops.clear_all()
    for name in ("Title", "Heading 1"):
        _rule_below(doc.styles[name].element.get_or_add_pPr(), BRAND if name == "Heading 1" else "")


def _fonts(properties: Any, lang: Lang) -> None:
    for old in (*properties.findall(qn("w:rFonts")), *properties.findall(qn("w:lang")), *properties.findall(qn("w:spacing"))):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), font)
    properties.insert(0, fonts)
    told = OxmlElement("w:lang")
    told.set(qn("w:val"), "en-US")
    told.set(qn("w:eastAsia"), "zh-CN" if lang == "zh" else "en-US")
    properties.append(told)


def _rule_below(properties: Any, colour: str) -> None:
    """A line beneath a heading, or none."""
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if not colour:
        return
    border, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "2"), ("color", colour)):
        below.set(qn(f"w:{key}"), value)
    border.append(below)
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def ruled(table: Any) -> None:
    """A thin line beneath each row, and no others."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9B3A4")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    table._tbl.tblPr.append(borders)


def shade(cell: Any, colour: str) -> None:
    """A ground behind a cell."""
    cell._tc.get_or_add_tcPr().append(_shading(colour))


def unknown(run: Any) -> None:
    """A dashed box around words that say something is not known."""
    properties = run._r.get_or_add_rPr()
    box = OxmlElement("w:bdr")
    for key, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "8D8878")):
        box.set(qn(f"w:{key}"), value)
    properties.append(box)
    properties.append(_shading("F4F1E8"))


def _shading(colour: str) -> Any:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{key}"), value)
    return shading


def footer(section: Any, text: str, width: float) -> None:
    """What a report is and the number of the page; `width` in mm."""
    paragraph = section.footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{text}\t")
    for number, between in (("PAGE", " / "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), number)
        field.append(OxmlElement("w:r"))
        paragraph._p.append(field)
        if between:
            paragraph.add_run(between)
