"""`export` as a person or a program uses it: what was written can be imported again, and what cannot be written is said in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matcher.cli import main
from matcher.model.catalog import Catalog
from tests.kept import answers as kept_answers

SITES, LEADS = ("--kind", "sites"), ("--kind", "leads")


@pytest.mark.parametrize("name", ["地块.xlsx", "out.csv", "out.GEOJSON"])
def test_what_is_exported_is_known_again_by_the_importer(
    name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], town: Catalog
) -> None:
    out = tmp_path / name
    assert main(["export", *SITES, "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"out": str(out), "kind": "sites", "template": False, "rows": len(town.sites)}
    assert main(["import", str(out), *SITES, "--dry-run", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["accepted"], report["rejected"]) == (len(town.sites), 0)
    assert {i["severity"] for i in report["issues"]} <= {"info"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_leads_are_exported_without_their_contacts(lang: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text("企业名称,用地面积（亩）,联系人,联系电话\n某某灯饰厂,20,王小明,13800138000\n", "utf-8")
    assert main(["import", str(given), *LEADS]) == 0
    assert main(["export", *LEADS, "--out", str(out), "--lang", lang]) == 0
    said = capsys.readouterr()
    text = out.read_text("utf-8-sig")
    assert "某某灯饰厂" in text
    assert "王小明" not in text
    assert "13800138000" not in text
    assert ("联系人" if lang == "zh" else "Contacts") in said.err


def test_answers_are_in_what_is_exported(home: Path, tmp_path: Path, town: Catalog) -> None:
    given, out = tmp_path / "in.csv", tmp_path / "out.csv"
    site = town.sites[0]
    given.write_text(f"地块编号,配电容量（kVA）\n{site.id},777\n", "utf-8")
    assert main(["import", str(given), *SITES]) == 0
    assert len(kept_answers()) == 1
    assert main(["export", *SITES, "--out", str(out)]) == 0
    assert ",777," in next(line for line in out.read_text("utf-8-sig").splitlines() if line.startswith(site.id))


@pytest.mark.parametrize("kind", ["sites", "leads"])
def test_an_empty_table_is_written_to_be_filled_in(kind: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "empty.xlsx"
    assert main(["export", "--kind", kind, "--template", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 0
    assert out.stat().st_size > 5000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "sites", "--out", "a.docx"], "不是可以写的格式"),
        (["--kind", "sites", "--out", "a"], "不是可以写的格式"),
        (["--kind", "leads", "--out", "a.geojson"], "只有地块"),
        (["--kind", "sites", "--template", "--out", "a.geojson"], "只有地块"),
        (["--kind", "sites", "--out", "nowhere/a.csv"], "写不进"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(
    arguments: list[str], said: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 1
    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 1
    assert said in told[0]


def test_what_comes_back_unchanged_is_no_answer_and_keeps_its_source(home: Path, tmp_path: Path, town: Catalog) -> None:
    out = tmp_path / "out.csv"
    assert main(["export", *SITES, "--out", str(out)]) == 0
    text = out.read_text("utf-8-sig")
    head, *rows = text.splitlines()
    place = head.split(",").index("配电容量（kVA）")
    first = rows[0].split(",")
    first[place] = "500"
    out.write_text("\n".join([head, ",".join(first), *rows[1:]]), "utf-8-sig")
    assert main(["import", str(out), *SITES]) == 0
    assert [(a.site, a.field, a.value) for a in kept_answers()] == [(town.sites[0].id, "power_kva", "500")]
