"""The office takes sites and leads away from their pages and could bring them back; a visitor finds nothing of the kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.load import load
from matcher.exchange.read_file import read_file
from matcher.exchange.tables_data import Kind
from tests.browser.conftest import Watched
from tests.browser.test_leads import Desk, Office, desk, office  # noqa: F401 - the fixtures
from tests.conftest import PACK


def fetched(watched: Watched, kind: Kind, label: str, folder: Path) -> Path:
    box = watched.page.locator(f".st-key-panel-export-{kind}")
    with watched.page.expect_download() as waited:
        box.get_by_role("button", name=label).click()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


@pytest.mark.parametrize(("kind", "view", "labels"), [("sites", "work", ("Excel", "CSV", "GeoJSON")), ("leads", "leads", ("Excel", "CSV"))])
def test_the_office_takes_its_tables_away(
    kind: Kind,
    view: str,
    labels: tuple[str, ...],
    office: Office,  # noqa: F811
    desk: Desk,  # noqa: F811
    tmp_path: Path,
) -> None:
    _, token = office.person("s1", "小陈", "staff")
    watched = desk(office.address, token)
    watched.open(f"{office.address}?view={view}")
    town = load(PACK)
    for label in labels:
        path = fetched(watched, kind, label, tmp_path)
        found = read_file(path.read_bytes(), path.name, kind, town, date.today())
        assert (found.accepted, found.rejected) == (len(town.sites if kind == "sites" else town.leads), 0), label
    empty = fetched(watched, kind, "空表", tmp_path)
    assert read_file(empty.read_bytes(), empty.name, kind, town, date.today()).accepted == 0


@pytest.mark.parametrize("view", ["work", "leads"])
def test_a_visitor_finds_no_table_to_take_away(view: str, office: Office, desk: Desk) -> None:  # noqa: F811
    watched = desk(office.address, "nobody")
    page = watched.open(f"{office.address}?view={view}")
    assert page.locator("[class*=st-key-panel-export]").count() == 0
