"""Sites and needs for what would make a site fit, and what its changes do, worked out from their records alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from matcher.explanation.setting import put, scored_need
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.text import NARROW_SPACE, Text
from matcher.model.values import Cell, Interval, Words, month_index
from matcher.ranking.score import OUT, STATUS, TO_ASK, score
from matcher.remedies.change_records import Change, Way, WouldFit
from matcher.remedies.joining import AREAS
from matcher.remedies.why_not import why_not
from matcher.rules.ask import UNKNOWN
from tests.any_sites import needs, several
from tests.any_sites import town as rules_of_the_town

ON = date(2026, 11, 23)
THRESHOLDS = ("investment_per_mu", "tax_per_mu", "separate_land_total")


def known(value: float) -> Interval:
    return Interval(value, value)


def words(*has: str, lacks: tuple[str, ...] = ()) -> Words:
    return Words(frozenset(has), frozenset(lacks))


def month(text: str) -> Interval:
    return known(month_index(text))


def in_force(catalog: Catalog) -> Catalog:
    """The pack with the thresholds for land in force, which the town has not confirmed."""
    gates = {n: r.model_copy(update={"status": "active"}) if n in THRESHOLDS else r for n, r in catalog.rules.gates.items()}
    return replace(catalog, rules=catalog.rules.model_copy(update={"gates": gates}))


def asked(catalog: Catalog, need: Need, *sites: Site) -> dict[str, WouldFit]:
    """Site id -> what would make it fit, among these sites of a town."""
    p = put(replace(catalog, sites=sites) if sites else catalog, need, ON)
    return why_not(p, score(p.ask)).would_fit


# What changes do, from the records alone


def moved_need(need: Need, changes: tuple[Change, ...]) -> Need:
    """The need after the changes; a bare area is one figure and moves as one, and so does an area given up. Validated like any need."""
    stated = need.model_dump()
    for change in (c for c in changes if c.side == "need"):
        for least, most in (("land_mu_min", "land_mu_max"), ("floor_m2_min", "floor_m2_max")):
            if change.field == least and (change.after is None or stated[least] == stated[most]):
                stated[most] = change.after
        stated[change.field] = change.after
    return Need.model_validate(stated)


def moved_site(site: Site, changes: tuple[Change, ...], others: dict[str, Site], back: float = 0.0) -> Site:
    """The site after the changes, or short of them by `back`."""
    cells: dict[str, Cell] = {}
    for change in (c for c in changes if c.side != "need"):
        before = site.cells.get(change.field)
        if change.side == "join":
            return joined_site(site, [others[i] for i in change.sites])
        if isinstance(before, Interval):
            assert change.amount is not None
            sign = 1 if figure_of(change.after) > figure_of(change.before) else -1
            by = sign * (change.amount - back)
            cells[change.field] = Interval(round(before.low + by, 9), round(before.high + by, 9))
        elif isinstance(before, Words):
            assert isinstance(change.after, tuple)
            cells[change.field] = Words(before.has | set(change.after), before.lacks - set(change.after))
        else:
            assert isinstance(change.after, str)
            cells[change.field] = change.after
    return site.with_cells(cells)


def joined_site(site: Site, others: list[Site]) -> Site:
    """One site of the areas of several, known or not, as the columns of each say."""
    cells: dict[str, Cell] = {}
    catalog = rules_of_the_town()
    columns = put(replace(catalog, sites=(site, *others)), Need(), ON).ask.columns
    for part, whole in AREAS.values():
        for field in (part, whole):
            cells[field] = Interval(float(columns.low[field].sum()), float(columns.high[field].sum()))
    return site.with_cells(cells)


def figure_of(value: Any) -> float:
    return float(month_index(value)) if isinstance(value, str) else float(value)


def status_after(catalog: Catalog, need: Need, site: Site, changes: tuple[Change, ...], back: float = 0.0) -> str:
    others = {s.id: s for s in catalog.sites}
    changed = replace(catalog, sites=(moved_site(site, changes, others, back),))
    then = int(scored_need(changed, moved_need(need, changes), ON).status[0])
    beside = [others[i] for c in changes if c.side == "join" for i in c.sites]
    if beside and then != OUT:
        scored = scored_need(replace(catalog, sites=tuple(beside)), need, ON)
        is_open = any((c.outcome == UNKNOWN).any() for g, c in scored.gates.items() if g not in AREAS)
        then = TO_ASK if is_open else then
    return STATUS[then]


def plain(said: str) -> str:
    """A sentence with ordinary spaces, as one would search for it."""
    return said.replace(NARROW_SPACE, " ")


def complete(text: Text, *names: str) -> bool:
    """A whole sentence in both languages, the English one without Chinese but for the names of data that have no other."""
    en = text.en
    for name in names:
        en = en.replace(name, "")
    braces = any(c in text.zh + text.en for c in "{}")
    return bool(text.zh.endswith("。") and text.en.endswith(".") and not re.search(r"[\u4e00-\u9fff]", en) and not braces)


# A hall and a plot

HALL: dict[str, Cell] = {"name": "一号厂房", "name_en": "Hall 1", "kind": "facility", "status": "available", "uses": words("industry")}
PLOT: dict[str, Cell] = {"name": "一号地", "name_en": "Plot 1", "kind": "land", "status": "available", "uses": words("industry")}


# Any sites, any need

PROCESS_CASES = st.sampled_from((None, 300.0, 4000.0, 6000.0))


@st.composite
def investing(draw: st.DrawFn) -> Need:
    """A need of any kind that may also state what it invests and pays."""
    need = draw(needs())
    stated = {f: v for f in ("investment_wan", "fixed_investment_wan", "tax_wan") if (v := draw(PROCESS_CASES)) is not None}
    return need.model_copy(update=stated)


@st.composite
def parked(draw: st.DrawFn) -> tuple[Site, ...]:
    """Sites of which some lie in one park."""
    return tuple(s.with_cells({"park": draw(st.sampled_from(("p", "p", "")))}) for s in draw(several(2, 5)))


def every_way(catalog: Catalog, need: Need) -> Iterator[tuple[Site, WouldFit, Way]]:
    for ident, told in asked(catalog, need).items():
        for way in told.ways:
            yield catalog.by_id[ident], told, way


def any_town(found: tuple[Site, ...]) -> Catalog:
    return replace(in_force(rules_of_the_town()), sites=found)
