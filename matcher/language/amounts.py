"""Every number of a text with its unit, its range and whether it was meant as a floor, a ceiling or about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from matcher.language.numerals import NUMBER, Number, number
from matcher.language.units import BEFORE, RATE, TIMES, UNIT, Dim, unit

Bound = Literal["is", "least", "most"]

_PAIR = r"(?P<p>[1-9一二两三四五六七八])、(?P<q>[2-9二三四五六七八九])(?P<pm>[十百千]?万|[十百千](?![瓦伏克米牛卡]))"
_MORE = r"来|多|余|把|\+(?= ?(?:{u}))".replace("{u}", UNIT)
_AMOUNT = re.compile(
    rf"(?P<cur>¥|rmb|cny|人民币)? ?(?:{_PAIR}|(?P<a>{NUMBER}))(?P<am>{_MORE})?(?:个(?=多?月))? ?"
    rf"(?:(?P<au>{UNIT})?(?P<abound>以上|起)? ?(?:--?|~|至|到|—) ?(?P<b>{NUMBER})(?(au)(?! ?[楼层号期区栋室]))(?P<bm>{_MORE})? ?)?(?P<u>{UNIT})?"
)
_HALF = re.compile(r"半(?![年径个])")
_TENTHS = re.compile(
    r"(?P<fen>[1-9一二两三四五六七八九])(?:分(?:(?P<li>[1-9一二两三四五六七八九])厘)?(?![钟之公])|(?=[,。;\s的]|左右|以[上下内]|$))"
)
"""两亩三分, 三亩二: tenths of a 亩 (and 厘, hundredths) behind it."""

_LEAST = r"(?:不(?:得|能|可以?|要|想|会|应|宜){0,2}|别)[低少小短]于|至少|最[少低小]|起码|大于等于|大于|高于|(?<!不)多于|(?<!不)(?<!不要)(?<!不能)(?<!不得)(?<!别)超过?|逾|≥|>=|>|下限"
_MOST = r"不(?:要|能|得|可)?超过?|别超过?|(?:不(?:得|能|可以?|要|想|会|应|宜){0,2}|别)[高大多长]于|最[多高大长]|至多|顶多|小于等于|(?<!不)小于|(?<!不)(?<!不得)(?<!不能)[低少]于|≤|<=|<|控制在|上限|不到|封顶"
_ABOUT = r"大?约|大概|差不多|(?<![附靠最临就])近|将近|接近|~|≈|预估|估计|大致"
_AHEAD = re.compile(
    rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})) ?(?:为|是|在|要|有|需|达到?|:|：)? ?(?P<both>{_ABOUT})? ?$|(?P<about>{_ABOUT})(?:为|是|在|有|需要?)? ?$"
)
_BEHIND = re.compile(
    r" ?(?:(?P<least>(?:及|或|含|\(含\))?(?:以上|之上)|起步?(?![重来用飞运]|到)|\+(?![\u4e00-\u9fff])|\+(?=的)|打底|往上|朝上|开外|向上)"
    r"|(?P<most>(?:及|或|含)?以下|以内|之内|内(?![部外容衣饰墙存蒙河地销设含环陆有])|封顶|为限|往下|之下)"
    r"|(?P<about>左右|上下|前后|出头|的?样子))"
)
_EACH_SQUARE = ("一平", "一个平", "每平")
"""Behind a bare number these make it a price: 4000一平."""
_ROUGHLY = ("约", "近", "上", "超", "过", "逾")
"""Before a bare 百 these make it a number: 约百亩."""
LOOK_BACK = 16
"""How far before a number a word that bounds it may begin."""


@dataclass(frozen=True, slots=True)
class Amount:
    """low..high in the unit of `dim` (see units.Dim; yuan in yuan). start..end is all that was said of it, `at` where the number begins."""

    start: int
    at: int
    end: int
    low: Decimal
    high: Decimal
    dim: Dim
    bound: Bound = "is"
    about: bool = False
    scaled: bool = False
    fang: bool = False
    per: str = ""
    time: str = ""
    symbol: bool = False


def amounts(text: str) -> list[Amount]:
    """In the order of the text, none over another. The text is plain (plain.py)."""
    found: list[Amount] = []
    at = 0
    while match := _AMOUNT.search(text, at):
        amount = _amount(text, match, at)
        if amount:
            found.append(amount)
        at = max(match.end(), amount.end if amount else 0)
    return _shared(found, text)


def _amount(text: str, match: re.Match[str], after: int) -> Amount | None:
    value = _value(match)
    if value is None:
        return None
    low, high, scaled = value
    said, start, end = match["u"] or "", match.start(), match.end()
    dim: Dim = "none"
    size = Decimal(1)
    while text[end - 1] == " ":
        end -= 1
    if match["cur"]:
        dim = "yuan"
    if said:
        dim, size = unit(said, text, match.start("u"))
    if not match["a"] and not match["p"]:
        return None
    if dim in ("land", "m2") and (half := _HALF.match(text, end)):
        low, high, end = low + Decimal("0.5"), high + Decimal("0.5"), half.end()
    elif dim == "land" and said == "亩" and (tenths := _TENTHS.match(text, end)):
        more = _tenths(tenths)
        low, high, end = low + more, high + more, tenths.end()
    low, high = low * size, high * size
    per, time = "", ""
    priced = dim in ("yuan", "foreign") or (dim == "none" and (scaled or text.startswith(_EACH_SQUARE, end)))
    if priced and (rate := RATE.match(text, end)):
        per, time, end = rate["per"] or rate["per1"] or "", rate["time"] or rate["time1"] or "", rate.end()
        dim = "foreign" if dim == "foreign" else "yuan"
    number_at = match.start("a") if match["a"] else match.start("p")
    if number_at != start and not match["cur"]:
        start = number_at
    bound, about, start = _ahead(text, start, after)
    behind = _BEHIND.match(text, end)
    if behind and dim != "weight":
        end = behind.end()
        if not behind["about"]:
            bound = "least" if behind["least"] else "most"
        about = about or bool(behind["about"])
        if (dim == "yuan" or (dim == "none" and scaled)) and not per and (rate := RATE.match(text, end)):
            per, time, end = rate["per"] or rate["per1"] or "", rate["time"] or rate["time1"] or "", rate.end()
    if (dim == "yuan" or (dim == "none" and scaled)) and not per and (ahead := BEFORE.search(text, max(after, start - LOOK_BACK), start)):
        dim, per = "yuan", ahead["unit"] or "亩"
        time = time or ahead["time"] or ""
    loose = (match["am"] or match["bm"] or "") not in ("", "+")
    if match["am"] == "+" or match["bm"] == "+":
        bound = "least"
    return Amount(
        start=start, at=number_at, end=end, low=min(low, high), high=max(low, high), dim=dim, bound=bound, about=about or loose,
        scaled=scaled, fang=said.endswith("方") and "平" not in said, per={"": "", "亩": "mu"}.get(per, "m2"), time=TIMES.get(time, ""),
        symbol=bool(match["cur"]),
    )  # fmt: skip


def _tenths(found: re.Match[str]) -> Decimal:
    figures = [number(found[name]) if found[name] else None for name in ("fen", "li")]
    return sum((value.low / 10**place for place, value in enumerate(figures, 1) if value), Decimal(0))


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal, bool] | None:
    """(low, high, whether 万 or 亿 stands behind) of the number or the range."""
    if match["p"]:
        first, second, times = number(match["p"] + match["pm"]), number(match["q"] + match["pm"]), True
        return (first.low, second.high, times and "万" in match["pm"]) if first and second else None
    first = number(match["a"])
    if first is None:
        return None
    if (
        match["a"] in ("百", "千", "万")
        and not match["am"]
        and match.string[max(0, match.start("a") - 1) : match.start("a")] not in _ROUGHLY
    ):
        return None
    if not match["b"]:
        return first.low, first.high, first.scale >= 10**4
    second = number(match["b"])
    if second is None:
        return None
    low = first.low
    if not match["au"] or match["au"] == match["u"]:
        low = _as_scaled(first, second)
    if match["au"] and match["u"] and match["au"] != match["u"]:
        same_kind = {match["au"], match["u"]} <= {"元", "块", "块钱"} or not match["u"]
        first_dim, second_dim = unit_of(match["au"], match), unit_of(match["u"], match)
        if not same_kind and first_dim[0] != second_dim[0]:
            return None
        low = low * first_dim[1] / second_dim[1]
    return low, second.high, second.scale >= 10**4 or first.scale >= 10**4


def unit_of(said: str, match: re.Match[str]) -> tuple[Dim, Decimal]:
    return unit(said, match.string, match.start("au" if said == match["au"] else "u"))


def _as_scaled(first: Number, second: Number) -> Decimal:
    """The lower end of a range whose 万 or 千 was said only once: 1-2万 is 10 000 to 20 000, but 5000-1万 is 5000 to 10 000."""
    if not first.scaled and second.scaled and first.high <= second.lead:
        return first.low * second.scale
    return first.low


def _ahead(text: str, start: int, after: int) -> tuple[Bound, bool, int]:
    """What the words right before a number make of it, and where they begin."""
    found = _AHEAD.search(text, max(after, start - LOOK_BACK), start)
    if not found:
        return "is", False, start
    if found["about"]:
        return "is", True, found.start()
    return ("least" if found["least"] else "most"), bool(found["both"]), found.start()


def _shared(found: list[Amount], text: str) -> list[Amount]:
    """最小2000，最大3000平: a bounded number without a unit shares that of the next one, if nothing but a pause stands between."""
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        between = text[one.end : other.start].strip(" ,、")
        if one.dim == "none" and one.bound != "is" and other.bound not in ("is", one.bound) and not between and other.dim != "none":
            size = 10**4 if other.scaled and not one.scaled and one.high * 10**4 <= other.low else 1
            found[i] = replace(one, dim=other.dim, low=one.low * size, high=one.high * size, per=other.per, time=other.time)
    return found
