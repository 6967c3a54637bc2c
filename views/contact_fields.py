"""The three fields of a contact while somebody corrects it: they are in the session only as long as they stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from matcher.catalog.issues import Issue
from matcher.model.text import Lang
from matcher.register.contact_form import EMAIL_MOST, PERSON_MOST, Contact
from matcher.register.contacts import Seen
from views.words import word

FIELDS = ("person", "phone", "email")
MOST = {"person": PERSON_MOST, "phone": 40, "email": EMAIL_MOST}


def open_with(key: str, seen: Seen) -> None:
    """Opens the fields with what is kept. Called from a button, before the fields are drawn."""
    st.session_state[f"{key}-version"] = seen.version
    for name in FIELDS:
        st.session_state[f"{key}-{name}"] = getattr(seen.contact, name)


def is_open(key: str) -> bool:
    return f"{key}-version" in st.session_state


def version(key: str) -> int:
    return int(st.session_state[f"{key}-version"])


def renew(key: str, version: int) -> None:
    """After a conflict: what was typed stays, and the next saving is held against what is kept now."""
    st.session_state[f"{key}-version"] = version


def close(key: str) -> None:
    """Nothing of what was typed stays behind."""
    for name in ("version", *FIELDS):
        st.session_state.pop(f"{key}-{name}", None)


def form(key: str, lang: Lang) -> Contact | None:
    """What was typed, in the run in which it was sent."""
    with st.form(f"{key}-form", border=False):
        values = {
            name: column.text_input(word(name, lang), key=f"{key}-{name}", max_chars=MOST[name], autocomplete="off")
            for name, column in zip(FIELDS, st.columns(3), strict=True)
        }
        sent, hidden = st.columns([1, 5])
        saved = sent.form_submit_button(word("contact_save", lang), type="primary")
        closed = hidden.form_submit_button(word("contact_hide", lang), on_click=close, args=(key,))
    return Contact(**values) if saved and not closed else None


def named(issues: Sequence[Issue], lang: Lang) -> list[Issue]:
    """The issues with the fields called as they are on the page."""
    return [replace(i, field=word(f"field_{i.field}", lang)) if i.field in NAMED else i for i in issues]


NAMED = ("name", "person", "phone", "email", "consent", "need", "own_words", "what_for", "code")
"""Fields whose inner names nobody should have to read."""
