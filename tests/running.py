"""The app's server as a process of its own, with a home of its own: what tests and benchmarks talk to."""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from matcher.register.database import database_url
from matcher.register.register import Register
from matcher.register.seal import audit_key

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS, STOP_SECONDS = 120, 30
_CHANCE = random.SystemRandom()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return "\n".join(v for k, v in self.headers if k == name)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Served:
    """Where a server listens, and where it keeps its things."""

    port: int
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return _log(self.home).read_text(encoding="utf-8")

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request exactly as given; nothing is followed and no cookie is kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, dict(headers or {}))
            found = connection.getresponse()
            return Answer(found.status, [(k.lower(), v) for k, v in found.getheaders()], found.read())
        finally:
            connection.close()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(STOP_SECONDS)


@contextmanager
def running(home: Path, script: str = "server.py", *, base: str = "", **environment: str) -> Iterator[Served]:
    """`streamlit run` of a script on a free port, as `tasks.py app` starts it, under the path `base`. `home` is made where it is not there.

    Raises RuntimeError where it does not start.
    """
    port = _port()
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address", "127.0.0.1"]
    command += [f"--server.baseUrlPath={base.strip('/')}"] if base else []
    variables = {**os.environ, "MATCHER_HOME": str(home), **environment}
    with _log(home).open("w") as out:
        served = Served(port, home, subprocess.Popen(command, cwd=ROOT, env=variables, stdout=out, stderr=subprocess.STDOUT))
        try:
            _wait(served, base.rstrip("/"))
            yield served
        finally:
            served.stop()
            _USED.append(port)


_USED: list[int] = []
"""Ports on which servers of this process have listened: what a browser has fetched from one it need not fetch from the next."""


def _port() -> int:
    """One that is free, and that no system hands out by itself meanwhile."""
    while True:
        port = _USED.pop() if _USED else _CHANCE.randint(20_000, 30_000)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port


def _wait(served: Served, base: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and served.process.poll() is None:
        try:
            if served.ask("GET", f"{base}/_stcore/health").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"the server did not start: {served.log[-2000:]}")


def _log(home: Path) -> Path:
    return home / "server.log"


def register_at(home: Path) -> Register:
    """The register of a home, sealed with the key that the server there uses."""
    return Register(database_url(home), key=audit_key(home))
