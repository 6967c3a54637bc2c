"""Units in English, each with what it measures and its size in the unit the program counts in (see units.Dim)."""

from __future__ import annotations

import re
from decimal import Decimal

from matcher.language.units import MU_PER_M2, T_PER_KN, Dim

M2_PER_ACRE = Decimal("4046.8564224")
M2_PER_SQUARE_FOOT = Decimal("0.09290304")
M_PER_FOOT = Decimal("0.3048")

SQUARE = r"(?:sq(?:uare)?[. ]{0,2}(?:met(?:re|er)s?|m)|sqms?|m2|m\^2|㎡)(?![a-z0-9])"
_FEET2 = r"(?:sq(?:uare)?[. ]{0,2}(?:feet|foot|ft)|sqft|ft2|sf)(?![a-z0-9])"
_PER = r" ?(?:/|per|a) ?"

_TABLE: tuple[tuple[str, Dim, Decimal], ...] = (
    (rf"(?:(?:metric )?ton(?:ne)?s?|t){_PER}{SQUARE}", "load", Decimal(1)),
    (rf"(?:kg|kilograms?){_PER}{SQUARE}", "load", Decimal("0.001")),
    (rf"kn{_PER}{SQUARE}", "load", T_PER_KN),
    (SQUARE, "m2", Decimal(1)),
    (_FEET2, "m2", M2_PER_SQUARE_FOOT),
    (r"(?:sq(?:uare)?[. ]{0,2}(?:kilomet(?:re|er)s?|km)|km2)(?![a-z])", "land", Decimal(1500)),
    (r"(?:chinese )?mu(?![a-z0-9])", "land", Decimal(1)),
    (r"(?:hectares?|ha)(?![a-z0-9])", "land", Decimal(15)),
    (r"acres?(?![a-z])", "land", M2_PER_ACRE * MU_PER_M2),
    (r"kva(?![a-z])", "kva", Decimal(1)),
    (r"mva(?![a-z])", "kva", Decimal(1000)),
    (r"(?:kwh?|mwh?|kilowatts?|megawatts?)(?![a-z])", "kw", Decimal(1)),
    (r"(?:mm|cm|km|millimet(?:re|er)s?|centimet(?:re|er)s?|kilomet(?:re|er)s?|miles?|inch(?:es)?)(?![a-z])", "other", Decimal(1)),
    (r"(?:cubic (?:met(?:re|er)s?|feet)|m3|litres?|liters?)(?![a-z0-9])", "other", Decimal(1)),
    (r"(?:met(?:re|er)s?|m)(?![a-z0-9/^])", "m", Decimal(1)),
    (r"(?:feet|foot|ft)(?![a-z0-9])", "m", M_PER_FOOT),
    (r"(?:(?:metric )?ton(?:ne)?s?|t|kg)(?![a-z0-9])", "weight", Decimal(1)),
    (
        r"(?:(?:new|local|full-time|direct) )?(?:jobs|employees|workers|staff(?! room)|people|persons|positions|posts)(?![a-z])",
        "person",
        Decimal(1),
    ),
    (
        r"(?:%|per ?cent|percent|hours?|days?|weeks?|months?|years?|minutes?|units?|sets?|pieces?|pcs|storeys?|stories|floors?|buildings?|cranes?|lifts?"
        r"|trucks?|phases?|times|degrees?|rooms?|beds?|lines?|vehicles?|cars?)(?![a-z])",
        "other",
        Decimal(1),
    ),
)
UNIT = "|".join(form for form, _, _ in _TABLE)
_EACH = tuple((re.compile(form), dim, size) for form, dim, size in _TABLE)

YUAN = r"(?:yuan|rmb|cny|renminbi|¥)"
FOREIGN = r"(?:us ?dollars?|dollars?|usd|us\$|hk\$|\$|hkd|euros?|eur|€|gbp|£|pounds?|jpy|yen)"
MONEY = rf"(?:{YUAN}|{FOREIGN})"
RATE = re.compile(
    rf" ?(?:(?:/|per|a|an|each) ?(?:(?P<per>{SQUARE}|mu(?![a-z])|hectare|acre)|(?P<time>month|day|year|annum|yr))(?![a-z])"
    rf"(?: ?(?:/|per|a|and) ?(?:(?P<per2>{SQUARE}|mu(?![a-z]))|(?P<time2>month|day|year|annum|yr))(?![a-z]))?|(?P<adverb>monthly|annually|yearly|daily))"
)
TIMES = {
    "month": "month",
    "monthly": "month",
    "day": "day",
    "daily": "day",
    "year": "year",
    "annum": "year",
    "yr": "year",
    "annually": "year",
    "yearly": "year",
}
CONVERTED = re.compile(rf"hectares?|\bha\b|acres?|{_FEET2}|feet|foot|ft|km|kilomet|kn|kg")
"""Units of which the value is not as it was written."""


def unit(said: str) -> tuple[Dim, Decimal]:
    """What a string that UNIT matched measures, and its size."""
    return next(((dim, size) for form, dim, size in _EACH if form.fullmatch(said)), ("other", Decimal(1)))
