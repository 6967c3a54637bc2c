"""找地: a need in, the plan's verdict, ranked cards beside the map, knock-outs, and questions one can answer on the spot."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.explanation.records import Match, Result
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import SITE_STATUS
from matcher.reports.xlsx import workbook
from matcher.rules.registry import CRITERIA, GATES
from views import address, answering, cards, frame, need_box, printed, records, state, tables, what_if
from views.bars import contribution_bars, points
from views.html import h, show
from views.map import Spot, show_map
from views.theme import theme
from views.verdict import banner
from views.words import word

CARDS = 5
"""Cards drawn in full; the rest stand in a list that can be opened."""


def page() -> None:
    lang = state.lang()
    today = date.today()
    try:
        office = state.office()
    except Refused as refusal:
        st.error(word("pack_refused", lang))
        answering.tell(refusal.issues, lang)
        return
    catalog = office.catalog
    frame.top(catalog, today, lang)
    if toast := st.session_state.pop("toast", None):
        st.toast(toast)
    chosen = state.choice(catalog)
    need, issues = state.chosen_need(catalog, chosen)
    with st.container(key="needbox", border=True):
        left, right = st.columns([5, 3], vertical_alignment="top")
        with left:
            need_box.told_back(catalog, need, lang)
            if lead := next((x for x in catalog.leads if (chosen.kind, chosen.id) == ("lead", x.id)), None):
                need_box.lead_line(catalog, lead, lang)
                if lead.settled_at:
                    st.info(word("settled_note", lang, site=answering.plain(catalog.site_title(lead.settled_at).say(lang))))
        with right:
            need_box.chooser(catalog, chosen, lang)
        with st.expander(word("edit_need", lang), expanded=bool(issues)):
            issues += need_box.form(catalog, need, lang)
            if issues:
                st.warning(word("need_refused", lang))
                answering.tell(issues, lang)
    if issues:
        return
    if office.left_out:
        st.warning(word("stale_answers", lang, n=len(office.left_out)))
    setting, unread = address.setting(catalog)
    answering.tell(unread, lang)
    result = state.answer_need(catalog, need, address.day(today), setting)
    show(banner(result.welcome, lang))
    if result.welcome.verdict != "refused":
        _answer(office, result, today, lang)
    show(frame.foot(catalog, address.day(today), lang))


def _answer(office: state.Office, result: Result, today: date, lang: Lang) -> None:
    show(tables.tally(result, lang))
    what_if.conditions(office.catalog, today, lang)
    what_if.notice(result, today, lang)
    if not result.matches:
        st.info(word("nothing_fits", lang))
    elif caution := result.caution.say(lang):
        st.info(answering.plain(caution) + " " + word("ask_enterprise", lang) + _asked(result, lang))
    chosen = _chosen(result)
    with st.container(key="columns"):
        left, right = st.columns([760, 504], gap="medium")
        with left:
            _cards(office, result, chosen, today, lang)
            for site in result.excluded:
                answering.given_answers(office, site.site_id, lang)
            _below(office.catalog, result, lang)
        with right, st.container(key="aside"):
            _map(office.catalog, result, chosen, lang)
            if chosen:
                _contributions(office.catalog, result, chosen, lang)
            _take_away(result, lang)


def _chosen(result: Result) -> Match | None:
    asked = st.query_params.get("site")
    return next((m for m in result.matches if m.site_id == asked), result.matches[0] if result.matches else None)


def _cards(office: state.Office, result: Result, chosen: Match | None, today: date, lang: Lang) -> None:
    shown = list(result.matches[:CARDS])
    if chosen and chosen not in shown:
        shown.append(chosen)
    before = st.session_state.get("before", {})
    for match in shown:
        is_chosen = chosen is not None and match.site_id == chosen.site_id
        with st.container(border=True, key=f"{'on-' if is_chosen else ''}card-{match.site_id}"):
            show(cards.card_head(office.catalog, match, lang, before.get(match.site_id)))
            if is_chosen:
                if match.ask_first:
                    answering.questions(office, result.need, match, today, lang)
                answering.given_answers(office, match.site_id, lang)
                with st.expander(word("known_facts", lang)):
                    show(records.known_facts(office.catalog, match.site_id, lang))
            else:
                left, right = st.columns([5, 1.2], vertical_alignment="bottom")
                with left:
                    show(cards.short_questions(match, lang))
                right.button(
                    word("select", lang), key=f"look-{match.site_id}", on_click=state.go, kwargs={"site": match.site_id}, width="stretch"
                )
    rest = tuple(m for m in result.matches if m not in shown)
    if rest:
        with st.expander(word("more_ask", lang, n=len(rest))):
            show(cards.rest_list(rest, lang))


def _below(catalog: Catalog, result: Result, lang: Lang) -> None:
    if result.excluded:
        with st.expander(word("excluded", lang, n=len(result.excluded)), expanded=len(result.excluded) <= 12):
            show(tables.knock_outs(result, lang))
    if result.pools:
        with st.container(border=True, key="panel-pools"):
            show(tables.pools(result, lang))
    if result.matches:
        with st.container(border=True, key="panel-steps"):
            show(tables.next_steps(catalog, result, lang))
    if catalog.plan.contradictions:
        with st.expander(word("contradictions", lang, n=len(catalog.plan.contradictions))):
            show(records.contradictions(catalog, lang))
    comma = "、" if lang == "zh" else ", "
    silent = {g.name: g.label for g in GATES} | {c.name: c.label for c in CRITERIA}
    if result.matches:
        names = comma.join(silent[n].say(lang) for n in result.matches[0].not_asked)
        parts = [h('<p class="muted small">{}</p>', word("silent_fields", lang, list=names))]
        if result.ask_enterprise:
            parts.insert(0, h('<p class="small"><b>{}</b> {}</p>', word("ask_enterprise", lang), _asked(result, lang)))
        show(h("{}" * len(parts), *parts))


def _asked(result: Result, lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(q.label.say(lang) for q in result.ask_enterprise)


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


def _legend(lang: Lang) -> object:
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


def _contributions(catalog: Catalog, result: Result, chosen: Match, lang: Lang) -> None:
    with st.container(border=True, key="contrib"):
        show(h('<h2>{}</h2><p class="muted small">{}</p>', word("contributions", lang), chosen.title.say(lang)))
        show(contribution_bars(chosen, lang))
        show(h('<p class="muted small">{}</p>', word("contributions_by_hand" if result.varied.weights else "contributions_note", lang)))
        what_if.weights(catalog, result, {}, lang)


def _take_away(result: Result, lang: Lang) -> None:
    left, right = st.columns(2)
    query = {k: v for k in ("lang", "pack", "need", "lead", "example", *address.PARTS) if (v := st.query_params.get(k))}
    left.link_button(word("print_link", lang), f"?{urlencode({**query, 'view': printed.VIEW})}", width="stretch")
    name = f"match-{re.sub('[^a-z0-9-]', '', result.need.id) or 'need'}-{result.on}.xlsx"
    right.download_button(word("excel", lang), lambda: workbook(result, lang), file_name=name, on_click="ignore", width="stretch")
