"""The app: its identity and its pages. Start it with `python tasks.py app`."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import streamlit as st

from views import pages, theme

# Windows may know .js by another type, and a browser then refuses the map's scripts.
mimetypes.add_type("text/javascript", ".js")

st.set_page_config(
    page_title="地企匹配 · Sites for enterprises",
    page_icon=str(Path(__file__).parent / "static" / "look" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
theme.dress()
pages.show()
