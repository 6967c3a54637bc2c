"""Behind the answer: how sure the order is, why not the others, and what would put a site first. One record for pages, reports and JSON."""

from __future__ import annotations

from datetime import date

from matcher.explanation.records import Record, Result
from matcher.explanation.robust_records import Robustness
from matcher.explanation.robustness import how_sure
from matcher.explanation.setting import PLAIN, Setting, put
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.ranking.score import score
from matcher.remedies.change_records import Lead, WhyNot
from matcher.remedies.lead import what_would_lead
from matcher.remedies.why_not import why_not

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
