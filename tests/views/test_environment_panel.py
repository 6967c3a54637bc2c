"""The environmental forecast as it is shown: the same on page, paper, in the workbook and in the terminal, in both languages."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from matcher.cli.told import told
from matcher.explanation.records import Result
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.text import LANGS, Text
from matcher.reports.xlsx import workbook
from views.environment import panel

ON = date(2026, 11, 23)
CHINESE = re.compile("[\u4e00-\u9fff]")
LAMPS = Need(gbt4754="3872", processes=("coating", "assembly"), solvent_paint_t=3.0)


@pytest.fixture(scope="module")
def result(town: Catalog) -> Result:
    return shortlist(town, LAMPS, ON)


def texts(result: Result) -> list[Text]:
    eia, zones = result.environment.eia, result.environment.water
    assert eia is not None
    assert zones is not None
    answers = [t for q in eia.questions for a in q.answers for t in (a.says, a.told)]
    return [
        eia.headline, eia.classes_told, eia.confirm, *(r.sentence for r in eia.reasons), *(q.question for q in eia.questions), *answers,
        *eia.notes, *zones.told, zones.rule,
    ]  # fmt: skip


def test_every_sentence_is_there_in_english_without_a_chinese_sign(result: Result) -> None:
    for text in texts(result):
        assert text.zh
        assert text.en
        assert not CHINESE.search(text.en), text.en


@pytest.mark.parametrize("lang", LANGS)
def test_page_paper_terminal_and_workbook_say_the_class_and_who_confirms(result: Result, lang: Any) -> None:
    eia = result.environment.eia
    assert eia is not None
    sheet = load_workbook(io.BytesIO(workbook(result, lang))).worksheets[0]
    cells = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    for shown in (panel(result.environment, lang), panel(result.environment, lang, paper=True), told(result, lang), cells):
        assert eia.headline.say(lang) in shown
        assert eia.confirm.say(lang) in shown
        assert eia.reasons[0].sentence.say(lang) in shown
        assert eia.questions[0].question.say(lang) in shown


def test_paper_opens_nothing_by_a_click(result: Result) -> None:
    assert "<details" in panel(result.environment, "zh")
    assert "<details" not in panel(result.environment, "zh", paper=True)


def test_a_name_that_is_markup_stays_text(town: Catalog) -> None:
    site = Site("x", {"name": "<img src=x>", "kind": "facility", "status": "available", "water_zone": "class_1"})
    found = shortlist(replace(town, sites=(site,), evidence={}, leads=()), Need(), ON)
    assert "<img" not in panel(found.environment, "zh")
    assert "&lt;img" in panel(found.environment, "zh")


def test_where_nothing_is_left_to_ask_the_page_sends_one_to_the_assessor(town: Catalog) -> None:
    found = shortlist(town, Need(processes=("casting",), processes_all=True, casting_t=500), ON)
    assert "请问环评单位" in panel(found.environment, "zh")
