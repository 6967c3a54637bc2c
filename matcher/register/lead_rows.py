"""Finding a lead by the id people call it, and whether it belongs to whoever asks."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.catalog.issues import Refused
from matcher.model.text import Text
from matcher.register.pipeline import LeadRow, NeedRow
from matcher.register.register import Register
from matcher.register.who import Who
from matcher.register.worded import refusal


def found(session: Session, town: str, lead: str) -> LeadRow | None:
    return session.scalar(select(LeadRow).where(LeadRow.town == town, LeadRow.id == lead))


def lead_row(session: Session, town: str, lead: str) -> LeadRow:
    """The lead. Raises Refused where the town has none of that id."""
    row = found(session, town, lead)
    if row is None:
        raise refusal("lead", lead, Text("没有这条线索。", "is no lead of this town."), Text("请核对编号。", "Check the id."))
    return row


def open_lead(session: Session, town: str, lead: str) -> LeadRow:
    """The lead, to work on. Raises Refused where it is closed."""
    row = lead_row(session, town, lead)
    if row.closed_at is not None:
        raise closed(lead)
    return row


def closed(lead: str) -> Refused:
    return refusal("lead", lead, Text("这条线索已经关闭。", "is closed."), Text("请先重新打开。", "Open it again first."))


def owns(register: Register, who: Who, town: str, lead: str) -> bool:
    """Whether a lead belongs to an account. A lead that is not there belongs to nobody."""
    if not who.account:
        return False
    with register.look() as session:
        row = found(session, town, lead)
        return row is not None and row.owner == who.account


def last_need(session: Session, key: str) -> NeedRow | None:
    """The need of a lead that holds now."""
    last = select(func.max(NeedRow.number)).where(NeedRow.lead == key).scalar_subquery()
    return session.scalar(select(NeedRow).where(NeedRow.lead == key, NeedRow.number == last))
