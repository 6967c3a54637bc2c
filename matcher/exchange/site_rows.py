"""Records of a table of sites: each becomes a record that can be taken, or is rejected with every reason."""

from __future__ import annotations

from collections.abc import Iterator

from matcher.catalog.cells import Unreadable, format_cell, parse_cell
from matcher.catalog.drawing import outlines_in
from matcher.catalog.together import laid_together
from matcher.exchange.amount_cells import read_figures
from matcher.exchange.bare_areas import Meant, read_bare_area
from matcher.exchange.cells_in import shown
from matcher.exchange.crs import Crs
from matcher.exchange.findings import Findings
from matcher.exchange.geometry import area_differs
from matcher.exchange.headings import Heading
from matcher.exchange.imported import SiteRecord
from matcher.exchange.records_in import Raw, Records
from matcher.exchange.row_checks import LABELS, Told, day_of, hold_width, label
from matcher.exchange.site_answers import REPEATED, answers_of, repeated
from matcher.exchange.site_places import Located, Places, hold_area, location_text, said_place
from matcher.exchange.tables_data import folded, limit, measures
from matcher.exchange.values import Reader, Values, figures_text
from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import BY_NAME
from matcher.model.site import Site
from matcher.model.text import Text
from matcher.model.values import Cell, Words
from matcher.model.vocabulary import KIND

_MANY = 50_000
"""Cells whose reading is remembered."""
BESIDE = ("building", "storey", "contact", "phone", "owner", "told_by", "confirmed_by")
_LAND_SIGNS, _FACILITY_SIGNS = ("地块", "宗地", "图斑", "土地"), ("载体", "厂房", "房源", "物业", "楼", "仓库", "车间")
_KIND_READ = Text("没有“类别”一列，有 {{n}} 处按表头读作{k}。", "there is no column of kinds; {{n}} are taken for {k}, after the headings.")
_NO_KIND = (
    Text("看不出是土地还是厂房。", "does not tell whether it is land or a building."),
    Text("请加一列“类别”，写 土地 或 载体。", "Add a column 类别 with 土地 or 载体."),
)
_NO_NAME = (
    Text("没有名称。", "has no name."),
    Text(
        "请填写名称或已有地块的编号；与上一行相同的也要写上（合并单元格另存为 csv 会丢失）。",
        "Fill in the name, or the id of a known site, also where it is that of the row above (csv keeps no merged cells).",
    ),
)
_TWICE = (
    Text("与第 {n} 行是同一处。", "is the same site as line {n}."),
    Text("请合并成一行，或给它们不同的编号。", "Make them one row, or give them different ids."),
)
_ALIKE = (
    Text("与第 {n} 行同名，按两处读取。", "has the same name as line {n}; they are read as two sites."),
    Text("若是同一处请合并，否则请加编号。", "Join them if they are one; otherwise give each an id."),
)
_NAMED_BY_PLACE = Text("没有名称，有 {n} 处以坐落为名。", "there are no names; {n} are called after their address.")
_AREA_UNIT = (
    Text("写的面积与图形面积对不上：图形 {a} ㎡。", "has an area that does not fit its shape, which has {a} ㎡."),
    Text("请核对面积和图形。", "Check area and shape."),
)


def _in_words(mend: Text) -> Text:
    """A mend that names a column of parcels.csv, in the words of people's tables."""
    label = BY_NAME["taken_by"].label
    return Text(mend.zh.replace(" taken_by", f"“{label.zh}”"), mend.en.replace("taken_by", label.en))


