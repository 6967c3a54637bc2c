"""Where the sites of a table lie: the coordinates of all records are read first, since only together they tell their system."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matcher.catalog.cells import Unreadable
from matcher.exchange.cells_in import figure_text, number_or_text, text_of
from matcher.exchange.crs import Crs
from matcher.exchange.findings import Findings
from matcher.exchange.geometry import Drawn, area_differs, drawn, outline
from matcher.exchange.headings import Heading
from matcher.exchange.locate import Place, decide, placed, way
from matcher.exchange.points import Point, pair, point
from matcher.exchange.records_in import Raw, Records
from matcher.exchange.tables_data import affixes, folded, limit
from matcher.exchange.values import Values
from matcher.model.catalog import Catalog
from matcher.model.text import NOTHING, Text

_DECIMALS = 7
SHAPE = Text("图形", "shape")
_READ_AS = Text("坐标按 {c} 读取：{w}。", "coordinates are read as {c}: {w}.")
_IN_CELL = Text("单元格里写明", "the cell says so")
_SWAPPED = Text("有 {n} 处坐标前后颠倒，已调换。", "{n} coordinates stood the wrong way round and were turned.")
_PLANE = Text(
    "有 {n} 处是平面坐标，按 CGCS2000 高斯投影换算成经纬度。", "{n} are plane coordinates, turned into degrees by CGCS2000 Gauss-Kruger."
)
_ASSUMED = Text(
    "没有写明坐标系；若是西安80 或地方坐标系，请用 --crs 说明。", "No system is named; if it is Xian 80 or a local one, say so with --crs."
)
_ASK = Text("有 {{n}} 处坐标没有采用：{w}。", "{{n}} coordinates were not taken: {w}.")
_SAY_CRS = Text(
    "请问清坐标从哪里来，用 --crs 指明 wgs84、cgcs2000、gcj02 或 bd09，或在表头写明（如“经度（高德）”）。",
    "Find out where they come from and name it with --crs: wgs84, cgcs2000, gcj02 or bd09, or in the heading.",
)
_MENDED = Text(
    "有 {n} 个图形自相交，已修复，面积变化不到 1%。", "{n} shapes crossed themselves and were mended; their areas changed by less than 1 %."
)
_AREA = Text("写的面积与图形面积相差 {p}%（图形 {a} 亩）。", "differs from the shape's area by {p} % (the shape has {a} mu).")
_CHECK_AREA = Text("请核对面积、单位和图形。", "Check the area, its unit and the shape.")


@dataclass(slots=True)
class Located:
    """What a record says of its place, before and after it is placed."""

    column: Heading | None = None
    point: Point | None = None
    drawn: Drawn | None = None
    place: Place | None = None
    outline: dict[str, Any] | None = None
    corner: Point | None = None
    """A point of an area, where the record names its place beside."""
    kept: bool = False
    """Whether the outline is the one that the site has already, whose area somebody has seen and kept."""


def said_place(raw: Raw, columns: Sequence[Heading], values: Values, findings: Findings) -> Located:
    """The coordinates and the shape of a record; faults are told and reject it."""
    found = Located()
    by_read: dict[str, list[Heading]] = {}
    for column in columns:
        if column.target and column.target.read in ("lon", "lat", "pair", "plane"):
            by_read.setdefault(column.target.field, []).append(column)
    for one, other, north_first in (("lon", "lat", False), ("x", "y", None)):
        if one not in by_read or other not in by_read or found.point:
            continue
        found.column = by_read[one][0]
        try:
            first, second = (_part(raw, by_read[name][0]) for name in (one, other))
            found.point = point(first, second, north_first)
        except Unreadable as fault:
            _fault(values, found.column, raw, fault, findings)
    for column in by_read.get("pair", ()):
        cell = raw.cell(column.place)
        if cell == "" or found.point or folded(str(cell)) in affixes().empty:
            continue
        found.column = column
        try:
            found.point = pair(text_of(cell))
        except Unreadable as fault:
            _fault(values, column, raw, fault, findings)
    try:
        if raw.shape_fault:
            raise raw.shape_fault
        if raw.shape:
            found.drawn = drawn(raw.shape)
            if raw.shape.area and found.point and found.column:
                found.corner = raw.shape.point
            else:
                found.point, found.column = raw.shape.point, None
            if found.drawn.mended:
                findings.gather("warning", _MENDED, line=raw.line, field=SHAPE.zh)
    except Unreadable as fault:
        values.faulty = True
        findings.tell("error", fault.message, fault.mend, record=values.record, line=raw.line, field=SHAPE.zh)
    return found


def _part(raw: Raw, column: Heading) -> float | str:
    said = number_or_text(raw.cell(column.place))
    return "" if isinstance(said, str) and folded(said) in affixes().empty else said


def _fault(values: Values, column: Heading, raw: Raw, fault: Unreadable, findings: Findings) -> None:
    values.faulty = True
    cell = raw.cell(column.place)
    findings.tell("error", fault.message, fault.mend, record=values.record, line=raw.line, field=column.title, value=cell)


class Places:
    """Puts the records of one table into WGS-84. Which datum its degrees are in is told by the table as a whole."""

    def __init__(self, records: Records, given: Crs | None, catalog: Catalog, findings: Findings, known: Callable[[Raw], str]) -> None:
        """known: the id of the catalog's site that a record is about, or ''."""
        self.records, self.given, self.catalog, self.findings = records, given, catalog, findings
        told = records.told.datum or (given and given.datum)
        self.decision = decide(records.told, given, [] if told else list(self._known(known)), catalog)

    def _known(self, known: Callable[[Raw], str]) -> Iterator[tuple[Point, str]]:
        """The points of the records that are about known sites; what is wrong with them is told elsewhere."""
        silent = Findings("")
        for raw in self.records.records:
            site_id = known(raw)
            if site_id:
                found = said_place(raw, self.records.columns, Values(raw.line), silent)
                if found.point:
                    yield found.point, site_id

    def put(self, one: Located, line: int) -> None:
        """Gives a record its place and its outline, or asks."""
        if one.point is None:
            return
        how = way(one.point, self.decision, self.records.told, self.given, self.catalog)
        where: dict[str, Any] = {"field": _title(one), "line": line}
        if one.point.swapped:
            self.findings.gather("warning", _SWAPPED, **where)
        if isinstance(how, Text):
            self.findings.gather("ask", _ASK.fill(w=how), _SAY_CRS, **where)
            return
        if one.point.metres:
            named = self.records.told.datum or (self.given and (self.given.datum or self.given.epsg))
            self.findings.gather("info" if named else "warning", _PLANE, NOTHING if named else _ASSUMED, **where)
        else:
            datum = one.point.said.datum or self.decision.datum
            why = self.decision.why if datum == self.decision.datum else _IN_CELL
            self.findings.gather("info", _READ_AS.fill(c=Crs(datum).name, w=why), line=self.records.header_line, field=_title(one))
        one.place = placed(one.point, how)
        if one.drawn:
            shaped = way(one.corner, self.decision, self.records.told, self.given, self.catalog) if one.corner else how
            if isinstance(shaped, Text):
                self.findings.gather("ask", _ASK.fill(w=shaped), _SAY_CRS, **where)
                return
            one.outline, lat, lon = outline(one.drawn, shaped)
            if one.corner is None:
                one.place = replace(one.place, lat=lat, lon=lon)


