"""What a file says, before it is kept: how many rows of each kind, what is wrong with which cell and how to mend it, and what would be kept."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from matcher.catalog.issues import Issue, errors
from matcher.exchange.imported import Imported, LeadRecord, SiteRecord
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.text import Lang
from matcher.reports.marked_sheet import SEVERITY, marked_workbook
from views import need_box, state, visit
from views.html import h, join, show
from views.words import word

SHOWN = 40
"""Findings, and records, listed on the page; the marked table holds all."""
MENDED_AT_ONCE = 12
"""Cells that can be corrected on the page at once; more are mended faster in the file."""
FACTS = 6
"""Cells of a record that stand for it."""
Keep = Callable[[dict[tuple[int, str], str]], None]


def counts(found: Imported, lang: Lang) -> None:
    """Every row once, as a bar and in words: solid is taken, hatched is faulty, empty is skipped."""
    parts = (
        ("taken", found.accepted, "intake_accepted"),
        ("faulty", found.rejected, "intake_rejected"),
        ("skipped", found.skipped, "intake_skipped"),
    )
    bar = join([h('<i class="{}" style="flex-grow:{}"></i>', mark, n) for mark, n, _ in parts if n])
    told = join([h('<li><i class="{}"></i>{}</li>', mark, word(key, lang, n=n)) for mark, n, key in parts])
    head = word("intake_rows", lang, name=found.source, rows=found.rows)
    how = word("intake_read_as", lang, e=found.encoding)
    mended = h(" · {}", word("intake_mended", lang, n=len(found.mended))) if found.mended else ""
    with st.container(border=True, key="panel-counts"):
        show(
            h(
                '<h2 class="filename">{}</h2><p class="qw">{}{}</p><div class="rowbar" aria-hidden="true">{}</div><ul class="rowkeys">{}</ul>',
                head,
                how,
                mended,
                bar,
                told,
            )
        )


def findings(office: state.Office, found: Imported, lang: Lang, keep: Keep) -> None:
    """What is to be mended first; remarks folded away."""
    grave = [i for i in found.issues if i.severity != "info"]
    remarks = [i for i in found.issues if i.severity == "info"]
    order = {"error": 0, "ask": 1, "warning": 2, "info": 3}
    grave.sort(key=lambda i: (order[i.severity], i.line))
    with st.container(border=True, key="panel-findings"):
        show(h("<h2>{}</h2>", word("intake_findings", lang)))
        show(_listed(grave, lang) if grave else h('<p class="qw">{}</p>', word("intake_no_findings", lang)))
        if remarks:
            with st.expander(word("intake_remarks", lang, n=len(remarks))):
                show(_listed(remarks, lang))
        _mend(errors(list(found.issues)), found, lang, keep)
        if grave:
            made = visit.held(office.who, office.register, lambda: marked_workbook(found, lang))
            st.download_button(word("intake_marked", lang), made, file_name="marked.xlsx", on_click="ignore", width="stretch")


def _listed(issues: list[Issue], lang: Lang) -> Markup:
    rows = [_row(issue, lang) for issue in issues[:SHOWN]]
    more = h('<p class="muted small">{}</p>', word("intake_more", lang, n=len(issues) - SHOWN)) if len(issues) > SHOWN else ""
    return h('<ul class="findings">{}</ul>{}', join(rows), more)


def _row(issue: Issue, lang: Lang) -> Markup:
    place = word("intake_line", lang, n=issue.line) if issue.line else word("intake_whole", lang)
    where = join([h("<span>{}</span>", part) for part in (place, issue.field, issue.record) if part])
    value = h("<q>{}</q> ", issue.value) if issue.value else ""
    return h(
        '<li class="f-{}"><b class="sev">{}</b><div><div class="where">{}</div><p>{}{}</p><p class="qw">{} <span class="who">{}</span></p></div></li>',
        issue.severity, SEVERITY[issue.severity].say(lang), where, value, issue.message.say(lang), issue.mend.say(lang), issue.fix_by.say(lang),
    )  # fmt: skip


def _mend(faults: list[Issue], found: Imported, lang: Lang, keep: Keep) -> None:
    """The faulty cells themselves, to be corrected where one sees what is wrong."""
    titles = {c.title[:100] for c in found.columns if c.target}
    cells = list(dict.fromkeys((i.line, i.field, i.value) for i in faults if i.line and i.field in titles))[:MENDED_AT_ONCE]
    if not cells:
        return
    with st.form(f"mend-{len(found.mended)}-{lang}", border=False):
        show(h('<h3>{}</h3><p class="qw">{}</p>', word("intake_mend", lang), word("intake_mend_how", lang)))
        written = {}
        for number, (line, title, value) in enumerate(cells):
            left, right = st.columns([1.1, 1], vertical_alignment="center")
            place = word("intake_line", lang, n=line)
            with left:
                show(h('<div class="coltitle">{} <span class="qw">{}</span></div>', title, place))
            written[line, title] = right.text_input(
                f"{place} {number + 1}", value, key=f"mend-{line}-{number}-{len(found.mended)}", max_chars=500, label_visibility="collapsed"
            )
        again = st.form_submit_button(word("intake_mend_again", lang), type="primary", width="stretch")
    if again:
        before = {(line, title): value for line, title, value in cells}
        keep({place: text for place, text in written.items() if text != before[place]})


def preview(catalog: Catalog, found: Imported, lang: Lang) -> None:
    """The first of the records that would be kept, in the words of the house."""
    if not found.accepted:
        return
    rows = [_site(catalog, r, lang) for r in found.sites[:SHOWN]] + [_lead(catalog, r, lang) for r in found.leads[:SHOWN]]
    with st.container(border=True, key="panel-preview"):
        show(h("<h2>{}</h2>", word("intake_preview", lang)))
        show(h('<ul class="given">{}</ul>', join(rows)))
        if found.accepted > SHOWN:
            show(h('<p class="muted small">{}</p>', word("intake_first", lang, n=SHOWN, total=found.accepted)))


def _site(catalog: Catalog, record: SiteRecord, lang: Lang) -> Markup:
    mark, name = (
        ("intake_known", catalog.site_title(record.known).say(lang)) if record.known else ("intake_new", record.cells.get("name", ""))
    )
    facts = [
        (BY_NAME[n].label.say(lang), _value(catalog, n, v, lang), BY_NAME[n].unit.name.say(lang))
        for n, v in record.cells.items()
        if n in BY_NAME and n not in ("id", "name")
    ]
    told = join([h("<span>{} <b>{}</b> {}</span>", label, value, unit) for label, value, unit in facts[:FACTS]])
    more = h("<span>+{}</span>", len(facts) - FACTS) if len(facts) > FACTS else ""
    return h(
        '<li><span class="newmark {}">{}</span> <b>{}</b><div class="facts">{}{}</div></li>',
        "k" if record.known else "n", word(mark, lang), name, told, more,
    )  # fmt: skip


def _value(catalog: Catalog, name: str, text: str, lang: Lang) -> str:
    """A cell with the words of its list instead of their tokens."""
    words = catalog.vocabularies.get(BY_NAME[name].vocabulary)
    if words is None:
        return text
    return "、".join(words.label(t).say(lang) if t in words.tokens else t for t in text.split(";"))


def _lead(catalog: Catalog, record: LeadRecord, lang: Lang) -> Markup:
    chips = need_box.chips_of(catalog, record.need, lang)
    told = join([h("<span>{} <b>{}</b></span>", label, value) for label, value in chips])
    return h(
        '<li><span class="newmark n">{}</span> <b>{}</b><div class="facts">{}</div></li>', word("intake_new", lang), record.need.name, told
    )
