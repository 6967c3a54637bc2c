"""Coordinates in every system that offices use: 200 parcels, distorted, come back to where they are, or are asked about; never silently elsewhere."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from matcher.catalog.load import load
from matcher.exchange.crs import said_crs
from matcher.exchange.imported import Imported
from matcher.exchange.locate import metres_between
from matcher.exchange.read_file import read_file
from matcher.exchange.shifts import bd_from_gcj, gcj_from_bd, gcj_from_wgs, wgs_from_bd, wgs_from_gcj
from matcher.model.catalog import Catalog
from tests.conftest import PACK
from tests.exchange.messy import text_table

DAY = date(2026, 11, 23)
DEMO = load(PACK.parent / "examples" / "demo")
Pair = tuple[float, float]

rng = random.Random(20261123)
PARCELS: list[Pair] = [(22.65562 + rng.uniform(-0.05, 0.05), 113.12802 + rng.uniform(-0.05, 0.05)) for _ in range(200)]
"""(latitude, longitude) of 200 places in and around the town."""


def dms(value: float) -> str:
    minutes, seconds = divmod(round(value * 3600, 2), 60)
    return f"{int(minutes // 60)}°{int(minutes % 60):02d}′{seconds:05.2f}″"


def plane(epsg: int) -> Callable[[Pair], Sequence[Any]]:
    to = Transformer.from_crs(4490, epsg, always_xy=True)

    def metres(place: Pair) -> Sequence[Any]:
        east, north = to.transform(place[1], place[0])
        return f"{north:.3f}", f"{east:.3f}"

    return metres


def gcj(place: Pair) -> Sequence[Any]:
    lat, lon = gcj_from_wgs(*place)
    return f"{lon:.6f}", f"{lat:.6f}"


def bd(place: Pair) -> Sequence[Any]:
    lat, lon = bd_from_gcj(*gcj_from_wgs(*place))
    return f"{lon:.6f}", f"{lat:.6f}"


DISTORTED: dict[str, tuple[list[str], Callable[[Pair], Sequence[Any]]]] = {
    "WGS-84": (["经度（WGS84）", "纬度"], lambda p: (f"{p[1]:.6f}", f"{p[0]:.6f}")),
    "swapped": (["经度(CGCS2000)", "纬度"], lambda p: (f"{p[0]:.6f}", f"{p[1]:.6f}")),
    "GCJ-02": (["高德经度", "高德纬度"], gcj),
    "BD-09": (["百度坐标", ""], lambda p: (",".join(bd(p)), "")),
    "zone in front": (["X坐标", "Y坐标"], plane(4526)),
    "zone not told": (["X坐标", "Y坐标"], plane(4547)),
    "easting first": (["X坐标", "Y坐标"], lambda p: tuple(reversed(plane(4547)(p)))),
    "zone of 6 degrees": (["X", "Y"], plane(4497)),
    "degrees and minutes": (["东经（国家2000）", "北纬"], lambda p: (dms(p[1]), dms(p[0]))),
    "one column": (["GPS坐标", ""], lambda p: (f"{p[0]:.6f}，{p[1]:.6f}", "")),
}


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]], catalog: Catalog, crs: str | None = None) -> Imported:
    made = [["地块名称", "用地面积（亩）", *heads], *([f"地块{n}", 20, *row] for n, row in enumerate(rows))]
    return read_file(text_table(made).encode(), "t.csv", "sites", catalog, DAY, crs=crs)


def off(found: Imported, places: Sequence[Pair]) -> list[float]:
    """Metres between where each record was placed and where it is; records without a place are left out."""
    return [
        metres_between((float(s.cells["lat"]), float(s.cells["lon"])), place)
        for s, place in zip(found.sites, places, strict=True)
        if "lat" in s.cells
    ]


@pytest.mark.parametrize("name", DISTORTED)
def test_parcels_come_back_to_where_they_are(name: str, town: Catalog) -> None:
    heads, distort = DISTORTED[name]
    found = table(heads, [distort(p) for p in PARCELS], town)
    assert found.accepted == 200
    away = off(found, PARCELS)
    assert len(away) == 200
    assert max(away) < 2
    assert [i for i in found.issues if "坐标" in i.message.zh or "颠倒" in i.message.zh], "how they were read is told"


@pytest.mark.parametrize("name", ["WGS-84", "GCJ-02", "BD-09"])
@pytest.mark.parametrize("swapped", [False, True])
def test_degrees_without_a_word_are_asked_about_and_placed_nowhere(name: str, swapped: bool, town: Catalog) -> None:
    distort = {"WGS-84": DISTORTED["WGS-84"][1], "GCJ-02": gcj, "BD-09": bd}[name]
    rows = [tuple(reversed(distort(p))) if swapped else distort(p) for p in PARCELS]
    found = table(["经度", "纬度"], rows, town)
    assert found.accepted == 200
    assert off(found, PARCELS) == []
    (question,) = [i for i in found.issues if i.severity == "ask"]
    assert "200" in question.message.zh
    answered = table(["经度", "纬度"], rows, town, crs=name)
    assert max(off(answered, PARCELS)) < 2


@pytest.mark.parametrize("name", ["WGS-84", "GCJ-02", "BD-09"])
def test_known_sites_in_a_table_tell_its_datum(name: str) -> None:
    distort = {"WGS-84": DISTORTED["WGS-84"][1], "GCJ-02": gcj, "BD-09": bd}[name]
    known = [s for s in DEMO.sites if s.position and s.position[2] < 100][:3]
    centre = (DEMO.plan.town.lat, DEMO.plan.town.lon)
    new = [(centre[0] + n * 1e-3, centre[1] + n * 1e-3) for n in range(-10, 10)]
    rows = [[s.id, s.title.zh, *distort(s.position[:2])] for s in known if s.position]
    rows += [[f"new-{n}", f"新地块{n}", *distort(p)] for n, p in enumerate(new)]
    found = read_file(text_table([["地块编号", "地块名称", "经度", "纬度"], *rows]).encode(), "t.csv", "sites", DEMO, DAY)
    placed = [s for s in found.sites if not s.known]
    assert max(metres_between((float(s.cells["lat"]), float(s.cells["lon"])), p) for s, p in zip(placed, new, strict=True)) < 2
    assert any("已知地块" in i.message.zh for i in found.issues)


@pytest.mark.parametrize("heads", [["X坐标（西安80）", "Y坐标"], ["北京54 X", "北京54 Y"]])
def test_systems_that_need_local_parameters_are_asked_about(heads: list[str], town: Catalog) -> None:
    found = table(heads, [plane(4547)(p) for p in PARCELS[:5]], town)
    assert off(found, PARCELS[:5]) == []
    assert [i.severity for i in found.issues if i.severity == "ask"] == ["ask"]


@pytest.mark.parametrize(
    "row", [("13.12", "22.65"), ("113.1", ""), ("东边", "西边"), ("0", "0"), ("113.12", "222.65"), ("1e9", "22.6"), ("nan", "22.6")]
)
def test_what_is_no_place_in_the_country_rejects_its_record_by_name(row: tuple[str, str], town: Catalog) -> None:
    found = table(["经度（WGS84）", "纬度"], [row], town)
    assert found.rejected == 1
    assert [i.field for i in found.issues if i.severity == "error"] == ["经度（WGS84）"]


def test_a_place_far_from_the_town_is_an_error(town: Catalog) -> None:
    found = table(["经度（WGS84）", "纬度"], [("116.40", "39.90")], town)
    assert found.rejected == 1


def test_few_decimals_make_a_place_unsure(town: Catalog) -> None:
    fine, coarse = table(["经度（WGS84）", "纬度"], [("113.128021", "22.655623"), ("113.13", "22.66")], town).sites
    assert float(fine.cells["location_accuracy_m"]) == 100
    assert float(coarse.cells["location_accuracy_m"]) > 500


PUBLISHED = (
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ((39.915, 116.404), (39.91640428150164, 116.41024449916938)),
)
"""(WGS-84, GCJ-02) as the published implementations give them: github.com/googollee/eviltransform, and wandergis/coordtransform for the last."""


@pytest.mark.parametrize(("wgs", "shifted"), PUBLISHED)
def test_the_shift_is_the_published_one(wgs: Pair, shifted: Pair) -> None:
    assert gcj_from_wgs(*wgs) == pytest.approx(shifted, abs=1e-9)
    assert metres_between(wgs_from_gcj(*shifted), wgs) < 0.01


def test_the_second_shift_is_the_published_one() -> None:
    """wandergis/coordtransform; its inverse is a single step, good to a decimetre."""
    assert bd_from_gcj(39.915, 116.404) == pytest.approx((39.92133699351021, 116.41036949371029), abs=1e-9)
    assert metres_between(gcj_from_bd(39.915, 116.404), (39.90865673957631, 116.39762729119315)) < 0.5


@given(st.floats(18, 53), st.floats(74, 134))
def test_what_is_shifted_comes_back(lat: float, lon: float) -> None:
    assert metres_between(wgs_from_gcj(*gcj_from_wgs(lat, lon)), (lat, lon)) < 0.01
    assert metres_between(wgs_from_bd(*bd_from_gcj(*gcj_from_wgs(lat, lon))), (lat, lon)) < 0.05


@pytest.mark.parametrize(
    ("said", "datum"),
    [("高德坐标", "gcj02"), ("经度(GCJ-02)", "gcj02"), ("腾讯地图", "gcj02"), ("火星坐标", "gcj02"), ("百度经度", "bd09"), ("BD09", "bd09"), ("CGCS2000", "cgcs2000"),
     ("国家2000大地坐标系", "cgcs2000"), ("2000国家大地坐标系", "cgcs2000"), ("EPSG:4547", "cgcs2000"), ("WGS84", "wgs84"), ("GPS", "wgs84"), ("西安80", "other"),
     ("1980西安坐标系", "other"), ("80国家大地坐标系", "other"), ("北京54", "other"), ("江门独立坐标系", "other"), ("经度", None), ("高德或百度", None)],
)  # fmt: skip
def test_words_name_a_system(said: str, datum: str | None) -> None:
    assert said_crs(said).datum == datum
