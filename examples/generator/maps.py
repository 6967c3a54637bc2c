"""map/: the outlines of the surveyed sites, the island in its sea, and where sites without a place are drawn."""

from __future__ import annotations

from typing import Any

from examples.generator import ground
from examples.generator.draft import Draft
from examples.generator.ground import Ring

SURVEYED_M = 5


def locate(draft: Draft) -> None:
    """The position as its record knows it, the area of its outline, and the drinking-water zone it lies in."""
    if draft.outline:
        lat, lon = ground.degrees(ground.middle_of(draft.outline))
        basis, accuracy = "surveyed", float(SURVEYED_M)
        draft.cells["land_mu"] = f"{ground.area_m2(draft.outline) / ground.MU_M2:.2f}".rstrip("0").rstrip(".")
    elif draft.accuracy_m:
        lat, lon = ground.degrees(ground.middle_of(draft.place), digits=4)
        basis, accuracy = "approximate", draft.accuracy_m
    else:
        lat, lon = ground.LAT, ground.LON
        basis, accuracy = "schematic", float(ground.RADIUS_M)
    draft.cells |= {"lat": str(lat), "lon": str(lon), "location_basis": basis}
    draft.cells |= {"location_accuracy_m": f"{accuracy:.0f}", "water_zone": ground.water_zone(draft.ring)}


def outlines(drafts: list[Draft]) -> list[dict[str, Any]]:
    """outlines.geojson."""
    return [_feature({"site_id": d.id, "name": d.name[0], "name_en": d.name[1]}, [d.outline]) for d in drafts if d.outline]


def sketch() -> list[dict[str, Any]]:
    """sketch.geojson: sea first, so that the land lies on top of it."""

    def drawn(zh: str, en: str, kind: str, *rings: Ring) -> dict[str, Any]:
        told = {"name": zh, "name_en": en, "kind": kind, "accuracy_m": 1, "source": "示例（虚构） / invented"}
        return _feature(told, list(rings), digits=5)

    shore = ground.island()
    return [
        drawn("示例海", "Sample Sea", "water", ground.sea(), tuple(reversed(shore))),
        drawn("示例岛", "Sample Island", "island", shore),
        drawn("示例水库", "Sample reservoir", "water", ground.reservoir()),
    ]


def _feature(properties: dict[str, Any], rings: list[Ring], digits: int = 6) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ground.coordinates(r, digits) for r in rings]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def schematic(drafts: list[Draft]) -> list[dict[str, str]]:
    """schematic.csv."""
    found = []
    for draft in (d for d in drafts if d.place and not d.outline and not d.accuracy_m):
        lat, lon = ground.degrees(ground.middle_of(draft.place), digits=4)
        found.append({"site_id": draft.id, "lat": str(lat), "lon": str(lon)})
    return found
