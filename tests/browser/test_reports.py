"""Reports are taken away from the page of an answer, of a lead, and by managers from the list of leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from matcher.register.who import Role
from tests.browser.conftest import Watched

Visit = Callable[..., Watched]
BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}


def taken(page: Page, kind: str, form: str) -> tuple[str, bytes]:
    """(name, content) of a report that a click brings."""
    with page.expect_download(timeout=60_000) as download:
        page.locator(f".st-key-report-{kind}-{form} button").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_a_visitor_takes_the_answer_away_as_word_and_pdf(app: str, visit: Visit) -> None:
    page = visit(height=3000).open(app)
    for kind in ("proposal", "comparison"):
        for form, begin in BEGINS.items():
            name, data = taken(page, kind, form)
            assert name.startswith(f"{kind}-")
            assert name.endswith(f".{form}")
            assert data.startswith(begin)


@pytest.mark.parametrize(("role", "quarterly"), [("staff", 0), ("manager", 1)])
def test_the_office_takes_a_lead_away_and_only_managers_the_quarter(app: str, visit: Visit, role: Role, quarterly: int) -> None:
    watched = visit(height=3000, role=role)
    page = watched.open(f"{app}/?view=lead&lead=xinhe")
    assert taken(page, "proposal", "pdf")[0].startswith("proposal-xinhe-")
    page = watched.open(f"{app}/?view=leads")
    assert page.locator(".st-key-panel-quarter").count() == quarterly
    if quarterly:
        name, data = taken(page, "quarter", "docx")
        assert name.startswith("quarter-")
        assert data.startswith(BEGINS["docx"])
