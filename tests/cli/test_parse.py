"""The command `parse`: one text, a file of many, and what cannot be taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.cli import main

ON = ("--on", "2026-11-23")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_text_gives_the_fields_it_states_with_spans_and_the_rest(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "求租厂房3000平左右，需卸货平台，明年年中前入驻"
    assert main(["parse", "--text", text, "--json", *ON]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {k: v for k, v in found.items() if k not in ("spans", "unread")} == {
        "kind": "request", "note": "", "space": "factory", "tenure": "rent", "floor_m2_min": 3000.0, "floor_m2_max": 3000.0, "needed_by": "2027-06",
    }  # fmt: skip
    assert all(text[s["start"] : s["end"]] == s["text"] for s in (*found["spans"], *found["unread"]))
    assert "约数" in next(s["note"] for s in found["spans"] if s["field"] == "floor_m2_min")
    assert [u["text"] for u in found["unread"]] == ["需卸货平台"]


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("厂房", "没有读懂", "行车")), ("en", ("factory space", "Not understood", "overhead crane"))]
)
def test_the_plain_output_tells_fields_words_and_the_rest(
    lang: str, words: tuple[str, ...], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parse", "--text", "求租厂房3000平，带行车，需卸货平台", "--lang", lang, *ON]) == 0
    told = capsys.readouterr().out
    assert all(word in told for word in words)


def test_an_offer_and_an_empty_text_say_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--text", "厂房出租3000平，15元/平/月", "--lang", "en", *ON]) == 0
    told = capsys.readouterr().out
    assert "offers a place" in told
    assert "No need was read." in told
    assert main(["parse", "--text", "", *ON]) == 0
    assert "没有读出需求" in capsys.readouterr().out


def test_json_lines_give_one_line_each_and_a_broken_one_does_not_stop_the_others(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "asked.jsonl"
    records = [
        '{"id": "a", "text": "求租厂房3000平"}',
        "no json",
        '{"id": "b"}',
        "[1]",
        "",
        '{"id": 7, "text": "买地20亩"}',
        '{"id": "c", "text": "\\ud800亩"}',
    ]
    path.write_text("\n".join(records), encoding="utf-8")
    assert main(["parse", "--file", str(path), "--json", *ON]) == 0
    found = lines(capsys)
    assert [f["id"] for f in found] == ["a", "asked.jsonl:2", "b", "asked.jsonl:4", "7", "c"]
    assert [sorted(f) == ["error", "id"] for f in found] == [False, True, True, True, False, False]
    assert (found[0]["floor_m2_min"], found[4]["land_mu_max"]) == (3000.0, 20.0)


def test_csv_is_read_by_its_header(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "asked.csv"
    path.write_text('\ufeffid,who,text\n1,x,"求租厂房3000平，\n一楼"\n2,y\n3,z,买地20亩,4\n4,w,需要20亩工业用地\n', encoding="utf-8")
    assert main(["parse", "--file", str(path), *ON]) == 0
    found = lines(capsys)
    assert [(f["id"], "error" in f) for f in found] == [("1", False), ("2", True), ("3", True), ("4", False)]
    assert found[0]["ground_floor"] is True


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"text\nx\n"), ("a.csv", b""), ("a.jsonl", b"\xff\xfe"), ("gone.jsonl", None)])
def test_a_file_that_cannot_be_read_is_refused(
    name: str, content: bytes | None, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["parse", "--file", str(path), *ON]) == 1
    assert name in capsys.readouterr().err


def test_either_a_text_or_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    for given in ([], ["--text", "a", "--file", "b"], ["--text", "a", "--on", "soon"]):
        with pytest.raises(SystemExit) as ended:
            main(["parse", *given])
        assert ended.value.code == 2
