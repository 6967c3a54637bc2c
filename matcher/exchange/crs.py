"""Reference systems of coordinates: which one words name, and from each to WGS-84 (within a metre of CGCS2000 here)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from matcher.exchange.shifts import wgs_from_bd, wgs_from_gcj
from matcher.exchange.tables_data import folded
from matcher.model.text import Text

Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09", "other"]
"""other: known to be one that cannot be transformed without the place's own parameters."""
DEGREES: tuple[Datum, ...] = ("wgs84", "gcj02", "bd09")
"""The three that degrees without a word may be in; CGCS2000 lies within a metre of WGS-84."""
NAMES: dict[str, Text] = {
    "wgs84": Text("WGS-84", "WGS-84"),
    "cgcs2000": Text("CGCS2000", "CGCS2000"),
    "gcj02": Text("GCJ-02（高德、腾讯）", "GCJ-02 (AMap, Tencent)"),
    "bd09": Text("BD-09（百度）", "BD-09 (Baidu)"),
    "other": Text("北京54、西安80 或地方坐标系", "Beijing 54, Xian 80 or a local system"),
}
_WORDS: tuple[tuple[Datum, re.Pattern[str]], ...] = (
    ("bd09", re.compile(r"百度|bd-?_?09|baidu")),
    ("gcj02", re.compile(r"高德|腾讯|火星|gcj-?_?0?2|amap|tencent|qq地图|国测局")),
    ("cgcs2000", re.compile(r"cgcs|2000国家|国家2000|大地2000|2000大地|2000坐标|国家大地坐标系?2000|2000系")),
    ("wgs84", re.compile(r"wgs|gps|84坐标|天地图|crs:?84|epsg:{0,2}4326")),
    ("other", re.compile(r"西安80|80西安|1980西安|西安1980|(?<![02])80(?:国家大地)?坐标系|(?<!20)(?<!0)80国家大地|1980国家|54坐标系|xian.?(?:19)?80|北京54|54北京|1954北京|北京1954|beijing.?(?:19)?54|地方坐标|独立坐标|城建坐标")),
)  # fmt: skip
_EPSG = re.compile(r"epsg:{0,2}(\d{4,5})")
_MERIDIAN = re.compile(
    r"(?:中央(?:子午线|经线)[^0-9]{0,6}|cm_?|l0=?)(7[5-9]|[89]\d|1[0-3]\d)(?!\d)|(7[5-9]|[89]\d|1[0-3]\d)(?:度|°|e)(?:带|中央)"
)
FIRST_3, LAST_3, FIRST_6, LAST_6 = 25, 45, 13, 23
"""Zone numbers of Gauss-Kruger zones of 3 and of 6 degrees that lie in China."""
EPSG_ZONE_3, EPSG_MERIDIAN_3, EPSG_ZONE_6 = 4513, 4534, 4491
"""EPSG codes of CGCS2000: zone 25 with its number in the easting, central meridian 75 without, zone 13 of 6 degrees with its number."""
FIRST_MERIDIAN, LAST_MERIDIAN = 75, 135
_CGCS_DEGREES = (4490, 4479)


@dataclass(frozen=True, slots=True)
class Crs:
    """What is said of coordinates: the datum of degrees, or the plane system of metres (an EPSG code of CGCS2000); None where it is not said."""

    datum: Datum | None = None
    epsg: int | None = None
    meridian: int | None = None

    @property
    def name(self) -> Text:
        if self.epsg:
            return Text(f"CGCS2000（EPSG:{self.epsg}）", f"CGCS2000 (EPSG:{self.epsg})")
        return NAMES[self.datum or "other"]


def said_crs(*texts: str) -> Crs:
    """What headings, notes or an option say of the coordinates. Two that contradict each other say nothing."""
    words = folded(" ".join(texts))
    datums = {datum for datum, form in _WORDS if form.search(words)}
    codes = {int(c) for c in _EPSG.findall(words)}
    plane = {c for c in codes if EPSG_ZONE_6 <= c < EPSG_MERIDIAN_3 + 21}
    if codes & set(_CGCS_DEGREES) or plane:
        datums.add("cgcs2000")
    elif codes - {4326}:
        datums.add("other")
    meridian = next((int(a or b) for a, b in _MERIDIAN.findall(words)), None)
    return Crs(datums.pop() if len(datums) == 1 else None, plane.pop() if len(plane) == 1 else None, meridian)


def option_crs(said: str) -> Crs | None:
    """The value of --crs; None where it is not known."""
    found = said_crs(said)
    return found if found.datum not in (None, "other") or found.epsg else None


def degrees_to_wgs(datum: Datum, lat: float, lon: float) -> tuple[float, float]:
    """(latitude, longitude) of WGS-84."""
    if datum == "gcj02":
        return wgs_from_gcj(lat, lon)
    return wgs_from_bd(lat, lon) if datum == "bd09" else (lat, lon)


def plane_to_wgs(epsg: int, northing: float, easting: float) -> tuple[float, float]:
    """(latitude, longitude) for metres of a plane system of CGCS2000."""
    lon, lat = _transformer(epsg).transform(easting, northing)
    return float(lat), float(lon)


def plane_codes(easting: float, meridian: int | None) -> list[tuple[int, bool]]:
    """EPSG codes that an easting may be in: by its zone number, by a central meridian that is told, else every zone of 3 degrees."""
    zone = int(easting // 1_000_000)
    if FIRST_3 <= zone <= LAST_3:
        return [(EPSG_ZONE_3 + zone - FIRST_3, True)]
    if FIRST_6 <= zone <= LAST_6:
        return [(EPSG_ZONE_6 + zone - FIRST_6, True)]
    if meridian is not None and (meridian - FIRST_MERIDIAN) % 3 == 0:
        return [(EPSG_MERIDIAN_3 + (meridian - FIRST_MERIDIAN) // 3, False)]
    return [(EPSG_MERIDIAN_3 + i, False) for i in range((LAST_MERIDIAN - FIRST_MERIDIAN) // 3 + 1)]


@cache
def _transformer(epsg: int) -> Any:
    from pyproj import Transformer
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

    set_network_enabled(False)  # its own tables suffice
    return Transformer.from_crs(epsg, 4490, always_xy=True)
