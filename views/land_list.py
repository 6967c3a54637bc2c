"""The sites as a numbered list that needs no map: what each is, in which state on record, whom it suits; and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.explanation.reasons import cited
from matcher.model.catalog import Catalog
from matcher.model.text import Lang, span
from matcher.model.vocabulary import KIND, PLANNING, TIER, TIER_RANK
from matcher.office.both_sides import tenants
from matcher.office.sides_records import Tenants
from matcher.office.stock_records import PerMu, Stock
from matcher.reports.bars import points
from matcher.reports.site_words import site_position
from views import records, site_kept, state
from views.fold import fold
from views.html import h, join, show
from views.land_marks import Seen, size_told, state_told, symbol
from views.land_stages import lead_link
from views.land_state import link
from views.land_units import unknown
from views.matrix import tier_tag
from views.verdict import cite
from views.words import word

AT_ONCE = 15
"""Sites on a page of the list."""
TENANTS = 3


def _pages(count: int) -> tuple[int, int]:
    """(the page that the address asks for, how many there are), from 1."""
    last = max(1, -(-count // AT_ONCE))
    said = st.query_params.get("page", "")
    return (min(max(int(said), 1), last) if said.isascii() and said.isdigit() and len(said) < 7 else 1), last


def on_page(shown: Sequence[Seen]) -> Sequence[Seen]:
    """Those of the page that is open: no more than these are drawn, however many there are."""
    at, _ = _pages(len(shown))
    return shown[(at - 1) * AT_ONCE : at * AT_ONCE]


def rows(shown: Sequence[Seen], chosen: str, lang: Lang) -> None:
    with st.container(key="landlist"):
        for one in on_page(shown):
            with st.container(
                key=f"landrow-{'on-' if one.site.id == chosen else ''}{one.site.id}", horizontal=True, vertical_alignment="center"
            ):
                show(row(one, lang))
                st.button(word("land_look", lang), key=f"land-look-{one.site.id}", on_click=state.go, kwargs={"site": one.site.id})
    at, last = _pages(len(shown))
    if last == 1:
        return
    with st.container(key="landpages"):
        back, told, on = st.columns([1, 1.4, 1], vertical_alignment="center")
        back.button(word("page_back", lang), key="land-back", disabled=at == 1, on_click=_go, args=(at - 1,), width="stretch")
        with told:
            show(h('<p class="small paged">{}</p>', word("page_at", lang, n=at, m=last)))
        on.button(word("page_on", lang), key="land-on", disabled=at == last, on_click=_go, args=(at + 1,), width="stretch")


def _go(page: int) -> None:
    state.go(page=str(page) if page > 1 else None)


def row(one: Seen, lang: Lang) -> Markup:
    site = one.site
    tiers = join([tier_tag(t, TIER.label(t).say(lang)) for t in TIER_RANK if t in site.tiers], " ")
    suits = h("{} {}", word("land_suits", lang, n=site.suits), tiers) if site.suits else h("{}", word("land_suits_none", lang))
    settled = (
        h(
            "<p>{} {}</p>",
            word("land_settled_here", lang),
            join([lead_link(i, t.say(lang)) for i, t in site.settled], "、" if lang == "zh" else ", "),
        )
        if site.settled
        else Markup("")
    )
    return h(
        '<div class="lrow"><b class="no">{}</b>{}<div><h3><a class="ln" href="{}" target="_self">{}</a> <small>{}</small></h3><p>{} · {}</p><p>{} · {}</p>{}</div></div>',
        one.number, symbol(one), link("site", site=site.id), site.title.say(lang), KIND.label(site.kind).say(lang), size_told(site, lang), state_told(one, lang),
        word(f"land_left_{site.vacancy}", lang), suits, settled,
    )  # fmt: skip


def detail(office: state.Office, one: Seen | None, stock: Stock, today: date, lang: Lang) -> None:
    """Everything on record of the chosen site, its best tenants, its pictures; or how to choose one."""
    if one is None:
        show(h('<div class="hint"><h2>{}</h2><p>{}</p></div>', word("land_no_site", lang), word("land_choose", lang)))
        return
    catalog, site = office.catalog, one.site
    planning = PLANNING.label(site.planning).say(lang) if site.planning else ""
    parts = [
        h("<p>{} · {}</p>", size_told(site, lang), state_told(one, lang)),
        h("<p>{} · {}</p>", word(f"land_left_{site.vacancy}", lang), site_position(catalog, site.id).say(lang)),
        h("<p>{}{}</p>", word("land_planning", lang), planning or unknown(word("unknown", lang))),
    ]
    show(
        h(
            '<div class="ldt" data-site="{}"><h2>{} <b class="no">{}</b> {}</h2>{}{}{}{}<p class="ways"><a class="ln" href="{}" target="_self">{}</a> <a class="ln" href="{}" target="_self">{}</a> <a class="ln" href="{}" target="_self">{}</a></p></div>',
            site.id, symbol(one), one.number, site.title.say(lang), join(parts), _settled(one, stock, lang), _promised(office, site.id, lang), _tenants(catalog, site.id, today, lang),
            link("site", site=site.id),
            word("land_to_site", lang),
            link("sides", site=site.id), word("land_to_tenants", lang), link("work", site=site.id), word("land_to_missing", lang),
            link("site", site=site.id), word("page_site", lang),
        )
    )  # fmt: skip
    site_kept.panels(office, site.id, today, lang)
    with fold(word("known_facts", lang), "land-facts", lang) as unfolded:
        if unfolded:
            show(records.known_facts(catalog, site.id, lang))
    st.button(word("land_close", lang), key="land-close", on_click=state.go, kwargs={"site": None})


def _settled(one: Seen, stock: Stock, lang: Lang) -> Markup:
    per_mu = {x.lead: x for x in stock.per_mu}
    rows = [h("<li>{}{}</li>", lead_link(i, t.say(lang)), _invested(per_mu.get(i), lang)) for i, t in one.site.settled]
    return h("<h3>{}</h3><ul>{}</ul>", word("land_settled_here", lang), join(rows)) if rows else Markup("")


def _invested(found: PerMu | None, lang: Lang) -> str:
    return (
        word("land_invested_mu", lang, v=span(round(found.investment[0]), round(found.investment[1]))) if found and found.investment else ""
    )


def _promised(office: state.Office, site: str, lang: Lang) -> Markup:
    rows = [
        h("<li>{} <small>{}</small></li>", lead_link(c.lead, c.name.say(lang)), word("land_until", lang, d=c.until or "—"))
        for c in office.promised
        if c.site == site
    ]
    return h("<h3>{}</h3><ul>{}</ul>", word("land_promised", lang), join(rows)) if rows else Markup("")


def _tenants(catalog: Catalog, site: str, today: date, lang: Lang) -> Markup:
    found = _of_site(state.everything(catalog), today, site, catalog)
    if not found.tenants:
        return h("<h3>{}</h3><p>{}</p>", word("land_suits_head", lang), word("land_suits_none", lang))
    rows = [
        h(
            "<li>{} {} <small>{}</small></li>",
            tier_tag(t.tier, t.tier_name.say(lang)),
            lead_link(t.lead_id, t.name.say(lang)),
            word("land_points", lang, v=points(t.score), a=points(t.low), b=points(t.high)),
        )
        for t in found.tenants[:TENANTS]
    ]
    more = word("land_more_n", lang, n=len(found.tenants) - TENANTS) if len(found.tenants) > TENANTS else ""
    return h("<h3>{}</h3><ul>{}</ul><p>{}</p>", word("land_suits_head", lang), join(rows), more)


@st.cache_resource(max_entries=64, show_spinner=False)
def _of_site(version: str, on: date, site: str, _catalog: Catalog) -> Tenants:  # noqa: ARG001 - part of the key
    return tenants(_catalog, _catalog.leads, site, on)


def pools(catalog: Catalog, lang: Lang) -> Markup:
    """Stocks without a plot, which have no place on the map; each with its clause."""
    listed = [s for s in catalog.sites if s.kind == "pool"]
    if not listed:
        return Markup("")
    rows = []
    for site in listed:
        floor, proof = site.number("floor_m2"), catalog.evidence.get((site.id, "kind"))
        open_end = floor is not None and not floor.exact and floor.high >= catalog.possible("floor_m2").high
        size = (
            f"{span(floor.low, floor.low if open_end else floor.high)} ㎡{word('land_or_more', lang) if open_end else ''}"
            if floor
            else unknown(word("land_area_unknown", lang))
        )
        rows.append(h("<li><b>{}</b> {} {}</li>", site.title.say(lang), size, cite(cited(catalog, proof.citation), lang) if proof else ""))
    return h('<h3>{}</h3><ul class="pls">{}</ul>', word("land_pools", lang), join(rows))
