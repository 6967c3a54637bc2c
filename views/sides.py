"""两边看: every open lead against every site, whom a site suits best, how far the two sides are apart, and what a slip changes."""

from __future__ import annotations

from datetime import date

import streamlit as st

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.office.both_sides import matrix, tenants
from matcher.office.gaps import gaps
from matcher.office.sides_records import Gaps, Matrix, Tenants
from matcher.office.slip import slip
from matcher.office.slip_records import Slip
from views import address, frame, matrix_filter, state, what_if
from views.html import h, show
from views.matrix import legend, shown_sites, table
from views.notice import notice
from views.sides_lists import by_distance, gap_list, refused, ruled_out, site_gaps, slip_list, tenant_list
from views.words import word

VIEW = "sides"
"""The value of `view` in the address that asks for this page."""
TENANTS = 5
LISTED = 8
"""Tenants, and leads of a list, told at once; the rest stand in a list that can be opened."""


def page() -> None:
    lang = state.lang()
    today = date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    catalog = office.catalog
    on = address.day(today)
    left, right = st.columns([5, 1.6], vertical_alignment="bottom")
    with left:
        show(h('<div class="pagehead"><h1>{}</h1><p>{}</p></div>', word("sides_title", lang), word("sides_lead", lang)))
    with right:
        what_if.year(today, lang)
    with st.spinner(word("sides_working", lang)):
        pairs, apart = _both(state.everything(catalog), on, catalog)
    if not pairs.rows:
        notice("note", word("sides_no_leads", lang))
    elif not pairs.sites:
        notice("note", word("sides_no_sites", lang))
    else:
        chosen = _chosen(pairs, apart)
        _table(matrix_filter.narrowed(pairs, lang), len(pairs.rows), chosen, on, lang)
        first, second = st.columns([1, 1], gap="medium")
        with first:
            _tenants(catalog, pairs, chosen, on, lang)
        with second:
            _gaps(apart, lang)
        _slip(catalog, on, min(today, on), lang)
    show(frame.foot(catalog, on, lang))


def _table(pairs: Matrix, leads: int, chosen: str, on: date, lang: Lang) -> None:
    """`pairs` are those that the filters leave of so many `leads`."""
    columns, deep = shown_sites(pairs, chosen)
    counts = {"n": len(pairs.rows), "all": len(pairs.sites)}
    told = word("sides_matrix_some", lang, **counts, k=deep, shown=len(columns)) if deep else word("sides_matrix_all", lang, **counts)
    with st.container(border=True, key="panel-matrix"):
        show(
            h(
                '<div class="pagehead"><h2>{}</h2><span class="muted small">{} {} {}</span></div>',
                word("sides_matrix", lang),
                told,
                word("sides_matrix_how", lang),
                word("sides_on", lang, day=on.isoformat()),
            )
        )
        if len(pairs.rows) < leads:
            show(h('<p class="varied" role="status">{}</p>', word("matrix_narrowed", lang, n=len(pairs.rows), all=leads)))
        if pairs.rows and columns:
            show(table(pairs, columns, chosen, lang))
            show(legend(lang))
        else:
            notice("note", word("matrix_nothing", lang))


def _tenants(catalog: Catalog, pairs: Matrix, chosen: str, on: date, lang: Lang) -> None:
    with st.container(border=True, key="panel-tenants"):
        titles = {s.site_id: s.title.say(lang) for s in pairs.sites}
        key = f"site-{state.pack_name()}-{chosen}-{lang}"
        st.selectbox(
            word("sides_site", lang),
            list(titles),
            index=list(titles).index(chosen),
            format_func=lambda s: titles[s],
            key=key,
            on_change=lambda: state.go(site=st.session_state[key]),
        )
        found = of_site(state.everything(catalog), on, chosen, catalog)
        show(h("<h2>{}</h2>", word("sides_tenants", lang, site=found.title.say(lang))))
        show(h('<p class="muted small">{}</p>', word("sides_order", lang)))
        if found.tenants:
            show(tenant_list(found.tenants[:TENANTS], lang))
        else:
            notice("note", word("sides_no_tenant", lang))
        rest = found.tenants[TENANTS:]
        if rest:
            with st.expander(word("sides_more", lang, n=len(rest))):
                show(tenant_list(rest, lang))
        if found.out:
            with st.expander(word("sides_out", lang, n=len(found.out))):
                show(ruled_out(found, lang))
        if found.refused:
            with st.expander(word("sides_refused", lang, n=len(found.refused))):
                show(refused(found, lang))
        if found.left_out:
            show(h('<p class="muted small">{}</p>', word("sides_left_out", lang, n=found.left_out)))


