"""The closed lists of words that every town shares, each with its Chinese and English name and what people also call it.

Words that differ from town to town (uses, processes, special needs, places to be near) belong to the pack's `words.yaml`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matcher.model.text import Text


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a closed list: its token in files, its name, and what else it is called."""

    token: str
    name: Text
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Synonyms that name a part of it: who denies one of them has not denied the whole."""

    def called(self) -> frozenset[str]:
        """Every way to write this word, case folded."""
        return frozenset(_folded(s) for s in (self.token, self.name.zh, self.name.en, *self.synonyms))


def _folded(said: str) -> str:
    """What two ways of writing a word have in common: no case, no difference of width."""
    return unicodedata.normalize("NFKC", said).casefold().strip()


MOST_WORDS = 63
"""Words in one list: a set of them is kept as the bits of one integer of 64."""


@dataclass(frozen=True)
class Vocabulary:
    """A closed, ordered list of at most MOST_WORDS words."""

    name: str
    words: tuple[Word, ...]

    def __post_init__(self) -> None:
        if len(self.words) > MOST_WORDS:
            raise ValueError(f"{self.name} has {len(self.words)} words; {MOST_WORDS} is the most")

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        return tuple(w.token for w in self.words)

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        return {token: 1 << i for i, token in enumerate(self.tokens)}

    def label(self, token: str) -> Text:
        return next(w.name for w in self.words if w.token == token)

    def find(self, said: str) -> str | None:
        """The token for a word as somebody writes it, or None. A name comes before a synonym that two words share."""
        key = _folded(said)
        own = (w.token for w in self.words if key in (w.token, _folded(w.name.zh), _folded(w.name.en)))
        return next(own, None) or next((w.token for w in self.words if key in w.called()), None)

    def bit(self, token: str) -> int:
        return self._bits[token]

    def bits(self, tokens: frozenset[str] | tuple[str, ...]) -> int:
        return sum(self._bits[t] for t in tokens)

    @property
    def all_bits(self) -> int:
        return (1 << len(self.words)) - 1

    def named(self, bits: int) -> list[Text]:
        """The names of the words whose bits are set, in the list's order."""
        return [w.name for i, w in enumerate(self.words) if bits >> i & 1]


def _list(name: str, *rows: tuple[str, str, str] | tuple[str, str, str, tuple[str, ...]]) -> Vocabulary:
    return Vocabulary(name, tuple(Word(r[0], Text(r[1], r[2]), r[3] if len(r) == 4 else ()) for r in rows))


KIND = _list(
    "kind",
    ("land", "土地", "land"),
    ("facility", "载体", "facility", ("厂房", "园区")),
    ("renewal", "更新地块", "renewal plot", ("三旧", "更新")),
    ("pool", "存量", "stock without a plot"),
)
STATUS = _list(
    "status",
    ("available", "可供", "available"),
    ("acquired", "已征收", "acquired"),
    ("running", "已运行", "in operation"),
    ("listed", "列入更新", "listed for renewal"),
    ("planned", "规划中", "planned"),
    ("under_construction", "在建", "under construction"),
    ("committed", "已承诺", "committed"),
    ("taken", "已占用", "taken"),
)
GONE = ("taken", "committed")
OPEN = ("available", "planned", "under_construction")
PART_LEFT = ("acquired", "running", "listed")
"""The states: nothing to be had; to be had, now or later; and those that do not say whether anything is left."""
TENURE = _list("tenure", ("buy", "购买", "buy", ("购", "买", "出让")), ("rent", "租用", "rent", ("租", "租赁", "出租")))
SPACE = _list(
    "space",
    ("land", "用地", "land", ("土地", "新增用地")),
    ("factory", "厂房", "factory space", ("标准厂房", "存量厂房")),
    ("warehouse", "仓库", "warehouse", ("仓储", "物流仓")),
    ("office", "办公", "office", ("写字楼", "研发办公")),
    ("mixed", "综合", "mixed use", ("厂房和办公",)),
)
YES_NO = _list(
    "yes_no", ("yes", "是", "yes", ("有", "可以", "可", "true", "y")), ("no", "否", "no", ("无", "不可以", "不可", "没有", "false", "n"))
)
FIRE_CLASS = _list(
    "fire_class",
    ("jia", "甲类", "class A (highest hazard)", ("甲", "A")),
    ("yi", "乙类", "class B", ("乙", "B")),
    ("bing", "丙类", "class C", ("丙", "C")),
    ("ding", "丁类", "class D", ("丁", "D")),
    ("wu", "戊类", "class E (lowest hazard)", ("戊", "E")),
)
WATER_ZONE = _list(
    "water_zone",
    ("class_1", "一级保护区", "class 1 protection zone", ("一级",)),
    ("class_2", "二级保护区", "class 2 protection zone", ("二级",)),
    ("quasi", "准保护区", "quasi protection zone", ("准",)),
    ("none", "不在保护区", "outside any protection zone", ("无",)),
)
PLANNING = _list(
    "planning",
    ("in_place", "小单元控规已批", "small-unit plan approved", ("有", "已批")),
    ("drafting", "小单元控规编制中", "small-unit plan being drafted", ("编制中",)),
    ("none", "无控规，须编小单元控规", "no regulatory plan; a small-unit plan is needed", ("无",)),
)
LOCATION_BASIS = _list(
    "location_basis",
    ("surveyed", "已实测", "surveyed"),
    ("approximate", "约略", "approximate"),
    ("schematic", "仅为示意", "schematic only"),
)
BASIS = _list(
    "basis", ("plan", "规划", "the plan"), ("derived", "推算", "derived"), ("reported", "提供", "reported"), ("assumed", "假定", "assumed")
)
STAGE = _list(
    "stage",
    ("intent", "意向", "intent"),
    ("talks", "洽谈", "in talks"),
    ("signed", "签约", "signed"),
    ("building", "开工", "building"),
    ("operating", "投产", "operating"),
    ("shelved", "搁置", "shelved"),
)
TIER = _list(
    "tier",
    ("encouraged", "鼓励", "encouraged"),
    ("traditional", "传统优势", "traditional strength"),
    ("supported", "支持", "supported in the text"),
    ("unlisted", "未列", "not named"),
    ("withdrawn", "退出", "withdrawn"),
)
VERDICT = _list(
    "verdict",
    ("welcome", "欢迎", "welcome"),
    ("conditional", "须经准入", "by approval"),
    ("silent", "未列入规划", "the plan is silent"),
    ("refused", "不予准入", "refused"),
)
EIA_CLASS = _list(
    "eia_class",
    ("none", "不纳入环评管理", "no assessment required"),
    ("form", "报告表", "report form"),
    ("report", "报告书", "full report"),
)
"""Classes of the environmental impact assessment, from the mildest to the strictest."""
SITE_STATUS = _list("site_status", ("fits", "适合", "fits"), ("ask", "待核实", "to ask"), ("out", "不符", "out"))

TIER_RANK = ("encouraged", "traditional", "supported", "unlisted")
"""From the most to the least welcome; `withdrawn` is set by a control and stands outside this order."""
