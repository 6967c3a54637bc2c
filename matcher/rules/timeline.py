"""What is promised for a month may come late: the catalog as it would be if everything not yet there slipped."""

from __future__ import annotations

from dataclasses import replace

from matcher.model.catalog import Catalog
from matcher.model.pack import Infrastructure
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
    return site if due is None or due.high <= since else site.with_cells({"delivery": Interval(due.low + months, due.high + months)})


def _late_work(work: Infrastructure, months: int, since: int) -> Infrastructure:
    ends = [month_index(end) for end in work.delivery.split("..") if end]
    if work.status == "existing" or not ends or ends[-1] <= since:
        return work
    return work.model_copy(update={"delivery": "..".join(month_text(end + months) for end in ends)})
