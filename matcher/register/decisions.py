"""Decisions: a site chosen or refused for a lead, why, and what the product said of it then. A manager can withdraw one."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.held import hold_site
from matcher.catalog.issues import ASKER, IssueLog, Refused
from matcher.model.text import Text
from matcher.register.base import moment_text
from matcher.register.lead_rows import open_lead
from matcher.register.pipeline import DecisionRow, LeadRow
from matcher.register.register import Change, Register, Result
from matcher.register.who import Who
from matcher.register.worded import prose, refusal

CHOSEN, REFUSED = "chosen", "refused"
SEEN = ("score", "low", "high", "rank", "version")
"""What the page said of the site: points 0..100, place from 1, and the version of the data."""
_REASON = 2_000


@dataclass(frozen=True)
class Decision:
    """A decision that stands, or one that was withdrawn."""

    key: str
    version: int
    site: str
    outcome: str
    reason: str
    seen: dict[str, Any]
    made_by: str
    made_at: datetime
    withdrawn_at: datetime | None


def decisions_of(session: Session, row: LeadRow) -> tuple[Decision, ...]:
    """A lead's decisions, the newest first."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.lead == row.key).order_by(DecisionRow.made_at.desc(), DecisionRow.key))
    return tuple(Decision(d.key, d.version, d.site, d.outcome, d.reason, d.seen, d.made_by, d.made_at, d.withdrawn_at) for d in rows)


def decide(
    register: Register, who: Who, town: str, lead: str, site: str, outcome: str, reason: str, seen: Mapping[str, Any],
    sites: Collection[str], *, once: str = "",
) -> Result:  # fmt: skip
    """Keeps a decision. Raises Refused without a reason, and where one on this site stands."""

    def work(change: Change) -> Result:
        row = open_lead(change.session, town, lead)
        log = IssueLog("decision", ASKER)
        why = prose(reason, "reason", log, most=_REASON, needed=True)
        if outcome not in (CHOSEN, REFUSED):
            log.error(
                Text("不是一种决定。", "is no decision."), Text("可用：chosen、refused。", "Allowed: chosen, refused."), value=outcome
            )
        hold_site(site, sites, log)
        if log.issues:
            raise Refused(log.issues)
        standing = select(DecisionRow).where(DecisionRow.lead == row.key, DecisionRow.site == site, DecisionRow.withdrawn_at.is_(None))
        if change.session.scalar(standing) is not None:
            raise refusal(
                "decision",
                site,
                Text("这一处已经有决定。", "has been decided for this lead already."),
                Text("如要改变，请管理者先撤回原来的决定。", "To change it, a manager withdraws that decision first."),
            )
        made = DecisionRow(lead=row.key, site=site, outcome=outcome, reason=why, seen=_seen(seen), made_by=who.account, made_at=change.now)
        change.session.add(made)
        change.session.flush()
        change.note(town, lead, site=site, outcome=outcome, seen=made.seen)
        return {"key": made.key}

    return register.do(who, "decision.make", work, once=once)


def _seen(seen: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of it. Raises ValueError for what no page says."""
    if unknown := seen.keys() - {*SEEN}:
        raise ValueError(f"not what a page says of a site: {sorted(unknown)}")
    if any(isinstance(v, float) and not math.isfinite(v) for v in seen.values()):
        raise ValueError("a figure on a page is finite")
    return dict(seen)


def withdraw(register: Register, who: Who, town: str, key: str, version: int, *, once: str = "") -> Result:
    """Takes a decision back; it stays readable."""

    def work(change: Change) -> Result:
        row = change.session.get(DecisionRow, key)
        lead = change.session.get(LeadRow, row.lead) if row else None
        if row is None or lead is None or lead.town != town or row.withdrawn_at is not None:
            raise refusal(
                "decision", key, Text("这项决定已经不在了。", "stands no longer."), Text("请刷新后再看。", "Load the page again.")
            )
        change.hold(row, version, withdrawn_at=moment_text(change.now))
        row.withdrawn_at, row.withdrawn_by = change.now, who.account
        change.note(town, lead.id, site=row.site, outcome=row.outcome, withdrawn=True)
        return {"key": key}

    return register.do(who, "decision.withdraw", work, once=once)
