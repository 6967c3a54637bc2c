"""办理: what staff do about one site for the lead that is open: shortlist, decision, promised area, a question turned into a task."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from matcher.explanation.records import Match, Result
from matcher.model.consistency import LEFT
from matcher.model.text import Lang
from matcher.register.commitments import commit
from matcher.register.decisions import CHOSEN, REFUSED, Decision, decide, decisions_of
from matcher.register.lead_rows import found
from matcher.register.policy import may
from matcher.register.shortlists import put, shortlists_of
from matcher.register.tasks import make
from views import doing, state
from views.fold import filled, fold
from views.html import h, show
from views.words import word

OUTCOMES = {CHOSEN: "lead_chosen", REFUSED: "lead_refused"}
_AMOUNTS = {"available_land_mu": ("land_mu", "handle_land"), "available_floor_m2": ("floor_m2", "handle_floor")}
"""What counts of a kind of site -> (what is promised of it, its word)."""
_A_WEEK = timedelta(days=7)


def expander(office: state.Office, result: Result, match: Match, today: date, lang: Lang) -> None:
    """Calm until it is opened; nothing for whoever is not of the office, or where no lead is open."""
    lead, name = result.need.id, result.need.name
    if state.choice(office.catalog).kind != "lead" or not lead or not may(office.who, "decision.make") or office.register is None:
        return
    key = f"handle-{lead}-{match.site_id}"
    with office.register.look() as session:
        row = found(session, office.town, lead)
        if row is None or row.closed_at is not None:
            return
        listed = any(match.site_id in s.sites for s in shortlists_of(session, row)[:1])
        decided = next((d for d in decisions_of(session, row) if d.site == match.site_id and d.withdrawn_at is None), None)
    with fold(word("handle", lang), "handle", lang) as unfolded:
        if not filled(unfolded, key):
            return
        show(h('<p class="qw">{}</p>', word("handle_lead", lang, lead=name)))
        _shortlist(office, lead, match.site_id, listed, lang)
        left, right = st.columns(2, gap="medium")
        with left:
            _decision(office, lead, match, decided, lang)
        with right:
            _promise(office, lead, match, today, lang)
        if match.ask_first:
            _task(office, lead, match, today, lang)


def _shortlist(office: state.Office, lead: str, site: str, listed: bool, lang: Lang) -> None:
    key = f"put-{lead}-{site}"
    label = word("handle_put_already" if listed else "handle_put", lang)
    if st.button(label, key=f"{key}-do", disabled=listed):
        known = office.catalog.by_id.keys()
        doing.attempt(
            key, lambda once: put(state.writable(office), office.who, office.town, lead, site, known, once=once), word("handled_put", lang)
        )
    doing.told(key, lang)


def _decision(office: state.Office, lead: str, match: Match, decided: Decision | None, lang: Lang) -> None:
    key = f"decide-{lead}-{match.site_id}"
    show(h("<h3>{}</h3>", word("handle_decide", lang)))
    if decided is not None:
        told = word("handle_decided", lang, outcome=word(OUTCOMES[decided.outcome], lang), reason=decided.reason)
        show(h('<p class="rowtext">{}</p>', told))
        return
    count = st.session_state.get(key, 0)
    with st.form(f"{key}-form-{count}", border=False):
        outcome = st.radio(
            word("handle_decide", lang), list(OUTCOMES), format_func=lambda o: word(OUTCOMES[o], lang), key=f"{key}-outcome-{count}-{lang}",
            horizontal=True, label_visibility="collapsed",
        )  # fmt: skip
        reason = st.text_area(word("handle_reason", lang), key=f"{key}-reason-{count}", max_chars=2000, height=80)
        sent = st.form_submit_button(word("handle_decide", lang))
    if sent:
        seen = {"score": match.score, "low": match.low, "high": match.high, "rank": match.rank, "version": office.catalog.version}
        known = office.catalog.by_id.keys()
        doing.attempt(
            key,
            lambda once: decide(
                state.writable(office), office.who, office.town, lead, match.site_id, outcome or "", reason, seen, known, once=once
            ),
            word("handled_decide", lang),
        )
    doing.told(key, lang)


def _promise(office: state.Office, lead: str, match: Match, today: date, lang: Lang) -> None:
    key = f"promise-{lead}-{match.site_id}"
    show(h("<h3>{}</h3>", word("handle_promise", lang)))
    count = st.session_state.get(key, 0)
    with st.form(f"{key}-form-{count}", border=False):
        amounts: dict[str, float | None] = {}
        for available in LEFT.get(match.kind, tuple(_AMOUNTS)):
            name, label = _AMOUNTS[available]
            amounts[name] = st.number_input(
                word(label, lang), min_value=0.0, value=None, format="%g", placeholder="—", key=f"{key}-{name}-{count}"
            )
        whole = st.checkbox(word("handle_whole", lang), key=f"{key}-whole-{count}-{lang}")
        until = st.date_input(word("handle_until", lang), None, min_value=today, key=f"{key}-until-{count}", format="YYYY-MM-DD")
        sent = st.form_submit_button(word("handle_promise_do", lang))
    if sent and office.pack is not None:
        pack, last = office.pack, until.isoformat() if isinstance(until, date) else ""
        land, floor = amounts.get("land_mu"), amounts.get("floor_m2")
        doing.attempt(
            key,
            lambda once: commit(
                state.writable(office), office.who, pack, lead, match.site_id, land_mu=land, floor_m2=floor, whole=whole,
                since=today.isoformat(), until=last, once=once,
            ),
            word("handled_promise", lang),
        )  # fmt: skip
    doing.told(key, lang)


def _task(office: state.Office, lead: str, match: Match, today: date, lang: Lang) -> None:
    key = f"ask-task-{lead}-{match.site_id}"
    show(h("<h3>{}</h3>", word("handle_task", lang)))
    count = st.session_state.get(key, 0)
    asked = {q.field: q for q in match.ask_first}
    with st.form(f"{key}-form-{count}", border=False):
        left, middle, right = st.columns([3, 1.6, 1.4], vertical_alignment="bottom")
        field = left.selectbox(
            word("handle_task", lang), list(asked), format_func=lambda f: asked[f].question.say(lang), key=f"{key}-field-{count}-{lang}",
            label_visibility="collapsed",
        )  # fmt: skip
        due = middle.date_input(word("lead_task_day", lang), today + _A_WEEK, key=f"{key}-due-{count}", format="YYYY-MM-DD")
        sent = right.form_submit_button(word("handle_task_do", lang), width="stretch")
    if sent and field:
        text = f"{match.title.zh}：{asked[field].question.zh}"
        last, known = due.isoformat() if isinstance(due, date) else "", office.catalog.by_id.keys()
        doing.attempt(
            key,
            lambda once: make(
                state.writable(office), office.who, office.town, text, last, known, lead=lead, site=match.site_id, field=field,
                keeper=office.who.account, once=once,
            ),
            word("handled_task", lang),
        )  # fmt: skip
    doing.told(key, lang)
