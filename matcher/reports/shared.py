"""An answer as a link shows it: made from what a visitor may see, cut down to the need, the plan's word, and the sites with their reasons."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.explanation.records import Cited, Match, Result
from matcher.model.catalog import Catalog
from matcher.model.pack import OFFICE_DEFAULT
from matcher.model.text import NOTHING, Text
from matcher.register.shown import Both, Kind, Shown, ShownReason, ShownSite, ShownStated

MOST_SITES = 10
"""Sites that a link shows."""


def shown(
    catalog: Catalog,
    result: Result,
    kind: Kind,
    title: Text,
    stated: Sequence[tuple[Text, Text]] = (),
    sites: Sequence[str] | None = None,
) -> Shown:
    """The record of a link. `catalog` and `result` are those of a visitor, whatever role makes the link: what the office alone sees is not in
    them. `stated` is the need in words, by label and value. `sites` names those of a shortlist in its own order; without it the first of the answer."""
    by_id = {m.site_id: m for m in result.matches}
    chosen = result.matches if sites is None else [by_id[s] for s in sites if s in by_id]
    welcome = result.welcome
    return Shown(
        kind=kind,
        title=Both.of(title),
        on=result.on,
        version=catalog.version,
        town=Both.of(result.town),
        invented=catalog.invented,
        stated=tuple(ShownStated(label=Both.of(label), value=Both.of(value)) for label, value in stated),
        verdict=welcome.verdict,
        headline=Both.of(welcome.headline),
        clause=_clause(welcome.citation),
        not_checked=tuple(Both.of(n) for n in welcome.not_checked),
        sites=tuple(_site(m) for m in chosen[:MOST_SITES]) if welcome.verdict != "refused" else (),
        total=result.total if sites is None else len(chosen),
    )


def _site(match: Match) -> ShownSite:
    certain = [c for c in match.contributions if c.weight > 0 and c.low == c.high]
    told = [ShownReason(outcome=g.outcome, sentence=Both.of(g.sentence), clause=_clause(g.citation)) for g in match.gates]
    told += [
        ShownReason(outcome="pass" if 2 * c.value >= 100 * c.weight else "fail", sentence=Both.of(c.sentence), clause=_clause(c.citation))
        for c in certain
    ]
    return ShownSite(
        rank=match.rank, site=match.site_id, title=Both.of(match.title), status=match.status, score=match.score, low=match.low,
        high=match.high, reasons=tuple(told),
    )  # fmt: skip


def _clause(citation: Cited | None) -> Both:
    """A value that the office only set as a default carries no clause."""
    return Both.of(citation.told if citation and citation.source != OFFICE_DEFAULT else NOTHING)
