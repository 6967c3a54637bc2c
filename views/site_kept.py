"""What is kept of a site beside its facts: photos and plans, the public ones for everybody; lowest prices and notes for the office alone."""

from __future__ import annotations

import base64
import io
from datetime import date

import streamlit as st

from matcher.catalog.issues import Refused
from matcher.model.text import Lang
from matcher.register.pictures import KINDS, Picture, add, content_of, pictures_of, withdraw
from matcher.register.policy import may
from matcher.register.register import Register
from matcher.register.site_office import Kept, keep, kept
from views import doing, state
from views.fold import filled, fold
from views.html import h, join, show
from views.words import word

SHOWN_PX = 640
"""Pixels on the longer side of a picture on the page."""
KIND_WORDS = {"photo": "picture_photo", "plan": "picture_plan"}
PRICE_WORDS = {
    "lowest_rent_yuan_m2_month": "kept_rent",
    "lowest_land_price_wan_mu": "kept_land",
    "lowest_purchase_yuan_m2": "kept_purchase",
}


def panels(office: state.Office, site: str, today: date, lang: Lang) -> None:
    """Nothing for whom there is nothing to see or to do."""
    if office.register is None:
        return
    with office.register.look() as session:
        found = pictures_of(session, office.who, office.town, site)
    if found or (office.takes and may(office.who, "picture.add")):
        with fold(word("pictures", lang), "pictures", lang) as unfolded:
            if filled(unfolded, f"picture-{site}"):
                _pictures(office, office.register, site, found, today, lang)
    if may(office.who, "site.see_office"):
        with fold(word("kept_to_office", lang), "kept-to-office", lang) as unfolded:
            if filled(unfolded, f"kept-{site}"):
                _own(office, office.register, site, lang)


def _pictures(office: state.Office, register: Register, site: str, found: tuple[Picture, ...], today: date, lang: Lang) -> None:
    for picture in found:
        with register.look() as session:
            content = content_of(session, office.who, office.town, picture.key)
        if content is None:
            continue
        told = [
            picture.title,
            word(KIND_WORDS[picture.kind], lang),
            picture.taken_on,
            "" if picture.public else word("picture_office", lang),
        ]
        alt = picture.title or word(KIND_WORDS[picture.kind], lang)
        caption = join([h("<span>{}</span>", part) for part in told if part], " · ")
        # In the page itself and not under an address: what stands under an address needs no cookie
        source = f"data:image/jpeg;base64,{_small(picture.key, content[0])}"
        show(h('<figure class="pic"><img src="{}" alt="{}"><figcaption class="qw">{}</figcaption></figure>', source, alt, caption))
        key = f"away-{picture.key}"
        if may(office.who, "picture.withdraw") and office.takes:
            if st.button(word("picture_away", lang), key=f"{key}-do"):
                _away(office, picture, key, lang)
            doing.told(key, lang)
    if office.takes and may(office.who, "picture.add"):
        _add(office, site, today, lang)


def _away(office: state.Office, picture: Picture, key: str, lang: Lang) -> None:
    register = state.writable(office)
    doing.attempt(
        key, lambda once: withdraw(register, office.who, office.town, picture.key, picture.version, once=once), word("picture_gone", lang)
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _small(key: str, _content: bytes) -> str:  # noqa: ARG001 - a picture never changes under its key
    from PIL import Image

    with Image.open(io.BytesIO(_content)) as image:
        image.thumbnail((SHOWN_PX, SHOWN_PX))
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=82)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _add(office: state.Office, site: str, today: date, lang: Lang) -> None:
    key = f"picture-{site}"
    form = f"{key}-{st.session_state.get(key, 0)}"
    with st.form(form, border=False):
        file = st.file_uploader(word("picture_add", lang), type=["jpg", "jpeg", "png", "webp"], key=f"{form}-file")
        left, middle, right = st.columns([3, 1.5, 1.5], vertical_alignment="bottom")
        title = left.text_input(word("picture_title", lang), key=f"{form}-title", max_chars=200)
        kind = middle.selectbox(
            word("picture_kind", lang), KINDS, format_func=lambda k: word(KIND_WORDS[k], lang), key=f"{form}-kind-{lang}"
        )
        public = right.checkbox(word("picture_public", lang), key=f"{form}-public")
        sent = st.form_submit_button(word("picture_send", lang))
    if sent and file is None:
        show(h('<p class="qw" role="alert">{}</p>', word("picture_none", lang)))
    elif sent and file is not None:
        raw, sites = file.getvalue(), office.catalog.by_id.keys()
        doing.attempt(
            key,
            lambda once: add(
                state.writable(office), office.who, office.town, site, raw, sites, kind=kind, title=title, public=public, today=today, once=once
            ),
            word("picture_kept", lang),
        )  # fmt: skip
    doing.told(key, lang)


def _own(office: state.Office, register: Register, site: str, lang: Lang) -> None:
    key = f"kept-{site}"
    form = f"{key}-{st.session_state.get(key, 0)}"
    try:
        now, version = doing.filled_from(form, f"{form}-note", kept(register, office.who, office.town, site))
    except Refused as refusal:
        show(h('<p class="qw" role="alert">{}</p>', refusal.issues[0].told(lang)))
        return
    with st.form(form, border=False):
        show(h('<p class="qw">{}</p>', word("kept_how", lang)))
        prices = {
            name: column.number_input(
                word(label, lang), min_value=0.0, value=getattr(now, name), format="%g", placeholder="—", key=f"{form}-{name}"
            )
            for column, (name, label) in zip(st.columns(3), PRICE_WORDS.items(), strict=True)
        }
        note = st.text_area(word("kept_note", lang), now.note, key=f"{form}-note", max_chars=5000, height=80)
        sent = st.form_submit_button(word("kept_save", lang), disabled=not office.takes)
    what = Kept(**prices, note=note)
    if sent:
        doing.attempt(key, lambda once: keep(register, office.who, office.town, site, what, version, once=once), word("kept_saved", lang))
    doing.told(key, lang)
    labels = {n: word(label, lang) for n, label in PRICE_WORDS.items()} | {"note": word("kept_note", lang)}
    doing.conflict(
        key,
        key,
        lambda yours, once: keep(register, office.who, office.town, site, Kept(**yours), _version(office, register, site), once=once),
        labels,
        lang,
    )


def _version(office: state.Office, register: Register, site: str) -> int:
    return kept(register, office.who, office.town, site)[1]
