"""The town's own contact: what everybody may read of it, and the form in which a manager writes it."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import streamlit as st
from markupsafe import Markup

from matcher.model.text import Lang
from matcher.register.policy import may
from matcher.register.towns import TownContact, contact_of, write_contact
from views import doing, state
from views.html import h, show
from views.words import word

KEY = "town-contact"
FIELDS = tuple(f.name for f in fields(TownContact))
MOST = 200


def told(contact: TownContact) -> str:
    """The contact on one line; '' where the town has named nobody."""
    return "  ".join(part for part in (getattr(contact, name) for name in FIELDS) if part)


def of_town(office: state.Office) -> TownContact:
    if office.register is None:
        return TownContact()
    with office.register.look() as session:
        return contact_of(session, office.town)[0]


def line(office: state.Office, lang: Lang) -> Markup:
    """A sentence for an enterprise that would rather talk; nothing where the town has named nobody."""
    said = told(of_town(office))
    return h('<p class="told">{}</p>', word("town_contact_direct", lang, contact=said)) if said else Markup("")


def panel(office: state.Office, lang: Lang) -> None:
    """The form, for whom the policy lets write it."""
    if office.register is None or not may(office.who, "town.contact"):
        return
    register, who, town = office.register, office.who, office.town
    with register.look() as session:
        now, version = contact_of(session, town)
    form = f"{KEY}-{town}-{st.session_state.get(KEY, 0)}"
    with st.container(border=True, key="panel-town-contact"):
        show(h('<h2>{}</h2><p class="qw">{}</p>', word("town_contact", lang), word("town_contact_how", lang)))
        show(h('<p class="told">{}</p>', told(now) or word("receipt_town_none", lang)))
        with st.expander(word("town_contact_edit", lang)):
            before, seen = doing.filled_from(form, f"{form}-name", (now, version))
            with st.form(form, border=False):
                said = {
                    n: st.text_input(word(f"town_contact_{n}", lang), getattr(before, n), key=f"{form}-{n}", max_chars=MOST) for n in FIELDS
                }
                sent = st.form_submit_button(word("lead_save", lang))
        if sent and office.takes:
            given = TownContact(**said)
            doing.attempt(KEY, lambda once: write_contact(register, who, town, given, seen, once=once), word("lead_saved", lang))

        def again(yours: dict[str, Any], once: str) -> object:
            merged = {**asdict(now), **{name.removeprefix("contact_"): value for name, value in yours.items()}}
            return write_contact(register, who, town, TownContact(**merged), version, once=once)

        doing.told(KEY, lang)
        labels = {f"contact_{name}": word(f"town_contact_{name}", lang) for name in FIELDS}
        doing.conflict(KEY, KEY, again, labels, lang)
