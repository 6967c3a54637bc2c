"""The same with `st.map`: one site changes its colour with each press of the button."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from benchmarks.peers.places import places

turn = st.session_state.setdefault("turn", 0)
if st.button("next"):
    turn = st.session_state["turn"] = turn + 1
frame = pd.DataFrame(places(), columns=["lat", "lon"])
frame["colour"] = ["#a02020" if n == turn else "#208040" for n in range(len(frame))]
st.map(frame, color="colour", size=20)
st.html(f'<i class="turn-{turn}"></i>')
