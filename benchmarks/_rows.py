"""What a benchmark tells: rows of ours against a peer, timed in turns in the same run, and how they are printed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Row:
    """ours, peer: ms (None where not measured); ratio: peer / ours unless `what` says otherwise; target: as `>= 2`; met: None if unknown."""

    what: str
    ours: float | None
    peer: float | None
    ratio: float | None
    target: str
    met: bool | None
    note: str = ""


def held(ratio: float, target: str) -> bool:
    """Whether a number holds a target such as `>= 2` or `<= 20`."""
    sign, figure = target.split()
    return ratio >= float(figure) if sign == ">=" else ratio <= float(figure)


def best_of(works: Sequence[Work], clock: Callable[[], float] = time.process_time, turns: int = 7) -> list[float]:
    """The best time of each [ms], after a first turn that is not counted.

    They take turns, so that whatever else the machine does meets all alike. The clock is that of the processor, so that other
    programs' time does not count; for a peer that uses several cores the caller takes `time.perf_counter`.
    """
    times: list[list[float]] = [[] for _ in works]
    for turn in range(turns + 1):
        for work, taken in zip(works, times, strict=True):
            start = clock()
            work()
            if turn:
                taken.append(clock() - start)
    return [1000 * min(taken) for taken in times]


def against(what: str, ours: Work, peer: Work, target: str, note: str = "", **how: Any) -> Row:
    """A row of one of ours against one peer."""
    mine, theirs = best_of([ours, peer], **how)
    return Row(what, mine, theirs, theirs / mine, target, held(theirs / mine, target), note)


def missing(what: str, peer: str, target: str) -> Row:
    return Row(what, None, None, None, target, None, f"{peer} is not installed: pip install -r benchmarks/requirements.txt")


def printed(rows: Sequence[Row], as_json: bool) -> str:
    if as_json:
        return json.dumps({"rows": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1)

    def figure(value: float | None) -> str:
        return "-" if value is None else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"

    head = ("what", "ours ms", "peer ms", "ratio", "target", "met")
    cells = [
        (r.what, figure(r.ours), figure(r.peer), figure(r.ratio), r.target, {True: "yes", False: "NO", None: "?"}[r.met]) for r in rows
    ]
    widths = [max(len(line[i]) for line in (head, *cells)) for i in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in (head, *cells)]
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return "\n".join([*lines, "", *(f"* {note}" for note in notes)])
