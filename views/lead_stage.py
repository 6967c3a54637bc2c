"""The stages of a lead on its page: the line with its days, and the forms that move it on and plan ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from matcher.model.vocabulary import STAGE
from matcher.register.stages import LINE, plan, set_stage
from views import doing, lead_marks
from views.html import h, show
from views.words import word

if TYPE_CHECKING:
    from views.lead import Open


def panel(shown: Open) -> None:
    lang = shown.lang
    with st.container(border=True, key="panel-stage"):
        show(h("<h2>{}</h2>", word("lead_stages", lang)))
        show(lead_marks.line(shown.steps, lang))
        place = st.container(key="stagetold")
        if shown.lead.closed_at is None:
            with st.expander(word("lead_stage_edit", lang)):
                _set(shown)
                _plan(shown)
        with place:  # above the forms, and drawn after they were sent
            _told(shown)


def _told(shown: Open) -> None:
    lead, who, town, lang = shown.lead, shown.office.who, shown.office.town, shown.lang
    labels = {"stage": word("leads_stage", lang), "stage_since": word("lead_stage_day", lang)}

    def again(yours: dict[str, Any], once: str) -> object:
        return set_stage(
            shown.register, who, town, lead.id, lead.version, yours["stage"], yours["stage_since"], today=shown.today, once=once
        )

    def replan(yours: dict[str, Any], once: str) -> object:
        now = {s.stage: s.version for s in shown.steps}
        return plan(shown.register, who, town, lead.id, {s: (day, now.get(s, 0)) for s, day in yours.items()}, once=once)

    def said(name: str, value: Any) -> str:
        return STAGE.label(value).say(lang) if name == "stage" and value in STAGE.tokens else str(value)

    doing.told(shown.key("stage"), lang)
    doing.conflict(shown.key("stage"), shown.saves, again, labels, lang, said)
    doing.told(shown.key("plan"), lang)
    doing.conflict(shown.key("plan"), shown.saves, replan, {s: STAGE.label(s).say(lang) for s in LINE}, lang)


def _set(shown: Open) -> None:
    lead, lang = shown.lead, shown.lang
    form, widget = f"{shown.key('stage')}-{shown.count}", f"{shown.key('stage-token')}-{shown.count}-{lang}"
    before = doing.filled_from(form, widget, lead)
    with st.form(form, border=False):
        left, middle, right = st.columns([2, 2, 1.4], vertical_alignment="bottom")
        tokens = STAGE.tokens
        stage = left.selectbox(
            word("lead_stage_set", lang), tokens, index=tokens.index(before.stage) if before.stage in tokens else 0,
            format_func=lambda t: STAGE.label(t).say(lang), key=widget,
        )  # fmt: skip
        since = middle.text_input(word("lead_stage_day", lang), shown.today.isoformat(), key=f"{form}-since", max_chars=10)
        sent = right.form_submit_button(word("lead_save", lang), type="primary", width="stretch")
    if sent:
        who, town = shown.office.who, shown.office.town
        shown.attempt(
            "stage",
            lambda once: set_stage(shown.register, who, town, lead.id, before.version, stage, since.strip(), today=shown.today, once=once),
        )


def _plan(shown: Open) -> None:
    lead, lang = shown.lead, shown.lang
    form = f"{shown.key('plan')}-{shown.count}"
    kept = {s.stage: s for s in doing.filled_from(form, f"{form}-{LINE[0]}", shown.steps)}
    with st.form(form, border=False):
        show(h('<p class="qw">{}</p>', word("lead_stage_plan", lang)))
        planned = {}
        columns = st.columns(len(LINE))
        for column, stage in zip(columns, LINE, strict=True):
            widget = f"{form}-{stage}"
            day = column.text_input(STAGE.label(stage).say(lang), kept[stage].planned, key=widget, max_chars=10, placeholder="—")
            planned[stage] = (day.strip(), kept[stage].version)
        sent = st.form_submit_button(word("lead_save", lang))
    if sent:
        changed = {s: p for s, p in planned.items() if p[0] != kept[s].planned}
        who, town = shown.office.who, shown.office.town
        shown.attempt("plan", lambda once: plan(shown.register, who, town, lead.id, changed, once=once))
