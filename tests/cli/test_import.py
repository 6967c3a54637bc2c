"""`import`: exactly the promised JSON, exit 0 for what could be read and 2 with one sentence for what could not, all taken or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from matcher.catalog.load import load
from matcher.cli import main
from tests.cli.test_schema import complaints
from tests.conftest import PACK
from tests.exchange.ledgers import LAND, REGISTER
from tests.exchange.messy import text_table, xlsx
from tests.kept import answers as kept_answers

KEYS = {"severity", "record", "line", "field", "value", "message", "fix_by"}
TOWN = load(PACK)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "意向企业.xlsx"
    path.write_bytes(xlsx(REGISTER))
    return path


def ran(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[Any, str]:
    """(what was printed as JSON, what was said on the side)."""
    assert main(["import", *arguments, "--json"]) == code
    said = capsys.readouterr()
    return json.loads(said.out), said.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_is_what_was_promised(lang: str, file: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, _ = ran(capsys, str(file), "--kind", "leads", "--dry-run", "--lang", lang)
    assert complaints("import", report) == []
    assert set(report) == {"rows", "accepted", "rejected", "skipped", "encoding", "issues"}
    assert (report["rows"], report["accepted"], report["rejected"], report["skipped"]) == (10, 3, 2, 5)
    assert all(set(issue) == KEYS for issue in report["issues"])
    rejected = {i["line"] for i in report["issues"] if i["severity"] == "error"}
    assert rejected == {7, 10}
    assert all(i["field"] and i["message"] and i["fix_by"] for i in report["issues"] if i["severity"] == "error")


@pytest.mark.parametrize("raw", [b"", b"<html><table></table></html>", b"%PDF-1.4", b"PK\x03\x04 broken", "无".encode("gb18030")])
def test_what_cannot_be_read_ends_with_2_and_one_sentence(
    raw: bytes, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(raw)
    report, said = ran(capsys, str(path), "--kind", "sites", "--dry-run", code=2)
    assert complaints("import", report) == []
    assert len(report["issues"]) == 1
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "more",
    [["--mapping", "missing.json"], ["--crs", "mars"], ["--log", "no/such/folder/a.xlsx"], ["--save-mapping", "no/such/folder/a.json"]],
)
def test_options_that_cannot_be_followed_end_with_2_too(
    more: list[str], file: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = ran(capsys, str(file), "--kind", "leads", "--dry-run", *more, code=2)
    assert len(said.strip().splitlines()) == 1


def test_a_file_that_is_not_there_ends_with_2(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, "nowhere.xlsx", "--kind", "sites", "--dry-run", code=2)


def test_without_json_it_speaks_to_people(file: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file), "--kind", "leads", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "共 10 行：可用 3，有误 2，跳过 5（xlsx）。" in said
    assert "[有误] 意向企业.xlsx, 第 7 行" in said


def known_sites(tmp_path: Path, *rows: list[str]) -> str:
    path = tmp_path / "更新.csv"
    path.write_text(text_table([["地块编号", "配电容量(kVA)", "租金（元/㎡·月）", "更新日期"], *rows]), "utf-8")
    return str(path)


def test_facts_of_known_sites_become_answers_with_the_file_as_their_source(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = known_sites(tmp_path, ["wanyang-1", "800", "15", "2026-10-08"])
    report, said = ran(capsys, path, "--kind", "sites")
    assert report["accepted"] == 1
    assert "已有地块 1 处，新地块 0 处，共 2 项" in said
    answers = kept_answers()
    assert [(a.site, a.field, a.value, a.source, a.as_of) for a in answers] == [
        ("wanyang-1", "power_kva", "800", "更新.csv", "2026-10-08"),
        ("wanyang-1", "rent_yuan_m2_month", "15", "更新.csv", "2026-10-08"),
    ]


def test_new_sites_and_leads_are_kept_and_answer_from_then_on(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites, leads = tmp_path / "新地块.csv", tmp_path / "意向.csv"
    sites.write_text(text_table([["地块名称", "面积（亩）", "可供面积（亩）", "状态"], ["塔岗北地块", "32", "32", "可供"]]), "utf-8")
    leads.write_text(
        text_table([["企业名称", "意向用地(亩)", "联系人", "联系电话", "项目阶段"], ["禾塘灯饰", "20", "陈", "138 0013 8000", "洽谈"]]),
        "utf-8",
    )
    _, said = ran(capsys, str(sites), "--kind", "sites")
    assert "新地块 1 处" in said
    _, said = ran(capsys, str(leads), "--kind", "leads")
    assert "线索 1 条" in said
    assert main(["match", "--lead", "禾塘灯饰", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert "塔岗北地块" in {s["site_id"] for s in answer["matches"]}
    _, said = ran(capsys, str(leads), "--kind", "leads")
    assert "已经登记过" in said


def test_a_dry_run_takes_nothing(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran(capsys, known_sites(tmp_path, ["wanyang-1", "800", "", ""]), "--kind", "sites", "--dry-run")
    assert kept_answers() == []


@pytest.mark.parametrize("second", [["wanyang-1", "很大", "", ""], ["wanyang-1", "900", "", ""], ["新地块", "", "", "2026-13-40"]])
def test_unless_all_can_be_stored_nothing_is(second: list[str], tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = ran(capsys, known_sites(tmp_path, ["wanyang-1", "800", "", ""], second), "--kind", "sites")
    assert "没有存" in said
    assert kept_answers() == []


def test_what_contradicts_the_record_of_a_known_site_is_named(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "更新.csv"
    path.write_text(text_table([["地块编号", "状态"], ["wanyang-1", "已租"]]), "utf-8")
    report, _ = ran(capsys, str(path), "--kind", "sites", "--dry-run")
    assert report["rejected"] == 1
    assert [i["field"] for i in report["issues"] if i["severity"] == "error"] == ["状态"]


def test_the_mapping_that_was_used_can_be_kept_and_used_again(
    file: Path, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "map.json"
    first, _ = ran(capsys, str(file), "--kind", "leads", "--dry-run", "--save-mapping", str(kept))
    again, _ = ran(capsys, str(file), "--kind", "leads", "--dry-run", "--mapping", str(kept))
    assert [again[k] for k in ("rows", "accepted", "rejected", "skipped")] == [
        first[k] for k in ("rows", "accepted", "rejected", "skipped")
    ]
    assert json.loads(kept.read_text("utf-8"))["columns"]["用地（用房）需求 / 面积"] == "area"


def test_the_log_marks_the_faulty_cells_with_the_reason_as_a_note(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, log = tmp_path / "a.xlsx", tmp_path / "log.xlsx"
    path.write_bytes(xlsx(LAND))
    report, _ = ran(capsys, str(path), "--kind", "sites", "--dry-run", "--log", str(log))
    book = openpyxl.load_workbook(log)
    table, found = book.worksheets
    (fault,) = [i for i in report["issues"] if i["severity"] == "error"]
    cell = table.cell(fault["line"], 9)
    assert (cell.value, cell.fill.fgColor.rgb) == ("2027.1", "FFF4C7C3")
    assert cell.comment is not None
    assert "两个不同的日期" in cell.comment.text
    assert found.max_row == len(report["issues"]) + 1


HOSTILE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://x")',
    "\t=1",
    "<r>x</r>",
    "{{7*7}}",
    "'=1",
    "http://x.y",
    "=cmd|' /C calc'!A0",
)


def test_nothing_in_a_log_is_a_formula_or_a_link(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, log = tmp_path / "a.csv", tmp_path / "log.xlsx"
    path.write_text(text_table([["企业名称", "用地面积（亩）", "=2+2"], *([f"{h}厂", h, h] for h in HOSTILE)]), "utf-8")
    ran(capsys, str(path), "--kind", "leads", "--dry-run", "--log", str(log))
    for sheet in openpyxl.load_workbook(log).worksheets:
        for row in sheet.iter_rows():
            assert all(c.data_type in ("s", "n") and c.hyperlink is None for c in row)