def _gaps(found: Gaps, lang: Lang) -> None:
    with st.container(border=True, key="panel-gaps"):
        show(h('<h2>{}</h2><p class="small">{}</p>', word("sides_gaps", lang), found.sentence.say(lang)))
        agreed, apart = by_distance(found)
        show(gap_list((*agreed, *apart[:LISTED]), lang))
        if rest := apart[LISTED:]:
            with st.expander(word("sides_more_leads", lang, n=len(rest))):
                show(gap_list(rest, lang))
        if found.sites:
            with st.expander(word("sides_gaps_sites", lang, n=len(found.sites))):
                show(site_gaps(found, lang))
        if found.no_tenant:
            show(h('<p class="muted small">{}</p>', word("sides_no_tenant_sites", lang, n=len(found.no_tenant))))


def _slip(catalog: Catalog, on: date, since: date, lang: Lang) -> None:
    months = address.late_months()
    with st.container(border=True, key="panel-slip"):
        left, right = st.columns([5, 1.6], vertical_alignment="bottom")
        with left:
            how = word("sides_slip_how", lang, since=since.isoformat()[:7])
            show(h('<h2>{}</h2><p class="muted small">{}</p>', word("sides_slip", lang), how))
        with right:
            what_if.late(lang)
        if not months:
            show(h("<p>{}</p>", word("sides_slip_choose", lang)))
            return
        with st.spinner(word("sides_working", lang)):
            found = _slipped(state.everything(catalog), on, since, months, catalog)
        show(h("<p><b>{}</b></p>", found.sentence.say(lang)))
        if found.leads:
            show(slip_list(found.leads[:LISTED], lang))
        if rest := found.leads[LISTED:]:
            with st.expander(word("sides_more_leads", lang, n=len(rest))):
                show(slip_list(rest, lang))
        if found.left_out:
            show(h('<p class="muted small">{}</p>', word("sides_slip_left_out", lang, n=found.left_out)))


def _chosen(pairs: Matrix, apart: Gaps) -> str:
    """The site in the address, else the one that most leads like best."""
    known = {s.site_id for s in pairs.sites}
    asked = st.query_params.get("site", "")
    if asked in known:
        return asked
    wished = [g.choice.site_id for g in apart.leads if g.choice]
    return max(sorted(known), key=wished.count)


@st.cache_resource(max_entries=16, show_spinner=False)
def _both(version: str, on: date, _catalog: Catalog) -> tuple[Matrix, Gaps]:  # noqa: ARG001 - part of the key
    return matrix(_catalog, _catalog.leads, on), gaps(_catalog, _catalog.leads, on)


@st.cache_resource(max_entries=64, show_spinner=False)
def of_site(version: str, on: date, site: str, _catalog: Catalog) -> Tenants:  # noqa: ARG001 - part of the key
    """Whom a site suits best. Raises NoSuchSite."""
    return tenants(_catalog, _catalog.leads, site, on)


@st.cache_resource(max_entries=32, show_spinner=False)
def _slipped(version: str, on: date, since: date, months: int, _catalog: Catalog) -> Slip:  # noqa: ARG001 - part of the key
    return slip(_catalog, _catalog.leads, on, months, since)
