"""What plan.yaml must hold to: works with dates and places, targets with their years, figures and parks that cannot contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from matcher.catalog.citations import SPELLING
from matcher.catalog.crosscheck import ADD, REPEATED
from matcher.catalog.held import NO_DAY
from matcher.catalog.issues import IssueLog
from matcher.catalog.yaml_tree import Tree
from matcher.model.days import is_day
from matcher.model.pack import WordLists
from matcher.model.plan import OF_PARK, Plan
from matcher.model.site import Site
from matcher.model.text import Text
from matcher.model.values import month_index
from matcher.model.vocabulary import STATUS

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names of devices on Windows: a town's answers lie in a folder called after its id."""


def hold_plan(plan: Plan, words: WordLists, tree: Tree, log: IssueLog) -> None:
    if plan.town.id in RESERVED:
        log.error(
            Text("Windows 不许文件夹叫这个名字。", "is a name that Windows keeps for itself, so that no folder can have it."),
            Text("请改编号，如加上省市名。", "Change the id, for example by adding the province."),
            record=plan.town.id,
            line=tree.line(("town", "id")),
            field="id",
            value=plan.town.id,
        )
    near = {w.token for w in words.near}
    seen: set[str] = set()
    for i, work in enumerate(plan.infrastructure):
        place: dict[str, Any] = {"record": work.id, "line": tree.line(("infrastructure", i))}
        if work.id in seen:
            log.error(*REPEATED, field="id", value=work.id, **place)
        seen.add(work.id)
        if work.near and work.near not in near:
            log.error(
                Text("words.yaml 的 near 里没有这个词。", "names a word that `near` in words.yaml does not have."),
                SPELLING,
                field="near",
                value=work.near,
                **place,
            )
        if work.near and (work.lat is None or work.lon is None or work.accuracy_m is None):
            log.error(
                Text("可以被靠近的设施要有位置和误差。", "can be wished near, so it needs a position and its accuracy."),
                ADD,
                field="lat",
                **place,
            )
        try:
            [month_index(m) for m in work.delivery.split("..") if m]
        except ValueError:
            log.error(
                Text("不是“年-月”或其范围。", "is not a month or a range of months."),
                Text("请写成 2021-01..2025-12。", "Write it as 2021-01..2025-12."),
                field="delivery",
                value=work.delivery,
                **place,
            )
        if work.status != "existing" and not work.delivery:
            log.error(
                Text("未建成的工程要有交付月份或范围。", "is not yet there, so it needs a delivery month or range."),
                ADD,
                field="delivery",
                **place,
            )
    _hold_targets(plan, tree, log)
    _hold_figures(plan, tree, log)


def _hold_targets(plan: Plan, tree: Tree, log: IssueLog) -> None:
    for i, target in enumerate(plan.targets):
        place: dict[str, Any] = {"record": target.id, "line": tree.line(("targets", i))}
        if target.target_year <= target.base_year:
            log.error(
                Text("目标年不在基年之后。", "has a target year that is not after its base year."),
                Text("请核对两个年份。", "Check both years."),
                field="target_year",
                value=str(target.target_year),
                **place,
            )
        seen: set[int] = set()
        for actual in target.actuals:
            if actual.year <= target.base_year or actual.year in seen:
                log.error(
                    Text(
                        "实绩的年份不在基年之后，或写了两次。", "has an actual value of a year that is not after the base, or stands twice."
                    ),
                    Text("每年只写一次，从基年的下一年起。", "Give each year after the base once."),
                    field="actuals",
                    value=str(actual.year),
                    **place,
                )
            seen.add(actual.year)


def _hold_figures(plan: Plan, tree: Tree, log: IssueLog) -> None:
    """Each figure once, its range upwards, and a part no larger than its whole and in the same unit."""
    known = {f.id: f for f in plan.figures}
    seen: set[str] = set()
    for i, figure in enumerate(plan.figures):
        place: dict[str, Any] = {"record": figure.id, "line": tree.line(("figures", i))}
        if figure.id in seen:
            log.error(*REPEATED, field="id", value=figure.id, **place)
            continue
        seen.add(figure.id)
        if not is_day(figure.as_of):
            log.error(*NO_DAY, field="as_of", value=figure.as_of, **place)
        if figure.high is not None and figure.low > figure.high:
            log.error(
                Text("下限大于上限。", "has its lower end above its upper."),
                Text("请把小的写在 low。", "Put the smaller one in `low`."),
                field="low",
                value=f"{figure.low:g}",
                **place,
            )
        whole = known.get(figure.of)
        if figure.of and (whole is None or whole is figure or whole.of):
            log.error(
                Text("没有这个总数，或它自己也是一部分。", "is a part of a figure that is not there, or that is itself a part."),
                SPELLING,
                field="of",
                value=figure.of,
                **place,
            )
        elif whole and (whole.unit != figure.unit or (whole.high is not None and max(figure.low, figure.high or 0) > whole.high)):
            log.error(
                Text("比总数还大，或单位与总数不同。", "is more than the whole it is a part of, or in another unit."),
                Text("请核对两个数和单位。", "Check both figures and their units."),
                field="of",
                value=figure.of,
                **place,
            )


def hold_sites(plan: Plan, sites: Iterable[Site], tree: Tree, log: IssueLog) -> None:
    """Events and parks against the sites they speak of."""
    listed = list(sites)
    ids, inside = {s.id for s in listed}, defaultdict[str, list[Site]](list)
    for site in listed:
        inside[site.text("park")].append(site)
    for i, event in enumerate(plan.events):
        place: dict[str, Any] = {"record": event.site or f"event {i + 1}", "line": tree.line(("events", i))}
        if not is_day(event.when):
            log.error(*NO_DAY, field="when", value=event.when, **place)
        if event.site and event.site not in ids:
            log.error(Text("没有这个地块。", "names no site of parcels.csv."), SPELLING, field="site", value=event.site, **place)
        if event.status and (not event.site or event.status not in STATUS.tokens):
            allowed = ", ".join(STATUS.tokens)
            log.error(
                Text("不是一种状态，或没有写是哪一处。", "has a state that is none, or belongs to no site."),
                Text(f"可用：{allowed}；并写 site。", f"Allowed: {allowed}; with `site`."),
                field="status",
                value=event.status,
                **place,
            )
    _hold_parks(plan, inside, tree, log)


def _hold_parks(plan: Plan, inside: Mapping[str, list[Site]], tree: Tree, log: IssueLog) -> None:
    seen: set[str] = set()
    for i, park in enumerate(plan.parks):
        place: dict[str, Any] = {"record": park.id, "line": tree.line(("parks", i))}
        if park.id in seen:
            log.error(*REPEATED, field="id", value=park.id, **place)
        seen.add(park.id)
        if park.id not in inside:
            log.error(Text("没有属于它的地块。", "is the park of no site of parcels.csv."), SPELLING, field="id", value=park.id, **place)
        for field, of_park in OF_PARK.items():
            whole: float | None = getattr(park, of_park)
            least = sum(v.low for s in inside.get(park.id, ()) if (v := s.number(field)))
            if whole is not None and least > whole:
                log.error(
                    Text("小于园内各处之和。", "is less than its sites have together."),
                    Text("请核对园区总数和各处的数。", "Check the park's figure and those of its sites."),
                    field=of_park,
                    value=f"{whole:g}",
                    **place,
                )