def _title(one: Located) -> str:
    return one.column.title if one.column else SHAPE.zh


def location_text(place: Place, accuracy: str, basis: str) -> dict[str, str]:
    """The four cells of a position, as parcels.csv writes them; accuracy and basis as a table says them, '' where it does not."""
    return {
        "lat": figure_text(round(place.lat, _DECIMALS)),
        "lon": figure_text(round(place.lon, _DECIMALS)),
        "location_basis": basis or ("surveyed" if place.surveyed else "approximate"),
        "location_accuracy_m": accuracy or figure_text(place.accuracy),
    }


def hold_area(one: Located, stated_mu: float, column: Heading, cell: str, values: Values, findings: Findings) -> None:
    """The area that was written against the one that is drawn; of an outline that is kept already a difference is told and no error."""
    if one.drawn is None or not one.drawn.area_m2 or stated_mu <= 0:
        return
    differs = area_differs(one.drawn.area_m2, stated_mu)
    if differs <= limit("area_warning"):
        return
    wrong = differs > limit("area_error") and not one.kept
    message = _AREA.fill(p=f"{100 * differs:.0f}", a=f"{one.drawn.area_m2 * 15 / 10000:.2f}")
    values.faulty = values.faulty or wrong
    findings.tell(
        "error" if wrong else "warning", message, _CHECK_AREA, record=values.record, line=values.line, field=column.title, value=cell
    )
