"""One fact of a site, filled in or changed on its page: an answer with its source, day and basis, like any other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from matcher.catalog.answering import ANSWERABLE
from matcher.catalog.issues import Issue
from matcher.model.fields import BY_NAME, field_label, field_question
from matcher.model.need import Need
from matcher.model.text import NOTHING
from matcher.model.vocabulary import BASIS, GONE
from matcher.reports.on_record import on_record
from views import answering, state
from views.html import h, show
from views.notice import tell
from views.words import word

if TYPE_CHECKING:
    from views.site import Open

_OPEN_WORDS = {"features": "special", "processes": "processes"}
"""Open list of a site -> the list of a need that asks for its words."""


def panel(shown: Open) -> None:
    """Nothing where nothing can be kept now; the page says why at its head."""
    lang, office = shown.lang, shown.office
    if not office.takes:
        return
    with st.container(border=True, key="panel-edit"):
        show(h('<h2 id="edit">{}</h2>', word("site_edit", lang)))
        facts = [f for f in ANSWERABLE if field_label(f).say(lang)]
        asked = st.query_params.get("field", "")
        first = (
            asked
            if asked in facts
            else next((f for f in facts if (shown.id, f) not in shown.catalog.evidence and field_question(f) != NOTHING), facts[0])
        )
        choice = f"editfield-{state.pack_name()}-{shown.id}-{first}-{lang}"
        fact = st.selectbox(
            word("fact_field", lang), facts, index=facts.index(first), format_func=lambda f: _titled(shown, f), key=choice,
            on_change=lambda: state.go(field=st.session_state[choice]),
        )  # fmt: skip
        now = on_record(shown.catalog, shown.site, fact).say(lang)
        told = word("work_now", lang, value=now) if now else field_question(fact).say(lang)
        show(h('<p class="qw">{}</p>', told))
        _form(shown, fact)


def _titled(shown: Open, fact: str) -> str:
    label = field_label(fact).say(shown.lang)
    return (
        label
        if (shown.id, fact) in shown.catalog.evidence
        else f"{label}（{word('unknown', 'zh')}）"
        if shown.lang == "zh"
        else f"{label} (unknown)"
    )


def _form(shown: Open, fact: str) -> None:
    lang, office = shown.lang, shown.office
    key = f"editfact-{state.pack_name()}-{shown.id}-{fact}-{lang}-{st.session_state.get(answering.saves(shown.id), 0)}"
    with st.form(key, border=False):
        value = answering.answer_field(office, _asking(shown, fact), fact, f"{key}-{fact}", lang)
        if fact == "status":
            answering.taken_by_field(key, lang)
        source = st.text_input(word("answer_source", lang), key=f"{key}-source", max_chars=200)
        left, right = st.columns(2)
        day = left.date_input(word("answer_date", lang), shown.today, max_value=shown.today, key=f"{key}-day", format="YYYY-MM-DD")
        basis = right.selectbox(
            word("answer_basis", lang), BASIS.tokens, index=BASIS.tokens.index("reported"), format_func=lambda t: BASIS.label(t).say(lang),
            key=f"{key}-basis",
        )  # fmt: skip
        by = st.text_input(word("answer_by", lang), key=f"{key}-by", max_chars=100)
        sent = st.form_submit_button(word("work_save", lang), type="primary", width="stretch")
    refused: list[Issue] = st.session_state.get(f"{key}-refused", [])
    if sent:
        holder = st.session_state.get(f"{key}-taken_by", "").strip()
        given: dict[str, Any] = {"taken_by": holder} if holder and value in GONE else {}
        given |= {fact: value} if value not in (None, "") else {}
        how = {
            "source": source.strip(),
            "as_of": day.isoformat() if isinstance(day, date) else "",
            "confirmed_by": by.strip(),
            "basis": basis,
        }
        refused = st.session_state[f"{key}-refused"] = answering.take(office, shown.id, given, how, shown.today, lang)
    if refused:  # told until the form is sent again
        tell(refused, lang)


def _asking(shown: Open, fact: str) -> Need:
    """A need that asks for every word of an open list, so that each can be answered."""
    wanted = _OPEN_WORDS.get(fact)
    if wanted is None:
        return Need()
    return Need.model_validate({wanted: shown.catalog.vocabularies[BY_NAME[fact].vocabulary].tokens})
