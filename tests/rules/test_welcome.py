"""What the plan says of an enterprise: verdict, tier, entries, controls and clauses, and what was not checked.

The expected figures follow from data/industries.yaml: an entry or a control claims a code at or below one of its own, and a word that
stands in the text. Tiers rank encouraged, traditional, supported; a withdrawn control refuses, an approval makes conditional.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from matcher.explanation.records import Welcome
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.text import LANGS
from matcher.model.values import Words

CATALOGUE = "C3.2-catalogue"
"""The box in the plan that lists what is encouraged and what is a traditional strength."""
ACCESS = "C1.1(2)2"
"""The paragraph on closures and the environmental access list."""


@dataclass(frozen=True)
class Row:
    """One need and what the plan says of it. entries: the one that counts first, then those told beside it."""

    says: str
    need: dict[str, Any]
    verdict: str
    tier: str = "unlisted"
    entries: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    clause: str | None = None
    base: int = field(default=0)
    """How many of the town's main industries of 2020 it belongs to."""


def code(said: str) -> dict[str, Any]:
    return {"gbt4754": said}


def text(said: str) -> dict[str, Any]:
    return {"industry_text": said}


def process(*said: str) -> dict[str, Any]:
    return {"processes": said}


ROWS = (
    Row("Luminaires are a traditional strength, and photoelectric lighting claims the same code lower down.",
        code("3872"), "welcome", "traditional", ("lighting", "photoelectric"), clause=CATALOGUE, base=1),
    Row("Medical instruments are encouraged.", code("3581"), "welcome", "encouraged", ("medical",), clause=CATALOGUE),
    Row("Synthetic resin is a new material, which is encouraged, and a chemical, which needs approval.",
        code("2651"), "conditional", "encouraged", ("new-materials",), ("chemicals",), CATALOGUE),
    Row("Other plastic products are both a new material and a traditional strength; the higher tier counts and both are told.",
        code("2929"), "welcome", "encouraged", ("new-materials", "rubber-plastics"), clause=CATALOGUE, base=1),
    Row("Express is part of shipping logistics, which is encouraged, and of express logistics, which the text supports.",
        code("6020"), "welcome", "encouraged", ("logistics", "express"), clause=CATALOGUE),
    Row("Tanning of leather was withdrawn from the town.", code("1910"), "refused", "withdrawn", (), ("tanning",), ACCESS),
    Row("Tanning of furs was withdrawn with it.", code("1931"), "refused", "withdrawn", (), ("tanning",), ACCESS),
    Row("So was the whole group of fur dressing.", code("193"), "refused", "withdrawn", (), ("tanning",), ACCESS),
    Row("Leather apparel tans nothing, so it is not refused.", code("1921"), "silent"),
    Row("Surface treatment of metals needs approval for spraying and for plating, and is no entry of the plan.",
        code("3360"), "conditional", "unlisted", (), ("coating", "plating"), ACCESS, base=1),
    Row("Flat glass needs approval, though it is a main industry of 2020.",
        code("3041"), "conditional", "unlisted", (), ("glass",), ACCESS, base=1),
    Row("Concrete is not named anywhere.", code("3021"), "silent"),
    Row("Pharmaceutical excipients (2780) are not medical devices (2770 and 358).", code("2780"), "silent"),
    Row("Other animal feed is a main industry of 2020 and still not named among the focuses.", code("1329"), "silent", base=1),
    Row("A semiconductor lighting device belongs to lighting, to photoelectric lighting and to electronics, in this order of tier.",
        code("3975"), "welcome", "traditional", ("lighting", "electronics", "photoelectric"), clause=CATALOGUE),
    Row("An industry of the text alone is supported.", code("6513"), "welcome", "supported", ("ai", "electronics", "fintech"), clause="C4.1"),
    Row("Own spraying needs approval.", process("coating"), "conditional", "unlisted", (), ("coating",), ACCESS),
    Row("Own plating needs approval.", process("plating"), "conditional", "unlisted", (), ("plating",), ACCESS),
    Row("Own tanning is refused, whatever the product.", process("tanning"), "refused", "withdrawn", (), ("tanning",), ACCESS),
    Row("High-pollution fuel is refused.", process("dirty_fuel"), "refused", "withdrawn", (), ("dirty-fuel",), ACCESS),
    Row("High pollution and energy use needs approval.", process("high_energy"), "conditional", "unlisted", (), ("high-energy",), "C6"),
    Row("A process that nothing controls changes nothing.", process("assembly"), "silent"),
    Row("An encouraged maker who sprays is welcome on that condition; the entry's clause comes first.",
        {**code("3581"), **process("coating")}, "conditional", "encouraged", ("medical",), ("coating",), CATALOGUE),
    Row("An encouraged maker who tans is refused, and the clause is that of the refusal.",
        {**code("3581"), **process("tanning")}, "refused", "withdrawn", ("medical",), ("tanning",), ACCESS),
    Row("Its own words name the industry.", text("医疗器械"), "welcome", "encouraged", ("medical",), clause=CATALOGUE),
    Row("The words may stand inside a sentence.", text("我们做一次性医疗器械的组装"), "welcome", "encouraged", ("medical",), clause=CATALOGUE),
    Row("The name of the tanning code is refused like the code.", text("皮革鞣制加工"), "refused", "withdrawn", (), ("tanning",), ACCESS),
    Row("A maker of lamps is known by the word.", text("Lamp maker"), "welcome", "traditional", ("lighting",), clause=CATALOGUE),
    Row("A clamp is no lamp: English words count only as whole words.", text("clamp maker"), "silent"),
    Row("Words that nothing knows are answered with silence, not with a guess.", text("量子泡泡糖"), "silent"),
    Row("A need that states no industry gets no verdict on one.", {}, "silent"),
    Row("A division with many classes is too coarse to be claimed.", code("35"), "silent"),
    Row("An entry that is chosen counts without a code.", {"industry": "paper"}, "welcome", "traditional", ("paper",), clause=CATALOGUE),
    Row("An entry that is chosen is told beside the one that the code names.",
        {"industry": "electronics", **code("3581")}, "welcome", "encouraged", ("medical", "electronics"), clause=CATALOGUE),
)  # fmt: skip


