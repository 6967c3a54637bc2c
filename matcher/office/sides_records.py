"""Both sides of a match: a site's tenants, the gap between the two wishes, and all pairs at a glance."""

from __future__ import annotations

from typing import Literal

from matcher.explanation.records import Cited, Contribution, ControlRecord, GateRecord, Record
from matcher.model.text import Told

Status = Literal["fits", "ask", "out"]
Verdict = Literal["welcome", "conditional", "silent", "refused"]
DecidedBy = Literal["tier", "approval", "thresholds", "status", "score", "low", "id"]
"""What puts one tenant before another, in the order in which it is looked at."""


class ThresholdCheck(Record):
    """A threshold of the office against what the enterprise states. Only one in force decides anything."""

    gate: str
    label: Told
    in_force: bool
    outcome: Literal["met", "below", "not_stated"]
    sentence: Told
    citation: Cited


class Side(Record):
    """One lead as the plan sees it."""

    lead_id: str
    name: Told
    stage: str
    tier: str
    tier_name: Told
    verdict: Verdict


class Tenant(Side):
    """A lead for which a site is not ruled out."""

    rank: int
    status: Literal["fits", "ask"]
    score: float
    low: float
    high: float
    site_rank: int
    """The place of this site among all sites of this lead; 1 is its first choice."""
    measured: int
    """Criteria that its need lets one measure; its points are made of these, so below three they say little."""
    headline: Told
    """What the plan says of it."""
    controls: tuple[ControlRecord, ...]
    """What it needs an approval for."""
    contributions: tuple[Contribution, ...]
    thresholds: tuple[ThresholdCheck, ...]
    open: tuple[GateRecord, ...]
    """Gates that are not decided yet."""
    sentence: Told


class TenantOut(Side):
    """A lead for which the site is ruled out, with every gate that fails."""

    failed: tuple[GateRecord, ...]


class TenantRefused(Side):
    """A lead that the plan does not admit anywhere."""

    headline: Told
    controls: tuple[ControlRecord, ...]


class Tenants(Record):
    """The leads for one site, the best first, and those that cannot be, told apart by the reason."""

    on: str
    town: Told
    notice: Told
    """Invented data say so here; '' otherwise."""
    site_id: str
    title: Told
    kind: str
    tenants: tuple[Tenant, ...]
    out: tuple[TenantOut, ...]
    refused: tuple[TenantRefused, ...]
    left_out: int
    """Leads that look for nothing any more: settled, operating or shelved."""


class Standing(Record):
    """A lead's figures at one site."""

    lead_id: str
    name: Told
    tier: str
    tier_name: Told
    verdict: Verdict
    status: Literal["fits", "ask"]
    score: float
    measured: int
    """Criteria that its need lets one measure; its points are made of these, so below three they say little."""


class Choice(Record):
    """A site's figures for one lead."""

    site_id: str
    title: Told
    status: Literal["fits", "ask"]
    score: float


class Gap(Record):
    """One lead: its first choice, and whom that site would rather have. All but the lead is null where no site is left to it."""

    lead_id: str
    name: Told
    tier: str
    verdict: Verdict
    measured: int
    """Criteria that its need lets one measure; its points are made of these, so below three they say little."""
    choice: Choice | None
    place: int | None
    """Its rank among the tenants of its first choice; 1 where both agree."""
    of: int
    """How many tenants that site could have."""
    best: Standing | None
    decided_by: DecidedBy | None
    """What puts the best tenant before this lead; null where they are the same."""
    points: float | None
    """The best tenant's score there minus this lead's; below 0 where the best tenant has fewer points."""
    tiers: int | None
    """Tiers by which the best tenant is more welcome; 0 for the same tier."""
    agreed: bool
    sentence: Told


class SiteGap(Record):
    """One site: its best tenant, and how that tenant ranks the site."""

    site_id: str
    title: Told
    best: Standing
    rank: int
    """The place of this site among the sites of its best tenant."""
    of: int
    """How many sites that lead could have."""
    elsewhere: Choice | None
    """That lead's first choice, where it is another site."""
    agreed: bool
    sentence: Told


class Pair(Record):
    lead_id: str
    site_id: str


class Gaps(Record):
    """Every lead's and every site's first wish, and where they meet."""

    on: str
    town: Told
    notice: Told
    leads: tuple[Gap, ...]
    sites: tuple[SiteGap, ...]
    agreed: tuple[Pair, ...]
    """Pairs in which each is the other's first."""
    no_tenant: tuple[str, ...]
    """Sites for which no open lead is left."""
    refused: tuple[str, ...]
    left_out: int
    sentence: Told


class Cell(Record):
    """One pair. score, low and high are null for a site that is ruled out."""

    status: Status
    score: float | None
    low: float | None
    high: float | None
    failed: tuple[str, ...]
    """The gates it fails."""
    rank: int | None
    """The place of the site among those of the lead; 1 is its first choice."""
    place: int | None
    """The place of the lead among the tenants of the site."""


class MatrixSite(Record):
    site_id: str
    title: Told
    kind: str


class MatrixRow(Side):
    """One lead against every site of the matrix, in the order of its sites; () where the plan refuses it."""

    headline: Told
    cells: tuple[Cell, ...]


class Matrix(Record):
    """All open leads against all sites that can be ranked."""

    on: str
    sites: tuple[MatrixSite, ...]
    rows: tuple[MatrixRow, ...]
