"""A day as exactly as it is known: a year, a month or a day; when it begins and when it has surely passed."""

from __future__ import annotations

import re
from datetime import date

_PART = re.compile(r"^\d{4}(-(0[1-9]|1[0-2]))?$")
_LENGTHS = (31, 30, 29, 28)
"""Days a month can have, the longest first."""


def is_day(text: str) -> bool:
    """A year, a month or a day that the calendar has: YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        return (bool(_PART.match(text)) and text[:4] != "0000") or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def first_day(text: str) -> date:
    """The first day it can mean. Raises ValueError where it is none."""
    return date.fromisoformat(text + "-01-01"[(len(text) - 4) :])


def last_day(text: str) -> date:
    """The last day it can mean. Raises ValueError where it is none."""
    if len(text) == 4:
        return date.fromisoformat(f"{text}-12-31")
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return next(day for length in _LENGTHS if (day := _of_month(first, length)))
    return date.fromisoformat(text)


def _of_month(first: date, day: int) -> date | None:
    try:
        return first.replace(day=day)
    except ValueError:
        return None


def days_past(text: str, today: date) -> int:
    """How many days ago the last day it can mean was; 0 where it has not passed or no day is named."""
    return max(0, (today - last_day(text)).days) if text else 0


def months_past(text: str, today: date) -> int:
    """How many whole months ago the last day it can mean was; 0 where it has not passed or no day is named."""
    if not text:
        return 0
    last = last_day(text)
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    return max(0, months)
