"""The land over the years: in which state a site was on record, which works exist or are due, and what happened when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matcher.model.catalog import Catalog
from matcher.model.days import first_day, is_day, last_day
from matcher.model.pack import Citation
from matcher.model.plan import Infrastructure
from matcher.model.text import Text
from matcher.model.values import month_index

WorkState = Literal["existing", "ahead", "within", "due", "silent"]
"""There; its time is to come; within the time it is promised for; that time will be over then; that time is over and nobody has recorded it."""
MOST_YEARS = 30
"""Years that an axis shows at most on either side of today, so that a slip of the keyboard does not stretch it for ever."""


@dataclass(frozen=True)
class State:
    """A state of a site from a day on record; `at` is the last month that day can mean."""

    at: int
    when: str
    status: str


@dataclass(frozen=True)
class Happened:
    """Something on the axis of years."""

    when: str
    at: int
    told: Text
    site: str
    citation: Citation


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_in(year: int, today: date) -> int:
    """The month in which a year is looked at: its last, and this month of the year that runs."""
    return month_of(today) if year == today.year else year * 12 + 11


def _last_month(day: str) -> int:
    return month_of(last_day(day))


def states(catalog: Catalog) -> dict[str, tuple[State, ...]]:
    """Site -> the states on record, the oldest first; sites of which none is on record are left out."""
    found: dict[str, list[State]] = defaultdict(list)
    for event in catalog.plan.events:
        if event.site and event.status:
            found[event.site].append(State(_last_month(event.when), event.when, event.status))
    for site in catalog.sites:
        proof = catalog.evidence.get((site.id, "status"))
        if site.text("status") and proof and is_day(proof.as_of):
            found[site.id].append(State(_last_month(proof.as_of), proof.as_of, site.text("status")))
    return {site: tuple(sorted(each, key=lambda s: s.at)) for site, each in found.items()}


def state_in(records: Iterable[State], month: int) -> State | None:
    """The last state on record up to a month; None where nothing was on record by then."""
    return next((s for s in sorted(records, key=lambda s: -s.at) if s.at <= month), None)


def is_old(catalog: Catalog, at: int, month: int) -> bool:
    """Whether a record of the month `at` has grown too old by another month; never where the pack sets no age."""
    age = catalog.rules.record_age
    return age is not None and month - at >= age.value


def work_state(work: Infrastructure, month: int, now: int) -> WorkState:
    """How a work stands in a month, as seen `now`. A planned work never becomes an existing one by itself."""
    if work.status == "existing":
        return "existing"
    first, dots, last = work.delivery.partition("..")
    low = month_index(first) if first else None
    high = (month_index(last) if last else None) if dots else low
    if low is not None and month < low:
        return "ahead"
    if high is None or month < high:
        return "within"
    return "silent" if high <= now else "due"


def happened(catalog: Catalog) -> tuple[Happened, ...]:
    """What the pack records as having happened, the first first."""
    found = [Happened(e.when, month_of(first_day(e.when)), e.told, e.site, e.citation) for e in catalog.plan.events]
    return tuple(sorted(found, key=lambda e: (e.at, e.told.zh)))


def years(catalog: Catalog, today: date) -> tuple[int, int]:
    """The first and the last year that there is something to show of; today's lies among them."""
    months = [s.at for each in states(catalog).values() for s in each] + [e.at for e in happened(catalog)]
    for work in catalog.plan.infrastructure:
        months += [month_index(end) for end in work.delivery.split("..") if end and work.status != "existing"]
    months += [int(due.high) for site in catalog.sites if (due := site.number("delivery")) and due.high < catalog.possible("delivery").high]
    found = [m // 12 for m in months] + [today.year]
    return max(min(found), today.year - MOST_YEARS), min(max(found), today.year + MOST_YEARS)
