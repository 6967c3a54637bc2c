"""What would make a site fit where several gates fail: mixed ways, nobody who can move, and units of a park joined."""

from __future__ import annotations

from itertools import combinations

import pytest

from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.values import Cell, Words
from tests.remedies.made import HALL, PLOT, asked, in_force, known, month, plain, words


def test_a_set_has_one_change_for_each_gate_and_the_smaller_of_both_sides_is_mixed(town: Catalog) -> None:
    """Power: the need gives way by 20 %, the site by 25 %; rent: the need by 10 %, the site by 9.1 %. The height is the need's alone."""
    site = Site("s", {**HALL, "power_kva": known(800), "rent_yuan_m2_month": known(22), "ceiling_height_m": known(5)})
    told = asked(town, Need(power_kva_min=1000, rent_yuan_m2_month_max=20, ceiling_height_m_min=6), site)["s"]
    assert told.failed == ("ceiling_height", "power", "rent")
    assert [w.side for w in told.ways] == ["mixed", "need"]
    mixed, need = told.ways
    assert {(c.gates, c.side) for c in mixed.changes} == {(("ceiling_height",), "need"), (("power",), "need"), (("rent",), "site")}
    assert need.size == pytest.approx(1 / 6 + 0.2 + 0.1, abs=1e-6)
    assert mixed.size == pytest.approx(1 / 6 + 0.2 + 1 / 11, abs=1e-6)


def test_where_one_gate_cannot_be_moved_no_other_is_told_to_move(town: Catalog) -> None:
    site = Site("s", {**HALL, "status": "taken", "taken_by": "某厂", "taken_by_en": "a firm", "power_kva": known(100)})
    told = asked(town, Need(power_kva_min=1000), site)["s"]
    assert told.failed == ("availability", "power")
    assert told.ways == ()
    assert [n.gate for n in told.nobody] == ["availability"]
    assert "配电" not in told.sentence.zh


def test_a_gate_that_only_the_site_can_move_needs_the_site(town: Catalog) -> None:
    """Neither to rent nor to buy: the enterprise has no other way to ask for, the site can offer one."""
    site = Site("s", {**HALL, "tenure": Words(), "ceiling_height_m": known(5)})
    told = asked(town, Need(tenure="rent", ceiling_height_m_min=6), site)["s"]
    assert [w.side for w in told.ways] == ["mixed"]
    assert [(c.gates, c.side) for c in told.ways[0].changes] == [(("ceiling_height",), "need"), (("tenure",), "site")]


def test_nothing_is_handed_over_before_today(town: Catalog) -> None:
    site = Site("s", {**HALL, "delivery": month("2027-03")})
    told = asked(town, Need(needed_by="2026-10"), site)["s"]
    assert [w.side for w in told.ways] == ["need"]


def test_a_shared_plant_is_named_where_one_is_known(town: Catalog) -> None:
    plant = Site("p", {**HALL, "name": "共性喷涂中心", "name_en": "Coating centre", "shared_plants": words("coating")})
    site = Site("s", {**HALL, "processes": words(lacks=("coating",)), "shared_plants": Words()})
    told = asked(town, Need(processes=("coating",)), plant, site)["s"]
    way = next(w for w in told.ways if w.side == "need")
    assert way.changes[0].sites == ("p",)
    assert "已知有共性工厂：共性喷涂中心" in way.sentence.zh
    assert "shared plants are known at: Coating centre" in way.sentence.en


def test_money_or_land_whichever_moves_less_and_one_land_for_all_thresholds(town: Catalog) -> None:
    """20 mu, 250 for each mu and 20 of tax. 4000 + 390 lack 20 % and 2.5 %: 16 mu moves 0.2; more money would be 0.25 + 0.026."""
    need = Need(land_mu_min=20, land_mu_max=20, fixed_investment_wan=4000, investment_wan=9000, tax_wan=390)
    way = asked(in_force(town), need, Site("s", PLOT))["s"].ways[0]
    assert [(c.gates, c.field, c.after) for c in way.changes] == [(("investment_per_mu", "tax_per_mu"), "land_mu_min", 16)]
    less = need.model_copy(update={"fixed_investment_wan": 4950.0, "tax_wan": 300.0})
    way = asked(in_force(town), less, Site("s", PLOT))["s"].ways[0]
    assert {(c.field, c.after) for c in way.changes} == {("land_mu_min", 15)}, "one percent more money would still leave the tax"


def unit(ident: str, floor: float, **more: Cell) -> Site:
    return Site(
        ident, {**HALL, "name": f"园区{ident}", "name_en": f"Unit {ident}", "park": "p", "available_floor_m2": known(floor), **more}
    )


def test_units_of_a_park_are_joined_the_fewest_first_and_adjacency_is_to_be_checked(town: Catalog) -> None:
    found = (unit("a", 1000), unit("b", 1500), unit("c", 1800), unit("d", 2500, park="q"), unit("e", 2900, rent_yuan_m2_month=known(50)))
    told = asked(town, Need(floor_m2_min=2400, rent_yuan_m2_month_max=20), *found)
    join = next(w for w in told["a"].ways if w.side == "join")
    assert join.changes[0].sites == ("b",), "c would do as well, and b is the smaller; e has too high a rent"
    assert "d" not in told, "it is large enough alone"
    assert "同一园区不等于相邻，是否相连须现场核对" in join.sentence.zh
    assert "合计 2 500 ㎡，达到 2 400 ㎡" in plain(join.sentence.zh)
    assert join.status == "ask"
    whole = {"water_zone": "none", "planning": "in_place"}
    clear = (unit("a", 1000, **whole), unit("b", 1500, **whole), unit("c", 1800))
    joined = {n: next(w for w in asked(town, Need(floor_m2_min=n), *clear)["a"].ways if w.side == "join") for n in (2400, 2600)}
    assert (joined[2400].changes[0].sites, joined[2400].status) == (("b",), "fits")
    assert (joined[2600].changes[0].sites, joined[2600].status) == (("c",), "ask"), "of c the zone is not known"
    three = asked(town, Need(floor_m2_min=4000), *found[:3])
    assert set(next(w for w in three["a"].ways if w.side == "join").changes[0].sites) == {"b", "c"}
    assert not any(w.side == "join" for w in asked(town, Need(floor_m2_min=5000), *found[:3])["a"].ways)


@pytest.mark.parametrize("wanted", [900, 1400, 2000, 2700, 3600, 5200, 9000])
def test_joining_agrees_with_every_subset_of_the_park(town: Catalog, wanted: int) -> None:
    found = [unit(i, f) for i, f in zip("abcdef", (400, 500, 900, 1000, 1200, 1300), strict=True)]
    told = asked(town, Need(floor_m2_min=wanted), *found)
    areas = {s.id: s.number("available_floor_m2").high for s in found}  # type: ignore[union-attr]
    out = {i for i, a in areas.items() if a < wanted}
    assert told.keys() == out
    for ident in out:
        enough = [
            c for n in range(1, 4) for c in combinations(sorted(out - {ident}), n) if areas[ident] + sum(areas[i] for i in c) >= wanted
        ]
        way = next((w for w in told[ident].ways if w.side == "join"), None)
        assert (way is None) == (not enough)
        if way is not None:
            fewest = [c for c in enough if len(c) == len(enough[0])]
            assert len(way.changes[0].sites) == len(enough[0])
            assert sum(areas[i] for i in way.changes[0].sites) == min(sum(areas[i] for i in c) for c in fewest)
