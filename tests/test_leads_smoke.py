"""Every lead of the real plan gets an answer that an office could act on. `pytest tests/test_leads_smoke.py -s` prints what it would ask."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.catalog.issues import IssueLog
from matcher.catalog.needs import read_need
from matcher.catalog.yaml_tree import Tree
from matcher.explanation.records import Result
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need


def lead_of(town: Catalog, lead_id: str) -> Lead:
    (found,) = [lead for lead in town.leads if lead.id == lead_id]
    return found


def need_of(town: Catalog, **stated: str | list[str]) -> Need:
    """A need as somebody writes it, read as a need file is."""
    log = IssueLog("need")
    need = read_need(Tree(stated), town.vocabularies, log)
    assert need is not None, [i.told("en") for i in log.issues]
    return need


@pytest.fixture(scope="module")
def answers(town: Catalog) -> dict[str, Result]:
    """Lead -> what it is told."""
    return {lead.id: shortlist(town, lead.need, date(2026, 11, 23)) for lead in town.leads}


def test_every_lead_is_answered_and_told_what_to_ask(town: Catalog, answers: dict[str, Result]) -> None:
    """None is refused by this plan, so each has sites in order, each site is told once, and something is left to ask."""
    places = {s.id for s in town.sites if s.kind != "pool"}
    for lead in town.leads:
        result = answers[lead.id]
        first = result.matches[0]
        print(f"\n{lead.title.zh}（{lead.id}）: {result.welcome.headline.zh}")
        print("  请企业补充：" + "、".join(q.label.zh for q in result.ask_enterprise))
        print(
            f"  {first.title.zh} {first.score:.0f} ({first.low:.0f}–{first.high:.0f})：" + "".join(q.question.zh for q in first.ask_first)
        )

        assert result.welcome.verdict != "refused"
        assert {m.site_id for m in result.matches} | {e.site_id for e in result.excluded} == places
        assert len(result.matches) + len(result.excluded) == len(places)
        assert [m.rank for m in result.matches] == list(range(1, result.total + 1))
        assert result.ask_enterprise, lead.id
        assert len(result.ask_enterprise) <= 10
        for match in result.matches:
            assert 0 <= match.low <= match.score <= match.high <= 100
            assert match.low == match.high or match.ask_first, (lead.id, match.site_id)


def test_what_the_enterprise_has_said_it_is_not_asked(town: Catalog, answers: dict[str, Result]) -> None:
    for lead in town.leads:
        asked = {q.field for q in answers[lead.id].ask_enterprise}
        assert not [field for field in asked if lead.need.stated(field)]
        assert ("industry" in asked) == (not (lead.need.industry or lead.need.gbt4754 or lead.need.industry_text))


@pytest.mark.parametrize("lead_id", ["xinhe", "xinzhanxing"])
def test_stainless_steel_is_a_traditional_strength(answers: dict[str, Result], lead_id: str) -> None:
    welcome = answers[lead_id].welcome
    assert (welcome.verdict, welcome.tier) == ("welcome", "traditional")
    assert welcome.industry is not None
    assert welcome.industry.id == "metal-products"
    assert welcome.citation is not None
    assert (welcome.citation.source, welcome.citation.clause) == ("plan", "C3.2-catalogue")


def test_a_lead_whose_products_nobody_knows_is_neither_welcomed_nor_turned_away(answers: dict[str, Result]) -> None:
    welcome = answers["hongda"].welcome
    assert (welcome.verdict, welcome.tier, welcome.industry, welcome.citation) == ("silent", "unlisted", None, None)
    assert answers["hongda"].ask_enterprise[0].field == "industry"


def test_pigments_are_chemistry_and_need_approval(answers: dict[str, Result]) -> None:
    welcome = answers["saikesi"].welcome
    assert welcome.verdict == "conditional"
    assert [c.id for c in welcome.controls] == ["chemicals"]


def test_a_lead_that_asks_for_a_warehouse_is_shown_the_logistics_parks_before_the_science_park(answers: dict[str, Result]) -> None:

    order = [m.site_id for m in answers["jiangsheng"].matches]
    assert order.index("bus-station") < order.index("szkjy-1")
    assert order.index("weilong") < order.index("szkjy-1")


def test_the_tannery_site_is_taken_by_the_concrete_project_for_everybody(town: Catalog, answers: dict[str, Result]) -> None:
    holder = town.by_id["changqing"].text("taken_by")
    assert holder
    for lead_id, result in answers.items():
        (excluded,) = [e for e in result.excluded if e.site_id == "changqing"]
        (availability,) = [g for g in excluded.failed if g.gate == "availability"]
        assert holder in availability.sentence.zh, lead_id
        assert "concrete project" in availability.sentence.en
        assert availability.citation.source == "plan"


def test_stock_without_a_plot_is_told_beside_the_ranking_and_never_in_it(town: Catalog, answers: dict[str, Result]) -> None:
    pools = {s.id for s in town.sites if s.kind == "pool"}
    assert pools
    for result in answers.values():
        assert {p.site_id for p in result.pools} == pools
        assert not pools & {m.site_id for m in result.matches}


def test_a_medical_need_of_20_mu_is_welcomed_with_the_clause_and_gets_sites_with_ranges_and_questions(town: Catalog, today: date) -> None:
    result = shortlist(town, need_of(town, industry="医疗器械", land_mu_min="20", land_mu_max="20"), today)
    assert (result.welcome.verdict, result.welcome.tier) == ("welcome", "encouraged")
    assert result.welcome.citation is not None
    assert (result.welcome.citation.source, result.welcome.citation.clause) == ("plan", "C3.2-catalogue")
    assert result.welcome.controls == ()
    assert result.matches
    for match in result.matches:
        assert match.low < match.high
        assert match.ask_first
        (area,) = [g for g in match.gates if g.gate == "land_area"]
        assert area.threshold == pytest.approx(20 * (1 - town.rules.bare_area_tolerance.value))
        assert "20 亩" in area.sentence.zh
        assert "10%" in area.sentence.zh
    assert result.matches[0].title.zh.startswith("深圳科技园")


def test_more_land_than_any_single_plot_has_is_not_found(town: Catalog, today: date) -> None:
    """Where the total is known, what can be had cannot be more: the gate fails with a margin, it does not merely ask."""
    result = shortlist(town, need_of(town, industry="医疗器械", land_mu_min="100"), today)
    (excluded,) = [e for e in result.excluded if e.site_id == "szkjy-1"]
    (area,) = [g for g in excluded.failed if g.gate == "land_area"]
    assert area.margin == pytest.approx(68 - 100)


def test_tanning_is_refused_with_its_clause_and_gets_no_site(town: Catalog, today: date) -> None:
    result = shortlist(town, need_of(town, industry_text="皮革鞣制加工", land_mu_min="10"), today)
    assert (result.welcome.verdict, result.welcome.tier) == ("refused", "withdrawn")
    assert result.welcome.citation is not None
    assert (result.welcome.citation.source, result.welcome.citation.clause) == ("plan", "C1.1(2)2")
    assert (result.matches, result.excluded, result.pools, result.total) == ((), (), (), 0)


@pytest.mark.parametrize("stated", [{"industry_text": "喷粉加工"}, {"industry": "metal-products", "processes": ["喷粉"]}])
def test_spraying_is_conditional_and_points_to_a_shared_plant(town: Catalog, today: date, stated: dict[str, str | list[str]]) -> None:
    result = shortlist(town, need_of(town, **stated), today)
    assert result.welcome.verdict == "conditional"
    (control,) = result.welcome.controls
    assert (control.id, control.effect, control.citation.clause) == ("coating", "approval", "C1.1(2)2")
    assert control.alternative is not None
    assert "共用的喷粉喷漆工厂" in control.alternative.sentence.zh
    assert "shared" in control.alternative.sentence.en
    assert control.alternative.sites == tuple(s.id for s in town.sites if (w := s.words("shared_plants")) and "coating" in w.has)
    assert result.matches, "a condition is no ban"


@pytest.mark.parametrize(("on", "ended"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 11, 23), True)])
def test_that_the_plans_period_has_ended_is_said_from_the_month_after_its_last(town: Catalog, on: date, ended: bool) -> None:
    result = shortlist(town, lead_of(town, "xinhe").need, on)
    assert any("2025-12 已结束" in n.zh and "has ended" in n.en for n in result.welcome.not_checked) == ended
    assert result.on == on.isoformat()


def test_every_answer_says_what_the_plan_alone_cannot_tell(town: Catalog, answers: dict[str, Result]) -> None:
    for result in answers.values():
        told = [n.zh for n in result.welcome.not_checked]
        for text in ("国家产业结构调整指导目录", "市场准入负面清单", "三线一单"):
            assert text in told
