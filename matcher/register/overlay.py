"""The catalog as the register leaves it for one role: answers laid over, promised area locked, leads of the office, names of others taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.catalog.answering import TOLD_PREFIX, laid_over
from matcher.catalog.issues import Issue
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.pack import Citation, Source
from matcher.model.site import Evidence, Site
from matcher.model.text import Text
from matcher.register.answers import Given, standing
from matcher.register.commitments import Locked, locked, open_commitments
from matcher.register.facts import TownRow
from matcher.register.lead_words import held_to_pack
from matcher.register.leads import OF_THE_REGISTER, SOURCE, leads_of
from matcher.register.policy import HIDDEN_OF_A_SITE, reach
from matcher.register.register import Register
from matcher.register.who import Role, Who


@dataclass(frozen=True)
class Stand:
    """What the register says of a town, read at one moment."""

    answers: tuple[Given, ...] = ()
    commitments: tuple[Locked, ...] = ()
    leads: tuple[Lead, ...] = ()
    seeded: bool = False


@dataclass(frozen=True)
class Laid:
    """The catalog with the register in it: what was taken, and why something was not."""

    catalog: Catalog
    taken: tuple[Given, ...]
    left_out: tuple[Issue, ...]
    promised: tuple[Locked, ...] = ()
    """What is promised to whom, counted or not."""


def stand(register: Register, town: str) -> Stand:
    """What the register says of a town; nothing where it was never taken in."""
    with register.look() as session:
        if session.get(TownRow, town) is None:
            return Stand()
        leads = leads_of(session, town)
        return Stand(tuple(standing(session, town)), tuple(open_commitments(session, town)), leads, True)


def laid(catalog: Catalog, found: Stand, *, but_for: str = "", promised: bool = True) -> Laid:
    """The whole catalog, as the office sees it.

    `but_for` is a lead whose own promises do not count, since what is promised to it is still its own to have. Without `promised` no promise
    counts: a pack that is written back holds facts alone. The version changes with all that can change an answer to a need; leads, which can
    not, have a version of their own.
    """
    catalog, taken, issues = laid_over(catalog, [g.answer for g in found.answers])
    kept = _kept(found.answers, taken)
    counted = [c for c in found.commitments if promised and c.lead != but_for]
    catalog, more = locked(catalog, counted)
    if counted:
        told = [(c.lead, c.name.zh, c.name.en, c.site, c.land_mu, c.floor_m2, c.whole, c.since) for c in counted]
        catalog = replace(catalog, version=_mark(catalog.version, told))
    if found.seeded:
        leads, stale = held_to_pack(catalog, found.leads)
        cited = any(lead.citation.source == SOURCE for lead in leads) and SOURCE not in catalog.sources
        sources = {**catalog.sources, SOURCE: OF_THE_REGISTER} if cited else catalog.sources
        version = _mark([x.model_dump_json() for x in leads])
        catalog = replace(catalog, leads=leads, sources=sources, leads_version=version)
        more += stale
    return Laid(catalog, kept, (*issues, *more), found.commitments)


def _mark(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _kept(answers: Sequence[Given], taken: Sequence[Answer]) -> tuple[Given, ...]:
    """The taken answers with who gave them; `taken` is a part of `answers` in the same order."""
    rest = iter(taken)
    following = next(rest, None)
    kept: list[Given] = []
    for given in answers:
        if following is not None and given.answer == following:
            kept.append(given)
            following = next(rest, None)
    return tuple(kept)


def seen_by(catalog: Catalog, who: Who) -> Catalog:
    """The catalog that a role may see: without the other enterprises, without who told the office what."""
    if reach(who, "office.see") == "all":
        return catalog
    evidence = {key: _evidence(catalog, e, key[1] in HIDDEN_OF_A_SITE[who.role]) for key, e in catalog.evidence.items()}
    sites = tuple(_site(catalog, s, who.role) for s in catalog.sites)
    used = {e.citation.source for e in evidence.values()} | {e.other_citation.source for e in evidence.values() if e.other_citation}
    sources = {k: v for k, v in catalog.sources.items() if v.kind != "reported" or k in used}
    version = _mark(catalog.version, who.role)
    told = {**sources, TOLD: TOLD_SOURCE}
    return replace(catalog, sites=sites, evidence=evidence, sources=told, leads=(), version=version, leads_version="")


TOLD = "told_by_town"
TOLD_SOURCE = Source(name="镇里核实的情况", name_en="as the town has found it", kind="reported")


def _unnamed(evidence: Evidence) -> Evidence:
    """Evidence from somebody's words, without whose words they were, be it what holds now or what was said before. What a document says
    keeps its clause."""
    words = _is_told(evidence.citation)
    other = evidence.other_citation
    return replace(
        evidence,
        citation=_of_the_town(evidence.citation),
        other_citation=_of_the_town(other) if other else None,
        confirmed_by="",
        note="" if words else evidence.note,
        note_en="" if words else evidence.note_en,
    )


def _evidence(catalog: Catalog, evidence: Evidence, hidden: bool) -> Evidence:
    """The same, and of a cell that names enterprises also without the name that stood there before, unless a document has published it."""
    other = evidence.other_citation
    if hidden and other and catalog.sources[other.source].kind == "reported":
        evidence = replace(evidence, other_value="", other_citation=None)
    return _unnamed(evidence)


def _is_told(citation: Citation) -> bool:
    return citation.source.startswith(TOLD_PREFIX)


def _of_the_town(citation: Citation) -> Citation:
    return Citation(source=TOLD) if _is_told(citation) else citation


def _site(catalog: Catalog, site: Site, role: Role) -> Site:
    """The site with the names that a role may not read put in general words."""
    hidden = [n for n in HIDDEN_OF_A_SITE[role] if n in site.cells and not _published(catalog, site.id, n.removesuffix("_en"))]
    return site.with_cells({n: OTHERS.en if n.endswith("_en") else OTHERS.zh for n in hidden}) if hidden else site


OTHERS = Text("另一家企业", "another enterprise")


def _published(catalog: Catalog, site: str, field: str) -> bool:
    """Whether a document of the pack says so, which everybody can read there."""
    found = catalog.evidence.get((site, field))
    return found is not None and catalog.sources[found.citation.source].kind != "reported"
