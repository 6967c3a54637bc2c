"""Many requests pasted at once, one a line: each read, welcomed or not, and with its first site; one click opens it as a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from matcher.explanation.setting import PLAIN
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import SITE_STATUS
from matcher.register.lead_making import Draft, make_many
from matcher.register.policy import may
from matcher.reports.bars import points
from views import answers, doing, need_box, state
from views.html import h, join, show
from views.words import word

if TYPE_CHECKING:
    from matcher.language.reading import Reading

MOST = 50
"""Lines that are read at once."""


@dataclass(frozen=True)
class Pasted:
    """Lines as they were read with one pack's words, which another pack may not have."""

    pack: str
    lines: list[str]
    readings: list[Reading]
    name: str = ""
    """Of the one request, where somebody gave it."""


def listed(office: state.Office, today: date, lang: Lang) -> None:
    """The lines that were pasted last, until something else is written. Staff can take them in as leads."""
    catalog = office.catalog
    found: Pasted | None = st.session_state.get("drafts")
    if found is None or found.pack != state.pack_name():
        return
    lines, readings = found.lines, found.readings
    with st.container(border=True, key="panel-drafts"):
        left, right = st.columns([5, 1.2], vertical_alignment="center")
        with left:
            show(h('<h2>{}</h2><p class="qw">{}</p>', word("drafts", lang, n=min(len(lines), MOST)), word("drafts_how", lang)))
        right.button(word("drafts_close", lang), key="drafts-close", on_click=lambda: st.session_state.pop("drafts", None), width="stretch")
        with st.spinner(word("sides_working", lang)):
            for i, (line, reading) in enumerate(zip(lines[:MOST], readings, strict=False)):
                _line(catalog, i, line, reading, today, lang)
        if may(office.who, "lead.make"):
            _take(office, found, today, lang)
        if len(lines) > MOST:
            show(h('<p class="muted small">{}</p>', word("drafts_more", lang, n=len(lines) - MOST)))


def _take(office: state.Office, found: Pasted, today: date, lang: Lang) -> None:
    """Takes every line that asks for something in as a lead of its own, all of them or none."""
    asked = [(line, r) for line, r in zip(found.lines[:MOST], found.readings, strict=False) if r.kind == "request"]
    drafts = [Draft(r.need, found.name if len(asked) == 1 else "", line) for line, r in asked]
    if not drafts:
        return
    key = "drafts-taken"
    if st.button(word("drafts_take", lang, n=len(drafts)), key="drafts-take", type="primary"):

        def work(once: str) -> None:
            who = office.who
            make_many(state.writable(office), who, office.town, drafts, keeper=who.account, today=today.isoformat(), once=once)
            st.session_state.pop("drafts", None)
            state.go(view="leads", need=None, lead=None, example=None)

        doing.attempt(key, work, word("drafts_taken", lang, n=len(drafts)))
    doing.told(key, lang)


def _line(catalog: Catalog, number: int, line: str, reading: Reading, today: date, lang: Lang) -> None:
    left, right = st.columns([5, 1.2], vertical_alignment="center")
    if reading.kind != "request":
        with left:
            show(h('<div class="qt">{}</div><div class="qw">{}</div>', line, reading.note.say(lang) or word("own_words_nothing", lang)))
        return
    result = answers.of(catalog, reading.need, today, PLAIN).result
    first = result.matches[0] if result.matches else None
    place = (
        word("drafts_first", lang, site=first.title.say(lang), status=SITE_STATUS.label(first.status).say(lang), score=points(first.score))
        if first
        else word("drafts_none", lang)
    )
    chips = join(
        [h('<span class="chip">{} <b>{}</b></span>', label, value) for label, value in need_box.chips_of(catalog, reading.need, lang)]
    )
    with left:
        show(
            h(
                '<div class="draft" data-verdict="{}"><div class="qt">{}</div><div class="chips">{}</div><div class="qw">{} {}</div></div>',
                result.welcome.verdict,
                line,
                chips,
                result.welcome.headline.say(lang),
                "" if result.welcome.verdict == "refused" else place,
            )
        )
    right.button(
        word("drafts_open", lang),
        key=f"draft-{number}",
        on_click=state.go,
        kwargs={"need": state.need_address(reading.need), "lead": None, "example": None},
        width="stretch",
    )
