"""When a place is needed, in English: by June 2027, Q2 2027, mid-2027, within six months. A period stands for its last month."""

from __future__ import annotations

import re
from datetime import date

from matcher.language.english_numbers import number
from matcher.language.english_page import EnglishPage
from matcher.language.months import days_of
from matcher.language.reading import Found
from matcher.model.text import NOTHING, Text, sentences
from matcher.model.values import month_text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?:20\d\d\b|this year|next year|the year after next)"
_PARTS = {
    "first": 3, "1st": 3, "q1": 3, "second": 6, "2nd": 6, "q2": 6, "third": 9, "3rd": 9, "q3": 9, "fourth": 12, "4th": 12, "q4": 12, "last": 12,
    "mid": 6, "middle": 6, "early": 3, "start": 3, "beginning": 3, "late": 12, "end": 12, "h1": 6, "h2": 12,
}  # fmt: skip
"""The last month of a part of a year; of halves see HALVES."""
_HALVES = {"first": 6, "1st": 6, "second": 12, "2nd": 12}
_WHEN = re.compile(
    rf"(?:(?P<end>end of|late|early|mid|the end of)[- ])?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<m1>{_MONTH})(?: (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,? (?:of )?(?P<y1>{_YEAR}))?"
    rf"|(?P<part>q[1-4]|h[12]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<of>quarter|half)|mid|middle|early|late|start|beginning|end)(?:[- ]of[- ]|[- ,/]{{0,2}})(?:the )?(?P<y2>{_YEAR})"
    r"|(?<![\d.-])(?P<y3>20\d\d)[-/.](?P<m3>\d{1,2})(?:[-/.](?P<d3>\d{1,2}))?(?![\d-])|(?<![\d./-])(?P<m4>0?[1-9]|1[0-2])/(?P<y4>20\d\d)\b"
    r"|(?:(?:with)?in|in the next|over the next) (?:the next )?(?:(?:\d{1,2}|\w+) ?(?:-|to) ?)?(?P<n>\d{1,3}|\w+(?:-\w+)?) (?P<unit>days?|weeks?|months?|quarters?|years?)\b"
    r"|(?P<word>next month|this month|next quarter|this quarter|(?:the )?end of (?:the|this) year|year[- ]end|next year|this year)|(?P<y5>20\d\d)\b(?!-)"
)
_CUE = re.compile(
    r"\b(?:by|before|until|till|from|no later than|latest|needed|needs?|required|mov(?:e|ing)|in|start(?:ing)?|available|ready|hand(?:ed )?over|delivery|date|within|operation(?:al)?|occup\w+|during|for|not after|around|about)\b[^.;\n]{0,14}$|:\s*$"
)
_OTHER = re.compile(
    r"\b(?:expir\w+|runs? out|ends?(?! of)|lease until|founded|established|since|published|registered|start (?:of )?production|production (?:to )?start\w*|output|tax|revenue|turnover|sales|invest\w*|signed|posted|updated|built|completed in)\b[^.,;\n]{0,16}$"
)
_SOON = re.compile(r"\b(?:as soon as possible|asap|immediately|urgent(?:ly)?|right away)\b")
_DAYS = {"day": 1, "week": 7}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
MOST_DAYS, MOST_TIMES = 31, 120

_LOOSE = Text("说的是一段时间，取最后一个月。", "A period was told; its last month is taken.")
_FROM_TODAY = Text("按 {m} 推算。", "Counted from {m}.")
_SOFT = Text("说了尽快，没有说月份。", "As soon as possible was told, but no month.")
_WHY_TODAY = Text("要知道今天的日期才能推算。", "Needs today's date to be counted.")
_WHY_OTHER = Text("不是要用场地的时间。", "Not the time when the place is needed.")
_WHY_NO_DAY = Text("没有这一天。", "There is no such day.")
_WHY_PAST = Text("已经过去。", "Has passed already.")
_WHY_SECOND = Text("前面已经说过另一个时间。", "Another time was told before.")


