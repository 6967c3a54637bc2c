"""What the land map is drawn from, kept by the version of the data and of the leads: each part is reckoned once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.office.headline_figures import Headline, headlines, unknown_kinds
from matcher.office.industry_sides import BothSides, industry_sides
from matcher.office.land_sites import LandSite, land_sites
from matcher.office.land_time import Happened, happened, month_of, years
from matcher.office.stage_line import StageLine, stage_lines
from matcher.office.stock import stock
from matcher.office.stock_records import Stock
from matcher.register.overdue import Overdue, warnings
from matcher.register.policy import may
from matcher.register.register import Register
from matcher.register.who import Who
from matcher.reports.quarter_figures import Counted, two_quarters
from views import state


@dataclass(frozen=True)
class Figures:
    """Everything on the page but what the year, the filters and the chosen site change."""

    headlines: tuple[Headline, ...]
    unknown_kinds: Mapping[str, int]
    sites: tuple[LandSite, ...]
    """The largest first within a kind; the place in this order is the number on the map."""
    numbers: Mapping[str, int]
    sides: BothSides
    stages: tuple[StageLine, ...]
    stock: Stock
    events: tuple[Happened, ...]
    years: tuple[int, int]


ORDER = ("land", "facility", "renewal")


def figures(catalog: Catalog, today: date) -> Figures:
    return _figures(state.everything(catalog), today, catalog)


@st.cache_resource(max_entries=8, show_spinner=False)
def _figures(version: str, today: date, _catalog: Catalog) -> Figures:  # noqa: ARG001 - part of the key
    leads = tuple(_catalog.leads)
    sites = tuple(sorted(land_sites(_catalog, leads, today), key=_place))
    return Figures(
        headlines(_catalog, leads), unknown_kinds(_catalog), sites, {s.id: n for n, s in enumerate(sites, 1)}, industry_sides(_catalog, leads),
        stage_lines(_catalog, leads, month_of(today)), stock(_catalog, leads), happened(_catalog), years(_catalog, today),
    )  # fmt: skip


def _place(site: LandSite) -> tuple[int, float, str]:
    size = site.land_mu.high if site.land_mu else 0.0
    return ORDER.index(site.kind) if site.kind in ORDER else len(ORDER), -size, site.id


@dataclass(frozen=True)
class Kept:
    """What the register alone knows; None in `quarters` for whom the audit is not open, or where it cannot be read."""

    overdue: tuple[Overdue, ...] | None
    quarters: tuple[Counted, Counted] | None
    stamp: str = ""
    """Changes with whatever was done in the town."""


def kept(office: state.Office, today: date) -> Kept:
    """Overdue matters and the two quarters; the page stands without them where the register cannot be read."""
    if office.register is None:
        return Kept(None, None)
    try:
        return _kept(
            office.register.stamp(office.town),
            office.register.url,
            office.town,
            may(office.who, "audit.see"),
            today,
            office.register,
            office.who,
        )
    except Refused:
        return Kept(None, None)


@st.cache_resource(max_entries=16, show_spinner=False)
def _kept(stamp: str, url: str, town: str, audit: bool, today: date, _register: Register, _who: Who) -> Kept:  # noqa: ARG001
    if not _register.ready():
        return Kept((), two_quarters(_register, _who, town, today) if audit else None, stamp)
    with _register.look() as session:
        late = warnings(session, town, today)
    return Kept(late, two_quarters(_register, _who, town, today) if audit else None, stamp)
