"""A town pack's folder -> (Catalog, issues). Any error refuses the whole pack; nothing is half taken."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from matcher.catalog import crosscheck
from matcher.catalog.drawing import SKETCH, hold_drawing, read_geojson, read_schematic
from matcher.catalog.environment import hold_environment
from matcher.catalog.issues import Issue, IssueLog, Refused, errors
from matcher.catalog.leads import LEAD_COLUMNS, NEED_COLUMNS, read_examples, read_leads
from matcher.catalog.plan_checks import hold_plan, hold_sites
from matcher.catalog.sites import EVIDENCE_COLUMNS, SITE_COLUMNS, hold_evidence, read_evidence, read_sites
from matcher.catalog.table import Row, decode, read_table
from matcher.catalog.validate import validate
from matcher.catalog.yaml_tree import Tree, read_yaml
from matcher.model.catalog import Catalog, Code, vocabularies
from matcher.model.environment import Environment
from matcher.model.pack import Examples, Industries, Profiles, Rules, Sources, WordLists
from matcher.model.plan import Plan
from matcher.model.privacy import Privacy
from matcher.model.text import Text, named

M = TypeVar("M", bound=BaseModel)

TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]] = {
    "gbt4754.csv": (("code", "section", "name", "name_en"), ("code",), frozenset()),
    "parcels.csv": (SITE_COLUMNS, ("id",), frozenset()),
    "evidence.csv": (EVIDENCE_COLUMNS, ("site_id", "field"), frozenset()),
    "leads.csv": (LEAD_COLUMNS, ("id",), frozenset(NEED_COLUMNS)),
}
"""File -> (columns, key, columns that may be left out)."""
SCHEMATIC = "map/schematic.csv"


def load(folder: Path) -> Catalog:
    """The catalog of a pack. Raises Refused with every error found."""
    catalog, issues = read_pack(folder)
    if catalog is None:
        raise Refused(errors(issues))
    return catalog


def read_pack(folder: Path) -> tuple[Catalog | None, list[Issue]]:
    """(catalog, issues): the catalog is None as soon as one issue is an error."""
    reader = _Reader(folder)
    # examples.yaml, profiles.yaml, environment.yaml and privacy.yaml may be missing: they hold nothing of the town.
    sources, words = reader.yaml("sources.yaml", Sources), reader.yaml("words.yaml", WordLists)
    industries, rules = reader.yaml("industries.yaml", Industries), reader.yaml("rules.yaml", Rules)
    plan = reader.yaml("plan.yaml", Plan)
    usual = reader.yaml("profiles.yaml", Profiles) if (folder / "profiles.yaml").exists() else None
    classes = reader.yaml("environment.yaml", Environment) if (folder / "environment.yaml").exists() else None
    told = reader.yaml("privacy.yaml", Privacy) if (folder / "privacy.yaml").exists() else None
    tables = {name: reader.table(name) for name in TABLES}
    if reader.failed() or not (sources and words and industries and rules and plan):
        return None, reader.issues()

    cited = sources.model.sources
    codes = {
        r.cells["code"]: Code(r.cells["code"], r.cells["section"], named(r.cells["name"], r.cells["name_en"]))
        for r in tables["gbt4754.csv"]
    }
    optional = [d for d in (usual, classes, told) if d]
    documents: list[_Document[Any]] = [sources, words, industries, rules, plan, *optional]
    for document in documents:
        crosscheck.hold_citations(document.model, document.tree, cited, document.log)
    crosscheck.hold_words(words.model, words.tree, words.log)
    crosscheck.hold_industries(industries.model, words.model, frozenset(codes), industries.tree, industries.log)
    crosscheck.hold_rules(rules.model, rules.tree, rules.log)
    hold_plan(plan.model, words.model, plan.tree, plan.log)
    if usual:
        crosscheck.hold_profiles(usual.model, frozenset(codes), usual.tree, usual.log)
    if classes:
        hold_environment(classes.model, words.model, frozenset(codes), classes.tree, classes.log)
    if reader.failed():
        return None, reader.issues()

    lists = vocabularies(words.model, industries.model.industries)
    possible = {name: r.interval() for name, r in rules.model.possible.items()}
    sites = read_sites(tables["parcels.csv"], lists, possible, reader.log("parcels.csv"))
    evidence = read_evidence(tables["evidence.csv"], sites, cited, reader.log("evidence.csv"))
    hold_evidence(sites, evidence, reader.log("parcels.csv"))
    hold_sites(plan.model, [site for site, _ in sites.values()], plan.tree, plan.log)
    leads = read_leads(tables["leads.csv"], lists, frozenset(sites), cited, reader.log("leads.csv"))
    samples = reader.yaml("examples.yaml", Examples) if (folder / "examples.yaml").exists() else None
    examples = read_examples(samples.model, samples.tree, lists, samples.log) if samples else ()
    drawing = reader.drawing(frozenset(sites))
    if reader.failed():
        return None, reader.issues()
    catalog = Catalog(
        plan=plan.model,
        sources=cited,
        rules=rules.model,
        industries=industries.model.industries,
        controls=industries.model.controls,
        words=words.model,
        codes=codes,
        sites=tuple(site for site, _ in sites.values()),
        evidence=evidence,
        leads=leads,
        profiles=usual.model.profiles if usual else (),
        environment=classes.model if classes else None,
        examples=examples,
        drawing=drawing,
        version=reader.digest.hexdigest()[:16],
        privacy=told.model if told else None,
    )
    return catalog, reader.issues()


@dataclass(frozen=True)
class _Document(Generic[M]):
    """A YAML file that was read: its content, its lines, and where to tell what is wrong with it."""

    model: M
    tree: Tree
    log: IssueLog


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
        path = self.folder / name
        try:
            # A pipe has no end, so that reading one would wait for ever.
            raw = path.read_bytes() if path.is_file() else None
        except OSError:
            raw = None
        if raw is None:
            self.log(name).error(
                Text("找不到或读不了这个文件。", "cannot be found or read."),
                Text(f"数据包 {self.folder.name} 里应当有它。", f"The pack {self.folder.name} needs it."),
            )
            return ""
        self.digest.update(name.encode(errors="surrogateescape") + b"\0" + raw + b"\0")
        return decode(raw, self.log(name)) or ""

    def yaml(self, name: str, model: type[M]) -> _Document[M] | None:
        text = self.text(name)
        if errors(self.log(name).issues):
            return None
        tree = read_yaml(text, self.log(name))
        found = validate(model, tree, self.log(name)) if tree else None
        return _Document(found, tree, self.log(name)) if found is not None and tree is not None else None

    def table(self, name: str) -> list[Row]:
        text = self.text(name)
        columns, key, optional = TABLES[name]
        return [] if errors(self.log(name).issues) else read_table(text, columns, self.log(name), key=key, optional=optional)

    def drawing(self, sites: frozenset[str]) -> dict[str, Any]:
        places = self.text(SCHEMATIC)
        out: dict[str, Any] = {"schematic": read_schematic(places, sites, self.log(SCHEMATIC)) if places else {}}
        for path in sorted({*(self.folder / "map").glob("*.geojson"), self.folder / "map" / SKETCH}):
            name = f"map/{path.name}"
            text = self.text(name)
            found = read_geojson(text, self.log(name)) if text else None
            if found is not None:
                hold_drawing(path.name, found["features"], sites, self.log(name))
            out[path.name] = found
        return out
