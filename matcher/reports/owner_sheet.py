"""The sheet that goes to a site's owner or a park's operator: what is missing, how to write it, and room for the answer with its source."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from matcher.catalog.cells import month_span
from matcher.exchange.owner_columns import COLUMNS, Key
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, LOCATION, Field
from matcher.model.text import Lang, Text, named, span
from matcher.model.vocabulary import Vocabulary
from matcher.office.work_list import of_sites
from matcher.office.work_records import WorkItem, WorkList
from matcher.reports.on_record import on_record
from matcher.reports.xlsx import clean

A4 = 9
_PLACE: dict[Key, int] = {column.key: place for place, column in enumerate(COLUMNS)}
_LAST = len(COLUMNS) - 1

_TITLE = Text("地块和载体数据核实表", "Facts to be confirmed about sites")
_HELP = (
    Text("请填黄色各列：答案、信息来源、日期。不知道的留空，不要估。", "Fill in the yellow columns: answer, source and date. Leave empty what you do not know; please do not guess."),
    Text("答案的写法见“怎么写”一列；有下拉的请从下拉里选。只写值，不写公式。", "How to write an answer stands beside it; where there is a list, pick from it. Write values, no formulas."),
    Text("填好后把整个文件发回，编号、字段代号和表头请保持原样。", "Send the whole file back, with the ids and the headings as they are."),
)  # fmt: skip
_NOTHING = Text("没有需要核实的内容。", "There is nothing to be confirmed.")
_OTHERS = Text("其他地块", "Other sites")
_AND_OTHERS = Text("{a} 等", "{a} and others")
_WORDS = Text("词表", "Words")
_UNKNOWN = Text("未掌握", "not known")
_TAKEN_BY = Text("如果已占用或已承诺，由谁？", "If it is taken or committed: by whom?")
_HOW = {
    "number": Text("填一个数；不确定时写范围，如 5..8。可能的范围 {span}。", "One figure, or a range such as 5..8. It can lie within {span}."),
    "month": Text("年-月，如 2027-06；不确定时写 2027-06..2027-09。", "Year and month, such as 2027-06, or 2027-06..2027-09."),
    "one": Text("从下拉里选一个：{list}。", "Pick one from the list: {list}."),
    "closed": Text("写出全部，用“；”隔开，确知都没有写 -。可用：{list}。", "Name all, with `;` between; - where there surely is none. Words: {list}."),
    "open": Text("有的写词，没有的前面加“无”，用“；”隔开。请核实：{list}。", "Name what it has, `-` before what it has not, with `;` between. Please say of: {list}."),
    "text": Text("写单位名称；没有占用就留空。", "The name; leave empty where nobody holds it."),
    "location": Text("纬度,经度,误差米，如 22.66,113.13,50（WGS-84）。", "Latitude,longitude,accuracy in metres, such as 22.66,113.13,50 (WGS-84)."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Formats:
    """How the cells of a sheet look."""

    title: Format
    text: Format
    head: Format
    told: Format
    grey: Format
    answer: Format
    day: Format


@dataclass(frozen=True, slots=True)
class _Line:
    site: str
    name: str
    question: str
    fact: str
    words: tuple[str, ...]


def owner_sheet(catalog: Catalog, work: WorkList, lang: Lang, sites: Sequence[str] | None = None) -> bytes:
    """The bytes of an .xlsx with the open questions about these sites, or about all: one worksheet a park, the most settling site first.

    Every text is written as text. What is to be filled in is unlocked; nothing else on the sheet can be changed by accident.
    """
    chosen = work if sites is None else of_sites(work, sites)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = _formats(book)
    groups = _groups(catalog, chosen.items, lang) or {_OTHERS.say(lang): []}
    lists = _Lists(catalog, lang)
    for number, (name, items) in enumerate(groups.items(), 1):
        sheet = book.add_worksheet(_sheet_name(number, name))
        _fill(sheet, catalog, work, _lines(items, lang), formats, lists, lang)
    lists.write(book.add_worksheet(_WORDS.say(lang)))
    book.close()
    return out.getvalue()


def _formats(book: Any) -> _Formats:
    wrap = {"text_wrap": True, "valign": "top", "font_size": 10}
    box = {**wrap, "border": 1, "border_color": "#b9b3a4"}
    given = {**box, "bg_color": "#fff6d6", "locked": False}
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 14}),
        text=book.add_format(wrap),
        head=book.add_format({**box, "bold": True, "bg_color": "#dfecec"}),
        told=book.add_format(box),
        grey=book.add_format({**box, "font_color": "#8a8a8a", "font_size": 8}),
        answer=book.add_format({**given, "num_format": "@"}),
        day=book.add_format({**given, "num_format": "yyyy-mm-dd", "align": "left"}),
    )


def _groups(catalog: Catalog, items: Sequence[WorkItem], lang: Lang) -> dict[str, list[WorkItem]]:
    """Name of a park -> its items, site by site. Parks and sites stand in the order of their most settling item."""
    parks: dict[str, dict[str, list[WorkItem]]] = {}
    for item in items:
        park = catalog.by_id[item.site_id].text("park")
        parks.setdefault(park, {}).setdefault(item.site_id, []).append(item)
    found: dict[str, list[WorkItem]] = {}
    for park, sites in parks.items():
        titles = [catalog.site_title(s).say(lang) for s in sites]
        name = _park_name(titles, lang) if park else _OTHERS.say(lang)
        found.setdefault(name, []).extend(i for of_site in sites.values() for i in of_site)
    return found


def _park_name(titles: list[str], lang: Lang) -> str:
    """What a park's sites are called alike; where that is nothing, the first and that there are others."""
    alike = (letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*titles, strict=False)))
    shared = "".join(alike).strip(" ,，·-")
    return shared if len(shared) > 1 else _AND_OTHERS.say(lang).format(a=titles[0])


