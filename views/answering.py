"""Answering on the page: the open card's questions as fields, taken with source and date, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from matcher.catalog.answering import ANSWERABLE, answered, new_answer
from matcher.catalog.issues import Issue, Refused
from matcher.explanation.records import Match, Question
from matcher.model.fields import BY_NAME, LOCATION, field_label
from matcher.model.need import Need
from matcher.model.text import Lang
from matcher.model.vocabulary import BASIS, GONE
from matcher.register.answers import give, propose, withdraw
from matcher.register.policy import may
from matcher.rules.registry import gate_label
from views import state
from views.bars import Range
from views.fold import filled, fold, is_open
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word

SHOWN = 5
"""Questions open for an answer on one card."""

FOLD = "answer-here"


def questions(office: state.Office, need: Need, match: Match, today: date, lang: Lang) -> None:
    """The form of one site's questions; what an enterprise says waits for the office. For whom may not answer, the questions alone."""
    gives = may(office.who, "answer.give")
    if not office.takes or not (gives or may(office.who, "answer.propose")):
        listed = join([_told(q, lang) for q in match.ask_first[:SHOWN]])
        show(h('<h3>{}</h3><p class="qw">{}</p>{}', word("ask_first", lang), word("ask_for_staff", lang), listed))
        return
    how = word("ask_first_how" if gives else "propose_how", lang)
    head = h("<h3>{}</h3><p class='qw'>{}</p>", word("ask_first", lang), how)
    key = form_key(state.pack_name(), match.site_id, lang, st.session_state.get(saves(match.site_id), 0))
    asked = [] if is_open(FOLD, lang) else [_told(q, lang) for q in match.ask_first[:SHOWN]]  # open, each stands beside its field
    show(join([head, *asked]))
    with fold(word("answer_here", lang), FOLD, lang) as unfolded:
        if filled(unfolded, key):
            _form(office, need, match, key, today, lang, gives=gives)


def _form(office: state.Office, need: Need, match: Match, key: str, today: date, lang: Lang, *, gives: bool) -> None:
    """Ten fields, which take longer to appear than all else of a card: for who looks from site to site they stay folded."""
    with st.form(key, border=False):
        values = {q.field: _question(office, need, q, key, lang) for q in match.ask_first[:SHOWN]}
        left, right = st.columns([3, 2])
        source = left.text_input(word("answer_source", lang), key=f"{key}-source", max_chars=200)
        as_of = right.date_input(word("answer_date", lang), today, max_value=today, key=f"{key}-day", format="YYYY-MM-DD")
        by, basis = _vouched(key, lang) if gives else ("", "reported")
        submitted = st.form_submit_button(word("answer_save" if gives else "propose_save", lang), type="primary")
    refused: list[Issue] = st.session_state.get(f"{key}-refused", [])
    if submitted:
        holder = st.session_state.get(f"{key}-taken_by", "").strip()
        values = _answered_meanwhile(key, values) | values
        given = {"taken_by": holder} if holder and values.get("status") in GONE else {}
        given |= {field: value for field, value in values.items() if value not in (None, "", [])}
        how = {"source": source.strip(), "as_of": as_of.isoformat(), "confirmed_by": by.strip(), "basis": basis}
        refused = st.session_state[f"{key}-refused"] = take(office, match.site_id, given, how, today, lang, (match.low, match.high))
    if refused:  # told until the form is sent again: a redrawing for another reason must not take it away
        tell(refused, lang)


def _vouched(key: str, lang: Lang) -> tuple[str, str]:
    """(who confirmed it, what it rests on)"""
    left, right = st.columns([3, 2])
    by = left.text_input(word("answer_by", lang), key=f"{key}-by", max_chars=100)
    basis = right.selectbox(
        word("answer_basis", lang),
        BASIS.tokens,
        index=BASIS.tokens.index("reported"),
        format_func=lambda t: BASIS.label(t).say(lang),
        key=f"{key}-basis",
    )
    return by, basis


def form_key(pack: str, site_id: str, lang: Lang, saves: int) -> str:
    """Names one visitor's form about one site. What somebody else saves leaves it alone, so that what was typed stays; `saves` counts
    this visitor's own, each of which begins a new form with empty fields."""
    return f"ask-{pack}-{site_id}-{lang}-{saves}"


def saves(site_id: str) -> str:
    """Where a visit counts its own saved answers about a site."""
    return f"saves-{state.pack_name()}-{site_id}"


def _answered_meanwhile(key: str, values: dict[str, Any]) -> dict[str, Any]:
    """What was typed under questions that are gone by now, since somebody else has answered them while the form stood open."""
    typed = {fact: st.session_state.get(f"{key}-{fact}") for fact in ANSWERABLE if fact not in values and fact != "taken_by"}
    return {fact: ";".join(value) if isinstance(value, list) else value for fact, value in typed.items()}


