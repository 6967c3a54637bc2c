"""The fields of a need as inputs, each defined once: the whole form and the fields beside a reading are made of them."""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st

from matcher.catalog.issues import Issue
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Need
from matcher.model.text import Lang
from matcher.model.vocabulary import Vocabulary
from matcher.reports.stated import LISTS, WORDS
from views import state
from views.words import word

YES_NO = ("discharges_wastewater", "ground_floor", "processes_all")
TEXTS = ("industry_text", "gbt4754", "needed_by", "location_text")
HINTS = {"needed_by": "2027-06"}


def digest(need: Need) -> str:
    """What tells the inputs of one need from those of another, so that a new need brings its own values."""
    return hashlib.sha256(need.model_dump_json().encode()).hexdigest()[:8]


class Fields:
    """Inputs for the fields of one need at one place of the page. What was typed outlives a change of language; what was
    chosen from a list does not, since the browser keeps a choice by its name."""

    def __init__(self, catalog: Catalog, need: Need, lang: Lang, place: str) -> None:
        self._catalog, self._need, self._lang = catalog, need, lang
        self._typed = f"{place}-{digest(need)}"
        self._chosen = f"{self._typed}-{lang}"
        self.values: dict[str, Any] = {}

    def put(self, field: str) -> None:
        """The input that fits a field."""
        if field in LISTS:
            self._several(field, self._catalog.vocabularies[LISTS[field]])
        elif field in YES_NO:
            known = {None: None, True: "yes", False: "no"}[getattr(self._need, field)]
            self._one(field, self._catalog.vocabularies["yes_no"], known)
        elif field in WORDS:
            self._one(field, self._catalog.vocabularies[WORDS[field]], getattr(self._need, field))
        elif field in TEXTS:
            self.text(field, NEED_LABELS[field].say(self._lang))
        else:
            self._number(field)

    def text(self, field: str, label: str) -> None:
        self.values[field] = st.text_input(
            label, getattr(self._need, field) or "", key=f"{field}-{self._typed}", max_chars=200, placeholder=HINTS.get(field)
        )

    def stated(self) -> dict[str, Any]:
        """What the inputs state; a field that was emptied is left out."""
        return {name: value for name, value in self.values.items() if value not in (None, "", [], ())}

    def need(self, *, whole: bool) -> tuple[Need, list[Issue]]:
        """The need as it stands in the inputs. Where they are not the whole of it, the other fields stay as they were."""
        kept = {} if whole else self._need.model_dump(mode="json", exclude_defaults=True)
        return state.parse_need(self._catalog, {k: v for k, v in kept.items() if k not in self.values} | self.stated())

    def _number(self, field: str) -> None:
        self.values[field] = st.number_input(
            NEED_LABELS[field].say(self._lang), min_value=0.0, value=getattr(self._need, field), step=None, format="%g", placeholder="—",
            key=f"{field}-{self._typed}",
        )  # fmt: skip

    def _one(self, field: str, vocabulary: Vocabulary, known: str | None) -> None:
        self.values[field] = st.selectbox(
            NEED_LABELS[field].say(self._lang), vocabulary.tokens, index=vocabulary.tokens.index(known) if known else None,
            format_func=lambda t: vocabulary.label(t).say(self._lang), placeholder=word("not_stated", self._lang), key=f"{field}-{self._chosen}",
        )  # fmt: skip

    def _several(self, field: str, vocabulary: Vocabulary) -> None:
        self.values[field] = st.multiselect(
            NEED_LABELS[field].say(self._lang), vocabulary.tokens, list(getattr(self._need, field)),
            format_func=lambda t: vocabulary.label(t).say(self._lang), placeholder=word("not_stated", self._lang), key=f"{field}-{self._chosen}",
        )  # fmt: skip
