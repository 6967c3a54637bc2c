"""Numbers as they are written in Chinese texts: 3,000, 1.2万, 1亿5000万, 三十五, 一万二, 两千五, 七八千.

An own reader of one page and not a package: a number here must also give its place in a range (2-3万) and be refused when it is only
two figures side by side (三四 before 方), which the packages at hand do not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
UNITS = {**SMALL, **LARGE}

_PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,10}(?!\d))(?:\.\d{1,6}(?!\d))?"
_TIMES = r"(?:[十百千]?万亿|[十百千]?[万亿]|十(?!字)|百(?!分)|千(?![瓦伏克米牛卡]))"
_NEXT = r"(?:零?\d{1,4}(?:\.\d{1,4})?(?:[十百千]?万|千(?![瓦伏克米牛卡])|百)){1,2}"
_LAST = r"\d(?= ?(?:个?平|亩|㎡|m2|元|块|左右|以上|以下|以内|$|[,。;]))"
ARABIC = rf"(?<![\d.])(?:(?<![a-z_])(?<![a-z]-)|(?<=rmb)|(?<=cny)){_PLAIN}(?: ?个?{_TIMES}(?:{_NEXT})?(?:{_LAST})?)?"
HAN = (
    r"[零一二两三四五六七八九十百千万亿]{1,24}(?<!千(?=[瓦伏克米牛卡]))(?<![万亿]一(?=个?[亩平方㎡]))(?:点[零一二两三四五六七八九]{1,4}[十百千]{0,1}[万亿]?)?"
    r"(?:个(?=亿))?(?:(?<=个)亿)?|半(?=亩|年|个)"
)
PARTS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}
SLASHED = {(2, 3), (3, 4)}
"""With a slash only these, and one part of few, are parts of a whole: 3/5亩 and 20/30亩 may mean one or the other."""
MOST_PARTS = 10
_FIGURE = "[一二两三四五六七八九十]"
FRACTION = (
    rf"(?<![\d.])(?:\d{{1,4}} ?又? ?)?[{''.join(PARTS)}]|(?<![\d./])(?:\d{{1,3}}又)?\d{{1,6}}/\d{{1,6}}(?![\d/.])(?= ?(?:亩|公顷|平|㎡|m2|方))"
    rf"|(?:{_FIGURE}{{1,3}}又)?{_FIGURE}{{1,2}}分之{_FIGURE}{{1,2}}"
)
NUMBER = rf"(?:{FRACTION}|{ARABIC}|{HAN})"
_FRACTION_FORM = re.compile(
    rf"(?:(?P<whole>\d{{1,4}}|{_FIGURE}{{1,3}})? ?又? ?)(?:(?P<sign>[{''.join(PARTS)}])|(?P<n>\d+)/(?P<d>\d+)|(?P<of>{_FIGURE}+)分之(?P<parts>{_FIGURE}+))"
)

_ARABIC_PARTS = re.compile(rf"({_PLAIN}) ?个?({_TIMES})?((?:零?\d{{1,4}}(?:\.\d{{1,4}})?(?:[十百千]?万|千|百)){{0,2}})(\d)?")
_STEP = re.compile(r"零?(\d{1,4}(?:\.\d{1,4})?)([十百千]?万|千|百)")


@dataclass(frozen=True, slots=True)
class Number:
    """low..high, equal where one number was said; `lead` and `scale` are its figures and the 万 or 千 behind them (1.2万: 1.2, 10000)."""

    low: Decimal
    high: Decimal
    lead: Decimal
    scale: int

    @property
    def scaled(self) -> bool:
        return self.scale > 1


def number(said: str) -> Number | None:
    """The value of a string that NUMBER matched, or None where it is no number after all."""
    if fraction := _FRACTION_FORM.fullmatch(said):
        return _fraction(fraction)
    return _arabic(said) if said[:1].isascii() else _han(said)


def _fraction(found: re.Match[str]) -> Number | None:
    """½, 2½, 1/2, 3又1/2, 三分之二; None where a slash may part two figures."""
    if found["sign"]:
        parts, of = PARTS[found["sign"]]
    elif found["n"]:
        parts, of = int(found["n"]), int(found["d"])
        if not (parts == 1 < of <= MOST_PARTS or (parts, of) in SLASHED):
            return None
    else:
        top, bottom = _han(found["parts"]), _han(found["of"])
        if top is None or bottom is None or not 0 < top.high < bottom.low:
            return None
        parts, of = int(top.low), int(bottom.low)
    whole = number(found["whole"]) if found["whole"] else None
    value = Decimal(parts) / of + (whole.low if whole else 0)
    return Number(value, value, value, 1)


def _times(said: str) -> int:
    found = 1
    for unit in said:
        found *= UNITS[unit]
    return found


def _arabic(said: str) -> Number | None:
    parts = _ARABIC_PARTS.fullmatch(said)
    if not parts:
        return None
    lead = Decimal(parts[1].replace(",", ""))
    scale = last = _times(parts[2] or "")
    value = lead * scale
    for step in _STEP.finditer(parts[3]):
        times = _times(step[2])
        if times >= last:
            return None
        value, last = value + Decimal(step[1]) * times, times
    if parts[4]:
        value += Decimal(parts[4]) * last / 10  # 1万2 is 12 000: the next lower place
    return Number(value, value, lead if value == lead * scale else value / scale, scale)


def _han(said: str) -> Number | None:
    if said == "半":
        half = Decimal("0.5")
        return Number(half, half, half, 1)
    body = said.replace("个", "")
    whole, point, rest = body.partition("点")
    if point:
        figures = rest.rstrip("十百千万亿")
        low = _whole(whole)
        if low is None or any(c not in DIGITS for c in figures) or low[0] != low[1]:
            return None
        lead = low[0] + Decimal("0." + "".join(str(DIGITS[c]) for c in figures))
        scale = _times(rest[len(figures) :])
        return Number(lead * scale, lead * scale, lead, scale)
    found = _whole(body)
    if found is None:
        return None
    scale = UNITS.get(body[-1], 1) if len(body) > 1 else 1
    if scale == 1 and ("万" in body or "亿" in body):
        scale = LARGE["亿" if "亿" in body else "万"]  # 一亿五, 一万二
    return Number(found[0], found[1], found[1] / scale, scale)


def _whole(said: str) -> tuple[Decimal, Decimal] | None:
    """(low, high) of a whole number in characters; they differ for 七八千 and 三五十. None where the characters make no number."""
    if said in ("百", "千", "万"):  # 百来亩, 千把平
        return Decimal(UNITS[said]), Decimal(UNITS[said])
    if not said or (said[0] in UNITS and said[0] != "十"):
        return None
    spread = 0  # what the second of two figures side by side adds
    total, section, digit, last, ceiling = 0, 0, -1, 1, 10**12
    zero = False
    for i, c in enumerate(said):
        if c in DIGITS:
            if c == "零":
                zero = True
                if digit >= 0:
                    return None
                continue
            if digit >= 0:
                after = said[i + 1] if i + 1 < len(said) else ""
                pair = after in UNITS or last == 10 or len(said) == 2  # 七八千, 十二三, 三五
                if spread or not 1 <= DIGITS[c] - digit <= 2 or not pair:
                    return None
                spread = (DIGITS[c] - digit) * UNITS.get(after, 1)
                continue
            digit = DIGITS[c]
        elif c in SMALL:
            if SMALL[c] >= ceiling or (digit < 0 and c != "十"):
                return None
            section += (digit if digit >= 0 else 1) * SMALL[c]
            last = ceiling = SMALL[c]
            digit, zero = -1, False
        else:
            section += max(digit, 0)
            if not section and not total:
                return None
            if c == "亿":
                total, section = (total + section) * LARGE[c], 0
            else:
                if spread and last == 1 and digit < 0:
                    return None
                total, section = total + section * LARGE[c], 0
            if spread and i and said[i - 1] in SMALL:
                spread *= LARGE[c]
            last, ceiling, digit, zero = LARGE[c], 10**12, -1, False
    if digit >= 0:
        section += digit if zero or last <= 10 or spread else digit * last // 10  # 一万二 is 12 000, 一万零二 is 10 002
    value = Decimal(total + section)
    return value, value + spread
