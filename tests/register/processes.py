"""Real processes for the proofs: each begins as a copy of this one, opens the register anew, and writes what it was told into a pipe."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest

from matcher.catalog.issues import Refused
from matcher.register.answers import give, standing
from matcher.register.register import Register
from tests.register.conftest import STAFF
from tests.register.stage import TOWN, answer

REFUSED = 3
"""Exit status of a process whose last change was refused."""
Tell = Callable[[Any], None]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="these proofs need processes that can be copied and killed")


@dataclass
class Child:
    """A running process; what it told comes as one JSON value a line."""

    pid: int
    pipe: int
    heard: bytes = b""

    def wait_for(self, lines: int) -> None:
        """Waits until it has told so many lines, or ended."""
        while self.heard.count(b"\n") < lines and (more := os.read(self.pipe, 65536)):
            self.heard += more

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> tuple[list[Any], int]:
        """Waits for its end: what it told whole lines of, and its exit status (minus the signal that killed it)."""
        with os.fdopen(self.pipe, "rb") as pipe:
            told = self.heard + pipe.read()
        _, status = os.waitpid(self.pid, 0)
        whole = told[: told.rfind(b"\n") + 1]
        return [json.loads(line) for line in whole.splitlines()], os.waitstatus_to_exitcode(status)


def start(work: Callable[[Tell], None]) -> Child:
    """Runs `work` in a process of its own. It must open its own connections; those of this process are not its own."""
    out, into = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(into)
        return Child(pid, out)
    status = 1
    try:
        os.close(out)

        def tell(value: Any) -> None:
            os.write(into, json.dumps(value).encode() + b"\n")

        work(tell)
        status = 0
    except Refused:
        status = REFUSED
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def all_of(works: Iterable[Callable[[Tell], None]]) -> list[list[Any]]:
    """Runs all at once, and returns what each told. Fails where one of them failed."""
    ended = [child.end() for child in [start(work) for work in works]]
    assert [status for _, status in ended] == [0] * len(ended)
    return [told for told, _ in ended]


def tried(register: Register) -> dict[str, object]:
    """What one meets who reads, asks whether something can be kept, and writes."""
    found: dict[str, object] = {}
    try:
        with register.look() as session:
            found["read"] = len(standing(session, TOWN))
    except Refused as refusal:
        found["read"] = type(refusal).__name__
    try:
        found["shut"] = bool(register.shut())
    except Refused as refusal:
        found["shut"] = type(refusal).__name__
    try:
        give(register, STAFF, TOWN, [answer("9")])
        found["write"] = "taken"
    except Refused as refusal:
        found["write"] = type(refusal).__name__
    return found
