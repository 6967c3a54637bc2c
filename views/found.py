"""What was found: the cards, knock-outs with what would help, the ladder, pools and next steps."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from matcher.explanation.records import Match, Result
from matcher.model.text import Lang
from matcher.rules.registry import CRITERIA, GATES
from views import answering, area, cards, handling, lead_ask, picked, records, site_kept, site_marks, state, sureness, tables, why_not
from views.answers import Answer, Behind, Listed
from views.html import h, join, show
from views.paged import page_of, turn
from views.words import word

CARDS = 5
"""Cards drawn in full; the rest stand in a list that can be opened."""
FEW_OUT = 12
"""Knock-outs that are listed without being asked for."""
OUT_PAGE = 50
"""Knock-outs of a page."""


@dataclass(frozen=True)
class Shown:
    """What the page is about to show. order, out: those of the answer that lie in the drawn area, or may; chosen: the site whose card is open;
    barred: one that is out, of which somebody wants to know why."""

    office: state.Office
    asked: state.Choice
    answer: Answer
    order: Sequence[str]
    out: Sequence[str]
    why: Behind
    today: date
    lang: Lang
    chosen: Match | None = None
    barred: str = ""

    @property
    def result(self) -> Result:
        return self.answer.result

    def first(self, n: int) -> tuple[Match, ...]:
        """The first so many, and the chosen one where it is not among them. The first stay in the cache whichever is chosen."""
        first = self.answer.matches(self.order[:n])
        return first if self.chosen is None or self.chosen.site_id in self.order[:n] else (*first, self.chosen)

    def listed(self, site: str) -> Listed:
        """Whether a site is ranked or out among those of the drawn area; nothing for one that does not lie there, or that there is not."""
        found, (shape, _) = self.answer.listed(site), area.asked()
        return found if found and area.holds(self.office.catalog, shape, site) else ""

    @property
    def picked(self) -> tuple[str, ...]:
        """The sites picked for comparison."""
        return picked.picked(self.office.catalog.by_id)


def column(shown: Shown) -> None:
    picked.bar(shown.office.catalog, shown.picked, shown.lang)
    if shown.barred:
        _barred(shown)
    if not shown.answer.order:
        _ladder(shown)
    _cards(shown)
    if told := {g.answer.site for g in shown.office.answers}:
        for site_id in sorted(s for s in told if shown.listed(s) == "out"):
            answering.given_answers(shown.office, site_id, shown.lang)
    if shown.answer.order:
        _ladder(shown)
    _below(shown)


def _barred(shown: Shown) -> None:
    """Why a site is out that was pressed on the map: before the cards, where whoever pressed it looks next."""
    with st.container(border=True, key="panel-barred"):
        reasons = tables.knock_outs(shown.answer.excluded([shown.barred]), shown.answer.would_fit(shown.why, [shown.barred]), shown.lang)
        show(h('<div role="status"><h3>{}</h3>{}</div>', word("barred", shown.lang), reasons))
        st.button(word("barred_close", shown.lang), key="barred-close", on_click=state.go, kwargs={"site": None})


def _ladder(shown: Shown) -> None:
    if ladder := shown.why.ladder:
        why_not.ladder(shown.office.catalog, shown.result.need, ladder, shown.lang)


def _cards(shown: Shown) -> None:
    chosen = shown.chosen
    for match in shown.first(CARDS):
        is_chosen = chosen is not None and match.site_id == chosen.site_id
        with st.container(border=True, horizontal=not is_chosen, key=f"{'on-' if is_chosen else ''}card-{match.site_id}"):
            _card(shown, match, is_chosen)
    first = shown.order[:CARDS]
    apart = chosen.site_id if chosen is not None and chosen.site_id not in first else ""
    if more := len(shown.order) - len(first) - bool(apart):
        lang, name = shown.lang, _list(shown, "rest")
        with st.expander(word("more_ask", lang, n=more), key=name, on_change="rerun") as opened:
            if opened.open:
                rest = [site for site in shown.order[CARDS:] if site != apart]
                _rows(shown, shown.answer.matches(page_of(rest, name)), lang)
                turn(rest, name, lang)


def _rows(shown: Shown, matches: Sequence[Match], lang: Lang) -> None:
    """A line each, with the buttons that open its card and pick it: the way to a site without the map."""
    for match in matches:
        with st.container(horizontal=True, vertical_alignment="center", key=f"restrow-{match.site_id}"):
            show(cards.rest_line(match, lang))
            st.button(word("select", lang), key=f"rest-{match.site_id}", on_click=state.go, kwargs={"site": match.site_id})
            picked.button(match.site_id, shown.picked, lang)


def _list(shown: Shown, name: str) -> str:
    """A list begins at its first page, and closed, with every other need."""
    return f"{name}-{zlib.crc32(repr(shown.answer.key).encode()):08x}"


def _card(shown: Shown, match: Match, is_chosen: bool) -> None:
    office, lang = shown.office, shown.lang
    before = st.session_state.get("before", {})
    parts = [cards.card_head(office.catalog, match, lang, before.get(match.site_id))]
    if sure := sureness.marks(shown.why.robustness).get(match.site_id):
        parts.append(sureness.strip(sure, lang, sentence=is_chosen))
    if not is_chosen:
        parts.append(cards.short_questions(match, lang))
    show(join(parts))
    if is_chosen:
        if lead := shown.why.to_lead.get(match.site_id):
            show(h('<div class="cbody"><p class="would">{}</p></div>', lead.sentence.say(lang)))
        if match.ask_first:
            answering.questions(office, shown.result.need, match, shown.today, lang)
        answering.given_answers(office, match.site_id, lang)
        handling.expander(office, shown.result, match, shown.today, lang)
        with st.expander(word("known_facts", lang), key="known-facts", on_change="rerun") as opened:
            if opened.open:
                show(records.known_facts(office.catalog, match.site_id, lang))
        site_kept.panels(office, match.site_id, shown.today, lang)
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            if way := site_marks.way_in(office.who, match.site_id, lang):
                show(way)
            picked.button(match.site_id, shown.picked, lang)
        return
    st.button(word("select", lang), key=f"look-{match.site_id}", on_click=state.go, kwargs={"site": match.site_id})
    picked.button(match.site_id, shown.picked, lang)


def _below(shown: Shown) -> None:
    catalog, result, lang = shown.office.catalog, shown.result, shown.lang
    lead_ask.on_find(shown.office, result, shown.today, lang)
    if shown.out:
        few, name = len(shown.out) <= FEW_OUT, _list(shown, "out")
        with st.expander(word("excluded", lang, n=len(shown.out)), expanded=few, key=name, on_change="rerun") as opened:
            if opened.open or len(shown.out) <= OUT_PAGE:  # one page is there at once, for who looks for words on the page
                ids = page_of(shown.out, name, OUT_PAGE)
                show(tables.knock_outs(shown.answer.excluded(ids), shown.answer.would_fit(shown.why, ids), lang))
                turn(shown.out, name, lang, OUT_PAGE)
    if result.pools:
        with st.container(border=True, key="panel-pools"):
            show(tables.pools(result, lang))
    if result.matches:
        with st.container(border=True, key="panel-steps"):
            show(tables.next_steps(catalog, result, lang))
    if catalog.plan.contradictions:
        with st.expander(
            word("contradictions", lang, n=len(catalog.plan.contradictions)), key="contradictions", on_change="rerun"
        ) as opened:
            if opened.open:
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
