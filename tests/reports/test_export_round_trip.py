"""What is exported is read back equal: both kinds, every format, both languages, whatever the cells hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.cells import parse_cell
from matcher.catalog.drawing import AREAS, outlines_in
from matcher.catalog.load import load
from matcher.exchange.imported import Imported, SiteRecord
from matcher.exchange.outlines import of_geometry
from matcher.exchange.read_file import read_file
from matcher.exchange.tables_data import Kind
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.need import Lead, Need
from matcher.model.site import Site
from matcher.model.text import Lang
from matcher.reports.geojson_out import sites_geojson
from matcher.reports.table_sheet import table_workbook
from matcher.reports.tables_out import table_csv, table_of
from tests.conftest import PACK
from tests.reports.made_records import kept, leads, line, sites

DAY = date(2026, 11, 23)
DEMO = PACK.parent / "examples" / "demo"
Write = Callable[[Catalog, Kind, Lang], bytes]
FORMS: dict[str, Write] = {
    "xlsx": lambda catalog, kind, lang: table_workbook(table_of(catalog, kind, lang, DAY), lang),
    "csv": lambda catalog, kind, lang: table_csv(table_of(catalog, kind, lang, DAY)),
    "geojson": lambda catalog, _kind, lang: sites_geojson(catalog, lang, DAY),
}
EACH = [(form, kind) for form in FORMS for kind in ("sites", "leads") if (form, kind) != ("geojson", "leads")]


def there_and_back(catalog: Catalog, form: str, kind: Kind, lang: Lang, reader: Catalog) -> Imported:
    """reader: the town that the file is taken into."""
    found = read_file(FORMS[form](catalog, kind, lang), f"out.{form}", kind, reader, DAY)
    titles = 2 if form == "xlsx" else 0
    assert [i for i in found.issues if i.severity in ("error", "ask")] == []
    assert (found.rejected, found.skipped) == (0, titles)
    return found


def said(record: SiteRecord, catalog: Catalog) -> dict[str, Any]:
    """The cells of a record as the site table holds them."""
    return {
        name: parse_cell(
            BY_NAME[name], value, catalog.vocabularies.get(BY_NAME[name].vocabulary),
            catalog.possible(name) if BY_NAME[name].type in ("number", "month") else None,
        )
        for name, value in record.cells.items()
        if name != "id"
    }  # fmt: skip


def of_site(site: Site) -> dict[str, Any]:
    return {n: kept("sites", n, str(c)) if BY_NAME[n].type == "text" else c for n, c in site.cells.items() if n != "id"}


def of_lead(lead: Lead) -> Need:
    texts = {n: kept("leads", n, getattr(lead.need, n)) for n in ("name", "industry_text", "location_text") if getattr(lead.need, n)}
    return lead.need.model_copy(update={**texts, "id": ""})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("form", "kind"), EACH)
@pytest.mark.parametrize("pack", [PACK, DEMO], ids=lambda p: p.name)
def test_what_a_pack_holds_comes_back_equal(pack: Path, form: str, kind: Kind, lang: Lang) -> None:
    town = load(pack)
    found = there_and_back(town, form, kind, lang, town)
    if kind == "sites":
        assert [r.known for r in found.sites] == [s.id for s in town.sites]
        assert [said(r, town) for r in found.sites] == [of_site(s) for s in town.sites]
    else:
        assert [r.need for r in found.leads] == [of_lead(x) for x in town.leads]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_made_up_sites_come_back_equal(seed: int, form: str, lang: Lang, town: Catalog) -> None:
    made = sites(random.Random(seed), town, 150)
    found = there_and_back(replace(town, sites=tuple(made)), form, "sites", lang, town)
    assert [r.cells["id"] for r in found.sites] == [s.id for s in made]
    for record, site in zip(found.sites, made, strict=True):
        assert said(record, town) == of_site(site), site.id


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("seed", range(3))
def test_made_up_leads_come_back_equal(seed: int, form: str, lang: Lang, town: Catalog) -> None:
    made = leads(random.Random(seed), town, 150)
    found = there_and_back(replace(town, leads=tuple(made)), form, "leads", lang, town)
    for record, lead in zip(found.leads, made, strict=True):
        assert record.need == of_lead(lead), lead.id
        beside = {n: record.beside.get(n, "") for n in ("id", "name_en", "stage", "stage_since", "settled_at", "note")}
        assert beside == {
            "id": lead.id, "name_en": line(lead.name_en), "stage": lead.stage, "stage_since": lead.stage_since,
            "settled_at": lead.settled_at, "note": kept("leads", "note", lead.note),
        }  # fmt: skip


def test_what_is_not_known_stays_not_known(town: Catalog) -> None:
    bare = Site("T1", {"id": "T1", "name": "甲", "kind": "land"})
    for form in FORMS:
        (record,) = there_and_back(replace(town, sites=(bare,)), form, "sites", "zh", town).sites
        assert set(record.cells) == {"id", "name", "kind"}, form


def test_a_schematic_place_comes_back_schematic_with_its_radius(town: Catalog) -> None:
    site = next(s for s in town.sites if s.text("location_basis") == "schematic")
    for form in FORMS:
        found = there_and_back(replace(town, sites=(site,)), form, "sites", "zh", town)
        assert (found.sites[0].cells["location_basis"], found.sites[0].cells["location_accuracy_m"]) == ("schematic", "6000")


def test_outlines_come_back_beside_the_places_on_record() -> None:
    """The place that is on record stays, though the middle of the outline lies elsewhere."""
    town = load(DEMO)
    shapes = outlines_in(town.drawing)
    found = there_and_back(town, "geojson", "sites", "zh", town)
    assert len(shapes) > 100
    back = {r.known: dict(r.outline) for r in found.sites if r.outline and r.outline["type"] in AREAS}
    assert back.keys() == shapes.keys()
    for ident, shape in shapes.items():
        assert of_geometry(back[ident], town).geometry == of_geometry(shape, town).geometry, ident
    for record in found.sites:
        at = town.by_id[record.known].position
        assert at is None or (float(record.cells["lat"]), float(record.cells["lon"])) == at[:2]
