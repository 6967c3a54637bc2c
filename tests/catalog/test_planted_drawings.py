"""A fault planted in what the map is drawn from is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.planting import (
    LABELS,
    OUTLINES,
    PLACES,
    Fault,
    a_folder_instead_of,
    a_pipe_instead_of,
    append,
    drawn,
    missing,
    name_of,
    refused_by_name,
    swap,
)

PLOT = [[[113.1, 22.6], [113.2, 22.6], [113.1, 22.7], [113.1, 22.6]]]
TOWN = {"name": "潮连", "name_en": "Chaolian", "kind": "town"}

FAULTS = (
    Fault("a vertex that is not a number", swap("map/sketch.geojson", "[113.0869, 22.755], [113.0856", "[113.0869, NaN], [113.0856"),
          "map/sketch.geojson", "", "feature 1", "", "", "not a number"),
    Fault("a drawing that is missing", missing("map/sketch.geojson"),
          "map/sketch.geojson", "", "", "", "", "cannot be found"),
    Fault("a table of places that is missing", missing("map/schematic.csv"),
          "map/schematic.csv", "", "", "", "", "cannot be found"),
    Fault("a place for no site", append("map/schematic.csv", "atlantis,22.6,113.1"),
          "map/schematic.csv", "atlantis,", "", "site_id", "atlantis", "no site"),
    Fault("a place that is a word", swap("map/schematic.csv", "xiacun,22.682,", "xiacun,north,"),
          "map/schematic.csv", "xiacun,", "xiacun", "", "", "not a coordinate"),
    Fault("a place that is not a number", swap(PLACES, "xiacun,22.682,", "xiacun,nan,"),
          PLACES, "xiacun,", "xiacun", "", "", "not a coordinate"),
    Fault("a place without end", swap(PLACES, "xiacun,22.682,", "xiacun,inf,"),
          PLACES, "xiacun,", "xiacun", "", "", "not a coordinate"),
    Fault("a place beyond the pole", swap(PLACES, "xiacun,22.682,", "xiacun,113.12,"),
          PLACES, "xiacun,", "xiacun", "", "", "not a coordinate"),
    Fault("a label that is an area", drawn(LABELS, ("Polygon", PLOT, TOWN)),
          LABELS, "", "feature 1", "", "Polygon", "a label, which is a point"),
    Fault("a label with one figure", drawn(LABELS, ("Point", [113.1, 22.6], TOWN), ("Point", [113.1], TOWN)),
          LABELS, "", "feature 2", "", "", "a coordinate that is missing"),
    Fault("a label with a word for a figure", drawn(LABELS, ("Point", ["113.1", 22.6], TOWN)),
          LABELS, "", "feature 1", "", "", "not a number"),
    Fault("a label with a truth value for a figure", drawn(LABELS, ("Point", [True, 22.6], TOWN)),
          LABELS, "", "feature 1", "", "", "not a number"),
    Fault("a label with a figure beyond all measure", drawn(LABELS, ("Point", [10**400, 22.6], TOWN)),
          LABELS, "", "feature 1", "", "", "outside longitude and latitude"),
    Fault("a label at infinity", drawn(LABELS, ("Point", [float("inf"), 22.6], TOWN)),
          LABELS, "", "feature 1", "", "", "outside longitude and latitude"),
    Fault("a label without a name", drawn(LABELS, ("Point", [113.1, 22.6], {"kind": "town"})),
          LABELS, "", "feature 1", "name", "", "without its words"),
    Fault("a label whose name is a list", drawn(LABELS, ("Point", [113.1, 22.6], {**TOWN, "name": ["潮连"]})),
          LABELS, "", "feature 1", "name", "", "without its words"),
    Fault("a label whose English name is a figure", drawn(LABELS, ("Point", [113.1, 22.6], {**TOWN, "name_en": 7})),
          LABELS, "", "feature 1", "name_en", "", "without its words"),
    Fault("a label of two kinds", drawn(LABELS, ("Point", [113.1, 22.6], {**TOWN, "kind": "town river"})),
          LABELS, "", "feature 1", "kind", "town river", "no plain lower-case word"),
    Fault("an outline of no site", drawn(OUTLINES, ("Polygon", PLOT, {"name": "x"})),
          OUTLINES, "", "feature 1", "site_id", "", "no site"),
    Fault("an outline of a list of sites", drawn(OUTLINES, ("Polygon", PLOT, {"site_id": ["xiacun"]})),
          OUTLINES, "", "feature 1", "site_id", "", "no site"),
    Fault("an outline of a site that is not there", drawn(OUTLINES, ("Polygon", PLOT, {"site_id": "atlantis"})),
          OUTLINES, "", "feature 1", "site_id", "atlantis", "no site"),
    Fault("an outline that is a point", drawn(OUTLINES, ("Point", [113.1, 22.6], {"site_id": "xiacun"})),
          OUTLINES, "", "feature 1", "", "Point", "an outline, which is an area"),
    Fault("an outline whose rings are not rings", drawn(OUTLINES, ("Polygon", [113.1, 22.6], {"site_id": "xiacun"})),
          OUTLINES, "", "feature 1", "", "", "not as its shape needs it"),
    Fault("a site with two outlines", drawn(OUTLINES, *[("Polygon", PLOT, {"site_id": "xiacun"})] * 2),
          OUTLINES, "", "feature 2", "site_id", "xiacun", "repeats the outline"),
    Fault("a drawing of figures without end", swap("map/sketch.geojson", "[113.0869, 22.755], [113.0856", f"[{'9' * 5000}, 22.755], [113.0856"),
          "map/sketch.geojson", "", "", "", "", "not valid GeoJSON"),
    Fault("a folder for a drawing", a_folder_instead_of(LABELS),
          LABELS, "", "", "", "", "cannot be found or read"),
    Fault("a pipe for a drawing", a_pipe_instead_of(OUTLINES),
          OUTLINES, "", "", "", "", "cannot be found or read"),
    Fault("a pipe for a table of places", a_pipe_instead_of(PLACES),
          PLACES, "", "", "", "", "cannot be found or read"),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_a_fault_planted_in_a_drawing_is_refused_by_name(fault: Fault, pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused_by_name(fault, pack_copy, capsys)
