"""Jobs, height, floor load, power, tenure, ground floor and waste water of an English request."""

from __future__ import annotations

import re

from matcher.language.amounts import Amount
from matcher.language.english_page import EnglishPage
from matcher.language.english_units import CONVERTED
from matcher.language.figures import LEAST_M, MOST_JOBS, MOST_KVA, MOST_LOAD, MOST_M
from matcher.language.reading import Found
from matcher.model.text import NOTHING, Text, sentences

_JOBS = re.compile(r"\b(?:jobs|employ(?:ees|s|ing|ment)?|workers|workforce|staff|headcount|labou?r|hire|create|positions)\b")
_SURE_JOBS = re.compile(r"(?:jobs|employees|workers|staff|positions)$")
_NOT_JOBS = re.compile(
    r"\b(?:engineers|dormitor|canteen|visitors|guests|seats|managers|currently|at present|now|had|have had|in 20[01]\d|in 202[0-5]|last year|r&d)\b|(?<!will )(?<!to )(?<!would )\bemploys?\b"
)
_NOT_JOBS_BEHIND = re.compile(r"^ (?:at present|currently|now|today|already|in our)")
_HEIGHT = re.compile(r"\b(?:ceilings?|clear|headroom|floor[- ]to[- ]ceiling|storey|story|clearance|high|height)\b")
_NOT_HEIGHT = re.compile(
    r"\b(?:eaves?|rack(?:ing)?|second floor|upper floors?|building height|width|wide|long|length|column|span|deep|trucks?|door)\b"
)
_HIGH_BEHIND = re.compile(r"^ ?(?:clear|ceilings?|high|headroom|in height|of (?:clear|ceiling|head)|clearance|floor[- ]to[- ]ceiling)")
_LOAD = re.compile(r"\bload")
_EITHER = re.compile(
    r"\b(?:to )?(?:rent|lease|renting|leasing|rental)(?:,? or |/| and/or )(?:to )?(?:buy|purchase|buying|purchasing|own)\b|\b(?:to )?(?:buy|purchase|buying)(?:,? or |/| and/or )(?:to )?(?:rent|lease|renting|leasing)\b"
)
_RENT = re.compile(r"\b(?:rent(?:al|ing|ed)?|leas(?:e|ing|ehold)|to let|tenancy|tenant)\b")
_BUY = re.compile(r"\bfor sale ?\?|\b(?:buy(?:ing)?|purchas(?:e|ing)|acquir(?:e|ing)|freehold)\b")
_NOT_TENURE = re.compile(r"\b(?:our|current|existing|no|not|don't want to|not to|never|the) (?:\w+ )?$")
_NOT_TENURE_BEHIND = re.compile(
    r"^(?: agreement| contract)?,? (?:expires?|ends?|runs out|is ending)| (?:a )?(?:car|equipment|machine|raw|materials)"
)
_GROUND = re.compile(r"\bground[- ]floor\b|\bon the ground\b|\bsingle[- ]storey\b")
_NOT_GROUND = re.compile(r"\b(?:no|not|except|without|any floor)(?: need for)?(?: the| a)? ?$")
_NOT_GROUND_BEHIND = re.compile(r"^ (?:not|is not|or|load|area|height|ceiling|or upper|clear)")
_NO_WASTE = re.compile(
    r"\b(?:no|without|zero|does not discharge|do not discharge|don't discharge)(?: any)?(?: industrial| production| process)? ?(?:waste ?water|effluent)(?: discharge)?\b"
)
_WASTE = re.compile(
    r"\b(?:discharg(?:es?|ing)|produc(?:es?|ing)|generat(?:es?|ing)|with)(?: some| \w+)?(?: of)? (?:waste ?water|effluent)\b|\bdischarg(?:es?|ing) \d[\d,.]* ?[a-z0-9]+(?: [a-z]+)? of (?:waste ?water|effluent)\b|\bwaste ?water (?:discharge|treatment)(?: is)?(?: needed| required)?\b"
)

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_LOWER = Text("说的是区间，取下限。", "A range was told; its lower end is taken.")
_FROM_UNIT = Text("由所说的单位换算。", "Converted from the unit that was told.")
_WHY_EITHER = Text("租或买都可以，没有取其一。", "Renting or buying are both open; neither was taken.")
_WHY_KW = Text("kW 不是 kVA，没有换算。", "kW is not kVA; not converted.")
_WHY_LOAD = Text("没有说每平方米，不读作承重。", "Not told per ㎡, so not read as a floor load.")
_WHY_MOST = Text("说的是上限，不是最低要求。", "Told as a ceiling, not as the least that will do.")
_WHY_PEOPLE = Text("不是用工总数。", "Not the number of jobs.")
_WHY_SECOND = Text("前面已经说过另一个数。", "Another figure was told before.")
_WHY_BOUNDS = Text("超出了一条需求会说的大小。", "Beyond what a need could be.")


