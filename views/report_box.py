"""Reports to take away as Word or PDF: of an answer, of a lead, and the quarterly one. Each is made when somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from matcher.explanation.setting import PLAIN, Setting
from matcher.model.need import Need
from matcher.model.text import Lang, Text
from matcher.register.policy import may
from matcher.reports.comparison import MOST
from matcher.reports.made import FORMS, comparison_file, proposal_file, quarter_file
from views import state, visit
from views.html import h, show

WORDS = {
    "title": Text("带走报告", "Reports to take away"),
    "proposal": Text("选址建议书", "Site proposal"),
    "proposal_how": Text("给企业：只含公开可见的内容。", "For the enterprise: holds only what everybody may see."),
    "comparison": Text("评审会比选表", "Comparison for the meeting"),
    "comparison_how": Text("前 {n} 处并列，留有评审意见栏。", "The first {n} sites side by side, with room for the meeting's opinion."),
    "comparison_chosen": Text("候选清单里的前 {n} 处并列，留有评审意见栏。", "The first {n} sites of the shortlist side by side, with room for the opinion."),
    "comparison_these": Text("就是这几处，留有评审意见栏。", "These very sites, with room for the meeting's opinion."),
    "quarter": Text("用地季报", "Quarterly land report"),
    "quarter_how": Text("库存、空置、亩均、项目进展和本季变化。", "Stock, vacancy, figures per mu, pipeline, and what the quarter changed."),
    "word": Text("Word", "Word"),
    "pdf": Text("PDF", "PDF"),
}  # fmt: skip
_NAMES = {".docx": "word", ".pdf": "pdf"}
Make = Callable[[str], bytes]


def of_answer(
    office: state.Office, need: Need, on: date, setting: Setting, lang: Lang, *, listed: Sequence[str] = (), key: str = "answer"
) -> None:
    """The proposal and the comparison of one answer; `listed` are the sites of a shortlist, which are then those compared."""
    compared = [s for s in dict.fromkeys(listed) if s in office.catalog.by_id and office.catalog.by_id[s].kind != "pool"][:MOST]
    ident = re.sub("[^a-z0-9-]", "", need.id) or "need"
    with st.container(border=True, key=f"panel-reports-{key}"):
        show(h("<h2>{}</h2>", WORDS["title"].say(lang)))
        how = WORDS["comparison_chosen" if compared else "comparison_how"].say(lang).format(n=len(compared) or MOST)
        _row(
            office, "proposal", WORDS["proposal_how"].say(lang), f"proposal-{ident}-{on}", lang,
            lambda form: proposal_file(office.catalog, need, on, setting, form, lang),
        )  # fmt: skip
        _row(
            office, "comparison", how, f"comparison-{ident}-{on}", lang,
            lambda form: comparison_file(office.catalog, need, on, setting, compared, form, lang),
        )  # fmt: skip


def of_sites(office: state.Office, need: Need, on: date, setting: Setting, lang: Lang, sites: Sequence[str]) -> None:
    """The comparison of the sites on the page alone."""
    ident = re.sub("[^a-z0-9-]", "", need.id) or "need"
    with st.container(border=True, key="panel-reports-sites"):
        show(h("<h2>{}</h2>", WORDS["title"].say(lang)))
        _row(
            office, "comparison", WORDS["comparison_these"].say(lang), f"comparison-{ident}-{on}", lang,
            lambda form: comparison_file(office.catalog, need, on, setting, sites, form, lang),
        )  # fmt: skip


def of_lead(office: state.Office, lead: str, on: date, lang: Lang, listed: Sequence[str]) -> None:
    """The same for a lead as it stands; nothing for one that is closed."""
    known = next((x for x in office.catalog.leads if x.id == lead), None)
    if known is not None:
        of_answer(state.for_lead(office, lead), known.need, on, PLAIN, lang, listed=listed, key="lead")


def of_quarter(office: state.Office, on: date, lang: Lang) -> None:
    """The quarterly report, for whom the audit is open."""
    register = office.register
    if register is None or not may(office.who, "audit.see"):
        return
    with st.container(border=True, key="panel-quarter"):
        make: Make = lambda form: quarter_file(register, office.who, office.catalog, on, form, lang)  # noqa: E731
        _row(office, "quarter", WORDS["quarter_how"].say(lang), f"quarter-{on}", lang, make)


def _row(office: state.Office, kind: str, how: str, name: str, lang: Lang, make: Make) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        show(h('<p class="small"><b>{}</b><br><span class="muted">{}</span></p>', WORDS[kind].say(lang), how))
        for form in FORMS:
            held = visit.held(office.who, office.register, lambda form=form: make(form))  # type: ignore[misc]
            st.download_button(
                WORDS[_NAMES[form]].say(lang),
                held,
                file_name=f"{name}{form}",
                mime=FORMS[form],
                on_click="ignore",
                key=f"report-{kind}{form}",
            )
