"""Files of many texts: both commands that read them go on past what is broken, and write as many lines as there are records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.catalog.issues import Refused
from matcher.cli import main
from matcher.cli.records import records
from matcher.model.text import LANGS, NOTHING

COMMANDS = ("parse", "industry")
GOOD = '{"id": "a", "text": "求租厂房3000平，做五金"}'


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def read(path: Path) -> list[tuple[str, bool]]:
    return [(r.id, r.fault == NOTHING) for r in records(path)]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("f.jsonl", f'{GOOD}\nno json\n{{"id": "b"}}\n[1]\n\n{{"id": 7, "text": "注塑"}}\n', [("a", True), ("f.jsonl:2", False), ("b", False), ("f.jsonl:4", False), ("7", True)]),
        ("f.jsonl", 'no json\n{"id": true, "text": "x"}\n' + GOOD, [("f.jsonl:1", False), ("f.jsonl:2", False), ("a", True)]),
        ("f", f"{GOOD}\n{{", [("a", True), ("f:2", False)]),
        ("f.csv", 'id,who,text\n1,x,"注塑，\n喷漆"\n2,y\n\n3,z,铸造,4\n,z,铸造\n4,w,五金\n', [("1", True), ("2", False), ("3", False), ("f.csv:7", False), ("4", True)]),
        ("f.csv", 'id,text\n1,五金\n2,"x\n3,y\n', [("1", True), ("f.csv:4", False)]),
        ("f.txt", "text,id\n五金,1\n", [("1", True)]),
    ],
)  # fmt: skip
def test_a_broken_record_is_told_and_the_others_go_on(
    command: str, name: str, content: str, ids: list[tuple[str, bool]], tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert main([command, "--file", str(path), "--json"]) == 0
    found = lines(capsys)
    assert [(f["id"], "error" not in f) for f in found] == ids
    assert all(sorted(f) == ["error", "id"] for f in found if "error" in f)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "content"), [("f.csv", b"text\nx\n"), ("f.csv", b""), ("f.csv", b'"id,text'), ("f.jsonl", b"\xff\xfe"), ("gone.csv", None)]
)
def test_a_file_that_cannot_be_read_at_all_is_refused(
    command: str, name: str, content: bytes | None, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main([command, "--file", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] is True


def test_half_a_character_is_written_again_as_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_text('{"id": "\\ud800", "text": "五金\\ud800"}', encoding="utf-8")
    assert [(r.id, r.text) for r in records(path)] == [("?", "五金?")]


LINES = st.text(alphabet=st.characters(exclude_characters="\r\n\x85\u2028\u2029\x1c\x1d\x1e\x0b\x0c", codec="utf-8"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(LINES, st.just(GOOD), st.just('{"id": 1}')), max_size=8))
def test_records_out_are_records_in(tmp_path: Path, said: list[str]) -> None:
    """Whatever the lines hold: one record for each that is not empty, in order, and each good one is read."""
    path = tmp_path / "f.jsonl"
    path.write_text("\n".join(said), encoding="utf-8", newline="")
    try:
        found = list(records(path))
    except Refused:
        assert any(not c.isprintable() for line in said for c in line)
        return
    asked = [line for line in "\n".join(said).removeprefix("\ufeff").split("\n") if line.strip()]
    assert len(found) == len(asked)
    assert all((r.fault == NOTHING) for r, line in zip(found, asked, strict=True) if line == GOOD)
    assert all(bool(r.fault.say(lang)) == (r.fault != NOTHING) for r in found for lang in LANGS)
