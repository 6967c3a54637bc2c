"""One fault at a time is planted in a copy of the real pack: each is refused by name, in its place, and nothing else is blamed."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.issues import Issue, errors
from matcher.catalog.load import read_pack
from matcher.cli import main

Plant = Callable[[Path], None]
CHINESE = re.compile("[\u4e00-\u9fff]")


def swap(file: str, old: str, new: str) -> Plant:
    """Replaces a text that stands exactly once in a file."""

    def plant(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        (pack / file).write_text(text.replace(old, new), encoding="utf-8", newline="")

    return plant


def put(table: str, record: str, **cells: str) -> Plant:
    """Writes other values into cells of one record of a table whose first column is its id."""

    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        (row,) = [r for r in rows if r[0] == record]
        for column, value in cells.items():
            row[header.index(column)] = value
        write(pack / table, [header, *rows])

    return plant


def append(file: str, line: str) -> Plant:
    def plant(pack: Path) -> None:
        with (pack / file).open("a", encoding="utf-8", newline="") as out:
            out.write(line + "\n")

    return plant


def evidence(line: str) -> Plant:
    """One more line of evidence; `line` holds its first six cells."""
    return append("evidence.csv", line + ",,,,,,")


def drop_line(file: str, start: str) -> Plant:
    """Takes out the one line that starts so."""

    def plant(pack: Path) -> None:
        lines = (pack / file).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) == len(lines) - 1
        (pack / file).write_text("".join(kept), encoding="utf-8", newline="")

    return plant


def without_column(table: str, column: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        gone = header.index(column)
        write(pack / table, [[c for i, c in enumerate(row) if i != gone] for row in (header, *rows)])

    return plant


def with_column(table: str, column: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        write(pack / table, [[*header, column], *([*row, ""] for row in rows)])

    return plant


def one_cell_short(table: str, record: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        write(pack / table, [header, *(row[:-1] if row[0] == record else row for row in rows)])

    return plant


def repeated(table: str, record: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        write(pack / table, [header, *rows, *(row for row in rows if row[0] == record)])

    return plant


def missing(file: str) -> Plant:
    return lambda pack: (pack / file).unlink()


def emptied(file: str) -> Plant:
    def plant(pack: Path) -> None:
        (pack / file).write_text("", encoding="utf-8")

    return plant


def recoded(file: str, encoding: str) -> Plant:
    def plant(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8")
        (pack / file).write_bytes(text.encode(encoding, errors="replace"))

    return plant


def drawn(file: str, *features: tuple[str, Any, dict[str, Any]]) -> Plant:
    """A map file of features, each told by its shape, its coordinates and its properties."""

    def plant(pack: Path) -> None:
        made = [{"type": "Feature", "properties": p, "geometry": {"type": shape, "coordinates": at}} for shape, at, p in features]
        (pack / file).write_text(json.dumps({"type": "FeatureCollection", "features": made}), encoding="utf-8")

    return plant


def a_folder_instead_of(file: str) -> Plant:
    def plant(pack: Path) -> None:
        (pack / file).unlink(missing_ok=True)
        (pack / file).mkdir()

    return plant


def a_pipe_instead_of(file: str) -> Plant:
    """A named pipe, which nobody ever writes into; where the system has none, a folder."""

    def plant(pack: Path) -> None:
        (pack / file).unlink(missing_ok=True)
        os.mkfifo(pack / file) if hasattr(os, "mkfifo") else (pack / file).mkdir()

    return plant


def many_words(part: str, count: int) -> Plant:
    """So many more words at the head of a list of words.yaml."""
    lines = "".join(f"  - {{token: more_{i}, name: 又一个{i}, name_en: another {i}}}\n" for i in range(count))
    return swap(WORDS, f"\n{part}:\n", f"\n{part}:\n{lines}")


def both(*plants: Plant) -> Plant:
    def plant(pack: Path) -> None:
        for each in plants:
            each(pack)

    return plant


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@dataclass(frozen=True)
class Fault:
    """What is planted, and how it must be told: `at` is how its line begins in the spoilt file, '' where no line can be named."""

    id: str
    plant: Plant
    file: str
    at: str
    record: str
    field: str
    value: str
    says: str
    """A part of the English message."""


SITES, PROOF, LEADS, CODES = "parcels.csv", "evidence.csv", "leads.csv", "gbt4754.csv"
RULES, PLAN, TRADES, WORDS, SOURCES = "rules.yaml", "plan.yaml", "industries.yaml", "words.yaml", "sources.yaml"
PROFILES = "profiles.yaml"
EXAMPLES = "examples.yaml"
RENT_GATE = "  rent: {citation: {source: office_default}, since: 2026-11, checked: 2026-11-23}\n"
TAKEN_PROOF = "changqing,taken_by,"
LABELS, OUTLINES, PLACES = "map/labels.geojson", "map/outlines.geojson", "map/schematic.csv"
PLOT = [[[113.1, 22.6], [113.2, 22.6], [113.1, 22.7], [113.1, 22.6]]]
TOWN = {"name": "潮连", "name_en": "Chaolian", "kind": "town"}

FAULTS = (
    # Weightings and profiles
    Fault("a weighting of a criterion that is not there", swap(RULES, "weights: {positioning: 15, area_fit: 20, access: 10, cost: 40,", "weights: {positioning: 15, area_fit: 20, access: 10, price: 40,"),
          RULES, "  - id: thrifty", "thrifty", "weights", "price", "does not have"),
    Fault("a weighting of nothing", swap(RULES, "weights: {positioning: 15, area_fit: 15, access: 5, cost: 10, readiness: 40, slack: 10, partners: 5}", "weights: {cost: 0}"),
          RULES, "  - id: soon", "soon", "weights", "", "all 0"),
    Fault("a profile of an industry that is not there", swap(PROFILES, "codes: ['17']", "codes: ['17', '99']"),
          PROFILES, "  - id: weaving", "weaving", "codes", "99", "does not have"),
    Fault("a profile that fills what is not a building's", swap(PROFILES, "fills: {floor_load_t_m2_min: 0.66}", "fills: {tax_wan: 0.66}"),
          PROFILES, "  - id: weaving", "weaving", "fills", "tax_wan", "cannot fill"),
    Fault("two profiles of one id", swap(PROFILES, "- id: rubber", "- id: weaving"), PROFILES, "  - id: weaving", "weaving", "id", "weaving", "repeats"),
    # cells of the site table
    Fault("a figure that is a word", put(SITES, "mumianwei", land_mu="很多"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "很多", "not a number"),
    Fault("full-width digits with a unit", put(SITES, "mumianwei", land_mu="５３４亩"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "５３４亩", "not a number"),
    Fault("a figure outside the possible range", put(SITES, "mumianwei", land_mu="5349600"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "5349600", "outside the possible range"),
    Fault("a negative area", put(SITES, "mumianwei", land_mu="-20"),
          SITES, "mumianwei,", "mumianwei", "land_mu", "-20", "outside the possible range"),
    Fault("a range that runs downwards", put(SITES, "wanyang-1", land_mu="200..100"),
          SITES, "wanyang-1,", "wanyang-1", "land_mu", "200..100", "runs downwards"),
    Fault("a thirteenth month", both(put(SITES, "wanyang-1", delivery="2026-13"), evidence("wanyang-1,delivery,reported,press_2024,,2024")),
          SITES, "wanyang-1,", "wanyang-1", "delivery", "2026-13", "not a month"),
    Fault("a word that no list has", put(SITES, "xiacun", status="sold"),
          SITES, "xiacun,", "xiacun", "status", "sold", "not in the list"),
    Fault("an unknown industry in a list", put(SITES, "lingang", positioned="logistics;unicorns"),
          SITES, "lingang,", "lingang", "positioned", "unicorns", "not in the list"),
    Fault("a text beyond all measure", put(SITES, "shangwei", note="勿" * 501),
          SITES, "shangwei,", "shangwei", "note", "勿", "longer than"),
    Fault("a site without a kind", both(put(SITES, "xiacun", kind=""), drop_line(PROOF, "xiacun,kind,")),
          SITES, "xiacun,", "xiacun", "kind", "", "must not be empty"),
    # what the cells of one site say against each other
    Fault("more to be had than there is", both(put(SITES, "mumianwei", available_land_mu="600"),
                                             evidence("mumianwei,available_land_mu,reported,press_2024,,2024")),
          SITES, "mumianwei,", "mumianwei", "available_land_mu", "600", "more than the land area"),
    Fault("taken, but not by whom", both(put(SITES, "changqing", taken_by=""), drop_line(PROOF, TAKEN_PROOF)),
          SITES, "changqing,", "changqing", "taken_by", "", "by whom is not said"),
    Fault("half a position", put(SITES, "mumianwei", lat=""),
          SITES, "mumianwei,", "mumianwei", "lat", "", "four columns go together"),
    # tables as such
    Fault("a site told twice", repeated(SITES, "mumianwei"),
          SITES, "mumianwei,", "mumianwei", "id", "mumianwei", "repeats line 2"),
    Fault("a ragged row", one_cell_short(SITES, "xiacun"),
          SITES, "xiacun,", "xiacun", "", "", "this row has 42 cells, the header 43"),
    Fault("a column nobody knows", with_column(SITES, "colour"),
          SITES, "id,", "", "colour", "", "no column"),
    Fault("a column that is missing", without_column(SITES, "planning"),
          SITES, "id,", "", "planning", "", "missing column"),
    Fault("a column that stands twice", with_column(SITES, "note"),
          SITES, "id,", "", "note", "", "stands twice"),
    Fault("unpaired quotes", both(put(SITES, "xiacun", note="PLANTED"), swap(SITES, "PLANTED", '"PLANTED')),
          SITES, "xiacun,", "", "", "", "quotes are not paired"),
    Fault("a table in GB18030", recoded(SITES, "gb18030"),
          SITES, "mumianwei,", "", "", "", "not UTF-8"),
    Fault("a table that is missing", missing(LEADS),
          LEADS, "", "", "", "", "cannot be found"),
    Fault("a code listed twice", append(CODES, "1311,C,稻谷加工,Rice milling"),
          CODES, "1311,", "1311", "code", "1311", "repeats line"),
    # evidence
    Fault("a filled cell without evidence", put(SITES, "wanyang-1", power_kva="800"),
          SITES, "wanyang-1,", "wanyang-1", "power_kva", "", "has no evidence"),
    Fault("evidence for an empty cell", evidence("wanyang-1,power_kva,reported,press_2024,,2024"),
          SITES, "wanyang-1,", "wanyang-1", "power_kva", "", "the cell is empty"),
    Fault("a source nobody knows", swap(PROOF, "mumianwei,land_mu,plan,plan,", "mumianwei,land_mu,plan,gossip,"),
          PROOF, "mumianwei,land_mu,", "mumianwei", "source", "gossip", "does not have"),
    Fault("a clause its source lacks", swap(PROOF, "mumianwei,land_mu,plan,plan,C1.1(1)2", "mumianwei,land_mu,plan,plan,C9.9"),
          PROOF, "mumianwei,land_mu,", "mumianwei", "source", "C9.9", "clause"),
    Fault("evidence for no site", evidence("atlantis,land_mu,plan,plan,C3.2,2020-12"),
          PROOF, "atlantis,", "atlantis", "site_id", "atlantis", "no site"),
    Fault("evidence for no field", evidence("mumianwei,mood,plan,plan,C3.2,2020-12"),
          PROOF, "mumianwei,mood,", "mumianwei", "field", "mood", "no field"),
    Fault("a basis of rumour", evidence("wanyang-1,power_kva,rumour,plan,C3.2,2020-12"),
          PROOF, "wanyang-1,power_kva,", "wanyang-1", "basis", "rumour", ""),
    # leads
    Fault("a stage nobody knows", put(LEADS, "xinhe", stage="dreaming"),
          LEADS, "xinhe,", "xinhe", "stage", "dreaming", "no stage"),
    Fault("a lead settled nowhere", put(LEADS, "xinhe", settled_at="atlantis"),
          LEADS, "xinhe,", "xinhe", "settled_at", "atlantis", "no site"),
    Fault("a lead whose investment is a word", put(LEADS, "xinhe", investment_wan="two lots"),
          LEADS, "xinhe,", "xinhe", "investment_wan", "two lots", "not a number"),
    Fault("a lead whose other investment is without end", put(LEADS, "xinhe", investment_other_wan="inf"),
          LEADS, "xinhe,", "xinhe", "investment_other_wan", "inf", "not a number"),
    Fault("a lead with an unknown process", put(LEADS, "xinhe", processes="喷粉;炼金"),
          LEADS, "xinhe,", "xinhe", "processes", "炼金", "not in the list"),
    Fault("a lead needed by a thirteenth month", put(LEADS, "xinhe", needed_by="2026-13"),
          LEADS, "xinhe,", "xinhe", "needed_by", "2026-13", "month"),
    # YAML as such
    Fault("a key that stands twice", swap(RULES, "  unit: share\n", "  unit: share\n  unit: percent\n"),
          RULES, "  unit: percent", "", "unit", "", "same key stands twice"),
    Fault("a bare no", swap(PLAN, "invented: 'no'", "invented: no"),
          PLAN, "  invented: no", "", "invented", "no", "without quotes"),
    Fault("a bare code that begins with 0", swap(TRADES, "codes: ['387', '3975']", "codes: ['387', 0111]"),
          TRADES, "    codes: ['387', 0111]", "", "codes", "0111", "without quotes"),
    Fault("a field nobody knows", swap(TRADES, "  - id: lighting\n", "  - id: lighting\n    colour: red\n"),
          TRADES, "    colour: red", "lighting", "colour", "red", "no field"),
    Fault("an alias", swap(RULES, "citation: {source: guangdong_water}\n  since: 2021-01\n", "citation: &here {source: guangdong_water}\n  since: 2021-01\n"),
          RULES, "  citation: &here", "", "", "", "anchor or alias"),
    Fault("broken indentation", swap(WORDS, "near:\n", " near:\n"),
          WORDS, " near:", "", "", "", "not valid YAML"),
    Fault("an empty file", emptied(WORDS),
          WORDS, "", "", "", "", "empty"),
    Fault("a missing file", missing(WORDS),
          WORDS, "", "", "", "", "cannot be found"),
    Fault("a file in GB18030", recoded(WORDS, "gb18030"),
          WORDS, "  - {token: industry", "", "", "", "not UTF-8"),
    # rules
    Fault("a rule without a citation", swap(RULES, RENT_GATE, "  rent: {since: 2026-11, checked: 2026-11-23}\n"),
          RULES, "  rent: {since", "rent", "rent.citation", "", "missing"),
    Fault("a rule that cites nobody", swap(RULES, RENT_GATE, RENT_GATE.replace("office_default", "gossip")),
          RULES, "  rent: {citation", "rent", "citation", "gossip", "does not have"),
    Fault("a gate without its rule", swap(RULES, RENT_GATE, ""),
          RULES, "gates:", "gates", "rent", "", "missing rule"),
    Fault("a rule for no gate", swap(RULES, RENT_GATE, RENT_GATE + RENT_GATE.replace("rent", "smell")),
          RULES, "  smell:", "gates", "smell", "", "no rule"),
    Fault("a gate without its threshold", swap(RULES, "    threshold: 250\n", ""),
          RULES, "  investment_per_mu:", "gates", "threshold", "", "lacks its threshold"),
    Fault("a threshold that is a word", swap(RULES, "    threshold: 250\n", "    threshold: plenty\n"),
          RULES, "    threshold: plenty", "investment_per_mu", "investment_per_mu.threshold", "plenty", "not a number"),
    Fault("a curve that does not rise", swap(RULES, "[[0, 1], [6, 0.8], [12, 0.6], [24, 0.3], [48, 0]]", "[[0, 1], [6, 0.8], [6, 0.6]]"),
          RULES, "    curve: [[0, 1], [6, 0.8], [6, 0.6]]", "criteria", "readiness", "", "does not rise"),
    Fault("a possible range turned round", swap(RULES, "low: 2.5, high: 20,", "low: 20, high: 2.5,"),
          RULES, "  ceiling_height_m:", "possible", "ceiling_height_m", "", "lower end"),
    Fault("a possible range without end", swap(RULES, "low: 2.5, high: 20,", "low: 2.5, high: inf,"),
          RULES, "  ceiling_height_m:", "possible", "ceiling_height_m", "", "no end at all"),
    Fault("a possible range that is no number", swap(RULES, "low: 2.5, high: 20,", "low: nan, high: 20,"),
          RULES, "  ceiling_height_m:", "possible", "ceiling_height_m", "", "wrong form"),
    # industries, plan, words
    Fault("an industry code the standard lacks", swap(TRADES, "codes: ['387', '3975']", "codes: ['387', '9999']"),
          TRADES, "  - id: lighting", "lighting", "codes", "9999", "gbt4754.csv does not have"),
    Fault("a partner nobody knows", swap(TRADES, "partners: [metal-products, rubber-plastics, photoelectric]", "partners: [unicorns]"),
          TRADES, "  - id: lighting", "lighting", "partners", "unicorns", "not there"),
    Fault("a control over an unknown process", swap(TRADES, "processes: [tanning]", "processes: [alchemy]"),
          TRADES, "  - id: tanning", "tanning", "processes", "alchemy", "words.yaml does not have"),
    Fault("a place to be near that no list has", swap(PLAN, "kind: port, near: port,", "kind: port, near: airport,"),
          PLAN, "  - {id: port-hetang", "port-hetang", "near", "airport", "does not have"),
    Fault("a town called like a device", swap(PLAN, "  id: hetang\n", "  id: nul\n"),
          PLAN, "  id: nul", "nul", "id", "nul", "Windows keeps for itself"),
    Fault("a work delivered in a thirteenth month", swap(
        PLAN, "kind: logistics, status: planned, delivery: 2021-01..2025-12", "kind: logistics, status: planned, delivery: 2021-01..2026-13"),
          PLAN, "  - {id: port-logistics-park", "port-logistics-park", "delivery", "2026-13", "month"),
    Fault("a work that is never delivered", swap(
        PLAN, "kind: logistics, status: planned, delivery: 2021-01..2025-12", "kind: logistics, status: planned"),
          PLAN, "  - {id: port-logistics-park", "port-logistics-park", "delivery", "", "delivery month"),
    Fault("a synonym of two words", swap(WORDS, "synonyms: [冷链,", "synonyms: [宿舍, 冷链,"),
          WORDS, "  - {token: cold_store", "cold_store", "special", "宿舍", "shares a word with dormitory"),
    Fault("a list of too many words", many_words("near", 61),
          WORDS, "  - {token: rail", "rail", "near", "", "63 is the most"),
    Fault("an unknown kind of source", swap(SOURCES, "    kind: press\n", "    kind: gossip\n"),
          SOURCES, "    kind: gossip", "press_2024", "press_2024.kind", "gossip", "not an allowed word"),
    Fault("an example that asks for an unknown process", swap(EXAMPLES, "processes: [coating, casting]", "processes: [炼金]"),
          EXAMPLES, "      processes: [炼金]", "", "processes", "炼金", "not in the list"),
    Fault("two examples with one id", swap(EXAMPLES, "id: example-medical", "id: example-lighting"),
          EXAMPLES, "      id: example-lighting", "example-lighting", "id", "example-lighting", "repeats an id"),
    # the map
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


@pytest.fixture(params=FAULTS, ids=[f.id.replace(" ", "-") for f in FAULTS])
def fault(request: pytest.FixtureRequest, pack_copy: Path) -> Fault:
    """One fault, already planted in `pack_copy`."""
    planted: Fault = request.param
    planted.plant(pack_copy)
    return planted


def line_of(pack: Path, fault: Fault) -> int:
    """The last line of the spoilt file that begins as the fault says; 0 where none can be named."""
    if not fault.at:
        return 0
    lines = (pack / fault.file).read_bytes().split(b"\n")
    return max(number for number, line in enumerate(lines, 1) if line.startswith(fault.at.encode()))


def test_the_copy_is_good_before_anything_is_planted(pack_copy: Path) -> None:
    catalog, issues = read_pack(pack_copy)
    assert catalog is not None
    assert issues == []


def test_a_planted_fault_is_refused_by_name(fault: Fault, pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pack is refused, the fault is told once in its place and in both languages, and nothing that is sound is blamed."""
    catalog, issues = read_pack(pack_copy)

    assert catalog is None
    found = errors(issues)
    blamed = "\n".join(i.told("en") for i in found)
    assert found, "nothing was said"
    issue = found[0]
    assert (issue.file, issue.record, issue.field) == (fault.file, fault.record, fault.field), blamed
    assert issue.line == line_of(pack_copy, fault), blamed
    assert fault.value in issue.value + issue.message.en
    assert fault.says in issue.message.en
    speaks_both_languages(issue)
    assert len(found) == 1, f"more is blamed than was planted:\n{blamed}"

    assert main(["check", str(pack_copy), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert issue.told("en") in told
    assert "The pack cannot be used: 1 errors." in told


def speaks_both_languages(issue: Issue) -> None:
    for text in (issue.message, issue.mend, issue.fix_by):
        assert CHINESE.search(text.zh)
        assert re.search("[a-z]", text.en)


def test_faults_in_several_files_are_all_told_at_once(pack_copy: Path) -> None:
    """A person mends a pack in one round, not one fault a round."""
    both(
        swap(RULES, "    threshold: 250\n", "    threshold: plenty\n"),
        swap(PLAN, "invented: 'no'", "invented: no"),
        with_column(SITES, "colour"),
        emptied(WORDS),
    )(pack_copy)
    catalog, issues = read_pack(pack_copy)
    assert catalog is None
    assert {i.file for i in errors(issues)} == {RULES, PLAN, SITES, WORDS}


def test_a_line_number_counts_lines_of_the_file_even_after_a_cell_of_two_lines(pack_copy: Path) -> None:
    put(SITES, "mumianwei", name_en="Mumianwei\nplot")(pack_copy)
    put(SITES, "xiacun", status="sold")(pack_copy)
    _, issues = read_pack(pack_copy)
    lines = (pack_copy / SITES).read_text(encoding="utf-8").split("\n")
    (issue,) = [i for i in errors(issues) if i.field == "status" and i.value == "sold"]
    assert lines[issue.line - 1].startswith("xiacun,")


def test_a_pack_that_is_not_there_is_refused_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere"), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    for file in (SITES, PROOF, LEADS, CODES, RULES, PLAN, TRADES, WORDS, SOURCES):
        assert file in told
