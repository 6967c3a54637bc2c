"""A link that shows the answer on the page to whoever has it: made, copied, and taken back."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.explanation.setting import Setting
from matcher.model.need import Need
from matcher.model.text import Lang, Text
from matcher.register import shares
from matcher.register.lead_rows import owns
from matcher.register.overlay import seen_by
from matcher.register.policy import may
from matcher.register.shares import USUAL_DAYS, Made
from matcher.register.shown import Shown
from matcher.register.submissions import day_of
from matcher.register.who import VISITOR
from matcher.reports.shared import shown
from matcher.reports.stated import stated
from views import answers, state
from views.html import h, show
from views.notice import tell
from views.words import word

MADE, COUNT = "share-made", "share-count"
"""In the session: the link that was made last, with the address it belongs to; and how many there were."""


def offered(office: state.Office) -> bool:
    """Whether whoever looks may make one; whoever may not can still copy the address."""
    return office.register is not None and may(office.who, "share.make", own=bool(office.who.account))


def panel(office: state.Office, chosen: state.Choice, need: Need, on: date, setting: Setting, lang: Lang) -> None:
    with st.expander(word("share", lang), key="share", on_change="rerun") as opened:
        if not opened.open:
            return
        show(h('<p class="told">{}</p>', word("share_how", lang, days=USUAL_DAYS)))
        here = repr((chosen, on, setting))
        if st.button(word("share_make", lang), key="share-make"):
            _make(office, chosen, need, on, setting, here, lang)
        made: tuple[str, Made] | None = st.session_state.get(MADE)
        if made and made[0] == here:
            show(h('<p class="told">{}</p>', word("share_made", lang, day=day_of(made[1].expires_at).isoformat())))
            st.code(address(made[1].token, lang), language=None, wrap_lines=True)
        _mine(office, lang)


def address(token: str, lang: Lang) -> str:
    """The whole address of a link, on the server through which the page was opened."""
    whole = urlsplit(st.context.url or "")
    kept = {name: value for name, value in (("pack", st.query_params.get("pack")), ("lang", lang if lang != "zh" else None)) if value}
    return urlunsplit((whole.scheme, whole.netloc, whole.path or "/", urlencode({**kept, "view": "shared", "t": token}), ""))


def _make(office: state.Office, chosen: state.Choice, need: Need, on: date, setting: Setting, here: str, lang: Lang) -> None:
    register = state.writable(office)
    lead = chosen.id if chosen.kind == "lead" and (office.who.office or owns(register, office.who, office.town, chosen.id)) else ""
    once = state.once(COUNT, office.town, here)
    try:
        made = shares.make(register, office.who, office.town, _record(office, need, on, setting, of_lead=bool(lead)), lead=lead, once=once)
    except Refused as refusal:
        tell(refusal.issues, lang, word("share_refused", lang))
        return
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    st.session_state[MADE] = (here, made)


def _record(office: state.Office, need: Need, on: date, setting: Setting, *, of_lead: bool) -> Shown:
    """The answer as a visitor would get it, so that nothing the office alone sees is in it."""
    catalog = seen_by(office.catalog, VISITOR)
    title = next((e.title for e in catalog.examples if e.need == need), None) or Text(
        need.name or word("need_untitled", "zh"), need.name or word("need_untitled", "en")
    )
    return shown(catalog, answers.of(catalog, need, on, setting).result, "lead" if of_lead else "need", title, stated(catalog, need))


def _mine(office: state.Office, lang: Lang) -> None:
    links = shares.links(state.writable(office), office.who, office.town)
    if not links:
        return
    show(h('<p class="small muted">{}</p>', word("share_mine", lang, n=len(links))))
    for link in links:
        left, right = st.columns([5, 1], vertical_alignment="center")
        days = {"made": day_of(link.made_at).isoformat(), "until": day_of(link.expires_at).isoformat()}
        with left:
            show(h('<p class="small">{}</p>', word("share_line", lang, title=link.title.say(lang), **days)))
        right.button(word("share_revoke", lang), key=f"revoke-{link.key}", on_click=_revoke, args=(office, link.key, lang), width="stretch")


def _revoke(office: state.Office, key: str, lang: Lang) -> None:
    try:
        shares.revoke(state.writable(office), office.who, office.town, key)
    except Refused as refusal:
        st.session_state["toast"] = refusal.issues[0].told(lang)
        return
    made: tuple[str, Made] | None = st.session_state.get(MADE)
    if made and made[1].key == key:
        st.session_state.pop(MADE)
    st.session_state["toast"] = word("share_revoked", lang)
