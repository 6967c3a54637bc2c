"""What may be paid: rent, land price and purchase price, each per area. A sum is turned into a rent only where area and time are told."""

from __future__ import annotations

import re
from decimal import Decimal

from matcher.language.amounts import Amount
from matcher.language.areas import Areas
from matcher.language.page import Page
from matcher.language.reading import Found
from matcher.language.units import DAYS_PER_MONTH
from matcher.model.text import NOTHING, Text, sentences

_RENT = re.compile(r"租金|月租|房租|租价|租赁(?:单价|价格|费|预算)|日租|年租|租(?=\s?$)")
_PRICE = re.compile(r"价格|单价|价位|预算|均价|价(?!值)|承受")
_BUY = re.compile(r"售价|购(?:买|置|房)?(?:单)?价|总价|买|购|出售")
_LAND = re.compile(r"地价|土地(?:价格|单价|价|出让金?|成本)|出让(?:价|金)|(?:用地|拿地)(?:成本|价格?)|挂牌价|起拍价|地款")
_NOT_LAND = re.compile(r"税|产值|产出|投资|强度|营收|销售|利润|租|亩均")
_PUT_OFF = re.compile(r"物业费?|管理费|公摊|水电|电费|水费|押金|转让费|工资|空地|停车|宿舍|补贴")
_MONTH = re.compile(r"每月|月租|一个?月|月付|每个月|按月|/月")
_BY_THE_MONTH = re.compile(r"(?:/|每|一)? ?个?月")
_YEAR = re.compile(r"每年|年租|一年|全年|年付|/年")

RENT_LOW, RENT_HIGH = Decimal(3), Decimal(200)
"""yuan/㎡: a rent without a period is monthly above the first (a day's rent of a workshop is below it), and none at all above the second."""
BARE_LOW, BARE_HIGH = Decimal(5), Decimal(100)
"""A price without any unit beside a wish to rent: as a total it would be absurd, so it can only be yuan/㎡/month."""
BUY_LOW = Decimal(500)

_ABOUT = Text("约数，按所说的数读。", "An approximate figure, read as told.")
_BY_DAY = Text("按每月 365/12 天由日租金换算。", "From a rent per day, at 365/12 days a month.")
_BY_YEAR = Text("由年租金除以 12。", "From a rent per year, divided by 12.")
_NO_TIME = Text("没有说按月还是按天，照惯例按月读。", "No period was told; read per month, as is usual.")
_BARE = Text("没有写单位，只可能是元/㎡·月。", "No unit was written; it can only be yuan/㎡/month.")
_DERIVED = Text("由租金总额除以面积得出。", "Derived: the rent in total over the area.")
_UPPER = Text("说的是区间，取上限。", "A range was told; its upper end is taken.")
_BY_MONTH = Text("按月付钱，是租。", "Paid by the month, so it is to rent.")
_WHY_TOTAL = Text("租金总额，面积或期间不明，没有折算。", "A rent in total; without area and period it is not converted.")
_WHY_PRICE = Text("是价格，但说不清是租价还是售价。", "A price, but whether of rent or purchase is not clear.")
_WHY_FOREIGN = Text("外币，没有汇率。", "Foreign money; there is no exchange rate.")


def read_prices(page: Page, areas: Areas, tenure: str | None, found: Found) -> None:
    for i, amount in enumerate(page.amounts):
        if amount.dim not in ("yuan", "foreign") and not (amount.dim == "none" and amount.scaled):
            continue
        if found.covers(amount.start, amount.end):
            continue
        left = _left(page, amount)
        if _PUT_OFF.search(page.left(i)):
            continue
        if amount.dim == "foreign":
            found.leave(amount.start, amount.end, _WHY_FOREIGN)
        elif amount.per == "mu":
            _land_price(amount, left, tenure, found)
        elif amount.per == "m2":
            _per_m2(amount, left, tenure, areas.floor is not None, found)
        else:
            _total(page.plain, amount, left, areas, tenure, found)


def _left(page: Page, amount: Amount) -> str:
    """The clause so far, as far as a word of price may stand before its figure."""
    return page.plain[max(page.clause(amount.start)[0], amount.start - 30) : amount.start]


def _land_price(amount: Amount, left: str, tenure: str | None, found: Found) -> None:
    wan = amount.high / 10**4
    if amount.time or _NOT_LAND.search(left) or not (_LAND.search(left) or _PRICE.search(left) or _BUY.search(left) or tenure == "buy"):
        return
    if amount.bound != "least" and 0 < wan <= 10**5:
        found.put("land_price_wan_mu_max", round(float(wan), 4), amount.start, amount.end, _note(amount))


def _per_m2(amount: Amount, left: str, tenure: str | None, wants_floor: bool, found: Found) -> None:
    price, notes = amount.high, list[Text]()
    rent = bool(_RENT.search(left))
    if amount.time == "day":
        price, notes = price * DAYS_PER_MONTH, [_BY_DAY]
    elif amount.time == "year":
        if tenure == "buy" and not rent:
            return
        price, notes = price / 12, [_BY_YEAR]
    elif not amount.time:
        if (tenure == "buy" or _BUY.search(left)) and not rent and amount.high >= BUY_LOW:
            found.put("purchase_yuan_m2_max", round(float(amount.high), 4), amount.start, amount.end, _note(amount))
            return
        if (
            tenure == "buy"
            or not (rent or tenure == "rent" or wants_floor or _PRICE.search(left))
            or not RENT_LOW <= amount.high <= RENT_HIGH
        ):
            found.leave(amount.start, amount.end, _WHY_PRICE)
            return
        notes = [_NO_TIME]
    if amount.bound == "least" and amount.low == amount.high:
        found.leave(amount.start, amount.end, _WHY_PRICE)
        return
    if price > 0:
        found.put("rent_yuan_m2_month_max", round(float(price), 4), amount.start, amount.end, _note(amount, notes))


def _total(text: str, amount: Amount, left: str, areas: Areas, tenure: str | None, found: Found) -> None:
    rent = bool(_RENT.search(left))
    if not rent and not _PRICE.search(left):
        return
    if amount.bound == "least" and amount.low == amount.high:
        return
    if not amount.scaled and BARE_LOW <= amount.low <= amount.high <= BARE_HIGH and not amount.time and (rent or tenure == "rent"):
        found.put("rent_yuan_m2_month_max", round(float(amount.high), 4), amount.start, amount.end, _note(amount, [_BARE]))
        return
    months = 1 if amount.time == "month" or _MONTH.search(left) else 12 if amount.time == "year" or _YEAR.search(left) else 0
    floor = areas.floor.amount if areas.floor else None
    if (rent or tenure == "rent" or _MONTH.search(left)) and months and floor and floor.low == floor.high and floor.bound == "is":
        price = amount.high / months / floor.low
        if price > 0:
            found.put("rent_yuan_m2_month_max", round(float(price), 4), amount.start, amount.end, _note(amount, [_DERIVED]))
            return
    by_month = _BY_THE_MONTH.search(text, amount.start, amount.end)
    if months == 1 and tenure != "buy":
        found.put("tenure", "rent", *(by_month.span() if by_month else (amount.start, amount.end)), _BY_MONTH)
    if rent or tenure == "rent" or months == 1:
        found.leave(amount.start, amount.end, _WHY_TOTAL)


def _note(amount: Amount, notes: list[Text] | None = None) -> Text:
    told = [*(notes or []), *([_UPPER] if amount.low != amount.high else []), *([_ABOUT] if amount.about else [])]
    return sentences(told) if told else NOTHING
