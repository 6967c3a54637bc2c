"""并列比较: up to four sites for the need on the page, side by side; to be printed, taken away, or passed on as a link."""

from __future__ import annotations

from datetime import date

import streamlit as st

from matcher.model.text import Lang, Text
from matcher.register.lead_rows import found
from matcher.register.policy import may
from matcher.register.shortlists import shortlists_of
from matcher.reports.comparison import MOST, Site, chosen, titles_of
from views import asked, compare_table, copy_link, frame, lead_marks, need_box, picked, report_box, state, what_if
from views.asked import Asked
from views.html import h, show
from views.notice import notice
from views.words import word

DIFFERENT = "diff"
"""The part of the address that leaves out the rows in which all sites say the same."""


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    if (here := asked.answer(office, today, lang)) is not None:
        _show(here, today, lang)
    show(frame.foot(office.catalog, here.on if here else today, lang))


def _show(here: Asked, today: date, lang: Lang) -> None:
    result = here.result
    welcome = lead_marks.tier(result.welcome, lang)
    show(
        h(
            '<div class="leadhead"><h1>{}</h1>{}</div><p class="small">{}</p>',
            word("compare", lang),
            welcome,
            result.welcome.headline.say(lang),
        )
    )
    need_box.told_back(here.catalog, here.need, lang)
    if here.lead:
        need_box.lead_line(here.catalog, here.lead, lang)
    show(what_if.varied_line(result, today, lang))
    titles = titles_of(result)
    sites = chosen(result, picked.picked(titles) or _listed(here, titles))
    _tools(titles, sites, lang)
    if not sites:
        notice("note", word("compare_refused" if result.welcome.verdict == "refused" else "compare_empty", lang))
        return
    why = state.behind(here.catalog, here.need, here.on, here.setting)
    found_rows = compare_table.sections(here.catalog, sites, why, lang)
    if len(sites) == 1:
        notice("note", word("compare_one", lang))
    different = st.query_params.get(DIFFERENT) == "1" and len(sites) > 1
    show(compare_table.table(here.catalog, sites, found_rows, lang, only_different=different))
    show(h('<p class="muted small">{}</p>', word("compare_how", lang)))
    with st.container(key="compareaway"):
        left, right = st.columns(2, gap="medium")
        with left:
            report_box.of_sites(here.office, here.need, here.on, here.setting, lang, [s.site_id for s in sites])
        with right:
            parts = {here.chosen.kind: here.chosen.id, picked.PART: ",".join(s.site_id for s in sites)}
            copy_link.panel(lang, parts, of_lead=here.lead is not None)


def _listed(here: Asked, titles: dict[str, Text]) -> tuple[str, ...]:
    """The lead's shortlist, where the office has put sites on it."""
    office = here.office
    if here.lead is None or office.register is None or not may(office.who, "office.see"):
        return ()
    with office.register.look() as session:
        row = found(session, office.town, here.lead.id)
        listed = [s for one in shortlists_of(session, row)[:1] for s in one.sites] if row else []
    return tuple(s for s in listed if s in titles)[:MOST]


def _tools(titles: dict[str, Text], sites: tuple[Site, ...], lang: Lang) -> None:
    """What is compared, to be changed in place. Keyed by what stands there, so that going back shows what stood there then."""
    now = [s.site_id for s in sites]
    key = f"compared-{lang}-{','.join(now)}"
    with st.container(key="comparetools"):
        left, middle, right = st.columns([6, 1.6, 1.4], vertical_alignment="bottom")
        left.multiselect(
            word("compare_which", lang, most=MOST),
            list(titles),
            default=now,
            format_func=lambda s: titles[s].say(lang),
            max_selections=MOST,
            key=key,
            on_change=lambda: picked.put(st.session_state[key]),
            placeholder=word("compare_choose", lang),
        )
        on = st.query_params.get(DIFFERENT) == "1"
        middle.checkbox(
            word("compare_only", lang), on, key=f"different-{on}-{lang}", on_change=lambda: state.go(**{DIFFERENT: None if on else "1"})
        )
        right.button(word("compare_back", lang), key="compare-back", on_click=lambda: state.go(view=None), width="stretch")
