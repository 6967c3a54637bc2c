"""A town pack's folder -> (Catalog, issues). Any error refuses the whole pack; nothing is half taken."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from matcher.catalog import crosscheck
from matcher.catalog.drawing import SKETCH, read_geojson, read_schematic
from matcher.catalog.issues import Issue, IssueLog, Refused, errors
from matcher.catalog.leads import LEAD_COLUMNS, NEED_COLUMNS, read_leads
from matcher.catalog.sites import EVIDENCE_COLUMNS, SITE_COLUMNS, hold_evidence, read_evidence, read_sites
from matcher.catalog.table import Row, decode, read_table
from matcher.catalog.validate import validate
from matcher.catalog.yaml_tree import Tree, read_yaml
from matcher.model.catalog import Catalog, Code, vocabularies
from matcher.model.pack import Industries, Plan, Rules, Sources, WordLists
from matcher.model.text import Text, named

M = TypeVar("M", bound=BaseModel)

YAML_FILES: dict[str, type[BaseModel]] = {
    "sources.yaml": Sources,
    "words.yaml": WordLists,
    "industries.yaml": Industries,
    "rules.yaml": Rules,
    "plan.yaml": Plan,
}
TABLES = ("gbt4754.csv", "parcels.csv", "evidence.csv", "leads.csv")
SCHEMATIC = "map/schematic.csv"
PACK_FILES = (*YAML_FILES, *TABLES, f"map/{SKETCH}", SCHEMATIC)


def load(folder: Path) -> Catalog:
    """The catalog of a pack. Raises Refused with every error found."""
    catalog, issues = read_pack(folder)
    if catalog is None:
        raise Refused(errors(issues))
    return catalog


def read_pack(folder: Path) -> tuple[Catalog | None, list[Issue]]:
    """(catalog, issues): the catalog is None as soon as one issue is an error."""
    reader = _Reader(folder)
    trees = {name: reader.yaml(name, model) for name, model in YAML_FILES.items()}
    texts = {name: reader.text(name) for name in (*TABLES, f"map/{SKETCH}", SCHEMATIC)}
    if reader.failed():
        return None, reader.issues()
    sources, words, industries, rules, plan = (trees[n][0] for n in YAML_FILES)  # type: ignore[index]
    assert isinstance(sources, Sources) and isinstance(words, WordLists) and isinstance(industries, Industries)
    assert isinstance(rules, Rules) and isinstance(plan, Plan)

    codes = _codes(read_table(texts["gbt4754.csv"], ("code", "section", "name", "name_en"), reader.log("gbt4754.csv"), key=("code",)))
    for name, (model, tree) in trees.items():  # type: ignore[misc]
        crosscheck.hold_citations(model, tree, sources.sources, reader.log(name))
    crosscheck.hold_words(words, trees["words.yaml"][1], reader.log("words.yaml"))  # type: ignore[index]
    crosscheck.hold_industries(industries, words, frozenset(codes), trees["industries.yaml"][1], reader.log("industries.yaml"))  # type: ignore[index]
    crosscheck.hold_rules(rules, trees["rules.yaml"][1], reader.log("rules.yaml"))  # type: ignore[index]
    crosscheck.hold_plan(plan, words, trees["plan.yaml"][1], reader.log("plan.yaml"))  # type: ignore[index]
    if reader.failed():
        return None, reader.issues()

    lists = vocabularies(words, industries.industries)
    possible = {name: r.interval() for name, r in rules.possible.items()}
    sites = read_sites(read_table(texts["parcels.csv"], SITE_COLUMNS, reader.log("parcels.csv"), key=("id",)), lists, possible, reader.log("parcels.csv"))
    evidence_rows = read_table(texts["evidence.csv"], EVIDENCE_COLUMNS, reader.log("evidence.csv"), key=("site_id", "field"))
    evidence = read_evidence(evidence_rows, sites, reader.log("evidence.csv"))
    lines = {(r.cells["site_id"], r.cells["field"]): r.line for r in evidence_rows}
    for key, item in evidence.items():
        for citation in (item.citation, *([item.other_citation] if item.other_citation else [])):
            crosscheck.hold_citation(citation, sources.sources, reader.log("evidence.csv"), record=" ".join(key), line=lines[key], field="source")
    hold_evidence(sites, evidence, reader.log("parcels.csv"))
    lead_rows = read_table(texts["leads.csv"], LEAD_COLUMNS, reader.log("leads.csv"), key=("id",), optional=frozenset(NEED_COLUMNS))
    leads = read_leads(lead_rows, lists, frozenset(sites), reader.log("leads.csv"))
    for lead, line in leads.values():
        for citation in (lead.citation, *([lead.investment_other_citation] if lead.investment_other_citation else [])):
            crosscheck.hold_citation(citation, sources.sources, reader.log("leads.csv"), record=lead.id, line=line, field="source")
    drawing = reader.drawing(frozenset(sites), texts[SCHEMATIC])
    if reader.failed():
        return None, reader.issues()
    return (
        Catalog(
            plan=plan, sources=sources.sources, rules=rules, industries=industries.industries, controls=industries.controls, words=words, codes=codes,
            sites=tuple(s for s, _ in sites.values()), evidence=evidence, leads=tuple(lead for lead, _ in leads.values()), drawing=drawing,
            version=reader.digest.hexdigest()[:16],
        ),
        reader.issues(),
    )  # fmt: skip


class _Reader:
    """Reads a pack's files, one issue log a file, and digests every byte it has read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.logs: dict[str, IssueLog] = {}
        self.digest = hashlib.sha256()

    def log(self, name: str) -> IssueLog:
        return self.logs.setdefault(name, IssueLog(name))

    def issues(self) -> list[Issue]:
        return [i for log in self.logs.values() for i in log.issues]

    def failed(self) -> bool:
        return bool(errors(self.issues()))

    def text(self, name: str) -> str:
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            self.log(name).error(
                Text("找不到或读不了这个文件。", "cannot be found or read."),
                Text(f"数据包 {self.folder.name} 里应当有它。", f"The pack {self.folder.name} needs it."),
            )
            return ""
        self.digest.update(name.encode() + b"\0" + raw + b"\0")
        return decode(raw, self.log(name)) or ""

    def yaml(self, name: str, model: type[M]) -> tuple[M, Tree] | None:
        text = self.text(name)
        if errors(self.log(name).issues):
            return None
        tree = read_yaml(text, self.log(name))
        found = validate(model, tree, self.log(name)) if tree else None
        return (found, tree) if found is not None and tree is not None else None

    def drawing(self, sites: frozenset[str], schematic: str) -> dict[str, Any]:
        out: dict[str, Any] = {"schematic": read_schematic(schematic, sites, self.log(SCHEMATIC))}
        for path in sorted((self.folder / "map").glob("*.geojson")):
            name = f"map/{path.name}"
            out[path.name] = read_geojson(self.text(name), self.log(name))
        return out


def _codes(rows: list[Row]) -> dict[str, Code]:
    return {r.cells["code"]: Code(r.cells["code"], r.cells["section"], named(r.cells["name"], r.cells["name_en"])) for r in rows}

