"""One question put to columns of sites, and the answers that gates and criteria give, row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.need import Need
from matcher.model.text import Text, joined
from matcher.model.vocabulary import Vocabulary
from matcher.rules.columns import Columns, Flags, Floats
from matcher.rules.lazily import Lazily

Codes = npt.NDArray[np.int8]

PASS, UNKNOWN, FAIL = 1, 0, -1
OUTCOMES = {PASS: "pass", UNKNOWN: "unknown", FAIL: "fail"}
CERTAIN, MISSING, RANGE, APPROVAL, ASSUMED = 0, 1, 2, 3, 4
BECAUSE = {CERTAIN: None, MISSING: "missing", RANGE: "range", APPROVAL: "approval", ASSUMED: "assumed"}


@dataclass(frozen=True)
class Ask:
    """A need against columns, on a month (month index), with the plan's industries that the need belongs to.

    weights: criterion -> weight set by hand, in any unit; those of the pack where empty. assumed: fields of the need that nobody
    stated and a profile filled in; what they demand can make a site a matter to ask about, but never rule it out.
    """

    need: Need
    columns: Columns
    catalog: Catalog
    on: int
    industries: tuple[str, ...]
    weights: Mapping[str, float] = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()

    def list(self, name: str) -> Vocabulary:
        return self.catalog.vocabularies[name]

    def surely(self, field: str, tokens: tuple[str, ...] | frozenset[str]) -> Flags:
        """Rows whose one-word or list cell surely holds one of the tokens, and for one word no other."""
        return np.asarray((self.columns.must[field] & self._bits(field, tokens)) != 0)

    def possibly(self, field: str, tokens: tuple[str, ...] | frozenset[str]) -> Flags:
        return np.asarray((self.columns.may[field] & self._bits(field, tokens)) != 0)

    def _bits(self, field: str, tokens: tuple[str, ...] | frozenset[str]) -> int:
        return self.list(_vocabulary(field)).bits(frozenset(tokens))

    @cached_property
    def to_build(self) -> Flags:
        """Rows where the enterprise builds for itself, so that a building's figures are its own to set."""
        return self.surely("kind", ("land",))

    def names(self, field: str, row: int) -> Text | None:
        """The words known to hold in a row, or None where the cell is empty."""
        if not self.columns.filled[field][row]:
            return None
        return joined(self.list(_vocabulary(field)).named(int(self.columns.must[field][row])))


def _vocabulary(field: str) -> str:
    return BY_NAME[field].vocabulary


@dataclass(frozen=True)
class Decided:
    """The rows that surely satisfy a gate, and those that surely violate it; no row does both.

    Either is worked out only when it is read: to know who is out takes no more than the second.
    """

    passed: Lazily[Flags] = Lazily()
    failed: Lazily[Flags] = Lazily()

    @cached_property
    def outcome(self) -> Codes:
        return three_way(self.passed, self.failed)


@dataclass(frozen=True, kw_only=True)
class GateColumn:
    """A gate's answer for every row. low, high, margin: in the gate's unit, nan where the value is not a number.

    What explains the outcome may be made later, since the status of a site rests on the outcome alone.
    """

    decided: Decided
    because: Lazily[Codes] = Lazily()
    threshold: float | str | None
    threshold_text: Lazily[Text] = Lazily()
    value_text: Callable[[int], Text]
    sentence: Callable[[int], Text]
    low: Lazily[Floats | None] = Lazily(None)
    high: Lazily[Floats | None] = Lazily(None)
    margin: Lazily[Floats | None] = Lazily(None)

    @property
    def outcome(self) -> Codes:
        return self.decided.outcome


@dataclass(frozen=True)
class CriterionColumn:
    """A criterion's utility 0..1 for every row, as a range."""

    low: Floats
    high: Floats
    sentence: Callable[[int], Text]


def three_way(yes: Flags, no: Flags) -> Codes:
    """pass where `yes`, fail where `no`, else unknown."""
    return np.asarray(yes.view(np.int8) - (no > yes).view(np.int8))  # 1, -1, 0: two steps over bytes


def reasons(outcome: Codes, filled: Flags) -> Codes:
    """Why unknown rows are unknown: missing where the cell is empty, range where it is only narrowed down."""
    return np.where(outcome == UNKNOWN, np.where(filled, RANGE, MISSING), CERTAIN).astype(np.int8)
