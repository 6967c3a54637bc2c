"""Pictures of a site and what the office keeps to itself: added by the office, and met by nobody for whom they are not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import Watched

SITE = "wanyang-1"
PICTURES, OWN = "照片和平面图", "本镇自留：底价和备注"
TITLE = "<img src=x onerror=window.hit=1>东门"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "照片.png"
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (11, 95, 110)).save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def upload(watched: Watched, page: Page, photo: Path, *, public: bool) -> None:
    page.get_by_text(PICTURES, exact=True).click()
    watched.settle()
    page.locator("[class*='st-key-picture-'] input[type=file], [data-testid=stExpander] input[type=file]").first.set_input_files(str(photo))
    watched.settle()
    page.get_by_label("说明（拍的是哪里）").fill(TITLE)
    if public:
        page.get_by_text("对外公开", exact=True).click()
    page.get_by_role("button", name="上传").last.click()
    page.wait_for_selector("[data-testid=stToast]")
    watched.settle()


@pytest.mark.parametrize("public", [True, False])
def test_a_picture_is_seen_by_whom_it_is_for(
    public: bool, own_app: str, visit: Callable[..., Watched], staff_visit: Callable[..., Watched], photo: Path
) -> None:
    watched = staff_visit()
    page = watched.open(f"{own_app}/?site={SITE}")
    upload(watched, page, photo, public=public)
    assert page.locator(".hm .pic img").count() == 1
    assert TITLE in page.locator(".hm .pic").inner_text()
    assert page.evaluate("document.querySelector('.hm .pic img').naturalWidth") == 640
    assert page.evaluate("window.hit") is None
    other = visit()
    stranger = other.open(f"{own_app}/?site={SITE}")
    assert stranger.get_by_text(PICTURES, exact=True).count() == int(public)
    if public:
        stranger.get_by_text(PICTURES, exact=True).click()
        other.settle()
    assert stranger.locator(".hm .pic").count() == int(public)
    assert stranger.get_by_text("底价").count() == 0
    page.get_by_role("button", name="撤下").click()
    page.wait_for_selector("[data-testid=stToast]")
    watched.settle()
    assert page.locator(".hm .pic").count() == 0


def test_what_was_typed_of_a_site_is_there_again_after_folding_it_away(own_app: str, staff_visit: Callable[..., Watched]) -> None:
    watched = staff_visit()
    page = watched.open(f"{own_app}/?site={SITE}")
    page.get_by_text(OWN).click()
    watched.settle()
    page.get_by_label("备注").fill("业主要求先付半年")
    page.get_by_text(OWN).click()
    watched.settle()
    assert not page.get_by_label("备注").is_visible()
    page.get_by_text(OWN).click()
    watched.settle()
    assert page.get_by_label("备注").input_value() == "业主要求先付半年"


def test_the_lowest_price_is_kept_and_stays_with_the_office(
    own_app: str, visit: Callable[..., Watched], staff_visit: Callable[..., Watched]
) -> None:
    watched = staff_visit()
    page = watched.open(f"{own_app}/?site={SITE}")
    page.get_by_text(OWN).click()
    watched.settle()
    page.get_by_label("最低租金（元/㎡·月）").fill("11.25")
    page.get_by_role("button", name="保存").last.click()
    page.wait_for_selector("[data-testid=stToast]")
    later = staff_visit()
    again = later.open(f"{own_app}/?site={SITE}")
    again.get_by_text(OWN).click()
    later.settle()
    assert again.get_by_label("最低租金（元/㎡·月）").input_value() == "11.25"
    assert "11.25" not in visit().open(f"{own_app}/?site={SITE}").content()
