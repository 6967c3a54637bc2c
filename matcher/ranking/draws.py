"""Scenarios of the open facts: every figure, word and position that is not known gets a value, evenly over what is still possible.

The rules are not repeated here: a drawn value is written into the columns as if somebody had answered, and `score` judges it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matcher.model.consistency import TOTALS
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.globe import M_PER_DEGREE
from matcher.ranking.acceptability import SCENARIOS, SEED
from matcher.ranking.score import OUT, Scored, score
from matcher.rules.ask import Codes
from matcher.rules.columns import Bits, Columns, Flags, Floats, Table
from matcher.rules.registry import CRITERIA, GATES

ROWS = 60_000
"""Rows scored in one pass, which bounds the memory: some 60 MB, however many the sites."""
NOT_DRAWN = ("kind", "planning")
"""The kind is always known. An approval is an authority's to give: nobody can draw it, so it stays a matter to ask about."""
_WHOLES = tuple(dict.fromkeys(whole for _, whole in TOTALS))


@dataclass(frozen=True)
class Scenarios:
    """What each site would be in each scenario. rows: int[sites], rows of the table, none of them out now."""

    rows: npt.NDArray[np.intp]
    utilities: Floats
    """float[scenarios, sites, criteria], in the order of Scored.criteria."""
    status: Codes
    """int8[scenarios, sites]: codes of score.py."""


