"""One lead: who it is, where it stands, what it asks for, and what was decided, asked and promised; each part can be changed in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from matcher.explanation.setting import PLAIN
from matcher.model.text import Lang
from matcher.model.vocabulary import STAGE
from matcher.register.commitments import Locked, open_commitments
from matcher.register.decisions import Decision, decisions_of
from matcher.register.history import history
from matcher.register.lead_edits import close, reopen
from matcher.register.lead_record import LeadRecord, NeedVersion, needs_of, people, record
from matcher.register.lead_rows import found
from matcher.register.register import Register
from matcher.register.shortlists import Shortlist, shortlists_of
from matcher.register.stages import Step, steps
from matcher.register.tasks import Task, tasks_of
from views import (
    answers,
    contact_panel,
    doing,
    frame,
    history_words,
    lead_about,
    lead_marks,
    lead_need,
    lead_parts,
    lead_stage,
    picked,
    report_box,
    state,
)
from views.html import h, show
from views.notice import notice
from views.words import word


@dataclass(frozen=True)
class Open:
    """The lead on the page with everything that belongs to it, read at one moment."""

    office: state.Office
    register: Register
    lead: LeadRecord
    needs: tuple[NeedVersion, ...]
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    shortlists: tuple[Shortlist, ...]
    promised: tuple[Locked, ...]
    staff: dict[str, str]
    firms: dict[str, str]
    today: date
    lang: Lang

    @property
    def saves(self) -> str:
        """Counts what this visit has saved of the lead: with each, every form on the page begins anew."""
        return f"lead-{self.lead.key}"

    @property
    def count(self) -> int:
        return int(st.session_state.get(self.saves, 0))

    def key(self, part: str) -> str:
        return f"{part}-{self.lead.key}"

    def attempt(self, part: str, work: Callable[[str], object], toast: str = "") -> None:
        doing.attempt(self.key(part), work, toast or word("lead_saved", self.lang), self.saves)


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    if office.register is not None:
        shown = _read(office, office.register, st.query_params.get("lead", ""), today, lang)
        if shown is None:
            notice("note", word("lead_unknown", lang))
        else:
            _show(shown)
    show(frame.foot(office.catalog, today, lang))


def _read(office: state.Office, register: Register, ident: str, today: date, lang: Lang) -> Open | None:
    town = office.town
    with register.look() as session:
        row = found(session, town, ident)
        if row is None:
            return None
        promised = tuple(c for c in open_commitments(session, town) if c.lead == ident)
        return Open(
            office, register, record(row), needs_of(session, row), steps(session, row, today), decisions_of(session, row),
            tasks_of(session, town, today, lead=ident, done=True), shortlists_of(session, row), promised, people(session, office=True),
            people(session, office=False), today, lang,
        )  # fmt: skip


def _show(shown: Open) -> None:
    lead, lang = shown.lead, shown.lang
    _head(shown)
    if lead.closed_at is not None:
        notice("caution", word("lead_is_closed", lang, day=lead.closed_at.date().isoformat()))
    with st.container(key="leadcols"):
        left, right = st.columns([760, 504], gap="medium")
        with left:
            lead_stage.panel(shown)
            lead_need.panel(shown)
            lead_parts.tasks(shown)
            lead_parts.decisions(shown)
        with right:
            contact_panel.panel(shown.office, lead.id, lang)
            lead_about.panel(shown)
            lead_parts.shortlist(shown)
            report_box.of_lead(shown.office, lead.id, shown.today, lang, [x for s in shown.shortlists[:1] for x in s.sites])
            lead_parts.promises(shown)
            with st.container(border=True, key="panel-history"):
                show(h("<h2>{}</h2>", word("lead_history", lang)))
                events = history(shown.register, shown.office.who, shown.office.town, lead.id)
                show(history_words.told(events, shown.office.catalog, lead.id, lang))
            _closing(shown)


def _head(shown: Open) -> None:
    lead, lang, office = shown.lead, shown.lang, shown.office
    known = next((x for x in office.catalog.leads if x.id == lead.id), None)
    mark = (
        lead_marks.tier(answers.of(state.for_lead(office, lead.id).catalog, known.need, shown.today, PLAIN).result.welcome, lang)
        if known
        else ""
    )
    stage = STAGE.label(lead.stage).say(lang) if lead.stage else word("stage_unknown", lang)
    show(
        h(
            '<div class="leadhead"><h1>{}</h1>{}<span class="chip">{} <b>{}</b></span><span class="chip">{} <b>{}</b></span>'
            '<a href="{}" target="_self">{}</a><a href="{}" target="_self">{}</a><a href="?{}" target="_self">{}</a></div>',
            lead.title.say(lang),
            mark,
            word("leads_stage", lang),
            stage,
            word("leads_keeper", lang),
            shown.staff.get(lead.keeper, word("leads_nobody", lang)),
            lead_marks.address(lead.id, ""),
            word("lead_matches", lang),
            lead_marks.address(lead.id, picked.VIEW),
            word("lead_compare", lang),
            lead_marks.inbox_address(),
            word("lead_back", lang),
        )
    )


def _closing(shown: Open) -> None:
    lead, office, lang = shown.lead, shown.office, shown.lang
    is_open = lead.closed_at is None
    if st.button(word("lead_close" if is_open else "lead_reopen", lang), key=shown.key("close-do")):
        turn = close if is_open else reopen
        shown.attempt("close", lambda once: turn(shown.register, office.who, office.town, lead.id, lead.version, once=once))
    doing.told(shown.key("close"), lang)
