"""The front door: bytes that somebody sent -> what they say of sites or leads. Nothing is stored here, and a file's name is only text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from matcher.catalog.issues import DATA_KEEPER
from matcher.exchange.cells_in import RawCell
from matcher.exchange.crs import Crs, option_crs
from matcher.exchange.findings import Findings
from matcher.exchange.geojson_in import read_features
from matcher.exchange.header import choose_sheet, find_header
from matcher.exchange.headings import Headings, is_number_heading
from matcher.exchange.imported import Imported, LeadRecord, SiteRecord, Table
from matcher.exchange.lead_rows import LeadRows
from matcher.exchange.mapping import Mapping
from matcher.exchange.mends import Mend, mend
from matcher.exchange.parcel_text import read_parcels
from matcher.exchange.records_in import Records
from matcher.exchange.refusals import refused
from matcher.exchange.row_checks import Told
from matcher.exchange.separated import read_separated
from matcher.exchange.sheets import Sheet
from matcher.exchange.site_rows import SiteRows
from matcher.exchange.sniff import sniff
from matcher.exchange.table_notes import columns_held, tell_sheets, tell_skipped
from matcher.exchange.table_records import read_records
from matcher.exchange.tables_data import Kind
from matcher.exchange.workbook_rows import read_workbook
from matcher.exchange.zip_check import Measured, measured
from matcher.model.catalog import Catalog
from matcher.model.text import Text

MAX_NAME = 120
EVERY = 500
"""Records between two reports of progress."""
Progress = Callable[[int, int], None]
"""(records read, records in all, 0 while that is not known). What it raises ends the reading: so a page lets its user cancel."""

_HEADINGS: dict[Kind, Text] = {
    "sites": Text("“名称”（或“编号”“坐落”）", "a name (or an id or an address)"),
    "leads": Text("“企业名称”（或“联系人”）", "the name of the enterprise (or a contact)"),
}
_NO_HEADER = Text(
    "前十行里没有找到表头：要有{a}，和至少另一列认得的标题。",
    "has no headings in its first ten lines: {a} and at least one more that is known.",
)
_MAP_IT = Text(
    "请改表头，或用 --mapping 指明哪一列是什么；认得的标题见 docs/files.md。",
    "Change the headings, or say with --mapping which column is what; known headings stand in docs/files.md.",
)
_CRS = Text("不认得坐标系 {c}。", "gives a system of coordinates that is not known: {c}.")
_CRS_NAMES = Text("可用：wgs84、cgcs2000、gcj02、bd09、epsg:4547 等。", "Allowed: wgs84, cgcs2000, gcj02, bd09, epsg:4547 and the like.")
_NO_RECORDS = Text("表头之后没有记录。", "has no records below its headings.")
_FILL = Text("请核对是不是这份文件。", "Check whether this is the file that was meant.")
_TABLE_DAY = Text("没有写日期的记录，按表上的日期 {d}。", "records without a day are of the table's own: {d}.")
_MACROS = Text("文件里有宏，没有读取，也没有运行。", "holds macros, which were neither read nor run.")


def read_file(
    raw: bytes,
    name: str,
    kind: Kind,
    catalog: Catalog,
    today: date,
    mapping: Mapping | None = None,
    crs: str | None = None,
    on_progress: Progress | None = None,
    mends: Sequence[Mend] = (),
) -> Imported:
    """What a file says, with cells corrected where `mends` says so. Raises Refused where it cannot be read at all, and whatever on_progress raises."""
    file = clean_name(name)
    mapping = mapping or Mapping()
    given = _given(crs or mapping.crs, file)
    progress: Progress = on_progress or _quiet
    progress(0, 0)
    findings = Findings(file)
    headings = Headings(kind, catalog.vocabularies, mapping)
    found = sniff(raw, file)
    sheet: Sheet | None = None
    if found.format == "geojson":
        records = read_features(found.text, file, headings)
    elif found.format == "parcels":
        records = read_parcels(found.text, file, headings)
    else:
        sheet, records = _table(raw, found.format, found.text, file, headings, mapping, findings, progress, kind)
    mended = mend(records, mends)
    records.columns = columns_held(records, findings)
    if not records.records:
        findings.tell("warning", _NO_RECORDS, _FILL, line=records.header_line)
    tell_skipped(records, findings)
    if records.as_of and records.as_of <= today.isoformat():
        findings.tell("info", _TABLE_DAY.fill(d=records.as_of), line=records.header_line, fix_by=DATA_KEEPER)
        told = Told(today, file, records.as_of)
    else:
        told = Told(today, file)
    sites: list[SiteRecord] = []
    leads: list[LeadRecord] = []
    total, rejected = len(records.records), 0
    if kind == "sites":
        rows = SiteRows(catalog, records, told, findings, given)
        for number, _ in enumerate(rows.read(), 1):
            if not number % EVERY:
                progress(number, total)
        sites = rows.accepted()
        rejected = total - len(sites)
    else:
        for number, lead in enumerate(LeadRows(catalog, records, told, findings).read(), 1):
            if lead is None:
                rejected += 1
            else:
                leads.append(lead)
            if not number % EVERY:
                progress(number, total)
    progress(total, total)
    return Imported(
        source=file, kind=kind, encoding=found.encoding or found.format, skipped=len(records.skipped), rejected=rejected, sites=tuple(sites),
        leads=tuple(leads), issues=findings.all(), mapping=_mapping(records, mapping, crs), columns=records.columns,
        table=_as_text(sheet, records), mended=mended,
    )  # fmt: skip


def _quiet(_done: int, _total: int) -> None:
    """Nobody asked for progress."""


def clean_name(name: str) -> str:
    """A file's name as one short line of text without folders; never used as a path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c if c.isprintable() else " " for c in last).strip()[:MAX_NAME] or "file"


