"""Tonnes a year that decide the class of the environmental assessment: solvent paint, low-VOC paint, solvent glue, castings."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from matcher.language.amounts import Amount
from matcher.language.page import Page
from matcher.language.reading import Found
from matcher.model.text import NOTHING, Text, sentences

Kind = Literal["solvent_paint_t", "low_voc_paint_t", "solvent_glue_t", "casting_t", "paint", "glue", "water_glue", "together"]

_MATTER = re.compile(
    r"(?P<water_glue>水性(?:胶粘剂|胶黏剂|胶水|胶)|白乳胶|热熔胶)"
    r"|(?P<solvent_glue_t>(?:溶剂型|油性|溶剂)(?:的)?(?:胶粘剂|胶黏剂|粘合剂|胶水|胶))"
    r"|(?P<solvent_paint_t>(?:溶剂型|油性|溶剂)(?:的)?(?:涂料|油漆|漆)|稀释剂|天那水|香蕉水|(?:聚酯|硝基|pu)漆)"
    r"|(?P<low_voc_paint_t>(?:水性|非溶剂型|低vocs?(?:含量)?|粉末|uv)(?:的)?(?:低vocs?(?:含量)?)?(?:涂料|油漆|漆|塑粉)|喷塑粉|塑粉)"
    r"|(?P<casting_t>(?:铝|铜|铁|钢|锌|灰铁|球铁|压|精密|铸造)?铸(?:铁|钢|铝)?件|(?<!合)铸造)"
    r"|(?P<glue>(?:胶粘剂|胶黏剂|粘合剂|胶水))"
    r"|(?P<paint>油漆|涂料|喷漆|漆)"
)
_BRACKET = re.compile(r"^\s?[(](?P<solvent>溶剂型|油性)|^\s?[(](?P<water>水性|粉末|低vocs?|非溶剂型)")
_BEHIND = re.compile(r"^\s?(?:/|每)?\s?(?:年|a)?\s?(?:的)?\s?(?=\S)")
_YEAR_AHEAD = re.compile(r"(?:每年|一年|全年|年(?:需|使|消|耗|产|铸|总|加|用|均|度)|年$)")
_YEAR_BEHIND = re.compile(r"^\s?(?:/|每|一)\s?(?:年|a(?![a-z]))")
_MONTH_AHEAD = re.compile(r"(?:每个?月|一个月|月(?:需|使|消|耗|产|铸|总|用|均))")
_MONTH_BEHIND = re.compile(r"^\s?(?:/|每|一)\s?个?月")
_DAY = re.compile(r"(?:每[天日]|一天|日(?:需|使|消|耗|产|铸|用|均))")
_DAY_BEHIND = re.compile(r"^\s?(?:/|每|一)\s?(?:天|日|d(?![a-z])|h(?![a-z]))")
_MADE = re.compile(r"产(?!品)|生产|制造|销售|经营|批发|仓储|存储|储存|存放|运输|配送|贸易|回收|研发")
"""Paint and glue that are made, sold or stored are no paint and glue that is used."""
_BOUGHT = re.compile(r"外购|采购|购入|销售|仓储|存放|加工铸件|清洗")
"""Castings that are bought are no castings made."""
_LEAST_BEHIND = re.compile(r"^\s?(?:(?:/|每|一)\s?(?:年|a))?\s?(?:及|或)?(?:以上|起)")
_MOST_BEHIND = re.compile(r"^\s?(?:(?:/|每|一)\s?(?:年|a))?\s?(?:及|或)?(?:以下|以内|之内)")
_DENIED = re.compile(r"(?:不(?:使?用|需要?|涉及|含|采用)|无需?|没有|禁用|杜绝|零)(?:任何)?(?P<list>[^,。;\n]{0,12})$")
_SAID_OTHER = re.compile(r"[\d但只仅而]|不|无")

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_UPPER = Text("说的是区间或上限，取上限（从严）。", "A range or a ceiling was told; its upper end is taken, which is the stricter.")
_BY_MONTH = Text("按月用量乘以 12 得出。", "Derived: the amount a month times 12.")
_SUM = Text("几种相加得出。", "Derived: several kinds added up.")
_WATER = Text("水性、粉末涂料按非溶剂型低 VOCs 涂料读，请核对 VOCs 含量。", "Water-based and powder paint is read as low-VOC paint; check its VOC content.")  # fmt: skip
_NONE_USED = Text("说了不用，读作 0。", "Said not to be used, read as 0.")
_WHY_PAINT = Text("没有说是溶剂型（油性）还是水性，没有读入。", "Not said whether solvent-based or water-based, so not read.")
_WHY_GLUE = Text("没有说是不是溶剂型胶，没有读入。", "Not said whether the glue is solvent-based, so not read.")
_WHY_WATER_GLUE = Text("不是溶剂型胶，环评类别不看它。", "No solvent-based glue; the class does not turn on it.")
_WHY_PERIOD = Text("没有说是一年还是多久的用量，没有读入。", "Not said over what time, so not read.")
_WHY_DAY = Text("按天说的，没有换算成一年。", "Told per day; not converted to a year.")
_WHY_LEAST = Text("只说了下限，没有读入。", "Only a lower bound was told, so not read.")
_WHY_MADE = Text("说的不是使用量，没有读入。", "This is not an amount used, so not read.")
_WHY_AGAIN = Text("同一种用量说了两个数，只读了前一个。", "Two figures for the same kind; only the first was read.")
_WHY_TOGETHER = Text("几种合在一起说的，没有分开读。", "Told of several kinds together, so not read.")
_WHY = {"together": _WHY_TOGETHER, "paint": _WHY_PAINT, "glue": _WHY_GLUE, "water_glue": _WHY_WATER_GLUE}

MONTHS = 12
LOOK_BACK = 60
"""How far before an amount the words may begin that tell what it is of, and over what time."""
MOST_T = Decimal(10**9)


def read_tonnages(page: Page, found: Found) -> None:
    words: dict[str, set[str]] = {}
    period = (-1, False, False)
    for i, amount in enumerate(page.amounts):
        if amount.dim != "weight" or found.covers(amount.start, amount.end):
            continue
        matter = _matter(page, i, amount)
        if matter is None:
            continue
        kind, said, head = matter
        tail = page.plain[amount.end : amount.end + 8]
        sentence = page.sentence(amount.start)[0]
        made = bool((_MADE if kind != "casting_t" else _BOUGHT).search(head))
        monthly = bool(_MONTH_AHEAD.search(head) or _MONTH_BEHIND.match(tail))
        told = monthly or bool(_YEAR_AHEAD.search(head) or _YEAR_BEHIND.match(tail))
        if not told and period[0] == sentence:  # 油性漆年用量12吨，水性漆5吨: told once for the list
            told, monthly, made = True, period[1], made or period[2]
        if told:
            period = (sentence, monthly, made)
        if _DAY.search(head) or _DAY_BEHIND.match(tail):
            found.leave(amount.start, amount.end, _WHY_DAY)
        elif made:
            found.leave(amount.start, amount.end, _WHY_MADE)
        elif kind in _WHY:
            found.leave(amount.start, amount.end, _WHY[kind])
        elif not told:
            found.leave(amount.start, amount.end, _WHY_PERIOD)
        else:
            _put(page, amount, kind, said, monthly, words.setdefault(kind, set()), found)
    _denied(page, found)


def _matter(page: Page, i: int, amount: Amount) -> tuple[Kind, str, str] | None:
    """(what it is an amount of, in which words, the clause before it), or None where it is something else: a load, waste water."""
    before = max((a.end for a in page.amounts[:i] if a.dim == "weight"), default=0)  # 胶水一年3吨: a year is no amount of it
    head = page.head(amount.start)
    head = head[max(0, len(head) - (amount.start - before)) :][-LOOK_BACK:]
    behind = page.right(i)
    named = [m for m in _MATTER.finditer(head) if not _is_denied(head[: m.start()])]
    hit = named[-1] if named else _MATTER.match(behind, _skip(behind))
    if hit is None:
        return None
    kind: Kind = hit.lastgroup  # type: ignore[assignment]
    if len({m.lastgroup for m in named}) > 1:
        return "together", hit[0], head
    bracket = _BRACKET.match(page.plain[amount.end : amount.end + 8]) or _BRACKET.match(page.plain[_year_end(page, amount) :][:8])
    if not bracket and named:
        bracket = _BRACKET.match(head[hit.end() :])
    if bracket and kind in ("paint", "glue"):
        solvent = bool(bracket["solvent"])
        kind = ("solvent_paint_t" if solvent else "low_voc_paint_t") if kind == "paint" else ("solvent_glue_t" if solvent else "water_glue")
    return kind, hit[0], head


def _skip(behind: str) -> int:
    found = _BEHIND.match(behind)
    return found.end() if found else 0


def _year_end(page: Page, amount: Amount) -> int:
    found = _YEAR_BEHIND.match(page.plain[amount.end : amount.end + 8])
    return amount.end + (found.end() if found else 0)


def _put(page: Page, amount: Amount, kind: str, said: str, monthly: bool, words: set[str], found: Found) -> None:
    tail = page.plain[amount.end : amount.end + 8]
    if amount.bound == "least" or _LEAST_BEHIND.match(tail):
        found.leave(amount.start, amount.end, _WHY_LEAST)
        return
    tonnes = amount.high * (MONTHS if monthly else 1)
    if tonnes > MOST_T:
        found.leave(amount.start, amount.end)
        return
    most = amount.bound == "most" or amount.low != amount.high or _MOST_BEHIND.match(tail)
    notes = [t for t, holds in ((_BY_MONTH, monthly), (_UPPER, most), (_ABOUT, amount.about), (_WATER, kind == "low_voc_paint_t")) if holds]
    if kind in found.fields and said in words:
        found.leave(amount.start, amount.end, _WHY_AGAIN)
        return
    if kind in found.fields:
        found.fields[kind] = float(Decimal(str(found.fields[kind])) + tonnes)
        found.spans.append((kind, amount.start, amount.end, sentences([*notes, _SUM])))
    else:
        found.put(kind, float(tonnes), amount.start, amount.end, sentences(notes) if notes else NOTHING)
    words.add(said)


_NOT_USED: tuple[tuple[str, str], ...] = (("solvent_paint_t", "solvent_paint_t"), ("paint", "solvent_paint_t"),
                                          ("solvent_glue_t", "solvent_glue_t"), ("glue", "solvent_glue_t"))  # fmt: skip
"""(what is denied, the field that is then 0): who uses no paint at all uses no solvent paint; water-based is another matter."""


_NO_WHOLE = frozenset({"喷漆", "漆", "稀释剂", "天那水", "香蕉水", "聚酯漆", "硝基漆", "pu漆"})
"""Who denies these has not denied all solvent-based paint."""


def _denied(page: Page, found: Found) -> None:
    """不用油性漆, 不使用溶剂型胶水: none is used, which is as good as a figure."""
    for hit in _MATTER.finditer(page.plain):
        head = page.head(hit.start())[-LOOK_BACK:]
        if not _is_denied(head) or found.covers(hit.start(), hit.end()):
            continue
        if hit[0] in _NO_WHOLE or _MADE.search(head):
            continue
        for kind, field in _NOT_USED:
            if hit.lastgroup == kind:
                found.put(field, 0.0, hit.start(), hit.end(), _NONE_USED)


def _is_denied(head: str) -> bool:
    denied = _DENIED.search(head)
    return denied is not None and not _SAID_OTHER.search(denied["list"])
