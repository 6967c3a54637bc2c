"""Placing a site: its position typed or clicked, its outline typed, pasted or drawn; measured against the stated area before it is kept."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup

from matcher.catalog.cells import Unreadable
from matcher.catalog.drawing import outlines_in
from matcher.catalog.issues import ASKER, Issue
from matcher.exchange.crs import NAMES, Crs, Datum
from matcher.exchange.geometry import M2_PER_MU, area_differs
from matcher.exchange.outlines import Traced, point_of, traced
from matcher.exchange.tables_data import limit
from matcher.model.fields import LOCATION
from matcher.model.text import Lang, figure
from matcher.model.vocabulary import LOCATION_BASIS
from matcher.register.lead_record import people
from matcher.register.outlines import Outline, draw, outlines_of_site, withdraw
from matcher.reports.on_record import on_record
from views import answering, doing, outline_shape, site_map, state
from views.html import h, show
from views.notice import notice, tell
from views.words import word

if TYPE_CHECKING:
    from views.site import Open

DATUMS: tuple[Datum, ...] = ("wgs84", "cgcs2000", "gcj02", "bd09")


def panel(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    if office.register is None:
        return
    with office.register.look() as session:
        drawn = outlines_of_site(session, office.town, shown.id)
        staff = people(session, office=True)
    with st.container(border=True, key="panel-place"):
        show(h("<h2>{}</h2>", word("place", lang)))
        now = on_record(shown.catalog, shown.site, LOCATION).say(lang)
        show(h("<p>{}</p>", now) if now else h('<span class="unk"><span>{}</span></span>', word("unknown", lang)))
        tool = site_map.panel(shown, point_key(shown), corners_key(shown))
        _kept_outline(shown)
        if office.takes:
            with st.expander(word("place_point", lang), key=f"placepoint-{tool}-{lang}", expanded=tool == "point"):
                _point(shown)
            with st.expander(word("place_outline", lang), key=f"placeoutline-{tool}-{lang}", expanded=tool == "outline"):
                _outline(shown, next((o.number for o in drawn if o.withdrawn_at is None), 0))
        if drawn:
            with st.expander(word("outline_versions", lang, n=len(drawn)), key=f"outlines-{lang}"):
                for one in drawn:
                    _version(shown, one, staff)


def point_key(shown: Open) -> str:
    """Begins the names of the fields of the position; a saved answer begins a new form. What is clicked on the map is put into `-at`."""
    return f"placeat-{state.pack_name()}-{shown.id}-{st.session_state.get(answering.saves(shown.id), 0)}"


def _datum(key: str, lang: Lang) -> Crs:
    chosen = st.selectbox(word("place_datum", lang), DATUMS, format_func=lambda d: NAMES[d].say(lang), key=f"{key}-datum-{lang}")
    return Crs(chosen)


def _point(shown: Open) -> None:
    lang, office = shown.lang, shown.office
    key = point_key(shown)
    with st.form(key, border=False):
        text = st.text_input(word("place_at", lang), key=f"{key}-at", max_chars=200, placeholder="22.65562, 113.12802")
        left, right = st.columns(2)
        with left:
            crs = _datum(key, lang)
        basis = right.selectbox(
            word("place_basis", lang), LOCATION_BASIS.tokens, index=LOCATION_BASIS.tokens.index("approximate"),
            format_func=lambda t: LOCATION_BASIS.label(t).say(lang), key=f"{key}-basis-{lang}",
        )  # fmt: skip
        accuracy = left.number_input(
            word("place_accuracy", lang),
            min_value=0.0,
            value=None,
            format="%g",
            placeholder=word("place_usual", lang),
            key=f"{key}-accuracy",
        )
        source, day = _source(shown, key)
        sent = st.form_submit_button(word("place_point_do", lang), type="primary", width="stretch")
    refused: list[Issue] = st.session_state.get(f"{key}-refused", [])
    if sent:
        sure = accuracy if accuracy is not None else limit("survey_accuracy" if basis == "surveyed" else "table_accuracy")
        try:
            lat, lon = point_of(text, shown.catalog, crs)
        except Unreadable as fault:
            refused = [Issue("error", "place", shown.id, 0, "", text[:120], fault.message, fault.mend, ASKER)]
        else:
            how = {"source": source.strip(), "as_of": day, "confirmed_by": "", "basis": "reported"}
            refused = answering.take(office, shown.id, {LOCATION: f"{lat},{lon},{sure:g},{basis}"}, how, shown.today, lang)
        st.session_state[f"{key}-refused"] = refused
    if refused:  # told until the form is sent again
        tell(refused, lang)


def _source(shown: Open, key: str) -> tuple[str, str]:
    source = st.text_input(word("place_source", shown.lang), key=f"{key}-source", max_chars=200)
    day = st.date_input(word("answer_date", shown.lang), shown.today, max_value=shown.today, key=f"{key}-day", format="YYYY-MM-DD")
    return source, day.isoformat() if isinstance(day, date) else ""


def corners_key(shown: Open) -> str:
    """Begins the names of the fields of the outline. What is drawn on the map is put into `-corners`."""
    return f"{_counter(shown)}-{st.session_state.get(_counter(shown), 0)}"


def _counter(shown: Open) -> str:
    return f"outline-{state.pack_name()}-{shown.id}"


def _outline(shown: Open, standing: int) -> None:
    """Read as soon as it is typed: the shape, its area against the stated one, and only then kept."""
    lang, counter = shown.lang, _counter(shown)
    show(h('<p class="qw">{}</p>', word("outline_how", lang)))
    key = corners_key(shown)
    text = st.text_area(
        word("outline_corners", lang), key=f"{key}-corners", height=140, max_chars=200_000, placeholder="113.12802, 22.65562\n113.12950, 22.65562\n113.12950, 22.65430"
    )  # fmt: skip
    crs = _datum(key, lang)
    if not text.strip():
        return
    try:
        found = traced(text, shown.catalog, crs)
    except Unreadable as fault:
        tell([Issue("error", "outline", shown.id, 0, "", "", fault.message, fault.mend, ASKER)], lang)
        return
    show(_measured(shown, found))
    if found.mended:
        notice("caution", word("outline_mended", lang))
    with st.form(f"{key}-form", border=False):
        source, day = _source(shown, key)
        place = st.checkbox(word("outline_place", lang), shown.site.schematic, key=f"{key}-place-{lang}")
        sent = st.form_submit_button(word("outline_keep", lang), type="primary", width="stretch")
    office, do = shown.office, f"{counter}-do"

    def keep(once: str) -> object:
        return draw(
            state.writable(office), office.who, shown.catalog, shown.id, found.geometry, source=source, as_of=day, standing=standing,
            today=shown.today, place=place, once=once,
        )  # fmt: skip

    if sent:
        doing.attempt(do, keep, word("outline_kept", lang), counter)
    doing.told(do, lang)
    doing.conflict(do, counter, lambda _, once: keep(once), {"": word("place_outline", lang)}, lang)


def _measured(shown: Open, found: Traced) -> Markup:
    """The shape, its area, and by how much that differs from what is stated."""
    return h('<div class="traced">{}<div>{}</div></div>', outline_shape.picture(found.geometry, shown.lang), _area(shown, found.area_m2))


def _area(shown: Open, area_m2: float) -> Markup:
    lang, stated = shown.lang, shown.site.number("land_mu")
    mu, unit = area_m2 / M2_PER_MU, "亩" if lang == "zh" else "mu"
    told = h("<p><b>{} {}</b> <span class='qw'>{} ㎡</span></p>", figure(round(mu, 2)), unit, figure(round(area_m2)))
    if stated is None:
        return told + h('<p class="qw">{}</p>', word("outline_no_area", lang))
    differs = 0.0 if stated.low <= mu <= stated.high else min(area_differs(area_m2, stated.low), area_differs(area_m2, stated.high))
    says = figure(stated.low) if stated.low == stated.high else f"{figure(stated.low)}–{figure(stated.high)}"
    key = "outline_differs" if differs > limit("area_warning") else "outline_agrees"
    look = "late" if differs > limit("area_error") else "qw"
    return told + h('<p class="{}">{}</p>', look, word(key, lang, stated=f"{says} {unit}", share=f"{differs:.0%}"))


def _kept_outline(shown: Open) -> None:
    shape: dict[str, Any] | None = outlines_in(shown.catalog.drawing).get(shown.id)
    if shape is None:
        show(h('<p class="qw">{}</p>', word("outline_none", shown.lang)))
        return
    try:
        found = traced(json.dumps(shape), shown.catalog)
    except Unreadable:  # of the pack, drawn elsewhere: it is shown, and not measured
        show(outline_shape.picture(shape, shown.lang))
        return
    show(_measured(shown, found))


def _version(shown: Open, one: Outline, staff: dict[str, str]) -> None:
    lang, office, key = shown.lang, shown.office, f"outline-{one.number}"
    left, right = st.columns([4, 1.2], vertical_alignment="center")
    gone = one.withdrawn_at is not None
    who = staff.get(one.given_by, word("said_somebody", lang))
    parts = [word("said_by", lang, who=who, day=one.given_at.date().isoformat()), one.as_of]
    parts += [word("said_withdrawn", lang)] if gone else []
    mu = f"{figure(round(one.area_m2 / M2_PER_MU, 2))} {'亩' if lang == 'zh' else 'mu'}"
    with left:
        show(h('<div class="rowtext"><span class="{}">{} · {}</span> <span class="qw">{}</span></div>', "gone" if gone else "", mu, one.source, " · ".join(parts)))  # fmt: skip
    if not gone and office.takes and right.button(word("undo", lang), key=f"{key}-undo", width="stretch"):
        doing.attempt(key, lambda once: withdraw(state.writable(office), office.who, office.town, one.number, one.version, once=once), word("undone", lang))  # fmt: skip
    doing.told(key, lang)
