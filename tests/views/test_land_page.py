"""The land map as a page: who may see it, what it says where little or nothing is known, and names that try to be code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from matcher.register.database import URL_VARIABLE, database_url
from matcher.register.register import Register
from matcher.register.stages import plan
from matcher.register.who import VISITOR, Who
from tests.csv_rows import read_rows, write_rows
from tests.hostile_names import HOSTILE
from views import visit

ROOT = Path(__file__).resolve().parents[2]
MANAGER, STAFF, FIRM = Who("m", "经理", "manager"), Who("s", "专员", "staff"), Who("f", "企业", "enterprise")
CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass
class Opened:
    """A page that was drawn: its HTML, and the text a reader sees."""

    app: AppTest
    body: str

    @property
    def text(self) -> str:
        return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", self.body, flags=re.S))


Open = Callable[..., Opened]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_as(who: Who, folder: Path | None = None, **asked: str) -> Opened:
        monkeypatch.setattr(visit, "who_visits", lambda _: who)
        monkeypatch.setattr(visit, "nobody_known", lambda: who)
        if folder:
            monkeypatch.setenv("MATCHER_PACK", str(folder))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
        for name, value in {"view": "land", **asked}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return Opened(app, "".join(element.proto.body for element in app.get("html")))

    return open_as


@pytest.mark.parametrize("who", [VISITOR, FIRM], ids=lambda w: w.role)
def test_it_is_for_the_office_alone(who: Who, opened: Open) -> None:
    page = opened(who)
    assert "这一页要登录后才能看" in page.text
    assert "534.96" not in page.text
    assert "用地一张图" not in page.text


@pytest.mark.parametrize("who", [STAFF, MANAGER], ids=lambda w: w.role)
def test_the_quarters_of_the_audit_are_for_whom_the_policy_names(who: Who, opened: Open) -> None:
    page = opened(who)
    assert "0–534.96" in page.text
    assert ("本季和上季" in page.text) == (who is MANAGER)


def test_ranges_are_those_of_the_clauses_and_nothing_unknown_is_zero(opened: Open) -> None:
    page = opened(MANAGER)
    for said in ("0–534.96 亩", "0–70.3 万㎡", "0–27 万㎡以上", "100–200 公顷", "7.31 亿元，5 项", "更新地块 5 处：没有一处有面积"):
        assert said in " ".join(page.text.split()), said
    assert "2 处状态有近期记录，13 处没有或已久" in page.text
    assert page.body.count('class="ne"') == 8
    assert page.text.count("106.54") == 1


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("2020", "12 处状态有近期记录，3 处没有或已久"),
        ("2021", "在计划期内 27"),
        ("2026", "未更新 27"),
        ("2030", "2026 年 2 处"),
        ("1066", "2020 年 12 处"),
        ("soon", "2026 年 2 处"),
    ],
)
def test_a_year_shows_what_was_on_record_by_then(year: str, told: str, opened: Open) -> None:
    assert told in " ".join(opened(MANAGER, year=year).text.split())


def test_filters_stand_in_the_address_and_are_told_in_words(opened: Open) -> None:
    page = opened(MANAGER, kind="renewal,land", left="unknown")
    assert "15 处中 6 处符合" in page.text
    assert "土地 2、更新地块 4" in page.text
    assert "没有符合条件的地块" in opened(MANAGER, status="available").text


@pytest.mark.parametrize(
    "asked", [{"kind": "<b>"}, {"status": "x", "tier": "y"}, {"site": "<script>"}, {"page": "0"}, {"page": "x"}, {"works": "road'"}]
)
def test_an_address_that_makes_no_sense_shows_everything(asked: dict[str, str], opened: Open) -> None:
    page = opened(MANAGER, **asked)
    assert "共 15 处" in page.text
    assert "<b>x" not in page.body


def test_many_sites_are_listed_page_by_page(opened: Open) -> None:
    def numbers(**asked: str) -> list[int]:
        return [int(n) for n in re.findall(r'class="lrow"><b class="no">(\d+)</b>', opened(MANAGER, pack="demo", **asked).body)]

    assert numbers() == list(range(1, 16))
    assert numbers(page="3") == list(range(31, 46))
    assert numbers(page="999999") == list(range(136, 147))
    assert len(numbers(kind="renewal")) == 10


def test_everything_is_said_in_english(opened: Open, town: Any) -> None:
    page = opened(MANAGER, lang="en", site="wanyang-1")
    kept = ["中文", "本镇", "虚构示例", "经理", "三线一单"]
    said = page.text
    for name in kept:
        said = said.replace(name, "")
    assert CHINESE.findall(said) == [], "".join(CHINESE.findall(said))
    assert "0–703\u202f000" in page.text
    assert "731 million yuan" in page.text


def test_the_paper_has_the_same_figures_and_no_control(opened: Open) -> None:
    page = opened(MANAGER, print="1", kind="land")
    assert [*page.app.button, *page.app.selectbox, *page.app.slider] == []
    assert "data:image/svg+xml;base64," in page.body
    for said in ("0–534.96", "示意图，点位不代表实际位置", "15 处中 2 处符合", "筛选：土地", "计算日", "木棉围地块", "本季和上季"):
        assert said in page.text, said


def _rewrite(path: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    columns, rows = read_rows(path)
    write_rows(path, columns, change(rows))


def test_a_town_without_leads_or_sites_says_what_to_do(opened: Open, pack_copy: Path) -> None:
    (pack_copy / "examples.yaml").unlink()
    _rewrite(pack_copy / "leads.csv", lambda _: [])
    page = opened(MANAGER, pack_copy)
    assert "还没有线索。到“线索”页粘贴或导入几条" in page.text
    for table in ("parcels.csv", "evidence.csv", "map/schematic.csv"):
        _rewrite(pack_copy / table, lambda _: [])
    plan = (pack_copy / "plan.yaml").read_text(encoding="utf-8")
    begins, ends = plan.index("parks:\n"), plan.index("next_steps:\n")
    (pack_copy / "plan.yaml").write_text(plan[:begins] + plan[ends:], encoding="utf-8")
    empty = opened(MANAGER, pack_copy)
    assert "这个镇还没有登记地块或载体" in empty.text
    assert "106.54" in empty.text


def test_what_is_overdue_stands_in_its_stage_with_its_days(opened: Open) -> None:
    opened(MANAGER)  # takes the town into the register
    register = Register(database_url())
    register.prepare()
    plan(register, MANAGER, "hetang", "xinhe", {"signed": ((date.today() - timedelta(days=10)).isoformat(), 0)})
    register.close()
    page = opened(MANAGER)
    assert page.text.count("逾期 1 件，最长 10 天") == 1
    assert 'class="late"' in page.body


def test_where_the_register_cannot_be_opened_the_pack_is_still_shown(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    page = opened(MANAGER)
    assert "登记库读不了，逾期情况未知" in page.text
    assert "0–534.96" in page.text
    assert "本季和上季" not in page.text


@pytest.mark.parametrize("paper", ["", "1"])
def test_names_that_try_to_be_code_are_shown_as_they_are_written(opened: Open, pack_copy: Path, paper: str) -> None:
    named = HOSTILE[:12] if not paper else HOSTILE[12:24]

    def hostile(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "name": name, "name_en": name} for row, name in zip(rows, named, strict=False)]

    _rewrite(pack_copy / "parcels.csv", lambda rows: [*hostile(rows), *rows[len(named) :]])
    _rewrite(pack_copy / "leads.csv", lambda rows: [*hostile(rows), *rows[len(named) :]])
    page = opened(MANAGER, pack_copy, print=paper, site="mumianwei", page="2")
    body = page.body
    for name in named:
        assert name in html.unescape(body), name
        if "<" in name:
            assert name not in body, name
