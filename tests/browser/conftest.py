"""A real server and a real browser: every request that leaves the host and every error on a page fails the test."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from matcher.register.who import Role
from signin.cookie import COOKIE
from tests.browser.running import HOMES, running_app, token_for
from tests.browser.tabs import Scheme, Tabs

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
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


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    made = Tabs(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the town's own pack, with no answers yet. Tests that answer something use `own_app`."""
    with running_app(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[str]:
    with running_app(tmp_path) as address:
        yield address


def until(page: Page, expression: str, seconds: float = 30) -> None:
    """Waits until an expression is true on the page. It is asked from outside: the page's own policy lets nothing be evaluated inside."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(100)


class Watched:
    """A page that remembers what it should not have done. With a role it is signed in wherever it goes."""

    def __init__(self, page: Page, role: Role = "public") -> None:
        self.page = page
        self.role = role
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self._ears: dict[Any, Callable[[Any], None]] = {
            "pageerror": lambda e: self.errors.append(str(e)),
            "console": lambda m: self.errors.append(m.text) if m.type == "error" else None,
            "dialog": lambda d: (self.errors.append(f"dialog {d.message}"), d.dismiss()),
            "request": lambda r: self.strangers.append(r.url) if not r.url.startswith(_OWN) else None,
        }
        for event, ear in self._ears.items():
            page.on(event, ear)

    def leave(self) -> Page:
        """Watches no longer, and hands the page back."""
        for event, ear in self._ears.items():
            self.page.remove_listener(event, ear)
        return self.page

    def open(self, url: str) -> Page:
        if self.role != "public":
            home = HOMES["/".join(url.split("/")[:3])]
            self.page.context.add_cookies([{"name": COOKIE, "value": token_for(home, self.role), "url": url.split("?")[0]}])
        self.page.goto(url)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until the run has ended and the foot of the page stands."""
        self.page.wait_for_selector(".hm .foot", timeout=60_000)
        self.page.wait_for_timeout(200)  # a click is on its way to the server
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
        self.page.wait_for_selector("[data-testid=stApp] [data-stale=true]", state="detached", timeout=60_000)
        self.page.wait_for_timeout(300)


@pytest.fixture
def staff_visit(visit: Callable[..., Watched]) -> Callable[..., Watched]:
    """Opens pages as somebody of the office."""
    return partial(visit, role="staff")


_OWN = ("http://127.0.0.1:", "data:", "blob:", "about:")


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Callable[..., Watched]]:
    """Opens pages; at the end none may have asked another host or raised an error."""
    opened: list[Watched] = []

    def new(width: int = 1440, height: int = 1000, scheme: Scheme = "light", role: Role = "public") -> Watched:
        opened.append(Watched(tabs.take(width, height, scheme), role))
        return opened[-1]

    yield new
    for watched in reversed(opened):  # the tab that was first is first again
        tabs.give_back(watched.leave())
    assert [w.strangers for w in opened] == [[] for _ in opened], "a request left the host"
    assert [w.errors for w in opened] == [[] for _ in opened], "a page raised an error"
