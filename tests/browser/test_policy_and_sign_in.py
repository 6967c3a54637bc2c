"""The server's policy for scripts lets everything of ours run and nothing else; signing in works without any script, and from a link in a letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Watched
from tests.running import Served, running

GOOD = "a sentence long enough"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("policy")) as found:
        yield found


@pytest.fixture(scope="module")
def cookies(served: Served, browser: Browser) -> list[dict[str, object]]:
    """The first administrator comes in by the code on the console, in a browser that runs no script."""
    code = re.findall(r"one-time code ([A-Z0-9-]{24})", served.log)[0]
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{served.address}/auth/sign-in")
    page.click("text=用开通码建立管理员")
    for name, value in {"code": code, "login": "boss", "name": "何主任", "new": GOOD, "again": GOOD}.items():
        page.fill(f"[name={name}]", value)
    page.click("button")
    found = context.cookies()
    assert {c["name"]: (c["httpOnly"], c["sameSite"]) for c in found}["matcher_session"] == (True, "Strict")
    context.close()
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?view=work",
        "?view=print",
        *(pytest.param(q, marks=pytest.mark.long) for q in ("?pack=demo", "?view=sides&pack=demo", "?view=people", "?view=account")),
    ],
)
def test_no_page_breaks_the_policy(served: Served, cookies: list[dict[str, object]], visit: Callable[..., Watched], query: str) -> None:
    """The fixture fails for every error on the console, which a script or style that is held back would be."""
    watched = visit()
    watched.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page = watched.open(f"{served.address}/{query}")
    if query in ("", "?pack=demo"):
        frame = page.frame_locator("iframe[title*='folium']")
        frame.locator(".leaflet-container").wait_for(timeout=30_000)
    assert "何主任" in page.content() or query == "?view=print"


def test_a_link_in_a_letter_finds_the_reader_still_signed_in(
    served: Served, cookies: list[dict[str, object]], visit: Callable[..., Watched]
) -> None:
    """The cookie does not travel with a click from elsewhere; the page that opens then brings it by itself."""
    watched = visit()
    watched.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    watched.page.goto(f"data:text/html,<a href='{served.address}/?view=people'>letter</a>")
    watched.page.click("a")
    watched.settle()
    assert "boss" in watched.page.content()
