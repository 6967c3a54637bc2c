"""The setting of an answer in the address: the day, what comes late, what is assumed, and weights set by hand."""

from __future__ import annotations

from datetime import date

import streamlit as st

from matcher.catalog.issues import Issue, Refused
from matcher.cli.setting import MOST_MONTHS
from matcher.cli.weights import read_weights
from matcher.explanation.setting import Setting
from matcher.model.catalog import Catalog

PARTS = ("on", "late", "assume", "w")
"""The parts of the address that vary an answer; without them it is the plain one."""
YEARS = 100
"""A day further off than this is a slip of the keyboard."""


def day(today: date) -> date:
    """The day asked for, or today where none is named or it is no day that a plan could mean."""
    try:
        asked = date.fromisoformat(st.query_params.get("on", ""))
    except ValueError:
        return today
    return asked if abs(asked.year - today.year) <= YEARS else today


def setting(catalog: Catalog) -> tuple[Setting, list[Issue]]:
    """The setting, and what of the address could not be read; such a part counts as not set."""
    issues: list[Issue] = []
    try:
        weights = read_weights(catalog, st.query_params.get("w", ""))
    except Refused as refusal:
        weights, issues = (), refusal.issues
    return Setting(weights, st.query_params.get("assume") == "1", late_months()), issues


def late_months() -> int:
    said = st.query_params.get("late", "")
    return min(int(said), MOST_MONTHS) if said.isascii() and said.isdigit() and len(said) < 4 else 0


def varied() -> bool:
    return any(part in st.query_params for part in PARTS)
