"""Land and floor areas of an English request: which of them is the one that is wanted, and the kind of space."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from matcher.language.amounts import Amount
from matcher.language.areas import MIN_M2, MIN_MU, MOST_M2, MOST_MU
from matcher.language.english_kind import OF_GOODS
from matcher.language.english_page import EnglishPage
from matcher.language.english_units import CONVERTED
from matcher.language.reading import Found
from matcher.language.units import MU_PER_M2
from matcher.model.text import NOTHING, Text, sentences

_LAND = re.compile(r"\b(?:land|plots?)\b")
_PRESENT = re.compile(
    r"\b(?:currently|current|existing|at present|presently|now (?:occupy|rent|use|have)|so far|our present|already (?:have|own|rent)|used to|last year|have been)\b"
)
_WISHED = re.compile(r"\b(?:need|want|require|expand to|looking|seek|move to|plan|up to|increase to|grow to|wish)\b")
_NOT_AREA = re.compile(
    r"\b(?:green|greening|parking|car park|dormitor(?:y|ies)|canteen|garden|roof|solar|yard|output|capacity|produces?|panels?|glass|film|boards?)\b"
)
_NOT_AREA_BEHIND = re.compile(
    r"^ ?(?:of )?(?:glass|film|boards?|panels?|fabric|parking|dormitor|canteen|green|tiles?|a (?:year|month|day)|per (?:year|month|day)|/ ?(?:year|month|day))"
)
_TOTAL = re.compile(r"\b(?:in total|total(?:ling)?|altogether|overall)\b")
_PHASE_2 = re.compile(r"\b(?:phase (?:two|2|ii)|second phase|later|in future|reserve)\b")
_PART = re.compile(r"\b(?:including|of which|incl\.?)\b")
_SPACES = re.compile(
    r"(?P<land>\b(?:industrial |vacant |building |greenfield )?(?:land|plots?)\b)|(?P<factory>\b(?:factory|factories|workshops?|(?<!to )plants?|production (?:space|hall|building|facility)|industrial (?:space|buildings?|units?|premises))\b)"
    r"|(?P<warehouse>\b(?:warehouses?|warehousing|(?:cold )?storage(?: space)?|logistics (?:space|hall))\b)|(?P<office>\b(?:offices?(?: space| building)?)\b)"
)
_NOT_SPACE_BEHIND = re.compile(r"^ ?(?:worker|manager|price|maker|tour|gate|use tax|owner|equipment|staff|furniture)")
_NOT_SPACE_AHEAD = re.compile(
    r"\b(?:no|not|without|near|next to|our|from our|power|current|existing|leave) (?:a |an |the )?(?:[\d,.]+ ?\w+ )?$|\b(?:(?<!look )(?<!looking )(?<!search )(?<!searching )(?<!request )for|as) (?:a|an|our) (?:\w+ ){0,2}$|\bcurrently[^.]*$"
)

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_FROM_M2 = Text("由㎡换算成亩。", "Converted from ㎡ to mu.")
_FROM_UNIT = Text("由所说的单位换算。", "Converted from the unit that was told.")
_MAIN = Text("几处面积中最大的一处，没有相加。", "The largest of several areas; they were not added up.")
_WHY_PRESENT = Text("说的是现状，不是需求。", "What is there now, not what is wanted.")
_WHY_OTHER = Text("另一处面积，没有相加。", "Another area, not added.")
_WHY_NOT = Text("不是场地面积。", "Not the area of a place.")
_WHY_BOUNDS = Text("不像场地面积。", "Unlikely as the area of a place.")
_WHY_SPACE = Text("几种空间都可以，没有取其一。", "Several kinds of space are open; none was taken.")


@dataclass(frozen=True, slots=True)
class EnglishArea:
    amount: Amount
    land: bool
    from_m2: bool
    total: bool
    words: str


def read_areas(page: EnglishPage, found: Found) -> dict[bool, Amount]:
    """Puts the areas into the need; the wanted land under True, the wanted floor under False."""
    every: list[EnglishArea] = []
    for i, amount in enumerate(page.amounts):
        if amount.dim not in ("land", "m2"):
            continue
        left, right = page.left(i), page.right(i)
        words = left[-40:] + " " + right[:40]
        land = (
            amount.dim == "land"
            or _LAND.search(right[:30]) is not None
            or (_LAND.search(left[-24:]) is not None and not _SPACES.search(right[:24]))
        )
        from_m2 = land and amount.dim == "m2"
        size = amount.low * (MU_PER_M2 if from_m2 else 1)
        if _NOT_AREA.search(left) or _NOT_AREA_BEHIND.match(right) or OF_GOODS.match(page.plain, amount.end):
            found.leave(amount.start, amount.end, _WHY_NOT)
        elif not (MIN_MU <= size <= MOST_MU if land else MIN_M2 <= size <= MOST_M2):
            found.leave(amount.start, amount.end, _WHY_BOUNDS)
        elif _is_there(page, amount):
            found.leave(amount.start, amount.end, _WHY_PRESENT)
        elif _PHASE_2.search(left) or _PART.search(left):
            found.leave(amount.start, amount.end, _WHY_OTHER)
        else:
            every.append(EnglishArea(amount, land, from_m2, _TOTAL.search(words) is not None, words))
    wanted: dict[bool, Amount] = {}
    for land in (True, False):
        if main := _main([a for a in every if a.land == land], land, page, found):
            wanted[land] = main
    return wanted


def _is_there(page: EnglishPage, amount: Amount) -> bool:
    head = page.plain[page.sentence(amount.start)[0] : amount.start]
    present = max((m.end() for m in _PRESENT.finditer(head)), default=-1)
    wished = max((m.end() for m in _WISHED.finditer(head)), default=-1)
    return present > wished


def _main(areas: list[EnglishArea], land: bool, page: EnglishPage, found: Found) -> Amount | None:
    if not areas:
        return None
    main = max(areas, key=lambda a: (a.total, -a.amount.start if land else a.amount.high))
    pair = [a for a in areas if {a.amount.bound, main.amount.bound} == {"least", "most"}]
    pair = [a for a in pair if _ordered(a.amount, main.amount)][:1]
    others = [a for a in areas if a is not main and a not in pair and (a.amount.low, a.amount.high) != (main.amount.low, main.amount.high)]
    for area in others:
        found.leave(area.amount.start, area.amount.end, _WHY_OTHER)
    for area in sorted((main, *pair), key=lambda a: a.amount.start):
        _put(page, area, [_MAIN] if others and not land else [], found)
    return main.amount


def _ordered(one: Amount, other: Amount) -> bool:
    low, high = (one, other) if one.bound == "least" else (other, one)
    return low.low <= high.high


def _put(page: EnglishPage, area: EnglishArea, notes: list[Text], found: Found) -> None:
    amount, name = area.amount, "land_mu" if area.land else "floor_m2"
    told = [*notes, *([_FROM_M2] if area.from_m2 else []), *([_ABOUT] if amount.about else [])]
    if CONVERTED.search(page.plain, amount.start, amount.end):
        told.append(_FROM_UNIT)
    note = sentences(told) if told else NOTHING
    times = MU_PER_M2 if area.from_m2 else Decimal(1)
    low, high = round(float(amount.low * times), 4), round(float(amount.high * times), 4)
    if amount.bound != "most" or low != high:
        found.put(f"{name}_min", low, amount.start, amount.end, note)
    if amount.bound != "least" or low != high:
        found.put(f"{name}_max", high, amount.start, amount.end, note)


def read_space(page: EnglishPage, areas: dict[bool, Amount], found: Found) -> None:
    words = [m for m in _SPACES.finditer(page.plain) if not _NOT_SPACE_BEHIND.match(page.plain[m.end() : m.end() + 16])]
    if True in areas:
        land = next((m for m in words if m.lastgroup == "land"), None)
        found.put("space", "land", *(land.span() if land else (areas[True].start, areas[True].end)))
        return
    wished = [m for m in words if not _NOT_SPACE_AHEAD.search(page.plain[max(0, m.start() - 40) : m.start()])]
    if (
        len(wished) > 1
        and re.fullmatch(r" ?(?:or|/) ?(?:an? )?", page.plain[wished[0].end() : wished[1].start()])
        and wished[0].lastgroup != wished[1].lastgroup
    ):
        found.leave(wished[0].start(), wished[1].end(), _WHY_SPACE)
        return
    if wished and (first := min(wished, key=lambda m: _apart(m, areas.get(False)))).lastgroup:
        found.put("space", first.lastgroup, *first.span())


def _apart(word: re.Match[str], amount: Amount | None) -> int:
    return word.start() if amount is None else max(word.start() - amount.end, amount.start - word.end())
