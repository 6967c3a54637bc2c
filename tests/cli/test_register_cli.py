"""`audit`, `backup` and `restore` on the command line: their answers, exit statuses and what stays as it was."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from matcher.cli import main
from matcher.register.home import HOME_VARIABLE

ANSWER = ("answer", "wanyang-1", "power_kva", "3000", "--source", "园区", "--as-of", "2026-11-20")


@pytest.fixture
def told(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with one answer."""
    assert main(ANSWER) == 0
    capsys.readouterr()
    return home


def json_of(capsys: pytest.CaptureFixture[str], *command: str) -> object:
    assert main([*command, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_audit_is_verified_and_its_anchor_still_stands_later(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = json_of(capsys, "audit", "verify")
    assert isinstance(first, dict)
    assert (first["whole"], first["rows"]) == (True, 2)
    assert main(ANSWER) == 0
    assert main(["audit", "verify", "--anchor", first["anchor"]]) == 0
    assert main(["audit", "verify", "--anchor", f"2:{'0' * 64}"]) == 1
    assert main(["audit", "verify", "--anchor", f"9:{'0' * 64}", "--lang", "en"]) == 1
    assert "There were 9 rows then, and there are 3 now." in capsys.readouterr().err


def test_an_audit_that_was_changed_ends_with_one_and_a_sentence(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(told / "register.sqlite3") as connection:
        connection.execute("DROP TRIGGER audit_update")
        connection.execute("UPDATE audit SET who = 'x' WHERE number = 2")
    assert main(["audit", "verify", "--lang", "en"]) == 1
    assert "Row 2 does not fit its seal." in capsys.readouterr().err


def test_the_audit_is_told_in_sentences(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "show", "--record", "wanyang-1"]) == 0
    assert "本机命令行：记下答案 wanyang-1" in capsys.readouterr().out
    rows = json_of(capsys, "audit", "show", "--action", "pack.seed")
    assert isinstance(rows, list)
    assert [row["number"] for row in rows] == [1]


@pytest.mark.parametrize("wrong", [["verify", "--anchor", "x"], ["show", "--limit", "0"], ["show", "--since", "today"], []])
def test_what_is_not_understood_ends_with_two(told: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["audit", *wrong])
    assert end.value.code == 2


def test_where_there_is_no_register_nothing_is_made(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["audit", "verify"], ["audit", "show"], ["backup", str(tmp_path / "a.zip")]):
        assert main(command) == 1
    assert list(home.iterdir()) == []
    assert not (tmp_path / "a.zip").exists()


def test_a_backup_moves_the_register_to_another_machine(
    told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, whole = str(tmp_path / "plain.zip"), str(tmp_path / "whole.zip")
    made = json_of(capsys, "backup", plain)
    assert isinstance(made, dict)
    assert main(["backup", whole, "--with-key"]) == 0
    assert main(["backup", plain]) == 1, "nothing is overwritten"
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "new"))
    assert main(["restore", plain]) == 1, "nobody could verify its audit without the key"
    assert main(["restore", whole]) == 0
    assert main(["audit", "verify", "--anchor", made["anchor"]]) == 0
    assert main(ANSWER) == 0
    assert main(["restore", whole]) == 1, "there is something already"
    assert main(["restore", whole, "--replace"]) == 0
    assert len(list((tmp_path / "new").glob("before-restore-*.zip"))) == 1
    assert main(["audit", "verify"]) == 0


def test_what_is_no_backup_is_refused(told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nonsense")
    assert main(["restore", str(tmp_path / "a.zip"), "--replace", "--lang", "en"]) == 1
    assert "is no whole backup" in capsys.readouterr().err
