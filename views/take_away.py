"""What one can take from an answer: print, Excel, reports, and a link to this very page."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from matcher.explanation.in_part import HEAD
from matcher.explanation.setting import Setting
from matcher.model.need import Need
from matcher.model.text import Lang
from views import address, copy_link, printed, report_box, share_box, state, visit
from views.found import Shown
from views.words import word


def panel(shown: Shown) -> None:
    office, need, lang = shown.office, shown.result.need, shown.lang
    query = {k: v for k in ("lang", "pack", "need", "lead", "example", *address.PARTS) if (v := st.query_params.get(k))}
    places = st.container(horizontal=True, key="take-away")
    places.link_button(word("print_link", lang), f"?{urlencode({**query, 'view': printed.VIEW})}", width="stretch")
    name = f"match-{re.sub('[^a-z0-9-]', '', need.id) or 'need'}-{shown.result.on}.xlsx"
    made = visit.held(office.who, office.register, lambda: _workbook(shown))
    label = word("excel_first", lang, n=HEAD) if shown.answer.many else word("excel", lang)
    places.download_button(label, made, file_name=name, on_click="ignore", width="stretch")
    setting, _ = address.setting(office.catalog, shown.today)
    on = address.day(shown.today)
    report_box.of_answer(office, need, on, setting, lang)
    link(office, shown.asked, need, on, setting, lang)


def _workbook(shown: Shown) -> bytes:
    from matcher.reports.xlsx import workbook

    return workbook(shown.result, shown.lang, shown.why.why)


def link(office: state.Office, asked: state.Choice, need: Need, on: date, setting: Setting, lang: Lang) -> None:
    """One that opens for whoever has it, from those who may make one; for everybody else the address of the page."""
    if share_box.offered(office):
        share_box.panel(office, asked, need, on, setting, lang)
    else:
        copy_link.panel(lang)
