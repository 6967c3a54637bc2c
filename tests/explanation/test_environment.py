"""The drinking-water zones in words: what the gate says of each site, told once for the need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matcher.explanation.records import WaterZones
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site

ON = date(2026, 11, 23)


def zoned(town: Catalog, **zones: str) -> Catalog:
    """The town with these sites alone: id -> its zone, '' where it is not known."""
    sites = tuple(
        Site(i, {"name": f"地块{i}", "name_en": f"plot {i}", "kind": "facility", "status": "available", **({"water_zone": z} if z else {})})
        for i, z in zones.items()
    )
    return replace(town, sites=sites, evidence={}, leads=())


def water(catalog: Catalog, **stated: Any) -> WaterZones:
    found = shortlist(catalog, Need(**stated), ON).environment.water
    assert found is not None
    return found


def test_with_waste_water_class_2_falls_out_by_name_and_the_unknown_are_counted(town: Catalog) -> None:
    found = water(zoned(town, a="class_2", b="none", c="", d="class_1"), discharges_wastewater=True)
    assert (found.out, found.doubtful, found.unknown) == (("a", "d"), (), 1)
    assert "地块a（二级保护区）、地块d（一级保护区）" in found.told[0].zh
    assert "1" in found.told[1].zh


def test_without_waste_water_only_class_1_falls_out(town: Catalog) -> None:
    found = water(zoned(town, a="class_2", b="none", d="class_1"), discharges_wastewater=False)
    assert (found.out, found.doubtful, found.unknown) == (("d",), (), 0)


def test_where_discharge_is_not_stated_class_2_depends_on_it(town: Catalog) -> None:
    found = water(zoned(town, a="class_2", b="quasi"))
    assert (found.out, found.doubtful, found.unknown) == ((), ("a",), 0)
    assert "若排放生产废水" in found.told[0].zh


def test_no_conflict_is_said_too(town: Catalog) -> None:
    assert "没有地块或载体与水源保护区冲突" in water(zoned(town, b="none"), discharges_wastewater=True).told[0].zh


@pytest.mark.parametrize("discharges", [True, False, None])
def test_it_says_what_the_gate_of_each_site_says(town: Catalog, discharges: bool | None) -> None:
    """No second definition: the outcome of every site's own gate, collected."""
    catalog = zoned(town, a="class_1", b="class_2", c="quasi", d="none", e="")
    result = shortlist(catalog, Need(discharges_wastewater=discharges), ON)
    outcomes = {m.site_id: g for m in result.matches for g in m.gates if g.gate == "water_zone"}
    outcomes |= {e.site_id: g for e in result.excluded for g in e.failed if g.gate == "water_zone"}
    found = result.environment.water
    assert found is not None
    assert set(found.out) == {i for i, g in outcomes.items() if g.outcome == "fail"}
    open_now = {i for i, g in outcomes.items() if g.outcome == "unknown"}
    assert len(open_now) == found.unknown + len(found.doubtful)
    assert set(found.doubtful) <= open_now


def test_the_first_few_matches_do_not_change_what_is_said_of_all_sites(town: Catalog) -> None:
    need = Need(discharges_wastewater=True)
    assert shortlist(town, need, ON, 1).environment == shortlist(town, need, ON).environment


def test_of_many_sites_a_few_are_named(town: Catalog) -> None:
    found = water(zoned(town, **{f"s{i}": "class_1" for i in range(9)}))
    assert len(found.out) == 9
    assert found.told[0].zh.count("地块s") == 5
    assert "9" in found.told[0].zh


def test_a_refused_need_gets_no_word_on_sites(town: Catalog) -> None:
    assert shortlist(town, Need(processes=("tanning",)), ON).environment.water is None
