"""Every site a CircleMarker of its own; one changes its colour with each press of the button, and the map is mounted anew."""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers.places import places

LEAFLET = "../../app/static/vendor/"


class Map(folium.Map):
    default_js = [("leaflet", LEAFLET + "leaflet/leaflet.js")]  # noqa: RUF012
    default_css = [("leaflet_css", LEAFLET + "leaflet/leaflet.css")]  # noqa: RUF012


class Turn(folium.MacroElement):
    _template = folium.template.Template("{% macro script(this, kwargs) %}window.turn = {{ this.turn }};{% endmacro %}")

    def __init__(self, turn: int) -> None:
        super().__init__()
        self._name, self.turn = "Turn", turn


turn = st.session_state.setdefault("turn", 0)
if st.button("next"):
    turn = st.session_state["turn"] = turn + 1
found = places()
drawn = Map(location=found[0], zoom_start=12, tiles=None)
for n, at in enumerate(found):
    folium.CircleMarker(at, radius=5, color="red" if n == turn else "green", tooltip=f"site {n}").add_to(drawn)
drawn.add_child(Turn(turn))
st_folium(drawn, height=400, use_container_width=True, returned_objects=["last_object_clicked"])
