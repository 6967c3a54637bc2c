"""补数据清单: which missing facts to get first over all open leads; answered on the spot, or by a sheet that goes to the owners."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from matcher.catalog.answering import new_answer
from matcher.catalog.issues import Refused
from matcher.catalog.together import laid_together
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Lang
from matcher.model.vocabulary import GONE
from matcher.office.work_list import WANTED, of_sites, work_list
from matcher.office.work_records import WorkItem, WorkList
from matcher.register.answers import give
from views import answering, export_box, frame, proposals, state, work_row, work_sheet
from views.html import show
from views.notice import notice, tell
from views.words import word

VIEW = "work"
"""The value of `view` in the address that asks for this page."""
OPEN = 3
"""Items that stand open for an answer; any other opens at a click."""
PAGE = 20
"""Items listed at first, and how many more at each wish."""


def page() -> None:
    lang = state.lang()
    today = date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    catalog = office.catalog
    if office.left_out:
        tell(office.left_out, lang, word("stale_answers", lang), "caution")
    work = made(catalog, today, lang)
    show(work_row.head(work, lang))
    with st.container(key="workcols"):
        left, right = st.columns([800, 464], gap="medium")
        with left:
            site = _one_site(catalog, work, lang)
            listed = of_sites(work, [site]) if site else work
            _list(office, listed, site, today, lang)
            if work.left_out:
                with st.expander(word("work_left_out", lang, n=len(work.left_out))):
                    show(work_row.left_out(work, lang))
        with right, st.container(key="workside"):
            proposals.panel(office, today, lang)
            if listed.items:
                work_sheet.download(office, listed, site, lang)
            work_sheet.upload(office, today, lang)
            export_box.box(office, "sites", today, lang)
    show(frame.foot(catalog, today, lang))


@st.cache_resource(max_entries=8, show_spinner=False)
def _shelf(version: str, on: date) -> dict[str, WorkList]:  # noqa: ARG001 - the key
    """Where the list of one state of the data is kept, so that the progress can be shown while it is first made."""
    return {}


def made(catalog: Catalog, today: date, lang: Lang) -> WorkList:
    """The whole list; its progress is shown while it is first made for one state of the data."""
    shelf = _shelf(state.everything(catalog), today)
    if "list" not in shelf:
        bar = st.progress(0.0)

        def progress(done: int, total: int) -> None:
            bar.progress(done / total, text=word("work_busy", lang, done=done, total=total))

        shelf["list"] = work_list(catalog, catalog.leads, today, progress=progress)
        bar.empty()
    return shelf["list"]


def _one_site(catalog: Catalog, work: WorkList, lang: Lang) -> str | None:
    """The site that the list is narrowed to; it stands in the address."""
    counts: dict[str, int] = {}
    for item in work.items:
        counts[item.site_id] = counts.get(item.site_id, 0) + 1
    asked = st.query_params.get("site")
    current = asked if asked in catalog.by_id else None
    if not counts and current is None:
        return None
    options = [None, *counts] if current is None or current in counts else [None, current, *counts]
    key = f"worksite-{state.pack_name()}-{lang}-{current}"

    def told(site: str | None) -> str:
        if site is None:
            return word("work_all", lang, n=work.total)
        return word("work_one", lang, site=catalog.site_title(site).say(lang), n=counts.get(site, 0))

    def changed() -> None:
        state.go(site=st.session_state[key])

    st.selectbox(word("work_site", lang), options, index=options.index(current), format_func=told, key=key, on_change=changed)
    return current


def _list(office: state.Office, work: WorkList, site: str | None, today: date, lang: Lang) -> None:
    if not work.items:
        key = "work_site_none" if site else "work_none" if work.leads else "work_no_leads"
        notice("note", word(key, lang))
        return
    count_key = f"listed-{state.pack_name()}-{site}"
    shown = st.session_state.get(count_key, PAGE)
    for place, item in enumerate(work.items[:shown]):
        with st.container(border=True, key=f"work-item-{item.site_id}-{item.field}"):
            _item(office, item, len(work.leads), place < OPEN, today, lang)
    rest = len(work.items) - shown
    if rest > 0 and st.button(word("work_more", lang, n=min(rest, PAGE)), key=f"more-{site}", width="stretch"):
        st.session_state[count_key] = shown + PAGE
        st.rerun()
    if site:
        answering.given_answers(office, site, lang)


def _item(office: state.Office, item: WorkItem, leads: int, is_open: bool, today: date, lang: Lang) -> None:
    wished = f"wish-{state.pack_name()}-{item.site_id}-{item.field}"
    show(work_row.row(office.catalog, item, leads, lang))
    if not office.takes:
        return
    if is_open or st.session_state.get(wished):
        _form(office, item, today, lang)
    elif st.button(word("work_fill", lang), key=f"{wished}-button"):
        st.session_state[wished] = True
        st.rerun()


def _form(office: state.Office, item: WorkItem, today: date, lang: Lang) -> None:
    """The answer with its source and day, in one line."""
    key = f"workform-{state.pack_name()}-{item.site_id}-{item.field}-{lang}-{st.session_state.get('work-saves', 0)}"
    hidden: dict[str, Any] = {"label_visibility": "collapsed"}
    with st.form(key, border=False):
        left, middle, right, last = st.columns([2.8, 2.8, 3, 1.4], vertical_alignment="top")
        with left:
            value = answering.answer_field(office, _asking(item), item.field, f"{key}-value", lang)
            if item.field == "status":
                answering.taken_by_field(key, lang)
        label = word("work_source", lang)
        before = st.session_state.get("work-source", "")
        source = middle.text_input(label, before, key=f"{key}-source", max_chars=200, placeholder=word("work_source_short", lang), **hidden)
        day = right.date_input(word("answer_date", lang), today, max_value=today, key=f"{key}-day", format="YYYY-MM-DD", **hidden)
        submitted = last.form_submit_button(word("work_save", lang), type="primary", width="stretch")
    if submitted:
        holder = st.session_state.get(f"{key}-taken_by", "").strip()
        given = {"taken_by": holder} if holder and value in GONE else {}
        given |= {item.field: value} if value not in (None, "") else {}
        _take(office, item, given, source.strip(), day, today, lang)


def _asking(item: WorkItem) -> Need:
    """A need that asks for the words that all these leads together wait for."""
    return Need.model_validate({WANTED[item.field]: item.words}) if item.words else Need()


def _take(office: state.Office, item: WorkItem, given: dict[str, str], source: str, day: date, today: date, lang: Lang) -> None:
    if item.field not in given:
        notice("caution", word("answer_none", lang))
        return
    how = {"basis": "reported", "source": source, "clause": "", "as_of": day.isoformat(), "confirmed_by": ""}
    try:
        answers = [new_answer(site=item.site_id, field=field, value=value, **how) for field, value in given.items()]
        _, order, faults = laid_together(office.catalog, answers, today)
        if faults:
            tell([issue for issues in faults.values() for issue in issues], lang)
            return
        once = state.once("work-saves", item.site_id, item.field)
        give(state.writable(office), office.who, office.town, [answers[i] for i in order], once=once)
    except Refused as refusal:
        tell(refusal.issues, lang)
        return
    st.session_state["work-source"] = source
    st.session_state["work-saves"] = st.session_state.get("work-saves", 0) + 1
    st.session_state["toast"] = word("answer_taken", lang, n=len(answers))
    st.rerun()
