"""The workbook holds the answer as text and figures: nothing in it becomes a formula, a link or a broken file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from matcher.explanation.setting import Setting
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import Lang
from matcher.remedies.deep import why
from matcher.reports.xlsx import workbook

PAYLOADS = [
    "=1+1", "=HYPERLINK(\"http://example.invalid\")", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "=1+1\n", "{=1}",
    "http://example.invalid", "mailto:a@example.invalid", "internal:Sheet1!A1", "<b>x</b>", "<r></bad></r>", "&amp;", "\x00\x01\x02\x1f", "￾￿", "0123", "1e5", "TRUE",
]  # fmt: skip
NEED = Need(industry="medical", gbt4754="3584", space="land", land_mu_min=20, land_mu_max=20)


def cells(data: bytes) -> list[openpyxl.cell.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_stays_text(town: Catalog, today: date, payload: str) -> None:
    sites = tuple(s.with_cells({"name": payload, "name_en": payload}) for s in town.sites)
    result = shortlist(replace(town, sites=sites), NEED.model_copy(update={"name": payload}), today)
    found = cells(workbook(result, "zh"))
    assert [c.coordinate for c in found if c.data_type == "f"] == []
    assert [c.coordinate for c in found if c.hyperlink] == []
    printable = "".join(ch for ch in payload if ch >= " " and ch not in "￾￿")
    assert any(printable in str(c.value) for c in found)


def test_every_gate_every_contribution_and_every_question_of_the_answer_is_in_the_workbook(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today)
    book = openpyxl.load_workbook(io.BytesIO(workbook(result, "en")))
    gates = sum(len(m.gates) for m in result.matches) + sum(len(e.failed) for e in result.excluded)
    assert book["Gates"].max_row == 1 + gates
    assert book["Points"].max_row == 1 + sum(len(m.contributions) for m in result.matches)
    assert book["Ask first"].max_row == 1 + sum(len(m.ask_first) for m in result.matches)
    assert book["Ranking"].max_row == 1 + len(result.matches) + len(result.excluded)
    first = result.matches[0]
    assert [c.value for c in book["Ranking"][2]][:2] == [1, first.site_id]


def test_the_verdict_sheet_carries_the_clause_and_what_was_not_checked(town: Catalog, today: date) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(shortlist(town, NEED, today), "zh")))
    text = "\n".join(str(c.value) for row in book["结论"].iter_rows() for c in row)
    assert "第三章第二节 专栏 十四五重点产业目录" in text
    assert "三线一单" in text
    assert "规划期" in text


def test_an_answer_that_is_not_the_plain_one_says_so_in_the_workbook(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today, setting=Setting((("readiness", 40.0),), late_months=6))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(result, "zh"))).worksheets[0]
    said = [row[1].value for row in sheet.iter_rows() if row[0].value == "不是默认条件"]
    assert said == ["权重不是本镇设定的，而是：交付快慢 40", "假设未到期的交付和工程都晚 6 个月"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_how_sure_and_what_would_help_stand_in_the_workbook_in_the_sentences_of_the_page(town: Catalog, today: date, lang: Lang) -> None:
    result, behind = shortlist(town, NEED, today), why(town, NEED, today)
    assert behind is not None
    found = {str(c.value) for c in cells(workbook(result, lang, behind))}
    told = [s.sentence for s in behind.robustness.sites] + [w.sentence for w in behind.why_not.would_fit.values()]
    assert told
    assert {t.say(lang) for t in told} <= found
