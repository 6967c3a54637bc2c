"""A profile of the industry fills in what was not stated: marked, off by default, and never a reason to rule a site out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matcher.explanation.setting import Setting, put, scored_need
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.pack import Profile
from matcher.model.site import Site
from matcher.model.values import Interval
from matcher.ranking.score import OUT
from matcher.rules.ask import ASSUMED, UNKNOWN
from matcher.rules.assumed import with_profile
from matcher.rules.welcome import standing

ASSUME = Setting(assume=True)
WEAVING = Need(gbt4754="1711", space="factory")


def weak_floor(town: Catalog) -> Catalog:
    """The town with one more park, whose floors bear next to nothing."""
    model = town.by_id["wanyang-1"]
    weak = Site("weak", {**model.cells, "floor_load_t_m2": Interval(0.3, 0.3)})
    return replace(town, sites=(*town.sites, weak))


def test_nothing_is_assumed_unless_it_is_switched_on(town: Catalog, today: date) -> None:
    assert put(town, WEAVING, today).ask.need == WEAVING
    assert put(town, WEAVING, today).ask.assumed == frozenset()
    assert shortlist(town, WEAVING, today).varied.assumed == ()


def test_a_profile_fills_only_what_the_need_does_not_state(town: Catalog, today: date) -> None:
    assert put(town, WEAVING, today, ASSUME).ask.need.floor_load_t_m2_min == 0.66
    stated = WEAVING.model_copy(update={"floor_load_t_m2_min": 0.2})
    assert put(town, stated, today, ASSUME).ask.need == stated


def test_what_is_assumed_is_told_with_its_profile_and_source(town: Catalog, today: date) -> None:
    (assumed,) = shortlist(town, WEAVING, today, setting=ASSUME).varied.assumed
    assert (assumed.field, assumed.value, assumed.profile.zh) == ("floor_load_t_m2_min", 0.66, "织造")
    assert assumed.citation.source == "floor_load_tables"


def test_an_assumed_demand_that_a_site_misses_is_open_and_says_so_and_a_stated_one_rules_it_out(town: Catalog, today: date) -> None:
    catalog = weak_floor(town)
    scored = scored_need(catalog, WEAVING, today, ASSUME)
    row = scored.ask.columns.ids.index("weak")
    gate = scored.gates["floor_load"]
    assert (gate.outcome[row], gate.because[row]) == (UNKNOWN, ASSUMED)
    assert "企业没有提出" in gate.sentence(row).zh
    assert "did not state it" in gate.sentence(row).en
    stated = scored_need(catalog, WEAVING.model_copy(update={"floor_load_t_m2_min": 0.66}), today)
    assert stated.status[stated.ask.columns.ids.index("weak")] == OUT


@pytest.mark.parametrize("code", ["1711", "3874", "3584", "3360", "2912", "3670", "3974"])
def test_assuming_rules_no_site_out_that_was_not_out_before(town: Catalog, today: date, code: str) -> None:
    catalog, need = weak_floor(town), Need(gbt4754=code)
    plain, assumed = scored_need(catalog, need, today), scored_need(catalog, need, today, ASSUME)
    assert ((assumed.status == OUT) == (plain.status == OUT)).all()


def test_the_most_specific_profile_speaks(town: Catalog) -> None:
    """Medical devices (358) lie within special machinery (35), which another profile claims as a whole."""
    need = Need(gbt4754="3584")
    full, filled = with_profile(town, need, standing(town, need))
    assert {field: p.id for field, p in filled.items()} == {"floor_load_t_m2_min": "bench-assembly"}
    assert full.floor_load_t_m2_min == 0.41


def test_a_profile_does_not_speak_for_an_industry_of_which_it_claims_only_a_part(town: Catalog) -> None:
    profile = town.profiles[0].model_copy(update={"id": "part", "codes": ("3484",)})
    catalog = replace(town, profiles=(profile,))
    entry = next(i for i in town.industries if "3484" in i.codes and len(i.codes) > 1)
    need = Need(industry=entry.id)
    assert with_profile(catalog, need, standing(catalog, need)) == (need, {})


def test_a_profile_may_fill_figures_of_a_building_only(town: Catalog) -> None:
    fields = {field for profile in town.profiles for field in profile.fills}
    assert fields <= {"ceiling_height_m_min", "floor_load_t_m2_min", "power_kva_min"}
    assert all(isinstance(p, Profile) and p.citation.source in town.sources for p in town.profiles)
