"""An answer as the pages hold it: where sites are few all of them explained, where they are many only those that are in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from matcher.explanation.in_part import HEAD, MANY, Ranked, explained, head, ranked, ruled_out
from matcher.explanation.records import Excluded, Match, Result
from matcher.explanation.robust_records import Robustness
from matcher.explanation.setting import Setting
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.remedies.change_records import Ladder, Lead, WouldFit
from matcher.remedies.deep import Why, lead_and_ladder, why, would_fit_of
from matcher.reports.map_picture import FILLED_FROM

Listed = Literal["ranked", "out", ""]


@dataclass(frozen=True)
class Behind:
    """What stands behind an answer: how sure, what would put a site first, what to relax. why: all of it, None for a need that is refused and
    where the sites are many."""

    why: Why | None
    to_lead: Mapping[str, Lead]
    ladder: Ladder | None

    @property
    def robustness(self) -> Robustness | None:
        return self.why.robustness if self.why else None


@dataclass(frozen=True, eq=False)
class Answer:
    """result: explained, whole where the sites are few. order, out: ids of all that are not out, best first, and of all that are."""

    result: Result
    order: tuple[str, ...]
    out: tuple[str, ...]
    fits: int
    """How many fit: the first of the order."""
    key: tuple[object, ...]
    """What the answer depends on."""
    many: Ranked | None

    def listed(self, site: str) -> Listed:
        """Where a site stands in it; nothing for one that there is not. Asked with each click, so of very many it looks through none."""
        if self.many is not None:
            return "ranked" if site in self.many.rank else "out" if site in self.many.row else ""
        return "ranked" if site in self.order else "out" if site in self.out else ""

    def matches(self, ids: Sequence[str]) -> tuple[Match, ...]:
        """These, explained, in the order of the answer."""
        if self.many is not None:
            return _explained(self.key, tuple(ids), self.many)
        wanted = set(ids)
        return tuple(m for m in self.result.matches if m.site_id in wanted)

    def excluded(self, ids: Sequence[str]) -> tuple[Excluded, ...]:
        if self.many is not None:
            return _ruled_out(self.key, tuple(ids), self.many)
        wanted = set(ids)
        return tuple(e for e in self.result.excluded if e.site_id in wanted)

    def would_fit(self, found: Behind, ids: Sequence[str]) -> Mapping[str, WouldFit]:
        """What would make these fit that are out."""
        if self.many is not None:
            return _would_fit(self.key, tuple(ids), self.many)
        return found.why.why_not.would_fit if found.why else {}

    def looks(self) -> dict[str, str]:
        """Id -> fits, ask (from the score on from which a mark is filled), ask-low or out."""
        scores: Iterable[float] = (m.score for m in self.result.matches)
        if self.many is not None:
            scores = self.many.scored.score[list(self.many.order)]
        told = {
            i: "fits" if n < self.fits else "ask" if score >= FILLED_FROM else "ask-low"
            for n, (i, score) in enumerate(zip(self.order, scores, strict=True))
        }
        return told | dict.fromkeys(self.out, "out")


def of(catalog: Catalog, need: Need, on: date, setting: Setting) -> Answer:
    key = (catalog.version, need.model_dump_json(), on, setting)
    if len(catalog.sites) > MANY:
        many = _ranked(*key, catalog, need)
        return Answer(_answered(*key, catalog, need), many.ids, many.out_ids, many.fits, key, many)
    result = _answered(*key, catalog, need)
    order = tuple(m.site_id for m in result.matches)
    fits = sum(m.status == "fits" for m in result.matches)
    return Answer(result, order, tuple(e.site_id for e in result.excluded), fits, key, None)


def behind(catalog: Catalog, need: Need, on: date, setting: Setting) -> Behind:
    return _behind(catalog.version, need.model_dump_json(), on, setting, catalog, need)


@st.cache_resource(max_entries=256, show_spinner=False)
def _answered(version: str, need: str, on: date, setting: Setting, _catalog: Catalog, _need: Need) -> Result:
    if len(_catalog.sites) > MANY:
        return head(_ranked(version, need, on, setting, _catalog, _need), HEAD)
    return shortlist(_catalog, _need, on, setting=setting)


@st.cache_resource(max_entries=8, show_spinner=False)
def _ranked(version: str, need: str, on: date, setting: Setting, _catalog: Catalog, _need: Need) -> Ranked:  # noqa: ARG001 - part of the key
    return ranked(_catalog, _need, on, setting)


@st.cache_resource(max_entries=128, show_spinner=False)
def _behind(version: str, need: str, on: date, setting: Setting, _catalog: Catalog, _need: Need) -> Behind:
    if len(_catalog.sites) > MANY:
        return Behind(None, *lead_and_ladder(_ranked(version, need, on, setting, _catalog, _need)))
    found = why(_catalog, _need, on, setting)
    return Behind(found, found.to_lead, found.why_not.ladder) if found else Behind(None, {}, None)


@st.cache_resource(max_entries=256, show_spinner=False)
def _explained(key: tuple[object, ...], ids: tuple[str, ...], _found: Ranked) -> tuple[Match, ...]:  # noqa: ARG001
    return explained(_found, ids)


@st.cache_resource(max_entries=64, show_spinner=False)
def _ruled_out(key: tuple[object, ...], ids: tuple[str, ...], _found: Ranked) -> tuple[Excluded, ...]:  # noqa: ARG001
    return ruled_out(_found, ids)


@st.cache_resource(max_entries=64, show_spinner=False)
def _would_fit(key: tuple[object, ...], ids: tuple[str, ...], _found: Ranked) -> dict[str, WouldFit]:  # noqa: ARG001
    return would_fit_of(_found, ids)