def read_needed_by(page: EnglishPage, found: Found) -> None:
    for when in _WHEN.finditer(page.masked):
        told = _month(when, page.today)
        head = page.plain[max(page.sentence(when.start())[0], when.start() - 40) : when.start()]
        if told is None or found.covers(when.start(), when.end()) or not _is_date(when, head):
            continue
        index, loose, relative, exists = told
        low, high = page.clause(when.start())
        alone = not (page.plain[low : when.start()] + page.plain[when.end() : max(high, when.end())]).strip(" .*-")
        if _OTHER.search(head) or not (alone or _CUE.search(head) or when["n"] or head.strip(" ,") == ""):
            found.leave(*when.span(), _WHY_OTHER)
        elif not exists:
            found.leave(*when.span(), _WHY_NO_DAY)
        elif index is None:
            found.leave(*when.span(), _WHY_TODAY)
        elif page.today and index < page.today.year * 12 + page.today.month - 1:
            found.leave(*when.span(), _WHY_PAST)
        elif "needed_by" in found.fields:
            found.leave(*when.span(), _WHY_SECOND)
        else:
            notes = [*([_LOOSE] if loose else []), *([_FROM_TODAY.fill(m=page.today.isoformat())] if relative and page.today else [])]
            found.put("needed_by", month_text(index), *when.span(), sentences(notes) if notes else NOTHING)
    for soon in _SOON.finditer(page.plain):
        found.leave(*soon.span(), _SOFT)


def _is_date(when: re.Match[str], head: str) -> bool:
    """may and march are words too: without a day or a year only behind by, in, from and the like."""
    if when["m1"] and not (when["y1"] or when["d1"] or when["d2"]):
        return re.search(r"\b(?:by|before|in|until|till|from|of|during|for|since|end of|early|late|mid)[- ]$", head) is not None or bool(
            when["end"]
        )
    return not (when["y5"] and re.search(r"[\d$]\s?$", head))


def _month(when: re.Match[str], today: date | None) -> tuple[int | None, bool, bool, bool] | None:
    """(months since year 0, whether a period, whether told from today, whether there is such a day); None where it is no date."""
    if when["n"]:
        return _from_today(when, today)
    if when["word"]:
        return _word(when["word"], today)
    if when["m1"]:
        month = _MONTHS.index(when["m1"][:3]) + 1
        day = when["d1"] or when["d2"]
        relative = not (when["y1"] or "").startswith("2")
        year = _year(when["y1"], today) if when["y1"] else _next_year(month, today)
        return _told(year, month, int(day) if day else 1, relative)
    if when["m3"] or when["m4"]:
        month = int(when["m3"] or when["m4"])
        return _told(int(when["y3"] or when["y4"]), month, int(when["d3"] or 1), False) if 1 <= month <= 12 else None
    said = when["y2"] or when["y5"]
    part = (when["part"] or "end").split()[0]
    month = (_HALVES if when["of"] == "half" else _PARTS)[part]
    year = _year(said, today)
    return (None if year is None else year * 12 + month - 1), True, not said.startswith("2"), True


def _told(year: int | None, month: int, day: int, relative: bool) -> tuple[int | None, bool, bool, bool]:
    last = days_of(year * 12 + month - 1) if year else MOST_DAYS
    return (None if year is None else year * 12 + month - 1), False, relative, 1 <= day <= last


def _year(said: str, today: date | None) -> int | None:
    if said.startswith("2"):
        return int(said)
    return None if today is None else today.year + {"this year": 0, "next year": 1}.get(said, 2)


def _next_year(month: int, today: date | None) -> int | None:
    return None if today is None else today.year + (month < today.month)


def _from_today(when: re.Match[str], today: date | None) -> tuple[int | None, bool, bool, bool] | None:
    said = when["n"]
    try:
        value = number(said) if said not in ("a", "one") else 1
    except KeyError:
        return None
    unit = when["unit"].rstrip("s")
    if value is None or not 0 < value <= MOST_TIMES:
        return None
    if today is None:
        return None, False, True, True
    if unit in _DAYS:
        then = date.fromordinal(today.toordinal() + int(value) * _DAYS[unit])
        return then.year * 12 + then.month - 1, False, True, True
    return today.year * 12 + today.month - 1 + int(value) * _MONTHS_OF[unit], False, True, True


def _word(said: str, today: date | None) -> tuple[int | None, bool, bool, bool]:
    if today is None:
        return None, True, True, True
    now = today.year * 12 + today.month - 1
    if said.endswith("month"):
        return now + said.startswith("next"), False, True, True
    if said.endswith("quarter"):
        return (now // 3 + 1 + said.startswith("next")) * 3 - 1, True, True, True
    return (today.year + said.startswith("next")) * 12 + 11, True, True, True
