"""The pictures of docs/tour.md, made anew from the app itself: `python tasks.py tour`.

The enterprise's journey is walked on the town's own pack. The office's journeys are walked in the invented town, so that no real enterprise
seems to have said or been told anything.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.catalog.load import load
from matcher.register.database import database_url
from matcher.register.decisions import decide
from matcher.register.opening import with_town
from matcher.register.people import AccountRow
from matcher.register.register import Register
from matcher.register.seal import audit_key
from matcher.register.shortlists import save
from matcher.register.stages import plan
from matcher.register.tasks import make
from matcher.register.who import Role, Who
from tests.browser.conftest import FLAGS, NAMES, Watched
from tests.browser.running import running_app, token_for
from tests.running import ROOT

IMAGES = ROOT / "docs" / "images"
COLOURS = 128
"""Enough for flat pages, and a quarter of the size."""
DEMO = "pack=demo"
PEOPLE: dict[Role, str] = {"staff": "示例招商员", "manager": "示例镇领导"}


@dataclass(frozen=True)
class Scene:
    """One picture: who looks at which address, what they do first, and how large it is [px]."""

    name: str
    address: str
    role: Role = "public"
    act: Callable[[Watched], None] | None = None
    width: int = 1440
    height: int = 1100
    scheme: str = "light"


def said(watched: Watched) -> None:
    page = watched.page
    page.get_by_label("用自己的话说要什么").fill("想租一楼厂房4000平左右，做LED车灯，要喷粉，配电800kVA，2027年6月前投产")
    page.get_by_role("button", name="读出需求").click()
    page.wait_for_selector(".reading")
    watched.settle()


def handed_in(watched: Watched) -> None:
    said(watched)
    page = watched.page
    page.locator(".st-key-panel-hand-in summary").click()
    page.get_by_label("企业名称（必填）").fill("示例车灯厂")
    page.get_by_label("联系人（必填）").fill("示例联系人")
    page.get_by_label("电话（电话、邮箱至少填一项）").fill("0750-3751234")
    page.get_by_text("同意这样使用我的联系方式").click()
    page.get_by_role("button", name="交给镇里", exact=True).click()
    page.wait_for_selector(".code")
    watched.settle()
    page.locator(".st-key-panel-hand-in").scroll_into_view_if_needed()


SCENES = (
    Scene("find", "example=example-lighting", height=1900),
    Scene("tour-say", "", act=said, height=1200),
    Scene("tour-phone", "example=example-medical&lang=en", width=390, height=1400, scheme="dark"),
    Scene("tour-compare", "view=compare&example=example-lighting&sites=wanyang-1,szkjy-1,xiacun", height=1300),
    Scene("tour-receipt", "", act=handed_in, height=900),
    Scene("tour-leads", f"view=leads&{DEMO}", "manager"),
    Scene("tour-lead", f"view=lead&lead=muju-land&{DEMO}", "staff", height=1300),
    Scene("tour-matrix", f"view=sides&{DEMO}", "staff"),
    Scene("tour-work", f"view=work&{DEMO}", "staff"),
    Scene("tour-site", f"view=site&site=ne-a4&{DEMO}", "staff", height=1300),
    Scene("tour-land", f"view=land&{DEMO}", "manager", height=1800),
    Scene("tour-audit", f"view=audit&{DEMO}", "manager", scheme="dark"),
)


def office_at_work(home: Path) -> None:
    """Something has happened in the invented town: stages planned and passed, a question late, a shortlist, a site turned down."""
    pack = load(ROOT / "examples" / "demo")
    town, today = pack.plan.town.id, date.today()
    register = with_town(Register(database_url(home), key=audit_key(home)), pack)
    keys: dict[str, str] = {}
    register.mark(lambda s: keys.update({role: _named(s, role, name) for role, name in PEOPLE.items()}))
    who = Who(keys["staff"], PEOPLE["staff"], "staff")
    sites = list(pack.by_id)

    def day(days: int) -> str:
        return (today + timedelta(days)).isoformat()

    try:
        make(register, who, town, "问首层层高和可分割面积", day(-5), sites, lead="muju-land", site="ne-a4", field="ceiling_height_m")
        make(register, who, town, "约企业看现场", day(3), sites, lead="guoyuan")
        plan(register, who, town, "dipan", {"signed": (day(-3), 0)})
        plan(register, who, town, "gangtong", {"signed": (day(20), 0)})
        save(register, who, town, "muju-land", [s.id for s in pack.sites if s.kind == "land"][:3], sites, title="第一轮")
        decide(register, who, town, "muju-land", "land-eb-4", "refused", "已有企业开工，没有余地。", {}, sites)
    finally:
        register.close()


def _named(session: Session, role: str, name: str) -> str:
    account = session.scalars(select(AccountRow).where(AccountRow.login == role)).one()
    account.name = name
    return account.key


def taken(browser: Browser, app: str, scene: Scene) -> Image.Image:
    size = {"width": scene.width, "height": scene.height}
    context = browser.new_context(viewport=size, color_scheme=scene.scheme, locale="zh-CN")  # type: ignore[arg-type]
    watched = Watched(context.new_page(), scene.role)
    page: Page = watched.open(f"{app}/?{scene.address}")
    if scene.act is not None:
        scene.act(watched)
    if page.locator("iframe[title*=folium]").count():  # the map draws after the page has settled
        page.frame_locator("iframe[title*=folium]").first.locator(".glx, canvas").first.wait_for()
    page.wait_for_timeout(1000)
    picture = page.screenshot()
    context.close()
    if watched.errors or watched.strangers:
        raise SystemExit(f"{scene.name}: {watched.errors} {watched.strangers}")
    return Image.open(io.BytesIO(picture)).convert("RGB")


def main(names: list[str]) -> int:
    """Takes every picture, or those that are named."""
    wanted = [s for s in SCENES if not names or s.name in names]
    found = os.environ.get("MATCHER_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
    if found is None or not wanted:
        print(f"no Chromium found, or no such picture; there are {', '.join(s.name for s in SCENES)}")
        return 1
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app, sync_playwright() as play:
        home = Path(folder)
        for role in PEOPLE:
            token_for(home, role)
        office_at_work(home)
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        for scene in wanted:
            path = IMAGES / f"{scene.name}.png"
            taken(browser, app, scene).quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
