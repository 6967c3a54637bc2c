"""A place as tables write it: degrees in one of several forms, or metres; one column, or two in whichever order. Nothing is transformed here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from matcher.catalog.cells import Unreadable
from matcher.exchange.crs import FIRST_6, LAST_3, Crs, said_crs
from matcher.language.plain import plain
from matcher.model.text import Text

LON, LAT = (73.0, 136.0), (3.0, 54.5)
"""Degrees within which China lies. The two do not meet, so that which is which can be told."""
NORTHING, EASTING = (3e5, 6.1e6), (1e5, 9e5)
"""Metres of a plane system within China; an easting may carry its zone before it."""

_DMS = re.compile(
    r"(?P<d>\d{1,3})\s*(?:°|度|º|˚|d)\s*(?:(?P<m>\d{1,2}(?:\.\d+)?)\s*(?:'|′|’|分|m)\s*(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|''|′′|’’|秒|s)?)?)?"
)
_DASHED = re.compile(r"(?P<d>\d{2,3})[-\s:](?P<m>[0-5]?\d)[-\s:](?P<s>[0-5]?\d(?:\.\d+)?)")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_SIDE = re.compile(r"北纬|东经|纬度|经度|[news]\b|[news](?=\d)|(?<=[\d°\"″”'′])[news]|lat|lng|lon|[xy]\s*[=:]", re.I)
_REMARK = re.compile(r"\([^()]*[\u4e00-\u9fff][^()]*\)|[\u4e00-\u9fff]{2,}(?:坐标系?|地图)?")
_FLAT = str.maketrans("()[]{}:=", "        ")

NO_PLACE = (
    Text("读不出是哪个坐标。", "cannot be read as a coordinate."),
    Text("请写十进制度数，如经度 113.128020、纬度 22.655620，或测绘的 X、Y 米数。", "Write decimal degrees, such as 113.128020 and 22.655620, or the survey's X and Y in metres."),
)  # fmt: skip
_ABROAD = (
    Text("坐标不在中国境内。", "is a coordinate outside China."),
    Text("请核对经纬度或 X、Y。", "Check longitude and latitude, or X and Y."),
)
_HALF = (
    Text("坐标只有一半。", "is only half of a coordinate."),
    Text("请把经度和纬度（或 X 和 Y）都写上，或都留空。", "Write both longitude and latitude (or X and Y), or neither."),
)


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees as (latitude, longitude) or metres as (northing, easting); `swapped`: they stood the other way round; `half`: half of the last
    decimal place written, in the unit; `said`: what the cell itself says of the system."""

    first: float
    second: float
    metres: bool
    swapped: bool = False
    half: float = 0.0
    said: Crs = field(default_factory=Crs)


def point(one: float | str, other: float | str, north_first: bool | None) -> Point | None:
    """The place of two cells, None where both are empty. north_first: whether the first is latitude or northing, None where either may be.
    Raises Unreadable."""
    if one == "" and other == "":
        return None
    if one == "" or other == "":
        raise Unreadable(*_HALF)
    return _placed(_figure(one), _figure(other), north_first, Crs())


def pair(said: str) -> Point | None:
    """The place in one cell: 113.12,22.65. Raises Unreadable."""
    text = _REMARK.sub("", _SIDE.sub(" ", plain(said).replace("北纬", " ").replace("东经", " "))).strip()
    crs = said_crs(said)
    figures = _dms(text)
    if not figures:
        found = _NUMBER.findall(text.translate(_FLAT))
        rest = _NUMBER.sub("", text.translate(_FLAT))
        if len(found) == 2 and not rest.strip(" ,;/\\|、·°º度"):
            figures = [(float(n), _half(n)) for n in found]
    if len(figures) != 2:
        raise Unreadable(*NO_PLACE)
    return _placed(figures[0], figures[1], None, crs)


def placed_pair(first: float, second: float, north_first: bool | None) -> Point:
    """The place of two figures of a map file. Raises Unreadable."""
    return _placed((first, 0.0), (second, 0.0), north_first, Crs())


def _figure(said: float | str) -> tuple[float, float]:
    """(value, half of its last place)."""
    if isinstance(said, float):
        return said, _half(repr(said))
    text = _SIDE.sub("", plain(said)).strip(" ,;")
    found = _dms(text) or [_single(m) for m in [_DASHED.fullmatch(text)] if m]
    if len(found) == 1:
        return found[0]
    text = text.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text) else text
    text = re.sub(r"(?<=\d)\s*(?:m|米|°|度)$", "", text)
    if not _NUMBER.fullmatch(text):
        raise Unreadable(*NO_PLACE)
    return float(text), _half(text)


def _dms(text: str) -> list[tuple[float, float]]:
    """Degrees, minutes and seconds, where they are all that a text holds."""
    found = list(_DMS.finditer(text))
    if not found or _DMS.sub("", text).strip(" ,;、/"):
        return []
    return [_single(m) for m in found if float(m["m"] or 0) < 60 and float(m["s"] or 0) < 60]


def _single(match: re.Match[str]) -> tuple[float, float]:
    value = int(match["d"]) + float(match["m"] or 0) / 60 + float(match["s"] or 0) / 3600
    half = _half(match["s"]) / 3600 if match["s"] else _half(match["m"]) / 60 if match["m"] else 0.5
    return value, half


def _half(text: str) -> float:
    return 0.5 * 10.0 ** -len(text.partition(".")[2])


def _placed(one: tuple[float, float], other: tuple[float, float], north_first: bool | None, said: Crs) -> Point:
    (a, half_a), (b, half_b) = one, other
    if not (math.isfinite(a) and math.isfinite(b)):
        raise Unreadable(*NO_PLACE)
    half = max(min(half_a, half_b), 1e-9)
    for first, second, turned in ((a, b, False), (b, a, True)):
        north_stood_first = not turned
        swapped = north_first is not None and north_first != north_stood_first
        if _in(first, LAT) and _in(second, LON):
            return Point(first, second, False, swapped, half, said)
        if _in(first, NORTHING) and first > 1e6 and _easting(second):
            return Point(first, second, True, swapped, half, said)
    raise Unreadable(*(_ABROAD if max(abs(a), abs(b)) > 1 else NO_PLACE))


def _easting(value: float) -> bool:
    zone, rest = divmod(value, 1_000_000)
    return _in(rest, EASTING) and (zone == 0 or FIRST_6 <= zone <= LAST_3)


def _in(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
