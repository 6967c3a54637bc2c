"""The comparison puts up to four sites side by side, each figure as its record has it, and what is not known in sight."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.explanation.setting import PLAIN
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import LANGS, Lang
from matcher.remedies.deep import why
from matcher.reports.bars import points
from matcher.reports.blocks import Paper, Table, texts
from matcher.reports.comparison import MOST, NoSuchSite, chosen, comparison
from matcher.reports.made import FORMS, comparison_file
from tests.reports.papers import docx_text, folded, pdf_text

NEED = Need(id="n", name="甲", industry="metal-products", investment_wan=27000)


def sheet(town: Catalog, today: date, sites: tuple[str, ...] = (), lang: Lang = "zh") -> Paper:
    result = shortlist(town, NEED, today)
    return comparison(town, result, why(town, NEED, today), chosen(result, sites), "甲", lang)


def rows(paper: Paper) -> dict[str, list[str]]:
    """Label of a row -> the texts of its cells."""
    table = next(b for b in paper.blocks if isinstance(b, Table) and b.heads)
    said = [["".join(getattr(p, "text", "") for line in cell for p in line) for cell in row] for row in table.rows]
    return {first: rest for first, *rest in said}


def test_the_first_four_of_the_answer_stand_side_by_side_unless_others_are_named(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today)
    assert [s.site_id for s in chosen(result)] == [m.site_id for m in result.matches[:MOST]]
    assert [s.site_id for s in chosen(result, ("changqing", "mumianwei", "changqing"))] == ["changqing", "mumianwei"]
    with pytest.raises(NoSuchSite):
        chosen(result, ("nowhere",))


@pytest.mark.parametrize("lang", LANGS)
def test_every_site_has_its_score_every_gate_and_every_criterion_of_its_record(town: Catalog, today: date, lang: Lang) -> None:
    result = shortlist(town, NEED, today)
    found = rows(sheet(town, today, lang=lang))
    for column, m in enumerate(result.matches[:MOST]):
        assert points(m.score) in found[{"zh": "得分（最低–最高）", "en": "Score (low–high)"}[lang]][column]
        for gate in m.gates:
            assert gate.sentence.say(lang) in found[gate.label.say(lang)][column]
        for part in m.contributions:
            assert found[part.label.say(lang)][column].startswith(f"{points(part.value)} / {points(100 * part.weight)}")
            assert part.sentence.say(lang) in found[part.label.say(lang)][column]


def test_a_fact_that_one_may_ask_for_is_unknown_and_not_empty(town: Catalog, today: date) -> None:
    found = rows(sheet(town, today, ("wanyang-1", "wanyang-2", "xiacun")))
    assert found["建筑面积"][0].startswith("290\u202f000")
    assert found["建筑面积"][1:] == ["未知", "未知"]


def test_a_site_that_is_out_stands_beside_the_others_with_what_it_fails(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today)
    out = result.excluded[0]
    found = rows(sheet(town, today, (result.matches[0].site_id, out.site_id)))
    assert found["得分（最低–最高）"][1] == "不符，不计分"
    for gate in out.failed:
        assert gate.sentence.zh in found[gate.label.zh][1]


def test_a_need_that_the_plan_refuses_has_no_sites_to_compare(town: Catalog, today: date) -> None:
    result = shortlist(town, Need(industry_text="皮革鞣制加工"), today)
    assert chosen(result, ("wanyang-1",)) == ()
    assert "没有可以比较的地块或载体" in "".join(texts(comparison(town, result, None, (), "甲", "zh")))


def test_more_than_four_sites_are_refused(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today)
    with pytest.raises(ValueError, match="at most 4"):
        comparison(town, result, None, result.matches[: MOST + 1], "甲", "zh")


@pytest.mark.parametrize("form", FORMS)
def test_its_text_comes_back_from_its_file(town: Catalog, today: date, form: str) -> None:
    data = comparison_file(town, NEED, today, PLAIN, (), form, "zh")
    found = pdf_text(data) if form == ".pdf" else docx_text(data)
    for said in (m.title.zh for m in shortlist(town, NEED, today).matches[:MOST]):
        assert folded(said) in found
    assert "评审意见" in found
