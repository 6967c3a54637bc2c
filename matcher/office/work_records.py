"""What the work list consists of. docs/schema/worklist.schema.json is made from these."""

from __future__ import annotations

from typing import Literal

from matcher.explanation.records import Record
from matcher.model.text import Told

Why = Literal["operating", "shelved", "settled", "refused", "silent"]


class LeadEffect(Record):
    """What an answer would do for one lead."""

    lead: str
    title: Told
    gates: tuple[str, ...]
    """Where the answer settles: the gates that are decided whichever answer comes. Where it narrows: those that some answers decide."""
    value: float
    """0..1: what `settles` says of this question when the need of this lead is asked alone."""


class WorkItem(Record):
    """One fact that is open about one site, and the leads that wait for it."""

    rank: int
    site_id: str
    title: Told
    kind: str
    field: str
    label: Told
    question: Told
    words: tuple[str, ...]
    """Of a list of features or processes: the words that these leads ask for and nobody knows yet. Empty for every other field."""
    settles: tuple[LeadEffect, ...]
    """Leads for which at least one open gate is decided whichever of the answers tried comes."""
    narrows: tuple[LeadEffect, ...]
    """Leads for which it otherwise narrows what is open, or may change who is among the first three."""
    value: float
    """Sum of the values of all these leads."""


class OpenLead(Record):
    lead: str
    title: Told


class LeftOut(Record):
    """A lead for which nothing needs to be asked."""

    lead: str
    title: Told
    why: Why
    sentence: Told


class WorkList(Record):
    """Which missing facts to ask for first, over all leads that are still open."""

    on: str
    town: Told
    notice: Told
    """Invented data say so here; '' otherwise."""
    leads: tuple[OpenLead, ...]
    left_out: tuple[LeftOut, ...]
    items: tuple[WorkItem, ...]
    total: int
    """Items in all, of which `items` holds the first."""
