"""`worklist` and `answer --sheet` as a person or a program uses them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from matcher.catalog.answer_store import AnswerStore

from matcher.cli import main
from matcher.model.catalog import Catalog
from tests.cli.test_schema import complaints, written
from tests.reports.test_owner_sheet import header

ROOT = Path(__file__).resolve().parents[2]
ON = ("--on", "2026-11-23")
DEMO = ("--pack", str(ROOT / "examples" / "demo"))


@pytest.fixture
def sheet(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The town's sheet, with nothing filled in."""
    path = tmp_path / "表.xlsx"
    assert main(["worklist", *ON, "--xlsx", str(path)]) == 0
    assert str(path) in capsys.readouterr().out
    return path


def fill(path: Path, site: str, field: str, answer: Any, source: str = "李工") -> None:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for page in book.worksheets[:-1]:
        for row in page.iter_rows(min_row=header(page) + 1):
            if (row[0].value, row[3].value) == (site, field):
                row[7].value, row[8].value, row[9].value = answer, source, "2026-11"
    book.save(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_as_json_fits_its_schema_and_the_top_is_the_top(lang: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = written(capsys, "worklist", *ON, "--top", "0", "--lang", lang)
    assert complaints("worklist", whole) == []
    assert len(whole["items"]) == whole["total"] > 20
    top = written(capsys, "worklist", *ON, "--top", "3", "--lang", lang)
    assert complaints("worklist", top) == []
    assert top["items"] == whole["items"][:3]
    assert top["total"] == whole["total"]
    demo = written(capsys, "worklist", *ON, *DEMO, "--lang", lang)
    assert complaints("worklist", demo) == []
    assert demo["notice"]


def test_the_lines_say_how_many_leads_each_answer_settles(home: Path, capsys: pytest.CaptureFixture[str], town: Catalog) -> None:
    assert main(["worklist", *ON, "--top", "2"]) == 0
    out = capsys.readouterr().out
    assert "还开着的线索 9 条" in out
    assert "定案  9" in out
    assert "已落户" in out
    assert "项未列出" in out
    assert main(["worklist", *ON, *DEMO, "--lang", "en", "--top", "2"]) == 0
    out = capsys.readouterr().out
    assert "Invented" in out.splitlines()[0]
    assert not any("\u4e00" <= ch <= "\u9fff" for ch in out)


def test_the_list_of_one_site(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = written(capsys, "worklist", *ON, "--site", "lingang", "--top", "0")
    assert {i["site_id"] for i in found["items"]} == {"lingang"}
    assert main(["worklist", *ON, "--site", "nowhere"]) == 1
    assert "没有这个地块" in capsys.readouterr().err
    assert main(["worklist", *ON, "--site", "nowhere", "--json"]) == 1
    assert complaints("refusal", json.loads(capsys.readouterr().out)) == []


def test_a_sheet_that_cannot_be_written_is_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worklist", *ON, "--xlsx", str(tmp_path / "no" / "such.xlsx")]) == 1
    assert "写不进" in capsys.readouterr().err


def test_a_filled_sheet_is_tried_taken_and_shortens_the_list(
    sheet: Path, home: Path, capsys: pytest.CaptureFixture[str], town: Catalog
) -> None:
    before = written(capsys, "worklist", *ON, "--top", "0")
    first = before["items"][0]
    fill(sheet, first["site_id"], first["field"], 3000)
    tried = written(capsys, "answer", "--sheet", str(sheet), "--dry-run")
    assert complaints("sheet", tried) == []
    assert (tried["taken"], tried["accepted"], len(tried["answers"])) == (False, 1, 1)
    assert AnswerStore(town.plan.town.id).answers() == []
    assert main(["answer", "--sheet", str(sheet), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "李工" in out
    assert "没有记下" in out
    taken = written(capsys, "answer", "--sheet", str(sheet))
    assert complaints("sheet", taken) == []
    assert taken["taken"] is True
    assert [a.value for a in AnswerStore(town.plan.town.id).answers()] == ["3000"]
    after = written(capsys, "worklist", *ON, "--top", "0")
    assert (first["site_id"], first["field"]) not in {(i["site_id"], i["field"]) for i in after["items"]}


def test_a_sheet_with_one_wrong_row_is_refused_as_a_whole(
    sheet: Path, home: Path, capsys: pytest.CaptureFixture[str], town: Catalog
) -> None:
    items = written(capsys, "worklist", *ON, "--top", "2")["items"]
    fill(sheet, items[0]["site_id"], items[0]["field"], 3000)
    fill(sheet, items[1]["site_id"], items[1]["field"], "很多")
    assert main(["answer", "--sheet", str(sheet)]) == 1
    err = capsys.readouterr().err
    assert "表.xlsx" in err
    assert "很多" in err
    assert "不是数字" in err
    assert AnswerStore(town.plan.town.id).answers() == []
    assert main(["answer", "--sheet", str(sheet), "--json"]) == 1
    assert complaints("refusal", json.loads(capsys.readouterr().out)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["answer"], ["answer", "wanyang-1"], ["answer", "wanyang-1", "power_kva"], ["answer", "wanyang-1", "power_kva", "800", "--dry-run"],
        ["answer", "wanyang-1", "power_kva", "800", "--sheet", "x.xlsx"], ["answer", "--sheet", "x.xlsx", "--undo"], ["worklist", "--top", "-1"], ["worklist", "--on", "never"],
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_understood(arguments: list[str], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_sheet_that_is_not_there_or_empty(sheet: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answer", "--sheet", "no-such.xlsx"]) == 1
    assert "找不到" in capsys.readouterr().err
    assert main(["answer", "--sheet", str(sheet)]) == 0
    assert "没有填任何答案" in capsys.readouterr().out
