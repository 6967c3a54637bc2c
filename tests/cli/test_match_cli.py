"""`match` as a person or a program uses it: needs of many forms, read or refused in a sentence, and what is answered."""

from __future__ import annotations

import json
import re
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from matcher.cli.match import MAX_NEED_BYTES
from matcher.model.catalog import Catalog
from tests.cli.ran import CHINESE, ON, Run


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
