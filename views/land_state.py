"""What the land map shows, as the address has it: the year, what the list is narrowed to, the chosen site; and the controls that write there."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.model.vocabulary import KIND, PLANNING, STATUS, TIER, TIER_RANK
from matcher.office.land_sites import Wanted
from views import state
from views.html import h, show
from views.what_if import follow
from views.words import word

KINDS = tuple(k for k in KIND.tokens if k != "pool")
UNKNOWN = "unknown"
"""In the address, where '' would not be seen."""
CHOICES: dict[str, tuple[str, ...]] = {
    "status": (*STATUS.tokens, UNKNOWN), "tier": TIER_RANK, "left": ("left", "unknown", "none"), "plan": (*PLANNING.tokens, UNKNOWN),
}  # fmt: skip
LABELS = {"status": "land_by_status", "tier": "land_by_tier", "left": "land_by_left", "plan": "land_by_plan", "works": "land_by_works"}


def asked_kinds() -> frozenset[str]:
    return frozenset(k for k in st.query_params.get("kind", "").split(",") if k in KINDS)


def _asked(part: str) -> str:
    value = st.query_params.get(part, "")
    return value if value in CHOICES[part] else ""


def wanted() -> Wanted:
    def one(part: str) -> frozenset[str]:
        value = _asked(part)
        if not value:
            return frozenset()
        return frozenset({"" if value == UNKNOWN and part != "left" else value})

    return Wanted(asked_kinds(), one("status"), one("tier"), one("left"), one("plan"))


def asked() -> dict[str, str]:
    """The filters that are set, kinds aside."""
    return {part: value for part in CHOICES if (value := _asked(part))}


def year(first: int, last: int, today: date) -> int:
    """The year asked for, within what there is to show; this one where none is."""
    said = st.query_params.get("year", "")
    return min(max(int(said), first), last) if said.isascii() and said.isdigit() and len(said) == 4 else today.year


def link(view: str, **parts: str) -> str:
    """The address of a page that keeps language and pack."""
    kept = {n: v for n, v in st.query_params.items() if n in ("lang", "pack")}
    return "?" + urlencode({**kept, "view": view, **parts})


def here(**parts: str) -> str:
    """This page as it stands, with some parts of the address set."""
    return "?" + urlencode({**{n: v for n, v in st.query_params.items() if n != "t"}, **parts})


def label_of(part: str, value: str, lang: Lang) -> str:
    if part == "left":
        return word(f"land_left_{value}", lang)
    if value == UNKNOWN:
        return word("unknown", lang)
    return {"status": STATUS, "tier": TIER, "plan": PLANNING}[part].label(value).say(lang)


def work_kinds(catalog: Catalog) -> tuple[str, ...]:
    """Kinds of works that the plan names, in its order."""
    return tuple(dict.fromkeys(w.kind for w in catalog.plan.infrastructure))


def _asked_works(catalog: Catalog) -> str:
    said = st.query_params.get("works", "")
    return said if said in work_kinds(catalog) else ""


def shown_works(catalog: Catalog) -> frozenset[str]:
    """The kind asked for; all where none is."""
    asked = _asked_works(catalog)
    return frozenset({asked} if asked else work_kinds(catalog))


def filters(catalog: Catalog, lang: Lang) -> None:
    """Kinds as switches, the rest as lists; each choice goes into the address."""
    with st.container(key="landfilters"):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        with left:
            _kinds(lang)
        with right:
            kinds = work_kinds(catalog)
            _choice("works", kinds, _asked_works(catalog), {k: word(f"land_kind_{k}", lang) for k in kinds}, lang)
        for column, (part, options) in zip(st.columns(4), CHOICES.items(), strict=True):
            with column:
                _choice(part, options, _asked(part), {o: label_of(part, o, lang) for o in options}, lang)


def _kinds(lang: Lang) -> None:
    """Several may be on; none stands for all of them."""
    key = f"land-kind-{lang}"
    follow(key, [k for k in KINDS if k in asked_kinds()])

    def changed() -> None:
        chosen = st.session_state[key]
        state.go(kind=",".join(k for k in KINDS if k in chosen) or None, page=None)

    st.pills(
        word("land_by_kind", lang), KINDS, selection_mode="multi", format_func=lambda k: KIND.label(k).say(lang), key=key, on_change=changed
    )


def _choice(part: str, options: tuple[str, ...], now: str, names: dict[str, str], lang: Lang) -> None:
    key = f"land-{part}-{state.pack_name()}-{lang}"
    follow(key, now)

    def changed() -> None:
        state.go(**{part: st.session_state[key] or None, "page": None})

    every = word("land_any", lang)
    st.selectbox(word(LABELS[part], lang), ("", *options), format_func=lambda v: names.get(v, every), key=key, on_change=changed)


def year_slider(first: int, last: int, now: int, today: date, lang: Lang) -> None:
    if first == last:
        return
    follow("land-year", now)

    def changed() -> None:
        chosen = st.session_state["land-year"]
        state.go(year=None if chosen == today.year else str(chosen))

    st.slider(word("land_year", lang), first, last, key="land-year", on_change=changed, label_visibility="collapsed")


def clear(lang: Lang) -> None:
    st.button(word("land_clear", lang), key="land-clear", on_click=state.go, kwargs=dict.fromkeys(("kind", *CHOICES, "page")))


def nothing_left(lang: Lang) -> None:
    show(h('<p class="notice note">{}</p>', word("land_none_left", lang)))
    clear(lang)
