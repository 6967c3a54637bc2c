"""线索: the inbox of leads with stage, keeper and overdue marks; new ones from anybody's words; what the pack has otherwise."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.explanation.records import Result
from matcher.explanation.setting import PLAIN
from matcher.model.text import Lang
from matcher.model.vocabulary import STAGE
from matcher.register.difference_words import told
from matcher.register.lead_record import InboxItem, inbox, matching, people
from matcher.register.policy import may
from matcher.register.seeding import differences, take_pack
from matcher.register.tasks import Task, tasks_of
from matcher.reports.bars import points
from views import answers, doing, drafts, export_box, frame, lead_marks, own_words, report_box, state, town_contact
from views.html import h, join, show
from views.notice import notice
from views.words import word

PAGE = 25
"""Leads listed at first, and how many more at each wish."""


def page() -> None:
    lang, today = state.lang(), date.today()
    if (office := frame.opened(today, lang)) is None:
        return
    if office.register is not None:
        with st.container(key="leaddrafts"):
            drafts.listed(office, today, lang)
        left, right = st.columns([860, 404], gap="medium")
        with left:
            _list(office, today, lang)
        with right, st.container(key="leadside"):
            _new(office, today, lang)
            report_box.of_quarter(office, today, lang)
            _pack(office, lang)
            town_contact.panel(office, lang)
            export_box.box(office, "leads", today, lang)
    show(frame.foot(office.catalog, today, lang))


def _list(office: state.Office, today: date, lang: Lang) -> None:
    register = state.writable(office)
    closed = bool(st.session_state.get(f"leads-closed-{lang}"))
    items = inbox(register, office.who, office.town, today, closed=closed)
    with register.look() as session:
        staff = people(session, office=True)
        tasks = tasks_of(session, office.town, today)
    late = sum(bool(i.overdue) for i in items)
    counts = word("leads_counts_closed", lang, n=len(items)) if closed else word("leads_counts", lang, n=len(items), late=late)
    title = word("leads_closed_head" if closed else "leads_head", lang)
    show(h('<div class="workhead"><h1>{}</h1><p>{}</p></div>', title, counts))
    shown = _filtered(items, staff, lang)
    if not items:
        notice("note", word("leads_none", lang))
    elif not shown:
        notice("note", word("leads_none_found", lang))
    else:
        count = f"leads-listed-{state.pack_name()}"
        at_once = st.session_state.get(count, PAGE)
        with st.container(border=True, key="panel-inbox"), st.spinner(word("sides_working", lang)):
            show(_table(office, shown[:at_once], staff, tasks, today, lang))
        rest = len(shown) - at_once
        if rest > 0 and st.button(word("leads_more", lang, n=min(rest, PAGE)), key="leads-more", width="stretch"):
            st.session_state[count] = at_once + PAGE
            st.rerun()


def _filtered(items: tuple[InboxItem, ...], staff: dict[str, str], lang: Lang) -> list[InboxItem]:
    with st.container(key="leadfilters"):
        a, b, c, d = st.columns([1.2, 1.2, 2, 1.6], vertical_alignment="bottom")
        every = word("leads_all", lang)
        stage = a.selectbox(
            word("leads_stage", lang), ["", *STAGE.tokens], format_func=lambda t: STAGE.label(t).say(lang) if t else every, key=f"leads-stage-{lang}"
        )  # fmt: skip
        keeper = b.selectbox(
            word("leads_keeper", lang), ["", *staff], format_func=lambda k: staff.get(k, every), key=f"leads-keeper-{lang}"
        )
        text = c.text_input(word("leads_search", lang), key="leads-text", max_chars=100)
        with d:
            late = st.checkbox(word("leads_only_late", lang), key=f"leads-late-{lang}")
            st.checkbox(word("leads_closed", lang), key=f"leads-closed-{lang}")
    return matching(items, stage=stage, keeper=keeper, late=late, text=text)


def _table(office: state.Office, items: list[InboxItem], staff: dict[str, str], tasks: tuple[Task, ...], today: date, lang: Lang) -> Markup:
    first_task: dict[str, Task] = {}
    for task in tasks:  # the earliest due comes first
        first_task.setdefault(task.lead, task)
    heads = ("leads_who", "leads_welcome", "leads_stage", "leads_next", "leads_first")
    head = join([h("<th>{}</th>", word(key, lang)) for key in heads])
    rows = join([_row(office, item, staff, first_task.get(item.lead.id), today, lang) for item in items])
    return h('<table class="inbox"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>', head, rows)


def _row(office: state.Office, item: InboxItem, staff: dict[str, str], task: Task | None, today: date, lang: Lang) -> Markup:
    lead = item.lead
    known = next((x for x in office.catalog.leads if x.id == lead.id), None)
    result = answers.of(state.for_lead(office, lead.id).catalog, known.need, today, PLAIN).result if known else None
    keeper = staff.get(lead.keeper, word("leads_nobody", lang))
    name = h('<a href="{}" target="_self">{}</a><span class="qw">{}</span>', lead_marks.address(lead.id), lead.title.say(lang), keeper)
    cells = [
        name,
        lead_marks.tier(result.welcome, lang) if result else "",
        lead_marks.pips(item.steps, lang),
        h('<div class="next">{}</div>', _next(office, item, task, lang)),
        _first(office, item, result, lang) if result else "",
    ]
    return h('<tr data-lead="{}">{}</tr>', lead.id, join([h("<td>{}</td>", cell) for cell in cells]))


def _next(office: state.Office, item: InboxItem, task: Task | None, lang: Lang) -> Markup:
    """What is overdue, else the task that is due first, else the stage that is planned next."""
    if item.overdue:
        return lead_marks.overdue(item.overdue[0], office.catalog, lang)
    if task is not None:
        text = lead_marks.asked(office.catalog, task.site, task.field, lang, task.text)
        return h('{}<span class="qw">{}</span>', text, word("lead_task_due", lang, day=task.due))
    planned = next((s for s in item.steps if s.planned and not s.reached), None)
    if planned is not None:
        told = word("lead_planned", lang, day=planned.planned)
        return h('{}<span class="qw">{}</span>', STAGE.label(planned.stage).say(lang), told)
    return h('<span class="qw">{}</span>', word("leads_no_next", lang))


def _first(office: state.Office, item: InboxItem, result: Result, lang: Lang) -> Markup:
    """Where it has settled, else the site that suits it best; nothing where it has said too little for that to mean anything."""
    if item.lead.settled_at:
        return h("{}", word("lead_settled", lang, site=office.catalog.site_title(item.lead.settled_at).say(lang)))
    if result.caution.say(lang):
        return h('<span class="qw">{}</span>', word("leads_too_little", lang))
    if result.welcome.verdict == "refused" or not result.matches:
        return h('<span class="qw">{}</span>', word("leads_no_first", lang))
    m = result.matches[0]
    told = word("leads_points", lang, score=points(m.score), low=points(m.low), high=points(m.high))
    return h('{}<span class="qw">{}</span>', m.title.say(lang), told)


def _new(office: state.Office, today: date, lang: Lang) -> None:
    """Anybody's words, or many lines: read first, shown as drafts, and taken in from there."""
    with st.container(border=True, key="panel-new"):
        show(h('<h2>{}</h2><p class="qw">{}</p>', word("new_lead", lang), word("new_lead_how", lang)))
        with st.form(f"new-lead-{st.session_state.get('drafts-taken', 0)}", border=False):
            count = st.session_state.get("drafts-taken", 0)
            text = st.text_area(word("new_lead_words", lang), key=f"new-words-{count}", max_chars=own_words.MOST, height=140)
            name = st.text_input(word("new_lead_name", lang), key=f"new-name-{count}", max_chars=200)
            sent = st.form_submit_button(word("own_words_read", lang), type="primary")
    if not sent:
        return
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        notice("caution", word("new_lead_empty", lang))
        return
    read = own_words.reader(office.catalog.version, office.catalog).read
    found = [read(line, today) for line in lines[: drafts.MOST]]
    st.session_state["drafts"] = drafts.Pasted(state.pack_name(), lines, found, name.strip())
    st.rerun()


def _pack(office: state.Office, lang: Lang) -> None:
    """What the pack's leads have otherwise; a manager takes exactly what is shown."""
    if office.pack is None or not may(office.who, "pack.import"):
        return
    register = state.writable(office)
    with register.look() as session:
        found = differences(session, office.pack)
    if not found:
        return
    pack, key = office.pack, "pack-taken"
    with st.container(border=True, key="panel-pack"):
        show(h('<h2>{}</h2><p class="qw">{}</p>', word("pack_differs", lang, n=len(found)), word("pack_differs_how", lang)))
        show(h('<ul class="history">{}</ul>', join([h("<li>{}</li>", told(pack, d).say(lang)) for d in found])))
        if st.button(word("pack_take", lang, n=len(found)), key="pack-take"):
            shown = st.session_state.get("pack-shown", [])
            done = word("pack_taken", lang, n=len(found))
            doing.attempt(key, lambda once: take_pack(register, office.who, pack, shown, once=once), done)
        st.session_state["pack-shown"] = found
        doing.told(key, lang)
        doing.conflict(key, key, lambda _, once: take_pack(register, office.who, pack, found, once=once), {}, lang)
