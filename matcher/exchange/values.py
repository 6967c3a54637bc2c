"""The cells of one record, read by how their columns are to be read, as text in the house's own writing; each fault is told where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from datetime import date, datetime

from matcher.catalog.cells import Unreadable
from matcher.exchange.amount_cells import Figures, read_figures, says_nothing
from matcher.exchange.cells_in import Odd, RawCell, figure_text, lines_of, number_or_text, shown, text_of
from matcher.exchange.date_cells import Months, read_months
from matcher.exchange.findings import Findings
from matcher.exchange.headings import Heading
from matcher.exchange.records_in import Raw
from matcher.exchange.tables_data import affixes, folded, measures
from matcher.exchange.word_cells import Said, one_word, several_words
from matcher.model.fields import BY_NAME
from matcher.model.text import Text
from matcher.model.values import month_text
from matcher.model.vocabulary import Vocabulary

_EXPONENT = re.compile(r"^\d(?:\.\d+)?e\+?\d{1,2}$", re.I)
_MANY = 20_000
"""Cells of words whose reading is remembered."""
_EXACT = 1e15
"""From here on Excel keeps no digit for certain."""
_LOST = (
    Text("被 Excel 变成了数字，后几位已经丢失。", "was turned into a figure by Excel, and its last digits are lost."),
    Text("请把这一列设为文本，重新填写完整号码。", "Set the column to text and type the whole number again."),
)
_PHONE = re.compile(r"\d{7,}")
_ODD_PHONE = Text("有 {n} 格不像电话号码，照原样保留。", "{n} cells do not look like telephone numbers; kept as they are.")
_USUAL = Text("没有写单位，有 {{n}} 格按{u}读取。", "no unit is written; {{n}} cells are read in {u}.")
_SAY_UNIT = Text("若不是，请在表头写明单位，如 {w}。", "If that is wrong, say the unit in the heading, such as {w}.")
_MONTHLY = Text("没有写按月还是按天，有 {n} 格按月读取。", "no period is written; {n} cells are read per month.")
_ABOUT = Text("有 {n} 格写的是约数，按所写的数读取。", "{n} cells are approximate; read as the figure that stands there.")
_FROM_TODAY = Text("有 {n} 格是相对今天说的日期，按填表日推算。", "{n} cells tell their date from the day of the table.")
_UNKNOWN = Text("有词不在词表里，没有读入：{w}。", "holds words that are in no list and were not taken: {w}.")
_TOOK_NONE = Text("有词不在词表里，这一格没有读入：{w}。", "holds words that are in no list, so the cell was not taken: {w}.")
_CHOOSE = Text("请改成词表里的词；词表见 words.yaml。", "Use words of the list; the lists stand in words.yaml.")
_SHARED = Text(
    "合并单元格：有 {n} 格照上一行的数填入，几处共用一个数时请分开写。",
    "merged cells: {n} were filled with the figure above; where several share one figure, write them apart.",
)
_MERGED = Text("合并单元格：有 {n} 格照上一行填入。", "merged cells: {n} were filled from the row above.")
_TWO_NUMBERS = (
    Text("代码少了一位 0，还是本来就是三位，分不清。", "may have lost a leading 0."),
    Text("请把这一列设为文本，写全四位代码。", "Set the column to text and write all four digits."),
)  # fmt: skip


@dataclass(slots=True)
class Values:
    """What one record says: `cells` by field, `figures` and `months` for fields that need more than their text, `said` for lists, and the
    column of each field. `faulty`: whether something rejects the record."""

    line: int
    record: str = ""
    raw: Raw | None = None
    cells: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Figures] = field(default_factory=dict)
    months: dict[str, Months] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    column: dict[str, Heading] = field(default_factory=dict)
    faulty: bool = False

    def written(self, name: str) -> RawCell:
        """What stands in the column of a field, as somebody wrote it."""
        column = self.column.get(name)
        return self.raw.cell(column.place) if column and self.raw else self.cells.get(name, "")


class Reader:
    """Reads records of one table. `lists`: field -> the vocabulary of its words."""

    def __init__(self, findings: Findings, lists: Dictionary[str, Vocabulary], today: date, left_out: int | None = None) -> None:
        """left_out: the place of a column that somebody else reads."""
        self.findings, self.lists, self.today, self.left_out = findings, lists, today, left_out
        self._tokens: dict[tuple[str, str], str | None] = {}
        self._said: dict[tuple[str, str], Said] = {}

    def read(self, raw: Raw, columns: tuple[Heading, ...], record: str, as_of: str) -> Values:
        """as_of: the day that relative dates of the record count from, '' for today."""
        values = Values(raw.line, record, raw)
        day = _full_day(as_of) or self.today
        for column in columns:
            if column.place == self.left_out:
                continue
            target, cell = column.target, raw.cell(column.place)
            if target is None or cell == "" or target.field == "as_of" or target.read in ("ignored", "lon", "lat", "pair", "plane"):
                continue
            try:
                self._one(column, cell, values, day)
            except Unreadable as fault:
                self.fault(values, column, cell, fault)
            if raw.filled and column.place in raw.filled:
                shared = target.measure in ("land", "floor") and target.field in values.cells
                self.findings.gather(
                    "warning" if shared else "info", _SHARED if shared else _MERGED, field=column.title, line=raw.line, value=cell
                )
        return values

    def fault(self, values: Values, column: Heading, cell: RawCell, fault: Unreadable) -> None:
        """A cell that rejects its record."""
        values.faulty = True
        self.findings.tell("error", fault.message, fault.mend, record=values.record, line=values.line, field=column.title, value=cell)

    def _one(self, column: Heading, cell: RawCell, values: Values, day: date) -> None:
        target = column.target
        assert target is not None
        name, read = target.field, target.read
        if read in ("number", "range", "least", "most", "area"):
            if column.unfit:
                return
            measure = measures()["floor" if read == "area" else target.measure]
            if read == "area":
                values.cells[name] = text_of(cell)  # land or floor: whoever knows the rest of the record reads it
                values.column[name] = column
                return
            figures = read_figures(number_or_text(cell), measure, column.unit)
            if figures is not None:
                self.put_figures(values, name, figures, column, cell)
        elif read == "month":
            months = read_months(cell, day)
            if months is not None:
                values.months[name], values.column[name] = months, column
                values.cells[name] = _months_text(months)
                if months.relative:
                    self.findings.gather("info", _FROM_TODAY, field=column.title, line=values.line, value=cell)
        elif read == "words":
            self._words(values, column, name, text_of(cell), cell)
        elif read == "word":
            self._word(values, column, name, cell)
        elif read == "flag":
            self._flag(values, column, cell)
        else:
            self._text(values, column, cell)

    def put_figures(self, values: Values, name: str, figures: Figures, column: Heading, cell: RawCell) -> None:
        measure = measures()[
            column.target.measure if column.target and column.target.measure else "land" if name.startswith("land") else "floor"
        ]
        where = {"field": column.title, "line": values.line, "value": cell}
        if figures.usual and (figures.low or figures.high):
            self.findings.gather("warning", _USUAL.fill(u=measure.unit), _SAY_UNIT.fill(w=measure.write), **where)  # type: ignore[arg-type]
        if figures.monthly:
            self.findings.gather("warning", _MONTHLY, _SAY_UNIT.fill(w=measure.write), **where)  # type: ignore[arg-type]
        if figures.about:
            self.findings.gather("info", _ABOUT, **where)  # type: ignore[arg-type]
        values.figures[name], values.column[name] = figures, column
        values.cells[name] = figures_text(figures)

    def _text(self, values: Values, column: Heading, cell: RawCell) -> None:
        target = column.target
        assert target is not None
        if target.read in ("code", "phone"):
            said = self._code(values, column, cell)
        else:
            said = lines_of(cell) if target.lines else text_of(cell)
            if target.joins and len(said) > 1 and folded(said) in affixes().empty:
                said = ""
        if not said or (said in affixes().empty and folded(said) in affixes().empty):
            return
        name = target.field
        if name in values.column and not target.joins and values.column[name].rank <= column.rank:
            return  # a column that only stands in
        values.cells[name] = f"{values.cells[name]}；{said}" if target.joins and name in values.cells else said
        values.column[name] = values.column.get(name, column) if target.joins else column

    def _code(self, values: Values, column: Heading, cell: RawCell) -> str:
        """Codes and numbers of telephones are text: what Excel made of them is taken only where no digit can be lost."""
        if isinstance(cell, float):
            if abs(cell) >= _EXACT or cell != int(cell):
                raise Unreadable(*_LOST)
            said = figure_text(cell)
        elif isinstance(cell, datetime):
            raise Unreadable(*_LOST)
        else:
            said = text_of(cell).strip("'’‘\"")
        if _EXPONENT.match(said):
            raise Unreadable(*_LOST)
        if (
            column.target
            and column.target.read == "phone"
            and not _PHONE.search(re.sub(r"[\s\-－—()（）+]", "", said))
            and not says_nothing(said)
        ):
            self.findings.gather("warning", _ODD_PHONE, field=column.title, line=values.line, value=cell)
        return said

    def _word(self, values: Values, column: Heading, name: str, cell: RawCell) -> None:
        try:
            token = self._token(name, text_of(cell))
        except Unreadable as fault:
            if column.target and (column.target.soft or column.rank > 0) and not isinstance(cell, Odd):
                self.findings.tell(
                    "warning", fault.message, fault.mend, record=values.record, line=values.line, field=column.title, value=cell
                )
                return
            raise
        if token is not None:
            values.cells[name], values.column[name] = token, column

    def _token(self, name: str, text: str) -> str | None:
        """one_word, remembering what was read before."""
        if (name, text) not in self._tokens:
            self._tokens[name, text] = one_word(text, self.lists[name])
        return self._tokens[name, text]

    def _several(self, name: str, text: str) -> Said:
        """several_words, remembering what was read before."""
        if len(self._said) > _MANY:
            self._said.clear()
        if (name, text) not in self._said:
            self._said[name, text] = several_words(text, self.lists[name])
        return self._said[name, text]

    def _words(self, values: Values, column: Heading, name: str, text: str, cell: RawCell) -> None:
        own = folded(column.title) == name  # the pack writes - where there surely is none; other tables write it for nothing said
        said = Said((), (), (), True) if own and text.strip() == "-" else self._several(name, text)
        closed = name in BY_NAME and BY_NAME[name].type == "closed"
        if said.unknown:
            message = (_TOOK_NONE if closed else _UNKNOWN).fill(w="、".join(said.unknown[:6])[:80])
            self.findings.tell("warning", message, _CHOOSE, record=values.record, line=values.line, field=column.title, value=cell)
        if closed and said.unknown:
            return
        before = values.said.get(name, Said((), (), ()))
        values.said[name] = Said(before.has + said.has, before.lacks + said.lacks, (), said.none)
        values.column[name] = column

    def _flag(self, values: Values, column: Heading, cell: RawCell) -> None:
        """有, 是, 5T, 2: it is there. 无, 否, 0: it is not."""
        target = column.target
        assert target is not None
        text = text_of(cell)
        yes_no = self.lists["yes_no"]
        try:
            token = one_word(text, yes_no)
        except Unreadable:
            denied = text.startswith(("无", "不", "没", "未"))
            token = "no" if denied else "yes"
        if folded(text) in ("无", "没有", "0"):
            token = "no"
        if token is None:
            return
        before = values.said.get(target.field, Said((), (), ()))
        has, lacks = ((*before.has, target.word), before.lacks) if token == "yes" else (before.has, (*before.lacks, target.word))
        values.said[target.field] = Said(has, lacks, ())
        values.column.setdefault(target.field, column)


def two_codes(cell: RawCell, codes: Dictionary[str, object]) -> None:
    """Raises Unreadable for an industry code that may have lost its leading 0 to Excel."""
    said = shown(cell)
    if isinstance(cell, float) and len(said) < 4 and f"0{said}" in codes and said in codes:
        raise Unreadable(*_TWO_NUMBERS)


def figures_text(figures: Figures) -> str:
    """As parcels.csv writes a figure or a range, open at one end where a floor or a ceiling was told."""
    low, high = figure_text(figures.low), figure_text(figures.high)
    if figures.bound == "least" and figures.low == figures.high:
        return f"{low}.."
    if figures.bound == "most" and figures.low == figures.high:
        return f"..{high}"
    return low if figures.low == figures.high else f"{low}..{high}"


def _months_text(months: Months) -> str:
    low, high = ("" if m is None else month_text(m) for m in (months.low, months.high))
    return low if low == high else f"{low}..{high}"


def _full_day(said: str) -> date | None:
    try:
        return date.fromisoformat(said if len(said) == 10 else f"{said}-01")
    except ValueError:
        return None
