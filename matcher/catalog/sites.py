"""parcels.csv and evidence.csv: each filled cell is a value the field can hold, and has its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matcher.catalog.cells import Unreadable, parse_cell
from matcher.catalog.citations import hold_citation
from matcher.catalog.held import NO_PARCEL
from matcher.catalog.issues import IssueLog
from matcher.catalog.table import Row
from matcher.model.consistency import contradictions
from matcher.model.fields import FIELDS
from matcher.model.pack import Citation, Source
from matcher.model.site import Evidence, Site
from matcher.model.text import Text
from matcher.model.values import Cell, Interval
from matcher.model.vocabulary import BASIS, Vocabulary

SITE_COLUMNS = tuple(f.name for f in FIELDS)
EVIDENCE_COLUMNS = (
    "site_id", "field", "basis", "source", "clause", "as_of", "confirmed_by", "other_value", "other_source", "other_clause", "note", "note_en",
)  # fmt: skip
REQUIRED = ("id", "name", "kind")
FACTS = tuple(dict.fromkeys(f.fact for f in FIELDS if f.evidence))


def read_sites(
    rows: list[Row], vocabularies: Mapping[str, Vocabulary], possible: Mapping[str, Interval], log: IssueLog
) -> dict[str, tuple[Site, int]]:
    """Site id -> (site, line)."""
    sites: dict[str, tuple[Site, int]] = {}
    for row in rows:
        cells: dict[str, Cell] = {}
        unread: frozenset[str] = frozenset()
        for field in FIELDS:
            text = row.cells[field.name]
            if not text:
                if field.name in REQUIRED:
                    log.error(
                        Text("不能为空。", "must not be empty."),
                        Text("请填写。", "Fill it in."),
                        record=row.cells["id"],
                        line=row.line,
                        field=field.name,
                    )
                continue
            try:
                cells[field.name] = parse_cell(field, text, vocabularies.get(field.vocabulary), possible.get(field.name))
            except Unreadable as fault:
                unread |= {field.fact}
                log.error(fault.message, fault.mend, record=row.cells["id"], line=row.line, field=field.name, value=text)
        site = Site(row.cells["id"], cells, unread)
        for message, mend, name in contradictions(site):
            log.error(message, mend, record=site.id, line=row.line, field=name, value=row.cells[name])
        sites[site.id] = (site, row.line)
    return sites


def read_evidence(
    rows: list[Row], sites: Mapping[str, tuple[Site, int]], sources: Mapping[str, Source], log: IssueLog
) -> dict[tuple[str, str], Evidence]:
    """(site, fact) -> its evidence, every citation of which resolves."""
    found: dict[tuple[str, str], Evidence] = {}
    for row in rows:
        c = row.cells
        place: dict[str, Any] = {"record": c["site_id"], "line": row.line}
        if c["site_id"] not in sites:
            log.error(
                *NO_PARCEL,
                field="site_id",
                value=c["site_id"],
                **place,
            )
        elif c["field"] not in FACTS:
            log.error(
                Text("没有这个字段。", "is no field of a site."),
                Text("请检查拼写。", "Check the spelling."),
                field="field",
                value=c["field"],
                **place,
            )
        elif c["basis"] not in BASIS.tokens:
            allowed = "、".join(BASIS.tokens)
            log.error(
                Text("不是依据的种类。", "is no basis."),
                Text(f"可用：{allowed}。", f"Allowed: {', '.join(BASIS.tokens)}."),
                field="basis",
                value=c["basis"],
                **place,
            )
        else:
            citation = Citation(source=c["source"], clause=c["clause"])
            other = Citation(source=c["other_source"], clause=c["other_clause"]) if c["other_source"] else None
            for each in (citation, *([other] if other else [])):
                hold_citation(each, sources, log, field="source", **place)
            found[c["site_id"], c["field"]] = Evidence(
                site=c["site_id"],
                field=c["field"],
                basis=c["basis"],
                citation=citation,
                as_of=c["as_of"],
                confirmed_by=c["confirmed_by"],
                other_value=c["other_value"],
                other_citation=other,
                note=c["note"],
                note_en=c["note_en"],
            )
    return found


def filled_facts(site: Site) -> list[str]:
    """The facts a site states, in the order of the columns."""
    return list(dict.fromkeys(f.fact for f in FIELDS if f.evidence and f.name in site.cells))


def hold_evidence(sites: Mapping[str, tuple[Site, int]], evidence: Mapping[tuple[str, str], Evidence], log: IssueLog) -> None:
    """A filled cell without evidence is an error; evidence for an empty cell is one too."""
    for site, line in sites.values():
        for fact in filled_facts(site):
            if (site.id, fact) not in evidence:
                log.error(
                    Text("有值，却没有依据。", "is filled, but has no evidence."),
                    Text("请在 evidence.csv 里写明来源，或清空这一格。", "Say where it comes from in evidence.csv, or empty the cell."),
                    record=site.id, line=line, field=fact,
                )  # fmt: skip
    for site_id, fact in evidence:
        if fact not in filled_facts(sites[site_id][0]) and fact not in sites[site_id][0].unread:
            log.error(
                Text("evidence.csv 有依据，这一格却是空的。", "has evidence in evidence.csv, but the cell is empty."),
                Text("请填写这一格，或删去依据。", "Fill the cell, or delete the evidence."),
                record=site_id, line=sites[site_id][1], field=fact,
            )  # fmt: skip


def location_cells(lat: float, lon: float, basis: str, accuracy_m: float) -> dict[str, Cell]:
    """The four cells of a position."""
    return {
        "lat": Interval(lat, lat),
        "lon": Interval(lon, lon),
        "location_basis": basis,
        "location_accuracy_m": Interval(accuracy_m, accuracy_m),
    }
