"""One town's data as it was read: the sites, the plan, its industries and rules, and where each value comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matcher.model import vocabulary as fixed
from matcher.model.environment import Environment
from matcher.model.need import Example, Lead
from matcher.model.pack import OFFICE_DEFAULT, Citation, Control, Industry, Profile, Rules, Source, WordLists
from matcher.model.plan import Plan
from matcher.model.privacy import Privacy
from matcher.model.site import Evidence, Site
from matcher.model.text import NOTHING, Text, named, same
from matcher.model.values import Interval
from matcher.model.vocabulary import Vocabulary, Word


@dataclass(frozen=True, slots=True)
class Code:
    """One line of GB/T 4754: division (2 digits), group (3) or class (4)."""

    code: str
    section: str
    name: Text


@dataclass(frozen=True, eq=False, repr=False)
class Catalog:
    """All of one town pack, compared by identity, since `version` says what it holds. Sites keep the order of the file; no result may depend on it."""

    plan: Plan
    sources: Mapping[str, Source]
    rules: Rules
    industries: tuple[Industry, ...]
    controls: tuple[Control, ...]
    words: WordLists
    codes: Mapping[str, Code]
    sites: tuple[Site, ...]
    evidence: Mapping[tuple[str, str], Evidence]
    leads: tuple[Lead, ...]
    examples: tuple[Example, ...]
    profiles: tuple[Profile, ...]
    environment: Environment | None
    """Rules on the class of the environmental assessment; None where the pack has none."""
    drawing: Mapping[str, Any]
    """map/*.geojson by file name, and `schematic`: site id -> (lat, lon) at which a site without a position is drawn."""
    version: str
    """Changes with any byte of the pack, with every answer and with all that is promised: with whatever can change an answer to a need."""
    privacy: Privacy | None = None
    """What is told before somebody leaves a contact; None where the pack does not say, and then nobody is asked for one."""
    leads_version: str = ""
    """Changes with the leads of the register, which the answer to another need does not depend on."""

    def __repr__(self) -> str:
        return f"<Catalog {self.plan.town.id} {self.version}: {len(self.sites)} sites>"

    @property
    def invented(self) -> bool:
        return self.plan.town.invented == "yes"

    @cached_property
    def by_id(self) -> Mapping[str, Site]:
        return {s.id: s for s in self.sites}

    @cached_property
    def industry_by_id(self) -> Mapping[str, Industry]:
        return {i.id: i for i in self.industries}

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Every closed list by name: those that all towns share, and this pack's own."""
        return vocabularies(self.words, self.industries)

    def possible(self, field: str) -> Interval:
        """The values a number or month field can take at all, in the field's unit (months as month indexes)."""
        return self.rules.possible[field].interval()

    def say_citation(self, citation: Citation) -> Text:
        """A citation as people read it: the source's name and the clause."""
        source = self.sources[citation.source]
        if citation.source == OFFICE_DEFAULT:
            return source.title
        if not citation.clause:
            return source.title
        clause = source.clauses[citation.clause]
        place = Text(clause.zh, clause.en)
        return place if source.kind in ("plan", "invented") else Text("{s} {c}", "{s}, {c}").fill(s=source.title, c=place)

    def site_title(self, site_id: str) -> Text:
        site = self.by_id.get(site_id)
        return site.title if site else same(site_id)


def vocabularies(words: WordLists, industries: tuple[Industry, ...]) -> dict[str, Vocabulary]:
    shared = (
        fixed.KIND, fixed.STATUS, fixed.TENURE, fixed.SPACE, fixed.YES_NO, fixed.FIRE_CLASS, fixed.WATER_ZONE, fixed.PLANNING,
        fixed.LOCATION_BASIS, fixed.BASIS, fixed.STAGE,
    )  # fmt: skip
    lists = {v.name: v for v in shared}
    for name, entries in (
        ("use", words.uses),
        ("process", words.processes),
        ("special", words.special),
        ("near", words.near),
        ("village", words.villages),
    ):
        lists[name] = Vocabulary(name, tuple(Word(w.token, w.title, w.synonyms, w.parts) for w in entries))
    lists["industry"] = Vocabulary("industry", tuple(Word(i.id, i.title, i.words) for i in industries))
    return lists


def code_chain(codes: Mapping[str, Code], code: str) -> Text:
    """A code with its name, or as much of it as the table knows."""
    while len(code) > 2 and code not in codes:
        code = code[:-1]
    entry = codes.get(code)
    return named(f"{code} {entry.name.zh}", f"{code} {entry.name.en}") if entry else NOTHING
