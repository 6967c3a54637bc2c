"""The invented town: made again it is the same, it is a sound pack, and its answers show every kind there is."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from examples.generate import DEMO, SEED
from examples.generator.gaps import WEIGHTS
from examples.generator.ground import RADIUS_M
from examples.generator.pack import write_pack
from matcher.catalog.cells import format_cell
from matcher.catalog.load import read_pack
from matcher.explanation.records import Result
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.fields import FIELDS

Ring = list[tuple[float, float]]
MU_M2 = 2000 / 3
EARTH_M_PER_DEGREE = 111_195.0
ALWAYS = {
    "land": (
        "available_land_mu", "divisible", "uses", "tenure", "positioned", "partners", "processes", "features", "power_kva", "water_zone",
        "planning", "land_price_wan_mu",
    ),
    "facility": (
        "floor_m2", "available_floor_m2", "divisible", "uses", "tenure", "positioned", "partners", "processes", "features",
        "ceiling_height_m", "floor_load_t_m2", "power_kva", "ground_floor", "fire_class", "water_zone", "rent_yuan_m2_month",
    ),
    "renewal": ("available_land_mu", "uses", "tenure", "processes", "features", "power_kva", "water_zone", "planning", "land_price_wan_mu"),
}  # fmt: skip
"""Technical and commercial columns that every site of a kind could fill; taken ones have nothing left to be had."""
GONE = ("available_land_mu", "available_floor_m2")


@pytest.fixture(scope="module")
def demo() -> Catalog:
    catalog, issues = read_pack(DEMO)
    assert issues == []
    assert catalog is not None
    return catalog


@pytest.fixture(scope="module")
def answers(demo: Catalog) -> dict[str, Result]:
    """Lead id -> what the town answers."""
    return {lead.id: shortlist(demo, lead.need, date(2026, 11, 23)) for lead in demo.leads}


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_made_again_it_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    write_pack(tmp_path / "again", SEED)
    again, kept = _files(tmp_path / "again"), _files(DEMO)
    assert again.keys() == kept.keys()
    assert [name for name in kept if again[name] != kept[name]] == [], "run python -m examples.generate"


@pytest.mark.parametrize("seed", [1, 2])
def test_another_seed_is_another_sound_town(tmp_path: Path, seed: int) -> None:
    write_pack(tmp_path, seed)
    catalog, issues = read_pack(tmp_path)
    assert catalog is not None
    assert issues == []
    assert (tmp_path / "parcels.csv").read_bytes() != (DEMO / "parcels.csv").read_bytes()


def test_nobody_can_take_it_for_real(demo: Catalog) -> None:
    town = demo.plan.town
    assert (town.invented, town.name, town.name_en) == ("yes", "示例镇（虚构）", "Sample Town (invented)")
    assert all("示例" in s.text("name") and "Sample" in s.text("name_en") for s in demo.sites)
    assert all("示例" in lead.name and "Sample" in lead.name_en for lead in demo.leads)
    assert all("示例" in w.name and "Sample" in w.name_en for w in demo.plan.infrastructure)
    assert all("示例" in v.name for v in demo.words.villages)
    assert all("示例" in s.text(f) for s in demo.sites for f in ("address", "taken_by") if s.text(f))
    named = {name for name, source in demo.sources.items() if source.kind != "invented"}
    assert named == {"office_default", "gbt4754", "eia_catalogue"}


def test_it_has_the_sites_and_states_of_a_whole_town(demo: Catalog) -> None:
    kinds = Counter(s.kind for s in demo.sites)
    assert 145 <= len(demo.sites) <= 155
    assert {
        kind: abs(kinds[kind] - n) <= 2 for kind, n in {"land": 35, "facility": 100, "renewal": 10, "pool": 4}.items()
    } == dict.fromkeys(kinds, True)
    states = Counter(s.text("status") for s in demo.sites if s.kind != "pool")
    assert set(states) == {*demo.vocabularies["status"].tokens, ""}
    assert 0.5 <= states["available"] / states.total() <= 0.6


def test_nearly_a_third_of_the_technical_cells_is_unknown(demo: Catalog) -> None:
    empty = [
        name not in site.cells
        for site in demo.sites
        for name in ALWAYS.get(site.kind, ())
        if not (name in GONE and site.text("status") in ("taken", "committed"))
    ]
    assert 0.25 <= sum(empty) / len(empty) <= 0.35
    assert {name for names in ALWAYS.values() for name in names} <= WEIGHTS.keys()


def _outlines(folder: Path) -> dict[str, Ring]:
    """Site id -> its outline in metres from the middle of the town, the first corner not repeated."""
    features = json.loads((folder / "map" / "outlines.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["site_id"]: _metres(f["geometry"]["coordinates"][0])[:-1] for f in features}


def _metres(pairs: list[list[float]], lat: float = 21.6, lon: float = 114.6) -> Ring:
    east = EARTH_M_PER_DEGREE * math.cos(math.radians(lat))
    return [((x - lon) * east, (y - lat) * EARTH_M_PER_DEGREE) for x, y in pairs]


def _sides(ring: Ring) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return pairwise([*ring, ring[0]])


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring))) / 2


def _inside(point: tuple[float, float], ring: Ring) -> bool:
    """Even-odd rule."""
    x, y = point
    crossed = (a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in _sides(ring) if (a[1] > y) != (b[1] > y))
    return sum(c > x for c in crossed) % 2 == 1


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _overlap(one: Ring, other: Ring) -> bool:
    """Whether sides cross, or one lies within the other."""
    crossing = any(_turn(a, c, d) != _turn(b, c, d) and _turn(a, b, c) != _turn(a, b, d) for a, b in _sides(one) for c, d in _sides(other))
    return crossing or _inside(one[0], other) or _inside(other[0], one)


def _island() -> Ring:
    features: list[dict[str, Any]] = json.loads((DEMO / "map" / "sketch.geojson").read_text("utf-8"))["features"]
    return _metres(next(f for f in features if f["properties"]["kind"] == "island")["geometry"]["coordinates"][0])[:-1]


def test_every_surveyed_site_has_an_outline_as_large_as_its_land(demo: Catalog) -> None:
    outlines = _outlines(DEMO)
    assert outlines.keys() == {s.id for s in demo.sites if s.text("location_basis") == "surveyed"}
    for site_id, ring in outlines.items():
        stated = demo.by_id[site_id].number("land_mu")
        assert stated is not None, site_id
        assert _area(ring) / MU_M2 == pytest.approx(stated.high, rel=0.03), site_id


def test_every_site_lies_on_the_island_and_no_two_overlap(demo: Catalog) -> None:
    island, outlines = _island(), _outlines(DEMO)
    assert all(_inside(corner, island) for ring in outlines.values() for corner in ring)
    located = {s.id: s.position for s in demo.sites if s.kind != "pool"}
    assert all(p and _inside(_metres([[p[1], p[0]]])[0], island) for p in located.values())
    assert all(math.hypot(*corner) <= RADIUS_M for corner in island)
    drawn: dict[str, tuple[float, float]] = demo.drawing["schematic"]
    assert drawn.keys() == {s.id for s in demo.sites if s.text("location_basis") == "schematic"}
    assert all(_inside(_metres([[lon, lat]])[0], island) for lat, lon in drawn.values())
    near = ((a, b) for a, b in combinations(outlines.items(), 2) if math.dist(a[1][0], b[1][0]) < 1000)
    assert [(a[0], b[0]) for a, b in near if _overlap(a[1], b[1])] == []


def test_an_outline_over_another_would_be_found() -> None:
    square: Ring = [(0, 0), (10, 0), (10, 10), (0, 10)]
    shifted: Ring = [(x + 5, y + 5) for x, y in square]
    within: Ring = [(4, 4), (6, 4), (6, 6), (4, 6)]
    beside: Ring = [(x + 11, y) for x, y in square]
    assert [_overlap(square, other) for other in (shifted, within, beside)] == [True, True, False]


def test_evidence_names_invented_people_and_months_before_today(demo: Catalog) -> None:
    bases = Counter(e.basis for e in demo.evidence.values())
    assert set(bases) == {"plan", "derived", "reported", "assumed"}
    assert all("2023-05" <= e.as_of <= "2026-10" for e in demo.evidence.values())
    assert all("示例" in e.confirmed_by for e in demo.evidence.values() if e.confirmed_by)
    assert sum(bool(e.other_value) for e in demo.evidence.values()) >= 5


def test_every_lead_is_answered_and_every_kind_of_answer_is_there(answers: dict[str, Result]) -> None:
    assert len(answers) == 40
    verdicts = Counter(a.welcome.verdict for a in answers.values())
    assert set(verdicts) == {"welcome", "conditional", "silent", "refused"}
    fitting = [lead for lead, a in answers.items() if any(m.status == "fits" for m in a.matches)]
    assert len(fitting) >= 25, sorted(set(answers) - set(fitting))
    assert any(not a.matches and a.welcome.verdict != "refused" for a in answers.values()), "some need that nothing fits"


def test_a_settled_lead_holds_the_site_it_has_settled_on(demo: Catalog) -> None:
    settled = [lead for lead in demo.leads if lead.settled_at]
    assert settled
    assert all(demo.by_id[lead.settled_at].text("taken_by") == lead.name for lead in settled)
    assert {lead.stage for lead in demo.leads} == set(demo.vocabularies["stage"].tokens)


def test_every_need_to_try_is_answered(demo: Catalog) -> None:
    verdicts = {shortlist(demo, e.need, date(2026, 11, 23), top=3).welcome.verdict for e in demo.examples}
    assert verdicts == {"welcome", "conditional", "silent", "refused"}


def test_each_cell_stands_as_an_export_would_write_it(demo: Catalog) -> None:
    """So an export of the town with one answer in it differs from the pack in that answer alone."""
    with (DEMO / "parcels.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for site in demo.sites:
        stated = {f: rows[site.id][f.name] for f in FIELDS if f.name != "id" and not rows[site.id][f.name].endswith("..")}
        assert {f.name: format_cell(f, site.cells.get(f.name)) for f in stated} == {f.name: text for f, text in stated.items()}, site.id