def read_tenure(page: EnglishPage, found: Found) -> str | None:
    if either := _EITHER.search(page.plain):
        found.leave(either.start(), either.end(), _WHY_EITHER)
        return None
    best: tuple[int, int, str] | None = None
    for tenure, pattern in (("rent", _RENT), ("buy", _BUY)):
        for hit in pattern.finditer(page.plain):
            head, tail = page.plain[max(0, hit.start() - 24) : hit.start()], page.plain[hit.end() : hit.end() + 24]
            if not _NOT_TENURE.search(head) and not _NOT_TENURE_BEHIND.match(tail):
                best = min(filter(None, (best, (hit.start(), hit.end(), tenure))))
                break
    if best is None:
        return None
    found.put("tenure", best[2], best[0], best[1])
    return best[2]


def read_figures(page: EnglishPage, found: Found) -> None:
    for i, amount in enumerate(page.amounts):
        if found.covers(amount.start, amount.end):
            continue
        left, right = page.left(i), page.right(i)
        if amount.dim in ("person", "none"):
            _jobs(page, amount, left, right, found)
        elif amount.dim == "m":
            _height(page, amount, left, right, found)
        elif amount.dim == "load":
            _least(page, "floor_load_t_m2_min", amount, float(MOST_LOAD), found)
        elif amount.dim == "weight" and _LOAD.search(left):
            found.leave(amount.start, amount.end, _WHY_LOAD)
        elif amount.dim == "kw":
            found.leave(amount.start, amount.end, _WHY_KW)
        elif amount.dim == "kva":
            _least(page, "power_kva_min", amount, float(MOST_KVA), found)


def _jobs(page: EnglishPage, amount: Amount, left: str, right: str, found: Found) -> None:
    said = page.plain[amount.start : amount.end]
    sure = amount.dim == "person" and (_SURE_JOBS.search(said) or _JOBS.search(left) or _JOBS.search(right[:20]))
    labelled = (
        amount.dim == "none"
        and not amount.scaled
        and re.search(r"\b(?:headcount|workforce|jobs|employees|staff|workers)\b(?: of|:| is)? ?$", left)
    )
    if not sure and not labelled:
        return
    since = page.plain[page.sentence(amount.start)[0] : amount.start]
    if (
        _NOT_JOBS.search(since)
        or _NOT_JOBS_BEHIND.match(page.plain[amount.end : amount.end + 20])
        or amount.low < 1
        or amount.high > MOST_JOBS
        or "jobs" in found.fields
    ):
        found.leave(amount.start, amount.end, _WHY_PEOPLE)
    else:
        found.put("jobs", float(amount.low), amount.start, amount.end, _note(page, amount))


def _height(page: EnglishPage, amount: Amount, left: str, right: str, found: Found) -> None:
    named = _HEIGHT.search(left) or _HIGH_BEHIND.match(right)
    if named and not _NOT_HEIGHT.search(left) and LEAST_M <= amount.low <= MOST_M:
        _least(page, "ceiling_height_m_min", amount, float(MOST_M), found)


def _least(page: EnglishPage, name: str, amount: Amount, most: float, found: Found) -> None:
    if amount.bound == "most" and amount.low == amount.high:
        found.leave(amount.start, amount.end, _WHY_MOST)
    elif name in found.fields:
        found.leave(amount.start, amount.end, _WHY_SECOND)
    elif not 0 < amount.low <= most:
        found.leave(amount.start, amount.end, _WHY_BOUNDS)
    else:
        found.put(name, round(float(amount.low), 4), amount.start, amount.end, _note(page, amount))


def _note(page: EnglishPage, amount: Amount) -> Text:
    converted = amount.dim in ("m", "load") and CONVERTED.search(page.plain, amount.start, amount.end)
    told = [*([_FROM_UNIT] if converted else []), *([_LOWER] if amount.low != amount.high else []), *([_ABOUT] if amount.about else [])]
    return sentences(told) if told else NOTHING


def read_ground(page: EnglishPage, found: Found) -> None:
    for hit in _GROUND.finditer(page.plain):
        if not _NOT_GROUND.search(page.plain[max(0, hit.start() - 20) : hit.start()]) and not _NOT_GROUND_BEHIND.match(
            page.plain[hit.end() : hit.end() + 14]
        ):
            found.put("ground_floor", True, hit.start(), hit.end())
            return


def read_waste(page: EnglishPage, found: Found) -> None:
    if no := _NO_WASTE.search(page.plain):
        found.put("discharges_wastewater", False, no.start(), no.end())
    elif yes := _WASTE.search(page.plain):
        found.put("discharges_wastewater", True, yes.start(), yes.end())