def _given(said: str, file: str) -> Crs | None:
    if not said:
        return None
    crs = option_crs(said)
    if crs is None:
        raise refused(file, _CRS.fill(c=said[:40]), _CRS_NAMES)
    return crs


def _table(
    raw: bytes, form: str, text: str, file: str, headings: Headings, mapping: Mapping, findings: Findings, progress: Progress, kind: Kind
) -> tuple[Sheet, Records]:
    """The chosen sheet of a workbook or a separated file, and its records."""

    def choose(sheets: list[Sheet]) -> int | None:
        return choose_sheet(sheets, headings, mapping)

    def seen(rows: int) -> None:
        progress(rows, 0)

    measure = Measured()
    if form == "csv":
        sheets, index = read_separated(text, file, choose, seen)
    else:
        measure = measured(raw, file) if form == "xlsx" else measure
        sheets, index = read_workbook(raw, form, file, measure, choose, seen)
    if measure.macros:
        findings.tell("info", _MACROS, fix_by=DATA_KEEPER)
    if index is None:
        raise refused(file, _NO_HEADER.fill(a=_HEADINGS[kind]), _MAP_IT)
    sheet = sheets[index]
    header = find_header(sheet, headings, mapping)
    assert header is not None  # the sheet was chosen by it
    tell_sheets(sheets, index, headings, mapping, findings)
    return sheet, read_records(sheet, header, kind, f"{sheet.name} {file}")


def _mapping(records: Records, mapping: Mapping, crs: str | None) -> Mapping:
    """How this file was read, to be corrected and used again."""
    columns = {c.title: c.target.field if c.target and c.target.read != "flag" else "" for c in records.columns if c.mapped or c.target}
    units = {c.title: c.unit_text for c in records.columns if c.unit_text and c.target and c.target.measure and mapping.unit(c.title)}
    unread = {c.title: "" for c in records.columns if c.target is None and not is_number_heading(c.title)}
    flags = {c.title for c in records.columns if c.target and c.target.read == "flag"}
    known = {t: f for t, f in {**columns, **unread}.items() if t not in flags}
    return Mapping(sheet=mapping.sheet, header=mapping.header, columns=known, units=units, crs=crs or mapping.crs)


def _as_text(sheet: Sheet | None, records: Records) -> Table:
    titles: dict[int, str] = {c.place: c.title for c in records.columns}
    if sheet is not None:
        return Table(titles, tuple(sheet.line(i) for i in range(len(sheet.rows))), sheet.rows, records.header_lines)
    head: list[RawCell] = [titles.get(p, "") for p in range(max(titles, default=-1) + 1)]
    return Table(titles, (0, *(r.line for r in records.records)), [head, *(r.row for r in records.records)])
