"""What a slip of all dates changes, and for whom. docs/schema/slip.schema.json is made from these."""

from __future__ import annotations

from typing import Literal

from matcher.explanation.records import Record
from matcher.model.text import Told


class Place(Record):
    """A site as it stands for one lead."""

    site_id: str
    title: Told
    status: Literal["fits", "ask"]
    score: float
    low: float
    high: float


class LostSite(Record):
    """A site that was ranked and is ruled out once the dates slip."""

    site_id: str
    title: Told
    sentence: Told
    """The gate it fails then."""


class SiteName(Record):
    site_id: str
    title: Told


class LeadSlip(Record):
    """What changes for one lead. `first_..` is null where no site is left to it."""

    lead_id: str
    name: Told
    first_before: Place | None
    first_after: Place | None
    first_changes: bool
    lost: tuple[LostSite, ...]
    to_ask: tuple[SiteName, ...]
    """Sites that fitted and must be asked about once the dates slip."""
    points_lost: float | None
    """Points that its first choice of before loses; null where that site is ruled out, or there was none."""
    sentence: Told


class Slip(Record):
    on: str
    """The day for which both answers are given."""
    since: str
    """The month after which everything promised comes late."""
    months: int
    town: Told
    notice: Told
    """Invented data say so here; '' otherwise."""
    moved_sites: int
    moved_works: int
    """Sites and works whose date moves at all."""
    undated: int
    """Sites still to be had whose delivery is unknown; a slip leaves them as unknown as they were."""
    leads: tuple[LeadSlip, ...]
    """Leads for which something changes, the hardest hit first."""
    untouched: int
    """Open leads for which nothing changes."""
    left_out: int
    """Leads that are not asked: settled, operating, shelved, or refused by the plan."""
    sentence: Told
