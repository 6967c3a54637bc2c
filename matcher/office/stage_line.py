"""The pipeline: leads by the stage they are in, what they invest together, and how many of these records have grown old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.model.catalog import Catalog
from matcher.model.days import is_day, last_day
from matcher.model.need import Lead
from matcher.model.vocabulary import STAGE
from matcher.office.amounts import Amount, invested
from matcher.office.land_time import is_old, month_of


@dataclass(frozen=True)
class StageLine:
    """`stage` is '' for leads whose stage is not known: any of them may stand anywhere on the line."""

    stage: str
    leads: tuple[str, ...]
    investment: Amount
    old: int
    """Of these, how many have no newer record than the pack's age of a record allows."""
    latest: str
    """The latest day on which one of them is on record in this stage; '' where none is dated."""


def stage_lines(catalog: Catalog, leads: Sequence[Lead], month: int) -> tuple[StageLine, ...]:
    """A line for each stage, and one for leads of no known stage where there are such; every lead stands in exactly one."""
    by_stage = {stage: [x for x in leads if x.stage == stage] for stage in (*STAGE.tokens, "")}
    return tuple(_line(catalog, stage, found, month) for stage, found in by_stage.items() if stage or found)


def _line(catalog: Catalog, stage: str, leads: Sequence[Lead], month: int) -> StageLine:
    dated = [x.stage_since for x in leads if x.stage_since and is_day(x.stage_since)]
    old = sum(is_old(catalog, month_of(last_day(d)), month) for d in dated)
    return StageLine(stage, tuple(x.id for x in leads), invested(leads), old, max(dated, default=""))
