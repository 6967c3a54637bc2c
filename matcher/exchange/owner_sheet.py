"""Reading a sheet that a site's owner has filled in: every row is checked like any answer, and unless all are right none is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from openpyxl.workbook.workbook import Workbook

from matcher.catalog.answering import ANSWERABLE, new_answer
from matcher.catalog.cells import Unreadable
from matcher.catalog.issues import ASKER, Issue, Refused, errors
from matcher.catalog.together import laid_together
from matcher.exchange.owner_columns import COLUMNS, NEEDED, Key, key_of
from matcher.exchange.sheet_cells import answer_text, day_text, plain
from matcher.exchange.workbook import broken, opened, refused
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.text import Text

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 3000, 40, 100
HEADER_ROWS = 30
"""Rows among which the headings are looked for."""
Cells = dict[Key, tuple[Any, str]]
"""Column -> (value, what the workbook says it is)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of questions: where it stands, and what was written into it."""

    sheet: str
    line: int
    cells: Cells
    titles: dict[Key, str]
    """Column -> its heading as it stands in the sheet."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that is right in itself, where it stands, and the remark beside it, which is not kept."""

    sheet: str
    line: int
    answer: Answer
    remark: str


@dataclass(frozen=True)
class Reading:
    """What a sheet says: `given` are the rows that are right, in the order in which they can be taken."""

    given: tuple[Given, ...]
    issues: tuple[Issue, ...]
    empty: int
    rejected: int

    @property
    def accepted(self) -> int:
        return len(self.given)

    @property
    def rows(self) -> int:
        return self.accepted + self.empty + self.rejected

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What may be taken: all, or nothing where anything is wrong."""
        return () if errors(list(self.issues)) else tuple(g.answer for g in self.given)


def read_owner_sheet(catalog: Catalog, raw: bytes, file: str, today: date) -> Reading:
    """The answers in a workbook, tried on the catalog. A file that cannot be read at all is told as the only issue."""
    issues: list[Issue] = []
    try:
        book = opened(raw, file)
        rows = _rows(book, file, issues)
    except Refused as refusal:
        return Reading((), tuple(refusal.issues), 0, 0)
    given: list[Given] = []
    empty, rejected = 0, 0
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if not _written(row, "answer"):
            empty += 1
            continue
        found = _given(row, file, book.epoch, today, seen)
        if isinstance(found, Given):
            given.append(found)
        else:
            issues += found
            rejected += 1
    _, order, faults = laid_together(catalog, [g.answer for g in given], today)
    for index, reasons in sorted(faults.items()):
        row = seen[given[index].answer.site, given[index].answer.field]
        issues += [_placed(i, row, file, "answer") for i in reasons]
    return Reading(tuple(given[i] for i in order), tuple(issues), empty, rejected + len(faults))


def _rows(book: Workbook, file: str, issues: list[Issue]) -> list[Row]:
    """Every row of questions on every worksheet that has the headings."""
    found: list[Row] = []
    headed = 0
    try:
        for sheet in book.worksheets[:MAX_SHEETS]:
            titles: dict[Key, str] = {}
            at: dict[Key, int] = {}
            for line, cells in enumerate(sheet.iter_rows(1, MAX_ROWS, 1, MAX_COLUMNS), 1):
                if not at:
                    at, titles = _headings(cells) if line <= HEADER_ROWS else ({}, {})
                    headed += bool(at)
                    if not at and line > HEADER_ROWS:
                        break
                    continue
                row = Row(sheet.title, line, {k: _cell(cells, i) for k, i in at.items()}, titles)
                if any(_written(row, key) for key in ("site", "field", "answer")):
                    found.append(row)
            if at and (sheet.max_row or 0) > MAX_ROWS:
                issues.append(
                    _left(f"{file} [{sheet.title}]", Text(f"第 {MAX_ROWS} 行以后的内容没有读。", f"is not read beyond line {MAX_ROWS}."))
                )
        if len(book.worksheets) > MAX_SHEETS:
            issues.append(_left(file, Text(f"只读前 {MAX_SHEETS} 张工作表。", f"is read up to its worksheet {MAX_SHEETS}.")))
    except Exception as fault:  # a spoilt part shows only when its rows are read, and may raise anything
        raise broken(file) from fault
    if not headed:
        titles_needed = [c.title for c in COLUMNS if c.key in NEEDED]
        names = Text("、".join(t.zh for t in titles_needed), ", ".join(t.en for t in titles_needed))
        raise refused(
            file,
            Text("没有找到表头：{n}。", "has no line with the headings {n}.").fill(n=names),
            Text(
                "请使用本系统导出的表格填写，不要改动表头。", "Use the sheet that this program wrote, and leave its headings as they are."
            ),
        )
    return found


def _left(file: str, message: Text) -> Issue:
    """A part of a workbook that was not looked at."""
    return Issue("warning", file, "", 0, "", "", message, Text("请把答案写在原来的行里。", "Keep answers in their own lines."), ASKER)


def _headings(cells: tuple[Any, ...]) -> tuple[dict[Key, int], dict[Key, str]]:
    """Column -> its place and its heading, where a row names all that are needed; of two alike the first counts."""
    at: dict[Key, int] = {}
    titles: dict[Key, str] = {}
    for place, cell in enumerate(cells):
        key = key_of(cell.value) if isinstance(cell.value, str) else None
        if key is not None and key not in at:
            at[key], titles[key] = place, " ".join(cell.value.split())
    return (at, titles) if all(key in at for key in NEEDED) else ({}, {})


def _cell(cells: tuple[Any, ...], place: int) -> tuple[Any, str]:
    """Value and kind of a cell; a row may end before it."""
    return (cells[place].value, cells[place].data_type) if place < len(cells) else (None, "n")


def _written(row: Row, key: Key) -> bool:
    value, _ = row.cells[key]
    return value is not None and str(value).strip() != ""


def _given(row: Row, file: str, epoch: datetime, today: date, seen: dict[tuple[str, str], Row]) -> Given | list[Issue]:
    """The answer that stands in a row, or everything that is wrong with the row."""
    issues: list[Issue] = []

    def read(key: Key) -> str:
        if key not in row.cells:
            return ""
        value, kind = row.cells[key]
        try:
            if key == "answer":
                return answer_text(field, value, kind, epoch) if field in ANSWERABLE else plain(value, kind)
            return day_text(value, kind, epoch) if key == "day" else plain(value, kind)
        except Unreadable as fault:
            issues.append(_issue(row, file, key, fault.message, fault.mend))
            return ""

    def wrong(key: Key, message: Text, mend: Text) -> None:
        issues.append(_issue(row, file, key, message, mend))

    site, field = read("site"), read("field")
    if not site and _cannot_be_told(row, "site", issues):
        wrong("site", Text("没有编号，不知道答的是哪一处。", "is empty, so nobody can tell which site is meant."), _KEEP)
    if field not in ANSWERABLE and _cannot_be_told(row, "field", issues):
        wrong("field", Text("没有这个字段，不知道答的是哪一问。", "is no field, so nobody can tell which question is meant."), _KEEP)
    value, source, day = read("answer"), read("source"), read("day")
    remark, _ = row.cells.get("remark", ("", ""))
    if not source and _cannot_be_told(row, "source", issues):
        wrong("source", Text("没有写来源。", "is empty."), Text("请写明是谁、从哪里得知。", "Say who said so, or where it stands."))
    if not day and _cannot_be_told(row, "day", issues):
        wrong("day", Text("没有写日期。", "is empty."), Text("请写成 2026-11-20。", "Write it as 2026-11-20."))
    if day > today.isoformat():
        wrong("day", Text("日期在今天之后。", "is after today."), Text("请核对日期。", "Check the date."))
    earlier = seen.setdefault((site, field), row)
    if not issues and earlier is not row:
        place = f"{earlier.sheet} {earlier.line}"
        wrong(
            "answer",
            Text(f"同一问在 {place} 行已经答过。", f"answers what {place} has answered already."),
            Text("请只留一处。", "Keep one."),
        )
    if issues:
        return issues
    try:
        answer = new_answer(site=site, field=field, value=value, basis="reported", source=source, clause="", as_of=day, confirmed_by="")
    except Refused as refusal:
        return [_placed(i, row, file, "answer") for i in refusal.issues]
    return Given(row.sheet, row.line, answer, " ".join(str(remark or "").split())[:500])


_KEEP = Text("请保持编号和字段代号两列与导出时一样。", "Leave the columns of ids as this program wrote them.")


def _cannot_be_told(row: Row, key: Key, issues: list[Issue]) -> bool:
    """Whether a column's cell has not been complained of yet."""
    return all(i.field != row.titles[key] for i in issues)


def _issue(row: Row, file: str, key: Key, message: Text, mend: Text) -> Issue:
    value, _ = row.cells[key]
    site, _ = row.cells["site"]
    record = "" if site is None else str(site)[:60]
    said = "" if value is None else " ".join(str(value).split())[:120]
    return Issue("error", f"{file} [{row.sheet}]", record, row.line, row.titles[key], said, message, mend, ASKER)


def _placed(issue: Issue, row: Row, file: str, key: Key) -> Issue:
    """What was found wrong with an answer, at the place where it stands."""
    told = _issue(row, file, key, issue.message, issue.mend)
    return replace(told, value=issue.value or told.value)
