"""What the map's frame loads, in its order. streamlit-folium asks for one script after the other; the frame's own page names all of them ahead."""

from __future__ import annotations

STATIC = "../../app/static/"
"""As seen from the frame, so that it holds under any base path."""
VENDOR, LOOK, OURS = f"{STATIC}vendor/", f"{STATIC}look/", f"{STATIC}map/"
FRAME = "/component/streamlit_folium.st_folium/index.html"
SCRIPTS = (
    ("leaflet", VENDOR + "leaflet/leaflet.js"),
    ("setup", VENDOR + "setup.js"),
    ("draw", VENDOR + "leaflet-draw/leaflet.draw.js"),
    ("places", OURS + "places.js"),
    ("tools", OURS + "tools.js"),
    ("live", OURS + "live.js"),
)
STYLES = (
    ("leaflet_css", VENDOR + "leaflet/leaflet.css"),
    ("draw_css", VENDOR + "leaflet-draw/leaflet.draw.css"),
    ("map_css", LOOK + "map.css"),
)


def ahead() -> str:
    """The `Link` header of the frame's page."""
    files = [*((url, "script") for _, url in SCRIPTS), *((url, "style") for _, url in STYLES)]
    return ", ".join(f"<{url}>; rel=preload; as={kind}" for url, kind in files)
