"""Doing something to a record from a page: once however often the form is sent, and what was refused stays told until it is tried again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Lang
from matcher.register.register import Conflict
from views import state
from views.html import h, join, show
from views.notice import tell
from views.words import word

T = TypeVar("T")


@dataclass(frozen=True)
class Met:
    """Two sides of one record: what somebody else has written meanwhile, and what was to be written here."""

    theirs: dict[str, Any]
    yours: dict[str, Any]


def attempt(key: str, work: Callable[[str], object], toast: str, counter: str = "") -> None:
    """Does `work`, to which it gives the name of this filling-in, and draws the page anew. `counter` counts what was saved on the page,
    so that its forms begin anew; `key` is the form's own."""
    counter = counter or key
    try:
        work(state.once(counter, key))
    except Conflict as conflict:
        st.session_state[f"{key}-kept"] = Met(conflict.theirs, conflict.yours)
    except Refused as refusal:
        st.session_state[f"{key}-kept"] = refusal.issues
    else:
        saved(key, toast, counter)


def saved(key: str, toast: str, counter: str) -> None:
    st.session_state.pop(f"{key}-kept", None)
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
    if toast:
        st.session_state["toast"] = toast
    st.rerun()


def told(key: str, lang: Lang) -> None:
    """What was refused last, until the form is sent again."""
    kept: list[Issue] | Met | None = st.session_state.get(f"{key}-kept")
    if isinstance(kept, list):
        tell(kept, lang)


def filled_from(form: str, first_widget: str, now: T) -> T:
    """What the form on the page was filled from, which may be older than what there is `now`. A form lives as long as its widgets do: where
    the first of them is not there, it begins anew. Its fields take their first values from here, since a field whose first value changes
    is another field to Streamlit, and what was typed would be lost."""
    if first_widget not in st.session_state or f"{form}-from" not in st.session_state:
        st.session_state[f"{form}-from"] = now
    kept: T = st.session_state[f"{form}-from"]
    return kept


def conflict(
    key: str, counter: str, again: Callable[[dict[str, Any], str], object], labels: Mapping[str, str], lang: Lang, told_as: Callable[[str, Any], str] | None = None
) -> None:  # fmt: skip
    """Both sides of a conflict, and a button for each. `again` writes yours over what there is now."""
    met: list[Issue] | Met | None = st.session_state.get(f"{key}-kept")
    if not isinstance(met, Met):
        return
    say = told_as or (lambda _, value: str(value))
    rows = [
        h("<tr><th>{}</th><td>{}</td><td>{}</td></tr>", labels.get(n, n), say(n, met.theirs.get(n, "")), say(n, met.yours[n]))
        for n in met.yours
        if met.theirs.get(n) != met.yours[n]
    ]
    head = h("<tr><th></th><th>{}</th><th>{}</th></tr>", word("conflict_theirs", lang), word("conflict_yours", lang))
    show(
        h(
            '<div class="notice caution" role="alert"><p>{}</p><table class="both"><thead>{}</thead><tbody>{}</tbody></table></div>',
            word("conflict_head", lang),
            head,
            join(rows),
        )
    )
    left, right = st.columns(2)
    if left.button(word("conflict_take_theirs", lang), key=f"{key}-theirs", width="stretch"):
        saved(key, "", counter)
    if right.button(word("conflict_take_yours", lang), key=f"{key}-yours", width="stretch"):
        attempt(key, lambda once: again(met.yours, once), word("lead_saved", lang), counter)
