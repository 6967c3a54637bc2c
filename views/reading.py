"""读出的需求: the text with what was read marked in the colour of its group, and beside it the fields, each ready to be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from matcher.catalog.issues import Issue
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Need
from matcher.model.text import Lang
from views.html import h, join, show
from views.need_fields import Fields, digest
from views.notice import tell
from views.words import word

if TYPE_CHECKING:
    from matcher.language.reading import Reading, Span

GROUPS = {
    "size": ("space", "tenure", "land_mu_min", "land_mu_max", "floor_m2_min", "floor_m2_max"),
    "money": (
        "investment_wan", "fixed_investment_wan", "output_wan", "tax_wan", "rent_yuan_m2_month_max", "land_price_wan_mu_max", "purchase_yuan_m2_max",
    ),
    "place": ("near", "location_text"),
    "building": ("ceiling_height_m_min", "floor_load_t_m2_min", "power_kva_min", "ground_floor", "fire_class", "special"),
    "time": ("needed_by",),
}  # fmt: skip
"""Group of fields -> its fields; every other field is of the group `other`. A group has its colour in static/look/tokens-*.css."""
OTHER = "other"
_GROUP_OF = {field: group for group, fields in GROUPS.items() for field in fields}


@dataclass(frozen=True)
class Mark:
    """A stretch of the text from which one or more fields were read."""

    start: int
    end: int
    fields: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def group(self) -> str:
        return _GROUP_OF.get(self.fields[0], OTHER)


def marks(spans: Iterable[Span], lang: Lang) -> list[Mark]:
    """The spans in the order of the text; those that overlap become one mark over both, with the names of both."""
    found: list[Mark] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        note = span.note.say(lang)
        if found and span.start < found[-1].end:
            last = found.pop()
            fields = dict.fromkeys((*last.fields, span.field))
            notes = dict.fromkeys((*last.notes, *([note] if note else [])))
            found.append(Mark(last.start, max(last.end, span.end), tuple(fields), tuple(notes)))
        else:
            found.append(Mark(span.start, span.end, (span.field,), (note,) if note else ()))
    return found


def panel(catalog: Catalog, reading: Reading, text: str, need: Need, lang: Lang, chosen: Callable[[Need], None]) -> DeltaGenerator:
    """Text and fields beside each other; gives the place beneath the text. `chosen` is called with the need as it was changed."""
    with st.container(key="reading"):
        left, right = st.columns([1, 1], gap="medium")
        with left:
            show(_told(reading, text, lang))
            beneath = st.container(key="industry")
        with right:
            _fields(catalog, reading, need, lang, chosen)
    return beneath


def _told(reading: Reading, text: str, lang: Lang) -> Markup:
    every = marks(reading.spans, lang)
    parts: list[Markup] = []
    at = 0
    for mark in every:
        names = ("、" if lang == "zh" else ", ").join(NEED_LABELS[f].say(lang) for f in NEED_LABELS if f in mark.fields)
        said = text[mark.start : mark.end]
        parts.append(
            h(
                '{}<mark class="rd gr-{}" title="{}">{}<small>{}</small></mark>',
                text[at : mark.start],
                mark.group,
                " ".join(mark.notes),
                said,
                names,
            )
        )
        at = mark.end
    body = h('<p class="said">{}{}</p>', join(parts), text[at:])
    groups = [g for g in (*GROUPS, OTHER) if any(m.group == g for m in every)]
    legend = join([h('<span class="gr-{}">{}</span>', g, word(f"group_{g}", lang)) for g in groups])
    unread = join([h("<li>“{}” {}</li>", u.text, u.why.say(lang)) for u in reading.unread])
    left = h('<div class="unread"><b>{}</b><ul>{}</ul></div>', word("own_words_unread", lang), unread) if reading.unread else Markup("")
    return h(
        '<section class="reading"><h3>{}</h3><p class="groups">{}</p>{}{}</section>', word("own_words_title", lang), legend, body, left
    )


def _fields(catalog: Catalog, reading: Reading, need: Need, lang: Lang, chosen: Callable[[Need], None]) -> None:
    read = {s.field for s in reading.spans}
    names = [f for f in NEED_LABELS if need.stated(f) or f in read]
    with st.form("read-fields", border=False):
        show(h("<h3>{}</h3>", word("own_words_fields", lang)))
        fields = Fields(catalog, need, lang, "read")
        for i in range(0, len(names), 2):  # row by row, so that a narrow screen keeps their order
            for column, field in zip(st.columns(2), names[i : i + 2], strict=False):
                with column:
                    fields.put(field)
        matched = st.form_submit_button(word("own_words_match", lang), type="primary")
    if matched:
        new, issues = fields.need(whole=False)
        st.session_state["reading-issues"] = (digest(need), issues)
        if not issues:
            chosen(new)
            st.rerun()
    with st.container(key="reading-issues-box"):
        _issues(need, lang)


def _issues(need: Need, lang: Lang) -> None:
    """What was wrong in the fields stays until they are matched with again."""
    told: tuple[str, list[Issue]] = st.session_state.get("reading-issues", ("", []))
    if told[0] == digest(need) and told[1]:
        tell(told[1], lang, word("need_refused", lang))
