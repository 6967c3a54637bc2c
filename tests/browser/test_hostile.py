"""Names that try to be code are shown as they are written, on the page, in print and on the map."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml

from tests.browser.conftest import Watched
from tests.browser.running import running_app
from tests.browser.test_find import FIELDS, markers
from tests.csv_rows import read_rows, write_rows
from tests.hostile_names import HOSTILE
from tests.running import ROOT
from views.pages import PAGES, Page

Visit = Callable[..., Watched]


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a pack of forty sites, each with a name of the list, and leads with such names too."""
    folder = tmp_path_factory.mktemp("hostile")
    pack = folder / "pack"
    shutil.copytree(ROOT / "data", pack)
    columns, sites = read_rows(pack / "parcels.csv")
    like = next(s for s in sites if s["id"] == "wanyang-1")
    named = [{**like, "id": f"h-{i:02d}", "name": name, "name_en": name, "note": name, "note_en": name} for i, name in enumerate(HOSTILE)]
    write_rows(pack / "parcels.csv", columns, named)
    columns, evidence = read_rows(pack / "evidence.csv")
    proofs = [e for e in evidence if e["site_id"] == "wanyang-1"]
    proofs.append({**proofs[0], "field": "note"})
    write_rows(pack / "evidence.csv", columns, [{**e, "site_id": s["id"]} for s in named for e in proofs])
    columns, leads = read_rows(pack / "leads.csv")
    write_rows(
        pack / "leads.csv",
        columns,
        [{**leads[0], "id": f"l-{i:02d}", "name": n, "name_en": n, "settled_at": ""} for i, n in enumerate(HOSTILE)],
    )
    write_rows(
        pack / "map" / "schematic.csv",
        ["site_id", "lat", "lon"],
        [{"site_id": s["id"], "lat": f"{22.62 + i * 0.002}", "lon": "113.13"} for i, s in enumerate(named)],
    )
    (pack / "examples.yaml").unlink()
    plan = yaml.load((pack / "plan.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    for part in ("parks", "events"):  # they speak of sites that are not in this pack
        plan.pop(part)
    (pack / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), "utf-8")
    with running_app(folder, pack) as address:
        yield address


def folded(text: str) -> str:
    return "".join(text.split())


def test_forty_hostile_names_are_shown_literally_on_the_cards_and_none_runs(hostile_app: str, staff_visit: Visit) -> None:
    watched = staff_visit(height=1800)
    page = watched.open(f"{hostile_app}/?lead=l-11")
    page.get_by_text("另有 35 处").click()
    page.get_by_text("第 1 页，共 2 页").wait_for()
    watched.settle()
    text = folded(page.locator("[data-testid=stMain]").inner_text())
    page.get_by_role("button", name="下一页").click()
    page.get_by_text("第 2 页，共 2 页").wait_for()
    watched.settle()
    text += folded(page.locator("[data-testid=stMain]").inner_text())
    assert [name for name in HOSTILE if folded(name) not in text] == []
    assert page.evaluate("window.hit") is None


def test_forty_hostile_names_are_shown_literally_on_the_map_and_none_runs(hostile_app: str, staff_visit: Visit) -> None:
    page = staff_visit(height=1800).open(f"{hostile_app}/?lead=l-10")
    assert markers(page) == len(HOSTILE)
    frame = page.frame_locator('iframe[title*="folium"]')
    shown = []
    for marker in frame.locator(".leaflet-marker-icon.glx").all():
        marker.dispatch_event("mouseover")
        shown.append(folded(frame.locator(".leaflet-tooltip b").last.inner_text()))
        marker.dispatch_event("mouseout")
    assert sorted(shown) == sorted(folded(name) for name in HOSTILE)
    assert [f for f in page.frames if f.evaluate("window.hit") is not None] == []


@pytest.mark.parametrize("lead", ["l-00", *(pytest.param(x, marks=pytest.mark.long) for x in ("l-06", "l-17", "l-20", "l-37"))])
def test_a_hostile_name_in_the_need_is_shown_literally_in_both_views(hostile_app: str, staff_visit: Visit, lead: str) -> None:
    name = folded(HOSTILE[int(lead[2:])])
    page = staff_visit().open(f"{hostile_app}/?lead={lead}")
    assert folded(page.locator(".need q").inner_text()) == name
    printed = staff_visit().open(f"{hostile_app}/?view=print&lead={lead}")
    assert folded(printed.locator(".need q").inner_text()) == name


LISTING = ("leads", "sides")
"""Pages that show all forty leads at once, when asked for the rest."""


def test_where_names_are_listed_none_runs_or_leaves_anything_behind(hostile_app: str, visit: Visit) -> None:
    walked(hostile_app, visit, [p for p in PAGES if p.view in (*LISTING, "land", "site")])


@pytest.mark.long
def test_on_no_page_does_a_hostile_name_run_or_leave_anything_behind(hostile_app: str, visit: Visit) -> None:
    walked(hostile_app, visit, [p for p in PAGES if p.view not in (*LISTING, "land", "site")])


def walked(hostile_app: str, visit: Visit, pages: list[Page]) -> None:
    """These pages, as somebody who may see all of them, with every fold opened."""
    watched = visit(height=1400, role="administrator")
    for page_of in pages:
        page = watched.open(f"{hostile_app}/?view={page_of.view}&lead=l-11&site=h-11&lang=en")
        for fold in page.locator("[data-testid=stExpander] summary").all():
            if fold.is_visible():
                fold.click()
        watched.settle()
        assert [f.url for f in page.frames if f.evaluate("window.hit") is not None] == [], page_of.view
        assert page.locator(".hm script, .hm iframe, .hm [onerror], .hm [onload], .hm a[href^=javascript]").count() == 0, page_of.view
        if page_of.view in LISTING:
            while (more := page.locator("[class*=st-key-leads-more] button")).count():
                more.click()
                watched.settle()
            text = folded(page.locator("[data-testid=stMain]").inner_text())
            assert [name for name in HOSTILE if folded(name) not in text] == [], page_of.view


def test_an_address_full_of_nonsense_gets_a_page_and_no_error(hostile_app: str, staff_visit: Visit) -> None:
    watched = staff_visit()
    for query in (
        "need=%7Bbroken",
        "need=%5B1%5D",
        "lead=nobody",
        "lang=xx&pack=..%2F..",
        "site=%3Cscript%3E",
        "need=%7B%22a%22%3A%22%3Cimg%3E%22%7D",
    ):
        watched.page.goto(f"{hostile_app}/?{query}")
        watched.page.wait_for_selector(".st-key-needbox", timeout=30_000)
        assert "Traceback" not in watched.page.locator("body").inner_text()


def test_a_broken_pack_is_told_in_sentences_and_the_switch_still_leads_to_the_other_one(tmp_path: Path, staff_visit: Visit) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "data", pack)
    table = pack / "parcels.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("534.96", "many"), encoding="utf-8")
    with running_app(tmp_path, pack) as address:
        watched = staff_visit()
        page = watched.page
        page.goto(address)
        page.get_by_text("数据包有错误").wait_for(timeout=30_000)
        text = page.locator("[data-testid=stMain]").inner_text()
        assert "mumianwei" in text
        assert "不是数字" in text
        assert page.locator("article[id^=site-]").count() == 0
        page.get_by_text("虚构示例", exact=True).click()
        page.wait_for_selector("article[id^=site-]", timeout=30_000)
        watched.settle()
        page.get_by_text("本镇", exact=True).click()
        page.get_by_text("数据包有错误").wait_for(timeout=30_000)
        page.close()


