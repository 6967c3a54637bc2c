"""Many people at once: connected sessions that think between their clicks, against one session alone on the same server in the same run.

Every session speaks the browser's side of the connection itself, so that what is measured is the server and not two hundred browsers.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks._rows import Row, held
from tests.running import Served

SESSIONS, THINK_S, LASTS_S, RAMP_S = 200, 30.0, 180.0, 40.0
ALONE = 40
"""Clicks of the session that is alone, of which the middle one is taken."""
P95_TIMES, MOST_MB = 5, 1500
ANSWER_S = 60
"""A click that takes longer counts as an error."""


@dataclass
class Told:
    """Seconds of every click, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def many_sessions(served: Served, queries: list[str], seed: int = 20261123) -> list[Row]:
    """`queries` are addresses that a visitor goes through in any order: other needs, other sites, the other language."""
    alone, together = asyncio.run(_measured(served, queries, random.Random(seed)))
    middle, p95 = statistics.median(alone.seconds), statistics.quantiles(together.seconds, n=20)[-1]
    ratio, peak = p95 / middle, peak_mb(served.pid)
    many = f"{SESSIONS} sessions, {THINK_S:.0f} s between clicks"
    note = f"{len(together.seconds)} clicks in {LASTS_S:.0f} s; {'; '.join(together.faults[:3]) or 'nothing went wrong'}"
    return [
        Row(
            f"{many}: the slowest twentieth begins at (peer column: the middle click of one alone)",
            1000 * p95, 1000 * middle, ratio, f"<= {P95_TIMES}", held(ratio, f"<= {P95_TIMES}"), note,
        ),
        Row(f"{many}: errors", None, None, float(len(together.faults)), "<= 0", not together.faults),
        Row(f"{many}: the server's memory at its peak [MB]", None, None, peak, f"<= {MOST_MB}", held(peak, f"<= {MOST_MB}")),
    ]  # fmt: skip


def peak_mb(pid: int) -> float:
    """The most memory that a process has held so far [MB]. Linux only."""
    told = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) / 1024


async def _measured(served: Served, queries: list[str], dice: random.Random) -> tuple[Told, Told]:
    alone, together = Told(), Told()
    warm = Told()
    async with _connected(served) as line:
        for query in queries:
            await _click(line, query, warm)
        for _ in range(ALONE):
            await _click(line, dice.choice(queries), alone)
    end = time.monotonic() + LASTS_S
    seeds = [dice.random() for _ in range(SESSIONS)]
    await asyncio.gather(*(_visit(served, queries, random.Random(s), end, together) for s in seeds))
    return alone, together


def _connected(served: Served) -> connect:
    return connect(
        f"ws{served.address.removeprefix('http')}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit"), Subprotocol("nothing")],
        origin=Origin(served.address),
        max_size=None,
        ping_interval=None,
    )


async def _visit(served: Served, queries: list[str], dice: random.Random, end: float, told: Told) -> None:
    await asyncio.sleep(dice.uniform(0, RAMP_S))
    try:
        async with _connected(served) as line:
            while time.monotonic() < end:
                await _click(line, dice.choice(queries), told)
                await asyncio.sleep(min(dice.uniform(0.5, 1.5) * THINK_S, max(0.0, end - time.monotonic())))
    except Exception as fault:  # whatever went wrong for a visitor is what is counted here
        told.faults.append(f"{type(fault).__name__}: {fault}")


async def _click(line: ClientConnection, query: str, told: Told) -> None:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    start = time.perf_counter()
    await line.send(asked.SerializeToString())
    async with asyncio.timeout(ANSWER_S):
        while True:
            raw = await line.recv()
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                told.faults.append(message.delta.new_element.exception.message[:200])
            if kind == "script_finished" and message.script_finished == 0:
                break
    told.seconds.append(time.perf_counter() - start)
