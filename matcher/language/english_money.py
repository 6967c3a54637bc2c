"""Investment, output, tax, rent and prices of an English request. Foreign money and sums whose currency is not told are left unread."""

from __future__ import annotations

import re

from matcher.language.amounts import Amount
from matcher.language.english_page import EnglishPage
from matcher.language.money import LEAST_WAN, MOST_WAN, WAN
from matcher.language.prices import BARE_HIGH, BUY_LOW, RENT_HIGH, RENT_LOW
from matcher.language.reading import Found
from matcher.language.units import DAYS_PER_MONTH
from matcher.model.text import NOTHING, Text, sentences

_LABEL = re.compile(
    r"(?P<no>\b(?:registered capital|paid[- ]in capital|turnover|revenue(?! of tax)|sales|profits?|salar(?:y|ies)|wages?|loans?|deposit|subsid(?:y|ies)|orders?|exports?|equipment investment|investment (?:per|intensity)|already invested|invested so far)\b)"
    r"|(?P<fixed>\bfixed[- ]assets?(?: investment)?\b)|(?P<tax>\b(?:annual |yearly )?tax(?:es)?(?: revenue| payments?| contribution)?\b)"
    r"|(?P<investment>\b(?:total |planned |project )?invest(?:ment|ing|s)?\b)|(?P<output>\b(?:annual |yearly )?(?:output|production)(?: value)?\b)"
)
_BEHIND = re.compile(
    r"^ ?(?:of |in |as )?(?:an? |our |the )?(?:annual |yearly |total |planned )?(?:(?P<fixed>fixed[- ]assets?(?: investment)?)|(?P<tax>tax(?:es)?\b)|(?P<investment>investment)|(?P<output>output|production value)|(?P<no>turnover|revenue|sales|profits?|registered capital))"
)
_PAST = re.compile(r"\b(?:last year|this year so far|in 20[01]\d|in 202[0-5]|previous year|past year|to date|already)\b")
_PHASE = re.compile(r"\b(?:phase (?:one|two|1|2)|first phase|second phase)\b")
_RENT = re.compile(r"\b(?:rent|rental|lease)\b")
_PRICE = re.compile(r"\b(?:budget|price|pay|cost|up to|max)\b")
_NOT_PRICE = re.compile(r"\b(?:management fee|service charge|deposit|electricity|water|salary)\b")
_FIELD = {"investment": "investment_wan", "fixed": "fixed_investment_wan", "output": "output_wan", "tax": "tax_wan"}

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_LOWER = Text("说的是区间，取下限。", "A range was told; its lower end is taken.")
_UPPER = Text("说的是区间，取上限。", "A range was told; its upper end is taken.")
_BY_DAY = Text("按每月 365/12 天由日租金换算。", "From a rent per day, at 365/12 days a month.")
_BY_YEAR = Text("由年租金除以 12。", "From a rent per year, divided by 12.")
_NO_TIME = Text("没有说按月还是按天，照惯例按月读。", "No period was told; read per month, as is usual.")
_DERIVED = Text("由租金总额除以面积得出。", "Derived: the rent in total over the area.")
_BY_RENT = Text("由租金要求得知。", "Known from the rent that was asked for.")
_WHY_FOREIGN = Text("外币，没有汇率。", "Foreign money; there is no exchange rate.")
_WHY_CURRENCY = Text("没有说是什么钱。", "No currency was told.")
_WHY_OTHER = Text("不是投资、产值或税收。", "Neither investment nor output nor tax.")
_WHY_PAST = Text("说的是过去或现状。", "Of the past or the present.")
_WHY_PHASE = Text("只是其中一期。", "One phase only.")
_WHY_BOUNDS = Text("超出了一条需求会说的大小。", "Beyond what a need could be.")
_WHY_PRICE = Text("是价格，但说不清是租价还是售价。", "A price, but whether of rent or purchase is not clear.")
_WHY_TOTAL = Text("租金总额，面积或期间不明，没有折算。", "A rent in total; without area and period it is not converted.")


