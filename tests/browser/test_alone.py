"""Another site is chosen without the whole page being drawn anew, and reads as if it were; where anything else has changed, all is drawn."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from matcher.model.answer import Answer
from matcher.register.accounts import by_login
from matcher.register.answers import give, standing
from matcher.register.sessions import end_all
from matcher.register.who import CONSOLE
from tests.browser.conftest import Watched
from tests.browser.running import HOMES
from tests.browser.test_find import FIELDS
from tests.running import register_at

Visit = Callable[..., Watched]
START = "/?example=example-medical"


def choose(watched: Watched, nth: int) -> None:
    watched.page.locator("[class*=st-key-look-] button").nth(nth).click()
    watched.settle()


def read(page: Page) -> tuple[str, str]:
    """What stands in the columns and at the foot."""
    return page.locator(".st-key-columns").inner_text(), page.locator(".hm .foot").inner_text()


def read_whole(watched: Watched) -> tuple[str, str]:
    watched.page.reload()
    watched.settle()
    return read(watched.page)


def test_a_site_that_is_chosen_reads_as_on_the_whole_page(app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(app + START)
    first = read(page)
    for nth in (1, 2):
        choose(watched, nth)
        alone = read(page)
        assert alone != first
        assert "site=" in page.url
        assert read_whole(watched) == alone


def test_what_somebody_else_saves_is_on_the_page_when_a_site_is_chosen(own_app: str, visit: Visit) -> None:
    watched = visit()
    page = watched.open(own_app + START)
    before = read(page)[1]
    register = register_at(HOMES[own_app])
    give(register, CONSOLE, "hetang", [Answer(site="wanyang-1", field="ceiling_height_m", value="6", source="园区", as_of="2026-11-20")])
    register.close()
    choose(watched, 0)
    page.locator(".hm .foot").filter(has_not_text=before).wait_for(timeout=20_000)  # the version of the data: the page follows its part
    watched.settle()
    alone = read(page)
    assert read_whole(watched) == alone


def test_who_is_signed_out_elsewhere_sees_a_visitors_page_when_a_site_is_chosen(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit()
    page = watched.open(own_app + START)
    assert page.get_by_text(FIELDS).count()
    assert page.locator(".person").inner_text().startswith("staff")
    register = register_at(HOMES[own_app])
    end_all(register, CONSOLE, by_login(register, CONSOLE, "staff").key)
    register.close()
    choose(watched, 0)
    page.locator(".person").filter(has_text="登录").wait_for(timeout=20_000)
    watched.settle()
    assert "staff" not in page.locator("[data-testid=stApp]").inner_text()


def answering(watched: Watched, address: str) -> Page:
    """The page on which an answer is typed and not sent yet."""
    page = watched.open(f"{address}/?example=example-lighting&site=wanyang-1")
    page.get_by_text(FIELDS).click()
    page.get_by_label("交付时间").fill("2027-01")
    page.get_by_label("信息来源（单位、人员或文件，必填）").fill("园区")
    watched.settle()
    return page


def test_what_is_sent_after_being_signed_out_elsewhere_is_not_kept(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = answering(watched, own_app)
    register = register_at(HOMES[own_app])
    end_all(register, CONSOLE, by_login(register, CONSOLE, "staff").key)
    page.get_by_role("button", name="记下并重算").click()
    page.get_by_text("这些情况由镇里核实").first.wait_for()
    watched.settle()
    with register.look() as session:
        assert standing(session, "hetang") == []
    register.close()


def test_what_is_sent_while_somebody_else_saves_is_kept_and_both_are_on_the_page(own_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1600)
    page = answering(watched, own_app)
    register = register_at(HOMES[own_app])
    give(register, CONSOLE, "hetang", [Answer(site="wanyang-1", field="ceiling_height_m", value="6", source="园区", as_of="2026-11-20")])
    register.close()
    page.get_by_role("button", name="记下并重算").click()
    card = page.locator("[class*=st-key-on-card-wanyang-1]")
    for told in ("交付时间：2027-01（园区", "首层层高：6（园区"):
        card.get_by_text(told).wait_for(timeout=20_000)


def test_unfolding_the_weights_makes_nothing_anew_so_that_a_press_at_once_is_not_lost(app: str, visit: Visit) -> None:
    """With the weights open the page no longer runs in parts; that change must not be seen."""
    watched = visit()
    page = watched.open(app + START)
    kept = ["article[id^=site-]", ".st-key-aside iframe", "[class*=st-key-weights] details"]
    page.evaluate("kept => kept.forEach(css => { document.querySelector(css).dataset.before = 'yes' })", kept)
    page.get_by_text("权重：按名选用，或自己调").click()
    page.get_by_role("combobox", name="选一组权重").wait_for()
    watched.settle()
    assert page.evaluate("kept => kept.filter(css => !document.querySelector(css).dataset.before)", kept) == []
