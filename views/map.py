"""The map, and the only place that touches folium: base drawn once, live layer with what this answer changes.

All text goes through `map_text`, since folium renders it twice through Jinja and then places it inside JavaScript.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import folium
from streamlit_folium import st_folium

from matcher.catalog.drawing import is_schematic, place
from matcher.model.catalog import Catalog
from matcher.reports.map_picture import FILLED_FROM
from views.theme import Theme

VENDOR, LOOK = "../../app/static/vendor/", "../../app/static/look/"
HEIGHT = 400
SIZES = {"top": 36, "fits": 24, "ask": 22, "out": 14}
"""Pixels across: knock-outs stay small, so that they do not drown what can be had."""


def map_text(value: object) -> str:
    """Text made safe for HTML, for Jinja and for a JavaScript template literal, on one line."""
    text = html.escape(str(value), quote=True)
    for c in "\\`${}":
        text = text.replace(c, f"&#{ord(c)};")
    return " ".join(text.split())


@dataclass(frozen=True)
class Spot:
    """One site on the map. status: fits, ask or out; rank is 0 for a site that is out."""

    site_id: str
    title: str
    told: str
    status: str
    rank: int
    score: float


class _OfflineMap(folium.Map):
    """A map whose every asset is served by the app itself, under any base path."""

    default_js = [("leaflet", VENDOR + "leaflet/leaflet.js"), ("setup", VENDOR + "setup.js"), ("jquery", VENDOR + "jquery.min.js")]  # noqa: RUF012
    default_css = [("leaflet_css", VENDOR + "leaflet/leaflet.css"), ("map_css", LOOK + "map.css")]  # noqa: RUF012


def show_map(catalog: Catalog, spots: list[Spot], chosen: str | None, theme: Theme, *, lang: str, key: str) -> str | None:
    """Draws the map and returns the site that was clicked on last, or None."""
    base = _OfflineMap(
        location=[catalog.plan.town.lat, catalog.plan.town.lon],
        zoom_start=catalog.plan.map.zoom,
        tiles=None,
        zoom_control=True,
        attribution_control=False,
        min_zoom=9,
        max_zoom=18,
    )
    ground = "ground-water" if catalog.plan.map.surroundings == "water" else "ground-land"
    base.default_css = [*_OfflineMap.default_css, ("ground_css", f"{LOOK}{ground}.css"), ("tokens_css", f"{LOOK}tokens-{theme}.css")]
    _draw_sketch(base, catalog, lang)
    live = folium.FeatureGroup(name="sites")
    at: dict[tuple[float, float], str] = {}
    for spot in sorted(spots, key=lambda s: (s.status != "out", -s.rank if s.rank else -10_000)):
        point = place(catalog, spot.site_id)
        if point is None:
            continue
        at[_rounded(*point)] = spot.site_id
        _draw_outline(live, catalog, spot, chosen)
        _draw_spot(live, catalog, spot, point, chosen)
    if chosen and (point := place(catalog, chosen)):
        _draw_error(live, catalog, chosen, point)
    # The number of the click is not asked for: the map would report its first zero, and that run would carry an address already left.
    answer: dict[str, Any] = st_folium(
        base, key=key, height=HEIGHT, use_container_width=True, returned_objects=["last_object_clicked"], feature_group_to_add=live
    )
    clicked = (answer or {}).get("last_object_clicked") or {}
    return at.get(_rounded(clicked.get("lat", 0.0), clicked.get("lng", 0.0)))


def _rounded(lat: float, lon: float) -> tuple[float, float]:
    return round(lat, 6), round(lon, 6)


def _draw_sketch(base: folium.Map, catalog: Catalog, lang: str) -> None:
    for feature in catalog.drawing["sketch.geojson"]["features"]:
        kind = feature["properties"].get("kind", "island")
        folium.GeoJson(
            {"type": "Feature", "properties": {}, "geometry": feature["geometry"]},
            style_function=lambda _, kind=kind: {"className": f"sk-{map_text(kind)}"},
            interactive=False,
        ).add_to(base)
    place_names = catalog.drawing.get("labels.geojson", {"features": []})["features"]
    for feature in place_names:
        lon, lat = feature["geometry"]["coordinates"]
        name = feature["properties"].get("name" if lang == "zh" else "name_en") or feature["properties"].get("name", "")
        icon = folium.DivIcon(
            html=f'<span class="lb lb-{map_text(feature["properties"].get("kind", "town"))}">{map_text(name)}</span>',
            class_name="lbx",
            icon_size=(0, 0),
        )
        folium.Marker((lat, lon), icon=icon, interactive=False, keyboard=False).add_to(base)


def _draw_outline(live: folium.FeatureGroup, catalog: Catalog, spot: Spot, chosen: str | None) -> None:
    outline = _outlines(catalog).get(spot.site_id)
    if outline is None:
        return
    mark = f"ol ol-{spot.status}" + (" ol-on" if spot.site_id == chosen else "")
    folium.GeoJson(
        {"type": "Feature", "properties": {}, "geometry": outline}, style_function=lambda _: {"className": mark}, interactive=False
    ).add_to(live)


def _outlines(catalog: Catalog) -> dict[str, Any]:
    features = catalog.drawing.get("outlines.geojson", {"features": []})["features"]
    return {f["properties"].get("site_id"): f["geometry"] for f in features}


def _draw_spot(live: folium.FeatureGroup, catalog: Catalog, spot: Spot, point: tuple[float, float], chosen: str | None) -> None:
    schematic = is_schematic(catalog, spot.site_id)
    shape = "fits" if spot.status == "fits" else "out" if spot.status == "out" else ("ask" if spot.score >= FILLED_FROM else "ask-low")
    classes = ["gl", f"gl-{shape}", "dashed" if schematic else "solid"]
    large = 0 < spot.rank <= 5
    if large:
        classes.append("big")
    if spot.site_id == chosen:
        classes.append("on")
    number = f"<b>{spot.rank}</b>" if large else ""
    size = SIZES["top" if large else spot.status]
    icon = folium.DivIcon(
        html=f'<span class="{" ".join(classes)}"><i></i>{number}</span>',
        class_name="glx",
        icon_size=(size, size),
        icon_anchor=(size // 2, size // 2),
    )
    tooltip = folium.Tooltip(f"<b>{map_text(spot.title)}</b><br>{map_text(spot.told)}", sticky=False)
    above = 1000 if spot.site_id == chosen else (500 if large else 0)
    folium.Marker(point, icon=icon, tooltip=tooltip, z_index_offset=above).add_to(live)


def _draw_error(live: folium.FeatureGroup, catalog: Catalog, chosen: str, point: tuple[float, float]) -> None:
    """The circle in which the chosen site surely lies; around the town's point where only the town is known."""
    position = catalog.by_id[chosen].position
    if position is None or position[2] < 30:
        return
    schematic = catalog.by_id[chosen].text("location_basis") == "schematic"
    centre = position[:2] if schematic else point
    folium.Circle(centre, radius=position[2], class_name="er", interactive=False).add_to(live)
