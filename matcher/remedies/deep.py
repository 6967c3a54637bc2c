"""Behind the answer: how sure the order is, why not the others, and what would put a site first. One record for pages, reports and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matcher.explanation.in_part import Ranked
from matcher.explanation.records import Record, Result
from matcher.explanation.robust_records import Robustness
from matcher.explanation.robustness import how_sure
from matcher.explanation.setting import PLAIN, Setting, put
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.ranking.score import score
from matcher.remedies.asked_again import AskedAgain
from matcher.remedies.change_records import Ladder, Lead, WhyNot, WouldFit
from matcher.remedies.lead import what_would_lead
from matcher.remedies.relax import relax
from matcher.remedies.why_not import why_not
from matcher.remedies.would_fit import would_fit

LED = 5
"""Ranked sites, from the top, for which it is told what would put them first."""


class Why(Record):
    robustness: Robustness
    why_not: WhyNot
    to_lead: dict[str, Lead]
    """Site id -> the smallest change of one of its figures that puts it first, or that brings it furthest."""


class Explained(Result):
    """An answer with what stands behind it; null where the plan refuses the need, or where it was not asked for."""

    why: Why | None


def why(catalog: Catalog, need: Need, on: date, setting: Setting = PLAIN) -> Why | None:
    """What stands behind the answer to a need; None for one that the plan refuses."""
    asked = put(catalog, need, on, setting)
    scored = score(asked.ask)
    sure = how_sure(asked, scored)
    if sure is None:
        return None
    ranked = [int(row) for row in scored.order()[:LED]]
    led = {scored.ask.columns.ids[row]: found for row in ranked if (found := what_would_lead(asked, scored, row))}
    return Why(robustness=sure, why_not=why_not(asked, scored), to_lead=led)


def lead_and_ladder(found: Ranked) -> tuple[dict[str, Lead], Ladder | None]:
    """Of very many sites: what would put each of the first ones first, and what to relax where little is left."""
    if found.asked.standing.verdict == "refused":
        return {}, None
    led = {found.scored.ask.columns.ids[row]: way for row in found.order[:LED] if (way := what_would_lead(found.asked, found.scored, row))}
    return led, relax(found.scored, AskedAgain(found.scored.ask))


def would_fit_of(found: Ranked, ids: Sequence[str]) -> dict[str, WouldFit]:
    """Site id -> what would make it fit, for these sites that are out."""
    return {w.site_id: w for w in would_fit(found.asked, found.scored, AskedAgain(found.scored.ask), [found.row[i] for i in ids]).values()}
