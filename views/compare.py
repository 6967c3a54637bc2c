"""并列比较: up to four sites for the need on the page, side by side; to be printed, taken away, or passed on as a link."""

from __future__ import annotations

from datetime import date

import streamlit as st

from matcher.model.text import Lang, Text
from matcher.register.lead_rows import found
from matcher.register.policy import may
from matcher.register.shortlists import shortlists_of
from matcher.reports.comparison import MOST, Site, chosen
from views import answers, asked, compare_table, copy_link, frame, lead_marks, need_box, picked, report_box, state, what_if
from views.asked import Asked
from views.html import h, show
from views.notice import notice
from views.words import word

OFFERED = 200
"""Sites that can be chosen by name, the best first; any other is picked among the matches."""
DIFFERENT = "diff"
"""The part of the address that leaves out the rows in which all sites say the same."""


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    if (here := asked.read(office, today, lang)) is not None:
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
    sites = _sites(here)
    _tools(here, sites, lang)
    if not sites:
        notice("note", word("compare_refused" if result.welcome.verdict == "refused" else "compare_empty", lang))
        return
    found_rows = compare_table.sections(here.catalog, sites, _changed(here, sites), lang)
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


def _sites(here: Asked) -> tuple[Site, ...]:
    """Those in the address, else the lead's shortlist, else the first of the answer."""
    there = {*here.answer.order, *here.answer.out}
    wanted = picked.picked(there) or tuple(s for s in _listed(here) if s in there)[:MOST]
    if not wanted:
        return chosen(here.result)
    known: dict[str, Site] = {m.site_id: m for m in here.answer.matches(wanted)}
    known |= {e.site_id: e for e in here.answer.excluded(wanted)}
    return tuple(known[s] for s in wanted)


def _changed(here: Asked, sites: tuple[Site, ...]) -> dict[str, Text]:
    """What would put a site first, or make it fit, by the site."""
    behind = answers.behind(here.catalog, here.need, here.on, here.setting)
    out = [s.site_id for s in sites if s.site_id in here.answer.out]
    told = {ident: way.sentence for ident, way in behind.to_lead.items()}
    return told | {ident: way.sentence for ident, way in (here.answer.would_fit(behind, out).items() if out else ())}


def _listed(here: Asked) -> tuple[str, ...]:
    """The lead's shortlist, where the office has put sites on it."""
    office = here.office
    if here.lead is None or office.register is None or not may(office.who, "office.see"):
        return ()
    with office.register.look() as session:
        row = found(session, office.town, here.lead.id)
        return tuple(s for one in shortlists_of(session, row)[:1] for s in one.sites) if row else ()


def _tools(here: Asked, sites: tuple[Site, ...], lang: Lang) -> None:
    """What is compared, to be changed in place. Keyed by what stands there, so that going back shows what stood there then."""
    now = [s.site_id for s in sites]
    key = f"compared-{lang}-{','.join(now)}"
    with st.container(key="comparetools"):
        left, middle, right = st.columns([6, 1.6, 1.4], vertical_alignment="bottom")
        left.multiselect(
            word("compare_which", lang, most=MOST),
            list(dict.fromkeys([*now, *here.answer.order[:OFFERED], *here.answer.out[:OFFERED]])),
            default=now,
            format_func=lambda s: here.catalog.site_title(s).say(lang),
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
