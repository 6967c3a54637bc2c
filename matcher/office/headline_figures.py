"""The few figures that stand first on the land map, each as a range with what it rests on; nothing that the pack does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.model.catalog import Catalog
from matcher.model.consistency import LEFT
from matcher.model.need import Lead
from matcher.model.plan import OF_PARK, TownFigure
from matcher.model.site import Site
from matcher.model.text import Text, named
from matcher.office.amounts import Amount, asked, counted_fields, invested, left_of
from matcher.office.parks import bounded

TALKS = "talks"
POOL = "pool"
Unit = Literal["mu", "m2", "wan", "own"]


@dataclass(frozen=True)
class Headline:
    """One figure: what can still be had of a kind of site (`about` is the kind), a figure of the town, or what the leads in talks invest."""

    about: str
    amount: Amount
    unit: Unit
    figure: TownFigure | None = None
    whole: TownFigure | None = None
    """What the figure is a part of."""
    bounded: bool = False
    """Whether a park bounds the sum: its sites overlap."""
    notes: tuple[Text, ...] = ()
    """What the pack says of the parks whose figure bounds it."""
    land: Amount | None = None
    """The land that the leads in talks ask for."""


def headlines(catalog: Catalog, leads: Sequence[Lead]) -> tuple[Headline, ...]:
    """Kinds of sites of which something is known, stocks without a plot, the town's own figures, and the leads in talks."""
    return (*_kinds(catalog), *_figures(catalog), _talks(leads))


def _kinds(catalog: Catalog) -> Iterator[Headline]:
    for kind in (*LEFT, POOL):
        sites = [s for s in catalog.sites if s.kind == kind]
        for field in counted_fields(kind):
            amount = left_of(catalog, sites, field)
            if amount.high > 0:
                overlaps = bounded(catalog, sites, OF_PARK[field])
                notes = _notes(catalog, sites, OF_PARK[field])
                yield Headline(kind, amount, "mu" if field == "available_land_mu" else "m2", bounded=overlaps, notes=notes)


def _notes(catalog: Catalog, sites: Sequence[Site], field: str) -> tuple[Text, ...]:
    inside = {s.text("park") for s in sites}
    told = [named(p.note, p.note_en) for p in catalog.plan.parks if p.note and p.id in inside and getattr(p, field) is not None]
    return tuple(told)


def unknown_kinds(catalog: Catalog) -> dict[str, int]:
    """Kinds of which there are sites and no figure at all -> how many; told beside the figures, since unknown is not nothing."""
    told = {h.about for h in _kinds(catalog)}
    counts = {kind: sum(s.kind == kind for s in catalog.sites) for kind in (*LEFT, POOL)}
    return {kind: n for kind, n in counts.items() if n and kind not in told}


def _figures(catalog: Catalog) -> Iterator[Headline]:
    """A whole is told with its parts, and not again by itself."""
    known = {f.id: f for f in catalog.plan.figures}
    wholes = {f.of for f in catalog.plan.figures}
    for figure in catalog.plan.figures:
        if figure.id in wholes:
            continue
        whole = known.get(figure.of)
        high = figure.high if figure.high is not None else (whole.high if whole else None)
        end = figure.low if high is None else high
        amount = Amount(figure.low, end, 1, 1, high is None, (figure.citation,))
        yield Headline("figure", amount, "own", figure, whole)


def _talks(leads: Sequence[Lead]) -> Headline:
    talking = [x for x in leads if x.stage == TALKS]
    return Headline(TALKS, invested(talking), "wan", land=asked(talking, "land_mu"))