def _question(office: state.Office, need: Need, question: Question, key: str, lang: Lang) -> Any:
    """One question and its field, which suits what can be answered."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        show(_told(question, lang))
    with right:
        value = answer_field(office, need, question.field, f"{key}-{question.field}", lang)
        if question.field == "status":
            taken_by_field(key, lang)
        return value


def _told(question: Question, lang: Lang) -> Markup:
    """A question and what its answer would settle."""
    notes = [word("settles", lang, share=f"{question.settles:.0%}", points=f"{question.points:.0f}")]
    if question.decides:
        labels = ("、" if lang == "zh" else ", ").join(gate_label(g).say(lang) for g in question.decides)
        notes.append(word("decides", lang, list=labels))
    if question.changes_top > 0:
        notes.append(word("moves_top", lang))
    return h('<div class="qt">{}</div><div class="qw">{}</div>', question.question.say(lang), " · ".join(notes))


def taken_by_field(key: str, lang: Lang) -> None:
    """By whom a site is taken or committed, which the state alone does not say."""
    st.text_input(
        word("answer_taken_by", lang),
        key=f"{key}-taken_by",
        max_chars=200,
        placeholder=word("answer_taken_by", lang),
        label_visibility="collapsed",
    )


def answer_field(office: state.Office, need: Need, fact: str, key: str, lang: Lang) -> Any:
    """The field that suits a fact. Of an open list it offers the words that the need asks for."""
    label = field_label(fact).say(lang)
    common: dict[str, Any] = {"label": label, "label_visibility": "collapsed", "key": key}
    if fact == LOCATION:
        return st.text_input(placeholder=word("answer_hint_location", lang), **common)
    field = BY_NAME[fact]
    if field.type == "text":
        return st.text_input(max_chars=500, **common)
    if field.type in ("number", "month"):
        unit = field.unit.name.say(lang)
        hint = word("answer_hint_month" if field.type == "month" else "answer_hint_number", lang)
        return st.text_input(placeholder=f"{hint} {unit}".strip(), **common)
    vocabulary = office.catalog.vocabularies[field.vocabulary]
    if field.type == "one":
        return st.selectbox(
            options=vocabulary.tokens,
            index=None,
            format_func=lambda t: vocabulary.label(t).say(lang),
            placeholder=word("answer_unasked", lang),
            **common,
        )
    if field.type == "closed":
        chosen = st.multiselect(
            options=vocabulary.tokens,
            format_func=lambda t: vocabulary.label(t).say(lang),
            placeholder=word("answer_unasked", lang),
            **common,
        )
        return ";".join(chosen)
    wanted = need.special if fact == "features" else need.processes
    both = [*wanted, *(f"-{w}" for w in wanted)]
    told = {
        w: vocabulary.label(w.removeprefix("-")).say(lang) + "：" + word("answer_no" if w.startswith("-") else "answer_yes", lang)
        for w in both
    }
    chosen = st.multiselect(options=both, format_func=lambda t: told[t], placeholder=word("answer_unasked", lang), **common)
    return ";".join(chosen)


def take(
    office: state.Office, site_id: str, given: dict[str, str], how: dict[str, str], today: date, lang: Lang, before: Range | None = None
) -> list[Issue]:
    """All answers of the form or none: each is tried on the catalog first. What was refused comes back. `before` is the range of the site's
    score on the page, to be drawn beneath the new one."""
    if not given:
        notice("caution", word("answer_none", lang))
        return []
    catalog, taken = office.catalog, []
    issues: list[Issue] = []
    for field, value in given.items():
        try:
            answer = new_answer(site=site_id, field=field, value=value, clause="", **how)
            catalog = answered(catalog, answer, today)
            taken.append(answer)
        except Refused as refusal:
            issues += refusal.issues
    if issues:
        return issues
    gives = may(office.who, "answer.give")
    keep, said = (give, "answer_taken") if gives else (propose, "proposed")
    try:
        keep(state.writable(office), office.who, office.town, taken, once=state.once(saves(site_id)))
    except Refused as refusal:
        return refusal.issues
    st.session_state[saves(site_id)] = st.session_state.get(saves(site_id), 0) + 1
    if gives and before is not None:
        st.session_state.setdefault("before", {})[site_id] = before
    st.session_state["toast"] = word(said, lang, n=len(taken))
    st.rerun()
    return []


def given_answers(office: state.Office, site_id: str, lang: Lang) -> None:
    """What this installation was told of a site: the answer that stands for each question, to be taken back."""
    own = list({g.answer.field: g for g in office.answers if g.answer.site == site_id}.values())
    if not own:
        return
    show(h("<h3>{} · {}</h3>", word("answered", lang), office.catalog.site_title(site_id).say(lang)))
    for given in own:
        answer = given.answer
        left, right = st.columns([4, 1], vertical_alignment="center")
        line = word(
            "answered_line", lang, label=field_label(answer.field).say(lang), value=answer.value, source=answer.source, day=answer.as_of
        )
        with left:
            show(h('<span class="qw">{}</span>', line))
        if right.button(word("undo", lang), key=f"undo-{site_id}-{answer.field}", disabled=not office.takes):
            try:
                withdraw(state.writable(office), office.who, office.town, given.number, given.version)
            except Refused as refusal:
                tell(refusal.issues, lang)
                return
            st.session_state.get("before", {}).pop(site_id, None)
            st.session_state["toast"] = word("undone", lang)
            st.rerun()
