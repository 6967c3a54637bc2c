"""What was ever said of a site, fact by fact: by whom, from where, and what became of it; confirmed by a second person, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from matcher.model.fields import field_label
from matcher.register.answers import Given, confirm, of_site, withdraw
from matcher.register.facts import PROPOSED, STANDS
from matcher.register.lead_record import people
from matcher.register.who import CONSOLE, SYSTEM
from views import doing, proposals, state
from views.html import h, show
from views.words import word

if TYPE_CHECKING:
    from views.site import Open

SHOWN = 20
"""Answers listed at first, and how many more at each wish."""


def panel(shown: Open) -> None:
    office, lang = shown.office, shown.lang
    if office.register is None:
        return
    with office.register.look() as session:
        said = of_site(session, office.town, shown.id)
        staff = people(session, office=True) | people(session, office=False)
    field = st.query_params.get("field", "")
    with st.container(border=True, key="panel-said"):
        show(h('<h2>{}</h2><p class="muted small">{}</p>', word("site_said", lang), word("site_said_how", lang, n=len(said))))
        # those about the field that is being looked at come first
        ordered = sorted(said, key=lambda g: g.answer.field != field)
        count = f"said-{shown.id}"
        for given in ordered[: st.session_state.get(count, SHOWN)]:
            _line(shown, given, staff)
        if len(said) > st.session_state.get(count, SHOWN) and st.button(word("said_more", lang), key=f"{count}-more"):
            st.session_state[count] = st.session_state.get(count, SHOWN) + SHOWN
            st.rerun()


def _line(shown: Open, given: Given, staff: dict[str, str]) -> None:
    office, lang, key = shown.office, shown.lang, f"said-{given.number}"
    left, middle, right = st.columns([5, 1.2, 1.2], vertical_alignment="center")
    with left:
        show(_told(shown, given, staff))
    if not office.takes:
        return
    town, register = office.town, state.writable(office)
    number, version, who = given.number, given.version, office.who
    if given.state == PROPOSED:
        proposals.choices(office, given, shown.today, lang)
    elif given.state == STANDS:
        mine = given.given_by == who.account
        if not given.answer.confirmed_by and not mine and middle.button(word("said_confirm", lang), key=f"{key}-confirm", width="stretch"):
            doing.attempt(key, lambda _: confirm(register, who, town, number, version), word("said_confirmed", lang))
        if right.button(word("undo", lang), key=f"{key}-undo", width="stretch"):
            doing.attempt(key, lambda _: withdraw(register, who, town, number, version), word("undone", lang))
    doing.told(key, lang)


def _told(shown: Open, given: Given, staff: dict[str, str]) -> Markup:
    lang, answer = shown.lang, given.answer
    label = field_label(answer.field).say(lang)
    line = word("answered_line", lang, label=label, value=answer.value, source=answer.source, day=answer.as_of)
    known = {SYSTEM.account: word("by_system", lang), CONSOLE.account: word("by_console", lang)}
    who = known.get(given.given_by) or staff.get(given.given_by, word("said_somebody", lang))
    when = given.given_at.date().isoformat()
    parts = [word(f"said_{given.state}", lang), word("said_by", lang, who=who, day=when)]
    parts += [word("site_confirmed", lang, who=answer.confirmed_by)] if answer.confirmed_by else []
    parts += [given.reason] if given.reason else []
    look = "" if given.state in (STANDS, PROPOSED) else "gone"
    return h('<div class="rowtext"><span class="{}">{}</span> <span class="qw">{}</span></div>', look, line, " · ".join(parts))
