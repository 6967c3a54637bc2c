"""What would make a site fit, and what a need would have to give up: the records. They hold data and sentences, nothing is computed here."""

from __future__ import annotations

from typing import Literal

from matcher.explanation.records import Record
from matcher.model.text import Told

Side = Literal["need", "site", "join"]
Stated = float | str | bool | tuple[str, ...] | None
"""A figure in the gate's unit, a month, a word, yes or no, several words; null where nothing is asked for (any more), neither at least nor
at most."""


class Change(Record):
    """One thing that moves: a demand of the need, a fact of the site, or the site itself by being joined to others."""

    gates: tuple[str, ...]
    """The failed gates that this change lifts; usually one, several where they read the same figure."""
    side: Side
    field: str
    """Of the need, or of the site."""
    before: Stated
    """Of a range, the end that lies nearer to what is asked; the other end moves along with it."""
    after: Stated
    wants: dict[str, Stated]
    """Every field of the need that the change sets, with what it becomes; a bare area moves at both its ends. Empty for a site's change."""
    amount: float | None
    """|after - before| in `unit`; of months their number; null where words change."""
    unit: str
    size: float
    """How large the change is against where it starts: a share of `before`, months of a year, steps of a scale; 1 for each word."""
    sites: tuple[str, ...]
    """Other sites the change names: those to be joined, or those that have a shared plant."""
    sentence: Told


class Way(Record):
    """A set of changes after which the site is no longer out: verified, and none of them can be left out."""

    side: Literal["need", "site", "mixed", "join"]
    changes: tuple[Change, ...]
    size: float
    """Sum of the sizes of the changes."""
    status: Literal["fits", "ask"]
    """What the site is afterwards."""
    sentence: Told


class Immovable(Record):
    """A gate that the site fails and that neither the enterprise nor the site can move."""

    gate: str
    label: Told
    sentence: Told


class WouldFit(Record):
    """What would make a site that is out fit. `ways`: the smallest first; none where somebody cannot move what has to be moved."""

    site_id: str
    title: Told
    failed: tuple[str, ...]
    ways: tuple[Way, ...]
    nobody: tuple[Immovable, ...]
    sentence: Told


class Lead(Record):
    """The smallest change of one figure of a ranked site that puts it first, or that brings it furthest where none does."""

    site_id: str
    first: bool
    change: Change
    rank: int
    rank_after: int
    score: float
    score_after: float
    sentence: Told


class LadderStep(Record):
    """Demands to relax together, and what that opens. None of the demands can stay as it is for the sites in `needs_all`."""

    changes: tuple[Change, ...]
    size: float
    opens: tuple[str, ...]
    """Every site that is out now and would not be then."""
    needs_all: tuple[str, ...]
    """Those of them that need the whole step."""
    closes: tuple[str, ...]
    """Sites that are not out now and would be then, since the need asks for something else."""
    sentence: Told


class Conflict(Record):
    """Demands that no site that can still be had meets together; without any one of them, some site meets the others."""

    gates: tuple[str, ...]
    sentence: Told


class Ladder(Record):
    steps: tuple[LadderStep, ...]
    """Fewest demands first, then the smallest change."""
    more_steps: int
    """Further steps that are not told."""
    conflicts: tuple[Conflict, ...]
    """All smallest sets; () where some site is left."""
    more_conflicts: bool
    """Whether there are further sets of the same size that are not told."""
    considered: int
    """Sites that are out, and out only for demands that the need can move."""
    left_out: int
    """Sites that are out for something that the need cannot move, such as having been taken."""
    left: int
    """Sites that fit or are to ask about, as the need stands."""
    sentence: Told


class WhyNot(Record):
    """Site id -> what would make it fit, for every site that is out; and the ladder, where few or no sites are left."""

    would_fit: dict[str, WouldFit]
    ladder: Ladder | None
