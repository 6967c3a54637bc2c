"""Rows of the whole answer: one need on many sites, against pandas and polars doing the same; and how time grows with the sites."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from benchmarks._agree import answer, check
from benchmarks._rows import Row, against, best_of, held, missing
from benchmarks._sites import ask, sites
from benchmarks.peers import pandas_peer
from benchmarks.peers.question import question, table
from matcher.ranking.leading import leading
from matcher.ranking.score import score
from matcher.rules.columns import Columns

TOP = 20
SIZES = (10_000, 100_000, 1_000_000)
PANDAS, POLARS, GROWTH = ">= 2", ">= 1.5", "<= 11.5"
SAME = (
    "The whole answer: 14 gates of three values, 7 criteria over intervals, status, score, low, high and the exact order. Both give the same, "
    "which is checked before anything is timed. Our time includes putting the question; making the table or frame is nobody's."
)
CORES = "polars may use all cores, so its rows are timed by the wall clock."
EXPLAINED = "Ours works out everything that an explanation of every site needs, those that are out as well; not an answer of the first 20."


def rows(sizes: Sequence[int] = SIZES, turns: int = 7) -> Iterator[Row]:
    for all_pass in (False, True):
        share = "none is out" if all_pass else "1 % is left"
        for size in sizes:
            columns = sites(size, all_pass=all_pass)
            what = f"first {TOP} of {size:,} sites, {share}, against "
            yield _pandas(what + "pandas", columns, TOP, turns)
            if not all_pass:
                yield _polars(what + "polars", columns, turns)
    columns = sites(sizes[-1], all_pass=True, open_all=True)
    yield _pandas(f"first {TOP} of {sizes[-1]:,} sites, none is out and none fits, against pandas", columns, TOP, turns)
    size = sizes[min(1, len(sizes) - 1)]
    columns = sites(size, all_pass=True)
    yield _pandas(f"all of {size:,} sites in order, none is out, against pandas", columns, None, turns)
    (every,) = best_of([lambda: score(ask(columns))], turns=turns)
    yield Row(f"the explained path over {size:,} sites, for comparison", every, None, None, "", None, EXPLAINED)


def _pandas(what: str, columns: Columns, top: int | None, turns: int) -> Row:
    frame, asked = pandas_peer.frame(table(columns)), question(ask(columns))
    check(answer(ask(columns), top), pandas_peer.answer(frame, asked, top), "pandas")
    works = (lambda: leading(ask(columns), top), lambda: pandas_peer.answer(frame, asked, top))
    return against(what, *works, PANDAS, SAME, turns=turns)


def _polars(what: str, columns: Columns, turns: int) -> Row:
    try:
        from benchmarks.peers import polars_peer
    except ImportError:
        return missing(what, "polars", POLARS)
    frame, asked = polars_peer.frame(table(columns)), question(ask(columns))
    check(answer(ask(columns), TOP), polars_peer.answer(frame, asked, TOP), "polars")
    works = (lambda: leading(ask(columns), TOP), lambda: polars_peer.answer(frame, asked, TOP))
    return against(what, *works, POLARS, f"{SAME} {CORES}", clock=time.perf_counter, turns=turns)


def growth(small: int = SIZES[1], large: int = SIZES[2]) -> Iterator[Row]:
    for all_pass in (False, True):
        few, many = sites(small, all_pass=all_pass), sites(large, all_pass=all_pass)
        some, more = best_of([lambda few=few: leading(ask(few), TOP), lambda many=many: leading(ask(many), TOP)])
        what = f"growth from {small:,} (peer column) to {large:,} sites, {'none is out' if all_pass else '1 % is left'}: time / time"
        yield Row(what, more, some, more / some, GROWTH, held(more / some, GROWTH), "Ten times the sites, with 15 % of tolerance.")