def test_old_and_broken_answers_are_told_and_the_card_still_opens(tmp_path: Path, staff_visit: Visit) -> None:
    """A field that is gone, a value that no longer fits, a line nested without end: the one answer that fits is listed."""
    common = {"site": "wanyang-1", "source": "陈主任", "as_of": "2026-11-20"}
    given = [("mood", "good"), ("power_kva", "many"), ("power_kva", "800")]
    lines = [json.dumps({"answer": {**common, "field": field, "value": value}}) for field, value in given]
    (tmp_path / "hetang").mkdir()
    (tmp_path / "hetang" / "answers.jsonl").write_text("\n".join([*lines, "[" * 100_000, "{", ""]), encoding="utf-8")
    with running_app(tmp_path) as address:
        page = staff_visit(height=1600).open(f"{address}/?example=example-lighting&site=wanyang-1")
        card = page.locator("[class*=st-key-on-card-wanyang-1]")
        card.get_by_role("button", name="撤回").first.wait_for(timeout=20_000)
        assert card.get_by_role("button", name="撤回").count() == 1
        assert "配电容量：800（陈主任" in card.inner_text()
        text = page.locator("[data-testid=stMain]").inner_text()
        assert "没有采用" in text
        assert "mood" in text
        assert "many" in text
        page.close()


MARKDOWN = "https://example.invalid a@b.invalid :material/home: :smile: **b** $x$ <img src=x onerror=window.hit=1>"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_hostile_text_in_a_refusal_stays_as_it_was_typed(app: str, staff_visit: Visit, scheme: str) -> None:
    """No link, no picture, no bold letters: in the address and in an answer typed on a card."""
    need = urlencode({"need": json.dumps({"processes": [MARKDOWN]})})
    page = staff_visit(scheme=scheme).page
    page.goto(f"{app}/?{need}")
    shown = page.get_by_role("alert")
    shown.wait_for(timeout=30_000)
    assert MARKDOWN in shown.inner_text()
    assert shown.locator("a, img, svg, strong, em, .katex").count() == 0

    watched = staff_visit(height=1600, scheme=scheme)
    page = watched.open(f"{app}/?example=example-lighting&site=wanyang-1")
    card = page.locator("[class*=st-key-on-card-wanyang-1]")
    card.get_by_text(FIELDS).click()
    card.get_by_label("交付时间").fill(MARKDOWN)
    card.get_by_role("button", name="记下并重算").click()
    shown = card.get_by_role("alert")
    shown.wait_for(timeout=30_000)
    assert MARKDOWN in shown.inner_text()
    assert shown.locator("a, img, svg, strong, em, .katex").count() == 0
    assert page.evaluate("window.hit") is None


def test_of_very_many_faults_the_first_are_told_and_how_many_follow(app: str, staff_visit: Visit) -> None:
    page = staff_visit().page
    page.goto(f"{app}/?{urlencode({'need': json.dumps({'near': [f'x{i}' for i in range(60)]})})}")
    page.get_by_role("alert").wait_for(timeout=30_000)
    assert page.get_by_role("alert").locator("li").count() == 21
    assert "另有 40 处" in page.get_by_role("alert").inner_text()
    page.goto(f"{app}/?need={'x' * 48_000}")
    page.get_by_text("超过 8000 字").wait_for(timeout=30_000)
    assert page.get_by_role("alert").locator("li").count() == 1
