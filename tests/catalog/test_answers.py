"""An answer to a question about a site: taken or refused with a reason, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.catalog.answering import ANSWERABLE, answered, laid_over, overlay
from matcher.catalog.cells import format_cell
from matcher.catalog.issues import Refused
from matcher.explanation.shortlist import shortlist
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.need import Need
from matcher.model.pack import Citation
from matcher.model.values import Interval, Words
from tests.catalog.said import said, sentence, state

ROUNDING = 1e-9
"""Sums of the same points in another order may differ by this much."""


# What an answer changes

NEEDS = (
    Need(industry="medical", gbt4754="3581", space="factory", tenure="rent", floor_m2_min=3000, floor_m2_max=3000, ceiling_height_m_min=6,
         rent_yuan_m2_month_max=20, power_kva_min=500, special=("crane", "clean_room"), needed_by="2027-06", near=("rail",)),
    Need(gbt4754="3381", processes=("coating",), space="land", land_mu_min=20, land_mu_max=20, land_price_wan_mu_max=60,
         discharges_wastewater=True, fire_class="ding"),
)  # fmt: skip


def plausible(catalog: Catalog, site: str, field: str) -> list[str]:
    """Answers of every kind that a person might give to a question about a field, none against what is known."""
    if field == LOCATION:
        return ["22.66,113.13,50", "22.63,113.12,500"]
    f = BY_NAME[field]
    if f.type == "text":
        return ["说明"]
    if f.type in ("number", "month"):
        outer = catalog.possible(field)
        known = catalog.by_id[site].number(field) or outer
        middle = (known.low + known.high) // 2
        ends = (Interval(known.low, known.low), Interval(middle, middle), Interval(known.high, known.high), Interval(known.low, middle))
        return [format_cell(f, e) for e in ends]
    tokens = catalog.vocabularies[f.vocabulary].tokens
    if f.type == "open":
        return [";".join(tokens), ";".join(f"-{t}" for t in tokens)]
    return [*tokens, ";".join(tokens)] if f.type == "closed" else list(tokens)


@pytest.mark.parametrize("need", NEEDS, ids=["a factory to rent", "land to build on"])
def test_an_answer_to_what_was_asked_first_sharpens_and_moves_nobody_else(town: Catalog, today: date, need: Need) -> None:
    """low..high of the site asked about lies within what it was; every other site keeps its score and its range to the last digit."""
    before = {m.site_id: m for m in shortlist(town, need, today).matches}
    taken = closed = 0
    for match in before.values():
        for question in match.ask_first[:3]:
            for value in plausible(town, match.site_id, question.field):
                try:
                    catalog = answered(town, said(match.site_id, question.field, value))
                except Refused:
                    continue
                taken += 1
                after = {m.site_id: m for m in shortlist(catalog, need, today).matches}
                for site, old in before.items():
                    new = after.get(site)
                    if site == match.site_id:
                        if new is None:
                            continue
                        assert old.low - ROUNDING <= new.low <= new.score <= new.high <= old.high + ROUNDING, (site, value)
                        closed += new.high - new.low < old.high - old.low
                    else:
                        assert new is not None
                        assert (new.score, new.low, new.high, new.status) == (old.score, old.low, old.high, old.status)
    assert taken > 50
    assert closed > 10


def test_an_answer_leaves_what_it_overrules_in_sight_with_its_clause(town: Catalog) -> None:
    before = town.evidence["wanyang-1", "floor_m2"]
    catalog = answered(town, said("wanyang-1", "floor_m2", "286000", confirmed_by="李工"))
    now = catalog.evidence["wanyang-1", "floor_m2"]
    assert catalog.by_id["wanyang-1"].number("floor_m2") == Interval(286000, 286000)
    assert (now.other_value, now.other_citation) == ("290000", before.citation)
    assert (now.basis, now.as_of, now.confirmed_by) == ("reported", "2026-11-20", "李工")
    assert catalog.sources[now.citation.source].name == "陈主任电话"


def test_the_plan_stays_in_sight_when_a_second_answer_follows_the_first(town: Catalog) -> None:
    """What was told by telephone and corrected the next day must not push the plan's own figure off the screen."""
    plan = town.evidence["wanyang-1", "floor_m2"].citation
    once = answered(town, said("wanyang-1", "floor_m2", "286000"))
    twice = answered(once, said("wanyang-1", "floor_m2", "285000", as_of="2026-11-21"))
    assert twice.evidence["wanyang-1", "floor_m2"].other_citation == plan
    assert twice.evidence["wanyang-1", "floor_m2"].other_value == "290000"


