"""The command line as a person or a program uses it: exit status 0 fine, 1 refused with reasons, 2 not understood."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from matcher.catalog.answer_store import AnswerStore

from matcher.catalog.issues import Issue
from matcher.catalog.load import load
from matcher.cli import main
from matcher.cli.match import MAX_NEED_BYTES
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.text import Text

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile("[\u4e00-\u9fff]")
ON = ("--on", "2026-11-23")


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def start(*arguments: str) -> Ran:
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Ran(code, *capsys.readouterr())

    return start


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Run:
    """Runs `match` on a need given as text or bytes."""

    def start(need: str | bytes, *arguments: str) -> Ran:
        path = tmp_path / "need.yaml"
        path.write_bytes(need if isinstance(need, bytes) else need.encode())
        return run("match", "--need", str(path), *ON, *arguments)

    return start


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m matcher` as a program of its own."""
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "matcher", *arguments], cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)


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


# match


def test_a_lead_is_answered_in_both_languages(run: Run, town: Catalog) -> None:
    zh, en = run("match", "--lead", "xinhe", *ON), run("match", "--lead", "xinhe", *ON, "--lang", "en")
    assert zh.out.count("\n") == en.out.count("\n")
    for site in town.sites:
        if site.id in zh.out:
            assert site.id in en.out
    assert "规划欢迎" in zh.out
    assert "Welcome under the plan" in en.out
    assert "2026-11-23" in zh.out


def test_the_english_answer_holds_no_chinese_but_names_that_have_no_english(run: Run, town: Catalog) -> None:
    """What the pack itself gives in English may keep a Chinese term in brackets; the program's own words never do."""
    own = {n.name_en for n in town.plan.not_checked}
    for lead in ("xinhe", "jiangsheng", "changqing-concrete", "saikesi"):
        told = run("match", "--lead", lead, *ON, "--lang", "en").out
        for text in own:
            told = told.replace(text, "")
        assert CHINESE.findall(told) == []


