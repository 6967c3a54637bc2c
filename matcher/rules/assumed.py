"""What nobody stated: demands that an industry's technical profile fills in. They may open a question, and never rule a site out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import Profile
from matcher.model.text import Text
from matcher.rules.ask import ASSUMED, FAIL, UNKNOWN, Ask, GateColumn
from matcher.rules.welcome import Standing

if TYPE_CHECKING:
    from matcher.rules.registry import Gate

_ONLY_ASSUMED = Text("这项要求是按行业概况假定的，企业没有提出，不作为淘汰依据。",
                     " The demand is assumed from the industry's profile; the enterprise did not state it, so it rules nothing out.")  # fmt: skip


def with_profile(catalog: Catalog, need: Need, found: Standing) -> tuple[Need, dict[str, Profile]]:
    """The need with unstated fields filled from the profiles of its industry, and field -> the profile that filled it.

    A profile speaks for a need whose code, or whose entry's every code, lies at or below one of its own. The most specific wins.
    """
    codes = (found.code,) if found.code else found.entries[0].codes if found.entries else ()
    speaking = sorted((specific, profile.id, profile) for profile in catalog.profiles if (specific := _speaks(profile, codes)))
    filled = {field: profile for _, _, profile in speaking for field in profile.fills if not need.stated(field)}
    if not filled:
        return need, {}
    return Need.model_validate({**need.model_dump(), **{field: profile.fills[field] for field, profile in filled.items()}}), filled


def _speaks(profile: Profile, codes: tuple[str, ...]) -> int:
    """How specific a profile is to these codes: digits of its shortest code that is needed to claim them all; 0 where it claims not all."""
    return min((max((len(own) for own in profile.codes if code.startswith(own)), default=0) for code in codes), default=0)


def never_out(ask: Ask, gate: Gate, column: GateColumn) -> GateColumn:
    """A gate that only an assumption raised: what would fail is open instead, and says why."""
    if not ask.assumed.intersection(gate.demands):
        return column
    failed = column.outcome == FAIL

    def sentence(row: int) -> Text:
        told = column.sentence(row)
        return told + _ONLY_ASSUMED if failed[row] else told

    return replace(
        column,
        outcome=np.where(failed, UNKNOWN, column.outcome).astype(np.int8),
        because=np.where(failed, ASSUMED, column.because).astype(np.int8),
        sentence=sentence,
        margin=None if column.margin is None else np.where(failed, np.nan, column.margin),
    )
