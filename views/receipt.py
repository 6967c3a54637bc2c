"""凭回执查进度: whoever holds the code of a receipt follows their request, corrects, copies, deletes, or takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Issue, Refused
from matcher.model.need import NEED_LABELS
from matcher.model.text import Lang
from matcher.model.vocabulary import STAGE
from matcher.register import receipts
from matcher.register.contact_copy import told
from matcher.register.receipts import Followed
from matcher.register.submissions import day_of
from views import contact_fields, frame, need_box, state, town_contact
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word

CODE, FAULTS, SAID = "receipt-code", "receipt-faults", "receipt-said"
"""In the session, and never in the address: the code that was typed, what was wrong with it, and what was done last."""
OWN = "own-contact"
"""Names the fields in which one's own contact stands while it is being corrected."""
MOST_TYPED = 120


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    show(h('<section class="pagehead"><h1>{}</h1></section>', word("receipt_head", lang)))
    if office.register is not None:
        _body(office, lang)
    show(frame.foot(office.catalog, today, lang))


def _body(office: state.Office, lang: Lang) -> None:
    code: str = st.session_state.get(CODE, "")
    found = _followed(office, code) if code else None
    if found is None:
        _ask(lang)
        return
    if said := st.session_state.pop(SAID, None):
        notice("note", word(said, lang))
    with st.container(border=True, key="panel-receipt"):
        _state(office, found, lang)
    if faults := st.session_state.pop(FAULTS, None):
        tell(contact_fields.named(faults, lang), lang, word("contact_refused", lang))
    _own_contact(office, code, found, lang)
    _copy(office, code, lang)
    _twice(office, found.keep_until != "", "delete", lang)
    _twice(office, found.withdrawn_at is None, "withdraw", lang)
    st.button(word("receipt_leave", lang), key="receipt-leave", on_click=_leave)


def _followed(office: state.Office, code: str) -> Followed | None:
    try:
        return receipts.follow(state.writable(office), office.who, office.town, code, visit=state.visit_key())
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.issues
        _leave()
        return None


def _leave() -> None:
    st.session_state.pop(CODE, None)
    contact_fields.close(OWN)


def _ask(lang: Lang) -> None:
    with st.container(border=True, key="panel-receipt-ask"):
        show(h('<p class="told">{}</p>', word("receipt_how", lang)))
        with st.form("receipt", border=False):
            typed = st.text_input(word("receipt_code", lang), key="receipt-typed", max_chars=MOST_TYPED, autocomplete="off")
            sent = st.form_submit_button(word("receipt_look", lang), type="primary")
        if sent and typed.strip():
            st.session_state[CODE] = typed
            st.session_state.pop(FAULTS, None)
            st.rerun()
        faults: list[Issue] | None = st.session_state.get(FAULTS)
        if faults:
            tell(contact_fields.named(faults, lang), lang, word("receipt_refused", lang))


def _state(office: state.Office, found: Followed, lang: Lang) -> None:
    need_box.told_back(office.catalog, found.need, lang)
    if found.withdrawn_at is not None:
        notice("note", word("receipt_withdrawn", lang, day=day_of(found.withdrawn_at).isoformat()))
    else:
        show(_way(found, lang))
    facts = [(word("receipt_handed_in", lang), day_of(found.handed_in).isoformat())]
    if found.stage in STAGE.tokens and found.withdrawn_at is None:
        stage = STAGE.label(found.stage).say(lang)
        facts.append((word("receipt_stage", lang), word("receipt_since", lang, stage=stage, day=found.stage_since)))
    if found.asks:
        labels = ("、" if lang == "zh" else ", ").join(NEED_LABELS[f].say(lang) for f in found.asks)
        facts.append((word("receipt_asks", lang), f"{labels}  {word('receipt_asks_how', lang)}"))
    facts.append((word("receipt_town", lang), town_contact.told(found.town) or word("receipt_town_none", lang)))
    kept = word("receipt_kept_until", lang, day=found.keep_until) if found.keep_until else word("receipt_kept_not", lang)
    facts.append((word("receipt_kept", lang), kept))
    show(h('<dl class="facts2">{}</dl>', join([h("<dt>{}</dt><dd>{}</dd>", label, value) for label, value in facts])))


def _way(found: Followed, lang: Lang) -> Markup:
    """The stages in their order, the one reached marked; a lead that is put off stands apart from them."""
    steps = [t for t in STAGE.tokens if t != "shelved"]
    if found.stage not in steps:
        return Markup("")
    at = steps.index(found.stage)
    looks = ["past" if i < at else "now" if i == at else "next" for i in range(len(steps))]
    parts = [
        h('<li class="{}"{}>{}</li>', look, h(' aria-current="step"') if look == "now" else h(""), STAGE.label(step).say(lang))
        for step, look in zip(steps, looks, strict=True)
    ]
    return h('<ol class="way">{}</ol>', join(parts))


def _own_contact(office: state.Office, code: str, found: Followed, lang: Lang) -> None:
    if not found.keep_until:
        return

    def open_fields() -> None:
        _try(
            lambda: contact_fields.open_with(
                OWN, receipts.contact(state.writable(office), office.who, office.town, code, visit=state.visit_key())
            )
        )

    with st.expander(word("receipt_correct", lang)):
        if not contact_fields.is_open(OWN):
            st.button(word("receipt_correct_open", lang), key="own-open", on_click=open_fields)
            return
        given = contact_fields.form(OWN, lang)
        if given is not None:
            version = contact_fields.version(OWN)
            done = _try(
                lambda: receipts.correct(state.writable(office), office.who, office.catalog, code, version, given, visit=state.visit_key())
            )
            if done:
                contact_fields.close(OWN)
                st.session_state[SAID] = "contact_saved"
            st.rerun()


def _copy(office: state.Office, code: str, lang: Lang) -> None:
    """The copy stands on the page only in the run in which it was asked for."""
    with st.expander(word("receipt_copy_mine", lang)):
        show(h('<p class="told">{}</p>', word("receipt_copy_how", lang)))
        if st.button(word("receipt_copy_show", lang), key="receipt-copy"):
            try:
                copied = receipts.copy(state.writable(office), office.who, office.town, code, visit=state.visit_key())
            except Refused as refusal:
                tell(refusal.issues, lang)
                return
            if copied is not None:
                st.code(told(copied, lang), language=None, wrap_lines=True)


def _twice(office: state.Office, possible: bool, what: str, lang: Lang) -> None:
    """What cannot be undone takes a tick and a click."""
    if not possible:
        return
    service, said = {"delete": (receipts.delete, "receipt_deleted"), "withdraw": (receipts.withdraw, "")}[what]
    with st.expander(word(f"receipt_{what}", lang)):
        show(h('<p class="told">{}</p>', word(f"receipt_{what}_how", lang)))
        with st.form(f"receipt-{what}", border=False):
            sure = st.checkbox(word(f"receipt_{what}_sure", lang), key=f"{what}-sure")
            sent = st.form_submit_button(word(f"receipt_{what}_do", lang))
        if sent and sure:
            code = st.session_state[CODE]
            if _try(lambda: service(state.writable(office), office.who, office.town, code, visit=state.visit_key())):
                contact_fields.close(OWN)
                if said:
                    st.session_state[SAID] = said
            st.rerun()


def _try(work: Callable[[], object]) -> bool:
    """Whether it was done; what was refused is told in the next run."""
    try:
        work()
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.issues
        return False
    return True
