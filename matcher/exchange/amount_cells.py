"""A cell with a figure and perhaps a unit, read in the unit of its column. One definition of units and numerals: that of the room of language."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from matcher.catalog.cells import Unreadable
from matcher.exchange.tables_data import Measure, affixes, folded, limit, measures
from matcher.language.amounts import Amount, Bound, amounts
from matcher.language.plain import plain
from matcher.language.prices import BARE_HIGH, BARE_LOW, RENT_HIGH, RENT_LOW
from matcher.language.units import BEFORE, DAYS_PER_MONTH, MU_PER_M2
from matcher.model.text import Text

WAN = Decimal(10**4)
_SUMS = ("money", "land_price")
"""Measures in which 万 and 亿 alone mean yuan."""
_GROUND = re.compile(r"^(?:首层|一层|底层|一楼|首楼)(?:层高|净高|高|承重|荷载)?(?:约|为|:)?(?=\d)")
_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?")
_POWER_OF_TEN = re.compile(r"[-+]?\d(?:\.\d{1,15})?e[-+]?\d{1,2}")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_OWN_RANGE = re.compile(r"(?P<low>\d[\d,]*(?:\.\d+)?)?\.\.(?P<high>\d[\d,]*(?:\.\d+)?)?")
_REMARK = re.compile(r"\([^()\d]*\)$")
_TWICE = re.compile(r"(?P<first>[^()]+)\((?:即|合|约合?|折合?|=|≈)?(?P<second>[^()]+)\)")
_TIMES = re.compile(r"(?P<n>[1-9])(?:台)?[x×*](?P<rest>.+)|(?P<rest2>.+)[x×*](?P<n2>[1-9])台?")
_FANG = re.compile(r"(?<=[/每])方(?!米)")
_FILLER = "地人民币,。;:/的为按每月租金价"

NOT_A_NUMBER = (
    Text("读不出是多少。", "cannot be read as a figure."),
    Text("请写一个数，可以带单位，如 {u}；范围写成 50-80。", "Write one figure, with its unit if you like, such as {u}; a range as 50-80."),
)
_NEGATIVE = (Text("是负数。", "is negative."), Text("请核对这个数。", "Check the figure."))
_NO_UNIT = (
    Text("没有写单位，说不准是多少。", "has no unit, so what it means is uncertain."),
    Text("请在表头或单元格里写明单位，如 {u}。", "Say the unit in the heading or the cell, such as {u}."),
)
_WRONG_UNIT = (
    Text("单位与这一列不合，不能换算成{u}。", "has a unit that does not belong here; it cannot be turned into {u}."),
    Text("请换成{u}，或检查是否填错了列。", "Give it in {u}, or check whether it stands in the wrong column."),
)
_FOREIGN = (
    Text("是外币，没有汇率可换算。", "is foreign money, for which there is no rate."),
    Text("请换算成人民币。", "Turn it into yuan."),
)
_KW = (
    Text("kW 不是 kVA，不能直接换算。", "is in kW, which is not kVA."),
    Text("请写变压器容量，单位 kVA。", "Give the transformer's capacity in kVA."),
)
_TOTAL = (
    Text("是总额，不是单价。", "is a sum, not a price per area."),
    Text("请写单价，如 {u}。", "Give the price per area, such as {u}."),
)
_PERIOD = (
    Text("没有说按月还是按天。", "does not say whether per month or per day."),
    Text("请写明，如 元/㎡·月 或 元/㎡·天。", "Say so: yuan/㎡/month or yuan/㎡/day."),
)
_TWO_DIFFER = (
    Text("同一格里的两个数对不上。", "holds two figures that do not agree."),
    Text("请核对，只留一个。", "Check them and keep one."),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """low..high in the unit of the measure. `usual`: no unit was written anywhere; `monthly`: a rent without its period was read per month."""

    low: float
    high: float
    bound: Bound = "is"
    about: bool = False
    usual: bool = False
    monthly: bool = False
    land: bool = False
    """Of an area: its unit is one of land."""


@lru_cache(maxsize=1000)
def heading_unit(said: str) -> Amount | None:
    """The unit in a heading (万元, 元/㎡·月, 单位：亩, mu) as the amount of one of it; None where it is no unit."""
    said = _english().get(folded(said), said)
    text = (
        _squares(plain(said))
        .replace("/(", "/")
        .replace("(", "/")
        .replace(")", "")
        .replace(" ", "")
        .replace("人民币", "")
        .removeprefix("单位")
        .lstrip(":")
    )
    found = amounts(f"1{text}") if text and not text[0].isdigit() else []
    one = found[0] if len(found) == 1 else None
    if one is None or one.start != 0 or one.end != len(text) + 1 or (one.dim == "none" and not one.scaled) or one.bound != "is":
        return None
    return one


@cache
def _english() -> dict[str, str]:
    """A unit as the product's own English headings write it -> the same in Chinese."""
    return {folded(m.unit.en): m.unit.zh for m in measures().values()}


