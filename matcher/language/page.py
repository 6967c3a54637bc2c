"""The text in front of the reader: its plain form, its amounts, its clauses, and what kind of sentence each stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from matcher.language.amounts import Amount, amounts
from matcher.language.masks import BLANK, masked
from matcher.language.no_amounts import NoAmount, sorted_out, without_vague
from matcher.language.plain import plain

_PAUSE = re.compile(r"[,。;!?\n、()|]|\x20{3,}")
_STOP = re.compile(r"[。;!?\n]")

_UNIT_LABEL = re.compile(
    r"[^,。;\n()]{1,16}[(/](?:单位:?)?(?:万元|亿元|万|亿|元|亩|平方米|平米|㎡|m2|平|人|名|米|m|kva|t/㎡)(?:人民币)?\)?\s?:?\s?(?:约|大约)?$"
)
"""用地面积（亩）：, the label of a form with its unit."""
_PRESENT = re.compile(
    r"(?<!租用)(?<!租赁)现有|现在的?|目前|现租|现厂|现址|现状|(?<!实)现年|原有|原来|原厂|原址|原(?=项目|\d|租|面积|厂|仓)|已有|拥有|当前|自有|旧厂|老厂|既有|以前|之前(?=的?厂|租)"
    r"|(?:^|(?<=[,。;\n厂司房]))由(?!于)|(?<![自服])从(?!事|业|而|容)|去年|上年|前年|往年|历年|累计|近[一二两三四五]年|(?<!租赁)(?<!租用)(?<!租)已经?(?=投|租|建|完成|达)"
)
_WISH = re.compile(
    r"(?<!现)需|(?<=现)需|拟|欲|计划|想|(?<![主重紧])要(?!素|闻)|(?<!要)求(?!职)|扩(?!散)|搬|迁|寻|找|新增|新建|再|预计|打算|希望|换|增(?:加|至)|改为|达产|改扩"
)
_GOAL = re.compile(
    r"(?:扩(?:大|建|展|产|充|租)?|增(?:加)?|提升|提高|变|搬|换|迁|升级?|改)(?:到|至|成|为)|(?:扩建|改扩建|扩产|技改|搬迁|迁建|改造)后[^,。;]{0,8}$"
)

_TURN = re.compile(
    r"现因|现拟|现急?需|现计划|现诚|(?<!原)因[^,。;\n]{0,14}(?:搬迁|扩产|拆迁|到期|不足|不够|发展需要)|(?:需|要|拟|计划)(?:整体)?(?:搬迁|搬|迁)(?![^,。;\n]{0,2}扩)|不够用|太小了?|已经?不(?:够|能满足)"
)


@dataclass(frozen=True)
class Page:
    said: str
    plain: str
    masked: str
    amounts: tuple[Amount, ...]
    no_amounts: tuple[NoAmount, ...]
    """Figures that are no wish, which no field is made of."""
    pauses: tuple[int, ...]
    steps: tuple[int, ...]
    """The pauses without brackets: what a bracket holds belongs to what stands before it."""
    stops: tuple[int, ...]
    today: date | None

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        return _around(self.pauses, at, len(self.plain))

    def sentence(self, at: int) -> tuple[int, int]:
        return _around(self.stops, at, len(self.plain))

    def left(self, i: int) -> str:
        """What stands before the i-th amount in its clause, up to the amount before."""
        amount = self.amounts[i]
        if told := _UNIT_LABEL.search(self.plain, max(0, amount.start - 36), amount.start):
            return told[0]
        start = self.clause(amount.start)[0]
        if i and self.amounts[i - 1].end > start:
            start = self.amounts[i - 1].end
        return self.plain[start : amount.start]

    def right(self, i: int) -> str:
        """What stands behind the i-th amount in its clause, up to the next amount."""
        amount = self.amounts[i]
        end = self.clause(amount.end)[1] if amount.end < len(self.plain) else amount.end
        if i + 1 < len(self.amounts):
            end = min(end, self.amounts[i + 1].start)
        return self.plain[amount.end : max(end, amount.end)]

    def is_there(self, at: int) -> bool | None:
        """Whether the clause so far speaks of what is there already (True), of a wish (False), or says neither."""
        return told_now(self.head(at))

    def head(self, at: int) -> str:
        """The clause up to a place, with what stands before a bracket."""
        return self.plain[_around(self.steps, at, len(self.plain))[0] : at]

    @property
    def turn(self) -> int:
        """Where a text that first tells what there is comes to what is wished (现因发展需要, 不够用), or 0."""
        found = _TURN.search(self.plain)
        return found.start() if found else 0

    def goal(self, at: int) -> bool:
        """Whether the words before a place say that something grows or moves to it: 扩到, 增加至."""
        return _GOAL.search(self.plain[max(self.clause(at)[0], at - 14) : at]) is not None


MOST_HEAD = 160
"""How far back the words may stand that tell the present from a wish."""


def told_now(head: str) -> bool | None:
    """Whether the last such word speaks of what is there (True) or of a wish (False); None where there is none."""
    head = head[-MOST_HEAD:]
    present = max((m.end() for m in _PRESENT.finditer(head)), default=-1)
    wish = max((m.end() for m in _WISH.finditer(head)), default=-1)
    if present < 0 and wish < 0:
        return None
    return present > wish


def page(said: str, today: date | None) -> Page:
    text = plain(said)
    blank, vague = without_vague(masked(text))
    every = amounts(blank)
    kept, left = sorted_out(blank, every)
    within = _Inside(tuple(every))
    pauses = tuple(m.end() for m in _PAUSE.finditer(text) if not within(m.start()))
    steps = tuple(p for p in pauses if text[p - 1] not in "()")
    stops = tuple(m.end() for m in _STOP.finditer(text))
    return Page(said, text, blank, tuple(kept), (*vague, *left), pauses, steps, stops, today)


class _Inside:
    """Whether a place lies inside an amount, as the comma of 3,000 does."""

    def __init__(self, found: tuple[Amount, ...]) -> None:
        self._found, self._starts = found, [a.start for a in found]

    def __call__(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._found[i].end


def _around(marks: tuple[int, ...], at: int, length: int) -> tuple[int, int]:
    i = bisect_right(marks, at)
    return (marks[i - 1] if i else 0), (marks[i] - 1 if i < len(marks) else length)


__all__ = ["BLANK", "Page", "page", "told_now"]