class SiteRows:
    """Reads the records of one table of sites."""

    def __init__(self, catalog: Catalog, records: Records, told: Told, findings: Findings, given: Crs | None) -> None:
        self.catalog, self.records, self.told, self.findings, self.given = catalog, records, told, findings, given
        lists = {f.name: catalog.vocabularies[f.vocabulary] for f in BY_NAME.values() if f.vocabulary in catalog.vocabularies}
        self.reader = Reader(findings, {**lists, "yes_no": catalog.vocabularies["yes_no"]}, told.today, records.area_column)
        by_title: dict[str, list[str]] = {}
        for site in catalog.sites:
            by_title.setdefault(folded(site.title.zh), []).append(site.id)
        self.by_title = {title: ids[0] for title, ids in by_title.items() if len(ids) == 1}
        self.kind = self._kind_of_table()
        self._read_once: dict[tuple[str, str], Cell] = {}
        self._outlines = outlines_in(catalog.drawing)

    def read(self) -> Iterator[None]:
        """Reads one record after the other; what can be taken is `accepted` at the end."""
        self.places = Places(self.records, self.given, self.catalog, self.findings, self._known_at_sight)
        self._done: list[SiteRecord] = []
        self._updates: list[tuple[SiteRecord, Values]] = []
        seen: dict[str, int] = {}
        for raw in self.records.records:
            record = self._one(raw, seen)
            if record is not None:
                self._done.append(record)
            yield

    def accepted(self) -> list[SiteRecord]:
        """What is said of known sites is tried together, since one may speak of the other."""
        self._try_answers()
        faulty = {id(record) for record, values in self._updates if values.faulty}
        return [record for record in self._done if id(record) not in faulty]

    def _one(self, raw: Raw, seen: dict[str, int]) -> SiteRecord | None:
        columns = self.records.columns
        record = label(raw, columns, "sites")
        as_of = day_of(raw, columns, record, self.told, self.findings)
        values = self.reader.read(raw, columns, record, as_of.day)
        values.faulty = values.faulty or as_of.faulty
        hold_width(raw, columns, values, self.findings)
        self._name(values)
        read_bare_area(raw, values, self._meant(values), "land_mu", "floor_m2", self.reader, self.findings)
        known = self._known(values.cells.get("id", ""), values.cells.get("name", ""))
        located = said_place(raw, columns, values, self.findings)
        self.places.put(located, raw.line)
        located.kept = located.outline is not None and located.outline == self._outlines.get(known)
        cells = self._cells(raw, values, located, known)
        self._hold_once(values, known, seen)
        if values.faulty:
            return None
        beside = {k: values.cells[k] for k in BESIDE if values.cells.get(k)}
        said_by = as_of.day or beside.get("told_by") or beside.get("confirmed_by")
        told = {} if said_by or not known else {name: self._parsed(name, text) for name, text in cells.items()}
        same = repeated(self.catalog.by_id[known], told) if told else frozenset()
        if same:
            self.findings.gather("info", REPEATED, line=raw.line)
        day = as_of.day or self.told.today.isoformat()
        found = SiteRecord(raw.line, values.record, known, cells, beside, day, located.outline, same)
        if known:
            self._updates.append((found, values))
        return found

    def _known_at_sight(self, raw: Raw) -> str:
        """The known site that a record is about, told by its cells alone."""
        said = {
            c.target.field: shown(raw.cell(c.place))
            for c in reversed(self.records.columns)
            if c.target and c.target.field in ("id", "name")
        }
        return self._known(said.get("id", ""), said.get("name", ""))

    def _name(self, values: Values) -> None:
        """A building and a storey are parts of a name; where there is no name, the address is one."""
        parts = [values.cells.get(k, "") for k in ("name", "building", "storey")]
        if not parts[0] and not values.cells.get("id"):
            parts[0] = values.cells.get("address", "") or values.cells.get("park", "") if not parts[1] else values.cells.get("park", "")
            if parts[0] and not parts[1]:
                self.findings.gather("info", _NAMED_BY_PLACE, line=values.line)
        if not parts[0] and not parts[1]:
            return
        whole = parts[0] + "".join(p if p not in parts[0] else "" for p in parts[1:2] if p)
        if parts[2] and parts[2] not in whole:
            whole += f"{parts[2]}层" if parts[2].replace("-", "").isdigit() else parts[2]
        if whole:
            values.cells["name"] = whole[:200]
            values.record = values.record or whole

    def _meant(self, values: Values) -> Meant:
        kind = values.cells.get("kind") or self.kind
        return "floor" if kind == "facility" else "land" if kind == "land" else ""

    def _known(self, site_id: str, name: str) -> str:
        if site_id in self.catalog.by_id:
            return site_id
        return "" if site_id else self.by_title.get(folded(name), "")

    def _cells(self, raw: Raw, values: Values, located: Located, known: str) -> dict[str, str]:
        """The cells as parcels.csv writes them, each tried; faults are told at their columns."""
        found = {name: text for name, text in values.cells.items() if name in BY_NAME and BY_NAME[name].type != "closed" and text}
        for name, said in values.said.items():
            if name in BY_NAME and (said.has or said.lacks or said.none):
                keep = said.lacks if BY_NAME[name].type == "open" else ()
                found[name] = format_cell(BY_NAME[name], Words(frozenset(said.has), frozenset(keep) - frozenset(said.has)))
        accuracy, basis = (found.pop(name, "") for name in ("location_accuracy_m", "location_basis"))
        if located.place:
            found |= location_text(located.place, accuracy, basis)
        self._area(raw, values, located, found)
        if not known:
            self._kind(values, found, bool(located.drawn and located.drawn.area_m2))
            if not found.get("name") and not found.get("id"):
                self._tell(values, "name", *_NO_NAME)
            found.setdefault("name", found.get("id", ""))
        parsed: dict[str, Cell] = {}
        for name, text in list(found.items()):
            try:
                parsed[name] = self._parsed(name, text)
            except Unreadable as fault:
                self._tell(values, name, fault.message, fault.mend, located)
        if not values.faulty and not known:
            for message, mend, name in contradictions(Site(found.get("id", ""), parsed)):
                self._tell(values, name if name in values.column else "status", message, _in_words(mend), located)
        return found

    def _parsed(self, name: str, text: str) -> Cell:
        """A cell as the site table reads it; what stands in many rows is read once. Raises Unreadable."""
        spec = BY_NAME[name]
        if spec.type == "text":
            return parse_cell(spec, text, None, None)
        if (name, text) not in self._read_once:
            if len(self._read_once) > _MANY:
                self._read_once.clear()
            possible = self.catalog.possible(name) if spec.type in ("number", "month") else None
            self._read_once[name, text] = parse_cell(spec, text, self.catalog.vocabularies.get(spec.vocabulary), possible)
        return self._read_once[name, text]

    def _area(self, raw: Raw, values: Values, located: Located, found: dict[str, str]) -> None:
        place = self.records.area_column
        figures = values.figures.get("land_mu")
        column = next((c for c in self.records.columns if c.place == place), None)
        if place is not None and column is not None and located.drawn and located.drawn.area_m2:
            said = raw.cell(place)
            if said == "":
                return
            for unit in ("公顷", "㎡", "亩"):
                try:
                    figures = read_figures(f"{shown(said)}{unit}", measures()["land"], None)
                except Unreadable as fault:
                    self.reader.fault(values, column, said, fault)
                    return
                if figures and area_differs(located.drawn.area_m2, figures.low) <= limit("area_error"):
                    found["land_mu"] = figures_text(figures)
                    hold_area(located, figures.low, column, shown(said), values, self.findings)
                    return
            self.reader.fault(values, column, said, Unreadable(_AREA_UNIT[0].fill(a=f"{located.drawn.area_m2:.0f}"), _AREA_UNIT[1]))
        elif figures and figures.low == figures.high:
            hold_area(located, figures.low, values.column["land_mu"], values.cells["land_mu"], values, self.findings)

    def _kind_of_table(self) -> str:
        """land or facility, where the heading of the names or the title of the table says so."""
        names = [c.title for c in self.records.columns if c.target and c.target.field in ("name", "id")]
        above = [text for _, why, text in self.records.skipped if why == "title"]
        for texts in (names, above, [self.records.sheet], [self.findings.file]):
            said = " ".join(texts)
            land, facility = (any(s in said for s in signs) for signs in (_LAND_SIGNS, _FACILITY_SIGNS))
            if land != facility:
                return "land" if land else "facility"
        return ""

    def _kind(self, values: Values, found: dict[str, str], drawn: bool) -> None:
        """What is not said is told by the headings, by what is stated, and of a drawn area that states nothing: it is land."""
        if found.get("kind"):
            return
        land = any(n in found for n in ("land_mu", "available_land_mu", "land_price_wan_mu")) or drawn
        floor = any(n in found for n in ("floor_m2", "available_floor_m2", "rent_yuan_m2_month", "ceiling_height_m"))
        kind = self.kind or ("land" if land and not floor else "facility" if floor and not land else "")
        if not kind:
            if values.faulty:
                return
            self._tell(values, "kind", *_NO_KIND)
            return
        found["kind"] = kind
        self.findings.gather("info", _KIND_READ.fill(k=KIND.label(kind)), line=values.line)

    def _hold_once(self, values: Values, known: str, seen: dict[str, int]) -> None:
        """The same id, or the same known site, twice is an error; the same name twice may be two parts of a place."""
        site_id = known or values.cells.get("id", "")
        key = f"id {site_id}" if site_id else f"name {folded(values.cells.get('name', ''))}"
        first = seen.setdefault(key, values.line)
        if first == values.line or key == "name ":
            return
        message, mend = _TWICE if site_id else _ALIKE
        if site_id:
            self._tell(values, "id" if "id" in values.column else "name", message.fill(n=str(first)), mend)
        else:
            self.findings.tell(
                "warning", message.fill(n=str(first)), mend, record=values.record, line=values.line, field=self._title("name", values),
                value=values.cells.get("name", ""),
            )  # fmt: skip

    def _try_answers(self) -> None:
        """What is said of known sites must be able to stand beside what is already on record."""
        whose: list[Values] = []
        answers = []
        for record, values in self._updates:
            own = answers_of(record, self.findings.file)
            answers += own
            whose += [values] * len(own)
        if not answers:
            return
        _, _, faults = laid_together(self.catalog, answers, self.told.today)
        for index, issues in sorted(faults.items()):
            for issue in issues:
                self._tell(whose[index], answers[index].field, issue.message, issue.mend)

    def _tell(self, values: Values, name: str, message: Text, mend: Text, located: Located | None = None) -> None:
        values.faulty = True
        value = values.written(name)
        if located and located.column and BY_NAME.get(name) and BY_NAME[name].group:
            title = located.column.title
            value = f"{located.place.lat:.6f},{located.place.lon:.6f}" if located.place else value
        else:
            title = self._title(name, values)
        self.findings.tell("error", message, mend, record=values.record, line=values.line, field=title, value=value)

    def _title(self, name: str, values: Values) -> str:
        """The title of the column of a field; its name in the house where the table has none."""
        if name in values.column:
            return values.column[name].title
        column: Heading | None = next((c for c in self.records.columns if c.target and c.target.field == name), None)
        return column.title if column else LABELS.get(name, BY_NAME[name].label.zh if name in BY_NAME else name)
