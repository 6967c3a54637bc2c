"""Faults that are planted in a copy of a pack, one at a time, and how each must be told."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.issues import Issue, errors
from matcher.catalog.load import read_pack
from matcher.cli import main

SITES, PROOF, LEADS, CODES = "parcels.csv", "evidence.csv", "leads.csv", "gbt4754.csv"
RULES, PLAN, TRADES, WORDS, SOURCES = "rules.yaml", "plan.yaml", "industries.yaml", "words.yaml", "sources.yaml"
PROFILES = "profiles.yaml"
EXAMPLES = "examples.yaml"
LABELS, OUTLINES, PLACES = "map/labels.geojson", "map/outlines.geojson", "map/schematic.csv"
Plant = Callable[[Path], None]
CHINESE = re.compile("[\u4e00-\u9fff]")


def swap(file: str, old: str, new: str) -> Plant:
    """Replaces a text that stands exactly once in a file."""

    def plant(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        (pack / file).write_text(text.replace(old, new), encoding="utf-8", newline="")

    return plant


def put(table: str, record: str, **cells: str) -> Plant:
    """Writes other values into cells of one record of a table whose first column is its id."""

    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        (row,) = [r for r in rows if r[0] == record]
        for column, value in cells.items():
            row[header.index(column)] = value
        write(pack / table, [header, *rows])

    return plant


def append(file: str, line: str) -> Plant:
    def plant(pack: Path) -> None:
        with (pack / file).open("a", encoding="utf-8", newline="") as out:
            out.write(line + "\n")

    return plant


def evidence(line: str) -> Plant:
    """One more line of evidence; `line` holds its first six cells."""
    return append("evidence.csv", line + ",,,,,,")


def drop_line(file: str, start: str) -> Plant:
    """Takes out the one line that starts so."""

    def plant(pack: Path) -> None:
        lines = (pack / file).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) == len(lines) - 1
        (pack / file).write_text("".join(kept), encoding="utf-8", newline="")

    return plant


def without_column(table: str, column: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        gone = header.index(column)
        write(pack / table, [[c for i, c in enumerate(row) if i != gone] for row in (header, *rows)])

    return plant


def with_column(table: str, column: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        write(pack / table, [[*header, column], *([*row, ""] for row in rows)])

    return plant


def one_cell_short(table: str, record: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        write(pack / table, [header, *(row[:-1] if row[0] == record else row for row in rows)])

    return plant


def repeated(table: str, record: str) -> Plant:
    def plant(pack: Path) -> None:
        header, rows = read(pack / table)
        write(pack / table, [header, *rows, *(row for row in rows if row[0] == record)])

    return plant


def missing(file: str) -> Plant:
    return lambda pack: (pack / file).unlink()


def emptied(file: str) -> Plant:
    def plant(pack: Path) -> None:
        (pack / file).write_text("", encoding="utf-8")

    return plant


def recoded(file: str, encoding: str) -> Plant:
    def plant(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8")
        (pack / file).write_bytes(text.encode(encoding, errors="replace"))

    return plant


def drawn(file: str, *features: tuple[str, Any, dict[str, Any]]) -> Plant:
    """A map file of features, each told by its shape, its coordinates and its properties."""

    def plant(pack: Path) -> None:
        made = [{"type": "Feature", "properties": p, "geometry": {"type": shape, "coordinates": at}} for shape, at, p in features]
        (pack / file).write_text(json.dumps({"type": "FeatureCollection", "features": made}), encoding="utf-8")

    return plant


def a_folder_instead_of(file: str) -> Plant:
    def plant(pack: Path) -> None:
        (pack / file).unlink(missing_ok=True)
        (pack / file).mkdir()

    return plant


def a_pipe_instead_of(file: str) -> Plant:
    """A named pipe, which nobody ever writes into; where the system has none, a folder."""

    def plant(pack: Path) -> None:
        (pack / file).unlink(missing_ok=True)
        os.mkfifo(pack / file) if hasattr(os, "mkfifo") else (pack / file).mkdir()

    return plant


def many_words(part: str, count: int) -> Plant:
    """So many more words at the head of a list of words.yaml."""
    lines = "".join(f"  - {{token: more_{i}, name: 又一个{i}, name_en: another {i}}}\n" for i in range(count))
    return swap(WORDS, f"\n{part}:\n", f"\n{part}:\n{lines}")


def both(*plants: Plant) -> Plant:
    def plant(pack: Path) -> None:
        for each in plants:
            each(pack)

    return plant


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@dataclass(frozen=True)
class Fault:
    """What is planted, and how it must be told: `at` is how its line begins in the spoilt file, '' where no line can be named."""

    id: str
    plant: Plant
    file: str
    at: str
    record: str
    field: str
    value: str
    says: str
    """A part of the English message."""


def line_of(pack: Path, fault: Fault) -> int:
    """The last line of the spoilt file that begins as the fault says; 0 where none can be named."""
    if not fault.at:
        return 0
    lines = (pack / fault.file).read_bytes().split(b"\n")
    return max(number for number, line in enumerate(lines, 1) if line.startswith(fault.at.encode()))


def name_of(fault: Fault) -> str:
    return fault.id.replace(" ", "-")


def refused_by_name(fault: Fault, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the fault planted the pack is refused, the fault is told once in its place and in both languages, and nothing that is sound is blamed."""
    fault.plant(pack)
    catalog, issues = read_pack(pack)

    assert catalog is None
    found = errors(issues)
    blamed = "\n".join(i.told("en") for i in found)
    assert found, "nothing was said"
    issue = found[0]
    assert (issue.file, issue.record, issue.field) == (fault.file, fault.record, fault.field), blamed
    assert issue.line == line_of(pack, fault), blamed
    assert fault.value in issue.value + issue.message.en, blamed
    assert fault.says in issue.message.en, blamed
    speaks_both_languages(issue)
    assert len(found) == 1, f"more is blamed than was planted:\n{blamed}"

    assert main(["check", str(pack), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert issue.told("en") in told
    assert "The pack cannot be used: 1 errors." in told


def speaks_both_languages(issue: Issue) -> None:
    for text in (issue.message, issue.mend, issue.fix_by):
        assert CHINESE.search(text.zh)
        assert re.search("[a-z]", text.en)
