"""A table of sites or leads as a workbook: lists to pick from, notes on the headings, and a sheet that says how to fill it in."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from matcher.exchange.tables_data import most
from matcher.model.text import Lang, Text
from matcher.model.vocabulary import Vocabulary
from matcher.reports.table_columns import SHEET, Column
from matcher.reports.tables_out import Table
from matcher.reports.xlsx import clean

A3 = 8
HEAD = 2
"""The row of the headings, from 0: above it stand the title and a word on how to fill in."""
FROZEN = 2
ROOM = 500
"""Rows under the last one in which there are lists to pick from."""
_TOP = Text(
    "每行一处（条）。标题格右上角有写法；有下拉的请从下拉里选；不知道的留空，不要估，也不要填 0。详见“填表说明”。",
    "One a row. The corner of each heading tells how to write it; pick from the lists; leave empty what is not known. See the second sheet.",
)
_GUIDE = Text("填表说明", "How to fill in")
_LISTS = Text("选项", "Words")
_RULES = (
    Text("1. 每行写一处或一条，不要合并单元格，不要改标题；不用的列可以留空或删去。", "1. One a row; no merged cells, no changed headings. Columns without use may stay empty or go."),
    Text("2. 数只写数字，单位在标题里。不确定时写范围：20..50、20..（至少）、..50（至多）。", "2. Figures without units, which stand in the headings. Ranges: 20..50, 20.. (at least), ..50 (at most)."),
    Text("3. 不知道的留空。0 是“确实为零”，不是“不知道”。", "3. Leave empty what is not known: 0 says that there is none."),
    Text("4. 有下拉的从下拉里选；可写几个的用“；”隔开。", "4. Pick from the lists; where several may stand, write `;` between."),
    Text("5. 经纬度用 WGS-84。“位置误差”是以这一点为中心、一定包含该地块的半径。", "5. Degrees are WGS-84. The accuracy is the radius within which the place surely lies."),
    Text("6. 只写值，不写公式；以 = + - @ 开头的文字按文字保存。", "6. Values only, no formulas; text that begins with = + - @ stays text."),
    Text("7. 发回的文件可直接导入；有错的格会标出来，说明怎么改。", "7. The file can be read back as it is; cells that are wrong come back marked, with the reason."),
)  # fmt: skip
_HEADS = (
    (Text("标题", "Heading"), 26), (Text("是什么", "What it is"), 26), (Text("单位", "Unit"), 14), (Text("怎么填", "How to fill it in"), 52),
    (Text("例子", "Example"), 24), (Text("可用的词", "Words"), 70),
)  # fmt: skip
_NOTE = Text("{what}。{how}", "{what}. {how}")
_UNIT = Text("单位：{u}", "Unit: {u}")
_EXAMPLE = Text("例：{e}", "Example: {e}")
_PICK = (Text("不在词表里", "Not in the list"), Text("请从下拉里选一个；不知道的留空。", "Pick from the list, or leave it empty."))
_MUST = ("name", "kind")


class _Formats:
    """How cells look."""

    def __init__(self, book: Any) -> None:
        box = {"border": 1, "border_color": "#b9b3a4", "valign": "top"}
        head = {**box, "bold": True, "text_wrap": True, "valign": "vcenter"}
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.help: Format = book.add_format({"font_color": "#5f5b52"})
        self.warn: Format = book.add_format({"font_color": "#9a3033", "bold": True})
        self.head: Format = book.add_format({**head, "bg_color": "#dfecec"})
        self.must: Format = book.add_format({**head, "bg_color": "#f6dcc0"})
        self.told: Format = book.add_format({**box, "text_wrap": True})
        self.text: Format = book.add_format({"num_format": "@", "valign": "top"})
        self.wrap: Format = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        self.figure: Format = book.add_format({"align": "right", "valign": "top"})


def table_workbook(table: Table, lang: Lang) -> bytes:
    """The bytes of an .xlsx. Every text is written as text: nothing in it can become a formula or a link."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = _Formats(book)
    sheet, guide, lists = (book.add_worksheet(t.say(lang)) for t in (SHEET[table.kind], _GUIDE, _LISTS))
    _fill(sheet, table, formats, lang)
    _let_pick(sheet, table, _lists(lists, table, lang), lang)
    _explain(guide, table, formats, lang)
    lists.hide()
    book.close()
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table, formats: _Formats, lang: Lang) -> None:
    sheet.write_string(0, 0, clean(table.title.say(lang)), formats.title)
    sheet.write_string(1, 0, _TOP.say(lang), formats.help)
    if notice := table.notice.say(lang):
        sheet.write_string(0, FROZEN + 2, notice, formats.warn)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width, formats.figure if column.is_figure else formats.text)
        sheet.write_string(HEAD, place, column.title, formats.must if column.field in _MUST else formats.head)
        sheet.write_comment(HEAD, place, _note(column, lang), {"x_scale": 2, "y_scale": 1.3, "font_size": 9})
    sheet.set_row(HEAD, 34)
    for line, row in enumerate(table.rows, HEAD + 1):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if isinstance(cell, float):
                sheet.write_number(line, place, cell, formats.figure)
            elif cell:
                look = formats.figure if column.is_figure else formats.wrap if "\n" in cell or len(cell) > column.width else formats.text
                sheet.write_string(line, place, clean(cell), look)
    last = HEAD + max(len(table.rows), 1)
    sheet.ignore_errors(
        {"number_stored_as_text": f"A{HEAD + 2}:{xlsxwriter.utility.xl_rowcol_to_cell(last + ROOM, len(table.columns) - 1)}"}
    )
    if table.rows:
        sheet.autofilter(HEAD, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(HEAD + 1, FROZEN)
    sheet.hide_gridlines(0)  # shown, and printed too: thousands of empty cells need no border of their own
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(0, FROZEN - 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_footer("&C&P / &N")


def _note(column: Column, lang: Lang) -> str:
    lines = [_NOTE.fill(what=column.what, how=column.how).say(lang)]
    if column.unit.zh:
        lines.append(_UNIT.fill(u=column.unit).say(lang))
    if column.example:
        lines.append(_EXAMPLE.fill(e=column.example).say(lang))
    return clean("\n".join(lines))


def _lists(sheet: Worksheet, table: Table, lang: Lang) -> dict[str, str]:
    """Vocabulary -> the cells that hold its words. They stand below the rows among which headings are looked for."""
    first = most("header_rows") + 1
    found: dict[str, str] = {}
    for column in table.columns:
        words = column.vocabulary
        if words is None or not words.words or words.name in found:
            continue
        place = len(found)
        for line, word in enumerate(words.words, first):
            sheet.write_string(line, place, clean(word.name.say(lang)))
        sheet.set_column(place, place, 22)
        ends = (xlsxwriter.utility.xl_rowcol_to_cell(r, place, row_abs=True, col_abs=True) for r in (first, first + len(words.words) - 1))
        found[words.name] = f"='{_LISTS.say(lang)}'!{':'.join(ends)}"
    return found


def _let_pick(sheet: Worksheet, table: Table, lists: dict[str, str], lang: Lang) -> None:
    """A list to pick from. Where several words may stand it only helps, and any text is let through to be read later."""
    last = HEAD + len(table.rows) + ROOM
    for place, column in enumerate(table.columns):
        if column.vocabulary is None or column.vocabulary.name not in lists:
            continue
        rule: dict[str, Any] = {"validate": "list", "source": lists[column.vocabulary.name]}
        if column.several:
            rule["show_error"] = False
        else:
            rule |= {"error_title": _PICK[0].say(lang), "error_message": _PICK[1].say(lang)}
        sheet.data_validation(HEAD + 1, place, last, place, rule)


def _explain(sheet: Worksheet, table: Table, formats: _Formats, lang: Lang) -> None:
    """What each column is. Its table begins below the rows among which headings are looked for, so that it is never read for one of records."""
    sheet.write_string(0, 0, clean(f"{table.title.say(lang)} · {_GUIDE.say(lang)}"), formats.title)
    for line, rule in enumerate(_RULES, 1):
        sheet.write_string(line, 0, rule.say(lang))
    head = most("header_rows") + 1
    for place, (title, width) in enumerate(_HEADS):
        sheet.set_column(place, place, width)
        sheet.write_string(head, place, title.say(lang), formats.head)
    for line, column in enumerate(table.columns, head + 1):
        words = _said(column.vocabulary, lang)
        parts = (column.title, column.what.say(lang), column.unit.say(lang), column.how.say(lang), column.example, words)
        for place, part in enumerate(parts):
            sheet.write_string(line, place, clean(part), formats.told)
    sheet.freeze_panes(head + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _said(vocabulary: Vocabulary | None, lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(w.name.say(lang) for w in vocabulary.words) if vocabulary else ""
