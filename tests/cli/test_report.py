"""`report` as a person or a program uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.cli import main
from tests.cli.test_schema import complaints, written

ON = ("--on", "2026-11-23")
BEGINS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}


@pytest.mark.parametrize("form", BEGINS)
@pytest.mark.parametrize("kind", ["proposal", "comparison", "quarter"])
def test_each_report_is_written_in_each_form(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, form: str) -> None:
    path = tmp_path / f"报告{form}"
    whose = () if kind == "quarter" else ("--lead", "xinhe")
    told = written(capsys, "report", "--kind", kind, *whose, "--out", str(path), *ON, "--lang", "en")
    assert complaints("report", told) == []
    assert path.read_bytes().startswith(BEGINS[form])
    assert told["bytes"] == path.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kind", "proposal", "--lead", "xinhe", "--out", "x.txt"), ".docx"),
        (("--kind", "proposal", "--out", "x.pdf"), "--lead"),
        (("--kind", "quarter", "--lead", "xinhe", "--out", "x.pdf"), "--lead"),
        (("--kind", "proposal", "--lead", "nobody", "--out", "x.pdf"), "nobody"),
        (("--kind", "comparison", "--lead", "xinhe", "--sites", "a,b", "--out", "x.pdf"), "a"),
        (("--kind", "comparison", "--lead", "xinhe", "--sites", "a,b,c,d,e", "--out", "x.pdf"), "4"),
        (("--kind", "proposal", "--lead", "xinhe", "--out", "no/such/folder/x.pdf"), "x.pdf"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", *arguments, *ON]) == 1
    assert told in capsys.readouterr().err
    assert list(tmp_path.glob("x.*")) == []
