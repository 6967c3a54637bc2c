"""Beside the cards: the map, where the score comes from, how sure the order is, weights by hand, and what to take away."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import streamlit as st

from matcher.explanation.in_part import HEAD
from matcher.explanation.records import Match
from matcher.reports.xlsx import workbook
from matcher.rules.registry import CRITERIA
from views import address, area, map_found, printed, report_box, sureness, visit, what_if
from views.bars import contribution_bars
from views.found import Shown
from views.html import h, show
from views.words import word


def column(shown: Shown) -> None:
    map_found.panel(shown)
    if shown.chosen:
        area.near(shown.office.catalog, shown.chosen, shown.lang)
    if shown.chosen:
        _contributions(shown, shown.chosen)
    _take_away(shown)
    setting, _ = address.setting(shown.office.catalog, shown.today)
    report_box.of_answer(shown.office, shown.result.need, address.day(shown.today), setting, shown.lang)


def _contributions(shown: Shown, chosen: Match) -> None:
    catalog, result, lang = shown.office.catalog, shown.result, shown.lang
    with st.container(border=True, key="contrib"):
        show(h('<h2>{}</h2><p class="muted small">{}</p>', word("contributions", lang), chosen.title.say(lang)))
        show(contribution_bars(chosen, lang))
        show(h('<p class="muted small">{}</p>', word("contributions_by_hand" if result.varied.weights else "contributions_note", lang)))
        sure = shown.why.robustness
        if sure:
            show(sureness.switch_note(sure, chosen.site_id, {c.name: c.label.say(lang) for c in CRITERIA}, lang))
        what_if.weights(catalog, result, sureness.beside(sure, lang) if sure else {}, lang)


def _take_away(shown: Shown) -> None:
    office, result, lang = shown.office, shown.result, shown.lang
    query = {k: v for k in ("lang", "pack", "need", "lead", "example", *address.PARTS) if (v := st.query_params.get(k))}
    places = st.container(horizontal=True, key="take-away")
    places.link_button(word("print_link", lang), f"?{urlencode({**query, 'view': printed.VIEW})}", width="stretch")
    name = f"match-{re.sub('[^a-z0-9-]', '', result.need.id) or 'need'}-{result.on}.xlsx"
    made = visit.held(office.who, office.register, lambda: workbook(result, lang, shown.why.why))
    label = word("excel_first", lang, n=HEAD) if shown.answer.many else word("excel", lang)
    places.download_button(label, made, file_name=name, on_click="ignore", width="stretch")
