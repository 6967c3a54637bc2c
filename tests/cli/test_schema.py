"""What the program writes as JSON is what its published schemas say, and they say all that was promised."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from matcher.cli import main
from matcher.cli.schema import SCHEMAS, schema
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Need

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"
ON = "2026-11-23"

CITATION = {"source": {}, "clause": {}}
GATE = {
    "gate": {}, "outcome": {}, "because": {}, "value": {"low": {}, "high": {}}, "threshold": {}, "unit": {}, "margin": {}, "sentence": {},
    "citation": CITATION,
}  # fmt: skip
PROMISED: dict[str, Any] = {
    "need": {},
    "on": {},
    "welcome": {
        "tier": {}, "industry": {}, "verdict": {}, "not_checked": {}, "citation": {},
        "controls": [{"id": {}, "effect": {}, "sentence": {}, "citation": CITATION}],
    },
    "matches": [
        {
            "site_id": {}, "rank": {}, "status": {}, "score": {}, "low": {}, "high": {},
            "gates": [GATE],
            "contributions": [{"criterion": {}, "weight": {}, "value": {}, "low": {}, "high": {}, "sentence": {}}],
            "not_asked": {},
            "ask_first": [{"field": {}, "question": {}, "settles": {}}],
        }
    ],
    "excluded": [{"site_id": {}, "failed": [GATE]}],
    "pools": [{"site_id": {}}],
}  # fmt: skip
"""What other programs may rely on: names of fields, and in [..] what each item of a list holds."""

ASKED = {
    "conditional": {"industry": "metal-products", "processes": ["coating"], "space": "factory", "tenure": "rent", "floor_m2_min": 3000,
                    "ceiling_height_m_min": 6, "special": ["crane"], "needed_by": "2027-06", "near": ["port"]},
    "silent": {"gbt4754": "1522", "land_mu_min": 15, "land_mu_max": 15, "discharges_wastewater": True},
    "refused": {"industry_text": "皮革鞣制加工"},
    "welcome": {"industry": "medical", "land_mu_min": 20, "land_mu_max": 20, "investment_wan": 15000, "land_price_wan_mu_max": 60},
}  # fmt: skip
"""A need for each verdict; its name is the verdict it must get."""


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The JSON that a command prints; a number that JSON does not know is a mistake."""
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def complaints(name: str, data: Any) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(published(name)).iter_errors(data)]


