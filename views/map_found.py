"""An answer on the map: every ranked and every ruled-out site, beside the cards; a click opens a site's card, a drawn area limits what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from matcher.explanation.records import Excluded, Match
from matcher.model.text import Lang
from matcher.model.vocabulary import SITE_STATUS
from matcher.reports.bars import points
from matcher.reports.map_picture import FILLED_FROM
from views import area, map_base, state
from views.found import Shown
from views.html import h, join, show
from views.map import show_map
from views.map_marks import GLYPHS, Done, Look, Mark, Rest, rest
from views.theme import theme
from views.words import word

NUMBERED = 5
"""First ranks whose number stands in the mark."""
SIZES = {"top": 36, "fits": 24, "ask": 22, "out": 14}
"""Pixels across: knock-outs stay small, so that they do not drown what can be had."""


def looks(lang: Lang) -> dict[str, Look]:
    """Status by shape, not by colour alone: circle fits, diamond to ask (filled from 60 points), cross out."""
    said = {status: SITE_STATUS.label(status).say(lang) for status in ("fits", "ask", "out")}
    return {
        "fits": Look("gl-fits", said["fits"], "circle", "fits", outline="ol-fits"),
        "ask": Look("gl-ask", said["ask"], "diamond", "ask", outline="ol-ask"),
        "ask-low": Look("gl-ask-low", said["ask"], "diamond", "ask", hollow=True, outline="ol-ask"),
        "out": Look("gl-out", said["out"], "cross", "out", outline="ol-out"),
    }


def panel(shown: Shown) -> None:
    catalog, chosen, lang = shown.office.catalog, shown.chosen, shown.lang
    with st.container(border=True, key="map"):
        number = catalog.plan.map.review_number
        told = word("review_number", lang, n=number) if number else word("sketch", lang)
        show(h('<div class="maphead"><b>{}</b><span class="muted small">{}</span></div>', word("where", lang), told))
        shape, _ = area.asked()
        how = looks(lang)
        many = len(shown.order) + len(shown.out) > GLYPHS
        show_map(
            catalog,
            how,
            marks(shown.first(NUMBERED), (), lang)
            if many
            else marks(shown.answer.matches(shown.order), shown.answer.excluded(shown.out), lang),
            shown.barred or (chosen.site_id if chosen else None),
            theme(),
            lang=lang,
            key=f"map-{state.pack_name()}-{theme()}-{lang}",
            on_done=_on_done(shown),
            tools="area",
            drawn=shape,
            rest=_rest((*shown.answer.key, lang, shape), shown, how) if many else None,
        )
        show(_legend(lang, crowds=many))


@st.cache_resource(max_entries=32, show_spinner=False)
def _rest(key: tuple[object, ...], _shown: Shown, _looks: dict[str, Look]) -> Rest:  # noqa: ARG001 - part of the key
    seen = frozenset((*_shown.order, *_shown.out))
    told = {ident: look for ident, look in _shown.answer.looks().items() if ident in seen}
    return rest(map_base.of(_shown.office.catalog, _shown.lang), _looks, told)


def _on_done(shown: Shown) -> Callable[[Done], None]:
    def on_done(done: Done) -> None:
        now = shown.barred or (shown.chosen.site_id if shown.chosen else "")
        if done.site is not None and done.site != now and shown.listed(done.site):
            state.go(site=done.site)
        area.drawn(done)

    return on_done


def marks(matches: Sequence[Match], excluded: Sequence[Excluded], lang: Lang) -> list[Mark]:
    ranked = [
        Mark(
            m.site_id,
            m.title.say(lang),
            f"{SITE_STATUS.label(m.status).say(lang)} {points(m.score)} ({points(m.low)}–{points(m.high)})",
            look(m),
            str(m.rank) if m.rank <= NUMBERED else "",
            SIZES["top" if m.rank <= NUMBERED else m.status],
            500 if m.rank <= NUMBERED else 0,
        )
        for m in matches
    ]
    out = SITE_STATUS.label("out").say(lang)
    return ranked + [
        Mark(e.site_id, e.title.say(lang), f"{out}: {e.failed[0].label.say(lang)}", "out", size=SIZES["out"]) for e in excluded
    ]


def look(match: Match) -> str:
    return "fits" if match.status == "fits" else "ask" if match.score >= FILLED_FROM else "ask-low"


def _legend(lang: Lang, *, crowds: bool) -> Markup:
    rows = [
        (h('<i class="g g-fits"></i>'), "legend_fits"),
        (h('<i class="ring"></i>'), "legend_solid"),
        (h('<i class="g g-ask"></i>'), "legend_ask"),
        (h('<i class="ring d"></i>'), "legend_dashed"),
        (h('<i class="g g-out"></i>'), "legend_out"),
        (h('<i class="area"></i>'), "legend_area"),
        *([(h('<i class="ring crowd">12</i>'), "legend_crowd")] if crowds else []),
    ]
    return h('<ul class="legend">{}</ul>', join(h("<li>{}<span>{}</span></li>", mark, word(key, lang)) for mark, key in rows))