def read_money(page: EnglishPage, floor: Amount | None, tenure: str | None, found: Found) -> None:
    for i, amount in enumerate(page.amounts):
        if amount.dim not in ("yuan", "foreign") and not (amount.dim == "none" and amount.scaled):
            continue
        left, right = page.left(i), page.right(i)
        if amount.dim == "foreign":
            found.leave(amount.start, amount.end, _WHY_FOREIGN)
        elif amount.dim == "none":
            found.leave(amount.start, amount.end, _WHY_CURRENCY)
        elif amount.per == "mu":
            if amount.bound != "least":
                found.put("land_price_wan_mu_max", round(float(amount.high / WAN), 4), amount.start, amount.end, _note(amount, [], _UPPER))
        elif amount.per == "m2":
            _per_m2(amount, left, tenure, found)
        elif amount.per:
            found.leave(amount.start, amount.end, _WHY_PRICE)
        elif role := _role(left, right):
            _sum(page, amount, role, left, found)
        elif amount.time == "month" or _RENT.search(left) or (_PRICE.search(left) and tenure == "rent"):
            _total(amount, floor, tenure, left, found)
        else:
            found.leave(amount.start, amount.end, _WHY_OTHER)


def _role(left: str, right: str) -> str:
    if behind := _BEHIND.match(right):
        return next(name for name in ("fixed", "tax", "investment", "output", "no") if behind[name])
    labels = list(_LABEL.finditer(left))
    return labels[-1].lastgroup or "" if labels else ""


def _sum(page: EnglishPage, amount: Amount, role: str, left: str, found: Found) -> None:
    wan = amount.low / WAN
    since = page.plain[page.sentence(amount.start)[0] : amount.start]
    field = _FIELD.get(role, "")
    why = (
        _WHY_OTHER if not field or amount.time in ("month", "day")
        else _WHY_PAST if _PAST.search(since)
        else _WHY_PHASE if _PHASE.search(left)
        else _WHY_BOUNDS if not LEAST_WAN <= wan <= MOST_WAN
        else _WHY_OTHER if found.fields.get(field, round(float(wan), 4)) != round(float(wan), 4)
        else None
    )  # fmt: skip
    if why:
        found.leave(amount.start, amount.end, why)
    else:
        found.put(field, round(float(wan), 4), amount.start, amount.end, _note(amount, [], _LOWER))


def _per_m2(amount: Amount, left: str, tenure: str | None, found: Found) -> None:
    price, notes = amount.high, list[Text]()
    if amount.bound == "least" and amount.low == amount.high:
        found.leave(amount.start, amount.end, _WHY_PRICE)
        return
    if amount.time == "day":
        price, notes = price * DAYS_PER_MONTH, [_BY_DAY]
    elif amount.time == "year":
        price, notes = price / 12, [_BY_YEAR]
    elif not amount.time:
        if tenure == "buy" and not _RENT.search(left) and price >= BUY_LOW:
            found.put("purchase_yuan_m2_max", round(float(price), 4), amount.start, amount.end, _note(amount, [], _UPPER))
            return
        if tenure == "buy" or not (tenure == "rent" or _RENT.search(left)) or not RENT_LOW <= price <= RENT_HIGH:
            found.leave(amount.start, amount.end, _WHY_PRICE)
            return
        notes = [_NO_TIME]
    found.put("rent_yuan_m2_month_max", round(float(price), 4), amount.start, amount.end, _note(amount, notes, _UPPER))
    if tenure is None:
        found.put("tenure", "rent", amount.start, amount.end, _BY_RENT)


def _total(amount: Amount, floor: Amount | None, tenure: str | None, left: str, found: Found) -> None:
    months = {"month": 1, "year": 12}.get(amount.time, 1 if re.search(r"\bmonthly\b", left) else 0)
    exact = floor is not None and floor.low == floor.high and floor.bound == "is"
    if (
        tenure != "buy"
        and months
        and exact
        and floor is not None
        and not _NOT_PRICE.search(left)
        and amount.high / months / floor.low <= BARE_HIGH
    ):
        price = round(float(amount.high / months / floor.low), 4)
        found.put("rent_yuan_m2_month_max", price, amount.start, amount.end, _note(amount, [_DERIVED], _UPPER))
    else:
        found.leave(amount.start, amount.end, _WHY_TOTAL)


def _note(amount: Amount, notes: list[Text], of_range: Text) -> Text:
    told = [*notes, *([of_range] if amount.low != amount.high else []), *([_ABOUT] if amount.about else [])]
    return sentences(told) if told else NOTHING
