"""The benchmark compares like with like: ours and pandas give the same answer, and a peer that is not there is told, not missed."""

from __future__ import annotations

import json

import pytest

from benchmarks import _rows, _whole
from benchmarks._agree import answer, check
from benchmarks._rows import Row, held, missing, printed
from benchmarks._sites import ask, sites
from benchmarks.peers import pandas_peer
from benchmarks.peers.question import question, table
from matcher.ranking.score import TO_ASK

SIZE = 1000


@pytest.mark.parametrize("top", [1, 20, SIZE, None])
@pytest.mark.parametrize("all_pass", [False, True], ids=["one in a hundred left", "none out"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pandas_gives_the_same_sites_in_the_same_order_with_the_same_figures(all_pass: bool, seed: int, top: int | None) -> None:
    columns = sites(SIZE, all_pass=all_pass, seed=seed)
    ours, peer = answer(ask(columns), top), pandas_peer.answer(pandas_peer.frame(table(columns)), question(ask(columns)), top)
    assert len(ours[0]) > 0
    check(ours, peer, "pandas")


def test_another_answer_is_not_timed() -> None:
    ours = answer(ask(sites(SIZE, all_pass=True)), 5)
    with pytest.raises(AssertionError, match="pandas gives another answer"):
        check(ours, (ours[0][::-1], ours[1]), "pandas")
    with pytest.raises(AssertionError, match="pandas gives another answer"):
        check(ours, (ours[0], ours[1] + 0.001), "pandas")


def test_the_generated_sites_are_what_the_table_says_of_them() -> None:
    """Three cells in ten unknown; about one site in a hundred left among the mixed ones, and none out among the others."""
    mixed, suitable = sites(20_000, all_pass=False), sites(20_000, all_pass=True)
    for name in ("power_kva", "uses", "lat"):
        assert mixed.filled[name].mean() == pytest.approx(0.7, abs=0.02)
    assert len(answer(ask(mixed), None)[0]) / mixed.size == pytest.approx(0.01, abs=0.005)
    assert len(answer(ask(suitable), None)[0]) == suitable.size
    order, figures = answer(ask(sites(2000, all_pass=True, open_all=True)), None)
    assert len(order) == 2000
    assert set(figures[:, 0]) == {TO_ASK}


def test_the_runner_tells_rows_of_the_smallest_size() -> None:
    found = list(_whole.rows((SIZE,), turns=1))
    told = json.loads(printed(found, as_json=True))["rows"]
    assert {"what", "ours", "peer", "ratio", "target", "met"} <= told[0].keys()
    assert len([row for row in told if row["what"].endswith("pandas") and row["ratio"] > 0]) == 4
    assert all(row["met"] == held(row["ratio"], row["target"]) for row in told if row["ratio"])


def test_a_miss_and_a_peer_that_is_not_installed_are_both_told() -> None:
    text = printed([Row("a", 2.0, 3.0, 1.5, ">= 2", held(1.5, ">= 2")), missing("b", "polars", ">= 2")], as_json=False)
    assert "NO" in text
    assert "polars is not installed" in text
    assert _rows.held(2.0, ">= 2")
    assert not _rows.held(12.0, "<= 11.5")
