"""Whether a site is there and a day is a day: asked of everything that names one, and told in one way."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from matcher.catalog.issues import IssueLog
from matcher.model.days import first_day, is_day
from matcher.model.text import Text

_CHECK = Text("请核对编号。", "Check the id.")
NO_SITE = Text("没有这个地块。", "is no site of this pack."), _CHECK
"""To whoever names a site while using a pack."""
NO_PARCEL = Text("没有这个地块。", "is no site of parcels.csv."), _CHECK
"""To whoever keeps the pack, in whose other files it is named."""
NO_DAY = Text("日期写法不对。", "is no day."), Text("请写成 2026-11-20、2026-11 或 2026。", "Write it as 2026-11-20, 2026-11 or 2026.")
"""Of a day that may be known less exactly than to the day."""
_LIKE_THIS = Text("请写成 2026-11-20。", "Write it as 2026-11-20.")


def hold_site(site: str, known: Container[str], log: IssueLog, field: str = "") -> None:
    """Logs a site that is none of those `known`."""
    if site not in known:
        log.error(*NO_SITE, field=field, value=site)


def hold_day(text: str, field: str, log: IssueLog, until: date | None = None, record: str = "", *, exact: bool = False) -> None:
    """Logs what is no day, or one that begins after `until`; where it must be `exact`, also a month or a year."""
    if is_day(text) and (until is None or first_day(text) <= until) and (not exact or len(text) == len("2026-11-20")):
        return
    message = (
        Text("没有写日期，或写法不对。", "has no day, or one of the wrong form.")
        if until is None
        else Text("日期写法不对，或在今天之后。", "has a date of the wrong form, or after today.")
    )
    log.error(message, _LIKE_THIS, record=record, field=field, value=text)
