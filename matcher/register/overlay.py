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
from matcher.register.answers import Given, standing
from matcher.register.commitments import Locked, locked, open_commitments
from matcher.register.facts import TownRow
from matcher.register.lead_words import held_to_pack
from matcher.register.leads import OF_THE_REGISTER, SOURCE, leads_of
from matcher.register.outlines import Outline, laid_outlines, outlines_of
from matcher.register.policy import HIDDEN_OF_A_SITE, reach
from matcher.register.register import Register
from matcher.register.sites import AddedSite, added_sites, with_sites
from matcher.register.who import Who


@dataclass(frozen=True)
class Stand:
    """What the register says of a town, read at one moment."""

    answers: tuple[Given, ...] = ()
    commitments: tuple[Locked, ...] = ()
    leads: tuple[Lead, ...] = ()
    seeded: bool = False
    sites: tuple[AddedSite, ...] = ()
    outlines: tuple[Outline, ...] = ()


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
        promised, sites, outlines = tuple(open_commitments(session, town)), added_sites(session, town), outlines_of(session, town)
        return Stand(tuple(standing(session, town)), promised, leads, True, sites, outlines)


def laid(catalog: Catalog, found: Stand, *, but_for: str = "", promised: bool = True) -> Laid:
    """The whole catalog, as the office sees it.

    `but_for` is a lead whose own promises do not count, since what is promised to it is still its own to have. Without `promised` no promise
    counts: a pack that is written back holds facts alone. The version changes with all that can change an answer to a need; leads, which can
    not, have a version of their own.
    """
    catalog, unread = with_sites(catalog, found.sites)
    catalog, undrawn = laid_outlines(catalog, found.outlines)
    catalog, taken, issues = laid_over(catalog, [g.answer for g in found.answers])
    kept = _kept(found.answers, taken)
    counted = [c for c in found.commitments if promised and c.lead != but_for]
    catalog, more = locked(catalog, counted)
    if counted:
        told = [(c.lead, c.name.zh, c.name.en, c.site, c.land_mu, c.floor_m2, c.whole, c.since) for c in counted]
        catalog = replace(catalog, version=_mark(catalog.version, told))
    if found.seeded:
        leads, stale = held_to_pack(catalog, _in_order(catalog, found.leads))
        cited = any(lead.citation.source == SOURCE for lead in leads) and SOURCE not in catalog.sources
        sources = {**catalog.sources, SOURCE: OF_THE_REGISTER} if cited else catalog.sources
        version = _mark([x.model_dump_json() for x in leads])
        catalog = replace(catalog, leads=leads, sources=sources, leads_version=version)
        more += stale
    return Laid(catalog, kept, (*unread, *undrawn, *issues, *more), found.commitments)


def _in_order(catalog: Catalog, leads: tuple[Lead, ...]) -> tuple[Lead, ...]:
    """Those of the pack in the pack's order, then the office's own."""
    place = {lead.id: n for n, lead in enumerate(catalog.leads)}
    return tuple(sorted(leads, key=lambda lead: (place.get(lead.id, len(place)), lead.id)))


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
    """The catalog that a role may see: without the other enterprises, the office's notes, and who told the office what."""
    if reach(who, "office.see") == "all":
        return catalog
    hidden = {(s.id, n) for s in catalog.sites for n in HIDDEN_OF_A_SITE[who.role] if n in s.cells and not _published(catalog, s.id, n)}
    evidence = {key: _unnamed(e, key in hidden) for key, e in catalog.evidence.items()}
    sites = tuple(_site(s, [n for n in HIDDEN_OF_A_SITE[who.role] if (s.id, n) in hidden]) for s in catalog.sites)
    sources = {k: v for k, v in catalog.sources.items() if not k.startswith(TOLD_PREFIX) or k == TOLD}
    told = {**sources, TOLD: TOLD_SOURCE}
    version = _mark(catalog.version, who.role)
    return replace(catalog, sites=sites, evidence=evidence, sources=told, leads=(), version=version, leads_version="")


TOLD = f"{TOLD_PREFIX}by_the_town"
TOLD_SOURCE = Source(name="镇里核实的情况", name_en="as the town has found it", kind="reported")
OTHERS = {"taken_by": "另一家企业", "taken_by_en": "another enterprise"}
"""Hidden cell -> what stands in its place; one that is not here is left out."""


def _unnamed(evidence: Evidence, hidden: bool) -> Evidence:
    """Evidence without names: what rests on somebody's words no longer says whose. What a document says keeps its clause."""
    other = evidence.other_citation
    other_told = other is not None and other.source.startswith(TOLD_PREFIX)
    own_told = evidence.citation.source.startswith(TOLD_PREFIX)
    return replace(
        evidence,
        citation=Citation(source=TOLD) if own_told else evidence.citation,
        confirmed_by="",
        note="" if own_told or hidden else evidence.note,
        note_en="" if own_told or hidden else evidence.note_en,
        other_value="" if hidden or other_told else evidence.other_value,
        other_citation=None if hidden or other_told else other,
    )


def _site(site: Site, hidden: Sequence[str]) -> Site:
    """The site without the words that a role may not read."""
    if not hidden:
        return site
    kept = {n: c for n, c in site.cells.items() if n not in hidden}
    return replace(site, cells={**kept, **{n: OTHERS[n] for n in hidden if n in OTHERS}})


def _published(catalog: Catalog, site: str, field: str) -> bool:
    """Whether a document of the pack says so, which everybody can read there."""
    found = catalog.evidence.get((site, field.removesuffix("_en")))
    return found is not None and catalog.sources[found.citation.source].kind != "reported"
