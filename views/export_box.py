"""Tables to take away: sites and leads as whoever looks may see them, and empty ones to be filled in. Each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from matcher.exchange.tables_data import Kind
from matcher.model.text import Lang
from matcher.reports.geojson_out import sites_geojson
from matcher.reports.table_sheet import table_workbook
from matcher.reports.tables_out import table_csv, table_of
from views import state, visit
from views.html import h, show
from views.words import word


def box(office: state.Office, kind: Kind, today: date, lang: Lang) -> None:
    """Leads are for the office alone; of sites everybody gets what they may see."""
    if kind == "leads" and not office.who.office:
        return
    forms: dict[str, tuple[str, Callable[[], bytes]]] = {
        "Excel": ("xlsx", lambda: table_workbook(table_of(state.stated(office), kind, lang, today), lang)),
        "CSV": ("csv", lambda: table_csv(table_of(state.stated(office), kind, lang, today))),
    }
    if kind == "sites":
        forms["GeoJSON"] = ("geojson", lambda: sites_geojson(state.stated(office), lang, today))
    with st.container(border=True, key=f"panel-export-{kind}"):
        show(h('<h3>{}</h3><p class="qw">{}</p>', word(f"export_{kind}", lang), word(f"export_{kind}_how", lang)))
        for place, (label, (ending, make)) in zip(st.columns(len(forms)), forms.items(), strict=True):
            with place:
                _button(office, label, f"{kind}-{today}.{ending}", make)
        _button(
            office,
            word("export_template", lang),
            f"{kind}-empty.xlsx",
            lambda: table_workbook(table_of(office.catalog, kind, lang, today, empty=True), lang),
        )


def _button(office: state.Office, label: str, name: str, make: Callable[[], bytes]) -> None:
    made = visit.held(office.who, office.register, make)
    key = f"export-{state.pack_name()}-{name}"
    st.download_button(label, made, file_name=f"{office.town}-{name}", key=key, on_click="ignore", width="stretch")
