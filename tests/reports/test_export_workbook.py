"""The workbook that an office fills in: lists to pick from, a note on each heading, a sheet that explains, and nothing of it taken for records."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from matcher.catalog.load import load
from matcher.exchange.headings import Headings
from matcher.exchange.mapping import Mapping
from matcher.exchange.read_file import read_file
from matcher.exchange.tables_data import KINDS, Kind, measures
from matcher.model.catalog import Catalog
from matcher.model.text import LANGS, Lang
from matcher.reports.table_columns import ABOUT, columns
from matcher.reports.table_sheet import FROZEN, HEAD, table_workbook
from matcher.reports.tables_out import INVENTED, table_csv, table_of
from tests.conftest import PACK

DAY = date(2026, 11, 23)


def book(town: Catalog, kind: Kind, lang: Lang = "zh", *, empty: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(table_workbook(table_of(town, kind, lang, DAY, empty=empty), lang)))


def picked(whole: Any, sheet: Any, place: int) -> list[str] | None:
    """The words that a cell of a column lets one pick, None where any text may stand."""
    cell = f"{openpyxl.utils.get_column_letter(place + 1)}{HEAD + 2}"
    rule = next((r for r in sheet.data_validations.dataValidation if cell in r.sqref), None)
    if rule is None:
        return None
    name, cells = rule.formula1.split("!")
    return (
        [c.value for (c,) in whole[name.strip("='")][cells.replace("$", "")]]
        if ":" in cells
        else [whole[name.strip("='")][cells.replace("$", "")].value]
    )


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_heading_is_read_as_its_field_in_its_unit(kind: Kind, lang: Lang, empty: bool, town: Catalog) -> None:
    headings = Headings(kind, town.vocabularies, Mapping())
    for place, column in enumerate(columns(town, kind, lang, empty=empty)):
        found = headings.find(place, (column.title,))
        assert found.target is not None, column.title
        assert (found.target.field, found.unfit) == (column.field, False), column.title
        if found.target.measure:
            assert found.unit is not None, column.title
            assert column.unit == measures()[found.target.measure].unit


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_column_of_words_has_its_whole_list_to_pick_from(kind: Kind, lang: Lang, town: Catalog) -> None:
    whole = book(town, kind, lang, empty=True)
    sheet = whole.worksheets[0]
    for place, column in enumerate(columns(town, kind, lang, empty=True)):
        wanted = [w.name.say(lang) for w in column.vocabulary.words] if column.vocabulary else None
        assert picked(whole, sheet, place) == wanted, column.title
    strict = [r for r in sheet.data_validations.dataValidation if r.showErrorMessage]
    assert len(strict) == sum(c.vocabulary is not None and not c.several for c in columns(town, kind, lang, empty=True))
    assert whole.worksheets[2].sheet_state == "hidden"


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_each_heading_has_a_note_and_the_second_sheet_explains_each_column(kind: Kind, empty: bool, town: Catalog) -> None:
    whole = book(town, kind, empty=empty)
    sheet, guide = whole.worksheets[:2]
    listed = columns(town, kind, "zh", empty=empty)
    assert [c.value for c in sheet[HEAD + 1]] == [c.title for c in listed]
    for cell, column in zip(sheet[HEAD + 1], listed, strict=True):
        assert column.how.zh in cell.comment.text, column.title
        assert column.unit.zh in cell.comment.text, column.title
    told = {row[0].value: row for row in guide.iter_rows()}
    for column in listed:
        words = told[column.title][5].value or ""
        assert all(w.name.zh in words for w in (column.vocabulary.words if column.vocabulary else ()))
        assert told[column.title][1].value == column.what.zh
    assert sheet.freeze_panes == f"{openpyxl.utils.get_column_letter(FROZEN + 1)}{HEAD + 2}"
    assert all(sheet.column_dimensions[openpyxl.utils.get_column_letter(i + 1)].width >= 12 for i in (0, 1, len(listed) - 1))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_holds_no_record(kind: Kind, lang: Lang, town: Catalog) -> None:
    raw = table_workbook(table_of(town, kind, lang, DAY, empty=True), lang)
    found = read_file(raw, "empty.xlsx", kind, town, DAY)
    assert (found.accepted, found.rejected) == (0, 0)
    assert [i.message.en for i in found.issues if i.severity == "warning"] == ["has no records below its headings."]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_filled_in_after_its_own_examples_is_taken_whole(kind: Kind, lang: Lang, town: Catalog) -> None:
    whole = book(town, kind, lang, empty=True)
    sheet = whole.worksheets[0]
    listed = columns(town, kind, lang, empty=True)
    left_out = ("id", "settled_at", "taken_by", "taken_since", "processes_not", "as_of")
    for place, column in enumerate(listed):
        if column.example and column.field not in left_out:
            sheet.cell(HEAD + 2, place + 1).value = column.example
    out = io.BytesIO()
    whole.save(out)
    found = read_file(out.getvalue(), "filled.xlsx", kind, town, DAY)
    assert [i.told("en") for i in found.issues if i.severity in ("error", "ask", "warning")] == []
    assert (found.accepted, found.rejected) == (1, 0)
    if kind == "sites":
        filled = {c.field for c in listed if c.example and c.field not in (*left_out, *ABOUT["sites"])}
        assert set(found.sites[0].cells) == filled | {"location_basis", "location_accuracy_m"}


def test_no_contact_leaves_by_a_table(town: Catalog) -> None:
    assert [c.field for c in columns(town, "leads", "zh", empty=False) if c.field in ABOUT["leads"]] == []
    assert {"contact", "phone", "owner"} & {c.field for c in columns(town, "sites", "zh", empty=False)} == set()


def test_invented_data_are_told_as_such() -> None:
    demo = load(PACK.parent / "examples" / "demo")
    assert any(c.value == INVENTED.zh for row in book(demo, "sites").worksheets[0].iter_rows(max_row=HEAD) for c in row)


def test_the_text_table_is_as_its_standard_says(town: Catalog) -> None:
    raw = table_csv(table_of(town, "sites", "zh", DAY))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\r\n") == len(town.sites) + 1
