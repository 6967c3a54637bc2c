"""The command line as a person or a program uses it: exit status 0 fine, 1 refused with reasons, 2 not understood."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from matcher.catalog.issues import Issue
from matcher.catalog.load import load
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.text import Text
from matcher.register.answers import give
from matcher.register.opening import with_town
from matcher.register.register import Register
from matcher.register.who import CONSOLE
from tests.cli.ran import CHINESE, ON, ROOT, Run, program
from tests.conftest import PACK

# Exit status


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["match", "--help"], 0),
        ([], 2),
        (["dance"], 2),
        (["check", "--loud"], 2),
        (["check"], 0),
        (["check", "no/such/folder"], 1),
        (["match"], 2),
        (["match", "--lead", "xinhe"], 0),
        (["match", "--lead", "nobody"], 1),
        (["match", "--lead", "xinhe", "--need", "x.yaml"], 2),
        (["match", "--need", "no-such-file.yaml"], 1),
        (["match", "--need", "."], 1),
        (["match", "--lead", "xinhe", "--top", "-1"], 2),
        (["match", "--lead", "xinhe", "--top", "many"], 2),
        (["match", "--lead", "xinhe", "--lang", "fr"], 2),
        (["match", "--lead", "xinhe", "--on", "2026-02-30"], 2),
        (["match", "--lead", "xinhe", "--on", "tomorrow"], 2),
        (["match", "--lead", "xinhe", "--pack", "no/such/folder"], 1),
        (["answer"], 2),
        (["answer", "xiacun", "land_mu"], 2),
        (["answer", "xiacun", "land_mu", "20", "--undo"], 2),
        (["answer", "xiacun", "land_mu", "20"], 1),
        (["answer", "xiacun", "land_mu", "20", "--source", "某人"], 0),
        (["answer", "xiacun", "land_mu", "20", "--source", "某人", "--basis", "rumour"], 2),
        (["answer", "xiacun", "land_mu", "20", "--source", "某人", "--as-of", "soon"], 2),
        (["answer", "xiacun", "land_mu", "--undo"], 1),
        (["answer", "atlantis", "land_mu", "20", "--source", "某人"], 1),
        (["pack"], 2),
        (["pack", "export"], 2),
        (["pack", "export", "matcher"], 1),
        (["schema"], 2),
        (["schema", "need"], 0),
        (["slip"], 2),
        (["slip", "--months", "6"], 0),
        (["slip", "--months", "0"], 0),
        (["slip", "--months", "6", "--lead", "xinhe"], 0),
        (["slip", "--months", "6", "--lead", "szkjy"], 1),
        (["slip", "--months", "6", "--lead", "nobody"], 1),
        (["slip", "--months", "-1"], 2),
        (["slip", "--months", "601"], 2),
        (["slip", "--months", "six"], 2),
        (["slip", "--months", "6", "--on", "2026-11-23", "--since", "2026-11-24"], 2),
        (["tenants"], 2),
        (["tenants", "--site", "wanyang-1"], 0),
        (["tenants", "--site", "atlantis"], 1),
        (["tenants", "--site", "wanyang-1", "--on", "soon"], 2),
        (["gaps"], 0),
        (["gaps", "--pack", "no/such/folder"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_exit_status_says_how_it_went(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int) -> None:
    """What is fine speaks on stdout; what is not speaks on stderr, or is the report that `check` was asked for."""
    monkeypatch.chdir(ROOT)
    ran = run(*arguments)
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err
    report = arguments[:1] == ["check"] and code == 1
    assert ran.out if code == 0 or report else ran.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [["match", "--lead", "nobody"], ["answer", "xiacun", "land_mu", "20"], ["pack", "export", "."]])
def test_a_refusal_is_told_in_the_language_asked_for(run: Run, lang: str, command: list[str]) -> None:
    ran = run(*command, "--lang", lang)
    assert ran.code == 1
    assert bool(CHINESE.search(ran.err)) == (lang == "zh")


def test_a_refusal_is_json_where_json_was_asked_for(run: Run) -> None:
    ran = run("match", "--lead", "nobody", "--json", "--lang", "en")
    assert ran.code == 1
    (issue,) = json.loads(ran.out)["issues"]
    assert (issue["file"], issue["value"]) == ("leads.csv", "nobody")
    assert "Known: xinhe" in issue["mend"]
    assert ran.err == ""


# check


def test_check_counts_what_the_pack_holds(run: Run, town: Catalog) -> None:
    for lang in ("zh", "en"):
        ran = run("check", "--lang", lang)
        assert ran.code == 0
        assert town.plan.town.title.say(lang) in ran.out  # type: ignore[arg-type]
        for count in (len(town.sites), len(town.evidence), len(town.leads)):
            assert re.search(rf"\b{count}\b", ran.out.replace("项", " ").replace("处", " ").replace("条", " "))
    assert json.loads(run("check", "--json").out) == {"good": True, "errors": 0, "issues": []}


def test_the_pack_may_be_named_by_the_environment(run: Run, pack_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_PACK", str(pack_copy))
    assert run("check").code == 0
    (pack_copy / "words.yaml").unlink()
    assert run("check").code == 1
    assert run("match", "--lead", "xinhe").code == 1


# As a program of its own


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252:strict", "PYTHONUTF8": "0"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}],
    ids=["ascii", "windows", "C locale"],
)
def test_chinese_comes_out_whole_where_the_terminal_claims_it_cannot(home: Path, environment: dict[str, str]) -> None:
    ran = program("match", "--lead", "xinhe", *ON, **environment)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "规划欢迎" in ran.stdout.decode("utf-8")


def test_a_refusal_comes_out_whole_where_the_terminal_claims_it_cannot(home: Path) -> None:
    refused = program("match", "--lead", "nobody", PYTHONIOENCODING="ascii")
    assert refused.returncode == 1
    assert "没有这条线索" in refused.stderr.decode("utf-8")


def test_a_reader_that_stops_early_is_no_fault(home: Path) -> None:
    """`python -m matcher match .. | head -1` ends quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "matcher", "match", "--lead", "xinhe", "--json", "--top", "0"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read().decode()
        running.wait(timeout=60)
    assert complaint == ""
    assert running.returncode == 0


