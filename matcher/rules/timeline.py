"""What is promised for a month may come late: the catalog as it would be if everything not yet there slipped."""

from __future__ import annotations

from dataclasses import replace

from matcher.model.catalog import Catalog
from matcher.model.plan import Infrastructure
from matcher.model.site import Site
from matcher.model.values import Interval, month_index, month_text


def late(catalog: Catalog, months: int, since: int) -> Catalog:
    """The catalog with every site and work that is due after the month `since` handed over `months` later.

    What is due by then, what stands already, and what has no date stay as they are. months: at least 0; month indexes.
    """
    if months == 0:
        return catalog
    works = tuple(_late_work(work, months, since) for work in catalog.plan.infrastructure)
    return replace(
        catalog,
        plan=catalog.plan.model_copy(update={"infrastructure": works}),
        sites=tuple(_late_site(site, months, since) for site in catalog.sites),
        version=f"{catalog.version}+{months}@{since}",
    )


def _late_site(site: Site, months: int, since: int) -> Site:
    due = site.number("delivery")
    if due is None or due.high <= since:
        return site
    return site.with_cells({"delivery": Interval(_moved(due.low, months, since), _moved(due.high, months, since))})


def _late_work(work: Infrastructure, months: int, since: int) -> Infrastructure:
    """Works have no date but these words; an end that is left open stays open."""
    if work.status == "existing":
        return work
    first, dots, last = work.delivery.partition("..")
    return work.model_copy(update={"delivery": _moved_text(first, months, since) + dots + _moved_text(last, months, since)})


def _moved(end: float, months: int, since: int) -> float:
    """One end of a date: of a range that is half past, the past end stays, since it may have come true already."""
    return end + months if end > since else end


def _moved_text(end: str, months: int, since: int) -> str:
    return month_text(_moved(month_index(end), months, since)) if end else end
