"""What was found: the cards, knock-outs with what would help, the ladder, pools and next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from matcher.explanation.records import Match, Result
from matcher.model.text import Lang
from matcher.remedies.deep import Why
from matcher.rules.registry import CRITERIA, GATES
from views import answering, cards, handling, lead_ask, picked, records, site_kept, site_marks, state, sureness, tables, why_not
from views.html import h, show
from views.words import word

CARDS = 5
"""Cards drawn in full; the rest stand in a list that can be opened."""
FEW_OUT = 12
"""Knock-outs that are listed without being asked for."""
REST = 12
"""Sites beneath the cards that can be looked at and picked; those further down stand in a plain list."""


@dataclass(frozen=True)
class Shown:
    """What the page is about to show."""

    office: state.Office
    whole: Result
    result: Result
    """The same within the drawn area, if there is one."""
    why: Why | None
    chosen: Match | None
    today: date
    lang: Lang

    @property
    def picked(self) -> tuple[str, ...]:
        """The sites picked for comparison."""
        return picked.picked(self.office.catalog.by_id)


def column(shown: Shown) -> None:
    picked.bar(shown.office.catalog, shown.picked, shown.lang)
    if not shown.whole.matches:
        _ladder(shown)
    _cards(shown)
    answered = {g.answer.site for g in shown.office.answers}
    for site in shown.result.excluded:
        if site.site_id in answered:
            answering.given_answers(shown.office, site.site_id, shown.lang)
    if shown.whole.matches:
        _ladder(shown)
    _below(shown)


def _ladder(shown: Shown) -> None:
    if shown.why and (ladder := shown.why.why_not.ladder):
        why_not.ladder(shown.office.catalog, shown.result.need, ladder, shown.lang)


def _cards(shown: Shown) -> None:
    result, chosen, lang = shown.result, shown.chosen, shown.lang
    listed = list(result.matches[:CARDS])
    if chosen and chosen not in listed:
        listed.append(chosen)
    for match in listed:
        is_chosen = chosen is not None and match.site_id == chosen.site_id
        with st.container(border=True, key=f"{'on-' if is_chosen else ''}card-{match.site_id}"):
            _card(shown, match, is_chosen)
    rest = tuple(m for m in result.matches if m not in listed)
    if rest:
        with st.expander(word("more_ask", lang, n=len(rest)), key=f"rest-{lang}"):
            _rest(shown, rest)


def _rest(shown: Shown, rest: tuple[Match, ...]) -> None:
    for match in rest[:REST]:
        with st.container(key=f"rest-{match.site_id}"):
            left, middle, right = st.columns([5, 1.2, 1.4], vertical_alignment="center")
            with left:
                show(cards.rest_list((match,), shown.lang))
            middle.button(
                word("select", shown.lang), key=f"look-{match.site_id}", on_click=state.go, kwargs={"site": match.site_id}, width="stretch"
            )
            with right:
                picked.button(match.site_id, shown.picked, shown.lang)
    if rest[REST:]:
        show(cards.rest_list(rest[REST:], shown.lang))


def _card(shown: Shown, match: Match, is_chosen: bool) -> None:
    office, lang = shown.office, shown.lang
    before = st.session_state.get("before", {})
    show(cards.card_head(office.catalog, match, lang, before.get(match.site_id)))
    sure = sureness.marks(shown.why.robustness if shown.why else None).get(match.site_id)
    if sure:
        show(sureness.strip(sure, lang, sentence=is_chosen))
    if is_chosen:
        if shown.why and (lead := shown.why.to_lead.get(match.site_id)):
            show(h('<div class="cbody"><p class="would">{}</p></div>', lead.sentence.say(lang)))
        if match.ask_first:
            answering.questions(office, shown.result.need, match, shown.today, lang)
        answering.given_answers(office, match.site_id, lang)
        handling.expander(office, shown.result, match, shown.today, lang)
        with st.expander(word("known_facts", lang)):
            show(records.known_facts(office.catalog, match.site_id, lang))
        site_kept.panels(office, match.site_id, shown.today, lang)
        left, right = st.columns([5, 1.6], vertical_alignment="center")
        with left:
            show(site_marks.way_in(office.who, match.site_id, lang))
        with right:
            picked.button(match.site_id, shown.picked, lang)
        return
    left, middle, right = st.columns([4, 1.2, 1.4], vertical_alignment="bottom")
    with left:
        show(cards.short_questions(match, lang))
    middle.button(word("select", lang), key=f"look-{match.site_id}", on_click=state.go, kwargs={"site": match.site_id}, width="stretch")
    with right:
        picked.button(match.site_id, shown.picked, lang)


def _below(shown: Shown) -> None:
    catalog, result, lang = shown.office.catalog, shown.result, shown.lang
    lead_ask.on_find(shown.office, shown.whole, shown.today, lang)
    if result.excluded:
        with st.expander(word("excluded", lang, n=len(result.excluded)), expanded=len(result.excluded) <= FEW_OUT):
            show(tables.knock_outs(result, shown.why, lang))
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
            parts.insert(0, h('<p class="small"><b>{}</b> {}</p>', word("ask_enterprise", lang), asked(result, lang)))
        show(h("{}" * len(parts), *parts))


def asked(result: Result, lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(q.label.say(lang) for q in result.ask_enterprise)
