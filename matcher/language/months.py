"""Dates as people say them -> the last month they may mean. 明年年中 is the June of next year, 三个月内 three months from today.

A period stands for its last month, since the need asks for the latest month: 2027年上半年 is 2027-06, 年底 is December, 年初 is March (the
first quarter), 下半年 is December. Around the Spring Festival: 春节前 is the month of its eve, 春节后 the month of the Lantern Festival,
14 days after. A month without a year is the next one to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from matcher.language.numerals import DIGITS, number
from matcher.model.values import month_text

SPRING = {
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11),
    2033: (1, 31), 2034: (2, 19), 2035: (2, 8), 2036: (1, 28), 2037: (2, 15), 2038: (2, 4), 2039: (1, 24), 2040: (2, 12),
}  # fmt: skip
"""The first day of the lunar year."""
LANTERN_DAYS = 14

_DIGIT = r"[\d一二两三四五六七八九十]"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_MONTH_NAME = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = (
    r"(?:(?:(?P<y>20\d\d|(?<!\d)[2-4]\d|二零[二三四][零一二三四五六七八九])\s?(?:年度?|(?=[./-])))"
    r"|(?P<yw>今年|本年度?|明年度?|来年|次年|后年|当年|翌年))"
)
_PART = r"(?P<part>上半年|下半年|年中|中期|中(?![旬心国山型])|年底|年末|年尾|底前?|末(?!端)|年初|初(?!步|期|级)|[头第]?[一二三四1-4]个?季度?(?!楼)|q[1-4]|[一二三四1-4]季度|春节(?P<side1>前|后)?)"
_RELATIVE = (
    rf"(?P<n>(?:{_DIGIT}{{1,3}}|半))\s?(?:(?:-|~|至|到|、)\s?(?P<n2>{_DIGIT}{{1,3}})\s?)?(?P<unit>个半?月|个?季度|周|个?星期|个?礼拜|年半?|天|日(?!期))(?P<more>半)?"
    r"(?=\s?(?:之?内|以内|后|之后|以后|左右))"
)
_WHEN = re.compile(
    rf"(?:{_YEAR}\s?(?:(?:[./-]\s?)?(?P<m1>{_MONTH_NAME})\s?月?份?\s?(?:-|~|至|到|、)\s?(?P<m2>{_MONTH_NAME})\s?月份?"
    rf"|(?:的)?{_PART}|(?:[./-]\s?)?(?P<m>{_MONTH_NAME})(?!\d)(?!\s?(?:个|日|号|亿|万|元|亩|平|[.]\d{{3}}))(?:\s?(?:月份?|[./-]\s?(?P<d1>\d{{1,2}})(?!\d)日?|(?=[^\d月]|$)))"
    rf"(?P<d2>{_DAY})?(?:底|末|初|中旬|上旬|下旬)?)?"
    rf"|(?<![\d.年个]){_RELATIVE}"
    rf"|(?<![\d个年.])(?P<mm1>{_MONTH_NAME})\s?月?份?\s?(?:-|~|至|到|、)\s?(?P<mm2>{_MONTH_NAME})\s?月份?(?![\d饼球亮])"
    rf"|(?<![\d个年.])(?P<mm>{_MONTH_NAME})月(?:份|(?P<d3>{_DAY})|底|末|初|中旬|上旬|下旬)?(?![饼球亮])"
    r"|(?P<word>下下?个?月底?|本月底?|这个月底?|月底|下个?季度|本季度|这个季度|年底|年末|年内|岁末|下半年|上半年|年中|年后|年前(?!的)|节后|过完?年[后]?|(?:过完)?春节[之以]?(?P<side>前|后)?|开春后?|元旦[之以]?前|元旦[之以]?后?|国庆[节之以]*前|国庆[节之以]*后?|五一[节之以]*前|五一[节之以]*后?|年初|[一二三四]季度|第[一二三四]季度|q[1-4](?![a-z0-9])))"
)
_NUMBER_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "明年度": 1, "来年": 1, "次年": 1, "翌年": 1, "后年": 2}
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAYS_OF = {"周": 7, "星期": 7, "礼拜": 7, "天": 1, "日": 1}
HALF_MONTH = 15
MOST_DAYS = 31
FIRST_YEAR, LAST_YEAR = 2000, 2060


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: the last month it may mean as `YYYY-MM`, or '' where today would have to be known. `loose`: a period, not a month."""

    start: int
    end: int
    month: str
    loose: bool
    relative: bool
    exists: bool = True
    """False for a day that its month does not have, such as 2月30日."""


def whens(text: str, today: date | None) -> Iterator[When]:
    """Every date of a plain text."""
    for found in _WHEN.finditer(text):
        if found.end() == found.start():
            continue
        told = _month(found, today)
        if told is not None:
            index, loose, relative = told
            good = index is not None and FIRST_YEAR * 12 <= index < LAST_YEAR * 12
            if index is None or good:
                month = month_text(index) if index is not None else ""
                yield When(found.start(), found.end(), month, loose, relative, _has_day(found, index))


