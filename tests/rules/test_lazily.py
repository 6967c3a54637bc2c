"""Fields and columns that are made when they are read: once, in the place of a value, and as `dataclasses.replace` expects."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from matcher.rules.ask import FAIL, PASS, UNKNOWN, Decided
from matcher.rules.lazily import Lazily, Parts


@dataclass(frozen=True)
class Record:
    name: str
    words: Lazily[tuple[str, ...]] = Lazily()
    figure: Lazily[float | None] = Lazily(None)


def test_a_field_is_made_once_and_only_when_it_is_read() -> None:
    made: list[str] = []

    def words() -> tuple[str, ...]:
        made.append("words")
        return ("a", "b")

    record = Record("r", words)
    assert made == []
    assert (record.words, record.words, made) == (("a", "b"), ("a", "b"), ["words"])


def test_a_value_and_a_default_are_taken_as_they_are() -> None:
    assert Record("r", ("a",)).figure is None
    assert Record("r", ("a",), 2.0).figure == 2.0
    with pytest.raises(TypeError, match="words"):
        Record("r")


def test_replacing_one_field_keeps_the_others() -> None:
    record = replace(Record("r", lambda: ("a",), lambda: 1.0), figure=lambda: 3.0)
    assert (record.words, record.figure) == (("a",), 3.0)


def test_columns_are_made_by_name_kept_and_replaced() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    parts = Parts({"low": 0, "high": 0}, make)
    assert ("low" in parts, "colour" in parts, list(parts), len(parts), made) == (True, False, ["low", "high"], 2, [])
    assert (parts["low"], parts["low"], made) == ("LOW", "LOW", ["low"])
    parts["high"] = "instead"
    assert (parts["high"], made) == ("instead", ["low"])
    for wrong in (lambda: parts["colour"], lambda: parts.__setitem__("colour", "red")):
        with pytest.raises(KeyError):
            wrong()
    with pytest.raises(TypeError):
        del parts["low"]


def test_who_fails_is_known_without_asking_who_passes() -> None:
    decided = Decided(lambda: pytest.fail("nobody asked who passes"), lambda: np.array([True, False]))
    assert decided.failed.tolist() == [True, False]
    both = Decided(np.array([False, False, True]), np.array([True, False, False]))
    assert both.outcome.tolist() == [FAIL, UNKNOWN, PASS]
    assert both.outcome.dtype == np.int8
