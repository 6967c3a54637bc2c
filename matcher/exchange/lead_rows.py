"""Records of a table of leads: each becomes a need with what a lead has beside, or is rejected with every reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.catalog.cells import Unreadable
from matcher.catalog.issues import IssueLog
from matcher.catalog.needs import LIST_WORDS, read_need
from matcher.catalog.yaml_tree import Tree
from matcher.exchange.amount_cells import Figures
from matcher.exchange.bare_areas import Meant, read_bare_area
from matcher.exchange.cells_in import figure_text
from matcher.exchange.date_cells import read_day
from matcher.exchange.findings import Findings
from matcher.exchange.imported import LeadRecord
from matcher.exchange.records_in import Raw, Records
from matcher.exchange.row_checks import LABELS, Told, day_of, hold_width, label
from matcher.exchange.tables_data import folded
from matcher.exchange.values import Reader, Values, two_codes
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Need
from matcher.model.text import NOTHING, Text
from matcher.model.values import month_text

BESIDE = ("id", "name_en", "credit_code", "stage", "settled_at", "contact", "phone", "told_by", "followed_by", "note")
_RANGES = {"land": "land_mu", "floor": "floor_m2"}
_CODE = re.compile(r"^[a-t]?(\d{2,4})(?!\d)")
_CODE_AHEAD = re.compile(r"^[a-t](\d{2,4})(?!\d)")
_CREDIT = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{18}$|^\d{15}$|^\d{13}$")
_NO_NAME = (Text("没有企业名称。", "has no name of an enterprise."), Text("请填写企业名称。", "Fill in the name."))
_NO_CODE = (
    Text("不是国民经济行业代码。", "is no code of GB/T 4754."),
    Text("请写 2 到 4 位代码，如 3872；行业名称请写在“所属行业”一列。", "Write a code of 2 to 4 digits, such as 3872; a name belongs in the column of industries."),
)  # fmt: skip
_BY_CONTACT = Text("没有企业名称一列，有 {n} 条以联系人为名。", "there is no column of names; {n} are called after their contact.")
_ZERO = Text("有 {n} 格写 0，读作没有提出。", "{n} cells hold 0, read as not asked for.")
_ODD_CREDIT = Text("不像统一社会信用代码（18 位）。", "does not look like a unified credit code of 18 characters.")
_CHECK_CREDIT = Text("请核对；照原样保留。", "Check it; it is kept as it stands.")
_LARGER = (
    Text("上限比下限小。", "is less than the least that is asked for."),
    Text("请核对两个数。", "Check both figures."),
)
_ALIKE = (
    Text("与第 {n} 行是同一家企业，按两条需求读取。", "is the enterprise of line {n}; read as a second need."),
    Text("若是同一条请合并。", "Join them if they are one."),
)


class LeadRows:
    """Reads the records of one table of leads."""

    def __init__(self, catalog: Catalog, records: Records, told: Told, findings: Findings) -> None:
        self.catalog, self.records, self.told, self.findings = catalog, records, told, findings
        words = catalog.vocabularies
        lists = {field: words[name] for field, name in LIST_WORDS.items()}
        lists |= {
            "industry": words["industry"],
            "space": words["space"],
            "tenure": words["tenure"],
            "fire_class": words["fire_class"],
            "stage": words["stage"],
        }
        lists |= {
            "yes_no": words["yes_no"],
            "ground_floor": words["yes_no"],
            "discharges_wastewater": words["yes_no"],
            "processes_all": words["yes_no"],
        }
        self.reader = Reader(findings, lists, told.today)
        self.seen: dict[str, int] = {}
        self.named = any(c.target and c.target.field == "name" for c in records.columns)

    def read(self) -> Iterator[LeadRecord | None]:
        """One for each record: what can be taken, or None where it is rejected."""
        for raw in self.records.records:
            yield self._one(raw)

    def _one(self, raw: Raw) -> LeadRecord | None:
        record = label(raw, self.records.columns, "leads")
        as_of = day_of(raw, self.records.columns, record, self.told, self.findings)
        values = self.reader.read(raw, self.records.columns, record, as_of.day)
        values.faulty = values.faulty or as_of.faulty
        hold_width(raw, self.records.columns, values, self.findings)
        if not self.named and values.cells.get("contact"):
            values.cells["name"] = values.cells["contact"]
            self.findings.gather("info", _BY_CONTACT, line=values.line)
        if not values.cells.get("name"):
            self._tell(values, "name", *_NO_NAME)
        self._code_in_words(values)
        self._code(raw, values)
        self._credit(values)
        stated = self._stated(raw, values)
        log = IssueLog(self.told.file)
        need = read_need(Tree(stated, {}), self.catalog.vocabularies, log)
        for issue in log.issues:
            self._tell(values, issue.field, issue.message, issue.mend)
        self._alike(values)
        if values.faulty or need is None:
            return None
        beside = {k: values.cells[k] for k in BESIDE if values.cells.get(k)}
        if since := self._since(raw, values):
            beside["stage_since"] = since
        return LeadRecord(raw.line, record, Need.model_validate(need), beside, as_of.day or self.told.today.isoformat())

    def _since(self, raw: Raw, values: Values) -> str:
        """When the stage was reached: the day where one is written, else the last month that is meant."""
        months = values.months.get("stage_since")
        if months is None or months.high is None:
            return ""
        try:
            said = read_day(raw.cell(values.column["stage_since"].place), self.told.today)
        except Unreadable:
            said = ""
        return said if said[:7] == month_text(months.high) else month_text(months.high)

    def _stated(self, raw: Raw, values: Values) -> dict[str, str | list[str]]:
        """Field of a need -> what it states, as a need file writes it."""
        found: dict[str, str | list[str]] = {
            f: values.cells[f]
            for f in (
                "name",
                "industry",
                "industry_text",
                "gbt4754",
                "location_text",
                "fire_class",
                "ground_floor",
                "discharges_wastewater",
                "processes_all",
            )
            if values.cells.get(f)
        }
        for field in ("space", "tenure"):
            said = values.cells.get(field, "")
            if said and ";" not in said:
                found[field] = said
        for field in LIST_WORDS:
            if field in values.said and values.said[field].has:
                found[field] = list(dict.fromkeys(values.said[field].has))
        read_bare_area(raw, values, self._meant(values), "land", "floor", self.reader, self.findings)
        for field, figures in values.figures.items():
            if figures.low == figures.high == 0 and not field.endswith("_t"):  # no paint at all is a statement, no area is none
                self.findings.gather("info", _ZERO, field=values.column[field].title, line=values.line)
                continue
            found |= self._ends(field, figures, values)
        for stem in _RANGES.values():
            low, high = found.get(f"{stem}_min"), found.get(f"{stem}_max")
            if low and high and float(str(low)) > float(str(high)):
                self._tell(values, f"{stem}_max", *_LARGER)
                del found[f"{stem}_max"]
        needed = values.months.get("needed_by")
        if needed:
            last = needed.high if needed.high is not None else needed.low
            if last is not None:
                found["needed_by"] = month_text(last)
        for field in ("name", "industry_text", "location_text"):
            if isinstance(found.get(field), str):
                found[field] = str(found[field])[:2000]
        return found

    def _ends(self, field: str, figures: Figures, values: Values) -> dict[str, str]:
        """The end, or the two ends, of a figure that a need states."""
        low, high = figure_text(figures.low), figure_text(figures.high)
        stem = _RANGES.get(field)
        if stem:
            least = {f"{stem}_min": low} if (figures.bound != "most" or low != high) and figures.low > 0 else {}
            most = {f"{stem}_max": high} if figures.bound != "least" or low != high else {}
            for name in (*least, *most):
                values.column.setdefault(name, values.column[field])
            return {**least, **most}
        if field.endswith("_max"):
            return {field: high}
        return {field: low if figures.low > 0 or figures.high == 0 else high}

    def _meant(self, values: Values) -> Meant:
        """Land or floor space, where the kind of space or the tenure says so."""
        space = values.cells.get("space", "")
        if space:
            return "land" if space == "land" else "floor"
        return "floor" if values.cells.get("tenure", "") == "rent" else ""

    def _code_in_words(self, values: Values) -> None:
        """C3872 照明灯具制造 in a column of industries says the code too."""
        match = _CODE_AHEAD.match(folded(values.cells.get("industry_text", "")))
        if match and match[1] in self.catalog.codes and "gbt4754" not in values.cells:
            values.cells["gbt4754"], values.column["gbt4754"] = match[1], values.column["industry_text"]

    def _code(self, raw: Raw, values: Values) -> None:
        said = values.cells.get("gbt4754", "")
        column = values.column.get("gbt4754")
        if not said or column is None or column.target is None or column.target.field != "gbt4754":
            return
        match = _CODE.match(folded(said))
        try:
            two_codes(raw.cell(column.place), self.catalog.codes)
            if match is None or match[1] not in self.catalog.codes:
                raise Unreadable(*_NO_CODE)
            values.cells["gbt4754"] = match[1]
        except Unreadable as fault:
            values.cells.pop("gbt4754")
            self.reader.fault(values, column, raw.cell(column.place), fault)

    def _credit(self, values: Values) -> None:
        said = values.cells.get("credit_code", "").replace(" ", "").upper()
        if said and not _CREDIT.match(said):
            self.findings.tell(
                "warning",
                _ODD_CREDIT,
                _CHECK_CREDIT,
                record=values.record,
                line=values.line,
                field=values.column["credit_code"].title,
                value=said,
            )
        if said:
            values.cells["credit_code"] = said

    def _alike(self, values: Values) -> None:
        key = values.cells.get("credit_code") or folded(values.cells.get("name", ""))
        first = self.seen.setdefault(key, values.line) if key else values.line
        if first != values.line:
            self.findings.tell(
                "warning", _ALIKE[0].fill(n=str(first)), _ALIKE[1], record=values.record, line=values.line, field=self._title("name", values),
                value=values.cells.get("name", ""),
            )  # fmt: skip

    def _tell(self, values: Values, field: str, message: Text, mend: Text = NOTHING) -> None:
        values.faulty = True
        self.findings.tell(
            "error",
            message,
            mend,
            record=values.record,
            line=values.line,
            field=self._title(field, values),
            value=values.written(field),
        )

    def _title(self, field: str, values: Values) -> str:
        if field in values.column:
            return values.column[field].title
        column = next((c for c in self.records.columns if c.target and c.target.field == field), None)
        return column.title if column else LABELS.get(field, NEED_LABELS[field].zh if field in NEED_LABELS else field)
