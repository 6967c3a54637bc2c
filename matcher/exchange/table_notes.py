"""What is told of a table as a whole: sheets that were not read, rows that are no records, columns that nobody knows or that contend."""

from __future__ import annotations

from dataclasses import replace

from matcher.catalog.issues import DATA_KEEPER
from matcher.exchange.findings import Findings
from matcher.exchange.header import find_header
from matcher.exchange.headings import Heading, Headings, is_number_heading
from matcher.exchange.mapping import Mapping
from matcher.exchange.records_in import Records
from matcher.exchange.sheets import Sheet
from matcher.exchange.table_records import BLANK, NOTE, NUMBERS, REPEATED, SAMPLE, TITLE, TOTAL
from matcher.exchange.tables_data import measures
from matcher.model.text import Text

_WHY = {
    TITLE: Text("标题行，跳过。", "is a title; left out."),
    TOTAL: Text("合计行，跳过。", "is a total; left out."),
    NOTE: Text("说明文字，跳过。", "is a note; left out."),
    REPEATED: Text("重复的表头，跳过。", "repeats the headings; left out."),
    NUMBERS: Text("列号行，跳过。", "numbers the columns; left out."),
    SAMPLE: Text("填写示例，跳过。", "is a sample; left out."),
}
_BLANKS = Text("有 {n} 行空白，跳过。", "{n} blank rows were left out.")
_UNTITLED = Text("第 {c} 列没有标题，有 {n} 格内容没有读取。", "column {c} has no heading; {n} cells in it were not read.")
_NAME_IT = Text("需要时请补上标题。", "Give it a heading, if it matters.")
_UNKNOWN = Text("不认得这一列，没有读取。", "is a column that is not known; it was not read.")
_MAP = Text("需要时用 --mapping 指明它是什么。", "Say with --mapping what it is, if it matters.")
_UNFIT = Text("这一列的单位 {u} 不能换算成{m}，没有读取。", "has the unit {u}, which cannot be turned into {m}; the column was not read.")
_HEAD_UNIT = Text("请改用 {w}，或用 --mapping 改正。", "Give it as {w}, or correct it with --mapping.")
_TWO = Text("这几列都对应“{f}”，不知道用哪一列。", "are columns for the same field, {f}; which one counts is not known.")
_BETTER = Text("与“{c}”说的是同一件事，只读了那一列。", 'is about the same as "{c}", which alone was read.')
_SPARE = Text("只在“{c}”空着的行里代用。", 'stands in where "{c}" is empty.')
SPARE = ("name",)
"""Fields for which a second column stands in where the first is empty."""
_CHOOSE = Text("请只留一列，或用 --mapping 指明其余的不读。", "Keep one of them, or leave the others out with --mapping.")
_ELSE = Text("工作表“{s}”也有表头，没有读取。", 'the sheet "{s}" has headings too, and was not read.')
_APART = Text("需要时另存为单独的文件，或在 --mapping 里写 sheet。", "Save it as a file of its own, or name it as `sheet` in a mapping.")
_NO_TABLE = Text("工作表“{s}”没有表头，没有读取。", 'the sheet "{s}" has no headings, and was not read.')
_HIDDEN = Text("读的是隐藏的工作表“{s}”。", 'the sheet that was read, "{s}", is a hidden one.')


def tell_sheets(sheets: list[Sheet], chosen: int, headings: Headings, mapping: Mapping, findings: Findings) -> None:
    if sheets[chosen].hidden:
        findings.tell("warning", _HIDDEN.fill(s=sheets[chosen].name))
    for index, sheet in enumerate(sheets):
        if index == chosen or not any(c != "" for row in sheet.rows for c in row):
            continue
        if find_header(sheet, headings, Mapping(columns=mapping.columns)) is None:
            findings.tell("info", _NO_TABLE.fill(s=sheet.name), fix_by=DATA_KEEPER)
        else:
            findings.tell("warning", _ELSE.fill(s=sheet.name), _APART)


def tell_skipped(records: Records, findings: Findings) -> None:
    """Every row that was left out, blank ones by their number."""
    for line, why, said in records.skipped:
        if why == BLANK:
            findings.gather("info", _BLANKS, line=line)
        else:
            findings.tell("info", _WHY[why], line=line, value=said, fix_by=DATA_KEEPER)


def columns_held(records: Records, findings: Findings) -> tuple[Heading, ...]:
    """The columns that can be read: of several for one field none is, unless somebody said which; each other is told of."""
    line = records.header_line
    for place, count in sorted(records.untitled.items()):
        findings.tell("warning", _UNTITLED.fill(c=str(place + 1), n=str(count)), _NAME_IT, line=line)
    by_field: dict[str, list[Heading]] = {}
    for column in records.columns:
        if column.target is None:
            if not column.mapped and not is_number_heading(column.title):
                findings.tell("info", _UNKNOWN, _MAP, line=line, field=column.title, fix_by=DATA_KEEPER)
        elif column.unfit:
            measure = measures()[column.target.measure]
            findings.tell(
                "warning", _UNFIT.fill(u=column.unit_text, m=measure.unit), _HEAD_UNIT.fill(w=measure.write), line=line, field=column.title
            )
        elif not column.target.joins and column.target.read not in ("flag", "ignored", "words"):
            by_field.setdefault(column.target.field, []).append(column)
    contending: set[int] = set()
    for several in by_field.values():
        least = min(c.rank for c in several)
        first = [c for c in several if c.rank == least]
        if len(first) > 1:
            field = first[0].target
            assert field is not None
            titles = " / ".join(c.title for c in first)
            named = field.titles[0] if field.titles else field.field
            findings.tell("error", _TWO.fill(f=named), _CHOOSE, line=line, field=titles)
            contending |= {c.place for c in first}
        for column in several:
            if column.rank != least:
                spare = column.target is not None and column.target.field in SPARE
                message = (_SPARE if spare else _BETTER).fill(c=first[0].title)
                findings.tell("info", message, _MAP, line=line, field=column.title, fix_by=DATA_KEEPER)
                if not spare:
                    contending.add(column.place)
    return tuple(replace(c, target=None) if c.place in contending or c.unfit else c for c in records.columns)
