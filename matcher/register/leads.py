"""The town's leads as the register holds them, in the form the rules read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.model.need import Lead, Need
from matcher.model.pack import Citation, Source
from matcher.register.pipeline import LeadRow, NeedRow

SOURCE = "register"
OF_THE_REGISTER = Source(name="本镇招商登记", name_en="the town's register of leads", kind="reported")
"""Where a lead that came with no document stands."""


def leads_of(session: Session, town: str) -> tuple[Lead, ...]:
    """Every lead that is not closed with the need that holds now, by id."""
    newest = select(NeedRow.lead, func.max(NeedRow.number).label("number")).group_by(NeedRow.lead).subquery()
    found = session.execute(
        select(LeadRow, NeedRow.stated)
        .outerjoin(newest, newest.c.lead == LeadRow.key)
        .outerjoin(NeedRow, (NeedRow.lead == newest.c.lead) & (NeedRow.number == newest.c.number))
        .where(LeadRow.town == town, LeadRow.closed_at.is_(None))
        .order_by(LeadRow.id)
    )
    return tuple(lead_of(row, stated or {}) for row, stated in found)


def lead_of(row: LeadRow, stated: dict[str, Any]) -> Lead:
    own = row.pack or {}
    return Lead(
        **{name: getattr(row, name) for name in ("id", "name", "name_en", "stage", "stage_since", "settled_at", "note", "note_en")},
        citation=Citation(**own.get("citation", {"source": SOURCE})),
        investment_other_wan=own.get("investment_other_wan"),
        investment_other_citation=Citation(**own["investment_other_citation"]) if own.get("investment_other_citation") else None,
        need=Need.model_validate({**stated, "id": row.id, "name": row.name}),
    )


def stated_of(need: Need) -> dict[str, Any]:
    """What a need states, in the form the register keeps; who asks stands in the lead."""
    return need.model_dump(mode="json", exclude_defaults=True, exclude={"id", "name"})


def pack_part(lead: Lead) -> dict[str, Any]:
    """What only a lead of a pack carries."""
    return lead.model_dump(mode="json", include={"citation", "investment_other_wan", "investment_other_citation"}, exclude_none=True)


def taken_ids(session: Session, town: str) -> frozenset[str]:
    """Every id that a lead of the town has or had, so that none is used twice."""
    return frozenset(session.scalars(select(LeadRow.id).where(LeadRow.town == town)))


def by_id(leads: Iterable[Lead]) -> dict[str, Lead]:
    return {lead.id: lead for lead in leads}