def read_figures(said: float | str, measure: Measure, unit: Amount | None) -> Figures | None:
    """What a cell states, or None where it states nothing (empty, 面议). Raises Unreadable with the reason."""
    return _read(said, measure.name, unit)


@lru_cache(maxsize=20_000)
def _read(said: float | str, name: str, unit: Amount | None) -> Figures | None:
    measure = measures()[name]
    if isinstance(said, float):
        if not math.isfinite(said):
            raise _fault(NOT_A_NUMBER, measure)
        return _bare(Decimal(repr(said)), measure, unit)
    if says_nothing(said):
        return None
    text = _squares(plain(said)).strip().rstrip("。;,")
    compact = "".join(text.split())
    if name in ("height", "load"):
        compact = _GROUND.sub("", compact)  # the ground floor is what these columns ask for
    if _PLAIN.fullmatch(compact) and (" " not in text.strip() or _SPACED.fullmatch(text.strip())):
        return _bare(Decimal(compact.replace(",", "")), measure, unit)
    if _POWER_OF_TEN.fullmatch(compact):
        return _bare(Decimal(compact), measure, unit)
    if (own := _OWN_RANGE.fullmatch(compact)) and (own["low"] or own["high"]):
        low, high = (Decimal(p.replace(",", "")) if p else None for p in (own["low"], own["high"]))
        ends = [_bare(e, measure, unit) for e in (low, high) if e is not None]
        bound: Bound = "is" if len(ends) == 2 else "least" if low is not None else "most"
        return replace(ends[0], high=ends[-1].high, bound=bound)
    if (twice := _TWICE.fullmatch(compact)) and any(c.isdigit() for c in twice["second"]):
        first, second = (_one(p, measure, unit) for p in (twice["first"], twice["second"]))
        if abs(first.low - second.low) > limit("same_amount") * max(first.low, second.low):
            raise _fault(_TWO_DIFFER, measure)
        return first
    times = _TIMES.fullmatch(compact) if name == "power" else None
    if times:
        one = _one(times["rest"] or times["rest2"], measure, unit)
        count = int(times["n"] or times["n2"])
        return replace(one, low=one.low * count, high=one.high * count)
    return _one(_REMARK.sub("", compact), measure, unit)


def _squares(text: str) -> str:
    """元/方/月, 吨/方: behind a stroke 方 can only be ㎡."""
    return _FANG.sub("平", text)


def says_nothing(said: str) -> bool:
    """Whether a cell is empty, or says that the figure is not known or is told to nobody."""
    a = affixes()
    key = folded(said).rstrip("。;；")
    return key in a.empty or key in a.open


def _one(text: str, measure: Measure, unit: Amount | None) -> Figures:
    """The only amount of a text that holds nothing else."""
    text = text.replace("/(", "/").replace(")", "") if "/(" in text else text
    if text.startswith("-"):
        raise _fault(_NEGATIVE, measure)
    found = amounts(text)
    if len(found) != 1:
        raise _fault(NOT_A_NUMBER, measure)
    amount = found[0]
    ahead = BEFORE.sub("", text[: amount.start]) if amount.per else text[: amount.start]
    if (ahead + text[amount.end :]).strip(_FILLER + " "):
        raise _fault(NOT_A_NUMBER, measure)
    return _in_unit(amount, measure, unit)


def _bare(value: Decimal, measure: Measure, unit: Amount | None) -> Figures:
    if value < 0:
        raise _fault(_NEGATIVE, measure)
    return _in_unit(Amount(0, 0, 0, value, value, "none"), measure, unit)