def verdict(town: Catalog, need: dict[str, Any], on: date) -> Welcome:
    return shortlist(town, Need(**need), on).welcome


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.says)
def test_the_plan_answers_each_need_as_its_list_says(town: Catalog, today: date, row: Row) -> None:
    found = verdict(town, row.need, today)
    entries = tuple(e.id for e in ([found.industry] if found.industry else [])) + tuple(e.id for e in found.also)
    assert (found.verdict, found.tier) == (row.verdict, row.tier)
    assert entries == row.entries
    assert tuple(c.id for c in found.controls) == row.controls
    assert (found.citation.clause if found.citation else None) == row.clause
    assert len(found.base) == row.base


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.says)
def test_every_entry_and_control_names_its_own_clause_of_the_plan(town: Catalog, today: date, row: Row) -> None:
    found = verdict(town, row.need, today)
    told = [*([found.industry] if found.industry else []), *found.also, *found.controls]
    assert all(one.citation.source == "plan" and one.citation.clause for one in told)
    assert all(one.citation.told.say(lang) for one in told for lang in LANGS)
    by_id = {i.id: i.citation.clause for i in (*town.industries, *town.controls)}
    assert [one.citation.clause for one in told] == [by_id[one.id] for one in told]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.says)
def test_the_headline_is_a_whole_sentence_that_names_what_decided(town: Catalog, today: date, row: Row) -> None:
    found = verdict(town, row.need, today)
    for lang, end in (("zh", "。"), ("en", ".")):
        line = found.headline.say(lang)
        assert line.endswith(end)
        assert "{" not in line
        deciding = [c.name.say(lang) for c in found.controls]
        if found.industry and found.verdict != "refused":
            deciding.append(found.industry.name.say(lang))
        assert [name for name in deciding if name not in line] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.says)
def test_every_verdict_says_what_it_did_not_check_and_that_the_period_has_ended(town: Catalog, today: date, row: Row) -> None:
    told = [t.zh for t in verdict(town, row.need, today).not_checked]
    for always in ("国家产业结构调整指导目录", "市场准入负面清单", "三线一单", "企业环保准入清单正文"):
        assert always in told
    assert any("2021-01 至 2025-12 已结束" in t for t in told)
    assert any("250 万元/亩" in t for t in told), "the thresholds that are not in force"


