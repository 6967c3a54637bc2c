"""What would make a site fit: every gate once, and the real town."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matcher.catalog.load import load
from matcher.explanation.setting import put
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Interval
from matcher.ranking.score import OUT, score
from matcher.remedies.levers import FIGURES, NEED_LEVERS
from matcher.remedies.levers_site import SITE_LEVERS
from matcher.remedies.why_not import why_not
from matcher.remedies.would_fit import what_would_fit
from matcher.rules.registry import GATES
from tests.conftest import PACK
from tests.remedies.made import HALL, ON, PLOT, asked, complete, in_force, known, month, plain, status_after, words

# Every gate once

# gate, base, cells, need, need's move (field, after, amount), site's move (field, after, amount), words of the Chinese sentence
EACH: list[tuple[str, dict[str, Cell], dict[str, Cell], dict[str, Any], tuple[Any, ...] | None, tuple[Any, ...] | None, str]] = [
    ("availability", HALL, {"status": "taken", "taken_by": "某厂", "taken_by_en": "a firm"}, {}, None, None, "“可供”谁也动不了"),
    ("space", HALL, {"uses": words("logistics")}, {"space": "factory"}, ("space", "warehouse", None), None, "企业改要仓库（原来要厂房）"),
    ("space", PLOT, {}, {"space": "factory", "gbt4754": "3872"}, ("space", "land", None), None, "企业改要用地"),
    ("space", PLOT, {"uses": words("logistics")}, {"space": "land", "gbt4754": "3872"}, None, None, "“类型”谁也动不了"),
    ("tenure", HALL, {"tenure": words("rent")}, {"tenure": "buy"}, ("tenure", "rent", None), ("tenure", ("buy", "rent"), None), "企业改为租用（原来要购买）"),
    ("land_area", PLOT, {"available_land_mu": known(15.5)}, {"land_mu_min": 20}, ("land_mu_min", 15.5, 4.5), None, "从 20 亩 降到 15.5 亩，降低 4.5 亩"),
    ("land_area", PLOT, {"available_land_mu": known(15)}, {"land_mu_min": 20, "land_mu_max": 20}, ("land_mu_min", 16.66, 3.34), None, "按 10% 的容差，14.99 亩 就够"),
    ("floor_area", HALL, {"available_floor_m2": Interval(1000, 2400)}, {"floor_m2_min": 3000}, ("floor_m2_min", 2400, 600), None, "降到 2 400 ㎡，降低 600 ㎡"),
    ("ceiling_height", HALL, {"ceiling_height_m": known(5.5)}, {"ceiling_height_m_min": 6}, ("ceiling_height_m_min", 5.5, 0.5), None, "首层层高的要求从 6 m 降到 5.5 m，降低 0.5 m"),
    ("floor_load", HALL, {"floor_load_t_m2": known(1.255)}, {"floor_load_t_m2_min": 2}, ("floor_load_t_m2_min", 1.25, 0.75), None, "承重的要求从 2 t/㎡ 降到 1.25 t/㎡"),
    ("power", HALL, {"power_kva": known(800)}, {"power_kva_min": 1000}, ("power_kva_min", 800, 200), ("power_kva", 1000, 200), "配电的要求从 1 000 kVA 降到 800 kVA，降低 200 kVA"),
    ("ground_floor", HALL, {"ground_floor": "no"}, {"ground_floor": True}, ("ground_floor", None, None), None, "企业不再要首层"),
    ("fire_class", HALL, {"fire_class": "ding"}, {"fire_class": "yi"}, ("fire_class", "ding", None), ("fire_class", "yi", None), "企业的生产改为丁类以内（原来是乙类）"),
    ("special", HALL, {"features": words("gas", lacks=("crane",))}, {"special": ("crane", "gas")}, ("special", ("gas",), None), ("features", ("crane", "gas"), None), "企业不再要求行车"),
    ("processes", HALL, {"processes": words(lacks=("coating",)), "shared_plants": words("plating")}, {"processes": ("coating", "assembly")}, ("processes", ("assembly",), None), ("processes", ("coating",), None), "企业把喷粉喷漆放到别处做（镇内哪里有共性工厂，数据里还没有，要先问）"),
    ("water_zone", HALL, {"water_zone": "class_2"}, {"discharges_wastewater": True}, ("discharges_wastewater", False, None), None, "企业改为不排放生产废水"),
    ("water_zone", HALL, {"water_zone": "class_1"}, {"discharges_wastewater": True}, None, None, "“水源保护”谁也动不了"),
    ("rent", HALL, {"rent_yuan_m2_month": known(22)}, {"rent_yuan_m2_month_max": 20}, ("rent_yuan_m2_month_max", 22, 2), ("rent_yuan_m2_month", 20, 2), "这里的租金从 22 元/㎡·月 降到 20 元/㎡·月，降低 2 元/㎡·月"),
    ("land_price", PLOT, {"land_price_wan_mu": Interval(66, 70)}, {"land_price_wan_mu_max": 60}, ("land_price_wan_mu_max", 66, 6), ("land_price_wan_mu", 60, 6), "这里的地价从 66–70 万元/亩 降到 60–64 万元/亩"),
    ("purchase_price", HALL, {"purchase_yuan_m2": known(4500)}, {"purchase_yuan_m2_max": 4000}, ("purchase_yuan_m2_max", 4500, 500), ("purchase_yuan_m2", 4000, 500), "这里的售价从 4 500 元/㎡ 降到 4 000 元/㎡"),
    ("delivery", HALL, {"delivery": month("2027-09")}, {"needed_by": "2027-06"}, ("needed_by", "2027-09", 3), ("delivery", "2027-06", 3), "企业晚 3 个月要用（2027-09，原来要 2027-06）"),
    ("investment_per_mu", PLOT, {}, {"land_mu_max": 40, "investment_wan": 9000}, ("land_mu_max", 36, 4), None, "用地面积的要求从 40 亩 降到 36 亩"),
    ("investment_per_mu", PLOT, {}, {"land_mu_max": 40, "fixed_investment_wan": 1, "investment_wan": 9000}, ("fixed_investment_wan", 10_000, 9999), None, "企业把固定资产投资从 1 万元 增加到 10 000 万元"),
    ("tax_per_mu", PLOT, {}, {"land_mu_min": 20, "tax_wan": 300}, ("land_mu_min", 15, 5), None, "从 20 亩 降到 15 亩"),
    ("separate_land_total", PLOT, {}, {"investment_wan": 4000}, ("investment_wan", 5000, 1000), None, "企业把总投资从 4 000 万元 增加到 5 000 万元，增加 1 000 万元"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("gate", "base", "cells", "need", "by_need", "by_site", "says"), EACH, ids=[f"{e[0]}-{i}" for i, e in enumerate(EACH)]
)
def test_every_gate_has_the_smallest_move_of_each_side(
    town: Catalog,
    gate: str,
    base: dict[str, Cell],
    cells: dict[str, Cell],
    need: dict[str, Any],
    by_need: tuple[Any, ...] | None,
    by_site: tuple[Any, ...] | None,
    says: str,
) -> None:
    catalog, site, want = in_force(town), Site("s", {**base, **cells}), Need(**need)
    told = asked(catalog, want, site)["s"]
    assert gate in told.failed
    for side, expected in (("need", by_need), ("site", by_site)):
        way = next((w for w in told.ways if w.side == side), None)
        if expected is None:
            assert way is None, side
            continue
        assert way is not None, side
        change = next(c for c in way.changes if gate in c.gates)
        assert (change.side, change.field, change.after) == (side, *expected[:2])
        if expected[2] is not None:
            assert change.amount == pytest.approx(expected[2])
        assert way.status == status_after(replace(catalog, sites=(site,)), want, site, way.changes) != "out"
    everything = plain(told.sentence.zh + "".join(w.sentence.zh for w in told.ways))
    assert says in everything, everything
    assert all(complete(t, "某厂") for t in (told.sentence, *(w.sentence for w in told.ways)))


def test_every_gate_that_can_fail_has_its_case_and_its_lever_or_none_on_purpose() -> None:
    never_fails, nobody = {"planning"}, {"availability"}
    assert {e[0] for e in EACH} == {g.name for g in GATES} - never_fails
    assert NEED_LEVERS.keys() == {g.name for g in GATES} - never_fails - nobody
    assert set(SITE_LEVERS) == {"power", "rent", "land_price", "purchase_price", "delivery", "tenure", "special", "fire_class", "processes"}


def test_the_figures_moved_are_those_that_the_gates_read() -> None:
    by_name = {g.name: g for g in GATES}
    for name, figure in FIGURES.items():
        assert by_name[name].reads == (figure.field,)
        assert figure.demand in by_name[name].demands
        assert BY_NAME[figure.field].unit.token == by_name[name].unit.token


# The real town


def test_the_science_park_reaches_joined_what_no_phase_has_alone(town: Catalog) -> None:
    told = asked(town, Need(space="factory", floor_m2_min=300_000))
    first = next(w for w in told["szkjy-1"].ways if w.side == "need")
    assert plain(first.sentence.zh).startswith("企业对建筑面积的要求从 300 000 ㎡ 降到 132 000 ㎡，降低 168 000 ㎡。改后不再排除")
    join = next(w for w in told["szkjy-1"].ways if w.side == "join")
    assert join.changes[0].sites == ("szkjy-2",)
    assert "要先核实" in join.sentence.zh
    assert not any(w.side == "join" for w in told["wanyang-1"].ways), "the other phases may be large enough alone"
    assert told["changqing"].ways == ()
    assert "由长青皮革厂转混凝土项目占用" in told["changqing"].sentence.zh


def test_the_sentences_of_the_town_are_whole_in_both_languages(town: Catalog) -> None:
    for example in town.examples:
        told = asked(town, example.need)
        assert all(complete(t) for w in told.values() for t in (w.sentence, *(x.sentence for x in w.ways)))


def test_the_invented_town_is_told_ways_that_hold_in_whole_sentences() -> None:
    """Every way of every example: a hundred and fifty sites of which much is known."""
    catalog = load(PACK.parent / "examples" / "demo")
    sides = set()
    for example in catalog.examples:
        p = put(catalog, example.need, ON)
        answer = why_not(p, score(p.ask))
        for ident, told in answer.would_fit.items():
            assert complete(told.sentence), told.sentence
            for way in told.ways[:1]:
                sides.add(way.side)
                assert complete(way.sentence), way.sentence
                assert status_after(catalog, example.need, catalog.by_id[ident], way.changes) == way.status
        if answer.ladder is not None:
            assert all(complete(s.sentence) for s in (answer.ladder, *answer.ladder.steps, *answer.ladder.conflicts))
    assert sides >= {"need", "site", "mixed"}


def test_a_refused_need_is_given_no_hope(town: Catalog) -> None:
    tanning = next(e.need for e in town.examples if e.need.id == "example-tanning")
    p = put(town, tanning, ON)
    answer = why_not(p, score(p.ask))
    assert (answer.would_fit, answer.ladder) == ({}, None)


def test_one_row_alone_is_told_the_same_and_a_ranked_row_nothing(town: Catalog) -> None:
    p = put(town, town.examples[1].need, ON)
    scored = score(p.ask)
    everything = why_not(p, scored).would_fit
    for row, ident in enumerate(p.ask.columns.ids):
        assert what_would_fit(p, scored, row) == everything.get(ident)
        assert (ident in everything) == (scored.status[row] == OUT)
