"""The proposal holds what its records hold: the verdict with its clause, every figure, what is unknown, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from matcher.explanation.setting import PLAIN
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.text import LANGS, Lang
from matcher.model.vocabulary import VERDICT
from matcher.register.overlay import seen_by
from matcher.register.who import VISITOR
from matcher.remedies.deep import why
from matcher.reports.bars import points
from matcher.reports.blocks import drawings, texts
from matcher.reports.made import proposal_file
from matcher.reports.proposal import ASKED, LISTED, MOST_OUT, TOP, proposal
from matcher.reports.sections import EIA_ASKED
from tests.reports.papers import docx_text, folded, pdf_text

NEED = Need(id="n", name="荷塘试验企业", industry="medical", gbt4754="3584", space="land", land_mu_min=20, land_mu_max=20)
FEW_OUT = Need(id="n", name="荷塘试验企业", industry="metal-products", investment_wan=27000)
"""One for which nearly every site is left."""
READ: dict[str, Callable[[bytes], str]] = {".pdf": pdf_text, ".docx": docx_text}


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("lang", LANGS)
def test_the_text_of_a_report_comes_back_from_its_file(town: Catalog, today: date, form: str, lang: Lang) -> None:
    found = READ[form](proposal_file(town, NEED, today, PLAIN, form, lang))
    result = shortlist(seen_by(town, VISITOR), NEED, today)
    assert "荷塘试验企业" in found
    assert folded(result.welcome.headline.say(lang)) in found
    assert folded(VERDICT.label(result.welcome.verdict).say(lang)) in found
    assert result.welcome.citation is not None
    assert folded(result.welcome.citation.told.say(lang)) in found
    for unchecked in result.welcome.not_checked:
        assert folded(unchecked.say(lang)) in found


@pytest.mark.parametrize("form", READ)
def test_every_score_shown_is_the_score_of_the_record(town: Catalog, today: date, form: str) -> None:
    found = READ[form](proposal_file(town, FEW_OUT, today, PLAIN, form, "zh"))
    result = shortlist(seen_by(town, VISITOR), FEW_OUT, today)
    assert result.matches
    assert 0 < len(result.excluded) <= MOST_OUT
    for m in result.matches[:LISTED]:
        assert f"{points(m.score)}（{points(m.low)}–{points(m.high)}）" in found
        assert folded(m.title.zh) in found
    for e in result.excluded:
        for gate in e.failed:
            assert folded(gate.sentence.zh) in found


@pytest.mark.parametrize("lang", LANGS)
def test_both_files_say_the_same(town: Catalog, today: date, lang: Lang) -> None:
    public = seen_by(town, VISITOR)
    paper = proposal(public, shortlist(public, NEED, today), why(public, NEED, today), "A", lang)
    both = [READ[form](proposal_file(town, NEED, today, PLAIN, form, lang)) for form in READ]
    for said in texts(paper):
        if said.strip() and not said.startswith("<svg") and said != "A":
            assert all(folded(said) in found for found in both), said


def test_each_of_the_first_sites_has_its_range_its_reasons_and_its_questions(town: Catalog, today: date) -> None:
    public = seen_by(town, VISITOR)
    result = shortlist(public, NEED, today)
    paper = proposal(public, result, why(public, NEED, today), "A", "zh")
    said = "".join(texts(paper))
    told = [d.told for d in drawings(paper)]
    for m in result.matches[:TOP]:
        assert f"最低 {points(m.low)}，得分 {points(m.score)}，最高 {points(m.high)}，满分 100" in told
        for question in m.ask_first[:ASKED]:
            assert question.question.zh in said


def test_a_schematic_town_says_that_its_map_is_a_sketch_and_a_reviewed_one_tells_its_number(town: Catalog, today: date) -> None:
    result = shortlist(town, NEED, today)
    assert "示意图，点位不代表实际位置" in "".join(texts(proposal(town, result, None, "A", "zh")))
    plan = town.plan.model_copy(update={"map": town.plan.map.model_copy(update={"review_number": "粤JS（2026）001号"})})
    reviewed = "".join(texts(proposal(replace(town, plan=plan), result, None, "A", "zh")))
    assert "审图号：粤JS（2026）001号" in reviewed
    assert "示意图" not in reviewed.replace("所有位置仅为示意", "")


def test_a_refused_need_is_told_why_and_gets_no_sites(town: Catalog, today: date) -> None:
    need = Need(name="甲", industry_text="皮革鞣制加工")
    result = shortlist(town, need, today)
    assert result.welcome.verdict == "refused"
    said = "".join(texts(proposal(town, result, None, "甲", "zh")))
    assert result.welcome.headline.zh in said
    assert not any(s.title.zh in said for s in town.sites if s.kind != "pool" and s.title.zh not in result.welcome.headline.zh)


def test_of_many_sites_that_are_out_those_are_told_of_which_least_is_missing_and_all_are_counted(town: Catalog, today: date) -> None:
    result, behind = shortlist(town, NEED, today), why(town, NEED, today)
    assert behind is not None
    assert len(result.excluded) > MOST_OUT
    said = "".join(texts(proposal(town, result, behind, "A", "zh")))
    ways = {e.site_id: behind.why_not.would_fit[e.site_id].ways for e in result.excluded}
    told = [e for e in result.excluded if e.failed[0].sentence.zh in said]
    assert f"不符的共 {len(result.excluded)} 处" in said
    most = max(ways[e.site_id][0].size for e in told if ways[e.site_id])
    assert all(ways[e.site_id][0].size >= most for e in result.excluded if e not in told and ways[e.site_id])


def test_questions_that_are_not_printed_are_counted(town: Catalog, today: date) -> None:
    need = Need(industry="metal-products")
    result = shortlist(town, need, today)
    assert result.environment.eia is not None
    rest = len(result.environment.eia.questions) - EIA_ASKED
    assert rest > 0
    assert f"还可以问 {rest} 项" in "".join(texts(proposal(town, result, None, "甲", "zh")))


def test_what_the_office_alone_sees_is_in_no_proposal_whoever_asks_for_it(town: Catalog, today: date) -> None:
    site = town.by_id["wanyang-1"].with_cells(
        {"status": "taken", "taken_by": "某某机密企业", "taken_by_en": "Secret Ltd", "note": "内部备注"}
    )
    told = {
        **town.evidence,
        **{
            ("wanyang-1", f): replace(town.evidence["wanyang-1", "status"], field=f, citation=_register(town)) for f in ("taken_by", "note")
        },
    }
    sources = {**town.sources, "told_x": town.sources["plan"].model_copy(update={"kind": "reported", "name": "某某机密人", "name_en": "X"})}
    catalog = replace(town, sites=tuple(site if s.id == site.id else s for s in town.sites), evidence=told, sources=sources)
    assert "某某机密企业" in "".join(texts(proposal(catalog, shortlist(catalog, FEW_OUT, today), None, "A", "zh")))
    found = docx_text(proposal_file(catalog, FEW_OUT, today, PLAIN, ".docx", "zh"))
    assert not any(secret in found for secret in ("某某机密企业", "内部备注", "某某机密人"))


def _register(town: Catalog) -> object:
    return town.evidence["wanyang-1", "status"].citation.model_copy(update={"source": "told_x", "clause": ""})
