"""An English text in front of the reader: its plain form, amounts that may be wishes, those that may not, and its clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from matcher.language.amounts import Amount
from matcher.language.english_amounts import amounts
from matcher.language.english_units import MONEY, UNIT
from matcher.language.masks import BLANK
from matcher.language.no_amounts import HIDDEN, NoAmount
from matcher.language.plain import plain
from matcher.model.text import Text

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{3}")
_MASKS = re.compile(
    r"(?:https?://|www\.)[a-z0-9./?=&_%#:-]{1,200}|[a-z0-9._-]{1,40}@[a-z0-9.-]{1,40}|(?:phone|tel|mobile|call|whatsapp|wechat)(?: number)?[:. is]{0,5}\+?[\d -]{5,20}"
    r"|(?<!\d)\+?\d{2,4}(?:[- ]\d{3,4}){2,3}(?! ?(?:mu|sqm|m2))(?!\d)|(?<![\d,.])(?:\+?86[- ]?)?1[3-9]\d{9}(?! ?(?:mu|sqm|m2|sq))(?!\d)|\b(?:room|building|block|no\.|unit|plot|phase) ?\d+\b"
)
_VAGUE = re.compile(
    rf"(?:\b(?:several|a few|some|many|a couple of|dozens?(?: of)?|tens of|hundreds of|thousands of|millions of) ?){{1,3}}(?:hundreds?|thousands?|millions?|billions?|dozens?)? ?(?:of )?(?={MONEY}|{UNIT})"
)
_VAGUE_UNIT = re.compile(rf"(?:{MONEY}|(?:{UNIT}))")
_PAUSE = re.compile(r"[,;!?\n()|:]|\.(?=\s|$)| - |\b(?:and|but|with|while)\b")
_STOP = re.compile(r"[;!?\n]|\.(?=\s|$)")
_DENIED = re.compile(
    r"\b(?:not|nothing|never|no longer|don't (?:need|want)|do not (?:need|want)|isn't|rather than|instead of|except(?: for)?|other than|excluding)(?: (?:a|an|the|about|for|exactly))* ?$"
)
_MINUS = re.compile(r"(?:\S[ (:,=]-|\bminus ?)$")
"""A dash tight before a number and loose behind a word; at the head of a line it opens one of a list."""
_TOO = re.compile(r"^ ?(?:is|are|would be|will be) (?:too|not)\b")
_WHY_VAGUE = Text("只说了大概有多少位数。", "Only the order of size was told.")
_WHY_NEGATIVE = Text("是负数，不能是需求。", "Below nothing, which nobody can need.")
_WHY_DENIED = Text("说的是不要的，不是想要的。", "Told as what is not wanted.")


@dataclass(frozen=True)
class EnglishPage:
    said: str
    plain: str
    masked: str
    amounts: tuple[Amount, ...]
    no_amounts: tuple[NoAmount, ...]
    pauses: tuple[tuple[int, int], ...]
    """Where each pause begins and ends; `and` and `with` part clauses too."""
    stops: tuple[tuple[int, int], ...]
    today: date | None

    def clause(self, at: int) -> tuple[int, int]:
        return _around(self.pauses, at, len(self.plain))

    def sentence(self, at: int) -> tuple[int, int]:
        return _around(self.stops, at, len(self.plain))

    def left(self, i: int) -> str:
        """What stands before the i-th amount in its clause, up to the amount before; a label and its colon belong to it."""
        amount = self.amounts[i]
        start = self.clause(amount.start)[0]
        if self.plain[:start].rstrip().endswith(":") and not self.plain[start : amount.start].strip(" -"):
            start = self.clause(self.plain.rindex(":", 0, start) - 1)[0]
        if i and self.amounts[i - 1].end > start:
            start = self.amounts[i - 1].end
        return self.plain[start : amount.start]

    def right(self, i: int) -> str:
        amount = self.amounts[i]
        end = max(self.clause(amount.end)[1] if amount.end < len(self.plain) else amount.end, amount.end)
        if i + 1 < len(self.amounts):
            end = min(end, self.amounts[i + 1].start)
        return self.plain[amount.end : end]


def is_english(said: str) -> bool:
    """Whether a text is for the English reader: words in it, and no Chinese."""
    return _HAN.search(said) is None and _WORD.search(said) is not None


def english_page(said: str, today: date | None) -> EnglishPage:
    text = plain(said).replace("’", "'")
    blank = _MASKS.sub(lambda hit: BLANK * len(hit[0]), text)
    left: list[NoAmount] = []

    def hidden(hit: re.Match[str]) -> str:
        unit = _VAGUE_UNIT.match(text, hit.end())
        left.append((hit.start(), unit.end() if unit else hit.end(), _WHY_VAGUE))
        return HIDDEN * len(hit[0])

    blank = _VAGUE.sub(hidden, blank)
    kept: list[Amount] = []
    every = amounts(blank)
    for amount in every:
        head = blank[max(0, amount.start - 24) : amount.start]
        if minus := _MINUS.search(blank, max(0, amount.at - 8), amount.at):
            left.append((minus.start() + (2 if minus[0].endswith("-") else 0), amount.end, _WHY_NEGATIVE))
        elif _DENIED.search(head) or _TOO.match(blank[amount.end : amount.end + 20]):
            left.append((amount.start, amount.end, _WHY_DENIED))
        else:
            kept.append(amount)
    inside = [(a.start, a.end) for a in every]
    pauses = tuple(m.span() for m in _PAUSE.finditer(text) if not _within(inside, m.start()))
    stops = tuple(m.span() for m in _STOP.finditer(text) if not _within(inside, m.start()))
    return EnglishPage(said, text, blank, tuple(kept), tuple(left), pauses, stops, today)


def _within(places: list[tuple[int, int]], at: int) -> bool:
    i = bisect_right(places, (at, at)) - 1
    return i >= 0 and places[i][0] <= at < places[i][1]


def _around(marks: tuple[tuple[int, int], ...], at: int, length: int) -> tuple[int, int]:
    i = bisect_right(marks, (at, length + 1))
    return (marks[i - 1][1] if i else 0), (marks[i][0] if i < len(marks) else length)
