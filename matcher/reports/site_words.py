"""A site in words, alike on the page and on paper: its state, its position, and what speaks for it, against it, or is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.explanation.records import Cited, GateRecord, Match
from matcher.model.catalog import Catalog
from matcher.model.pack import OFFICE_DEFAULT
from matcher.model.text import Text, figure, joined
from matcher.model.vocabulary import STATUS
from matcher.reports.bars import points

SHOWN_PASSES = frozenset({"space", "tenure", "ceiling_height", "floor_load", "power", "processes", "special", "ground_floor", "fire_class"})
"""Passed gates worth a word: those that no criterion tells as well. Every gate stands in the Excel file."""

_STATE = Text("状态：{state}（{day}）", "state: {state} ({day})")
_NO_STATE = Text("状态未知", "state unknown")
_POSITION = {
    "schematic": Text("位置仅为示意", "position schematic only"),
    "approximate": Text("位置约略，误差约 {m} m", "position approximate, about {m} m"),
    "surveyed": Text("位置已实测", "position surveyed"),
}
_NO_POSITION = Text("位置未知", "position unknown")
_MISSING = Text("尚不掌握：{list}", "Not known yet: {list}")
_MISSING_ONE = Text("{label}（{threshold}）", "{label} ({threshold})")


@dataclass(frozen=True, slots=True)
class Reason:
    """One line; `clause` is None where a value is only the office's default, or where nothing backs it."""

    sign: Literal["good", "bad", "open"]
    sentence: Text
    clause: Cited | None


def site_state(catalog: Catalog, site_id: str) -> Text:
    """The state of a site and how old that knowledge is."""
    status = catalog.by_id[site_id].text("status")
    if not status:
        return _NO_STATE
    return _STATE.fill(state=STATUS.label(status), day=catalog.evidence[site_id, "status"].as_of)


def site_position(catalog: Catalog, site_id: str) -> Text:
    site = catalog.by_id[site_id]
    if site.position is None:
        return _NO_POSITION
    return _POSITION[site.text("location_basis")].fill(m=figure(site.position[2]))


def reasons(match: Match) -> list[Reason]:
    """What speaks for it, what against, what awaits an approval, and in one line what is simply not known yet."""
    certain = sorted(
        (c for c in match.contributions if c.weight > 0 and points(c.low) == points(c.high)), key=lambda c: -c.value / c.weight
    )
    told = [Reason("good" if c.value >= 50 * c.weight else "bad", c.sentence, backed(c.citation)) for c in certain]
    told += [Reason("good", g.sentence, backed(g.citation)) for g in match.gates if g.outcome == "pass" and g.gate in SHOWN_PASSES]
    told.sort(key=lambda r: r.sign == "bad")
    unknown = [g for g in match.gates if g.outcome == "unknown"]
    told += [Reason("open", g.sentence, backed(g.citation)) for g in unknown if g.because != "missing"]
    if missing := [_missing(g) for g in unknown if g.because == "missing"]:
        told.append(Reason("open", _MISSING.fill(list=joined(missing)), None))
    return told


def backed(citation: Cited | None) -> Cited | None:
    """The clause, unless the office only set the value as a default."""
    return citation if citation and citation.source != OFFICE_DEFAULT else None


def _missing(gate: GateRecord) -> Text:
    """A gate that only waits for a value: what it is, and what is asked for."""
    if gate.threshold_text == gate.label:
        return gate.label
    return _MISSING_ONE.fill(label=gate.label, threshold=gate.threshold_text)
