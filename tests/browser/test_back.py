"""The address holds what is on the page, so that back and forward lead where a reader was: another site, language or page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Watched


def shown(page: Page) -> tuple[str, str]:
    """(the site whose card stands open, the rest of the address)"""
    card = page.locator("[class*=st-key-on-card-]").first.get_attribute("class") or ""
    return card.split("st-key-on-card-")[1].split()[0], page.url.partition("?")[2]


def test_back_and_forward_lead_through_sites_languages_and_pages(app: str, visit: Callable[..., Watched]) -> None:
    watched = visit(height=1600)
    page = watched.open(f"{app}/?example=example-lighting")
    seen = [shown(page)]

    def step(act: Callable[[], object]) -> tuple[str, str]:
        before = page.url
        act()
        page.wait_for_url(lambda url: url != before)
        watched.settle()
        return shown(page)

    for act in (
        page.locator("[class*=st-key-look-] button").first.click,
        page.locator("[class*=st-key-look-] button").nth(2).click,
        page.get_by_text("English", exact=True).click,
    ):
        seen.append(step(act))
    assert len({site for site, _ in seen}) == 3
    assert page.evaluate("scrollY") == 0
    for earlier in reversed(seen[:-1]):
        assert step(page.go_back) == earlier
    for later in seen[1:]:
        assert step(page.go_forward) == later
    page.locator("nav.pages a").last.click()
    page.get_by_label("Code of the receipt").wait_for(timeout=30_000)
    assert step(page.go_back) == seen[-1]