def test_a_good_need_is_answered(ask: Run) -> None:
    ran = ask("industry: medical\nland_mu_min: 20\nland_mu_max: 20\n", "--json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["need"] == {"industry": "medical", "land_mu_min": 20, "land_mu_max": 20}
    assert found["welcome"]["verdict"] == "welcome"
    assert found["matches"]


CHINESE_NEED = """
industry: 医疗器械
space: 厂房
tenure: 租
processes: [喷粉]
fire_class: 丙
ground_floor: 要不要都行
"""


def test_a_need_may_use_the_words_that_people_use(ask: Run) -> None:
    need = CHINESE_NEED.replace("要不要都行", "是") + "near: 高铁、码头\nspecial: [天车, 无尘车间]\ndischarges_wastewater: 否\n"
    ran = ask(need, "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["need"] == {
        "industry": "medical", "space": "factory", "tenure": "rent", "processes": ["coating"], "fire_class": "bing", "ground_floor": True,
        "near": ["rail", "port"], "special": ["crane", "clean_room"], "discharges_wastewater": False,
    }  # fmt: skip


def test_figures_may_be_typed_full_width_in_a_need_as_in_the_table(ask: Run) -> None:
    ran = ask("land_mu_min: ２０\nneeded_by: ２０２７－０６\n", "--json")
    assert ran.code == 0, ran.out
    assert json.loads(ran.out)["need"] == {"land_mu_min": 20, "needed_by": "2027-06"}


AS_JSON = {
    "plain": json.dumps({"industry": "medical", "land_mu_min": 20, "discharges_wastewater": False, "near": ["port"]}),
    "indented by tabs": json.dumps({"industry": "medical", "land_mu_min": 20, "discharges_wastewater": False, "near": ["port"]}, indent="\t"),
    "without a blank": json.dumps(
        {"industry": "medical", "land_mu_min": 20, "discharges_wastewater": False, "near": ["port"]}, separators=(",", ":")
    ),
    "in ASCII": json.dumps({"industry": "医疗器械", "land_mu_min": 20.0, "discharges_wastewater": False, "near": "码头"}),
    "with null": json.dumps(
        {"industry": "medical", "land_mu_min": 20, "land_mu_max": None, "tenure": None, "discharges_wastewater": False, "near": ["port"],
         "special": [], "location_text": None}
    ),
    "with a byte order mark": "\ufeff" + json.dumps({"industry": "medical", "land_mu_min": 20, "discharges_wastewater": False, "near": "port"}),
}  # fmt: skip


@pytest.mark.parametrize("text", AS_JSON.values(), ids=AS_JSON)
def test_a_need_may_be_json_as_programs_write_it(ask: Run, text: str) -> None:
    ran = ask(text, "--json")
    assert ran.code == 0, ran.out
    assert json.loads(ran.out)["need"] == {"industry": "medical", "land_mu_min": 20, "discharges_wastewater": False, "near": ["port"]}


def test_a_need_may_be_yaml_in_braces(ask: Run) -> None:
    """Braces alone make no JSON: words need no quotes in YAML."""
    ran = ask("{industry: 医疗器械, land_mu_min: 20, near: [码头]}\n", "--json")
    assert ran.code == 0, ran.out
    assert json.loads(ran.out)["need"] == {"industry": "medical", "land_mu_min": 20, "near": ["port"]}


def test_a_rare_character_in_json_is_read(ask: Run) -> None:
    """JSON in ASCII writes 𠮷 as two escapes that only mean something together; after two backslashes they are no escapes."""
    name = r"𠮷田 C:\ud842\udfb7 / \u5e74"
    ran = ask(json.dumps({"name": name}), "--json")
    assert ran.code == 0, ran.out
    assert json.loads(ran.out)["need"] == {"name": name}


BAD_NEEDS: dict[str, tuple[str | bytes, list[str]]] = {
    "a field nobody knows": ("land_mu_mim: 20", ["land_mu_mim", "Did you mean land_mu_min?"]),
    "a field like none": ("colour: red", ["colour", "no field of a need"]),
    "a word for a figure": ("industry: medical\nland_mu_min: twenty", ["line 2", "land_mu_min", "twenty", "not a number"]),
    "a figure with its unit": ("land_mu_min: 20亩", ["20亩", "not a number"]),
    "no area at all": ("land_mu_min: 0", ["land_mu_min", "> 0"]),
    "an area that is not finite": ("land_mu_min: .inf", ["land_mu_min"]),
    "a figure beyond measure": ("land_mu_min: 1e300", ["land_mu_min"]),
    "a list for a figure": ("land_mu_min: [20, 30]", ["land_mu_min", "takes one value"]),
    "neither yes nor no": (CHINESE_NEED, ["line 7", "ground_floor", "要不要都行", "neither yes nor no"]),
    "min above max": ("land_mu_min: 30\nland_mu_max: 20", ["land_mu_min", "land_mu_max", "30", "20"]),
    "a process nobody knows": ("processes: [喷粉, 炼金]", ["processes", "炼金", "coating (powder or paint spraying)", "tanning"]),
    "a space nobody knows": ("space: castle", ["space", "castle", "factory"]),
    "an industry nobody knows": ("industry: unicorns", ["industry", "unicorns", "medical"]),
    "a code that is none": ("gbt4754: C33", ["gbt4754", "C33"]),
    "a month that is none": ("needed_by: 2027-13", ["needed_by", "2027-13"]),
    "a key that stands twice": ("space: land\nspace: office", ["line 2", "space", "twice"]),
    "a list instead of fields": ("- 20", ["group of"]),
    "a bare text": ("twenty mu please", ["group of"]),
    "nothing": ("", ["empty"]),
    "no YAML": ("space: [land", ["not valid YAML"]),
    "an alias": ("near: &a [port]\nspecial: *a", ["anchor or alias"]),
    "a large file": (b"note: " + b"x" * 200_000, ["too large"]),
    "a binary file": (bytes(range(256)) * 4, ["UTF-8"]),
    "a binary file of ASCII": (b"space: land\x00\x01\x02", ["YAML"]),
    "Chinese in GB18030": ("space: 厂房".encode("gb18030"), ["UTF-8"]),
    "a very long text": ("industry_text: " + "长" * 3000, ["industry_text"]),
}


@pytest.mark.parametrize(("need", "parts"), BAD_NEEDS.values(), ids=BAD_NEEDS)
def test_a_need_that_cannot_be_read_is_refused_with_a_sentence(ask: Run, need: str | bytes, parts: list[str]) -> None:
    ran = ask(need, "--lang", "en")
    assert ran.code == 1
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.startswith("need.yaml")
    for part in parts:
        assert part in ran.err


def test_a_need_that_is_nested_without_end_is_refused_at_once(ask: Run) -> None:
    """A file of nothing but brackets must not keep the program busy."""
    begun = time.monotonic()
    ran = ask("near: " + "[" * 5000, "--lang", "en")
    assert ran.code == 1
    assert "nested too deeply" in ran.err
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    "need", ["land_mu_min: 30\nland_mu_max: 20", "needed_by: 2027-13", "industry_text: " + "长" * 3000], ids=["ends", "month", "length"]
)
def test_a_refusal_in_chinese_is_chinese_throughout(ask: Run, need: str) -> None:
    """Names of fields and what was typed may be Latin; the sentence around them is not."""
    told = ask(need).err
    english = re.sub(r"need\.yaml|[a-z0-9]+_[a-z0-9_]+|YAML|\d", "", told)
    assert re.findall(r"[A-Za-z]{2,}", english) == []