@pytest.mark.parametrize(("on", "ended"), [("2024-01-01", False), ("2025-12-31", False), ("2026-01-01", True)])
def test_the_period_has_ended_only_after_its_last_month(town: Catalog, on: str, ended: bool) -> None:
    told = verdict(town, code("3581"), date.fromisoformat(on)).not_checked
    assert any("已结束" in t.zh for t in told) is ended
    assert any("has ended" in t.en for t in told) is ended


@pytest.mark.parametrize(
    ("need", "words", "told"),
    [
        ({}, "行业没有说明", True),
        (code("3581"), "行业没有说明", False),
        (code("3581"), "工艺没有说明", True),
        (process("assembly"), "工艺没有说明", False),
        (code("3581"), "是否排放生产废水没有说明", True),
        ({"discharges_wastewater": False}, "是否排放生产废水没有说明", False),
    ],
)
def test_what_the_enterprise_did_not_say_is_told_as_unchecked(
    town: Catalog, today: date, need: dict[str, Any], words: str, told: bool
) -> None:
    assert any(words in t.zh for t in verdict(town, need, today).not_checked) is told


def coarse(town: Catalog, said: str, today: date) -> list[str]:
    return [t.zh for t in verdict(town, code(said), today).not_checked if "太粗" in t.zh]


def test_a_coarse_code_is_told_with_what_the_plan_names_below_it(town: Catalog, today: date) -> None:
    """Below 35 stand 358 (medical), 3525 (parts for equipment), 3569 (automation) and 359 (environmental technology)."""
    (told,) = coarse(town, "35", today)
    for name in ("医疗器械", "智能制造装备零部件加工", "工业自动化", "低碳环保"):
        assert name in told


def test_a_class_is_not_told_to_be_too_coarse(town: Catalog, today: date) -> None:
    assert coarse(town, "3581", today) == []


@pytest.mark.parametrize(("said", "control"), [("19", "制革"), ("336", "电镀"), ("30", "玻璃")], ids=["leather", "surfaces", "minerals"])
def test_a_coarse_code_is_told_with_what_the_plan_controls_below_it(town: Catalog, today: date, said: str, control: str) -> None:
    """Division 19 holds the withdrawn tanning (191), 336 the plating of 3360, 30 the glass of 304; silence must not hide them."""
    assert any(control in told for told in coarse(town, said, today))


def test_a_refused_enterprise_is_offered_no_site(town: Catalog, today: date) -> None:
    result = shortlist(town, Need(gbt4754="1910"), today)
    assert (result.matches, result.excluded, result.pools, result.total) == ((), (), (), 0)


def test_the_alternative_to_own_spraying_names_only_sites_known_to_have_a_shared_plant(town: Catalog, today: date) -> None:
    (control,) = verdict(town, process("coating"), today).controls
    assert control.alternative is not None
    known = {s.id for s in town.sites if (w := s.words("shared_plants")) and "coating" in w.has}
    assert set(control.alternative.sites) == known
    assert "共用的喷粉喷漆工厂" in control.alternative.sentence.zh


def test_the_sites_with_a_shared_plant_are_told_in_the_same_order_however_the_file_is_sorted(town: Catalog, today: date) -> None:
    """The sites keep the order of the file, and no answer may depend on it."""
    cells = {"name": "地块", "kind": "facility", "shared_plants": Words(frozenset({"coating"}))}
    pair = tuple(Site(i, {**cells, "name": i}) for i in ("east", "west"))
    (first,), (turned,) = (verdict(replace(town, sites=order), process("coating"), today).controls for order in (pair, pair[::-1]))
    assert first.alternative is not None
    assert set(first.alternative.sites) == {"east", "west"}
    assert first.alternative == turned.alternative


def test_a_control_never_scores(town: Catalog, today: date) -> None:
    """Two needs alike but for a controlled word: other verdict, same points for every site."""
    plain = shortlist(town, Need(industry="medical", space="factory"), today)
    controlled = shortlist(town, Need(industry="medical", space="factory", industry_text="电镀"), today)
    assert (plain.welcome.verdict, controlled.welcome.verdict) == ("welcome", "conditional")
    assert [(m.site_id, m.score, m.low, m.high) for m in plain.matches] == [(m.site_id, m.score, m.low, m.high) for m in controlled.matches]


def test_what_the_plan_says_of_an_industry_does_not_depend_on_the_sites(town: Catalog, today: date) -> None:
    told = {shortlist(town, Need(gbt4754="2651", space=space), today).welcome for space in ("land", "factory", "office")}
    assert len(told) == 1
