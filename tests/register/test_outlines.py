"""Outlines in the register: drawn, replaced, withdrawn, brought by a file, laid over the pack's, and written back into a pack and a map file."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.drawing import outlines_in
from matcher.catalog.export import export_pack
from matcher.catalog.issues import Refused
from matcher.catalog.load import load
from matcher.exchange.read_file import read_file
from matcher.model.catalog import Catalog
from matcher.register.answers import standing
from matcher.register.imports import take
from matcher.register.outlines import draw, outlines_of, outlines_of_site, withdraw
from matcher.register.overlay import laid, seen_by, stand
from matcher.register.register import Conflict, Register
from matcher.register.who import VISITOR
from matcher.reports.geojson_out import sites_geojson
from tests.conftest import PACK
from tests.register.conftest import COLLEAGUE, STAFF
from tests.register.services_of_sites import SITE, SQUARE
from tests.register.stage import TOWN

TODAY = date(2026, 11, 23)
SOURCE = "<b>图上量取</b>"


def drawn(register: Register, town: Catalog, geometry: object = SQUARE, *, before: int = 0, place: bool = False, once: str = "") -> int:
    made = draw(
        register, STAFF, town, SITE, geometry, source=SOURCE, as_of="2026-11-20", standing=before, today=TODAY, place=place, once=once
    )  # fmt: skip
    return int(made["number"])


def shifted(by: float) -> dict[str, object]:
    moved = copy.deepcopy(SQUARE)
    moved["coordinates"] = [[[lon + by, lat] for lon, lat in ring] for ring in SQUARE["coordinates"]]  # type: ignore[misc, has-type]
    return moved


def shown(register: Register, town: Catalog) -> Catalog:
    return laid(town, stand(register, TOWN)).catalog


def corners(geometry: dict[str, object]) -> set[tuple[float, float]]:
    return {(round(lon, 6), round(lat, 6)) for ring in geometry["coordinates"] for lon, lat in ring}  # type: ignore[attr-defined]


def test_an_outline_is_laid_over_the_catalog_for_everybody_and_its_author_for_nobody_outside(register: Register, town: Catalog) -> None:
    drawn(register, town)
    catalog = shown(register, town)
    assert catalog.version != town.version
    assert corners(outlines_in(catalog.drawing)[SITE]) == corners(SQUARE)
    outside = seen_by(catalog, VISITOR)
    assert outlines_in(outside.drawing)[SITE] == outlines_in(catalog.drawing)[SITE]
    assert SOURCE not in repr(outside.drawing)


def test_the_newest_holds_and_the_one_before_it_comes_back(register: Register, town: Catalog) -> None:
    first = drawn(register, town)
    second = drawn(register, town, shifted(0.001), before=first)
    assert corners(outlines_in(shown(register, town).drawing)[SITE]) == corners(shifted(0.001))
    withdraw(register, COLLEAGUE, TOWN, second, 1, "画错了")
    assert corners(outlines_in(shown(register, town).drawing)[SITE]) == corners(SQUARE)
    with register.look() as session:
        assert [(o.number, o.reason) for o in outlines_of_site(session, TOWN, SITE)] == [(second, "画错了"), (first, "")]


def test_whoever_drew_on_an_older_state_is_told_and_nothing_is_overwritten(register: Register, town: Catalog) -> None:
    first = drawn(register, town)
    with pytest.raises(Conflict):
        drawn(register, town, shifted(0.001), before=0)
    with register.look() as session:
        assert [o.number for o in outlines_of(session, TOWN)] == [first]


def test_a_form_sent_twice_draws_once(register: Register, town: Catalog) -> None:
    assert drawn(register, town, once="form") == drawn(register, town, once="form")


def test_the_site_is_placed_inside_its_outline_where_that_is_wished(register: Register, town: Catalog) -> None:
    drawn(register, town, place=True)
    at = shown(register, town).by_id[SITE].position
    assert at is not None
    assert at[:2] == pytest.approx((22.651, 113.121), abs=1e-6)
    assert 100 < at[2] < 200
    with register.look() as session:
        (given,) = standing(session, TOWN)
    assert (given.answer.field, given.answer.source, given.given_by) == ("location", SOURCE, STAFF.account)


BOW = [[[113.12, 22.65], [113.124, 22.654], [113.124, 22.65], [113.12, 22.654], [113.12, 22.65]]]


@pytest.mark.parametrize(
    "geometry",
    [
        None, "x", {"type": "Point", "coordinates": [113.12, 22.65]}, {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": BOW}, {"type": "Polygon", "coordinates": [[[113.12, 22.65], [113.12, 22.65]]]},
        {"type": "Polygon", "coordinates": [[[113.12, float("nan")], [113.13, 22.65], [113.13, 22.66]]]},
        {"type": "Polygon", "coordinates": [[[100.0, 30.0], [100.1, 30.0], [100.1, 30.1]]]},
        {"type": "Polygon", "coordinates": [[["<script>", 22.65], [113.13, 22.65], [113.13, 22.66]]]},
    ],
)  # fmt: skip
def test_what_is_no_sound_area_here_is_refused_with_a_sentence(register: Register, town: Catalog, geometry: object) -> None:
    with pytest.raises(Refused) as refused:
        drawn(register, town, geometry)
    assert all(i.message.zh and i.mend.en for i in refused.value.issues)
    assert outlines_in(shown(register, town).drawing) == outlines_in(town.drawing)


def test_a_source_and_a_day_are_needed_and_a_site_that_there_is(register: Register, town: Catalog) -> None:
    for site, source, day in ((SITE, " ", "2026-11-20"), (SITE, "x", "2027-01-01"), (SITE, "x", "soon"), ("nowhere", "x", "2026-11-20")):
        with pytest.raises(Refused):
            draw(register, STAFF, town, site, SQUARE, source=source, as_of=day, standing=0, today=TODAY)


def test_outlines_of_a_file_are_kept_and_a_file_that_repeats_them_brings_none(register: Register, town: Catalog, tmp_path: Path) -> None:
    """Out as a map file, into an empty register, out as a pack, and read again."""
    drawn(register, town)
    there = shown(register, town)
    raw = sites_geojson(there, "zh", TODAY)
    found = read_file(raw, "out.geojson", "sites", there, TODAY)
    assert [i.severity for i in found.issues if i.field == "用地面积（亩）"] == ["warning"], "its area was seen when it was kept"
    with register.look() as session:
        (before,) = outlines_of(session, TOWN)
    withdraw(register, STAFF, TOWN, before.number, before.version)
    assert take(register, STAFF, town, found, TODAY).outlines == 1
    again = shown(register, town)
    assert corners(outlines_in(again.drawing)[SITE]) == corners(SQUARE)
    assert again.by_id[SITE].position == town.by_id[SITE].position
    with pytest.raises(Refused):  # nothing new
        take(register, STAFF, again, read_file(raw, "out.geojson", "sites", again, TODAY), TODAY)
    export_pack(PACK, again, tmp_path / "pack")
    assert corners(outlines_in(load(tmp_path / "pack").drawing)[SITE]) == corners(SQUARE)