def test_an_answer_to_what_was_unknown_has_no_other_value(town: Catalog) -> None:
    catalog = answered(town, said("wanyang-1", "power_kva", "800"))
    found = catalog.evidence["wanyang-1", "power_kva"]
    assert (found.other_value, found.other_citation) == ("", None)


def test_an_answer_changes_only_its_own_cell(town: Catalog) -> None:
    catalog = answered(town, said("wanyang-1", "power_kva", "800"))
    changed = [
        (old.id, name)
        for old, new in zip(town.sites, catalog.sites, strict=True)
        for name in BY_NAME
        if old.cells.get(name) != new.cells.get(name)
    ]
    assert changed == [("wanyang-1", "power_kva")]
    assert {k for k in catalog.evidence if catalog.evidence[k] != town.evidence.get(k)} == {("wanyang-1", "power_kva")}
    assert catalog.version != town.version


def test_an_answer_may_cite_the_plan(town: Catalog) -> None:
    catalog = answered(town, said("xiacun", "land_mu", "300", source="plan", clause="C3.2", basis="plan"))
    assert catalog.evidence["xiacun", "land_mu"].citation == Citation(source="plan", clause="C3.2")
    assert catalog.sources == town.sources


def test_a_clause_of_a_source_that_the_pack_has_not_is_not_lost(town: Catalog) -> None:
    """`--source 某报告 --clause 第3页`: either the page can be cited from then on, or it is refused in words."""
    try:
        catalog = answered(town, said("xiacun", "land_mu", "300", source="某报告", clause="第3页"))
    except Refused:
        return
    assert "第3页" in catalog.say_citation(catalog.evidence["xiacun", "land_mu"].citation).zh


def test_an_open_list_answer_adds_to_what_was_known(town: Catalog) -> None:
    catalog = answered(town, said("wanyang-1", "features", "行车；无货梯"))
    catalog = answered(catalog, said("wanyang-1", "features", "宿舍"))
    assert catalog.by_id["wanyang-1"].words("features") == Words(frozenset({"crane", "dormitory"}), frozenset({"freight_lift"}))
    catalog = answered(catalog, said("wanyang-1", "features", "货梯；-crane"))
    assert catalog.by_id["wanyang-1"].words("features") == Words(frozenset({"freight_lift", "dormitory"}), frozenset({"crane"}))


def test_that_there_is_none_of_a_list_can_be_answered(town: Catalog) -> None:
    """The shortlist asks which firms of the same chain are there; the commonest true answer is: none."""
    catalog = answered(town, said("wanyang-1", "partners", "无"))
    assert catalog.by_id["wanyang-1"].words("partners") == Words()


def test_a_position_is_answered_as_one(town: Catalog) -> None:
    position = town.by_id["xiacun"].position
    assert position is not None
    catalog = answered(town, said("xiacun", LOCATION, "22.68，113.12，40"))
    assert catalog.by_id["xiacun"].position == (22.68, 113.12, 40)
    assert catalog.by_id["xiacun"].text("location_basis") == "approximate"
    assert catalog.evidence["xiacun", LOCATION].other_value == ",".join(f"{v:.10g}" for v in position)
    catalog = answered(catalog, said("xiacun", LOCATION, "22.681,113.121,3,surveyed"))
    assert catalog.by_id["xiacun"].text("location_basis") == "surveyed"


@pytest.mark.parametrize("field", ["taken_by", "address", "note"])
def test_a_changed_text_takes_its_old_translation_out_of_sight(town: Catalog, field: str) -> None:
    """Else the English page goes on saying what the Chinese one has corrected."""
    cells = {field: "旧话", f"{field}_en": "the old words"}
    old = replace(town, sites=tuple(replace(s, cells={**s.cells, **cells}) if s.id == "wanyang-1" else s for s in town.sites))
    new = answered(old, said("wanyang-1", field, "新话"))
    assert new.by_id["wanyang-1"].text(field) == "新话"
    assert f"{field}_en" not in new.by_id["wanyang-1"].cells
    assert answered(old, said("wanyang-1", field, "旧话")).by_id["wanyang-1"].text(f"{field}_en") == "the old words"


