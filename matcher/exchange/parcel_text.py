"""The land offices' [属性描述] .. [地块坐标] text, as records of titled cells with a shape."""

from __future__ import annotations

import re

from matcher.catalog.cells import Unreadable
from matcher.exchange.cells_in import RawCell
from matcher.exchange.crs import Crs, said_crs
from matcher.exchange.geometry import LEAST_POINTS, Parts, Ring, shape
from matcher.exchange.headings import Headings
from matcher.exchange.records_in import Raw, Records
from matcher.exchange.refusals import SPLIT, refused
from matcher.exchange.sniff import PARCELS_MARK
from matcher.exchange.tables_data import most
from matcher.model.text import Text

_FIELDS_OF_PARCEL = ("界址点数", "地块面积", "宗地编号", "地块名称", "图形属性", "图幅号", "用途", "地块编码备用")
_AREA_PLACE, _ID_PLACE = 1, 2
_LEAST_ID = 5
_POINT = re.compile(r"\s*([A-Za-z]*\d*)\s*,\s*(-?\d+)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,?\s*")
_BAD_LINE = Text("第 {n} 行不是界址点（J1,1,X,Y）。", "has a line {n} that is no boundary point (J1,1,X,Y).")
_RECOUNT = Text("请对照地块坐标格式改正这一行。", "Correct the line after the format of parcel coordinates.")
_COUNT = Text("写有 {n} 个界址点，实有 {m} 个。", "says {n} boundary points, but has {m}.")


def read_parcels(text: str, file: str, headings: Headings) -> Records:
    """The parcels of a [地块坐标] file: X is the northing and stands first; a point's second figure is its ring. Raises Refused."""
    lines = text.splitlines()
    attributes: dict[str, str] = {}
    section, begun = "", 0
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if said.startswith("[") and said.endswith("]"):
            section = said
            if said == PARCELS_MARK:
                begun = number
                break
        elif "=" in said and section:
            name, _, value = said.partition("=")
            attributes[name.strip()] = value.strip()
    if not begun:
        raise refused(file, Text("没有 [地块坐标] 一段。", "has no part [地块坐标]."), _RECOUNT)
    records: list[Raw] = []
    rings: dict[int, Ring] = {}
    points = 0
    for number, line in enumerate(lines[begun:], begun + 1):
        if not line.strip():
            continue
        if line.strip().endswith("@"):
            _close(records, rings)
            rings = {}
            records.append(_parcel(line, number))
        elif records:
            match = _POINT.fullmatch(line)
            if match is None:
                records[-1].shape_fault = Unreadable(_BAD_LINE.fill(n=str(number)), _RECOUNT)
                continue
            rings.setdefault(int(match[2]), []).append((float(match[3]), float(match[4])))
            points += 1
        if len(records) > most("max_features") or points > most("max_vertices"):
            raise refused(file, Text("地块或点太多。", "holds too many parcels or points."), SPLIT)
    _close(records, rings)
    if not records:
        raise refused(file, Text("[地块坐标] 之后没有地块。", "has no parcel after [地块坐标]."), _RECOUNT)
    columns = tuple(headings.find(i, (t,)) for i, t in enumerate(_FIELDS_OF_PARCEL))
    return Records(columns, records, _told(attributes), begun, area_column=_AREA_PLACE)


def _told(attributes: dict[str, str]) -> Crs:
    said = said_crs(*(f"{k}{v}" for k, v in attributes.items() if "坐标" in k or "投影" in k))
    degree, zone = attributes.get("几度分带", ""), attributes.get("带号", "")
    meridian = None
    if zone.isdigit() and degree.rstrip("度带") in ("3", "6"):
        wide = int(degree.rstrip("度带"))
        meridian = int(zone) * wide - (0 if wide == LEAST_POINTS else 3)
    return Crs(said.datum, said.epsg, meridian or said.meridian)


def _parcel(line: str, number: int) -> Raw:
    cells = [c.strip() for c in line.strip().removesuffix("@").split(",")]
    found: list[RawCell] = [*cells[: len(_FIELDS_OF_PARCEL)]]
    if len(cells) > _ID_PLACE and len(cells[_ID_PLACE]) < _LEAST_ID:
        found[_ID_PLACE] = ""  # 1, 2, 3: the parcel's place in this file, and no number of its own
    return Raw(number, found)


def _close(records: list[Raw], rings: dict[int, Ring]) -> None:
    """Gives the last parcel its shape. A ring inside the first is a hole, one outside a part of its own."""
    if not records or records[-1].shape_fault:
        return
    raw = records[-1]
    stated = str(raw.cell(0))
    count = sum(map(len, rings.values()))
    try:
        if stated.isdigit() and int(stated) != count and int(stated) != count - len(rings):
            raise Unreadable(_COUNT.fill(n=stated, m=str(count)), _RECOUNT)
        area = "点" not in str(raw.cell(4)) or count >= LEAST_POINTS
        raw.shape = shape(_nested(list(rings.values())) if area else [[r[:1] for r in rings.values()]], True, area)
    except Unreadable as fault:
        raw.shape_fault = fault


def _nested(rings: list[Ring]) -> Parts:
    from shapely.geometry import Polygon

    parts: Parts = []
    for ring in rings:
        around = None
        if len(set(ring)) >= LEAST_POINTS:
            inner = Polygon(ring).representative_point() if Polygon(ring).is_valid else None
            around = next(
                (p for p in parts if inner is not None and len(set(p[0])) >= LEAST_POINTS and Polygon(p[0]).is_valid and Polygon(p[0]).contains(inner)),
                None,
            )  # fmt: skip
        if around is not None:
            around.append(ring)
        else:
            parts.append([ring])
    return parts
