"""A real PostgreSQL for the tests that claim to work on one: a server of its own in a temporary folder, ended with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SYSTEM_USER = "postgres"
"""The server refuses to run as root; Debian's package brings this user."""


def programs() -> Path | None:
    """The folder of the server's programs, the newest where there are several; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    known = shutil.which("pg_ctl")
    return Path(known).resolve().parent if known else None


@dataclass(frozen=True)
class Server:
    """A running server: the address of a database on it, and how it is stopped and started again."""

    url: str
    stop: Callable[[str], None]
    """fast: it ends what is under way; immediate: it drops everything, as in a crash."""
    start: Callable[[], None]


@contextmanager
def running_server(bin_folder: Path) -> Iterator[Server]:
    """A server of its own, reached through a socket file and no port."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    as_user: dict[str, object] = {}
    if os.geteuid() == 0:
        import pwd  # Windows has no such thing

        user = pwd.getpwnam(SYSTEM_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid}
    data = folder / "data"

    def call(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)  # type: ignore[call-overload]

    call(str(bin_folder / "initdb"), "-D", str(data), "-U", "matcher", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=200"

    def begin() -> None:
        call(str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")

    def stop(how: str) -> None:
        call(str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-m", how, "stop")

    begin()
    try:
        yield Server(f"postgresql+psycopg://matcher@/postgres?host={folder}", stop, begin)
    finally:
        stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