def days_of(month: int) -> int:
    """How many days a month has, which is counted from the year 0."""
    first, after = (date(m // 12, m % 12 + 1, 1) for m in (month, month + 1))
    return after.toordinal() - first.toordinal()


def _has_day(found: re.Match[str], month: int | None) -> bool:
    """Whether the month has the day that was told; a month that is not known has as many days as any."""
    said = found["d1"] or found["d2"] or found["d3"]
    if not said:
        return True
    day = number(said.rstrip("日号"))
    last = MOST_DAYS if month is None else days_of(month)
    return day is not None and 1 <= day.low <= last


_Told = tuple[int | None, bool, bool]


def _month(found: re.Match[str], today: date | None) -> _Told | None:
    """(months since year 0, whether a period, whether told from today); None where it is no date."""
    now = today.year * 12 + today.month - 1 if today else None
    if found["n"]:
        return _from_today(found, today)
    if found["word"]:
        return _word(found["word"], today)
    if found["mm"] or found["mm1"]:
        month = _figure(found["mm"] or found["mm2"])
        if month is None:
            return None
        return (None if now is None else _next(now, month)), bool(found["mm1"]), True
    said = found["y"] or found["yw"]
    if said is None:
        return None
    relative = bool(found["yw"])
    if relative:
        year = today.year + _NUMBER_YEARS[said] if today else None
    else:
        year = _year(said)
        if year is None:
            return None
    last = found["m2"] or found["m"]
    if last:
        month = _figure(last)
        if month is None:
            return None
        return (None if year is None else year * 12 + month - 1), bool(found["m2"]), relative
    part = found["part"] or ""
    if not part and not relative and (len(said) < 4 or "年" not in found[0]):
        return None
    if year is None:
        return None, True, relative
    if part.startswith("春节"):
        return _spring(year, found["side1"] or ""), True, relative
    return year * 12 + _last_of(part) - 1, True, relative


def _last_of(part: str) -> int:
    """The last month of a part of a year."""
    if part == "上半年" or part in ("年中", "中期", "中"):
        return 6
    if part in ("年初", "初"):
        return 3
    for c in part:
        if c in _QUARTER and ("季" in part or "q" in part):
            return _QUARTER[c] * 3
    return 12


def _year(said: str) -> int | None:
    if said.isdigit():
        year = int(said)
        return year if year > 100 else 2000 + year
    return int("".join(str(DIGITS[c]) for c in said))


def _figure(said: str) -> int | None:
    if said.isascii():
        return int(said)
    value = number(said)
    return int(value.low) if value and 1 <= value.low <= 12 else None


def _next(now: int, month: int) -> int:
    """The next such month, this one included."""
    return now + (month - 1 - now) % 12


def _from_today(found: re.Match[str], today: date | None) -> _Told | None:
    said = found["n2"] or found["n"]
    value = number(said)
    if value is None:
        return None
    if today is None:
        return None, False, True
    unit = found["unit"]
    bare = unit.removeprefix("个")
    if bare in _DAYS_OF:
        days = int(value.low * _DAYS_OF[bare])
        if days > 4000:
            return None
        then = date.fromordinal(today.toordinal() + days)
        return then.year * 12 + then.month - 1, False, True
    months = value.high * (3 if "季" in unit else 12 if "年" in unit else 1)
    if "半" in unit or found["more"]:
        months += 6 if "年" in unit else Decimal("0.5")
    then = date.fromordinal(today.toordinal() + (HALF_MONTH if months % 1 else 0))
    return then.year * 12 + then.month - 1 + int(months), False, True


def _word(said: str, today: date | None) -> _Told:
    if today is None:
        return None, True, True
    now = today.year * 12 + today.month - 1
    year = today.year * 12
    if said.startswith("下下"):
        return now + 2, False, True
    if said.startswith("下") and "月" in said:
        return now + 1, False, True
    if "月" in said:
        return now, False, True
    if said in ("下季度", "下个季度"):
        return (now // 3 + 2) * 3 - 1, True, True
    if said in ("本季度", "这个季度"):
        return (now // 3 + 1) * 3 - 1, True, True
    if said in ("年底", "年末", "年内", "岁末", "下半年"):
        return year + 11, True, True
    if said in ("上半年", "年中"):
        return _next(now, 6), True, True
    if said == "年初":
        return _next(now, 3), True, True
    if "季度" in said or said.startswith("q"):
        return _next(now, _last_of(said)), True, True
    if said.startswith("元旦"):
        return (_next(now, 12) if "前" in said else _next(now, 1)), True, True
    if said.startswith("国庆"):
        return (_next(now, 9) if "前" in said else _next(now, 10)), True, True
    if said.startswith("五一"):
        return (_next(now, 4) if "前" in said else _next(now, 5)), True, True
    side = "前" if "前" in said else "后"
    for candidate in (today.year, today.year + 1):
        found = _spring(candidate, side)
        if found is not None and found >= now:
            return found, True, True
    return None, True, True


def _spring(year: int, side: str) -> int | None:
    if year not in SPRING:
        return None
    first = date(year, *SPRING[year])
    then = date.fromordinal(first.toordinal() + (-1 if side == "前" else LANTERN_DAYS))
    return then.year * 12 + then.month - 1


__all__ = ["When", "days_of", "whens"]
