"""Faults planted in environment.yaml, one at a time: each is refused by file, record and line, in both languages; and a need that says two things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matcher.catalog.issues import IssueLog, errors
from matcher.catalog.load import load, read_pack
from matcher.catalog.needs import read_need
from matcher.catalog.yaml_tree import Tree
from matcher.model.catalog import Catalog

FILE = "environment.yaml"
PLATING = "  - id: plating\n    leads_to: report\n    processes: [plating]\n"

FAULTS = {
    "a class that does not exist": (PLATING, PLATING.replace("report", "book"), "plating", "    leads_to: book", "not an allowed word"),
    "a process that words.yaml does not have": (
        PLATING, PLATING.replace("[plating]", "[gilding]"), "plating", "  - id: plating", "words.yaml does not have",
    ),
    "a rule that turns on nothing": (PLATING, PLATING.replace("    processes: [plating]\n", ""), "plating", "  - id: plating", "one of the two"),
    "a rule that turns on two things": (
        PLATING, PLATING + "    amount: {field: casting_t, at_least: 5, unit: t/a}\n", "plating", "  - id: plating", "one of the two",
    ),
    "a milder class that is none": (PLATING, PLATING + "    or_only: report\n", "plating", "    or_only: report", "not an allowed word"),
    "a code that the classification does not have": (PLATING, PLATING + "    codes: ['9998']\n", "plating", "  - id: plating", "gbt4754.csv"),
    "a trade that the classification does not have": (PLATING, PLATING + "    trades: ['9998']\n", "plating", "  - id: plating", "gbt4754.csv"),
    "an id twice": ("  - id: tanning\n", "  - id: plating\n", "plating", "  - id: plating", "repeats an id"),
    "two lines for one amount": (
        "amount: {field: casting_t, unit: t/a}", "amount: {field: casting_t, at_least: 5, more_than: 3, unit: t/a}", "amount",
        "    amount: {field: casting_t, at", "both at_least and more_than",
    ),
    "a line below nothing": (
        "amount: {field: casting_t, unit: t/a}", "amount: {field: casting_t, at_least: -5, unit: t/a}", "amount",
        "    amount: {field: casting_t, at", "outside what is allowed",
    ),
    "another unit": (
        "amount: {field: casting_t, unit: t/a}", "amount: {field: casting_t, unit: kg/a}", "amount", "    amount: {field: casting_t, unit: k",
        "not an allowed word",
    ),
    "an amount that no need states": (
        "amount: {field: casting_t, unit: t/a}", "amount: {field: jobs, unit: t/a}", "amount", "    amount: {field: jobs",
        "not an allowed word",
    ),
    "an amount without its question": (
        "  - field: casting_t\n    process: casting\n", "  - field: low_voc_paint_t\n    process: casting\n", "", "", "",
    ),
    "a source that is not there": (
        PLATING, PLATING.replace("    processes", "    citation: {source: hearsay}\n    processes"), "", "", "the same key stands twice",
    ),
    "a rule without words": (
        "    says: 有电镀工艺的，编制报告书。\n", "    says: ''\n", "plating", "    says: ''", "fewer than 1",
    ),
    "no section": ("sections: [C]", "sections: []", "", "sections: []", "fewer than 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_its_place(name: str, pack_copy: Path) -> None:
    old, new, record, at, says = FAULTS[name]
    text = (pack_copy / FILE).read_text("utf-8")
    assert text.count(old) == 1
    (pack_copy / FILE).write_text(text.replace(old, new), encoding="utf-8")
    catalog, issues = read_pack(pack_copy)
    found = errors(issues)
    assert catalog is None
    assert {i.file for i in found} == {FILE}
    assert all(re.search("[\u4e00-\u9fff]", t.zh) and re.search("[a-z]", t.en) for i in found for t in (i.message, i.mend))
    assert any(says in i.message.en for i in found)
    if record or at:
        lines = (pack_copy / FILE).read_text("utf-8").splitlines()
        issue = next(i for i in found if says in i.message.en)
        assert issue.record == record
        assert lines[issue.line - 1].startswith(at)


def test_an_amount_named_twice_and_one_without_its_question_are_both_told(pack_copy: Path) -> None:
    text = (pack_copy / FILE).read_text("utf-8")
    (pack_copy / FILE).write_text(text.replace("  - field: casting_t\n", "  - field: low_voc_paint_t\n"), encoding="utf-8")
    told = [i.message.en for i in errors(read_pack(pack_copy)[1])]
    assert told == ["names an amount twice.", "turns on an amount that `amounts` does not name."]


def test_an_unknown_clause_is_refused(pack_copy: Path) -> None:
    text = (pack_copy / FILE).read_text("utf-8")
    (pack_copy / FILE).write_text(text.replace("clause: article-5", "clause: article-99"), encoding="utf-8")
    (issue,) = errors(read_pack(pack_copy)[1])
    assert (issue.file, issue.value) == (FILE, "article-99")


def test_the_file_may_be_left_out(pack_copy: Path) -> None:
    (pack_copy / FILE).unlink()
    assert load(pack_copy).environment is None


def test_a_part_of_a_word_must_be_one_of_its_synonyms(pack_copy: Path) -> None:
    path = pack_copy / "words.yaml"
    path.write_text(path.read_text("utf-8").replace("parts: [砂洗]", "parts: [石洗]"), encoding="utf-8")
    (issue,) = errors(read_pack(pack_copy)[1])
    assert (issue.record, issue.field, issue.value) == ("washing", "parts", "石洗")


def test_a_need_that_uses_and_denies_a_process_is_refused(town: Catalog) -> None:
    log = IssueLog("need")
    assert read_need(Tree({"processes": "电镀", "processes_not": "电镀; 印染"}), town.vocabularies, log) is None
    (issue,) = log.issues
    assert "plating" in issue.message.zh
    assert "used and as not used" in issue.message.en


@pytest.mark.parametrize("said", ["-1", "many", "inf", "2e9"])
def test_a_tonnage_that_is_none_is_refused(town: Catalog, said: str) -> None:
    log = IssueLog("need")
    assert read_need(Tree({"solvent_paint_t": said}), town.vocabularies, log) is None
    assert [i.field for i in log.issues] == ["solvent_paint_t"]


def test_nought_is_a_tonnage(town: Catalog) -> None:
    need = read_need(Tree({"solvent_paint_t": "0", "processes_all": "是"}), town.vocabularies, IssueLog("need"))
    assert need is not None
    assert need.solvent_paint_t == 0
    assert need.stated("solvent_paint_t")
    assert need.processes_all is True
