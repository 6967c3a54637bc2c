"""The panels of the land map that only the data change: drawn once, and kept by the version of what they tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.office.land_time import month_in, month_of
from views import land_kpi, land_list, land_quarters, land_sides, land_stages, land_targets, land_works, state
from views.land_figures import Figures, Kept


@dataclass(frozen=True)
class Panels:
    """`quarters` is None for whom the audit is not open."""

    kpis: Markup
    stages: Markup
    two: Markup
    sides: Markup
    targets: Markup
    per_mu: Markup
    quarters: Markup | None
    pools: Markup


def panels(catalog: Catalog, found: Figures, own: Kept, today: date, lang: Lang) -> Panels:
    return _panels(state.everything(catalog), own.stamp, own.quarters is not None, today, lang, _address(), catalog, found, own)


def works(catalog: Catalog, kinds: frozenset[str], year: int, today: date, lang: Lang) -> Markup:
    return _works(catalog.version, ",".join(sorted(kinds)), year, today, lang, catalog, kinds)


def _address() -> str:
    """What the links of a panel take over from the address."""
    return f"{st.query_params.get('lang')}&{st.query_params.get('pack')}"


@st.cache_resource(max_entries=32, show_spinner=False)
def _panels(
    version: str, stamp: str, audit: bool, today: date, lang: Lang, address: str, _catalog: Catalog, _found: Figures, _own: Kept  # noqa: ARG001 - parts of the key
) -> Panels:  # fmt: skip
    return Panels(
        kpis=land_kpi.row(_catalog, _found, lang),
        stages=land_stages.funnel(_catalog, _found, _own, lang),
        two=land_stages.contradictions(_catalog, lang),
        sides=land_sides.panel(_catalog, _found, lang),
        targets=land_targets.panel(_catalog, lang),
        per_mu=land_quarters.per_mu(_found.stock, lang),
        quarters=land_quarters.panel(_own.quarters, lang) if _own.quarters is not None else None,
        pools=land_list.pools(_catalog, lang),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _works(version: str, kinds: str, year: int, today: date, lang: Lang, _catalog: Catalog, _kinds: frozenset[str]) -> Markup:  # noqa: ARG001
    return land_works.panel(_catalog, _kinds, year, month_in(year, today), month_of(today), lang)
