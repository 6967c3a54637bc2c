"""The records of a sheet: merged cells filled, and everything that is no record (titles, totals, notes, repeated headings) set aside with the reason."""

from __future__ import annotations

import re
from datetime import date

from matcher.catalog.cells import Unreadable
from matcher.exchange.cells_in import RawCell, shown
from matcher.exchange.crs import said_crs
from matcher.exchange.date_cells import read_day
from matcher.exchange.header import ANCHORS, Header
from matcher.exchange.headings import is_number_heading
from matcher.exchange.records_in import Raw, Records
from matcher.exchange.sheets import Sheet
from matcher.exchange.table_units import with_table_units
from matcher.exchange.tables_data import Kind, affixes, folded, most

BLANK, TITLE, TOTAL, NOTE, REPEATED, NUMBERS, SAMPLE = "blank", "title", "total", "note", "repeated", "numbers", "sample"
_DAY_ABOVE = re.compile(
    r"(?:(?:填报|统计|更新|填表|制表|登记|填写|数据)(?:时间|日期)|截至|截止|时点|日期)[日期时间到]*\s*[:：]?\s*(\d{4}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2}\s*日?|\s*月底?)?)"
)
_AFTER_TOTAL = r"(?:[:：(（\d].*)?"
_LETTERS = "甲乙丙丁戊己庚辛壬癸"
_FEW = 4
"""A note may spread over so many cells (制表人：… 审核：…)."""
_SAMPLES = frozenset(("示例", "例", "样例", "例如", "填写示例", "example"))
_LONG = 30
"""Characters in the only cell of a row beyond which it is a sentence and no name."""


def read_records(sheet: Sheet, header: Header, kind: Kind, extra: str) -> Records:
    """extra: what else may tell of the coordinates, such as the sheet's name and the lines above the headings."""
    filled = _filled_down(sheet, header)
    titled = frozenset(c.place for c in header.columns)
    width = max(titled) + 1
    anchors = {c.place for c in header.columns if c.target and c.target.field in ANCHORS[kind]}
    numbers = {c.place for c in header.columns if is_number_heading(c.title)}
    above = [shown(c) for row in sheet.rows[: header.first] for c in row if c != ""]
    told = said_crs(extra, *above, *(c.title for c in header.columns))
    found = Records(with_table_units(header.columns, above), [], told, sheet.line(header.last), sheet=sheet.name)
    found.as_of = _day_told(above)
    found.header_lines = tuple(sheet.line(i) for i in range(header.first, header.last + 1))
    titles = {c.place: folded(c.title.rsplit(" / ", 1)[-1]) for c in header.columns}
    for index in range(header.first):
        if any(c != "" for c in sheet.rows[index]):
            found.skipped.append((sheet.line(index), TITLE, _said(sheet.rows[index])))
    last = max((i for i, row in enumerate(sheet.rows) if any(c != "" for c in row)), default=-1)
    trims = _trims(sheet, header)
    for index in range(header.last + 1, last + 1):
        row = sheet.rows[index]
        why = _no_record(row, titles, anchors, numbers, index == header.last + 1)
        if why:
            found.skipped.append((sheet.line(index), why, _said(row)))
            continue
        merged = {p: c for p, c in filled.get(index, {}).items() if p in titled and (p >= len(row) or row[p] == "")}
        for place, cell in enumerate(row):
            if cell != "" and place not in titled and (place < width or not sheet.ragged):
                found.untitled[place] = found.untitled.get(place, 0) + 1
        short = 0
        if sheet.ragged:
            beyond = sum(1 for c in row[width:] if c != "")
            short = -beyond if beyond else 0 if trims else max(0, _declared(sheet, header) - len(row))
        found.records.append(Raw(sheet.line(index), row, merged, short=short))
    return found


def _day_told(above: list[str]) -> str:
    """填报时间：2026.10.15, 截至2026年10月底 above a table: the day of its records, where they say none."""
    days = []
    for said in (match for text in above for match in _DAY_ABOVE.findall(text)):
        try:
            days.append(read_day(said.strip(), date.max))
        except (Unreadable, OverflowError, ValueError):
            continue
    return max(filter(None, days), default="")


def _declared(sheet: Sheet, header: Header) -> int:
    """How many cells the heading's own row has."""
    return len(sheet.rows[header.last])


def _trims(sheet: Sheet, header: Header) -> bool:
    """Whether whatever wrote the file leaves out empty cells at the ends of rows: then a short row says nothing amiss."""
    full = [row for row in sheet.rows[header.last + 1 :] if len(row) >= _declared(sheet, header)]
    return all(row[-1] != "" for row in full) and len(full) * 2 < len(sheet.rows) - header.last - 1


def _filled_down(sheet: Sheet, header: Header) -> dict[int, dict[int, RawCell]]:
    """Row -> column -> what a merged cell above it says. Cells merged across a row say nothing of the columns they cover."""
    found: dict[int, dict[int, RawCell]] = {}
    left_over = most("max_merged_cells")
    for top, left, bottom, _ in sheet.merged:
        if top <= header.last or top >= len(sheet.rows) or left >= len(sheet.rows[top]) or sheet.rows[top][left] == "":
            continue
        for index in range(top + 1, min(bottom + 1, len(sheet.rows))):
            found.setdefault(index, {})[left] = sheet.rows[top][left]
            left_over -= 1
            if left_over <= 0:
                return found
    return found


def _no_record(row: list[RawCell], titles: dict[int, str], anchors: set[int], numbers: set[int], first: bool) -> str:
    """Why a row is none, '' where it is one."""
    filled = [(p, c) for p, c in enumerate(row) if c != ""]
    if not filled:
        return BLANK
    words = affixes()
    place, cell = filled[0]
    text = folded(cell) if isinstance(cell, str) else ""
    first_cells = [c for _, c in filled[:2]] + [row[a] for a in sorted(anchors) if a < len(row)]
    told = [folded(c) for c in first_cells if isinstance(c, str) and c]
    if any(_is_total(t, words.total) for t in told):
        return TOTAL
    same = sum(1 for p, c in filled if isinstance(c, str) and titles.get(p) == folded(c))
    if same * 2 > len(filled) and same > 1:
        return REPEATED
    if text in _SAMPLES:
        return SAMPLE
    if first and _are_numbers([c for _, c in filled]):
        return NUMBERS
    alone = len(filled) == 1
    note = isinstance(cell, str) and cell.strip().startswith(words.note)
    if alone and (note or len(text) > _LONG or place not in anchors):
        return NOTE if note or len(text) > _LONG else TITLE
    if note and len(filled) <= _FEW and isinstance(cell, str) and (":" in text[:12] or place in numbers):
        return NOTE
    if all(p in numbers for p, _ in filled):
        return BLANK  # only the row's own number
    return ""


def _is_total(text: str, totals: frozenset[str]) -> bool:
    return any(text.startswith(t) and re.fullmatch(_AFTER_TOTAL, text[len(t) :]) for t in totals)


def _are_numbers(cells: list[RawCell]) -> bool:
    """1 2 3 4, (1) (2) (3), 甲 乙 1 2: the numbers of the columns under the headings."""
    marks = [folded(shown(c)).strip("()[]") for c in cells]
    plain = [m for m in marks if m not in _LETTERS]
    return (
        len(marks) > 2
        and all(m.isdigit() for m in plain)
        and [int(m) for m in plain] == list(range(int(plain[0]) if plain else 0, (int(plain[0]) if plain else 0) + len(plain)))
    )


def _said(row: list[RawCell]) -> str:
    return " ".join(shown(c) for c in row if c != "")[:120]
