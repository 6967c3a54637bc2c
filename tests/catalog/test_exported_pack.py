"""Answers written into a new pack: it reads back equal, differs in nothing else, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.catalog.answering import answered, overlay
from matcher.catalog.export import export_pack
from matcher.catalog.issues import Refused
from matcher.catalog.load import load
from matcher.model.catalog import Catalog
from matcher.model.fields import LOCATION
from matcher.model.pack import Citation
from matcher.model.site import Evidence
from tests.catalog.said import said, sentence, state
from tests.csv_rows import read_rows

ROOT = Path(__file__).resolve().parents[2]


# Writing the pack back


def rows(path: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows(path)[1]}


def files(folder: Path) -> Iterator[str]:
    return (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file())


GIVEN = (
    said("wanyang-1", "power_kva", "800"),
    said("wanyang-1", "floor_m2", "285000..290000", confirmed_by="李工"),
    said("xiacun", LOCATION, "22.68,113.12,40"),
    said("lingang", "features", "行车;-货梯"),
    said("bus-station", "delivery", "2027-06.."),
    said("weilong", "note", '两行，"引号"\n第二行'),
    said("liufang", "land_mu", "120", source="plan", clause="C3.2", basis="plan"),
)
CHANGED = {
    ("wanyang-1", "power_kva"), ("wanyang-1", "floor_m2"), ("xiacun", "lat"), ("xiacun", "lon"), ("xiacun", "location_accuracy_m"),
    ("xiacun", "location_basis"), ("lingang", "features"), ("bus-station", "delivery"), ("weilong", "note"), ("weilong", "note_en"),
    ("liufang", "land_mu"),
}  # fmt: skip
"""(site, column) of the site table that these answers write, or empty: the English form of a text that they correct."""


@pytest.fixture
def told(town: Catalog) -> Catalog:
    """The real town after some answers."""
    catalog, issues = overlay(town, GIVEN)
    assert issues == []
    return catalog


def test_an_exported_pack_reads_back_equal(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    export_pack(pack_copy, told, tmp_path / "out")
    again = load(tmp_path / "out")
    assert state(again) == state(told)
    assert again.leads == told.leads
    assert again.rules == told.rules


def test_a_pack_without_answers_is_exported_byte_for_byte(pack_copy: Path, town: Catalog, tmp_path: Path) -> None:
    export_pack(pack_copy, town, tmp_path / "out")
    assert list(files(tmp_path / "out")) == list(files(pack_copy))
    for name in files(pack_copy):
        assert (tmp_path / "out" / name).read_bytes() == (pack_copy / name).read_bytes(), name


def test_only_what_was_answered_differs_in_an_exported_pack(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    export_pack(pack_copy, told, tmp_path / "out")
    touched = {"parcels.csv", "evidence.csv", "sources.yaml"}
    for name in files(pack_copy):
        same = (tmp_path / "out" / name).read_bytes() == (pack_copy / name).read_bytes()
        assert same == (name not in touched), name

    before, after = rows(pack_copy / "parcels.csv"), rows(tmp_path / "out" / "parcels.csv")
    assert list(after) == list(before)
    changed = {(site, column) for site in before for column in before[site] if before[site][column] != after[site][column]}
    assert changed == CHANGED

    old = (pack_copy / "sources.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "sources.yaml").read_text(encoding="utf-8").startswith(old.rstrip("\n"))


def test_an_export_leaves_out_the_translation_of_a_text_that_was_answered_anew(pack_copy: Path, town: Catalog, tmp_path: Path) -> None:
    assert town.by_id["changqing"].text("taken_by_en")
    export_pack(pack_copy, answered(town, said("changqing", "taken_by", "新业主")), tmp_path / "out")
    changqing = load(tmp_path / "out").by_id["changqing"]
    assert (changqing.text("taken_by"), changqing.text("taken_by_en")) == ("新业主", "")


def test_cells_keep_the_form_in_which_somebody_wrote_them(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    """A name in Chinese stays a name in Chinese, and 1,200 stays 1,200, unless an answer changed that very cell."""
    path = pack_copy / "parcels.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(",renewal,,xiacun,listed,", ",三旧,,霞村,列入更新,").replace(",534.96,", ',"0,534.960",'), encoding="utf-8", newline=""
    )
    spelt = load(pack_copy)
    assert state(spelt) == state(load(ROOT / "data"))
    export_pack(pack_copy, overlay(spelt, GIVEN)[0], tmp_path / "out")
    after = rows(tmp_path / "out" / "parcels.csv")
    assert (after["xiacun"]["kind"], after["xiacun"]["status"]) == ("三旧", "列入更新")
    assert after["mumianwei"]["land_mu"] == "0,534.960"


def test_what_was_exported_can_be_answered_and_exported_again(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    """The same person is asked again at a later date; the second export keeps all that the first one told."""
    export_pack(pack_copy, told, tmp_path / "first")
    later = answered(load(tmp_path / "first"), said("xiacun", "land_mu", "77", as_of="2026-11-22"))
    export_pack(tmp_path / "first", later, tmp_path / "second")
    assert state(load(tmp_path / "second")) == state(later)


def test_an_export_over_something_is_refused_and_leaves_it_alone(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    out = tmp_path / "taken"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for target in (out, tmp_path / "file", pack_copy):
        before = {name: (target / name).read_bytes() for name in files(target)} if target.is_dir() else target.read_bytes()
        with pytest.raises(Refused) as refusal:
            export_pack(pack_copy, told, target)
        assert "not an empty folder" in sentence(refusal)
        assert before == ({name: (target / name).read_bytes() for name in files(target)} if target.is_dir() else target.read_bytes())


def test_an_export_into_an_empty_folder_is_fine(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export_pack(pack_copy, told, tmp_path / "empty")
    assert state(load(tmp_path / "empty")) == state(told)


def test_an_export_that_fails_leaves_nothing_behind(pack_copy: Path, town: Catalog, tmp_path: Path) -> None:
    """A pack that could not be read again is not written at all: here its evidence cites a source that it lacks."""
    place = ("xiacun", "status")
    bad = Evidence("xiacun", "status", "plan", Citation(source="nowhere"), "2026")
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(Refused):
        export_pack(pack_copy, replace(town, evidence={**town.evidence, place: bad}), tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize("inside", ["out", "map/out"])
def test_an_export_into_the_pack_itself_is_refused_and_leaves_it_alone(pack_copy: Path, told: Catalog, inside: str) -> None:
    before = list(files(pack_copy))
    with pytest.raises(Refused):
        export_pack(pack_copy, told, pack_copy / inside)
    assert list(files(pack_copy)) == before


def test_an_export_under_a_file_is_refused(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused):
        export_pack(pack_copy, told, tmp_path / "file" / "out")


@pytest.mark.parametrize("name", ["n" * 300, "长" * 200, "a/" * 3000], ids=["a long name", "a long Chinese name", "a long way"])
def test_an_export_to_a_name_that_no_disk_takes_is_refused(pack_copy: Path, told: Catalog, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        export_pack(pack_copy, told, tmp_path / "new" / name)
    assert "cannot be written to" in sentence(refusal)


@pytest.mark.parametrize("place", ["private.txt", "map/private"])
def test_an_export_follows_no_link_out_of_the_pack(pack_copy: Path, told: Catalog, tmp_path: Path, place: str) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "letter.txt").write_text("mine", encoding="utf-8")
    (pack_copy / place).symlink_to(private if "map" in place else private / "letter.txt")
    with pytest.raises(Refused) as refusal:
        export_pack(pack_copy, told, tmp_path / "out")
    assert place in sentence(refusal)
    assert not (tmp_path / "out").exists()


# Text that was meant to do harm, or only looks as if

HOSTILE = {
    "quotes": "he said \"yes\" and 'no' and “maybe”",
    "two lines": "first\nsecond",
    "windows lines": "first\r\nsecond",
    "a lone carriage return": "first\rsecond",
    "a blank line": "first\n\n  second",
    "a yaml comment": "name: # not a comment",
    "a yaml list": "- a\n- b: {c: [d]}",
    "a yaml alias": "*alias &anchor !tag",
    "a yaml end": "...\n---\nsources:",
    "a template": "{{7*7}} ${7*7} {name} {0}",
    "a formula": "=1+1",
    "another formula": "@SUM(A1)|'+cmd'",
    "markup": "<script>alert(1)</script>&amp;",
    "nul": "a\x00b",
    "control signs": "a\x07\x1b[31mb\x7f",
    "a tab": "a\tb",
    "separators": "a;b,c、d，e；f",
    "backslashes": "C:\\new\\table \\u0041 \\",
    "unicode line ends": "a\u2028b\u2029c\x85d\x0be",
    "byte order": "a\ufeffb\u200e\u202e",
    "rare signs": "𠮷野家 🏭 é é",
    "a bare no": "no",
    "a number": "0111",
    "nothing much": "~",
    "very long": "长" * 500,
    "percent": "%s %d %(x)s",
    "known by another": "plan",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_back_unchanged_or_is_refused(pack_copy: Path, town: Catalog, tmp_path: Path, text: str) -> None:
    """As a source, as who confirmed it and as a note: through an export, whole or not at all."""
    given = said("wanyang-1", "note", text, source=text, confirmed_by=text)
    try:
        catalog = answered(town, given)
        export_pack(pack_copy, catalog, tmp_path / "out")
    except Refused:
        catalog = None
    if catalog is None:
        assert not (tmp_path / "out").exists()
        return
    again = load(tmp_path / "out")
    assert state(again) == state(catalog)
    found = again.evidence["wanyang-1", "note"]
    assert again.by_id["wanyang-1"].text("note") == text
    assert found.confirmed_by == text
    assert text in (again.sources[found.citation.source].name, found.citation.source)
