"""Which leads still look for a place: those that neither run nor rest, and have settled nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.model.need import Lead

CLOSED = ("operating", "shelved")
"""Stages in which nobody looks for a site any more."""


def is_open(lead: Lead) -> bool:
    return lead.stage not in CLOSED and not lead.settled_at


def open_leads(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    """The open leads by id, so that the order of the file decides nothing."""
    return tuple(sorted((lead for lead in leads if is_open(lead)), key=lambda lead: lead.id))
