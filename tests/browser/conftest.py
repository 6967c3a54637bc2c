"""A real server and a real browser: every request that leaves the host and every error on a page fails the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.register.database import database_url
from matcher.register.people import AccountRow
from matcher.register.register import Register
from matcher.register.seal import audit_key
from matcher.register.sessions import open_session
from matcher.register.who import ROLE_NAMES, Role, Who
from views.state import COOKIE

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
START_SECONDS = 60
Serve = Callable[..., str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("MATCHER_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
    if found is None:
        reason = "no Chromium found: install one (Debian: apt-get install chromium fonts-noto-cjk) or set MATCHER_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@contextmanager
def running_app(home: Path, pack: Path | None = None) -> Iterator[str]:
    """The app on a free port with a home of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "MATCHER_HOME": str(home)} | ({"MATCHER_PACK": str(pack)} if pack else {})
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
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


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the town's own pack, with no answers yet. Tests that answer something use `own_app`."""
    with running_app(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[str]:
    with running_app(tmp_path) as address:
        yield address


HOMES: dict[str, Path] = {}
"""Host and port of an app that runs -> its home."""


def token_for(home: Path, role: Role) -> str:
    """The token of a browser that has just signed in with an account of a role, which is made where it is not there yet."""
    register = Register(database_url(home), key=audit_key(home))
    try:
        register.prepare()
        with Session(register.engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.login == role))
            if row is None:
                now = register.clock()
                row = AccountRow(login=role, name=ROLE_NAMES[role].zh, role=role, password_hash="!", made_at=now, password_at=now)
                session.add(row)
                session.flush()
            who = Who(row.key, row.name, role)
        return open_session(register, who)
    finally:
        register.close()


class Watched:
    """A page that remembers what it should not have done. With a role it is signed in wherever it goes."""

    def __init__(self, page: Page, role: Role = "public") -> None:
        self.page = page
        self.role = role
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda d: (self.errors.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: self.strangers.append(r.url) if not r.url.startswith(_OWN) else None)

    def open(self, url: str) -> Page:
        if self.role != "public":
            home = HOMES[url.removeprefix("http://").split("/")[0]]
            self.page.context.add_cookies([{"name": COOKIE, "value": token_for(home, self.role), "url": url.split("?")[0]}])
        self.page.goto(url)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until the run has ended and the foot of the page stands."""
        self.page.wait_for_selector(".hm .foot", timeout=60_000)
        self.page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=60_000)
        self.page.wait_for_timeout(400)


@pytest.fixture
def staff_visit(visit: Callable[..., Watched]) -> Callable[..., Watched]:
    """Opens pages as somebody of the office."""
    return partial(visit, role="staff")


_OWN = ("http://127.0.0.1:", "data:", "blob:", "about:")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens pages; at the end none may have asked another host or raised an error."""
    opened: list[Watched] = []
    contexts = []

    def new(width: int = 1440, height: int = 1000, scheme: str = "light", role: Role = "public") -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN")  # type: ignore[arg-type]
        contexts.append(context)
        opened.append(Watched(context.new_page(), role))
        return opened[-1]

    yield new
    for context in contexts:
        context.close()
    assert [w.strangers for w in opened] == [[] for _ in opened], "a request left the host"
    assert [w.errors for w in opened] == [[] for _ in opened], "a page raised an error"
