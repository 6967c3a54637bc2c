"""The one place where the looks come from: static/look/*.css, and how Streamlit's own parts are fitted to them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st

from views.html import style

LOOK = Path(__file__).resolve().parents[1] / "static" / "look"
Theme = Literal["light", "dark"]


def theme() -> Theme:
    """Day or night, as the visitor's browser or settings have it."""
    return "dark" if st.context.theme.type == "dark" else "light"


@lru_cache(maxsize=16)
def sheet(name: str) -> str:
    return (LOOK / name).read_text(encoding="utf-8")


def dress() -> None:
    """Styles the page for the current theme; called once a run, before anything else is shown."""
    sheets = (
        "shape.css", f"tokens-{theme()}.css", "blocks.css", "environment.css", "sides.css", "work.css", "people.css", "leads.css", "intake.css", "compare.css", "site.css", "land.css", "streamlit.css",
    )  # fmt: skip
    on_paper = "@media print {" + sheet("tokens-light.css") + "}"  # paper is white at night too
    style(*(sheet(name) for name in sheets), on_paper)
