"""审计: who did what and when, for managers: found by person, action, record and day; each row a sentence, and a file for a spreadsheet."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Refused
from matcher.model.text import Lang
from matcher.register.audit_reading import Asked, Done, read_audit
from matcher.register.audit_told import ACTIONS, action, changed, moment, person, record
from matcher.register.register import Register
from matcher.reports.audit_sheet import audit_csv
from views import frame, state
from views.html import h, join, show
from views.notice import notice, tell
from views.words import word

AT_ONCE = 50
"""Rows shown at first, and how many more at each wish."""
MOST_EXPORTED = 20_000
"""Rows of a file: more a spreadsheet opens slowly, and the days narrow it down."""


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    show(h('<section class="workhead"><h1>{}</h1><p>{}</p></section>', word("audit_head", lang), word("audit_how", lang)))
    if office.register is None:
        show(frame.foot(office.catalog, today, lang))
        return
    asked = _asked(lang)
    shown = st.session_state.get(_counter(asked), AT_ONCE)
    try:
        with office.register.look() as session:
            rows = read_audit(session, asked, shown + 1)
    except Refused as refusal:
        tell(refusal.issues, lang)
        return
    if not rows:
        notice("note", word("audit_none", lang))
    else:
        show(_table(rows[:shown], lang))
        _below(office.register, asked, len(rows), shown, lang)
    show(frame.foot(office.catalog, today, lang))


def _asked(lang: Lang) -> Asked:
    """What is looked for, as the fields above the table say."""
    with st.container(key="auditfilter"):
        first, second, third, fourth, fifth = st.columns([2, 2, 2, 1.5, 1.5])
        who = first.text_input(word("audit_who", lang), key="audit-who", max_chars=120)
        done = second.selectbox(
            word("audit_action", lang),
            ["", *ACTIONS],
            format_func=lambda a: ACTIONS[a].say(lang) if a else word("audit_any", lang),
            key=f"audit-action-{lang}",
        )
        record = third.text_input(word("audit_record", lang), key="audit-record", max_chars=120)
        since = fourth.date_input(word("audit_since", lang), None, key="audit-since", format="YYYY-MM-DD")
        until = fifth.date_input(word("audit_until", lang), None, key="audit-until", format="YYYY-MM-DD")
    days = [day if isinstance(day, date) else None for day in (since, until)]
    return Asked("", record.strip(), who.strip(), done or "", days[0], days[1])


def _counter(asked: Asked) -> str:
    return f"audit-shown-{asked!r}"


def _table(rows: list[Done], lang: Lang) -> Markup:
    heads = join([h("<th>{}</th>", text) for text in ("#", *(word(k, lang) for k in ("col_when", "col_who", "col_what")))])
    return h(
        '<table class="ko audit"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', heads, join([_row(done, lang) for done in rows])
    )


def _row(done: Done, lang: Lang) -> Markup:
    what = changed(done, lang)
    on = h(" <b>{}</b>", record(done)) if record(done) else Markup("")
    return h(
        '<tr><td>{}</td><td data-l="{}"><time>{}</time></td><td data-l="{}">{}</td><td data-l="{}">{}{}{}</td></tr>',
        done.number,
        word("col_when", lang),
        moment(done),
        word("col_who", lang),
        person(done, lang),
        word("col_what", lang),
        action(done, lang),
        on,
        h('<br><span class="muted small">{}</span>', what) if what else "",
    )


def _below(register: Register, asked: Asked, found: int, shown: int, lang: Lang) -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        show(h('<p class="muted small">{}</p>', word("audit_shown", lang, n=min(found, shown))))
        if found > shown and st.button(word("audit_more", lang, n=AT_ONCE), key="audit-more"):
            st.session_state[_counter(asked)] = shown + AT_ONCE
            st.rerun()
    right.download_button(
        word("audit_csv", lang),
        lambda: _file(register, asked, lang),
        file_name=f"audit-{date.today().isoformat()}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        help=word("audit_csv_most", lang, n=MOST_EXPORTED),
    )


def _file(register: Register, asked: Asked, lang: Lang) -> bytes:
    with register.look() as session:
        return audit_csv(read_audit(session, asked, MOST_EXPORTED), lang)
