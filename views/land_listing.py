"""The sites that the year and the filters leave, with what is counted of them: made once for each, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from matcher.catalog.drawing import place
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import KIND
from matcher.office.land_sites import Wanted, narrowed
from matcher.office.land_time import month_in
from views import state
from views.land_figures import ORDER, Figures
from views.land_marks import Seen, seen
from views.words import word


@dataclass(frozen=True)
class Listing:
    """`shown` in the order of their numbers; `by_id` holds all sites, since the chosen one may be filtered out."""

    same: tuple[date, int, Wanted]
    """Which listing of the data it is."""
    by_id: Mapping[str, Seen]
    shown: tuple[Seen, ...]
    ids: frozenset[str]
    """Of those shown."""
    kinds: Mapping[str, int]
    old: int
    """Of those shown, without a record of their state or with an old one."""
    nowhere: int
    """Of those shown, without a place to be drawn at."""

    def counts(self, lang: Lang) -> str:
        """How many of each kind, in words."""
        parts = [f"{KIND.label(k).say(lang)} {self.kinds[k]}" for k in ORDER if k in self.kinds]
        n, of = len(self.shown), len(self.by_id)
        said = word("land_count", lang, n=n, of=of) if n < of else word("land_count_all", lang, n=of)
        return said + (word("land_count_kinds", lang, list=("、" if lang == "zh" else ", ").join(parts)) if parts else "")


def listing(catalog: Catalog, found: Figures, today: date, year: int, wanted: Wanted) -> Listing:
    return _listing(state.everything(catalog), today, year, wanted, catalog, found)


@st.cache_resource(max_entries=64, show_spinner=False)
def _listing(version: str, today: date, year: int, wanted: Wanted, _catalog: Catalog, _found: Figures) -> Listing:
    every = _seen(version, today, year, _catalog, _found)
    shown = tuple(every[s.id] for s in narrowed(_found.sites, wanted))
    return Listing(
        (today, year, wanted), every, shown, frozenset(s.site.id for s in shown), Counter(s.site.kind for s in shown), sum(s.hatched for s in shown),
        sum(place(_catalog, s.site.id) is None for s in shown),
    )  # fmt: skip


@st.cache_resource(max_entries=16, show_spinner=False)
def _seen(version: str, today: date, year: int, _catalog: Catalog, _found: Figures) -> dict[str, Seen]:  # noqa: ARG001 - part of the key
    month = month_in(year, today)
    return {s.id: seen(_catalog, s, _found.numbers[s.id], month) for s in _found.sites}
