"""把需求交给镇里: a visitor or an enterprise leaves the need on the page with a contact, and gets the code of a receipt."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Refused
from matcher.model.need import Need
from matcher.model.privacy import Privacy
from matcher.model.text import Lang
from matcher.register.codes import grouped
from matcher.register.contact_form import EMAIL_MOST, NAME_MOST, PERSON_MOST, Contact
from matcher.register.policy import may
from matcher.register.submissions import keep_until, submit
from views import contact_fields, own_words, state, town_contact
from views.fold import fold
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word

SENT = "handed-in"
"""In the session: how many were handed in, which names the next filling-in of the form."""
ISSUES, RECEIPT = "hand-in-issues", "hand-in-receipt"
"""In the session: what was wrong, as sentences that hold nothing personal; and the code until it has been noted."""
PHONE_MOST = 40


def panel(office: state.Office, chosen: state.Choice, need: Need, lang: Lang) -> None:
    """Nothing for the office itself, without a register, and where the pack does not say what contacts are kept for."""
    privacy = office.catalog.privacy
    if office.who.office or office.register is None or privacy is None or not may(office.who, "lead.submit"):
        return
    with st.container(border=True, key="panel-hand-in"):
        if code := st.session_state.get(RECEIPT):
            _receipt(code, lang)
            return
        show(h('<h3>{}</h3><p class="told">{}</p>', word("hand_in", lang), word("hand_in_how", lang)))
        show(town_contact.line(office, lang))
        if chosen.kind != "need" or not any(need.stated(f) for f in Need.model_fields if f not in ("id", "name")):
            notice("note", word("hand_in_own_first", lang))
            return
        with fold(word("hand_in_open", lang), "hand-in-open", lang) as opened:
            if opened:
                _form(office, privacy, need, lang)


def _form(office: state.Office, privacy: Privacy, need: Need, lang: Lang) -> None:
    if "hand-name" not in st.session_state:
        st.session_state["hand-name"] = need.name[:NAME_MOST]
    with st.form("hand-in", border=False):
        left, right = st.columns(2)
        name = left.text_input(word("hand_in_name", lang), key="hand-name", max_chars=NAME_MOST)
        person = right.text_input(word("person", lang), key="hand-person", max_chars=PERSON_MOST, autocomplete="name")
        phone = left.text_input(word("phone", lang), key="hand-phone", max_chars=PHONE_MOST, autocomplete="tel")
        email = right.text_input(word("email", lang), key="hand-email", max_chars=EMAIL_MOST, autocomplete="email")
        words = own_words.behind_need()
        show(_told(privacy, bool(words), lang))
        consent = st.checkbox(word("consent", lang), key="hand-consent")
        sent = st.form_submit_button(word("hand_in_send", lang), type="primary")
    if sent:
        _send(office, need, name, Contact(person, phone, email), consent, words)
    if issues := st.session_state.get(ISSUES):
        tell(contact_fields.named(issues, lang), lang, word("hand_in_refused", lang))


def _told(privacy: Privacy, words: bool, lang: Lang) -> Markup:
    day = keep_until(privacy, date.today())
    lines = [
        word("told_purpose", lang, keeper=privacy.who.say(lang), purpose=privacy.what_for.say(lang)),
        word("told_keep", lang, months=privacy.keep.months, day=day, rights=privacy.may.say(lang)),
    ]
    if words:
        lines.append(word("told_words", lang))
    return join([h('<p class="told">{}</p>', line) for line in lines])


def _send(office: state.Office, need: Need, name: str, contact: Contact, consent: bool, words: str) -> None:
    try:
        made = submit(
            state.writable(office), office.who, office.catalog, need, name=name, contact=contact, consent=consent, own_words=words,
            once=state.once(SENT, office.town), visit=state.visit_key(),
        )  # fmt: skip
    except Refused as refusal:
        st.session_state[ISSUES] = refusal.issues
        return
    st.session_state[SENT] = st.session_state.get(SENT, 0) + 1
    st.session_state.pop(ISSUES, None)
    st.session_state[RECEIPT] = made.code
    st.rerun()


def _receipt(code: str, lang: Lang) -> None:
    """The code stays on the page until it has been noted, however often the page is drawn."""
    shown = grouped(code)
    groups = join([h("<span>{}</span>", part) for part in shown.split("-")])
    hints = join([h("<li>{}</li>", word(key, lang)) for key in ("receipt_once", "receipt_use", "receipt_secret", "receipt_another")])
    show(
        h(
            '<section role="status"><h3>{}</h3><div class="code" data-code="{}">{}</div><ul class="keep">{}</ul></section>',
            word("handed_in", lang),
            shown,
            groups,
            hints,
        )
    )
    show(h('<p class="told noprint">{}</p>', word("receipt_copy", lang)))
    st.code(shown, language=None)
    left, right = st.columns(2)
    left.button(word("receipt_noted", lang), key="receipt-noted", on_click=lambda: st.session_state.pop(RECEIPT, None), width="stretch")
    kept = {name: value for name in ("lang", "pack") if (value := st.query_params.get(name))}
    right.link_button(word("page_receipt", lang), f"?{urlencode({**kept, 'view': 'receipt'})}", width="stretch")
