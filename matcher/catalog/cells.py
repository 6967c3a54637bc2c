"""One cell of the site table: text to value and back. Used alike for the pack, for answers and for the export."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from matcher.model.fields import Field
from matcher.model.text import Text, span
from matcher.model.values import Cell, Interval, Words, month_index, month_text
from matcher.model.vocabulary import Vocabulary

_NUMBER = re.compile(r"^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$")
_SEPARATORS = (re.compile(r"[;；]"), re.compile(r"[、，,]"))
"""The pack's own separator, and those that people use too, which also stand inside some names."""
_DENIALS = ("-", "无", "没有", "不", "no ")
"""What says in an open list that a word does not hold; the pack itself writes `-`."""
NONE_WORDS = ("-", "none", "无", "没有")
"""What says in a closed list that nothing of it holds."""
MAX_TEXT = 500


class Unreadable(ValueError):
    """A cell that says nothing the field can hold, with the reason and the mend."""

    def __init__(self, message: Text, mend: Text) -> None:
        self.message, self.mend = message, mend
        super().__init__(message.en)


def parse_cell(field: Field, text: str, vocabulary: Vocabulary | None, possible: Interval | None) -> Cell:
    """The value of a filled cell. A number or month may be a range `low..high`, open at either end.

    Raises Unreadable for what the field cannot hold, and for figures outside its possible range.
    """
    text = unicodedata.normalize("NFKC", text).strip() if field.type != "text" else text.strip()
    if field.type == "text":
        if len(text) > MAX_TEXT:
            raise Unreadable(Text(f"文字超过 {MAX_TEXT} 字。", f"is longer than {MAX_TEXT} characters."), Text("请缩短。", "Shorten it."))
        return text
    if field.type in ("number", "month"):
        return _interval(field, text, possible)
    assert vocabulary is not None, field.name
    if field.type == "one":
        return _word(text, vocabulary)
    if field.type == "closed" and text.casefold() in NONE_WORDS:
        return Words()
    has, lacks = set(), set()
    for part in _parts(text, vocabulary):
        denied = next((p for p in _DENIALS if part.casefold().startswith(p)), None)
        if denied and vocabulary.find(part) is None:
            lacks.add(_word(part[len(denied) :], vocabulary))
        elif part:
            has.add(_word(part, vocabulary))
    if not has and not lacks:
        raise Unreadable(Text("没有写任何一个词。", "names no word."), Text("确知没有时请写 -。", "Write - where there surely is none."))
    if has & lacks or (field.type == "closed" and lacks):
        raise Unreadable(
            Text(
                "同一个词既说有又说没有，或此列不能写“没有”。",
                "says of one word both that it holds and that it does not, or this list takes no `-`.",
            ),
            Text("请只留一种说法。", "Keep one."),
        )
    return Words(frozenset(has), frozenset(lacks))


def _parts(text: str, vocabulary: Vocabulary) -> list[str]:
    parts = [p.strip() for p in _SEPARATORS[0].split(text)]
    return [q for p in parts for q in ([p] if vocabulary.find(p) else (x.strip() for x in _SEPARATORS[1].split(p)))]


def _word(said: str, vocabulary: Vocabulary) -> str:
    token = vocabulary.find(said)
    if token is None:
        allowed = vocabulary.tokens
        raise Unreadable(
            Text(f"“{said}”不在词表里。", f'"{said}" is not in the list.'),
            Text(f"可用：{'、'.join(allowed)}。", f"Allowed: {', '.join(allowed)}."),
        )
    return token


def _interval(field: Field, text: str, possible: Interval | None) -> Interval:
    head, dots, tail = text.partition("..")
    low = _end(field, head) if head or not dots else None
    high = (_end(field, tail) if tail else None) if dots else low
    outer = possible or Interval(float("-inf"), float("inf"))
    first = outer.low if low is None else low
    last = outer.high if high is None else high
    if first > last:
        raise Unreadable(
            Text("范围的前一个数大于后一个。", "is a range that runs downwards."), Text("请写成 小..大。", "Write it as low..high.")
        )
    value = Interval(first, last)
    if not value.within(outer):
        shown = month_span(outer) if field.type == "month" else span(outer.low, outer.high)
        unit = field.unit.name
        raise Unreadable(
            Text(
                f"不在可能的范围 {shown} {unit.zh} 之内。".replace("  ", " "),
                f"lies outside the possible range {shown} {unit.en}.".replace(" .", "."),
            ),
            Text(
                "请核对数值和单位；确实如此时，先改 rules.yaml 的 possible。",
                "Check figure and unit; if it is true, widen `possible` in rules.yaml first.",
            ),
        )
    return value


def _end(field: Field, text: str) -> float:
    text = text.strip()
    if field.type == "month":
        try:
            return float(month_index(text))
        except ValueError:
            raise Unreadable(Text("不是“年-月”。", "is not a month."), Text("请写成 2027-06。", "Write it as 2027-06.")) from None
    if not _NUMBER.match(text):
        raise Unreadable(
            Text("不是数字。", "is not a number."),
            Text("请只写数字，单位见列名；范围写成 5..8。", "Write the number alone, in the column's unit; a range as 5..8."),
        )
    return float(text.replace(",", ""))


def month_span(value: Interval) -> str:
    return month_text(value.low) if value.exact else f"{month_text(value.low)}–{month_text(value.high)}"


def format_cell(field: Field, cell: Cell | None) -> str:
    """The cell as the pack writes it; parse_cell reads it back equal."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Words):
        if not cell.has and not cell.lacks:
            return NONE_WORDS[0]
        return ";".join([*sorted(cell.has), *(f"-{w}" for w in sorted(cell.lacks))])
    ends = [month_text(v) if field.type == "month" else _plain(v) for v in (cell.low, cell.high)]
    return ends[0] if cell.exact else "..".join(ends)


def _plain(value: float) -> str:
    return format(Decimal(repr(value)), "f").removesuffix(".0")
