"""The sheet beside the work list: downloaded for owners and parks, and taken in again after a look at what it says."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Refused, errors
from matcher.exchange.owner_sheet import Given, Reading, read_owner_sheet
from matcher.model.catalog import Catalog
from matcher.model.fields import field_label
from matcher.model.text import Lang
from matcher.office.work_records import WorkList
from matcher.register.answers import give
from matcher.reports.owner_sheet import owner_sheet
from views import state, visit
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word

SHOWN = 30
"""Answers shown of a sheet; the counts speak of all."""


def download(office: state.Office, work: WorkList, site: str | None, lang: Lang) -> None:
    """The questions of the list, or of one site, as a workbook to be filled in."""
    with st.container(border=True, key="panel-sheet-out"):
        show(h('<h3>{}</h3><p class="qw">{}</p>', word("sheet_out", lang), word("sheet_out_how", lang)))
        name = f"ask-{re.sub('[^a-z0-9-]', '', site or 'all')}-{work.on}.xlsx"
        label = word("sheet_get", lang, n=len(work.items))
        made = visit.held(office.who, office.register, lambda: owner_sheet(office.catalog, work, lang))
        st.download_button(label, made, file_name=name, on_click="ignore", width="stretch")


def upload(office: state.Office, today: date, lang: Lang) -> None:
    """A filled sheet: read, told row by row, and taken as a whole; nothing where none can be taken now."""
    if not office.takes:
        return
    with st.container(border=True, key=f"panel-sheet-in-{lang}"):
        show(h('<h3>{}</h3><p class="qw">{}</p>', word("sheet_in", lang), word("sheet_in_how", lang)))
        key = f"sheet-{state.pack_name()}-{st.session_state.get('sheets', 0)}"
        file = st.file_uploader(word("sheet_pick", lang), type=["xlsx"], key=key, label_visibility="collapsed")
        if file is None:
            return
        raw = file.getvalue()
        reading = _read(office.catalog.version, hashlib.sha256(raw).hexdigest(), file.name, today, office.catalog, raw)
        _told(office.catalog, reading, lang)
        if reading.answers and st.button(
            word("sheet_take", lang, n=len(reading.answers)), type="primary", key="sheet-take", width="stretch"
        ):
            _take(office, reading, file.name, lang)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(version: str, digest: str, name: str, today: date, _catalog: Catalog, _raw: bytes) -> Reading:  # noqa: ARG001 - the key
    return read_owner_sheet(_catalog, _raw, name, today)


def _told(catalog: Catalog, reading: Reading, lang: Lang) -> None:
    if reading.rows:
        counts = {"rows": reading.rows, "accepted": reading.accepted, "empty": reading.empty, "rejected": reading.rejected}
        show(h('<p class="counts">{}</p>', word("sheet_counts", lang, **counts)))
    wrong = errors(list(reading.issues))
    notes = [i for i in reading.issues if i not in wrong]
    if wrong:
        tell(wrong, lang, word("sheet_wrong", lang))
    if notes:
        tell(notes, lang, word("sheet_note", lang), "caution")
    if reading.given:
        show(_preview(catalog, reading.given, lang))
    elif not wrong:
        notice("note", word("sheet_empty", lang))


def _preview(catalog: Catalog, given: tuple[Given, ...], lang: Lang) -> Markup:
    """The answers that are right, as they would be taken."""
    rows = [
        h(
            '<li>{} · {} <b>{}</b><div class="qw">{}</div>{}</li>',
            catalog.site_title(g.answer.site).say(lang),
            field_label(g.answer.field).say(lang),
            g.answer.value,
            word("sheet_row", lang, source=g.answer.source, day=g.answer.as_of, sheet=g.sheet, line=g.line),
            h('<div class="qw">{}</div>', word("sheet_remark", lang, remark=g.remark)) if g.remark else "",
        )
        for g in given[:SHOWN]
    ]
    more = h('<p class="muted small">{}</p>', word("sheet_more", lang, n=len(given) - SHOWN)) if len(given) > SHOWN else ""
    return h('<ul class="given">{}</ul>{}', join(rows), more)


def _take(office: state.Office, reading: Reading, name: str, lang: Lang) -> None:
    try:
        give(state.writable(office), office.who, office.town, reading.answers, origin=name, once=state.once("sheets"))
    except Refused as refusal:
        tell(refusal.issues, lang)
        return
    st.session_state["sheets"] = st.session_state.get("sheets", 0) + 1
    st.session_state["toast"] = word("answer_taken", lang, n=len(reading.answers))
    st.rerun()
