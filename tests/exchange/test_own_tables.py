"""The pack's own tables read as tables: what the house writes comes back as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.cells import format_cell, parse_cell
from matcher.catalog.load import load
from matcher.exchange.read_file import read_file
from matcher.model.fields import BY_NAME
from tests.conftest import PACK

DAY = date(2026, 11, 23)
PACKS = (PACK, PACK.parent / "examples" / "demo")


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)
def test_the_sites_of_a_pack_come_back_equal(pack: Path) -> None:
    town = load(pack)
    found = read_file((pack / "parcels.csv").read_bytes(), "parcels.csv", "sites", town, DAY, crs="wgs84")
    assert (found.accepted, found.rejected, found.skipped) == (len(town.sites), 0, 0)
    for record in found.sites:
        site = town.by_id[record.known]
        for name, cell in site.cells.items():
            field = BY_NAME[name]
            if name.endswith("_en") and name != "name_en":
                continue  # translations are the pack's own
            if field.group:
                continue  # a position's basis is not told by a table
            possible = town.possible(name) if field.type in ("number", "month") else None
            assert parse_cell(field, record.cells[name], town.vocabularies.get(field.vocabulary), possible) == cell, (
                record.record,
                name,
                format_cell(field, cell),
            )


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.name)
def test_the_leads_of_a_pack_come_back_equal(pack: Path) -> None:
    town = load(pack)
    found = read_file((pack / "leads.csv").read_bytes(), "leads.csv", "leads", town, DAY)
    assert (found.accepted, found.rejected, found.skipped) == (len(town.leads), 0, 0)
    for record, lead in zip(found.leads, town.leads, strict=True):
        assert record.beside["id"] == lead.id
        assert record.beside.get("stage", "") == lead.stage
        assert record.need == lead.need.model_copy(update={"id": ""})
