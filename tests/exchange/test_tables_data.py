"""The data by which tables are read: whole, unambiguous, and told on the page about files."""

from __future__ import annotations

import pytest

from matcher.exchange.amount_cells import heading_unit
from matcher.exchange.header import ANCHORS
from matcher.exchange.headings import Headings
from matcher.exchange.mapping import Mapping
from matcher.exchange.tables_data import KINDS, Kind, folded, measures, said_words, targets
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.need import Need
from tests.exchange.files_page import PAGE, page


def test_the_page_on_files_holds_the_tables_as_they_are() -> None:
    """After a change of the data: `python -m tests.exchange.files_page`."""
    text = PAGE.read_text("utf-8")
    assert page(text) == text


@pytest.mark.parametrize("kind", KINDS)
def test_a_heading_belongs_to_one_field_only(kind: Kind) -> None:
    said = [folded(t) for target in targets(kind).values() for t in (*target.titles, *target.second)]
    assert sorted({t for t in said if said.count(t) > 1}) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_is_found_and_also_with_its_unit_and_signs(kind: Kind, town: Catalog) -> None:
    headings = Headings(kind, town.vocabularies, Mapping())
    for target in targets(kind).values():
        for title in (*target.titles, *target.second):
            for form in (title, f" {title}：", f"*{title}", f"{title}（必填）"):
                found = headings.find(0, (form,)).target
                assert found is not None, form
                assert found.field == target.field, form
            if target.measure and title.isalpha() and not title.isascii():
                unit = measures()[target.measure].unit.zh
                with_unit = headings.find(0, (f"{title}（{unit}）",))
                assert with_unit.target == target, title
                assert with_unit.unit is not None
                assert with_unit.unit.dim == heading_unit(unit).dim


def test_every_field_of_a_site_and_of_a_need_has_its_column() -> None:
    given = {"location_basis", "taken_by_en", "address_en", "note_en"}
    assert set(BY_NAME) - given <= set(targets("sites"))
    by_range = {"land_mu_min", "land_mu_max", "floor_m2_min", "floor_m2_max"}
    assert set(Need.model_fields) - by_range <= set(targets("leads"))


def test_every_measure_and_anchor_that_is_named_is_there() -> None:
    for kind in KINDS:
        assert {t.measure for t in targets(kind).values()} - {""} <= set(measures())
        assert set(ANCHORS[kind]) <= set(targets(kind))


def test_every_word_beside_the_lists_leads_to_a_word_of_them(town: Catalog) -> None:
    for name in ("status", "kind", "tenure", "space", "yes_no", "fire_class", "water_zone", "planning", "stage", "use"):
        tokens = {part for token in said_words(name).values() for part in token.split(";")}
        assert tokens
        assert tokens <= set(town.vocabularies[name].tokens)