def _in_unit(amount: Amount, measure: Measure, unit: Amount | None) -> Figures:
    """An amount in the unit of the measure. What the cell does not say of its unit is taken from the heading, then from what is usual."""
    usual = False
    if amount.dim == "none" and unit is None:
        if measure.name == "money" and amount.scaled:
            amount = replace(amount, dim="yuan")
        else:
            if not measure.usual or not (amount.low == 0 or measure.least <= amount.low <= amount.high <= measure.most):
                raise _fault(_NO_UNIT, measure)
            unit = heading_unit(measure.usual)
            usual = True
    if unit is not None and measure.name == "load" and unit.dim == "weight" and amount.dim == "none":
        raise _fault(_NO_UNIT, measure)
    if amount.dim == "none" and unit is not None:
        # 1.2万 in a column of 万元 or 万㎡ says the 万 itself
        size = Decimal(1) if amount.scaled and unit.scaled else unit.low
        amount = replace(amount, low=amount.low * size, high=amount.high * size, dim=unit.dim, per=unit.per, time=unit.time)
        if amount.dim == "none":
            amount = replace(amount, dim="yuan" if measure.name in _SUMS else amount.dim)
    elif amount.dim == "yuan" and unit is not None and unit.dim == "yuan":
        amount = replace(amount, per=amount.per or unit.per, time=amount.time or unit.time)
    elif amount.dim == "weight" and measure.name == "load" and unit is not None and unit.dim == "load":
        amount = replace(amount, dim="load")  # 2吨 in a column of t/㎡
    if measure.name == "rent" and unit is None and amount.dim == "yuan" and not (amount.per or amount.time or amount.scaled):
        can_only_be = BARE_LOW <= amount.low <= amount.high <= BARE_HIGH  # 15元 is per ㎡ and month, as in the reading of requests
        amount, usual = (replace(amount, per="m2", time="month"), True) if can_only_be else (amount, usual)
    factor, monthly = _factor(amount, measure)
    low, high = (_rounded(v * factor) for v in (amount.low, amount.high))
    return Figures(low, high, amount.bound, amount.about, usual, monthly, amount.dim == "land")


def _factor(amount: Amount, measure: Measure) -> tuple[Decimal, bool]:
    """What turns the amount's own unit into the measure's, and whether a month was taken for granted. Raises Unreadable."""
    name, dim = measure.name, amount.dim
    if dim == "foreign":
        raise Unreadable(*_FOREIGN)
    if dim == "kw" and name == "power":
        raise Unreadable(*_KW)
    same = {
        "land": "land", "floor": "m2", "height": "m", "distance": "m", "load": "load", "power": "kva", "people": "person", "weight": "weight"
    }  # fmt: skip
    if same.get(name) == dim:
        return Decimal(1), False
    if name == "land" and dim == "m2":
        return MU_PER_M2, False
    if name == "people" and dim in ("none", "other"):
        return Decimal(1), False
    if dim != "yuan":
        raise _fault(_WRONG_UNIT, measure)
    if name == "money" and not amount.per and not amount.time:
        return 1 / WAN, False
    if name == "money" and not amount.per and amount.time == "year":
        return 1 / WAN, False
    if name in ("rent", "price", "land_price") and not amount.per:
        raise _fault(_TOTAL, measure)
    if name == "price" and amount.per == "m2" and not amount.time:
        return Decimal(1), False
    if name == "land_price" and not amount.time:
        return (1 / WAN if amount.per == "mu" else 1 / MU_PER_M2 / WAN), False
    if name == "rent" and amount.per == "m2":
        return _per_month(amount)
    raise _fault(_WRONG_UNIT, measure)


def _per_month(amount: Amount) -> tuple[Decimal, bool]:
    """Without a period a rent is monthly where it can only be that, as in the reading of requests."""
    if amount.time == "day":
        return DAYS_PER_MONTH, False
    if amount.time == "year":
        return 1 / Decimal(12), False
    if not amount.time and not RENT_LOW <= amount.low <= amount.high <= RENT_HIGH:
        raise Unreadable(*_PERIOD)
    return Decimal(1), not amount.time


def _rounded(value: Decimal) -> float:
    found = round(float(value), 4)
    if not math.isfinite(found):
        raise Unreadable(*NOT_A_NUMBER)
    return found


def _fault(said: tuple[Text, Text], measure: Measure) -> Unreadable:
    return Unreadable(*(part.fill(u=measure.unit) for part in said))


def unit_fits(unit: Amount, measure: Measure) -> None:
    """Raises Unreadable where figures in a unit could never be turned into the measure's own."""
    unit = replace(unit, time=unit.time or "month") if measure.name == "rent" else unit
    _factor(replace(unit, dim="yuan") if unit.dim == "none" and measure.name in _SUMS else unit, measure)