# What is refused


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (said("atlantis", "land_mu", "20"), "no site of this pack"),
        (said("xiacun", "mood", "good"), "no field one can answer"),
        (said("xiacun", "id", "other"), "no field one can answer"),
        (said("xiacun", "name", "别名"), "no field one can answer"),
        (said("xiacun", "kind", "land"), "no field one can answer"),
        (said("xiacun", "lat", "22.6"), "no field one can answer"),
        (said("xiacun", "land_mu", "20", source=""), "no source"),
        (said("xiacun", "land_mu", "20", source="   "), "no source"),
        (said("xiacun", "land_mu", "20", as_of="2026-11-24"), "after today"),
        (said("xiacun", "land_mu", "20", as_of="2027"), "after today"),
        (said("xiacun", "land_mu", "20", as_of="yesterday"), "date of the wrong form"),
        (said("xiacun", "land_mu", "20", as_of=""), "date of the wrong form"),
        (said("xiacun", "land_mu", "20", as_of="2026-02-31"), "date of the wrong form"),
        (said("xiacun", "land_mu", "20", source="plan", clause="C9.9"), "does not have"),
        (said("xiacun", "land_mu", "二十亩"), "not a number"),
        (said("xiacun", "land_mu", ""), "is empty"),
        (said("xiacun", "land_mu", "9000"), "outside the possible range 0–2\u202f000 mu"),
        (said("xiacun", "land_mu", "30..20"), "runs downwards"),
        (said("xiacun", "delivery", "2026-13"), "not a month"),
        (said("xiacun", "fire_class", "己类"), "not in the list"),
        (said("xiacun", "features", "行车;-crane"), "both"),
        (said("mumianwei", "available_land_mu", "600"), "more than the land area"),
        (said("wanyang-1", "available_floor_m2", "290001"), "more than the floor area"),
        (said("xiacun", "status", "taken"), "by whom is not said"),
        (said("xiacun", LOCATION, "22.68,113.12"), "form of a position"),
        (said("xiacun", LOCATION, "22.68,113.12,40,guessed"), "form of a position"),
        (said("xiacun", LOCATION, "52.52,13.40,40"), "outside the possible range"),
        (said("xiacun", LOCATION, "22.6..22.7,113.12,40"), ""),
    ],
    ids=lambda value: f"{value.field}={value.value[:20]}/{value.source}/{value.as_of}" if isinstance(value, Answer) else None,
)
def test_an_answer_that_cannot_be_taken_is_refused_with_a_sentence(town: Catalog, today: date, answer: Answer, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        answered(town, answer, today)
    assert reason in sentence(refusal)


def test_a_total_below_what_is_to_be_had_is_refused_too(town: Catalog) -> None:
    """The contradiction is found whichever of the two figures comes second."""
    catalog = answered(town, said("mumianwei", "available_land_mu", "500"))
    with pytest.raises(Refused) as refusal:
        answered(catalog, said("mumianwei", "land_mu", "400"))
    assert "more than the land area" in sentence(refusal)


def test_every_field_a_question_can_ask_about_can_be_answered(town: Catalog, today: date) -> None:
    asked = {q.field for need in NEEDS for m in shortlist(town, need, today).matches for q in m.ask_first}
    assert asked
    assert asked <= set(ANSWERABLE)


def test_an_answer_for_another_day_is_refused_only_where_today_is_known(town: Catalog, today: date) -> None:
    tomorrow = said("xiacun", "land_mu", "20", as_of=(today + timedelta(days=1)).isoformat())
    with pytest.raises(Refused):
        answered(town, tomorrow, today)
    assert answered(town, tomorrow, today + timedelta(days=1)).by_id["xiacun"].number("land_mu") == Interval(20, 20)


def test_an_answer_that_no_longer_fits_is_told_and_left_out(town: Catalog) -> None:
    """The pack may change under answers that were once fine; the others still count."""
    gone, kept = said("atlantis", "land_mu", "20"), said("xiacun", "land_mu", "20")
    catalog, issues = overlay(town, [gone, kept])
    assert state(catalog) == state(answered(town, kept))
    assert [(i.severity, i.value) for i in issues] == [("warning", "atlantis")]


def test_an_answer_to_a_field_that_is_gone_is_left_out_and_the_taken_ones_are_named(town: Catalog) -> None:
    old, kept = said("xiacun", "mood", "good"), said("xiacun", "land_mu", "20")
    catalog, taken, issues = laid_over(town, [old, kept])
    assert taken == [kept]
    assert [(i.severity, i.value) for i in issues] == [("warning", "mood")]
    assert state(catalog) == state(answered(town, kept))
