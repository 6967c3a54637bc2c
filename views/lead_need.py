"""What a lead asks for, on its page: the need that holds, a new one from anybody's words, and what changed from version to version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from matcher.model.need import NEED_LABELS, Need
from matcher.register.lead_edits import changes, renew_need
from matcher.register.lead_record import NeedVersion
from matcher.reports import stated
from views import doing, need_box, own_words
from views.html import h, join, show
from views.notice import notice
from views.words import word

if TYPE_CHECKING:
    from views.lead import Open


def panel(shown: Open) -> None:
    lang = shown.lang
    with st.container(border=True, key="panel-need"):
        show(h("<h2>{}</h2>", word("lead_need", lang)))
        known = next((x.need for x in shown.office.catalog.leads if x.id == shown.lead.id), None)
        need = known or (shown.needs[0].need if shown.needs else Need())
        chips = need_box.chips_of(shown.office.catalog, need, lang) if known else []
        if chips:
            show(h('<div class="chips">{}</div>', join([h('<span class="chip">{} <b>{}</b></span>', a, b) for a, b in chips])))
        else:
            show(h('<p class="qw">{}</p>', word("lead_need_empty", lang)))
        if shown.needs and shown.needs[0].own_words:
            show(h('<p class="rowtext">{}</p>', word("lead_need_said", lang, text=shown.needs[0].own_words)))
        place = st.container(key="needtold")
        if shown.lead.closed_at is None:
            with st.expander(word("lead_need_new", lang)):
                _new(shown)
        with place:  # above the form, and drawn after it was sent
            _told(shown)
        if len(shown.needs) > 1:
            with st.expander(word("lead_need_versions", lang, n=len(shown.needs))):
                for now, before in zip(shown.needs, (*shown.needs[1:], None), strict=True):
                    _version(shown, now, before)


def _version(shown: Open, now: NeedVersion, before: NeedVersion | None) -> None:
    lang = shown.lang
    title = word("lead_need_version", lang, n=now.number, day=now.given_at.date().isoformat())
    lines = [_change(shown, c.field, before.need, now.need) for c in changes(before.stated, now.stated)] if before else []
    told = h("<ul>{}</ul>", join([h("<li>{}</li>", line) for line in lines])) if lines else h("<p>{}</p>", word("lead_need_same", lang))
    said = h('<p class="qw">{}</p>', word("lead_need_said", lang, text=now.own_words)) if now.own_words else ""
    show(h('<div class="rowtext"><b>{}</b>{}{}</div>', title, told, said))


def _change(shown: Open, field: str, old: Need, new: Need) -> str:
    label = NEED_LABELS[field].say(shown.lang)
    return word("lead_need_change", shown.lang, label=label, old=_said(shown, old, field), new=_said(shown, new, field))


def _said(shown: Open, need: Need, field: str) -> str:
    """A field in words; a word that the pack has no longer as its token."""
    if not need.stated(field):
        return word("not_stated", shown.lang)
    try:
        return stated.said(shown.office.catalog, need, field).say(shown.lang)
    except StopIteration:
        return str(getattr(need, field))


def _new(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    form = f"{shown.key('need')}-{shown.count}"
    widget = f"{form}-words"
    number = doing.filled_from(form, widget, shown.needs[0].number if shown.needs else 0)
    with st.form(form, border=False):
        show(h('<p class="qw">{}</p>', word("lead_need_how", lang)))
        text = st.text_area(word("lead_need_new", lang), key=widget, max_chars=own_words.MOST, height=90, label_visibility="collapsed")
        sent = st.form_submit_button(word("lead_need_save", lang))
    if not sent:
        return
    reading = own_words.reader(office.catalog.version, office.catalog).read(text, shown.today)
    if reading.kind != "request" or not text.strip():
        notice("caution", reading.note.say(lang) or word("own_words_nothing", lang))
        return
    shown.attempt(
        "need",
        lambda once: renew_need(shown.register, office.who, office.town, shown.lead.id, number, reading.need, own_words=text, once=once),
    )


def _told(shown: Open) -> None:
    office, lang = shown.office, shown.lang
    labels = {f: t.say(lang) for f, t in NEED_LABELS.items()}
    number = shown.needs[0].number if shown.needs else 0

    def again(yours: dict[str, Any], once: str) -> object:
        need = Need.model_validate(yours)
        return renew_need(shown.register, office.who, office.town, shown.lead.id, number, need, once=once)

    doing.told(shown.key("need"), lang)
    doing.conflict(shown.key("need"), shown.saves, again, labels, lang)
