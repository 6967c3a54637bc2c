"""Shapes: mended or refused with the reason, their area held against the stated one, in GeoJSON and in the land offices' text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from pyproj import Transformer
from shapely.geometry import shape

from matcher.exchange.imported import Imported
from matcher.exchange.read_file import read_file
from matcher.model.catalog import Catalog

DAY = date(2026, 11, 23)
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
SQUARE = [[113.128, 22.655], [113.130, 22.655], [113.130, 22.657], [113.128, 22.657], [113.128, 22.655]]
"""About 205 by 221 metres: 68.3 mu."""


def collection(*features: Any, crs: Any = CRS84) -> bytes:
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}, ensure_ascii=False, indent=1).encode()


def feature(coordinates: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"地块名称": "甲", **properties}, "geometry": {"type": kind, "coordinates": coordinates}}


def read(raw: bytes, catalog: Catalog, crs: str | None = None) -> Imported:
    return read_file(raw, "map", "sites", catalog, DAY, crs=crs)


def test_a_sound_shape_gives_its_outline_and_a_place_inside_it(town: Catalog) -> None:
    (site,) = read(collection(feature([SQUARE], **{"用地面积(亩)": 68.3})), town).sites
    assert site.outline is not None
    assert shape(dict(site.outline)).equals_exact(shape({"type": "Polygon", "coordinates": [SQUARE]}), 1e-6)
    assert (site.cells["lat"], site.cells["lon"]) == ("22.656", "113.129")


@pytest.mark.parametrize(
    ("stated", "severity"),
    [(68.3, ""), (69, ""), (66, "warning"), (60, "warning"), (50, "error"), (100, "error"), (45_500 / 666.667 * 10, "error")],
)
def test_the_area_is_held_against_the_stated_one(stated: float, severity: str, town: Catalog) -> None:
    found = read(collection(feature([SQUARE], **{"用地面积（亩）": stated})), town)
    assert [i.severity for i in found.issues if "图形面积" in i.message.zh] == ([severity] if severity else [])
    assert found.rejected == (severity == "error")


REFUSED = {
    "自相交": [[113.128, 22.655], [113.130, 22.657], [113.130, 22.655], [113.128, 22.657], [113.128, 22.655]],
    "不足三个点": [[113.128, 22.655], [113.130, 22.657], [113.128, 22.655]],
    "不在中国": [[13.128, 22.655], [13.130, 22.655], [13.130, 22.657], [13.128, 22.655]],
    "不是数字": [[113.128, 22.655], [113.130, None], [113.130, 22.657], [113.128, 22.655]],
    "没有面积": [[113.128, 22.655], [113.129, 22.655], [113.130, 22.655], [113.128, 22.655]],
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_shape_that_cannot_be_mended_is_refused_with_the_reason(reason: str, town: Catalog) -> None:
    found = read(collection(feature([REFUSED[reason]]), feature([SQUARE], 地块名称="乙")), town)
    assert (found.accepted, found.rejected) == (1, 1)
    (fault,) = [i for i in found.issues if i.severity == "error"]
    if reason == "没有面积":
        assert "面积" in fault.message.zh
    else:
        assert reason in fault.message.zh
    assert fault.field == "图形"


def test_a_hole_outside_its_ring_is_refused(town: Catalog) -> None:
    hole = [[113.14, 22.66], [113.141, 22.66], [113.141, 22.661], [113.14, 22.66]]
    found = read(collection(feature([SQUARE, hole])), town)
    assert [i.message.zh for i in found.issues if i.severity == "error"] == ["图形的洞不在外圈之内。"]


def test_a_shape_that_hardly_crosses_itself_is_mended_and_told(town: Catalog) -> None:
    spike = [*SQUARE[:2], [113.130, 22.657], [113.13001, 22.6571], [113.130, 22.657], *SQUARE[3:]]
    found = read(collection(feature([spike])), town)
    assert found.accepted == 1
    assert any("已修复" in i.message.zh for i in found.issues)


def test_without_a_word_on_its_system_a_map_file_is_asked_about(town: Catalog) -> None:
    raw = collection(feature([SQUARE]), crs=None)
    assert [i.severity for i in read(raw, town).issues if i.field == "图形"] == ["ask"]
    assert "lat" not in read(raw, town).sites[0].cells
    assert read(raw, town, "gcj02").sites[0].outline is not None


def test_a_fault_stands_at_the_line_where_its_feature_begins(town: Catalog) -> None:
    raw = collection(feature([SQUARE]), feature([REFUSED["自相交"]], 地块名称="乙"))
    (fault,) = [i for i in read(raw, town).issues if i.severity == "error"]
    assert raw.decode().splitlines()[fault.line - 1].strip() == "{"
    assert '"乙"' in "".join(raw.decode().splitlines()[fault.line - 1 : fault.line + 5])


HEAD = "[属性描述]\n格式版本号=1.01版本\n坐标系={system}\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=38\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n"


def parcel(north: float, east: float, area: str, name: str = "甲", hole: bool = False, count: str = "") -> str:
    corners = [(0, 0), (0, 100), (100, 100), (100, 0), (0, 0)]
    points = [f"J{i},1,{north + a:.3f},{east + b:.3f}" for i, (a, b) in enumerate(corners, 1)]
    if hole:
        points += [f"J{i},2,{north + 10 + a * 0.3:.3f},{east + 10 + b * 0.3:.3f}" for i, (a, b) in enumerate(corners, 6)]
    return "\n".join([f"{count or len(points)},{area},440703001,{name},面,F49G,工业用地,,@", *points])


def parcels(*of: str, system: str = "2000国家大地坐标系") -> bytes:
    return (HEAD.format(system=system) + "\n".join(of)).encode("gbk")


@pytest.mark.parametrize("east", [38_410_000.0, 410_000.0])
@pytest.mark.parametrize("area", ["1.0000", "10000", "15"])
def test_a_parcel_is_placed_by_its_zone_and_its_area_read_in_the_unit_that_fits_its_shape(east: float, area: str, town: Catalog) -> None:
    (site,) = read(parcels(parcel(2_506_000, east, area)), town).sites
    lon, lat = Transformer.from_crs(4547, 4490, always_xy=True).transform(410_050, 2_506_050)
    assert (float(site.cells["lat"]), float(site.cells["lon"])) == pytest.approx((lat, lon), abs=1e-6)
    assert (site.cells["id"], site.cells["land_mu"], site.cells["uses"], site.cells["location_basis"]) == (
        "440703001",
        "15",
        "industry",
        "surveyed",
    )


def test_a_second_ring_inside_the_first_is_a_hole(town: Catalog) -> None:
    (site,) = read(parcels(parcel(2_506_000, 38_410_000, "0.91", hole=True)), town).sites
    assert site.outline is not None
    assert len(site.outline["coordinates"]) == 2
    assert site.cells["land_mu"] == "13.65"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (parcel(2_506_000, 38_410_000, "3"), "对不上"), (parcel(2_506_000, 38_410_000, "1").replace("J2,1,", "J2;1;"), "不是界址点"),
        (parcel(2_506_000, 38_410_000, "1", count="9"), "实有"), (parcel(2_506_000, 38_410_000, "很大"), "读不出"),
        (parcel(6_506_000, 38_410_000, "1"), "不在中国"),
    ],
)  # fmt: skip
def test_a_parcel_that_is_wrong_is_refused_and_the_next_is_read(text: str, words: str, town: Catalog) -> None:
    found = read(parcels(text, parcel(2_507_000, 38_411_000, "1", "乙").replace("440703001", "440703002")), town)
    assert (found.accepted, found.rejected) == (1, 1)
    assert any(words in i.message.zh for i in found.issues if i.severity == "error")


def test_parcels_of_another_system_keep_their_area_and_have_no_place(town: Catalog) -> None:
    found = read(parcels(parcel(2_506_000, 38_410_000, "1"), system="80国家大地坐标系"), town)
    assert found.sites[0].cells["land_mu"] == "15"
    assert "lat" not in found.sites[0].cells
    assert [i.severity for i in found.issues if i.severity == "ask"] == ["ask"]
