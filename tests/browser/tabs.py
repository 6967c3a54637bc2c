"""Browser tabs that one test after another uses: what a tab has fetched and compiled it need not fetch again, a third of the work of a new one.

Nothing of a test may reach the next: cookies, storage, size, pointer and listeners are put back; a tab that cannot be is thrown away.
"""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Browser, Error, Page

Scheme = Literal["light", "dark"]
EMPTY = "/_stcore/health"
"""A page of the app without content. A blank one would begin another process, which has compiled nothing."""


class Tabs:
    """Each tab has cookies of its own, so that two of them are two people's."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []

    def take(self, width: int = 1440, height: int = 1000, scheme: Scheme = "light") -> Page:
        page = self._free.pop() if self._free else self._browser.new_context(locale="zh-CN").new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="screen", color_scheme=scheme)
        return page

    def give_back(self, page: Page) -> None:
        context = page.context
        try:
            context.clear_cookies()
            page.mouse.move(0, 0)
            page.goto("/".join(page.url.split("/")[:3]) + EMPTY)
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
            if context.pages != [page]:
                raise Error("the test opened more")
        except Error:  # closed by the test, or its app is gone
            context.close()
        else:
            self._free.append(page)

    def close(self) -> None:
        for page in self._free:
            page.context.close()
