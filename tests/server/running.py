"""The real server as a process of its own, with a home of its own: what the tests of this folder talk to."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from matcher.register.register import Register
from matcher.register.seal import audit_key

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class Served:
    """Where a server listens, where it keeps its things, and what it has printed."""

    port: int
    home: Path

    @property
    def log(self) -> str:
        return (self.home / "server.log").read_text(encoding="utf-8")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request exactly as given; nothing is followed and no cookie is kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, dict(headers or {}))
            found = connection.getresponse()
            return Answer(found.status, [(k.lower(), v) for k, v in found.getheaders()], found.read())
        finally:
            connection.close()


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


@contextmanager
def running(home: Path, script: str = "server.py", *more: str, **environment: str) -> Iterator[Served]:
    """`streamlit run` on a free port, as `tasks.py app` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address", "127.0.0.1", *more]
    served = Served(port, home)
    variables = {**os.environ, "MATCHER_HOME": str(home), **environment}
    with (home / "server.log").open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(served, process, next((m.partition("=")[2] for m in more if m.startswith("--server.baseUrlPath=")), ""))
            yield served
        finally:
            process.terminate()
            process.wait(30)


def _wait(served: Served, process: subprocess.Popen[bytes], base: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if served.ask("GET", f"/{base}/_stcore/health".replace("//", "/")).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {served.log[-2000:]}")


def register_at(home: Path) -> Register:
    """The register of a home, sealed with the key that the server there uses."""
    return Register(f"sqlite:///{(home / 'register.sqlite3').as_posix()}", key=audit_key(home))
