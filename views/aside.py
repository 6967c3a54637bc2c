"""Beside the cards: the map, where the score comes from, how sure the order is, weights by hand, and what to take away."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.explanation.records import Match, Result
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import SITE_STATUS
from matcher.remedies.deep import Why
from matcher.reports.bars import points
from matcher.reports.xlsx import workbook
from matcher.rules.registry import CRITERIA
from views import address, printed, report_box, state, sureness, visit, what_if
from views.bars import contribution_bars
from views.found import Shown
from views.html import h, show
from views.map import Spot, show_map
from views.theme import theme
from views.words import word


def column(shown: Shown) -> None:
    _map(shown.office.catalog, shown.result, shown.chosen, shown.lang)
    if shown.chosen:
        _contributions(shown, shown.chosen)
    _take_away(shown.office, shown.result, shown.why, shown.lang)
    setting, _ = address.setting(shown.office.catalog, shown.today)
    report_box.of_answer(shown.office, shown.result.need, address.day(shown.today), setting, shown.lang)


def _map(catalog: Catalog, result: Result, chosen: Match | None, lang: Lang) -> None:
    spots = [
        Spot(
            m.site_id,
            m.title.say(lang),
            f"{SITE_STATUS.label(m.status).say(lang)} {points(m.score)} ({points(m.low)}–{points(m.high)})",
            m.status,
            m.rank,
            m.score,
        )
        for m in result.matches
    ]
    out = SITE_STATUS.label("out").say(lang)
    spots += [Spot(e.site_id, e.title.say(lang), f"{out}: {e.failed[0].label.say(lang)}", "out", 0, 0.0) for e in result.excluded]
    with st.container(border=True, key="map"):
        show(h('<div class="maphead"><b>{}</b><span class="muted small">{}</span></div>', word("where", lang), word("sketch", lang)))
        clicked = show_map(
            catalog, spots, chosen.site_id if chosen else None, theme(), lang=lang, key=f"map-{state.pack_name()}-{theme()}-{lang}"
        )
        show(_legend(lang))
    known = {m.site_id for m in result.matches}
    if clicked and clicked != st.session_state.get("clicked"):
        st.session_state["clicked"] = clicked
        if clicked in known and (chosen is None or clicked != chosen.site_id):
            state.go(site=clicked)
            st.rerun()


def _legend(lang: Lang) -> Markup:
    rows = [
        ('<i class="g g-fits"></i>', "legend_fits"),
        ('<i class="ring"></i>', "legend_solid"),
        ('<i class="g g-ask"></i>', "legend_ask"),
        ('<i class="ring d"></i>', "legend_dashed"),
        ('<i class="g g-out"></i>', "legend_out"),
        ('<i class="area"></i>', "legend_area"),
    ]
    return h(
        '<ul class="legend">{}</ul>',
        h("{}" * len(rows), *(h("<li>" + mark + "<span>{}</span></li>", word(key, lang)) for mark, key in rows)),
    )


def _contributions(shown: Shown, chosen: Match) -> None:
    catalog, result, lang = shown.office.catalog, shown.result, shown.lang
    with st.container(border=True, key="contrib"):
        show(h('<h2>{}</h2><p class="muted small">{}</p>', word("contributions", lang), chosen.title.say(lang)))
        show(contribution_bars(chosen, lang))
        show(h('<p class="muted small">{}</p>', word("contributions_by_hand" if result.varied.weights else "contributions_note", lang)))
        sure = shown.why.robustness if shown.why else None
        if sure:
            show(sureness.switch_note(sure, chosen.site_id, {c.name: c.label.say(lang) for c in CRITERIA}, lang))
        what_if.weights(catalog, result, sureness.beside(sure, lang) if sure else {}, lang)


def _take_away(office: state.Office, result: Result, why: Why | None, lang: Lang) -> None:
    left, right = st.columns(2)
    query = {k: v for k in ("lang", "pack", "need", "lead", "example", *address.PARTS) if (v := st.query_params.get(k))}
    left.link_button(word("print_link", lang), f"?{urlencode({**query, 'view': printed.VIEW})}", width="stretch")
    name = f"match-{re.sub('[^a-z0-9-]', '', result.need.id) or 'need'}-{result.on}.xlsx"
    made = visit.held(office.who, office.register, lambda: workbook(result, lang, why))
    right.download_button(word("excel", lang), made, file_name=name, on_click="ignore", width="stretch")