def test_every_fault_of_a_need_is_told_at_once(ask: Run) -> None:
    ran = ask("land_mu_mim: 20\nspace: castle\nprocesses: [炼金]\n", "--lang", "en")
    assert len(ran.err.strip().split("\n")) == 3


def test_the_largest_need_that_is_read(ask: Run) -> None:
    start = b"space: land\n# "
    assert ask(start + b"x" * (MAX_NEED_BYTES - len(start))).code == 0
    assert ask(start + b"x" * (MAX_NEED_BYTES - len(start) + 1)).code == 1


def test_a_refused_need_is_an_answer_and_not_a_fault(ask: Run) -> None:
    ran = ask("industry_text: 皮革鞣制加工\n", "--json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["welcome"]["verdict"] == "refused"
    assert (found["matches"], found["excluded"], found["pools"], found["total"]) == ([], [], [], 0)
    assert found["welcome"]["citation"]["clause"] == "C1.1(2)2"
    told = ask("industry_text: 皮革鞣制加工\n", "--lang", "en")
    assert told.code == 0
    assert "[refused]" in told.out.replace("【", "[").replace("】", "]")


def test_top_limits_what_is_explained_and_0_limits_nothing(ask: Run) -> None:
    need = "industry: medical\n"
    everything = json.loads(ask(need, "--json", "--top", "0").out)
    assert len(everything["matches"]) == everything["total"] > 3
    three = json.loads(ask(need, "--json", "--top", "3").out)
    assert three["total"] == everything["total"]
    assert [m["site_id"] for m in three["matches"]] == [m["site_id"] for m in everything["matches"][:3]]
    assert [(m["score"], m["low"], m["high"]) for m in three["matches"]] == [
        (m["score"], m["low"], m["high"]) for m in everything["matches"][:3]
    ]
    assert "more are not shown" in ask(need, "--top", "3", "--lang", "en").out
    assert "more are not shown" not in ask(need, "--top", "0", "--lang", "en").out


def test_the_day_of_the_question_is_said_and_counts(run: Run) -> None:
    def asked(on: str) -> Any:
        return json.loads(run("match", "--lead", "xinhe", "--on", on, "--json").out)

    late, early = asked("2026-11-23"), asked("2024-11-23")
    assert (late["on"], early["on"]) == ("2026-11-23", "2024-11-23")
    ended = [any("已结束" in n for n in found["welcome"]["not_checked"]) for found in (late, early)]
    assert ended == [True, False]


def test_without_a_day_today_is_meant(run: Run) -> None:
    assert json.loads(run("match", "--lead", "xinhe", "--json").out)["on"] in (
        date.today().isoformat(),
        (date.today() - timedelta(days=1)).isoformat(),
    )


def test_the_answer_does_not_depend_on_the_order_of_the_sites(run: Run, pack_copy: Path) -> None:
    path = pack_copy / "parcels.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(header + "".join(reversed(lines)), encoding="utf-8", newline="")
    asked = ("match", "--lead", "xinhe", *ON, "--json", "--top", "0")
    assert run(*asked, "--pack", str(pack_copy)).out == run(*asked).out


# answer


def test_an_answer_counts_from_then_on_until_it_is_taken_back(run: Run) -> None:
    def floor() -> Any:
        found = json.loads(run("match", "--lead", "xinhe", *ON, "--json", "--top", "0").out)
        return next(m for m in found["matches"] if m["site_id"] == "wanyang-1")

    before = floor()
    given = run("answer", "wanyang-1", "partners", "metal-products;lighting", "--source", "园区招商部", "--lang", "en")
    assert given.code == 0
    assert "wanyang-1" in given.out
    assert "园区招商部" in given.out
    after = floor()
    assert after["score"] > before["score"]
    assert after["high"] - after["low"] < before["high"] - before["low"]
    taken_back = run("answer", "wanyang-1", "partners", "--undo")
    assert taken_back.code == 0
    assert "已撤回" in taken_back.out
    assert floor() == before
    assert run("answer", "wanyang-1", "partners", "--undo", "--lang", "en").err.count("no answer to take back") == 1


def test_an_answer_is_dated_today_unless_a_day_is_given(run: Run, home: Path) -> None:
    day = date.today()
    assert run("answer", "xiacun", "land_mu", "20", "--source", "某人").code == 0
    assert run("answer", "liufang", "land_mu", "20", "--source", "某人", "--as-of", "2026-01-05").code == 0
    found = AnswerStore("hetang").answers()
    assert found[0].as_of in (day.isoformat(), date.today().isoformat())
    assert found[1].as_of == "2026-01-05"


def test_an_answer_about_tomorrow_is_refused_and_not_kept(run: Run) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    ran = run("answer", "xiacun", "land_mu", "20", "--source", "某人", "--as-of", tomorrow, "--lang", "en")
    assert ran.code == 1
    assert "after today" in ran.err
    assert AnswerStore("hetang").answers() == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["xiacun", "note", "长" * 501, "--source", "某人"],
        ["xiacun", "land_mu", "20", "--source", "长" * 501],
        ["xiacun", "land_mu", "20", "--source", "\udcff\udcfe"],
        ["xiacun", "note", "\udce5", "--source", "某人"],
    ],
    ids=["a long value", "a long source", "a source that is no text", "a value that is no text"],
)
def test_an_answer_that_cannot_be_kept_is_refused_in_words(run: Run, arguments: list[str]) -> None:
    """Too long, or bytes of another encoding, as a terminal of another encoding hands them on."""
    ran = run("answer", *arguments)
    assert ran.code == 1
    assert ran.err
    assert AnswerStore("hetang").answers() == []