def scenarios(table: Table, scored: Scored, count: int = SCENARIOS) -> Scenarios:
    """The sites that are not out, in `count` scenarios of what is open about them; in a single one where that changes nothing."""
    rows = np.flatnonzero(scored.status != OUT)
    facts = _facts(scored)
    now = scored.ask.columns.take(rows)
    if not len(rows) or not any(_open(now, field).any() for field in (*facts, *_positions(facts))):
        return Scenarios(rows, scored.utilities()[None, rows], scored.status[None, rows])
    units = _Units(now.ids, count)
    block = max(1, ROWS // len(rows))
    parts = [_block(table, scored, rows, facts, units, range(at, min(at + block, count))) for at in range(0, count, block)]
    utilities = np.concatenate([p.utilities() for p in parts]).reshape(count, len(rows), -1)
    status = np.concatenate([p.status for p in parts]).reshape(count, len(rows))
    differ = 1 if (utilities == utilities[0]).all() and (status == status[0]).all() else count
    return Scenarios(rows, utilities[:differ], status[:differ])


def _facts(scored: Scored) -> tuple[str, ...]:
    """The facts that the gates and criteria of this need read, and the wholes that bound them."""
    read = [f for g in GATES if g.name in scored.gates for f in g.reads] + [
        f for c in CRITERIA if c.name in scored.criteria for f in c.reads
    ]
    wholes = [whole for part, whole in TOTALS if part in read]
    return tuple(f for f in dict.fromkeys([*wholes, *read]) if f not in NOT_DRAWN)


def _positions(facts: tuple[str, ...]) -> tuple[str, ...]:
    return ("location_accuracy_m",) if LOCATION in facts else ()


def _open(columns: Columns, field: str) -> Flags:
    """Rows in which a field may still turn out one way or another."""
    if field == LOCATION:
        return np.zeros(columns.size, np.bool_)
    if field in columns.low:
        return np.asarray(columns.low[field] < columns.high[field])
    may, must = columns.may[field], columns.must[field]
    return np.asarray(np.bitwise_count(may) > 1) if BY_NAME[field].type == "one" else np.asarray((may & ~must) != 0)


def _block(table: Table, scored: Scored, rows: npt.NDArray[np.intp], facts: tuple[str, ...], units: _Units, part: range) -> Scored:
    """Some of the scenarios, scored. The rows are those of the first scenario, then those of the second, and so on."""
    drawn = Table.of_rows(table, np.tile(rows, len(part)))
    stated = drawn.stated
    for field in facts:
        if field in stated.must:
            _draw_words(drawn, field, units, part)
        elif field in _WHOLES:
            parts_low = np.max([stated.low[p] for p, whole in TOTALS if whole == field], axis=0)
            _draw_number(stated, field, np.maximum(stated.low[field], parts_low), stated.high[field], units, part)
    # What a part and a delivery can still be follows from the wholes and the state drawn so far.
    follows = drawn.columns()
    for field in facts:
        if field in stated.low and field not in _WHOLES:
            _draw_number(stated, field, follows.low[field], follows.high[field], units, part)
    if LOCATION in facts:
        _draw_position(stated, units, part)
    return score(replace(scored.ask, columns=drawn.columns()))


def _draw_number(stated: Columns, field: str, low: Floats, high: Floats, units: _Units, part: range) -> None:
    """A figure evenly over low..high, a month evenly over the months in it. Writes only where it is open."""
    at = low < high
    u = units.of(field, at, part)
    value = low + u * (high - low)
    if BY_NAME[field].type == "month":
        value = np.minimum(np.floor(low + u * (high - low + 1)), high)
    for end in (stated.low, stated.high):
        end[field] = np.where(at, value, end[field])
    stated.filled[field] |= at


def _draw_words(drawn: Table, field: str, units: _Units, part: range) -> None:
    """One word evenly over those still possible; of a list, each unknown word by a fair coin of its own."""
    stated = drawn.stated
    may, must = stated.may[field], stated.must[field]
    at = _open(stated, field)
    if not at.any():
        return
    if BY_NAME[field].type == "one":
        choices = np.bitwise_count(may).astype(np.int64)
        value = _nth_bit(may, np.minimum((units.of(field, at, part) * choices).astype(np.int64), choices - 1))
    else:
        value = must | (may & units.coins(field, at, part))
    for held in (stated.must, stated.may):
        held[field] = np.where(at, value, held[field])
    stated.filled[field] |= at


def _nth_bit(bits: Bits, n: Bits) -> Bits:
    """The bit set of one word: the n-th, from 0, of those set in each row."""
    rest = bits.copy()
    for i in range(int(n.max(initial=0))):
        rest = np.where(i < n, rest & (rest - 1), rest)  # takes the lowest bit away
    return np.asarray(rest & -rest)


def _draw_position(stated: Columns, units: _Units, part: range) -> None:
    """A point evenly over the disc in which the site surely lies, on flat ground."""
    radius = stated.high["location_accuracy_m"]
    at = radius > 0
    out = radius * np.sqrt(units.of("location", at, part)) / M_PER_DEGREE
    turn = 2 * math.pi * units.of("location bearing", at, part)
    north, east = out * np.cos(turn), out * np.sin(turn) / np.cos(np.radians(stated.low["lat"]))
    for end in (stated.low, stated.high):
        end["lat"], end["lon"] = end["lat"] + north, end["lon"] + east
        end["location_accuracy_m"] = np.where(at, 0.0, end["location_accuracy_m"])


@dataclass(frozen=True)
class _Units:
    """Even numbers 0..1 and coins for each site and fact, whichever other sites there are."""

    ids: tuple[str, ...]
    count: int

    def of(self, field: str, at: Flags, part: range) -> Floats:
        """float[rows]: a number in 0..1 for each row of these scenarios; 0 for sites at which the field is open in none of them."""
        made = np.zeros((len(part), len(self.ids)))
        for site in self._needed(at, part):
            made[:, site] = strata(self.ids[site], field, self.count)[part.start : part.stop]
        return made.reshape(-1)

    def coins(self, field: str, at: Flags, part: range) -> Bits:
        made = np.zeros((len(part), len(self.ids)), np.int64)
        for site in self._needed(at, part):
            made[:, site] = coins(self.ids[site], field, self.count)[part.start : part.stop]
        return made.reshape(-1)

    def _needed(self, at: Flags, part: range) -> Iterator[int]:
        return iter(np.flatnonzero(at.reshape(len(part), len(self.ids)).any(axis=0)).tolist())


def _source(site_id: str, field: str) -> np.random.Generator:
    """A stream of its own for each site and fact, so that no draw moves when another site is added, removed or corrected."""
    return np.random.default_rng(int.from_bytes(f"{SEED}/{field}/{site_id}".encode(), "big"))


@lru_cache(maxsize=8192)
def strata(site_id: str, field: str, count: int) -> Floats:
    """float[count] in 0..1: one number in each of `count` equal parts, in an order of their own (Latin hypercube).

    The first part gives 0 and the last 1: what can only be met at the very end of a range (350..500 kVA, 500 asked for) is tried too.
    """
    source = _source(site_id, field)
    within = source.random(count)
    within[0], within[-1] = 0.0, 1.0
    made = source.permutation((np.arange(count) + within) / count)
    made.setflags(write=False)
    return np.asarray(made)


@lru_cache(maxsize=2048)
def coins(site_id: str, field: str, count: int) -> Bits:
    """int64[count]: 63 fair coins as bits; each comes up in half of the scenarios (one fewer where the count is odd)."""
    source = _source(site_id, field)
    half = source.integers(0, 2**63, size=count // 2, dtype=np.int64)
    sides = np.concatenate([half, ~half & np.int64(2**63 - 1), np.zeros(count % 2, np.int64)])
    made = source.permutation(sides)
    made.setflags(write=False)
    return np.asarray(made)
