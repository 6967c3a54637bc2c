"""What if: the day, works that come late, demands assumed from a profile, and weights by hand. All of it stands in the address."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from matcher.cli.weights import NAMES, read_weights, write_weights
from matcher.explanation.records import Result
from matcher.model.catalog import Catalog
from matcher.model.text import Lang
from matcher.rules.registry import criterion_label
from views import address, state
from views.html import h, show
from views.words import word

YEARS_AHEAD = 8
"""Years that the slider offers beyond this one."""
LATE = (0, 3, 6, 12, 24)
OWN, BY_HAND = "", "by-hand"


def conditions(catalog: Catalog, today: date, lang: Lang) -> None:
    """The day, the delays and the assumptions: one row, each change at once in the address."""
    with st.container(key="whatif", border=True):
        when, delay, assume = st.columns([5, 3, 3], vertical_alignment="center")
        with when:
            year(today, lang)
        with delay:
            late(lang)
        if catalog.profiles:
            with assume:
                _assume(lang)


def follow(key: str, value: object) -> None:
    """Lets a control show what the address says. Where it does already it is left alone, or quick key strokes would be lost. A control whose
    choices are words has a key of its own in each language: a browser that goes back sends the words it last showed."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def year(today: date, lang: Lang) -> None:
    """The day of the answer: today, or the end of a year to come."""
    on = address.day(today)
    days = sorted({today, on, *(date(today.year + n, 12, 31) for n in range(YEARS_AHEAD + 1))})
    key = f"day-{lang}"
    follow(key, on)

    def changed() -> None:
        chosen: date = st.session_state[key]
        state.go(on=None if chosen == today else chosen.isoformat())

    def told(day: date) -> str:
        if day == today:
            return word("today", lang)
        return word("year_end", lang, y=day.year) if (day.month, day.day) == (12, 31) else day.isoformat()

    st.select_slider(word("as_of_day", lang), days, format_func=told, key=key, on_change=changed, help=word("as_of_help", lang))


def late(lang: Lang) -> None:
    """By how many months everything promised and not yet due is taken to come late."""
    now = address.late_months()
    key = f"late-{lang}"
    follow(key, now)

    def changed() -> None:
        state.go(late=str(st.session_state[key]) if st.session_state[key] else None)

    def told(months: int) -> str:
        return word("late_by", lang, n=months) if months else word("late_not", lang)

    st.selectbox(word("late", lang), sorted({*LATE, now}), format_func=told, key=key, on_change=changed, help=word("late_help", lang))


def _assume(lang: Lang) -> None:
    follow("assume", st.query_params.get("assume") == "1")

    def changed() -> None:
        state.go(assume="1" if st.session_state["assume"] else None)

    st.toggle(word("assume", lang), key="assume", on_change=changed, help=word("assume_help", lang))


def notice(result: Result, today: date, lang: Lang) -> None:
    """Says that this is not the plain answer, and what was changed; with the way back."""
    said = varied_line(result, today, lang)
    if not said:
        return
    left, right = st.columns([6, 1.4], vertical_alignment="center")
    with left:
        show(said)
    right.button(word("varied_reset", lang), key="varied-reset", on_click=reset, width="stretch")


def varied_line(result: Result, today: date, lang: Lang) -> Markup:
    told = [v.say(lang) for v in result.varied.told]
    if result.on != today.isoformat():
        told.insert(0, word("varied_day", lang, day=result.on))
    if not told:
        return Markup("")
    said = ("；" if lang == "zh" else "; ").join(told)
    return h('<p class="varied" role="status"><b>{}</b> {}</p>', word("varied", lang), said)


def reset() -> None:
    state.go(**dict.fromkeys(address.PARTS))


def weights_open() -> bool:
    """Whether the weights are unfolded, or are about to be."""
    return bool(st.session_state.get("weights", st.session_state.get("weights-open", "w" in st.query_params)))


def weights(catalog: Catalog, result: Result, beside: dict[str, str], lang: Lang) -> None:
    """The weights, by name or by hand. `beside`: criterion -> what its weight would have to become to change the winner."""
    now = dict(read_weights_now(catalog)) or {name: catalog.rules.criteria[name].weight for name in NAMES}
    # Decided once a visit: an expander that opens itself is made anew, and takes the focus from the slider inside.
    opened = st.session_state.setdefault("weights-open", "w" in st.query_params)
    with st.expander(word("weights", lang), expanded=opened, key="weights", on_change="rerun") as box:
        if not box.open:
            return
        _named(catalog, lang)
        measured = {c.criterion: c.weight for c in result.matches[0].contributions} if result.matches else {}
        for name in NAMES:
            _slider(catalog, name, now.get(name, 0.0), measured.get(name), beside.get(name, ""), lang)
        st.button(
            word("weights_reset", lang), key="weights-reset", on_click=state.go, kwargs={"w": None}, disabled="w" not in st.query_params
        )


def read_weights_now(catalog: Catalog) -> tuple[tuple[str, float], ...]:
    return address.setting(catalog, date.today())[0].weights


def _named(catalog: Catalog, lang: Lang) -> None:
    asked = write_weights(catalog, read_weights_now(catalog))
    names = {w.id: w.title.say(lang) for w in catalog.rules.weightings}
    key = f"weighting-{lang}"
    follow(key, asked if asked in names or not asked else BY_HAND)
    options = [OWN, *names, *([BY_HAND] if st.session_state[key] == BY_HAND else [])]
    names |= {OWN: word("weights_own", lang), BY_HAND: word("weights_by_hand", lang)}

    def changed() -> None:
        if st.session_state[key] != BY_HAND:
            state.go(w=st.session_state[key] or None)

    st.selectbox(word("weights_choose", lang), options, format_func=lambda o: names[o], key=key, on_change=changed)


def _slider(catalog: Catalog, name: str, now: float, share: float | None, beside: str, lang: Lang) -> None:
    key = f"w-{name}"
    follow(key, round(now))

    def changed() -> None:
        given = ",".join(f"{n}:{st.session_state[f'w-{n}']}" for n in NAMES)
        own = all(st.session_state[f"w-{n}"] == 0 for n in NAMES)
        state.go(w=None if own else write_weights(catalog, read_weights(catalog, given)) or None)

    left, right = st.columns([1, 1], vertical_alignment="center")
    with left:
        st.slider(criterion_label(name).say(lang), 0, 100, key=key, on_change=changed)
    with right:
        parts = [word("weight_unmeasured", lang) if share is None else word("weight_share", lang, share=f"{share:.0%}"), beside]
        show(h('<p class="qw">{}</p>', " ".join(p for p in parts if p)))
