"""The smaller parts of a lead's page: tasks, decisions, shortlist and what is promised to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.model.days import days_past
from matcher.model.text import figure
from matcher.register.commitments import Locked, release
from matcher.register.decisions import CHOSEN, Decision, withdraw
from matcher.register.policy import may
from matcher.register.shortlists import take_off
from matcher.register.tasks import Task, finish, make
from matcher.reports.bars import points
from matcher.reports.comparison import MOST
from views import doing, lead_ask, lead_marks, picked
from views.html import h, join, show
from views.words import word

if TYPE_CHECKING:
    from views.lead import Open

_A_WEEK = timedelta(days=7)


def tasks(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    with st.container(border=True, key="panel-tasks"):
        show(h("<h2>{}</h2>", word("lead_tasks", lang)))
        if not shown.tasks:
            show(h('<p class="qw">{}</p>', word("lead_tasks_none", lang)))
        for task in shown.tasks:
            left, right = st.columns([5, 1.2], vertical_alignment="center")
            with left:
                show(_task(shown, task))
            if task.done_at is None and right.button(word("lead_task_done", lang), key=f"done-{task.key}", width="stretch"):
                _finish(shown, task)
        doing.told(shown.key("task-done"), lang)
        if shown.lead.closed_at is not None:
            return
        lead_ask.on_lead(shown)
        form = f"{shown.key('task')}-{shown.count}"
        with st.form(form, border=False):
            left, middle, right = st.columns([3, 1.6, 1.2], vertical_alignment="bottom")
            text = left.text_input(word("lead_task_new", lang), key=f"{form}-text", max_chars=300)
            due = middle.date_input(word("lead_task_day", lang), shown.today + _A_WEEK, key=f"{form}-due", format="YYYY-MM-DD")
            sent = right.form_submit_button(word("lead_task_add", lang), width="stretch")
        if sent:
            day, who = due.isoformat() if isinstance(due, date) else "", office.who
            keeper = shown.lead.keeper or who.account
            shown.attempt(
                "task", lambda once: make(shown.register, who, office.town, text, day, (), lead=shown.lead.id, keeper=keeper, once=once)
            )
        doing.told(shown.key("task"), lang)


def _finish(shown: Open, task: Task) -> None:
    who, town = shown.office.who, shown.office.town
    shown.attempt("task-done", lambda once: finish(shown.register, who, town, task.key, task.version, once=once))


def _task(shown: Open, task: Task) -> Markup:
    lang = shown.lang
    text = lead_marks.asked(shown.office.catalog, task.site, task.field, lang, task.text)
    if task.done_at is not None:
        was = word("lead_task_was", lang, outcome=task.outcome) if task.outcome else word("lead_task_done", lang)
        return h('<div class="rowtext"><span class="gone">{}</span> <span class="qw">{}</span></div>', text, was)
    mark = lead_marks.late(task.late_days, lang) if task.late_days else Markup("")
    return h('<div class="rowtext">{} <span class="qw">{}</span> {}</div>', text, word("lead_task_due", lang, day=task.due), mark)


def decisions(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    with st.container(border=True, key="panel-decisions"):
        show(h("<h2>{}</h2>", word("lead_decisions", lang)))
        if not shown.decisions:
            show(h('<p class="qw">{}</p>', word("lead_decisions_none", lang)))
        for d in shown.decisions:
            left, right = st.columns([5, 1.2], vertical_alignment="center")
            outcome = word("lead_chosen" if d.outcome == CHOSEN else "lead_refused", lang)
            if d.withdrawn_at is not None:
                outcome = f"{outcome} · {word('lead_withdrawn', lang)}"
            seen = {n: points(d.seen[n]) for n in ("score", "low", "high") if n in d.seen}
            told = word("lead_seen", lang, rank=d.seen["rank"], **seen) if len(seen) == 3 and "rank" in d.seen else ""
            body = '<div class="rowtext"><b>{}</b> {}<br>{} <span class="qw">{} · {}</span></div>'
            with left:
                day = d.made_at.date().isoformat()
                show(h(body, outcome, office.catalog.site_title(d.site).say(lang), d.reason, told, day))
            may_withdraw = d.withdrawn_at is None and may(office.who, "decision.withdraw")
            if may_withdraw and right.button(word("lead_withdraw", lang), key=f"withdraw-{d.key}", width="stretch"):
                _withdraw(shown, d)
        doing.told(shown.key("decision"), lang)


def shortlist(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    with st.container(border=True, key="panel-shortlist"):
        show(h("<h2>{}</h2>", word("lead_shortlist", lang)))
        sites = [site for listed in shown.shortlists[:1] for site in listed.sites]
        if not sites:
            show(h('<p class="qw">{}</p>', word("lead_shortlist_none", lang)))
        if title := next((listed.title for listed in shown.shortlists[:1]), ""):
            show(h('<p class="qw">{}</p>', title))
        for place, site in enumerate(sites, start=1):
            left, right = st.columns([4, 1.4], vertical_alignment="center")
            with left:
                show(h('<div class="rowtext">{}. {}</div>', place, office.catalog.site_title(site).say(lang)))
            if shown.lead.closed_at is None and right.button(word("lead_shortlist_off", lang), key=f"off-{site}", width="stretch"):
                _take_off(shown, site)
        if sites:
            address = lead_marks.address(shown.lead.id, picked.VIEW) + "&" + urlencode({picked.PART: ",".join(sites[:MOST])})
            show(h('<p class="small wayin"><a href="{}" target="_self">{}</a></p>', address, word("shortlist_compare", lang)))
        doing.told(shown.key("shortlist"), lang)


def promises(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    with st.container(border=True, key="panel-promises"):
        show(h("<h2>{}</h2>", word("lead_promises", lang)))
        if not shown.promised:
            show(h('<p class="qw">{}</p>', word("lead_promises_none", lang)))
        for c in shown.promised:
            left, right = st.columns([4, 1.4], vertical_alignment="center")
            amounts = [f"{figure(a)} {unit}" for a, unit in ((c.land_mu, "亩" if lang == "zh" else "mu"), (c.floor_m2, "㎡")) if a]
            parts = amounts or [word("lead_promise_whole", lang)]
            parts += [word("lead_promise_until", lang, day=c.until)] if c.until else []
            days = days_past(c.until, shown.today)
            mark = lead_marks.late(days, lang) if days else Markup("")
            with left:
                site = office.catalog.site_title(c.site).say(lang)
                parts += [c.note] if c.note else []
                show(h('<div class="rowtext"><b>{}</b> <span class="qw">{}</span> {}</div>', site, join(parts, " · "), mark))
            may_release = may(office.who, "commitment.release")
            if may_release and right.button(word("lead_promise_release", lang), key=f"release-{c.key}", width="stretch"):
                _release(shown, c)
        doing.told(shown.key("promise"), lang)


def _withdraw(shown: Open, d: Decision) -> None:
    who, town = shown.office.who, shown.office.town
    shown.attempt("decision", lambda once: withdraw(shown.register, who, town, d.key, d.version, once=once))


def _take_off(shown: Open, site: str) -> None:
    who, town = shown.office.who, shown.office.town
    shown.attempt("shortlist", lambda once: take_off(shown.register, who, town, shown.lead.id, site, once=once))


def _release(shown: Open, c: Locked) -> None:
    who, town = shown.office.who, shown.office.town
    shown.attempt("promise", lambda _: release(shown.register, who, town, c.key, c.version))
