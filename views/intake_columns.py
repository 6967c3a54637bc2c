"""Which column of a file is which field: shown with an example, corrected on the page, and kept for the next table of the same make."""

from __future__ import annotations

import streamlit as st

from matcher.exchange.cells_in import shown
from matcher.exchange.headings import Heading
from matcher.exchange.imported import Imported
from matcher.exchange.tables_data import Kind, targets
from matcher.model.fields import BY_NAME
from matcher.model.need import NEED_LABELS
from matcher.model.text import Lang
from views.html import h, show
from views.words import word

COLUMNS = "intake-columns"
EXAMPLE = 24
"""Characters of a cell that stand for its column."""


def panel(found: Imported, key: str, lang: Lang) -> None:
    """Nothing for a file without columns, such as one of outlines."""
    columns = [c for c in found.columns if c.title]
    if not columns:
        return
    with st.expander(word("intake_columns", lang)):
        show(h('<p class="qw">{}</p>', word("intake_columns_how", lang)))
        fields = ["", *targets(found.kind)]
        with st.form(f"columns-{key}-{lang}", border=False):
            chosen = {}
            for column in columns:
                now = column.target.field if column.target and column.target.read != "flag" else ""
                left, right = st.columns([1.1, 1], vertical_alignment="center")
                with left:
                    show(h('<div class="coltitle">{}<span class="qw">{}</span></div>', column.title, _example(found, column)))
                chosen[column.title] = right.selectbox(
                    word("intake_column", lang, n=column.place + 1), fields, index=fields.index(now), label_visibility="collapsed",
                    format_func=lambda f: title_of(found.kind, f, lang), key=f"col-{key}-{column.place}-{lang}",
                )  # fmt: skip
            again = st.form_submit_button(word("intake_reread", lang), width="stretch")
        kept = found.mapping.written().encode("utf-8")
        st.download_button(
            word("intake_keep", lang), kept, file_name="columns.json", mime="application/json", on_click="ignore", width="stretch"
        )
    if again:
        changed = {c.title: chosen[c.title] for c in columns if c.target is None or c.target.read != "flag" or chosen[c.title]}
        st.session_state.setdefault(COLUMNS, {})[key] = found.mapping.model_copy(update={"columns": {**found.mapping.columns, **changed}})
        st.rerun()


def title_of(kind: Kind, field: str, lang: Lang) -> str:
    """What people call a field of a table."""
    if not field:
        return word("intake_unread", lang)
    label = BY_NAME[field].label if kind == "sites" and field in BY_NAME else NEED_LABELS.get(field)
    said = targets(kind)[field].titles
    return label.say(lang) if label else said[0] if said else field


def _example(found: Imported, column: Heading) -> str:
    """What the first filled cell of a column holds."""
    heads = set(found.table.headings)
    for line, row in zip(found.table.lines, found.table.cells, strict=True):
        if line > max(heads, default=0) and column.place < len(row) and row[column.place] != "":
            return shown(row[column.place])[:EXAMPLE]
    return "—"
