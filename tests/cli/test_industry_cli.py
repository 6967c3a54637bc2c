"""`industry` as a person or a program uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from matcher.cli import main
from matcher.model.vocabulary import TIER

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "industry.schema.json"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def complaints(data: Any) -> list[str]:
    return [e.message for e in Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).iter_errors(data)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", ["铝合金门窗加工", "皮革鞣制加工", "桶装水灌装", ""])
def test_a_text_gets_three_candidates_that_fit_the_schema(text: str, lang: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["industry", "--text", text, "--json", "--lang", lang]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert complaints(answer) == []
    assert len(answer["candidates"]) == 3
    assert {c["tier"] for c in answer["candidates"]} <= set(TIER.tokens)
    assert answer["unsure"] == (text == "")


def test_people_read_the_tier_and_the_clause(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["industry", "--text", "铝合金门窗加工"]) == 0
    told = capsys.readouterr().out
    assert "3312" in told
    assert "传统优势" in told
    assert "人工确认" in told
    assert main(["industry", "--text", "桶装水灌装", "--lang", "en"]) == 0
    assert "the plan is silent" in capsys.readouterr().out
    assert main(["industry", "--text", "？？？"]) == 0
    assert "看不出" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("firms.csv", 'id,text,note\nA1,瓦楞纸箱加工,x\n\nA2,"软件开发，\n技术服务",\n'),
        ("firms.csv", "\ufefftext,id\n瓦楞纸箱加工,A1\n软件开发,A2\n"),
        ("firms.jsonl", '{"id": "A1", "text": "瓦楞纸箱加工"}\n\n{"text": "软件开发", "id": "A2", "more": 1}\n'),
    ],
)
def test_a_file_gets_a_line_for_each_firm(name: str, content: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert main(["industry", "--file", str(path), "--json"]) == 0
    first, second = lines(capsys)
    assert (first["id"], second["id"]) == ("A1", "A2")
    assert (first["candidates"][0]["division"], second["candidates"][0]["division"]) == ("22", "65")
    assert complaints(first) == complaints(second) == []


def test_a_file_that_is_not_there_is_refused(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["industry", "--file", str(tmp_path / "none.csv")]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_a_pack_with_hardly_any_divisions_is_told(home: Path, pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its table may hold only what its own industries need; then there is nothing to choose among."""
    table = pack_copy / "gbt4754.csv"
    rows = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(r for r in rows if len(r.split(",")[0]) != 2), encoding="utf-8")
    code = main(["industry", "--text", "铝合金门窗", "--pack", str(pack_copy)])
    assert code == 1
    assert "gbt4754.csv" in capsys.readouterr().err


def test_either_a_text_or_a_file_is_needed() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["industry"])
    assert ended.value.code == 2


def test_the_same_pack_and_text_give_the_same_bytes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outs = []
    for _ in range(2):
        assert main(["industry", "--text", "水泵、阀门制造", "--json"]) == 0
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1]
