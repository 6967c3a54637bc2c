"""Which leads and sites the table of pairs shows: by the plan's word, by whether anything is left, by kind and name; all in the address."""

from __future__ import annotations

import streamlit as st

from matcher.model.text import Lang
from matcher.model.vocabulary import KIND, TIER
from matcher.office.sides_records import Matrix, MatrixRow
from views import state
from views.words import word

PARTS = ("mtier", "mstand", "mkind", "mtext")
"""The parts of the address that narrow the table."""
STANDS = ("fits", "ask", "none")


def narrowed(pairs: Matrix, lang: Lang) -> Matrix:
    """The filters, and what they leave."""
    with st.container(key="matrixfilters"):
        a, b, c, d = st.columns([1.2, 1.5, 1.2, 1.4], vertical_alignment="bottom")
        with a:
            tiers = list(dict.fromkeys(row.tier for row in pairs.rows))
            tier = _one("mtier", "matrix_tier", {t: TIER.label(t).say(lang) for t in tiers}, lang)
        with b:
            stand = _one("mstand", "matrix_stand", {s: word(f"matrix_{s}", lang) for s in STANDS}, lang)
        with c:
            kinds = list(dict.fromkeys(site.kind for site in pairs.sites))
            kind = _one("mkind", "matrix_kind", {k: KIND.label(k).say(lang) for k in kinds}, lang)
        with d:
            text = _text(lang)
    return left(pairs, tier=tier, stand=stand, kind=kind, text=text)


def left(pairs: Matrix, *, tier: str = "", stand: str = "", kind: str = "", text: str = "") -> Matrix:
    """The rows and columns that pass; '' passes everything. Cells stay what they are: ranks and points are those over all sites."""
    columns = [i for i, site in enumerate(pairs.sites) if not kind or site.kind == kind]
    rows = [
        row.model_copy(update={"cells": tuple(row.cells[i] for i in columns) if row.cells else ()})
        for row in pairs.rows
        if (not tier or row.tier == tier) and (not stand or standing(row) == stand) and _named(row, text)
    ]
    return pairs.model_copy(update={"rows": tuple(rows), "sites": tuple(pairs.sites[i] for i in columns)})


def standing(row: MatrixRow) -> str:
    """fits: a site fits; ask: none does yet, some must be asked about; none: ruled out everywhere, or refused by the plan."""
    found = {cell.status for cell in row.cells}
    return next((status for status in ("fits", "ask") if status in found), "none")


def _named(row: MatrixRow, text: str) -> bool:
    sought = text.strip().casefold()
    return not sought or sought in row.name.zh.casefold() or sought in row.name.en.casefold()


def _one(part: str, label: str, named: dict[str, str], lang: Lang) -> str:
    asked = st.query_params.get(part, "")
    now = asked if asked in named else ""
    key = f"{part}-{now}-{lang}"
    options = ["", *named]
    st.selectbox(
        word(label, lang), options, index=options.index(now), format_func=lambda o: named.get(o) or word("leads_all", lang), key=key,
        on_change=lambda: state.go(**{part: st.session_state[key] or None}),
    )  # fmt: skip
    return now


def _text(lang: Lang) -> str:
    now = st.query_params.get("mtext", "")[:100]
    key = f"mtext-{now}-{lang}"
    st.text_input(
        word("matrix_text", lang), now, key=key, max_chars=100, on_change=lambda: state.go(mtext=st.session_state[key].strip() or None)
    )
    return now