def _sheet_name(number: int, name: str) -> str:
    """A name that a workbook takes, unlike that of any other worksheet since it begins with its number."""
    plain = "".join(c for c in clean(name) if c.isalnum() or c in " _-（）")
    return f"{number} {plain}"[:31].strip()


def _lines(items: Sequence[WorkItem], lang: Lang) -> list[_Line]:
    lines = []
    for item in items:
        lines.append(_Line(item.site_id, item.title.say(lang), item.question.say(lang), item.field, item.words))
        if item.field == "status":
            lines.append(_Line(item.site_id, item.title.say(lang), _TAKEN_BY.say(lang), "taken_by", ()))
    return lines


class _Lists:
    """The closed lists that cells let one pick from, each a column of a worksheet of its own."""

    def __init__(self, catalog: Catalog, lang: Lang) -> None:
        self.catalog, self.lang = catalog, lang
        self.columns: dict[str, int] = {}

    def labels(self, vocabulary: Vocabulary) -> list[str]:
        return [w.name.say(self.lang) for w in vocabulary.words]

    def source(self, vocabulary: Vocabulary) -> str:
        """The cells that hold a list."""
        column = self.columns.setdefault(vocabulary.name, len(self.columns))
        letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        return f"='{_WORDS.say(self.lang)}'!{letter}$1:{letter}${max(len(vocabulary.words), 1)}"

    def write(self, sheet: Worksheet) -> None:
        for name, column in self.columns.items():
            for row, label in enumerate(self.labels(self.catalog.vocabularies[name])):
                sheet.write_string(row, column, clean(label))
            sheet.set_column(column, column, 22)
        sheet.protect()


def _fill(sheet: Worksheet, catalog: Catalog, work: WorkList, lines: list[_Line], formats: _Formats, lists: _Lists, lang: Lang) -> None:
    top = [f"{work.town.say(lang)} · {_TITLE.say(lang)} · {work.on}", *(t.say(lang) for t in _HELP)]
    if notice := work.notice.say(lang):
        top.insert(1, notice)
    if not lines:
        top.append(_NOTHING.say(lang))
    for row, text in enumerate(top):
        sheet.write_string(row, 0, clean(text), formats.title if row == 0 else None)
    head = len(top)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(head, place, column.title.say(lang), formats.head)
        sheet.set_column(place, place, column.width)
    for row, line in enumerate(lines, head + 1):
        told = _told(catalog, line, lang)
        for place, column in enumerate(COLUMNS):
            if column.open:
                sheet.write_blank(row, place, None, formats.day if column.key == "day" else formats.answer)
            else:
                sheet.write_string(row, place, clean(told[column.key]), formats.grey if column.key == "field" else formats.told)
        _let_pick(sheet, catalog, row, line.fact, lists)
    sheet.freeze_panes(head + 1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A{head + 2}:K{head + 2 + len(lines)}"})
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _told(catalog: Catalog, line: _Line, lang: Lang) -> dict[Key, str]:
    """What stands in the columns that are not to be filled in."""
    site = catalog.by_id[line.site]
    now = on_record(catalog, site, line.fact)
    proof = catalog.evidence.get((line.site, line.fact))
    return {
        "site": line.site,
        "name": line.name,
        "question": line.question,
        "field": line.fact,
        "unit": "" if line.fact == LOCATION else BY_NAME[line.fact].unit.name.say(lang),
        "how": _how(catalog, line).say(lang),
        "now": f"{now.say(lang)} ({proof.as_of})" if now.zh and proof and proof.as_of else now.say(lang) or _UNKNOWN.say(lang),
    }


def _how(catalog: Catalog, line: _Line) -> Text:
    if line.fact == LOCATION:
        return _HOW["location"]
    field = BY_NAME[line.fact]
    if field.type == "number":
        possible = catalog.possible(field.name)
        return _HOW["number"].fill(span=span(possible.low, possible.high))
    if field.type == "month":
        return _HOW["month"] + Text(f"（{month_span(catalog.possible(field.name))}）", f" ({month_span(catalog.possible(field.name))})")
    if field.type == "text":
        return _HOW["text"]
    vocabulary = catalog.vocabularies[field.vocabulary]
    words = [vocabulary.label(t) for t in line.words] if line.words else [w.name for w in vocabulary.words]
    told = named("；".join(w.zh for w in words), "; ".join(w.en for w in words))
    return _HOW[field.type].fill(list=told)


def _let_pick(sheet: Worksheet, catalog: Catalog, row: int, fact: str, lists: _Lists) -> None:
    """A list to pick from. Where several words may stand, the list only helps, and any text is let through to be read later."""
    field: Field | None = BY_NAME.get(fact)
    if field is None or not field.vocabulary:
        return
    rule: dict[str, Any] = {"validate": "list", "source": lists.source(catalog.vocabularies[field.vocabulary])}
    if field.type != "one":
        rule["show_error"] = False
    sheet.data_validation(row, _PLACE["answer"], row, _PLACE["answer"], rule)
