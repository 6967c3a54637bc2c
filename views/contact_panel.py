"""The contact of a lead, for a page of the office: nothing is shown until the reader has said what for, and each look is written down."""

from __future__ import annotations

import streamlit as st

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Lang
from matcher.register import contacts
from matcher.register.contact_form import Contact
from matcher.register.contacts import WHAT_FOR, Seen
from matcher.register.lead_rows import owns
from matcher.register.policy import may
from matcher.register.register import Conflict
from matcher.register.submissions import day_of
from views import contact_fields, state
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word


def panel(office: state.Office, lead_id: str, lang: Lang) -> None:
    """Draws the contact of one lead. In the session stands only the number of the look, which lets it be drawn again for a while."""
    own = office.register is not None and owns(office.register, office.who, office.town, lead_id)
    if office.register is None or not may(office.who, "contact.see", own=own):
        return
    key = f"contact-{lead_id}"
    with st.container(border=True, key=f"panel-{key}"):
        show(h("<h3>{}</h3>", word("contact", lang)))
        if said := st.session_state.pop(f"{key}-said", None):
            notice("note", word(said, lang))
        if faults := st.session_state.pop(f"{key}-faults", None):
            tell(contact_fields.named(faults, lang), lang, word("contact_refused", lang))
        seen = _seen(office, key)
        if seen is None:
            _ask(office, key, lead_id, lang)
        elif contact_fields.is_open(key):
            _correct(office, key, lead_id, seen, lang)
        else:
            _shown(key, seen, lang)


def _seen(office: state.Office, key: str) -> Seen | None:
    """The look that is still open; a look at which nothing was found stays open until it is hidden."""
    look = st.session_state.get(f"{key}-look")
    if look is None:
        return None
    seen = contacts.see_again(state.writable(office), office.who, look) if look else Seen()
    if seen is None:
        _hide(key)
    return seen


def _ask(office: state.Office, key: str, lead_id: str, lang: Lang) -> None:
    def look() -> None:
        what_for = st.session_state.get(f"{key}-for") or ""
        try:
            seen = contacts.see(state.writable(office), office.who, office.town, lead_id, what_for)
        except Refused as refusal:
            _fault(key, refusal.issues)
            return
        st.session_state[f"{key}-look"] = seen.look

    show(h('<p class="told">{}</p>', word("contact_ask", lang)))
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.selectbox(
        word("contact_for", lang), list(WHAT_FOR), index=None, format_func=lambda t: WHAT_FOR[t].say(lang), key=f"{key}-for",
        placeholder=word("not_stated", lang),
    )  # fmt: skip
    right.button(word("contact_show", lang), key=f"{key}-show", on_click=look, width="stretch")


def _shown(key: str, seen: Seen, lang: Lang) -> None:
    if seen.version == 0:
        notice("note", word("contact_none", lang))
    else:
        consent = (
            word("contact_consent", lang, day=day_of(seen.consent_at).isoformat()) if seen.consent_at else word("contact_no_consent", lang)
        )
        parts = [(word(f"field_{name}", lang), getattr(seen.contact, name)) for name in contact_fields.FIELDS]
        rows = join([h("<dt>{}</dt><dd>{}</dd>", label, value or "—") for label, value in parts])
        line = f"{consent} · {word('contact_until', lang, day=seen.keep_until)}"
        show(h('<dl class="facts2">{}</dl><p class="muted small">{}</p>', rows, line))
    left, right, _ = st.columns([1, 1, 3])
    edit = word("contact_edit" if seen.version else "contact_add", lang)
    left.button(edit, key=f"{key}-edit", on_click=contact_fields.open_with, args=(key, seen), width="stretch")
    right.button(word("contact_hide", lang), key=f"{key}-hide", on_click=_hide, args=(key,), width="stretch")


def _correct(office: state.Office, key: str, lead_id: str, seen: Seen, lang: Lang) -> None:
    if st.session_state.get(f"{key}-conflict"):
        notice("caution", word("contact_theirs", lang, **{n: getattr(seen.contact, n) or "—" for n in contact_fields.FIELDS}))
    given = contact_fields.form(key, lang)
    if given is None:
        return
    _save(office, key, lead_id, seen, given)
    st.rerun()


def _save(office: state.Office, key: str, lead_id: str, seen: Seen, given: Contact) -> None:
    try:
        contacts.edit(state.writable(office), office.who, office.catalog, lead_id, contact_fields.version(key), given)
    except Conflict as conflict:
        st.session_state[f"{key}-conflict"] = True
        contact_fields.renew(key, seen.version)
        _fault(key, conflict.issues)
        return
    except Refused as refusal:
        _fault(key, refusal.issues)
        return
    contact_fields.close(key)
    st.session_state.pop(f"{key}-conflict", None)
    st.session_state[f"{key}-said"] = "contact_saved"
    if not seen.version:
        _hide(key)


def _fault(key: str, issues: list[Issue]) -> None:
    st.session_state[f"{key}-faults"] = issues


def _hide(key: str) -> None:
    contact_fields.close(key)
    for name in ("look", "conflict"):
        st.session_state.pop(f"{key}-{name}", None)
