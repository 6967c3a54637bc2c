"""WCAG 2.2, levels A and AA, as axe finds them: on every page, for every role that may open it, by day and by night, in both languages.

CI opens each page once, as the least role that may, by day; every role, scheme and language is long.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from matcher.register.policy import may
from matcher.register.who import ROLES, Role, Who
from tests.browser.conftest import Watched
from views.pages import PAGES

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RUN = "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}, resultTypes: ['violations']})"
ASKS = {
    "lead": "lead=xinhe",
    "site": "site=wanyang-1",
    "compare": "sites=wanyang-1,changqing",
    "shared": "t=nothing",
    "print": "example=example-lighting",
}
"""What a page needs in its address beside its own name."""


def who(role: Role) -> Who:
    return Who("" if role == "public" else role, role, role)


OPENED = [(p.view, role) for p in PAGES for role in ROLES if may(who(role), p.action)]
ONCE = {view: next(role for v, role in OPENED if v == view) for view, _ in OPENED}
HALVES = [list(ONCE.items())[n::2] for n in range(2)]


def told(page: Page) -> list[str]:
    """What axe finds on the page and on the map within it, one line each."""
    found = []
    for frame in page.frames:
        if frame.url.startswith(("http://127.0.0.1", "about:srcdoc")):
            frame.evaluate(AXE)
    answer = page.evaluate(RUN, LEVELS)
    for fault in answer["violations"]:
        for node in fault["nodes"]:
            found.append(f"{fault['id']}: {node['target']} {node['html'][:160]} {node['failureSummary'][:200]}")
    return found


def address(app: str, view: str, lang: str = "zh") -> str:
    return f"{app}/?view={view}&lang={lang}&{ASKS.get(view, '')}"


def opened(seen: Watched, app: str, view: str, lang: str = "zh") -> list[str]:
    page = seen.open(address(app, view, lang))
    for fold in page.locator("[data-testid=stExpander] summary").all()[:12]:
        if fold.is_visible():
            fold.click()
    seen.settle()
    return [f"{view or 'find'} as {seen.role}, {lang}: {fault}" for fault in told(page)]


@pytest.mark.parametrize("half", range(2))
def test_no_page_breaks_a_rule_of_access(visit: Callable[..., Watched], app: str, half: int) -> None:
    seen = {role: visit(role=role) for _, role in HALVES[half]}
    faults = [fault for view, role in HALVES[half] for fault in opened(seen[role], app, view)]
    assert faults == []


@pytest.mark.long
def test_nor_does_the_first_page_by_night_in_english_or_on_a_telephone(visit: Callable[..., Watched], app: str) -> None:
    assert opened(visit(scheme="dark"), app, "", "en") == []
    seen = visit(width=390, height=844)
    assert told(seen.open(address(app, ""))) == []


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_no_page_breaks_one_for_any_role(visit: Callable[..., Watched], app: str, role: Role, lang: str, scheme: str) -> None:
    seen = visit(role=role, scheme=scheme)
    faults = [fault for view, r in OPENED if r == role for fault in opened(seen, app, view, lang)]
    assert faults == []