@pytest.fixture
def need_file(tmp_path: Path) -> Callable[[dict[str, Any]], str]:
    """Writes a need into a file and gives its path."""

    def write(need: dict[str, Any]) -> str:
        path = tmp_path / "need.yaml"
        path.write_text(json.dumps(need, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


# The files


def test_there_is_one_file_for_each_schema() -> None:
    assert {p.name for p in FOLDER.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_file_is_what_the_program_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of the records: `python -m matcher schema NAME > docs/schema/NAME.schema.json`."""
    assert main(["schema", name]) == 0
    assert capsys.readouterr().out == (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_titled_and_described(name: str) -> None:
    found = published(name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"]
    assert found["description"].endswith(".")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_record_of_a_schema_is_closed(name: str) -> None:
    """A field nobody has named is never written, so a program that reads strictly does not break by surprise."""
    found = published(name)
    for record in (found, *found.get("$defs", {}).values()):
        assert record["additionalProperties"] is False, record["title"]


def test_a_schema_nobody_knows_is_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["schema", "everything"])
    assert ended.value.code == 2
    assert "everything" in capsys.readouterr().err


# What `match` writes


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_answer_to_every_lead_fits_the_schema(town: Catalog, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert town.leads
    for lead in town.leads:
        answer = written(capsys, "match", "--lead", lead.id, "--on", ON, "--top", "0")
        assert complaints("match", answer) == [], lead.id
        assert answer["need"]["id"] == lead.id


@pytest.mark.parametrize("verdict", ASKED)
def test_the_answer_to_each_kind_of_need_fits_the_schema(
    verdict: str, lang: str, need_file: Callable[[dict[str, Any]], str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaints("need", ASKED[verdict]) == []
    answer = written(capsys, "match", "--need", need_file(ASKED[verdict]), "--on", ON, "--top", "0", "--lang", lang)
    assert complaints("match", answer) == []
    assert answer["welcome"]["verdict"] == verdict
    assert bool(answer["matches"]) == (verdict != "refused")


def test_the_verdict_is_one_of_four_words() -> None:
    assert published("match")["$defs"]["Welcome"]["properties"]["verdict"]["enum"] == ["welcome", "conditional", "silent", "refused"]
    assert set(ASKED) == {"welcome", "conditional", "silent", "refused"}


def test_a_need_that_was_written_out_can_be_asked_again(
    need_file: Callable[[dict[str, Any]], str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`need` in an answer is itself a need: it fits the need's schema, and gets the same answer."""
    answer = written(capsys, "match", "--need", need_file(ASKED["conditional"]), "--on", ON)
    assert complaints("need", answer["need"]) == []
    assert written(capsys, "match", "--need", need_file(answer["need"]), "--on", ON) == answer


def holds(promise: Any, data: Any, at: str = "answer") -> Iterator[str]:
    """Every promised field that is not there; a list must have items, or nothing is shown."""
    if isinstance(promise, list):
        assert data, f"{at} is empty"
        for i, item in enumerate(data):
            yield from holds(promise[0], item, f"{at}[{i}]")
    elif promise:
        for name, part in promise.items():
            if name not in data:
                yield f"{at}.{name}"
            else:
                yield from holds(part, data[name], f"{at}.{name}")


def test_every_promised_field_is_in_an_answer(
    need_file: Callable[[dict[str, Any]], str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = written(capsys, "match", "--need", need_file(ASKED["conditional"]), "--on", ON, "--top", "0")
    assert list(holds(PROMISED, answer)) == []


def required(promise: Any, node: dict[str, Any], defs: dict[str, Any], at: str = "answer") -> Iterator[str]:
    """Every promised field that the schema does not demand."""
    if "$ref" in node:
        node = defs[node["$ref"].rpartition("/")[2]]
    if isinstance(promise, list):
        yield from required(promise[0], node["items"], defs, f"{at}[]")
    elif promise:
        for name, part in promise.items():
            if name not in node.get("required", ()):
                yield f"{at}.{name}"
            yield from required(part, node["properties"][name], defs, f"{at}.{name}")


def test_every_promised_field_is_demanded_by_the_schema() -> None:
    found = published("match")
    assert list(required(PROMISED, found, found["$defs"])) == []


def drop_field(answer: Any) -> None:
    del answer["matches"][0]["gates"][0]["sentence"]


def add_field(answer: Any) -> None:
    answer["matches"][0]["mood"] = "good"


def fifth_verdict(answer: Any) -> None:
    answer["welcome"]["verdict"] = "perhaps"


def score_in_words(answer: Any) -> None:
    answer["matches"][0]["score"] = "high"


def need_of_another_make(answer: Any) -> None:
    answer["need"]["land"] = 20


@pytest.mark.parametrize("spoil", [drop_field, add_field, fifth_verdict, score_in_words, need_of_another_make])
def test_the_schema_refuses_what_the_program_would_never_write(
    spoil: Any, need_file: Callable[[dict[str, Any]], str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = written(capsys, "match", "--need", need_file(ASKED["welcome"]), "--on", ON, "--top", "1")
    assert complaints("match", answer) == []
    spoilt = copy.deepcopy(answer)
    spoil(spoilt)
    assert complaints("match", spoilt) != []


# What is read, and the other commands


def test_the_need_schema_names_every_field_in_both_languages() -> None:
    properties = published("need")["properties"]
    assert set(properties) == set(Need.model_fields)
    for field, label in NEED_LABELS.items():
        assert label.zh in properties[field]["description"]
        assert label.en in properties[field]["description"]


@pytest.mark.parametrize(
    "need", [{"land": 20}, {"land_mu_min": 0}, {"land_mu_min": "20亩"}, {"space": "castle"}, {"gbt4754": "C33"}, {"processes": "coating"}]
)
def test_the_need_schema_refuses_what_is_no_need(need: dict[str, Any]) -> None:
    assert complaints("need", need) != []


def test_what_check_and_answer_write_fits_their_schemas(home: Path, pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = written(capsys, "check", str(pack_copy))
    assert complaints("check", good) == []
    assert good["good"] is True

    given = ("answer", "--pack", str(pack_copy), "--source", "陈主任电话", "wanyang-1", "power_kva")
    assert complaints("answer", written(capsys, *given, "800")) == []
    assert complaints("answer", written(capsys, *given, "--undo")) == []

    (pack_copy / "words.yaml").unlink()
    assert main(["check", str(pack_copy), "--json"]) == 1
    bad = json.loads(capsys.readouterr().out)
    assert complaints("check", bad) == []
    assert bad["good"] is False
    assert bad["errors"] == len(bad["issues"]) == 1


@pytest.mark.parametrize("command", [("slip", "--months", "12"), ("tenants", "--site", "lo-w5"), ("gaps",)], ids=lambda c: c[0])
def test_what_both_sides_write_fits_their_schemas(
    command: tuple[str, ...], lang: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = str(FOLDER.parents[1] / "examples" / "demo")
    found = written(capsys, *command, "--pack", demo, "--on", ON, "--lang", lang)
    assert complaints(command[0], found) == []
    assert found["tenants" if command[0] == "tenants" else "leads"]


@pytest.mark.parametrize(
    "text",
    [
        "求租厂房3000平，一楼，带行车，不含电镀，无废水，预算15元以内，明年6月前，需卸货平台",
        "出租仓库1000平",
        "今天天气好",
        "",
        "买地20亩" * 2000,
    ],
)
def test_what_parse_writes_fits_its_schema_and_is_a_need(text: str, lang: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = written(capsys, "parse", "--text", text, "--on", ON, "--lang", lang)
    assert complaints("parse", found) == []
    assert complaints("need", {k: v for k, v in found.items() if k in Need.model_fields}) == []


def test_a_schema_is_printed_alike_each_time() -> None:
    for name in SCHEMAS:
        assert json.dumps(schema(name)) == json.dumps(schema(name))