def test_it_runs_from_any_folder(home: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "matcher", "check"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()


# What the data hold cannot steer the terminal

ORDERS = "\x1b[31m\x1b]0;title\x07\x9b2J\x7f\x08\u202e"


def test_orders_to_the_terminal_in_the_data_are_never_printed(run: Run, ask: Run, pack_copy: Path) -> None:
    """In a match, in an answer that no longer fits, in a refusal, and in JSON, which keeps them as numbers."""
    table = pack_copy / "parcels.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("万洋众创城一期", f"万洋{ORDERS}"), encoding="utf-8", newline="")
    given = Answer(site="wanyang-1", field="power_kva", value=ORDERS, source="某人", as_of="2026-11-20")
    give(with_town(Register(), load(PACK)), CONSOLE, "hetang", [given])
    match = ("match", "--lead", "xinhe", *ON, "--top", "0", "--pack", str(pack_copy))
    told, as_json, refused = run(*match), run(*match, "--json"), ask(json.dumps({"near": ORDERS, ORDERS: 1}))
    assert "万洋" in told.out
    assert "power_kva" in told.err
    assert "near" in refused.err
    for ran in (told, as_json, refused):
        assert [c for c in ran.out + ran.err if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")] == []
    assert f"万洋{ORDERS}" in [m["title"] for m in json.loads(as_json.out)["matches"]]


def test_half_a_character_in_a_refusal_is_told_and_breaks_nothing() -> None:
    told = Issue("error", "x\udcff.geojson", "\ud800", 0, "", "\udfff", Text("写法不对。", "is wrong."), Text("请改。", "Mend it.")).told(
        "en"
    )
    assert told.encode("utf-8").decode() == told
    assert "is wrong. Mend it." in told
