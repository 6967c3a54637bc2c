"""The plain path gives what the explained one gives: the same rows in the same order, and bit by bit the same figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks._sites import ask as of_generated
from benchmarks._sites import sites as generated
from matcher.explanation.setting import Setting, put
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Interval
from matcher.ranking import leading as plain
from matcher.ranking.leading import leading
from matcher.ranking.score import OUT, score
from matcher.rules.ask import Ask
from matcher.rules.columns import Columns
from tests.any_sites import ON, holding, needs, several, some, town

FIGURES = ("status", "score", "low", "high")


def question(found: tuple[Site, ...], need: Need, setting: Setting | None = None) -> Ask:
    return put(holding(*found), need, ON, setting or Setting()).ask


def agree(ask: Ask, top: int | None, block: int = plain.BLOCK) -> None:
    scored, first = score(ask), leading(ask, top, block)
    order = scored.order()[:top]
    assert first.rows.tolist() == order.tolist()
    for name in FIGURES:
        told, expected = getattr(first, name), getattr(scored, name)[order]
        assert told.dtype == expected.dtype
        assert told.tobytes() == expected.tobytes(), name


@given(several(1, 8), needs(), st.sampled_from((None, 0, 1, 2, 3, 100)), st.sampled_from((1, 2, 3, 1000)), st.booleans())
@some
def test_the_first_rows_are_those_of_the_explained_order(
    found: tuple[Site, ...], need: Need, top: int | None, block: int, assume: bool
) -> None:
    weights = (("cost", 3.0), ("area_fit", 1.0)) if assume else ()
    agree(question(found, need, Setting(weights=weights, assume=assume)), top, block)


@pytest.mark.parametrize("all_pass", [False, True], ids=["one in a hundred left", "none out"])
@pytest.mark.parametrize("top", [1, 20, 700, None])
@pytest.mark.parametrize("block", [500, plain.BLOCK])
def test_many_generated_sites_agree_however_they_are_cut(
    all_pass: bool, top: int | None, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few rows to a block and a batch, every way of leaving rows behind is taken."""
    if block < plain.BLOCK:
        monkeypatch.setattr(plain, "FIRST", 300)
        monkeypatch.setattr(plain, "BATCH", 400)
    agree(of_generated(generated(12_000, all_pass=all_pass)), top, block)


def twins(count: int) -> tuple[Site, ...]:
    """Sites that differ in nothing but the id, whose order is not that of the rows."""
    return tuple(Site(f"s{(7 * i) % count:03d}", {"name": "地块", "kind": "facility"}) for i in range(count))


@pytest.mark.parametrize("top", [1, 2, 5, 60, 61])
def test_ties_are_settled_by_the_id(top: int) -> None:
    ask = question(twins(61), Need(space="factory"))
    agree(ask, top, 10)
    assert [ask.columns.ids[row] for row in leading(ask, top).rows] == [f"s{i:03d}" for i in range(top)]


def test_a_need_without_sites_and_one_that_all_fail_have_no_first_row() -> None:
    nowhere, small = Need(space="factory", floor_m2_min=9000), {"available_floor_m2": Interval(100, 100)}
    for found in ((), tuple(replace(s, cells={**s.cells, **small}) for s in twins(5))):
        ask = question(found, nowhere)
        assert (score(ask).status == OUT).all()
        for top in (None, 0, 3):
            agree(ask, top)
            assert leading(ask, top).rows.size == 0


def test_one_row_comes_to_the_same_alone_and_among_many() -> None:
    """Sums are added in one order whatever the number of rows, so that no figure depends on the company."""
    ask = of_generated(generated(200, all_pass=True))
    scored = score(ask)
    for row in range(0, 200, 7):
        alone = score(replace(ask, columns=ask.columns.take(np.array([row]))))
        for name in FIGURES:
            assert getattr(alone, name)[0] == getattr(scored, name)[row], name


# Columns that are made when they are read


def test_a_taken_row_can_be_changed_without_touching_the_original() -> None:
    columns = Columns.unknown(town(), 3, ("a", "b", "c"))
    taken = columns.take(np.array([2, 0, 2]))
    taken.low["power_kva"][0] = 700.0
    assert taken.ids == ("c", "a", "c")
    assert taken.low["power_kva"].tolist() == [700.0, 0.0, 0.0]
    assert columns.low["power_kva"].tolist() == [0.0, 0.0, 0.0]


def test_a_block_is_cut_off_where_the_rows_end() -> None:
    block = Columns.unknown(town(), 3, ("a", "b", "c")).block(2, 9)
    assert (block.size, block.ids, block.low["power_kva"].size) == (1, ("c",), 1)


def test_a_field_that_does_not_exist_is_no_column() -> None:
    columns = Columns.unknown(town(), 1, ("a",)).take(np.array([0]))
    assert "power_kva" in columns.low
    assert "colour" not in columns.low
    with pytest.raises(KeyError):
        columns.low["colour"]
    assert set(columns.low) == set(Columns.unknown(town(), 0, ()).low)
    assert len(columns.must) == len(set(columns.must))


def test_only_what_is_read_is_gathered() -> None:
    whole = Columns.unknown(town(), 2, lambda: pytest.fail("nobody asked for the ids"))
    taken = whole.take(np.array([1]))
    assert taken.high["power_kva"] is taken.high["power_kva"], "gathered once"
