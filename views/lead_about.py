"""Who a lead is and who follows it, on its page, to be changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from matcher.register.lead_edits import edit
from matcher.register.lead_record import LeadRecord
from views import doing
from views.html import h, show
from views.words import word

if TYPE_CHECKING:
    from views.lead import Open

FIELDS = ("name", "name_en", "keeper", "owner", "settled_at", "note", "note_en")


def panel(shown: Open) -> None:
    lead, lang, office = shown.lead, shown.lang, shown.office
    form = f"{shown.key('about')}-{shown.count}"
    first = f"{form}-name"
    with st.container(border=True, key="panel-about"):
        show(h("<h2>{}</h2>", word("lead_about", lang)))
        place = st.container(key="abouttold")
        if lead.closed_at is not None:
            return
        before = doing.filled_from(form, first, lead)
        with st.form(form, border=False):
            values = _widgets(shown, before, form, first)
            sent = st.form_submit_button(word("lead_save", lang))
    if sent:
        changed = {name: value for name, value in values.items() if value != getattr(before, name)}
        known = office.catalog.by_id.keys()
        shown.attempt(
            "about", lambda once: edit(shown.register, office.who, office.town, lead.id, before.version, known, once=once, **changed)
        )
    with place:  # above the form, and drawn after it was sent
        _told(shown)


def _widgets(shown: Open, lead: LeadRecord, form: str, first: str) -> dict[str, str]:
    """The fields, filled from the lead as it was when the form began."""
    lang, catalog = shown.lang, shown.office.catalog
    values = {"name": st.text_input(word("lead_name", lang), lead.name, key=first, max_chars=200)}
    left, right = st.columns(2)
    with left:
        values["keeper"] = _one(shown, lead, form, "keeper", "leads_keeper", shown.staff, word("leads_nobody", lang))
    with right:
        titles = {s.id: s.title.say(lang) for s in catalog.sites}
        values["settled_at"] = _one(shown, lead, form, "settled_at", "lead_settled_at", titles, word("lead_settled_no", lang))
    values["note"] = st.text_area(word("lead_note", lang), lead.note, key=f"{form}-note", max_chars=5000, height=80)
    with st.expander(word("lead_name_en", lang) + " · " + word("lead_owner", lang)):
        values["name_en"] = st.text_input(word("lead_name_en", lang), lead.name_en, key=f"{form}-name_en", max_chars=200)
        values["note_en"] = st.text_area(word("lead_note_en", lang), lead.note_en, key=f"{form}-note_en", max_chars=5000, height=80)
        values["owner"] = _one(shown, lead, form, "owner", "lead_owner", shown.firms, word("leads_nobody", lang))
    return values


def _one(shown: Open, lead: LeadRecord, form: str, name: str, label: str, named: dict[str, str], nobody: str) -> str:
    """A choice among what there is; what stands there already can always stay."""
    now = getattr(lead, name)
    options = ["", *named] if now in named or not now else ["", now, *named]
    chosen = st.selectbox(
        word(label, shown.lang),
        options,
        index=options.index(now),
        format_func=lambda v: named.get(v, v) or nobody,
        key=f"{form}-{name}-{shown.lang}",
    )
    return chosen or ""


def _told(shown: Open) -> None:
    lead, office, lang = shown.lead, shown.office, shown.lang
    words = {"keeper": "leads_keeper"}
    labels = {name: word(words.get(name, f"lead_{name}"), lang) for name in FIELDS}

    def again(yours: dict[str, Any], once: str) -> object:
        return edit(shown.register, office.who, office.town, lead.id, lead.version, office.catalog.by_id.keys(), once=once, **yours)

    def said(name: str, value: Any) -> str:
        if name == "settled_at" and value:
            return office.catalog.site_title(value).say(lang)
        return shown.staff.get(value, shown.firms.get(value, str(value)))

    doing.told(shown.key("about"), lang)
    doing.conflict(shown.key("about"), shown.saves, again, labels, lang, said)
