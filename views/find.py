"""找地: a need in, the plan's verdict, ranked cards beside the map, knock-outs, and questions one can answer on the spot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from matcher.explanation.records import Result
from matcher.model.text import Lang
from matcher.register.policy import may
from views import (
    address,
    answers,
    area,
    aside,
    drafts,
    environment,
    found,
    frame,
    handing_in,
    lead_marks,
    need_box,
    own_words,
    state,
    tables,
    take_away,
    what_if,
)
from views.alone import alone
from views.fold import fold
from views.found import Shown
from views.html import h, show
from views.notice import notice, tell
from views.verdict import banner
from views.words import word


def page() -> None:
    lang = state.lang()
    today = date.today()
    if (opened := frame.opened(today, lang)) is None:
        return
    chosen = state.choice(opened.catalog)
    office = state.for_lead(opened, chosen.id) if chosen.kind == "lead" else opened
    catalog = office.catalog
    need, issues = state.chosen_need(catalog, chosen)
    with st.container(key="needbox", border=True):
        left, right = st.columns([5, 3], vertical_alignment="top")
        with left:
            own_words.box(catalog, today, lang)
            with st.empty():  # emptied at once: the need before would stand there, grey, until an industry is named
                if not own_words.shown():
                    need_box.told_back(catalog, need, lang)
            if lead := next((x for x in catalog.leads if (chosen.kind, chosen.id) == ("lead", x.id)), None):
                need_box.lead_line(catalog, lead, lang)
                if may(office.who, "office.see"):
                    show(
                        h(
                            '<p class="small wayin"><a href="{}" target="_self">{}</a></p>',
                            lead_marks.address(lead.id),
                            word("lead_open", lang),
                        )
                    )
                if lead.settled_at:
                    notice("note", word("settled_note", lang, site=catalog.site_title(lead.settled_at).say(lang)))
        with right:
            need_box.chooser(catalog, chosen, lang)
        with st.container(key="read-back"):  # there even when empty: what comes and goes above the form would close it
            industry = own_words.told(catalog, need, lang)
        key = "edit-need-refused" if issues else "edit-need"  # one that opens by itself is another one
        with fold(word("edit_need", lang), key, lang, expanded=bool(issues)) as unfolded:
            if unfolded:
                issues += need_box.form(catalog, need, lang)
                if issues:
                    tell(issues, lang, word("need_refused", lang))
    drafts.listed(office, today, lang)
    if issues:
        show(frame.foot(catalog, today, lang))
        return
    if office.left_out:
        tell(office.left_out, lang, word("stale_answers", lang), "caution")
    setting, unread = address.setting(catalog, today)
    if unread:
        tell(unread, lang, word("setting_refused", lang))
    on = address.day(today)
    answer = answers.of(catalog, need, on, setting)
    result = answer.result
    show(banner(result.welcome, lang))
    if result.welcome.verdict != "refused":
        show(environment.panel(result.environment, lang))
        shape, _ = area.asked()
        order, out = area.narrowed(catalog, answer, shape)
        shown = Shown(office, chosen, answer, order, out, answers.behind(catalog, need, on, setting), today, lang)
        _answer(shown)
        alone(
            opened,
            lambda: _columns(shown),
            its_own=frozenset({"site"}),
            fixed=lambda: not what_if.weights_open(),
        )
    else:
        take_away.link(office, chosen, need, on, setting, lang)
    with st.container(key="onwards"):
        handing_in.panel(office, chosen, need, lang)
    show(frame.foot(catalog, on, lang))
    if industry is not None:
        with industry:
            own_words.industry(catalog, need, lang)


def _answer(shown: Shown) -> None:
    result, lang = shown.result, shown.lang
    show(tables.tally(shown.answer, lang))
    what_if.conditions(shown.office.catalog, shown.today, lang)
    with st.container(key="varied"):  # there even when empty: what comes and goes above a slider would take its focus away
        what_if.notice(result, shown.today, lang)
    with st.container(key="cautions"):
        _cautions(result, lang)
    with st.container(key="area"):  # there even when empty: the map below must not jump
        area.line(shown.office.catalog, shown.answer, shown.order, shown.out, lang)


def _columns(before: Shown) -> None:
    """The cards, and what stands beside them: all that another site changes."""
    site = st.query_params.get("site", "")
    listed = before.listed(site)
    first = [site] if listed == "ranked" else before.order[:1]
    barred = site if listed == "out" else ""
    shown = replace(before, chosen=next(iter(before.answer.matches(first)), None), barred=barred)
    with st.container(key="columns"):
        left, right = st.columns([760, 504], gap="medium")
        with left:
            found.column(shown)
        with right, st.container(key="aside"):
            aside.column(shown)


def _cautions(result: Result, lang: Lang) -> None:
    if not result.matches:
        notice("note", word("nothing_fits", lang))
    elif caution := result.caution.say(lang):
        notice("note", f"{caution} {word('ask_enterprise', lang)} {found.asked(result, lang)}")