def test_a_denial_may_be_given_in_words_or_after_two_dashes(run: Run) -> None:
    assert run("answer", "xiacun", "features", "无行车", "--source", "某人").code == 0
    assert run("answer", "--source", "某人", "xiacun", "features", "--", "-crane").code == 0
    assert [a.value for a in AnswerStore("hetang").answers()] == ["无行车", "-crane"]


def test_answers_that_no_longer_fit_are_told_and_do_not_stop_the_work(run: Run, pack_copy: Path) -> None:
    assert run("answer", "wanyang-1", "available_floor_m2", "280000", "--source", "某人").code == 0
    path = pack_copy / "parcels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",290000,", ",200000,"), encoding="utf-8", newline="")
    ran = run("match", "--lead", "xinhe", "--pack", str(pack_copy), "--lang", "en")
    assert ran.code == 0
    assert "available_floor_m2" in ran.err
    assert "more than the floor area" in ran.err


# pack export


def test_a_pack_is_exported_with_its_answers_and_can_be_used(run: Run, tmp_path: Path) -> None:
    assert run("answer", "wanyang-1", "power_kva", "800", "--source", "园区招商部").code == 0
    out = tmp_path / "new"
    ran = run("pack", "export", str(out))
    assert ran.code == 0
    assert str(out) in ran.out
    found = load(out).by_id["wanyang-1"].number("power_kva")
    assert found is not None
    assert (found.low, found.high) == (800, 800)
    assert run("check", str(out)).code == 0
    assert run("pack", "export", str(out)).code == 1


