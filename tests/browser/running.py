"""The app on a port of its own, and a browser that has signed in to it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.register.database import database_url
from matcher.register.people import AccountRow
from matcher.register.register import Register
from matcher.register.seal import audit_key
from matcher.register.sessions import open_session
from matcher.register.who import Role, Who

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
HOMES: dict[str, Path] = {}
"""Host and port of an app that runs -> its home."""


@contextmanager
def running_app(home: Path, pack: Path | None = None) -> Iterator[str]:
    """The app on a free port with a home of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "MATCHER_HOME": str(home)} | ({"MATCHER_PACK": str(pack)} if pack else {})
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    log = home / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            HOMES[f"127.0.0.1:{port}"] = home
            yield f"http://127.0.0.1:{port}"
        finally:
            HOMES.pop(f"127.0.0.1:{port}", None)
            process.terminate()
            process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the app did not start: {log.read_text()[-2000:]}")


def token_for(home: Path, role: Role) -> str:
    """The token of a browser that has just signed in with an account of a role, which is made where it is not there yet."""
    register = Register(database_url(home), key=audit_key(home))
    try:
        register.prepare()
        with Session(register.engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.login == role))
            if row is None:
                now = register.clock()
                row = AccountRow(login=role, name=role, role=role, password_hash="!", made_at=now, password_at=now)
                session.add(row)
                session.flush()
            who = Who(row.key, row.name, role)
        return open_session(register, who)
    finally:
        register.close()
