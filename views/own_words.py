"""用自己的话说: a request as somebody writes it, read into a need; what was read from where, what was not, and the likely industry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from matcher.catalog.trade_words import trade_words
from matcher.explanation.industry import IndustryAnswer, named_industries
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Lang
from views import drafts, state
from views.html import h, show
from views.notice import notice
from views.reading import panel
from views.words import word

if TYPE_CHECKING:  # what reads a text is loaded when there is one
    from matcher.language.read import Reader
    from matcher.language.reading import Reading

MOST = 8000
"""Characters the box takes."""


@dataclass
class Said:
    """What a visitor wrote about one pack, how it was read with its words, and the needs in the address that came of it."""

    pack: str
    text: str
    reading: Reading
    written_at: dict[str, str] = field(default_factory=dict)
    """The address under which it was written."""
    addresses: set[str] = field(default_factory=set)


def box(catalog: Catalog, today: date, lang: Lang) -> None:
    """One box for a request in anybody's words, or for many, one a line."""
    with st.form("own-words", border=False):
        left, right = st.columns([5, 1.1], vertical_alignment="bottom")
        hint = word("own_words_hint", lang)
        text = left.text_area(word("own_words", lang), key="own-words-text", placeholder=hint, max_chars=MOST, height=80)
        sent = right.form_submit_button(word("own_words_read", lang), type="primary", width="stretch")
    if not sent or not text.strip():
        return
    read = reader(catalog.version, catalog).read
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    readings = [read(line, today) for line in lines[: drafts.MOST + 1]]
    if sum(_whole(r) for r in readings) > 1:
        st.session_state["drafts"] = drafts.Pasted(state.pack_name(), lines, readings)
        st.session_state.pop("said", None)
        return
    st.session_state.pop("drafts", None)
    reading = read(text, today)
    said = st.session_state["said"] = Said(state.pack_name(), text, reading, st.query_params.to_dict())
    if reading.kind == "request" and reading.need != Need():
        _go(said, reading.need)
        st.rerun()


def _whole(reading: Reading) -> bool:
    """Whether a line stands for itself: it asks for an area, which one request written over several lines does once."""
    need = reading.need
    areas = (need.land_mu_min, need.land_mu_max, need.floor_m2_min, need.floor_m2_max)
    return reading.kind == "request" and any(area is not None for area in areas)


def _go(said: Said, need: Need) -> None:
    address = state.need_address(need)
    said.addresses.add(address)
    state.go(need=address, lead=None, example=None)


def told(catalog: Catalog, need: Need, lang: Lang) -> DeltaGenerator | None:
    """What was read in the words that led to the need on the page, and where the likely industries may stand; nothing where it came
    another way."""
    said = _current()
    if said is None:
        return None
    if not said.addresses and st.query_params.to_dict() == said.written_at:
        notice("note", said.reading.note.say(lang) or word("own_words_nothing", lang))
    if not shown():
        return None
    return panel(catalog, said.reading, said.text, need, lang, lambda new: _go(said, new))


def shown() -> bool:
    """Whether the need on the page came from what was written in the box."""
    said = _current()
    return said is not None and st.query_params.get("need") in said.addresses


def _current() -> Said | None:
    said: Said | None = st.session_state.get("said")
    return said if said is not None and said.pack == state.pack_name() else None


def behind_need() -> str:
    """The words from which the need in the address was read; '' where it came another way."""
    said: Said | None = st.session_state.get("said")
    if said is None or said.pack != state.pack_name() or st.query_params.get("need") not in said.addresses:
        return ""
    return said.text


def industry(catalog: Catalog, need: Need, lang: Lang) -> None:
    """The likely industries of a need that was read and names none. Called last in a run, since the first time takes a few seconds."""
    said = _current()
    if said is None or not shown() or need.gbt4754 or need.industry:
        return
    from matcher.language.english_page import is_english

    if is_english(need.industry_text or said.text):
        show(h('<p class="qw">{}</p>', word("industry_chinese_only", lang)))
    else:
        _industry(catalog, said, need, lang)


def _industry(catalog: Catalog, said: Said, need: Need, lang: Lang) -> None:
    """The three likeliest industries, to be confirmed by whoever knows."""
    about = need.industry_text or said.text
    with st.spinner(word("industry_working", lang)):
        answer = _named(catalog.version, about, catalog)
    show(
        h(
            '<h3>{}</h3><p class="qw">{}</p>',
            word("industry_title", lang),
            word("industry_unsure" if answer.unsure else "industry_how", lang),
        )
    )
    for i, candidate in enumerate(answer.candidates):
        left, right = st.columns([3, 1], vertical_alignment="center")
        with left:
            show(
                h(
                    '<div class="qt">{} {} <span class="muted">{}</span></div><div class="qw">{}</div>',
                    candidate.code,
                    candidate.name.say(lang),
                    f"{candidate.score:.0%}",
                    candidate.sentence.say(lang),
                )
            )
        if right.button(word("industry_take", lang), key=f"industry-{i}", width="stretch"):
            _go(said, need.model_copy(update={"gbt4754": candidate.code}))
            st.rerun()


@st.cache_resource(max_entries=4, show_spinner=False)
def reader(version: str, _catalog: Catalog) -> Reader:  # noqa: ARG001 - part of the key
    """Reads requests with a pack's words."""
    from matcher.language.read import Reader

    return Reader(_catalog.vocabularies)


@st.cache_resource(max_entries=64, show_spinner=False)
def _named(version: str, text: str, _catalog: Catalog) -> IndustryAnswer:  # noqa: ARG001 - part of the key
    from matcher.language.industry import (
        namer,  # it brings scikit-learn with it, which a visit that does not write anything need not wait for
    )

    return named_industries(_catalog, text, namer(_catalog.codes, _catalog.industries, trade_words()).guess(text))
