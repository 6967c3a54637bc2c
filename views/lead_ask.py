"""先问清单 as tasks: the first questions about a lead's sites and to the enterprise itself, all made tasks by one press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from matcher.explanation.records import Match, NeedQuestion, Result
from matcher.explanation.setting import PLAIN
from matcher.model.text import Lang
from matcher.register.asking import Asked, ask, open_questions
from matcher.register.lead_record import people
from matcher.register.lead_rows import found
from matcher.register.policy import may
from views import answers, doing, lead_marks, state
from views.html import h, join, show
from views.words import word

if TYPE_CHECKING:
    from views.lead import Open

SITES, EACH, FIRM = 2, 2, 3
"""Sites asked about where none is on the shortlist, questions of each, and questions to the enterprise."""
_A_WEEK = timedelta(days=7)


def questions(result: Result, listed: Sequence[str] = ()) -> tuple[Asked, ...]:
    """The first questions about the sites of the shortlist, or about the first of the answer, and those to the enterprise."""
    known = {m.site_id: m for m in result.matches}
    sites = [known[s] for s in listed if s in known] or list(result.matches[:SITES])
    about = [_of_site(m, at) for m in sites for at in range(min(EACH, len(m.ask_first)))]
    return (*about, *(_of_firm(q) for q in result.ask_enterprise[:FIRM]))


def _of_site(match: Match, at: int) -> Asked:
    question = match.ask_first[at]
    return Asked(question.field, f"{match.title.zh}：{question.question.zh}", match.site_id)


def _of_firm(question: NeedQuestion) -> Asked:
    return Asked(question.field, f"问企业：{question.label.zh}")


def on_lead(shown: Open) -> None:
    """On the lead's own page."""
    office = state.for_lead(shown.office, shown.lead.id)
    known = next((x for x in office.catalog.leads if x.id == shown.lead.id), None)
    if known is None:
        return
    result = answers.of(office.catalog, known.need, shown.today, PLAIN).result
    listed = [s for one in shown.shortlists[:1] for s in one.sites]
    keeper = shown.lead.keeper or office.who.account
    _panel(office, shown.lead.id, questions(result, listed), keeper, shown.staff, shown.today, shown.lang, shown.saves)


def on_find(office: state.Office, result: Result, today: date, lang: Lang) -> None:
    """Beneath the matches of a lead, for whoever of the office may write tasks."""
    lead = result.need.id
    if state.choice(office.catalog).kind != "lead" or office.register is None or not may(office.who, "task.write"):
        return
    with office.register.look() as session:
        row = found(session, office.town, lead)
        if row is None or row.closed_at is not None:
            return
        keeper, staff = row.keeper or office.who.account, people(session, office=True)
    with st.container(border=True, key="panel-asktasks"):
        _panel(office, lead, questions(result), keeper, staff, today, lang, f"asked-{lead}")


def _panel(
    office: state.Office, lead: str, asked: tuple[Asked, ...], keeper: str, staff: dict[str, str], today: date, lang: Lang, counter: str
) -> None:
    """What would be asked, what is being asked already, and the one press."""
    if office.register is None or not asked:
        return
    with office.register.look() as session:
        waiting = open_questions(session, office.town, lead)
    key = f"ask-all-{lead}"
    form = f"{key}-{st.session_state.get(counter, 0)}-{lang}"
    new = [one for one in asked if (one.site, one.field) not in waiting]
    lines = [
        h(
            '<li class="{}">{}{}</li>',
            "there" if one not in new else "",
            lead_marks.asked(office.catalog, one.site, one.field, lang),
            _there(one in new, lang),
        )
        for one in asked
    ]
    show(h('<h3>{}</h3><p class="qw">{}</p><ul class="asks">{}</ul>', word("ask_all", lang), word("ask_all_how", lang), join(lines)))
    if new and office.takes:
        with st.form(form, border=False):
            left, middle, right = st.columns([1.5, 1.6, 1.9], vertical_alignment="bottom")
            due = left.date_input(word("lead_task_day", lang), today + _A_WEEK, key=f"{form}-due", format="YYYY-MM-DD")
            options = list(dict.fromkeys([keeper, *staff]))
            who = middle.selectbox(
                word("leads_keeper", lang), options, format_func=lambda k: staff.get(k, word("leads_nobody", lang)), key=f"{form}-keeper"
            )
            sent = right.form_submit_button(word("ask_all_do", lang, n=len(new)), type="primary", width="stretch")
        if sent:
            day, sites = due.isoformat() if isinstance(due, date) else "", office.catalog.by_id.keys()
            doing.attempt(
                key,
                lambda once: ask(
                    state.writable(office), office.who, office.town, lead, new, day, sites, keeper=who or "", once=once
                ),
                word("asked_all", lang, n=len(new), there=len(asked) - len(new)),
                counter,
            )  # fmt: skip
    doing.told(key, lang)


def _there(new: bool, lang: Lang) -> object:
    return "" if new else h(' <span class="qw">{}</span>', word("ask_there", lang))