@pytest.mark.parametrize("out", ["file/out", "pack/out"])
def test_an_export_that_cannot_be_written_is_refused_in_words(run: Run, pack_copy: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    ran = run("pack", "export", str(tmp_path / out), "--pack", str(pack_copy))
    assert ran.code == 1
    assert ran.err
    assert not (pack_copy / "out").exists()


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
    AnswerStore("hetang").add(Answer(site="wanyang-1", field="power_kva", value=ORDERS, source="某人", as_of="2026-11-20"))
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


# slip, tenants, gaps

DEMO = ("--pack", str(ROOT / "examples" / "demo"))


@pytest.mark.parametrize("command", [["slip", "--months", "6"], ["tenants", "--site", "lo-w5"], ["gaps"]], ids=lambda c: c[0])
def test_both_sides_are_told_line_by_line_in_either_language(run: Run, command: list[str]) -> None:
    zh, en = run(*command, *DEMO, *ON), run(*command, *DEMO, *ON, "--lang", "en")
    assert (zh.code, en.code) == (0, 0)
    assert zh.out.count("\n") == en.out.count("\n")
    assert "虚构演示数据" in zh.out
    assert "2026-11-23" in zh.out
    assert CHINESE.findall(en.out) == []


def test_a_slip_of_one_lead_tells_of_no_other(run: Run) -> None:
    everyone = json.loads(run("slip", "--months", "12", *DEMO, *ON, "--json").out)
    assert len(everyone["leads"]) > 1
    for change in everyone["leads"]:
        alone = json.loads(run("slip", "--months", "12", "--lead", change["lead_id"], *DEMO, *ON, "--json").out)
        assert alone["leads"] == [change]
        assert (alone["untouched"], alone["left_out"]) == (0, 0)


def test_a_slip_begins_on_the_day_asked_for_unless_told(run: Run) -> None:
    """Seen from today a promise for next year may slip; seen from the day itself it has come true."""
    on = ("--on", "2028-06-01", "--months", "12", "--json")
    here, earlier = run("slip", *DEMO, *on), run("slip", *DEMO, *on, "--since", "2026-11-23")
    assert json.loads(here.out)["since"] == "2028-06"
    assert json.loads(earlier.out)["since"] == "2026-11"
    assert json.loads(earlier.out)["moved_sites"] > json.loads(here.out)["moved_sites"]


def test_the_tenants_of_a_stock_without_a_plot_are_not_asked(run: Run, town: Catalog) -> None:
    pool = next(s.id for s in town.sites if s.kind == "pool")
    ran = run("tenants", "--site", pool, "--lang", "en")
    assert ran.code == 1
    assert "no site that can be ranked" in ran.err
    assert pool not in ran.err.partition("Known:")[2]


def test_the_gap_names_the_pairs_that_agree(run: Run) -> None:
    found = json.loads(run("gaps", *DEMO, *ON, "--json").out)
    assert found["agreed"]
    told = run("gaps", *DEMO, *ON).out
    for pair in found["agreed"]:
        (gap,) = [g for g in found["leads"] if g["lead_id"] == pair["lead_id"]]
        assert gap["choice"]["site_id"] == pair["site_id"]
        assert f"= {gap['sentence']}" in told
