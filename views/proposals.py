"""What enterprises have told about sites and the office has still to check: taken, or refused with a reason."""

from __future__ import annotations

from datetime import date

import streamlit as st

from matcher.catalog.answering import answered
from matcher.model.fields import field_label
from matcher.model.text import Lang
from matcher.register.answers import Given, decide, proposals
from matcher.register.lead_record import people
from matcher.register.policy import may
from matcher.reports.on_record import on_record
from views import doing, state
from views.html import h, show
from views.words import word

SHOWN = 10
"""Proposals listed at once; the next ones follow when these are decided."""
REASON_MOST = 300


def panel(office: state.Office, today: date, lang: Lang) -> None:
    """Nothing where nothing waits, and for whom it does not concern."""
    if office.register is None or not may(office.who, "answer.decide"):
        return
    with office.register.look() as session:
        waiting = proposals(session, office.town)
        names = people(session, office=True) | people(session, office=False) if waiting else {}
    if not waiting:
        return
    with st.container(border=True, key="panel-proposals"):
        show(h('<h2>{}</h2><p class="qw">{}</p>', word("proposals", lang, n=len(waiting)), word("proposals_how", lang)))
        for one in waiting[:SHOWN]:
            _one(office, one, names.get(one.given_by, one.given_by), today, lang)


def _one(office: state.Office, given: Given, by: str, today: date, lang: Lang) -> None:
    answer = given.answer
    site = office.catalog.by_id.get(answer.site)
    now = on_record(office.catalog, site, answer.field).say(lang) if site else ""
    show(
        h(
            '<div class="qt"><b>{}</b> · {}：{}</div><div class="qw">{}</div>',
            office.catalog.site_title(answer.site).say(lang),
            field_label(answer.field).say(lang),
            answer.value,
            word("proposal_line", lang, now=now or word("proposal_unknown", lang), source=answer.source, day=answer.as_of, by=by),
        )
    )
    choices(office, given, today, lang)


def choices(office: state.Office, given: Given, today: date, lang: Lang) -> None:
    """The ways to take a proposal, or to refuse it with a reason."""
    key = f"proposal-{given.number}"
    reason, take, refuse = st.columns([3, 1, 1.2], vertical_alignment="bottom")
    why = reason.text_input(
        word("proposal_reason", lang), key=f"{key}-why", max_chars=REASON_MOST, placeholder=word("proposal_reason", lang), label_visibility="collapsed"
    )  # fmt: skip
    if take.button(word("proposal_take", lang), key=f"{key}-take", type="primary", width="stretch", disabled=not office.takes):
        doing.attempt(key, lambda _: _take(office, given, today), word("proposal_taken", lang))
    if refuse.button(word("proposal_refuse", lang), key=f"{key}-refuse", width="stretch", disabled=not office.takes or not why.strip()):
        doing.attempt(key, lambda _: _decide(office, given, False, why.strip()), word("proposal_refused", lang))
    doing.told(key, lang)


def _take(office: state.Office, given: Given, today: date) -> None:
    answered(office.catalog, given.answer, today)  # refuses what would contradict the rest, before anything is kept
    _decide(office, given, True, "")


def _decide(office: state.Office, given: Given, take: bool, reason: str) -> None:
    decide(state.writable(office), office.who, office.town, given.number, given.version, take=take, reason=reason)
