"""The office's way with leads, signed in: pasted lines become leads, one is opened, a site decided, a question asked and overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from matcher.catalog.load import load
from matcher.register.database import database_url
from matcher.register.lead_edits import edit
from matcher.register.lead_record import inbox
from matcher.register.opening import with_town
from matcher.register.people import AccountRow
from matcher.register.register import Register
from matcher.register.sessions import open_session
from matcher.register.tasks import make as make_task
from matcher.register.who import Who
from signin.cookie import COOKIE
from tests.browser.conftest import Watched, until
from tests.browser.running import running_app
from tests.conftest import PACK

TOWN = "hetang"
LINES = "求租厂房3000平，一楼，带行车，做五金\n今天天气好\n买地50亩，投资2亿，做灯饰\n<img src=x onerror=window.hit=1>求租仓库800平"
Desk = Callable[..., Watched]


class Office:
    """An app with a register of its own, and people who have signed in to it."""

    def __init__(self, address: str, home: Path) -> None:
        self.address = address
        self.register = with_town(Register(database_url(home)), load(PACK))

    def person(self, login: str, name: str, role: str) -> tuple[Who, str]:
        """(who, the token of a browser of theirs)"""
        who, at = Who(login, name, role), self.register.clock()  # type: ignore[arg-type]
        self.register.mark(
            lambda s: s.add(
                AccountRow(key=login, login=login, name=name, role=role, password_hash="", password_once=False, made_at=at, password_at=at)
            )
        )
        return who, open_session(self.register, who)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("MATCHER_HOME", str(tmp_path))
    with running_app(tmp_path) as address:
        made = Office(address, tmp_path)
        yield made
        made.register.close()


@pytest.fixture
def desk(visit: Callable[..., Watched]) -> Desk:
    """Opens pages for whoever holds a token."""

    def new(address: str, token: str, width: int = 1440) -> Watched:
        watched = visit(width=width, height=1800)
        watched.page.context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        return watched

    return new


def take(watched: Watched, button: str) -> None:
    watched.page.get_by_role("button", name=button).first.click()
    watched.page.wait_for_timeout(300)
    watched.settle()


def text_of(page: Page, key: str) -> str:
    return page.locator(f".st-key-{key}").inner_text()


def test_pasted_lines_become_leads_and_one_is_decided_asked_for_and_overdue(office: Office, desk: Desk) -> None:
    staff, token = office.person("s1", "小陈", "staff")
    watched = desk(office.address, token)
    page = watched.open(f"{office.address}?view=leads")
    page.get_by_label("需求（每行一条）").fill(LINES)
    take(watched, "读出需求")
    page.wait_for_selector(".st-key-panel-drafts .draft")
    watched.settle()
    assert page.locator(".draft").count() == 3
    take(watched, "全部登记为线索（3 条）")
    until(page, "document.querySelectorAll('.inbox tbody tr').length == 16")
    assert page.evaluate("window.hit") is None
    found = {i.lead.name: i.lead for i in inbox(office.register, staff, TOWN, date.today())}
    lead = found["求租厂房3000平"]
    assert (lead.stage, lead.keeper) == ("intent", staff.account)

    page.locator(f"tr[data-lead='{lead.id}'] a").click()
    page.wait_for_selector(".stageline")
    watched.settle()
    assert "求租厂房3000平，一楼，带行车，做五金" in text_of(page, "panel-need")
    page.get_by_role("link", name="看匹配结果").click()
    page.wait_for_selector("[class*=st-key-on-card-]")
    watched.settle()
    page.locator("[class*=st-key-handle-] summary").click()
    take(watched, "放进短名单")
    page.get_by_role("button", name="已在短名单上").wait_for()
    page.get_by_label("理由（必填）").fill("层高和行车都合适")
    take(watched, "记下决定")
    page.get_by_text("已决定：选定（层高和行车都合适）").wait_for()
    take(watched, "转成待办")
    page.get_by_text("已列入待办。").wait_for()

    watched.open(f"{office.address}?view=lead&lead={lead.id}")
    assert "层高和行车都合适" in text_of(page, "panel-decisions")
    assert "当时" in text_of(page, "panel-decisions")
    assert "应于" in text_of(page, "panel-tasks")
    assert page.locator(".st-key-panel-shortlist .rowtext").count() == 1
    told = text_of(page, "panel-history")
    for done in ("列入待办", "决定：选定", "放进短名单", "登记了这条线索", "小陈"):
        assert done in told

    make_task(office.register, staff, TOWN, "约看现场", "2026-01-15", (), lead=lead.id)
    watched.open(f"{office.address}?view=leads")
    first = page.locator(".inbox tbody tr").first
    assert first.get_attribute("data-lead") == lead.id
    assert "约看现场，应于 2026-01-15" in first.inner_text()
    assert "逾期" in first.locator(".late").inner_text()


def test_two_people_who_edit_one_lead_see_both_sides_and_choose(office: Office, desk: Desk) -> None:
    _, token = office.person("s1", "小陈", "staff")
    colleague, _ = office.person("s2", "小李", "staff")
    watched = desk(office.address, token)
    page = watched.open(f"{office.address}?view=lead&lead=xinhe")
    page.get_by_label("名称", exact=True).fill("新荷（小陈改）")
    edit(office.register, colleague, TOWN, "xinhe", 1, (), name="新荷（小李改）")
    page.locator(".st-key-panel-about").get_by_role("button", name="保存").click()
    page.wait_for_selector("table.both")
    watched.settle()
    both = page.locator("table.both").inner_text()
    assert "新荷（小李改）" in both
    assert "新荷（小陈改）" in both
    take(watched, "用我的")
    until(page, "document.querySelector('.leadhead h1')?.innerText == '新荷（小陈改）'")


def test_whoever_is_not_of_the_office_gets_neither_page_nor_a_name(office: Office, desk: Desk) -> None:
    _, token = office.person("f1", "某厂", "enterprise")
    for held in (token, "x" * 43):
        watched = desk(office.address, held)
        for address in ("?view=leads", "?view=lead&lead=xinhe"):
            page = watched.open(office.address + address)
            assert "新荷" not in page.inner_text("body")
            assert page.locator(".inbox, .leadhead").count() == 0
        page.goto(f"{office.address}?lead=xinhe")
        page.wait_for_selector(".notice")
        assert "新荷" not in page.inner_text("body")
        assert page.locator("[class*=st-key-handle-]").count() == 0
