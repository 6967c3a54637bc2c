"""How a need is put to the sites: weights set by hand, assumed demands, works that come late; and the question that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import Profile
from matcher.ranking.score import Scored, score
from matcher.rules.ask import Ask
from matcher.rules.assumed import with_profile
from matcher.rules.columns import Table
from matcher.rules.timeline import late
from matcher.rules.welcome import Standing, standing


@dataclass(frozen=True, slots=True)
class Setting:
    """What is varied beside the need and the day. The plain answer is the one with nothing varied."""

    weights: tuple[tuple[str, float], ...] = ()
    """(criterion, weight) set by hand, in any unit; the pack's own where empty."""
    assume: bool = False
    """Whether the technical profile of the industry fills in what the need does not state."""
    late_months: int = 0
    """Months by which everything that is promised and not yet there is taken to come late."""


PLAIN = Setting()


@dataclass(frozen=True)
class Put:
    """A need as it is put: the catalog as the setting leaves it, what the plan says, the question to the columns."""

    catalog: Catalog
    standing: Standing
    ask: Ask
    table: Table
    profiles: Mapping[str, Profile]
    """Field of the need -> the profile that filled it in."""


def put(catalog: Catalog, need: Need, on: date, setting: Setting = PLAIN) -> Put:
    """The question that a need raises on a day under a setting."""
    month = on.year * 12 + on.month - 1
    found = standing(catalog, need)
    full, filled = with_profile(catalog, need, found) if setting.assume else (need, {})
    there = _late(catalog, setting.late_months, month)
    table = table_of(there)
    ask = Ask(full, table.columns(), there, month, found.kin, dict(setting.weights), frozenset(filled))
    return Put(there, found, ask, table, filled)


def scored_need(catalog: Catalog, need: Need, on: date, setting: Setting = PLAIN) -> Scored:
    """A need against every site of a catalog that can be ranked."""
    return score(put(catalog, need, on, setting).ask)


@lru_cache(maxsize=8)
def _late(catalog: Catalog, months: int, since: int) -> Catalog:
    """Made once, so that its columns are too."""
    return late(catalog, months, since)


@lru_cache(maxsize=8)
def table_of(catalog: Catalog) -> Table:
    """The columns of a catalog's sites that can be ranked, made once; pools have no plot and stay out."""
    return Table(catalog, [s for s in catalog.sites if s.kind != "pool"])
