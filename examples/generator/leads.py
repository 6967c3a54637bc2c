"""leads.csv: the invented firms as rows, and which sites they hold."""

from __future__ import annotations

from examples.generator.draft import Holder, number
from examples.generator.firms import FIRMS, OTHER_HOLDERS, Firm, Stated
from examples.generator.sources import PLAN, SURVEY
from matcher.catalog.leads import LEAD_COLUMNS

LISTED = ("signed", "building", "operating")
"""Stages that the plan's list of projects names; the others were learnt by visiting."""


def holders() -> dict[str, Holder]:
    """Site id -> who has taken it."""
    settled = {f.settled: Holder(f.name, f.since) for f in FIRMS if f.settled}
    return settled | {site_id: Holder(name, since) for site_id, (name, since) in OTHER_HOLDERS.items()}


def leads() -> list[dict[str, str]]:
    return [_row(firm) for firm in FIRMS]


def _row(firm: Firm) -> dict[str, str]:
    row = dict.fromkeys(LEAD_COLUMNS, "")
    source, clause = (PLAN, "projects") if firm.stage in LISTED else (SURVEY, "visits")
    row |= {"id": firm.id, "name": firm.name[0], "name_en": firm.name[1]}
    row |= {"stage": firm.stage, "stage_since": firm.since, "settled_at": firm.settled}
    row |= {"source": source, "clause": clause, "note": firm.note[0], "note_en": firm.note[1]}
    if firm.other_investment_wan:
        row["investment_other_wan"] = number(firm.other_investment_wan)
        row |= {"investment_other_source": SURVEY, "investment_other_clause": "visits"}
    return row | {column: _text(value) for column, value in firm.need.items()}


def _text(value: Stated) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    return value if isinstance(value, str) else number(value)
