"""A cell with a date, in every form that tables hold it: Excel's day numbers, 2024.3, 24.3.5, 2024年3月, 20240305, 2024Q3, 2027年底, 现房.

A month field takes the months from the first to the last that the cell may mean; a day field the day. Forms told from today (明年年底) are
read as in the reading of requests (matcher.language.months). What may be two dates is refused, not guessed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from matcher.catalog.cells import Unreadable
from matcher.exchange.amount_cells import says_nothing
from matcher.exchange.cells_in import Odd, RawCell, text_of
from matcher.exchange.sheet_cells import SERIALS
from matcher.exchange.tables_data import affixes, folded
from matcher.language.months import whens
from matcher.language.numerals import DIGITS
from matcher.language.plain import plain
from matcher.model.text import Text

EPOCH = date(1899, 12, 30)
"""Day number 0 of Excel's dates, as they count from March 1900 on."""
FIRST_YEAR, LAST_YEAR = 1950, 2099
_SMALL_YEARS = range(10, 50)
"""Two figures that are taken for a year of this century: 24.3.5."""

_Y = r"(?P<y>(?:19|20)\d\d|[1-4]\d(?=[./年-]))"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_CLOCK = r"(?:[t ]?(?:[01]?\d|2[0-3])(?::|时)[0-5]\d(?:(?::|分)[0-5]\d(?:\.\d+)?秒?|分)?(?:z|[+-]\d\d:?\d\d)?)?"
_SEP = r"[./年-]"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_Y}{_SEP}{_M}[./月-]{_D}[日号]?{_CLOCK}",
        rf"{_Y}{_SEP}{_M}(?:月份?)?",
        rf"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01]){_CLOCK}",
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])",
        r"(?P<m>1[0-2]|0?[1-9])[/.-](?P<y>20\d\d)",
        r"(?P<d>3[01]|[12]\d|0?[1-9])[/.-](?P<m>1[0-2]|0?[1-9])[/.-](?P<y>20\d\d)",
    )
)
_AMERICAN = re.compile(r"(?P<m>1[0-2]|0?[1-9])[/.-](?P<d>3[01]|[12]\d|0?[1-9])[/.-](?P<y>20\d\d)")
_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)年?(?:度|内)?")
_PART = re.compile(
    r"(?P<y>(?:19|20)\d\d|[1-4]\d(?=年))年?度?[-/ ]?(?:(?P<half>[上下])半年|第?(?P<q>[一二三四1-4])季度?|q(?P<q2>[1-4])|(?P<end>年?底|年?末|年终|年尾)|(?P<begin>年?初)|(?P<mid>年?中))"
)
_PART_OF_MONTH = re.compile(rf"{_Y}{_SEP}{_M}月?份?(?:底|末|初|上旬|中旬|下旬|中)")
_NAMED = {n: i for i, n in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_ENGLISH = re.compile(r"(?:(?P<d>\d{1,2})[- ])?(?P<n>" + "|".join(_NAMED) + r")[a-z]*[-. ,]*(?P<y>20\d\d|\d\d)")
_OPEN_RANGE = re.compile(r"(?P<low>\d{4}-\d\d)\.\.|\.\.(?P<high>\d{4}-\d\d)")
"""As the pack writes a range of months that is open at one end."""
_TO = re.compile(r"\.\.|--?|~|至|到|—")
_AROUND = re.compile(
    r"^(?:预计|计划|预期|约|大约|大概|拟|最迟|最晚|不晚于|于|争取|暂定|力争|初步|截至|截止)+|(?:左右|前后|之?前|以前|前|之?后|以后|后|起|交付|交地|供地|入驻|可交付|可供|完工|竣工|投产|使用|内|可入驻|到期)+$"
)
_BEFORE = re.compile(r"(?:前|以前|之前)(?:交付|交地|供地|入驻|完工|竣工|投产|使用)?$|^(?:最迟|最晚|不晚于)")
_AFTER = re.compile(r"(?:后|以后|之后|起)(?:交付|交地|供地|入驻|使用)?$")
NOT_A_DATE = (
    Text("读不出是哪个日期。", "cannot be read as a date."),
    Text("请写成 2027-06 或 2027-06-30。", "Write it as 2027-06 or 2027-06-30."),
)
_TWO_WAYS = (
    Text("可能是两个不同的日期。", "may be two different dates."),
    Text("请写成 年-月，如 2024-01 或 2024-10。", "Write year and month, such as 2024-01 or 2024-10."),
)
_NO_DAY = (
    Text("日历上没有这一天。", "is no day of the calendar."),
    Text("请核对年月日。", "Check year, month and day."),
)
_EMPTY_DAY = re.compile(r"(?:1900|1899|0000)[-/.年]")
"""What programs write for a date that is not there."""
_THIS_YEAR = {"今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2, "去年": -1}
_FAR = (
    Text("年份不合情理。", "has an unlikely year."),
    Text("请核对年份。", "Check the year."),
)


@dataclass(frozen=True, slots=True)
class Months:
    """The months, as indexes, within which it lies; None at an open end. `relative`: told from the day of the table."""

    low: int | None
    high: int | None
    relative: bool = False


def read_months(cell: RawCell, today: date) -> Months | None:
    """What a month cell says, None where it says nothing. Raises Unreadable."""
    found = _moment(cell)
    if isinstance(found, date):
        return None if found.year <= 1900 else _at(_held(found))
    return _months(found, today)


def read_day(cell: RawCell, today: date) -> str:
    """A day as YYYY-MM-DD, or as much of it as was written; '' where nothing was. Raises Unreadable."""
    found = _moment(cell)
    if isinstance(found, date):
        return "" if found.year <= 1900 else _held(found).isoformat()
    text = _plain(found)
    if not _EMPTY_DAY.match(text):
        for form in _FORMS:
            if match := form.fullmatch(text):
                return _day(match)
    months = _months(found, today)
    if months is None:
        return ""
    if months.low is None or months.low != months.high:
        raise Unreadable(*NOT_A_DATE)
    return f"{months.low // 12:04d}-{months.low % 12 + 1:02d}"


def _moment(cell: RawCell) -> date | str:
    """The day of a date cell or of one of Excel's day numbers, else the text."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, Odd):
        return text_of(cell)
    if isinstance(cell, float):
        if cell in (0.0, 1.0, 2.0):
            return date(1900, 1, 1)  # an empty date cell that somebody's formula filled
        if SERIALS[0] <= cell <= SERIALS[1]:
            return EPOCH + timedelta(days=int(cell))
        return _figure(cell)
    if cell.isascii() and cell.strip().isdigit() and SERIALS[0] <= int(cell) <= SERIALS[1]:
        return EPOCH + timedelta(days=int(cell))  # a day number that a csv file kept
    return cell


def _figure(value: float) -> str:
    """2024.3 typed as a figure is a month; 2024.1 may have been 2024.10."""
    if not math.isfinite(value) or value < 0:
        raise Unreadable(*NOT_A_DATE)
    text = repr(value).removesuffix(".0")
    whole, point, part = text.partition(".")
    if point and part == "1" and (len(whole) == 4 or int(whole) in _SMALL_YEARS):
        raise Unreadable(*_TWO_WAYS)
    return text


def _plain(text: str) -> str:
    said = plain(text).strip().replace("年年", "年")
    said = said if said.endswith("..") else said.rstrip("。.;,")  # 2027-06.. is open at its end
    said = "".join(said.split()) if not re.search(r"\d ?:", said) else " ".join(said.split())
    return _han_year(said)


def _han_year(text: str) -> str:
    """二零二六年 as 2026年."""
    head, year, tail = text.partition("年")
    if year and len(head) == 4 and all(c in DIGITS for c in head):
        return "".join(str(DIGITS[c]) for c in head) + year + tail
    return text


@lru_cache(maxsize=5000)
def _months(said: str, today: date) -> Months | None:
    text = _plain(said)
    if says_nothing(said) or folded(said) in affixes().soon or _EMPTY_DAY.match(text):
        return None
    now = today.year * 12 + today.month - 1
    if folded(said) in affixes().at_once:
        return Months(now, now, True)
    if (open_end := _OPEN_RANGE.fullmatch(text)) and (one := _exact(open_end["low"] or open_end["high"])):
        return Months(one.low, None) if open_end["low"] else Months(None, one.high)
    before, after = bool(_BEFORE.search(text)), bool(_AFTER.search(text))
    core = _AROUND.sub("", _AROUND.sub("", text).strip("()")) or text
    found = _exact(core) or _between(core) or _of_this_year(core, today) or _told(text, today) or _told(core, today)
    if found is None:
        raise Unreadable(*NOT_A_DATE)
    for end in (found.low, found.high):
        if end is not None and not FIRST_YEAR <= end // 12 <= LAST_YEAR:
            raise Unreadable(*_FAR)
    if before and not found.relative:
        return Months(None, found.high)
    if after and not found.relative:
        return Months(found.low, None)
    return found


def _exact(text: str) -> Months | None:
    """A date that says its year in figures."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            day = _day(match)
            return _at(date(int(day[:4]), int(day[5:7]), 1))
    if match := _AMERICAN.fullmatch(text):
        return _at(date(int(match["y"]), int(match["m"]), 1))
    if match := _YEAR.fullmatch(text):
        first = int(match["y"]) * 12
        return Months(first, first + 11)
    if match := _PART_OF_MONTH.fullmatch(text):
        return _at(date(_year(match["y"]), int(match["m"]), 1))
    if match := _ENGLISH.fullmatch(text):
        year = int(match["y"])
        return _at(date(year if year > 100 else 2000 + year, _NAMED[match["n"]], 1))
    if match := _PART.fullmatch(text):
        first = _year(match["y"]) * 12
        if match["half"]:
            start = 0 if match["half"] == "上" else 6
            return Months(first + start, first + start + 5)
        if quarter := match["q"] or match["q2"]:
            start = 3 * ("一二三四".find(quarter) if quarter in "一二三四" else int(quarter) - 1)
            return Months(first + start, first + start + 2)
        if match["end"]:
            return Months(first + 11, first + 11)
        return Months(first, first + 2) if match["begin"] else Months(first + 5, first + 5)
    return None


def _between(text: str) -> Months | None:
    """From one date to another. The second may leave out its year: 2026年3月-6月."""
    for dash in _TO.finditer(text):
        first, second = text[: dash.start()], text[dash.end() :]
        low = _exact(first) if first else None
        if low is None or low.low is None:
            continue
        high = _exact(second) or _exact(f"{low.low // 12}年{second}")
        if high and high.high is not None and "月" in second + first and low.low <= high.high:
            return Months(low.low, high.high)
        if high and high.high is not None and _exact(second) and low.low <= high.high:
            return Months(low.low, high.high)
    return None


def _of_this_year(text: str, today: date) -> Months | None:
    """明年上半年, 年底: the year is told from today, the rest says its months."""
    for word, years in _THIS_YEAR.items():
        if text.startswith(word):
            found = _exact(f"{today.year + years}年{text.removeprefix(word)}")
            return Months(found.low, found.high, True) if found else None
    found = _exact(f"{today.year}年{text}") if text in ("年底", "年末", "下半年") else None
    return Months(found.low, found.high, True) if found else None


def _told(text: str, today: date) -> Months | None:
    """Words that count from today, as in requests. A period begins no earlier than today."""
    found = [w for w in whens(text, today) if w.month]
    if len(found) != 1 or (text[: found[0].start] + text[found[0].end :]).strip("前后内之以的左右()"):
        return None
    high = int(found[0].month[:4]) * 12 + int(found[0].month[5:]) - 1
    low = min(today.year * 12 + today.month - 1, high) if found[0].loose or "内" in text else high
    return Months(low, high, True)


def _day(match: re.Match[str]) -> str:
    """The day, or the month where no day stands. Raises Unreadable for days the calendar has not, or that may be read two ways."""
    parts = match.groupdict()
    year, month, day = _year(parts["y"]), int(parts["m"]), parts.get("d")
    if day is None:
        return f"{year:04d}-{month:02d}"
    if match.re is _FORMS[-1] and month != int(day) and int(day) <= 12:
        raise Unreadable(*_TWO_WAYS)  # 5/6/2026
    try:
        return _held(date(year, month, int(day))).isoformat()
    except ValueError:
        raise Unreadable(*_NO_DAY) from None


def _year(said: str) -> int:
    year = int(said)
    if year < 100 and year not in _SMALL_YEARS:
        raise Unreadable(*_FAR)
    return year if year > 100 else 2000 + year


def _held(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(*_FAR)
    return day


def _at(day: date) -> Months:
    index = day.year * 12 + day.month - 1
    return Months(index, index)
