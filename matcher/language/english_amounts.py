"""Every number of an English text with its unit, its range and its bound, in the same records as a Chinese one."""

from __future__ import annotations

import re
from decimal import Decimal

from matcher.language.amounts import Amount, Bound
from matcher.language.english_numbers import LOOSE_SCALES, NUMBER, SCALE, SCALES, number
from matcher.language.english_units import FOREIGN, MONEY, RATE, TIMES, UNIT, YUAN, unit
from matcher.language.units import Dim

_AMOUNT = re.compile(
    rf"(?:(?P<cur>{MONEY}) ?)?(?P<a>{NUMBER})(?P<plus>\+)?(?:[ -]?(?P<as>{SCALE}))?"
    rf"(?:(?:[ -]?(?P<au>{MONEY}|{UNIT}))?(?: ?- ?|(?P<and> and )| (?:up )?to | or )(?P<cur2>{MONEY})? ?(?P<b>{NUMBER})(?:[ -]?(?P<bs>{SCALE}))?)?(?:[ -]?(?P<u>{MONEY}|{UNIT}))?"
)
_AHEAD = re.compile(
    r"(?P<between>\bbetween)$|(?P<least>\bat least|\b(?:a )?min(?:imum|\.)?(?: of)?|\bno (?:less|lower|smaller|fewer) than|\bnot (?:less|lower|smaller|fewer) than|\b(?<!no )(?<!not )(?:more|larger|greater|higher) than"
    r"|\bover|\babove|\bexceeding|\bfrom|\bstarting (?:at|from)|≥|>=?)$"
    r"|(?P<most>\bat most|\b(?:a )?max(?:imum|\.)?(?: of)?|\bup to|\b(?:no|not) (?:more|larger|greater|higher) than|\b(?<!no )(?<!not )(?:less|smaller|lower|fewer) than"
    r"|\bunder|\bbelow|\bnot (?:exceeding|over|above)|\bcapped at|≤|<=?)$"
    r"|(?P<about>\babout|\baround|\bapprox(?:imately|\.)?|\broughly|\bcirca|\bca?\.|\bsome|\bnearly|\balmost|~)$"
)
_BEHIND = re.compile(
    r" ?(?:(?P<least>\+(?! ?\d)|or (?:more|larger|above|higher|over)\b|and (?:above|up|over|more)\b|plus\b(?! \d)|(?:at )?min(?:imum)?\b|at least\b)"
    r"|(?P<most>or (?:less|below|under|smaller)\b|and below\b|max(?:imum)?\b|at most\b)|(?P<about>or so\b|approx(?:imately)?\b|more or less\b))"
)
LOOK_BACK = 24
_PER = {"mu": "mu", "hectare": "hectare", "acre": "acre"}
"""What a rate is counted by, where it is not the square metre; hectares and acres are known only so that they are not taken for one."""


def amounts(text: str) -> list[Amount]:
    """In the order of the text, none over another. The text is plain (plain.py)."""
    found: list[Amount] = []
    at = 0
    while match := _AMOUNT.search(text, at):
        amount = _amount(text, match, at)
        if amount:
            found.append(amount)
        at = max(match.end("a"), amount.end if amount else match.end("a"))
    return found


def _amount(text: str, match: re.Match[str], after: int) -> Amount | None:
    first = number(match["a"])
    if first is None:
        return None
    start, end = match.start(), match.end()
    ahead = _AHEAD.search(text[max(after, start - LOOK_BACK) : start].rstrip())
    said, high = match["u"] or "", first
    ranged = match["b"] is not None and (not match["and"] or bool(ahead and ahead["between"])) and _same(match)
    scale, scale_b = SCALES.get(match["as"] or "", 1), SCALES.get(match["bs"] or "", 1)
    money = bool(match["cur"] or re.fullmatch(MONEY, said or match["au"] or ""))
    if ranged:
        second = number(match["b"])
        if second is None or second * scale_b < first * scale:
            ranged = False
        else:
            high = second
            scale = scale_b if not match["as"] else scale
    if not ranged:
        said = match["au"] or (match["u"] or "" if match["b"] is None else "")
        money = bool(match["cur"] or re.fullmatch(MONEY, said))
        end = match.end("au") if match["au"] else match.end() if match["b"] is None else match.end("as") if match["as"] else match.end("a")
        scale_b = scale
    loose = match["bs"] if ranged else match["as"]
    if not money and loose in LOOSE_SCALES:  # 8 m, 5 b
        said, scale, scale_b = ("m" if loose == "m" else ""), 1, 1
        end = match.end("bs") if ranged else match.end("as")
    low, high = first * scale, high * scale_b
    dim: Dim = "none"
    size = Decimal(1)
    if money:
        sign = (match["cur"] or "") + " " + said
        dim = "yuan" if re.search(YUAN, sign) and not re.search(FOREIGN, sign) else "foreign"
        if re.fullmatch(UNIT, said):  # RMB 5 million 2000 sqm
            end = match.start("u")
    elif said:
        dim, size = unit(said)
    while text[end - 1] in " -":
        end -= 1
    per, time = "", ""
    if (money or scale > 1) and (rate := RATE.match(text, end)):
        per, end = rate["per"] or rate["per2"] or "", rate.end()
        time = TIMES.get(rate["time"] or rate["time2"] or rate["adverb"] or "", "")
    bound: Bound = "is"
    about = False
    if ahead:
        start = text.rindex(ahead[0], 0, start)
        bound = "least" if ahead["least"] else "most" if ahead["most"] else "is"
        about = bool(ahead["about"])
        bound = "is" if ranged and ahead["least"] and ahead[0] == "from" else bound
    if match["plus"]:
        bound = "least"
    elif behind := _BEHIND.match(text, end):
        end, about = behind.end(), about or bool(behind["about"])
        bound = "least" if behind["least"] else "most" if behind["most"] else bound
    return Amount(
        start=start, at=match.start("a"), end=end, low=low * size, high=high * size, dim=dim, bound=bound, about=about, scaled=scale >= 10**4,
        per=_PER.get(per, "m2") if per else "", time=time, symbol=bool(match["cur"]),
    )  # fmt: skip


def _same(match: re.Match[str]) -> bool:
    """Whether both ends of a range may share a unit: 20 mu to 30 mu, and not 20 mu to 3000 sqm."""
    if not match["au"] or not match["u"] or match["au"] == match["u"]:
        return bool(match["u"]) or not match["au"]
    return (
        not re.fullmatch(MONEY, match["au"]) and unit(match["au"])[0] == unit(match["u"])[0] and unit(match["au"])[1] == unit(match["u"])[1]
    )
