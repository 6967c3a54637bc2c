"""A table that was read, to go back to whoever wrote it: every faulty cell marked, the reason as its note, and all that was found on a second sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from matcher.catalog.issues import Issue, Severity
from matcher.exchange.imported import Imported
from matcher.model.text import Lang, Text
from matcher.reports.xlsx import clean

_TABLE, _LOG = Text("表格", "Table"), Text("问题", "Findings")
_HEADS = (
    Text("程度", "Severity"), Text("行", "Line"), Text("记录", "Record"), Text("列", "Column"), Text("值", "Value"), Text("问题", "What is wrong"),
    Text("怎么改", "How to mend it"), Text("谁来改", "Who"),
)  # fmt: skip
_WIDTHS = (8, 7, 24, 20, 24, 44, 44, 14)
SEVERITY: dict[Severity, Text] = {
    "error": Text("有误", "error"),
    "ask": Text("请核实", "to ask"),
    "warning": Text("提醒", "warning"),
    "info": Text("说明", "remark"),
}
_COLOURS: dict[Severity, str] = {"error": "#f4c7c3", "ask": "#fde7b3", "warning": "#fff6d6"}
_MAX_NOTE = 1000
_MAX_NOTES = 20_000


def marked_workbook(found: Imported, lang: Lang) -> bytes:
    """The bytes of an .xlsx. Rows stand in the lines of the file they came from, as far as that had lines; every text is written as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = {severity: book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top"}) for severity, colour in _COLOURS.items()}
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    sheet = book.add_worksheet(_TABLE.say(lang))
    marks = _marks(found)
    for index, (line, cells) in enumerate(found.table.rows()):
        here = marks.get(line, {})
        for place in range(max(len(cells), max(here, default=-1) + 1)):
            text = clean(cells[place]) if place < len(cells) else ""
            issues = here.get(place)
            if issues:
                sheet.write_string(index, place, text, formats[_worst(issues)])
                sheet.write_comment(index, place, _note(issues, lang), {"x_scale": 2.2, "y_scale": 1.4})
            elif text:
                sheet.write_string(index, place, text)
    sheet.set_column(0, max(map(len, found.table.cells), default=1), 16)
    log = book.add_worksheet(_LOG.say(lang))
    for place, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        log.write_string(0, place, title.say(lang), head)
        log.set_column(place, place, width)
    for number, issue in enumerate(found.issues, 1):
        for place, text in enumerate(_row(issue, lang)):
            log.write_string(number, place, clean(text), formats.get(issue.severity, wrap) if place == 0 else wrap)
    log.freeze_panes(1, 0)
    log.set_landscape()
    log.fit_to_pages(1, 0)
    if found.issues:
        log.activate()
    book.close()
    return out.getvalue()


def _marks(found: Imported) -> dict[int, dict[int, list[Issue]]]:
    """Line -> column -> what is wrong with the cell; a fault without a column of its own stands at the row's first."""
    places: dict[str, int] = {}
    for place, title in sorted(found.table.titles.items()):
        places.setdefault(title[:100], place)
    marks: dict[int, dict[int, list[Issue]]] = {}
    told = 0
    for issue in found.issues:
        if issue.severity in _COLOURS and issue.line and told < _MAX_NOTES:
            told += 1
            place = places.get(issue.field, min(places.values(), default=0))
            marks.setdefault(issue.line, {}).setdefault(place, []).append(issue)
    return marks


def _worst(issues: Sequence[Issue]) -> Severity:
    return next(s for s in _COLOURS if any(i.severity == s for i in issues))


def _note(issues: Sequence[Issue], lang: Lang) -> str:
    return clean("\n".join(f"{SEVERITY[i.severity].say(lang)}：{i.message.say(lang)} {i.mend.say(lang)}" for i in issues))[:_MAX_NOTE]


def _row(issue: Issue, lang: Lang) -> tuple[str, ...]:
    return (
        SEVERITY[issue.severity].say(lang), str(issue.line or ""), issue.record, issue.field, issue.value, issue.message.say(lang),
        issue.mend.say(lang), issue.fix_by.say(lang),
    )  # fmt: skip
