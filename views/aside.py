"""Beside the cards: the map, where the score comes from, how sure the order is, weights by hand, and what to take away."""

from __future__ import annotations

import streamlit as st

from matcher.explanation.records import Match
from matcher.rules.registry import CRITERIA
from views import area, map_found, sureness, take_away, what_if
from views.bars import contribution_bars
from views.found import Shown
from views.html import h, join, show
from views.words import word


def column(shown: Shown) -> None:
    map_found.panel(shown)
    if shown.chosen:
        area.near(shown.office.catalog, shown.chosen, shown.lang)
    if shown.chosen:
        _contributions(shown, shown.chosen)
    take_away.panel(shown)


def _contributions(shown: Shown, chosen: Match) -> None:
    catalog, result, lang = shown.office.catalog, shown.result, shown.lang
    with st.container(border=True, key="contrib"):
        parts = [
            h('<h2>{}</h2><p class="muted small">{}</p>', word("contributions", lang), chosen.title.say(lang)),
            contribution_bars(chosen, lang),
            h('<p class="muted small">{}</p>', word("contributions_by_hand" if result.varied.weights else "contributions_note", lang)),
        ]
        if sure := shown.why.robustness:
            parts.append(sureness.switch_note(sure, chosen.site_id, {c.name: c.label.say(lang) for c in CRITERIA}, lang))
        show(join(parts))
        what_if.weights(catalog, result, sureness.beside(sure, lang) if sure else {}, lang)
