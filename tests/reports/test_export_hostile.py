"""Nothing in a file that leaves the house can run: 19 formula payloads and 33 control characters in every export there is."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from matcher.exchange.formula_guard import as_said, as_text
from matcher.exchange.read_file import read_file
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.pack import Citation
from matcher.office.work_list import work_list
from matcher.register.audit_reading import Done
from matcher.reports.audit_sheet import audit_csv
from matcher.reports.geojson_out import sites_geojson
from matcher.reports.marked_sheet import marked_workbook
from matcher.reports.owner_sheet import owner_sheet
from matcher.reports.table_sheet import table_workbook
from matcher.reports.tables_out import table_csv, table_of
from matcher.reports.xlsx import workbook
from tests.reports.made_records import CONTROLS, FORMULAS

DAY = date(2026, 11, 23)
BEGINS = "=+-@\t\r\n＝＋－＠"
Make = Callable[[Catalog, str], bytes]


def spoilt(town: Catalog, said: str) -> Catalog:
    """The town in which every text of people says this."""
    texts = dict.fromkeys(("name", "name_en", "taken_by", "address", "note", "note_en", "park"), said)
    need = Need(id="x", name=said, industry_text=said, location_text=said, space="land", land_mu_min=20, land_mu_max=20, industry="medical")
    cited = Citation(source="plan", clause="C3.2-enterprises")
    lead = Lead(id="x", name=said, name_en=said, stage="talks", citation=cited, note=said, note_en=said, need=need)
    return replace(town, sites=tuple(s.with_cells(texts) for s in town.sites[:3]), leads=(lead,))


def marked(town: Catalog, said: str) -> bytes:
    properties = {"地块名称": said, "用地面积（亩）": said, said: said, "备注": said}
    raw = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None, "properties": properties}]})
    return marked_workbook(read_file(raw.encode(), "a.geojson", "sites", town, DAY), "zh")


WORKBOOKS: dict[str, Make] = {
    "sites": lambda town, said: table_workbook(table_of(spoilt(town, said), "sites", "zh", DAY), "zh"),
    "leads": lambda town, said: table_workbook(table_of(spoilt(town, said), "leads", "en", DAY), "en"),
    "empty": lambda town, said: table_workbook(table_of(_words(town, said), "sites", "zh", DAY, empty=True), "zh"),
    "shortlist": lambda town, said: workbook(shortlist(spoilt(town, said), spoilt(town, said).leads[0].need, DAY), "zh"),
    "owners": lambda town, said: owner_sheet(spoilt(town, said), work_list(spoilt(town, said), spoilt(town, said).leads, DAY), "zh"),
    "marked": marked,
}
TEXTS: dict[str, Make] = {
    "sites": lambda town, said: table_csv(table_of(spoilt(town, said), "sites", "zh", DAY)),
    "leads": lambda town, said: table_csv(table_of(spoilt(town, said), "leads", "zh", DAY)),
    "audit": lambda _town, said: audit_csv([_done(said)], "zh"),
}


def _words(town: Catalog, said: str) -> Catalog:
    """The town whose list of villages holds this."""
    first, *others = town.words.villages
    villages = (first.model_copy(update={"name": said, "name_en": said}), *others)
    return replace(town, words=town.words.model_copy(update={"villages": villages}))


def _done(said: str) -> Done:
    return Done(1, "2026-11-23T10:00:00+00:00", "x", said, "staff", "answer.give", "town", said, {"source": said, said or "x": said})


def cells(raw: bytes) -> Iterator[Any]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    yield from (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


@pytest.mark.parametrize("said", FORMULAS, ids=repr)
@pytest.mark.parametrize("export", WORKBOOKS)
def test_no_formula_lives_in_a_workbook(export: str, said: str, town: Catalog) -> None:
    raw = WORKBOOKS[export](town, said)
    found = list(cells(raw))
    assert [c.coordinate for c in found if c.data_type == "f" or c.hyperlink] == []
    shown = "".join(said.split())
    assert any(shown in "".join(str(c.value).split()) for c in found), "the text itself is there"
    assert not [n for n in zipfile.ZipFile(io.BytesIO(raw)).namelist() if "vbaProject" in n or "externalLink" in n or "embeddings" in n]


@pytest.mark.parametrize("said", FORMULAS, ids=repr)
@pytest.mark.parametrize("export", TEXTS)
def test_no_cell_of_a_text_table_begins_as_a_formula(export: str, said: str, town: Catalog) -> None:
    rows = list(csv.reader(io.StringIO(TEXTS[export](town, said).decode("utf-8-sig"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert [c for row in rows for c in row if c.lstrip(" \u00a0\u3000").startswith(tuple(BEGINS))] == []


@pytest.mark.parametrize("said", [*FORMULAS, "", "a", "'", "''", "'a", "-", "'-", "'''=", " '=1", "2-1"], ids=repr)
def test_the_apostrophe_goes_where_it_is_needed_and_comes_off_again(said: str) -> None:
    assert as_said(as_text(said)) == said
    assert not as_text(said).lstrip(" \u00a0\u3000").startswith(tuple(BEGINS))


@pytest.mark.parametrize("control", CONTROLS, ids=repr)
@pytest.mark.parametrize("export", WORKBOOKS)
def test_a_control_character_breaks_no_workbook(export: str, control: str, town: Catalog) -> None:
    raw = WORKBOOKS[export](town, f"甲{control}乙")
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))  # every part is sound XML
    assert list(cells(raw))


@pytest.mark.parametrize("control", CONTROLS, ids=repr)
def test_a_control_character_breaks_no_text_and_no_map(control: str, town: Catalog) -> None:
    said = f"甲{control}乙"
    for export, make in TEXTS.items():
        rows = list(csv.reader(io.StringIO(make(town, said).decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, export
    data = json.loads(sites_geojson(spoilt(town, said), "zh", DAY))
    assert len(data["features"]) == 3
    names = {f["properties"]["地块或载体"] for f in data["features"]}
    assert len(names) == 1
    assert all(ch >= " " or ch in "\t\n" for ch in names.pop())
