"""用地一张图: for managers: what stands empty, in which state, who could use it, what is promised and what stands in the way; year by year."""

from __future__ import annotations

from datetime import date

import streamlit as st

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.office.land_time import month_in, month_of
from views import (
    frame,
    land_axis,
    land_list,
    land_map,
    land_paper,
    land_state,
    state,
)
from views.html import h, show
from views.land_figures import Figures, figures, kept
from views.land_listing import Listing, listing
from views.land_marks import legend
from views.land_panels import Panels, panels, works
from views.words import word

VIEW, PRINT = "land", "print"


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    catalog = office.catalog
    with st.spinner(word("land_working", lang)):
        found, own = figures(catalog, today), kept(office, today)
    year = land_state.year(*found.years, today)
    sites = listing(catalog, found, today, year, land_state.wanted())
    if st.query_params.get(PRINT) == "1":
        land_paper.page(catalog, found, own, sites, year, today, lang)
        show(frame.foot(catalog, today, lang))
        return
    ready = panels(catalog, found, own, today, lang)
    _head(today, lang)
    if not catalog.sites:
        show(h('<p class="notice note">{}</p>', word("land_no_sites", lang)))
    else:
        show(ready.kpis)
    _top(catalog, found, ready, sites, year, today, lang)
    _sites(office, found, ready, sites, today, lang)
    _below(catalog, ready, year, today, lang)
    show(frame.foot(catalog, today, lang))


def _head(today: date, lang: Lang) -> None:
    show(
        h(
            '<div class="pagehead landhead"><h1>{}</h1><p>{}</p><span class="small muted">{} <a class="ln noprint" href="{}" target="_self">{}</a></span></div>',
            word("page_land", lang), word("land_lead_line", lang), word("land_on", lang, day=today.isoformat()), land_state.here(print="1"), word("print_link", lang),
        )
    )  # fmt: skip


def _top(catalog: Catalog, found: Figures, ready: Panels, sites: Listing, year: int, today: date, lang: Lang) -> None:
    with st.container(key="landtop"):
        left, right = st.columns([872, 408], gap="medium")
        with left, st.container(border=True, key="panel-landmap"):
            caution = (
                word("review_number", lang, n=catalog.plan.map.review_number) if catalog.plan.map.review_number else word("sketch", lang)
            )
            show(h('<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>', word("land_map", lang), caution))
            land_state.filters(catalog, lang)
            show(h('<p class="lcount" role="status">{}</p>', sites.counts(lang)))
            if sites.shown:
                drawn = [w for w in catalog.plan.infrastructure if w.kind in land_state.shown_works(catalog)]
                months = (month_in(year, today), month_of(today))
                land_map.draw(catalog, sites, land_list.on_page(sites.shown), drawn, st.query_params.get("site", ""), months, lang)
            else:
                land_state.nothing_left(lang)
            if sites.nowhere:
                show(h('<p class="small muted">{}</p>', word("land_nowhere", lang, n=sites.nowhere)))
            show(legend(catalog, lang))
            _years(catalog, found, sites, year, today, lang)
        with right:
            with st.container(border=True, key="panel-landstages"):
                show(ready.stages)
            with st.container(border=True, key="panel-landtwo"):
                show(ready.two)


def _years(catalog: Catalog, found: Figures, sites: Listing, year: int, today: date, lang: Lang) -> None:
    told = word("land_fresh", lang, fresh=len(sites.shown) - sites.old, old=sites.old) if sites.shown else ""
    show(h('<div class="yh"><b>{}</b><span>{}</span></div>', word("land_year_is", lang, y=year), told))
    with st.container(key="landyear"):
        land_state.year_slider(*found.years, year, today, lang)
        show(land_axis.axis(catalog, found.events, found.years, year, lang))


def _sites(office: state.Office, found: Figures, ready: Panels, sites: Listing, today: date, lang: Lang) -> None:
    one = sites.by_id.get(st.query_params.get("site", ""))
    with st.container(key="landsites"):
        left, right = st.columns([760, 520], gap="medium")
        with left, st.container(border=True, key="panel-landlist"):
            show(
                h(
                    '<div class="ph"><h2>{}</h2><span class="small muted">{}</span></div>',
                    word("land_list", lang),
                    word("land_list_how", lang),
                )
            )
            land_list.rows(sites.shown, one.site.id if one else "", lang)
            show(ready.pools)
        with right:
            with st.container(border=True, key="panel-landsite"):
                land_list.detail(office, one, found.stock, today, lang)
            with st.container(border=True, key="panel-landtargets"):
                show(ready.targets)


def _below(catalog: Catalog, ready: Panels, year: int, today: date, lang: Lang) -> None:
    with st.container(key="landbelow"):
        left, right = st.columns(2, gap="medium")
        with left, st.container(border=True, key="panel-landsides"):
            show(ready.sides)
        with right:
            with st.container(border=True, key="panel-landpermu"):
                show(ready.per_mu)
            if ready.quarters is not None:
                with st.container(border=True, key="panel-landquarters"):
                    show(ready.quarters)
    with st.container(border=True, key="panel-landworks"):
        show(works(catalog, land_state.shown_works(catalog), year, today, lang))
