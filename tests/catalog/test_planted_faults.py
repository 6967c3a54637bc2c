"""Several faults at once, faults far down a table, and a pack that is not there; each kind of fault by itself is planted beside this."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.catalog.issues import errors
from matcher.catalog.load import read_pack
from matcher.cli import main
from tests.catalog.planting import (
    CODES,
    LEADS,
    PLAN,
    PROOF,
    RULES,
    SITES,
    SOURCES,
    TRADES,
    WORDS,
    both,
    emptied,
    put,
    swap,
    with_column,
)


def test_the_copy_is_good_before_anything_is_planted(pack_copy: Path) -> None:
    catalog, issues = read_pack(pack_copy)
    assert catalog is not None
    assert issues == []


def test_faults_in_several_files_are_all_told_at_once(pack_copy: Path) -> None:
    """A person mends a pack in one round, not one fault a round."""
    both(
        swap(RULES, "    threshold: 250\n", "    threshold: plenty\n"),
        swap(PLAN, "invented: 'no'", "invented: no"),
        with_column(SITES, "colour"),
        emptied(WORDS),
    )(pack_copy)
    catalog, issues = read_pack(pack_copy)
    assert catalog is None
    assert {i.file for i in errors(issues)} == {RULES, PLAN, SITES, WORDS}


def test_a_line_number_counts_lines_of_the_file_even_after_a_cell_of_two_lines(pack_copy: Path) -> None:
    put(SITES, "mumianwei", name_en="Mumianwei\nplot")(pack_copy)
    put(SITES, "xiacun", status="sold")(pack_copy)
    _, issues = read_pack(pack_copy)
    lines = (pack_copy / SITES).read_text(encoding="utf-8").split("\n")
    (issue,) = [i for i in errors(issues) if i.field == "status" and i.value == "sold"]
    assert lines[issue.line - 1].startswith("xiacun,")


def test_a_pack_that_is_not_there_is_refused_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere"), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    for file in (SITES, PROOF, LEADS, CODES, RULES, PLAN, TRADES, WORDS, SOURCES):
        assert file in told
