"""The cases of tests/cases, which a planner can read and add to, put to every gate and criterion of the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.cells import parse_cell
from matcher.catalog.issues import IssueLog, Refused
from matcher.catalog.needs import read_need
from matcher.catalog.yaml_tree import Tree, read_yaml
from matcher.explanation.reasons import contributions, gate_records
from matcher.explanation.records import Contribution, GateRecord
from matcher.explanation.setting import scored_need
from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import BY_NAME
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.text import LANGS, Lang, figure
from matcher.ranking.score import Scored
from matcher.rules.registry import CRITERIA, GATES

CASES = Path(__file__).resolve().parents[1] / "cases"

GATE_EXPECTS = {"outcome", "because", "margin", "sentence_has", "sentence_lacks"}
CRITERION_EXPECTS = {"low", "high", "value", "within"}
OUTCOMES = {"pass", "fail", "unknown"}
SHOWS = {"good", "poor", "unknown", "range", "silent", "other"}
NEVER_SILENT = {"readiness": "every need would rather start sooner"}

ENDS = {"zh": "。", "en": "."}


@dataclass(frozen=True)
class Case:
    """One case as its file tells it; every value is still the text that was written."""

    rule: str
    says: str
    expect: Mapping[str, Any]
    site: Mapping[str, str] = field(default_factory=dict)
    need: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    shows: str = ""


def read_cases(name: str, rule: str) -> tuple[dict[str, Any], list[Case]]:
    """(what stands beside the cases, the cases) of one file, read as strictly as a pack."""
    log = IssueLog(name)
    tree = read_yaml((CASES / name).read_text("utf-8"), log)
    if tree is None:
        raise Refused(log.issues)
    cases = [Case(rule=c.pop(rule), **c) for c in tree.data.pop("cases")]
    return tree.data, cases


GATE_NOTES, GATE_CASES = read_cases("gates.yaml", "gate")
CRITERION_NOTES, CRITERION_CASES = read_cases("criteria.yaml", "criterion")


def each(cases: list[Case]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=lambda c: f"{c.rule}: {c.says}")


def site_of(town: Catalog, written: Mapping[str, str]) -> Site:
    """A site from cells as parcels.csv writes them, read by the pack's own reader."""
    cells = {}
    for name, text in {"name": "地块", **written}.items():
        column = BY_NAME[name]
        possible = town.possible(name) if column.type in ("number", "month") else None
        cells[name] = parse_cell(column, text, town.vocabularies.get(column.vocabulary), possible)
    return Site("case", cells)


def need_of(town: Catalog, written: Mapping[str, Any]) -> Need:
    """A need from the fields of a need file, read by the reader of need files."""
    log = IssueLog("need")
    need = read_need(Tree(dict(written)), town.vocabularies, log)
    if need is None:
        raise Refused(log.issues)
    return need


def with_rules(town: Catalog, status: Mapping[str, str]) -> Catalog:
    gates = town.rules.gates
    changed = {name: gates[name].model_copy(update={"status": wanted}) for name, wanted in status.items()}
    return replace(town, rules=town.rules.model_copy(update={"gates": {**gates, **changed}}))


def scored(town: Catalog, case: Case, today: date) -> tuple[Catalog, Scored]:
    """The case's one site against its need."""
    site = site_of(town, case.site)
    assert not list(contradictions(site)), "a case must be a site that the pack would take"
    alone = replace(with_rules(town, case.rules), sites=(site,))
    return alone, scored_need(alone, need_of(town, case.need), today)


def gates_of(town: Catalog, case: Case, today: date) -> dict[str, GateRecord]:
    return {g.gate: g for g in gate_records(*scored(town, case, today), 0)}


# Gates


@each(GATE_CASES)
def test_a_gate_answers_each_case_as_it_says(town: Catalog, today: date, case: Case) -> None:
    assert case.expect.keys() <= GATE_EXPECTS
    gate = gates_of(town, case, today).get(case.rule)
    expected = case.expect["outcome"]
    if expected == "not_asked":
        assert gate is None, gate
        return
    assert gate is not None, "the gate was not raised"
    assert (gate.outcome, gate.because) == (expected, case.expect.get("because"))
    if (margin := case.expect.get("margin")) is not None:
        assert gate.margin == (None if margin == "none" else pytest.approx(float(margin), abs=1e-6))
    both = f"{gate.sentence.zh}\n{gate.sentence.en}"
    assert [words for words in case.expect.get("sentence_has", ()) if words not in both] == [], both
    assert [words for words in case.expect.get("sentence_lacks", ()) if words in both] == [], both


@pytest.mark.parametrize("gate", [g.name for g in GATES])
def test_every_gate_has_a_case_for_each_outcome_it_can_give(gate: str) -> None:
    outcomes = {c.expect["outcome"] for c in GATE_CASES if c.rule == gate}
    cannot = GATE_NOTES["cannot_be"].get(gate, {})
    assert cannot.keys() <= OUTCOMES
    assert all(len(reason) > 20 for reason in cannot.values()), "say why"
    assert outcomes - {"not_asked"} == OUTCOMES - cannot.keys()


def test_no_case_is_for_a_rule_that_is_not_there() -> None:
    gates, criteria = {g.name for g in GATES}, {c.name for c in CRITERIA}
    assert {c.rule for c in GATE_CASES} | GATE_NOTES["cannot_be"].keys() <= gates
    assert {c.rule for c in CRITERION_CASES} | CRITERION_NOTES["no_range"].keys() <= criteria


def test_each_case_says_something_of_its_own() -> None:
    told = [(c.rule, c.says) for c in (*GATE_CASES, *CRITERION_CASES)]
    assert len(set(told)) == len(told)
    assert all(says.rstrip().endswith(".") for _, says in told)


def whole_sentence(text: str, lang: Lang) -> bool:
    return text == text.strip() and len(text) > 3 and text.endswith(ENDS[lang]) and "{" not in text and "}" not in text


@each(GATE_CASES)
def test_every_gate_says_a_whole_sentence_in_both_languages(town: Catalog, today: date, case: Case) -> None:
    """Every gate that the case raises, not only the one that the case is about."""
    for gate in gates_of(town, case, today).values():
        for lang in LANGS:
            assert whole_sentence(gate.sentence.say(lang), lang), (gate.gate, gate.sentence)
            assert gate.value_text.say(lang), gate.gate
            assert gate.threshold_text.say(lang), gate.gate
            assert gate.label.say(lang), gate.gate


SHOWS_NO_THRESHOLD = {
    "availability": "asks for no figure; the gate's name is what it asks",
    "planning": "says which approval to await, or why none is needed",
}


def wanted(gate: GateRecord, lang: Lang) -> list[str]:
    """The words or figures of what is asked for, each of which the sentence must show."""
    text = gate.threshold_text.say(lang).removeprefix("≥ ").removeprefix("≤ ")
    return text.split("、" if lang == "zh" else ", ")


FOR_LAND = ("land_area", "investment_per_mu", "tax_per_mu", "separate_land_total")


def compared(gate: GateRecord, case: Case) -> bool:
    """Whether the gate holds anything against what is asked on this site."""
    of_a_building = case.site["kind"] == "facility" and gate.gate in FOR_LAND
    ready = gate.gate == "delivery" and "delivery" not in case.site and gate.outcome == "pass"
    unsaid = gate.gate == "water_zone" and "discharges_wastewater" not in case.need and gate.outcome == "unknown"
    return not (of_a_building or ready or unsaid)


@each(GATE_CASES)
def test_every_gate_shows_in_its_sentence_what_is_asked_for(town: Catalog, today: date, case: Case) -> None:
    for gate in gates_of(town, case, today).values():
        if gate.gate in SHOWS_NO_THRESHOLD or not compared(gate, case):
            continue
        for lang in LANGS:
            sentence = gate.sentence.say(lang).casefold()
            assert [w for w in wanted(gate, lang) if w.casefold() not in sentence] == [], (gate.gate, gate.sentence)
        if isinstance(gate.threshold, float | int):
            assert figure(gate.threshold) in gate.sentence.zh


@each(GATE_CASES)
def test_a_margin_has_the_sign_of_its_outcome(town: Catalog, today: date, case: Case) -> None:
    for gate in gates_of(town, case, today).values():
        if gate.margin is not None:
            assert gate.outcome != "unknown", gate.gate
            assert gate.margin >= 0 if gate.outcome == "pass" else gate.margin < 0, (gate.gate, gate.margin)


@each(GATE_CASES)
def test_only_an_unknown_says_why_it_is_unknown(town: Catalog, today: date, case: Case) -> None:
    for gate in gates_of(town, case, today).values():
        assert (gate.because is not None) == (gate.outcome == "unknown"), gate.gate


@pytest.mark.parametrize("field_name", ["land", "floor"])
def test_every_bare_area_is_met_by_exactly_a_tenth_less(town: Catalog, today: date, field_name: str) -> None:
    """Equality passes, however the figure is written: 21 mu less a tenth is 18.9 and not a hair more."""
    unit, kind = {"land": ("mu", "land"), "floor": ("m2", "facility")}[field_name]
    refused = []
    for wanted_area in range(1, 301):
        a_tenth_less = f"{wanted_area * 9 // 10}.{wanted_area * 9 % 10}"
        case = Case(
            rule=f"{field_name}_area",
            says="",
            expect={},
            site={"kind": kind, f"available_{field_name}_{unit}": a_tenth_less},
            need={f"{field_name}_{unit}_min": str(wanted_area), f"{field_name}_{unit}_max": str(wanted_area)},
        )
        gate = gates_of(town, case, today)[case.rule]
        if (gate.outcome, gate.margin) != ("pass", 0):
            refused.append(wanted_area)
    assert refused == []


@pytest.mark.parametrize("gate", [g.name for g in GATES if g.has_threshold])
def test_a_threshold_that_is_off_is_told_as_not_in_force(town: Catalog, gate: str) -> None:
    """The three thresholds per mu come from an unconfirmed draft, so the pack must not hold anybody to them."""
    rule = town.rules.gates[gate]
    assert rule.status == "unconfirmed"
    assert rule.citation.source == "jiangmen_land_draft"
    assert rule.note
    assert rule.note_en


# Criteria


def contribution(town: Catalog, case: Case, today: date) -> Contribution | None:
    return next((c for c in contributions(*scored(town, case, today), 0) if c.criterion == case.rule), None)


@each(CRITERION_CASES)
def test_a_criterion_is_worth_what_each_case_says(town: Catalog, today: date, case: Case) -> None:
    assert case.shows in SHOWS
    assert case.expect.keys() <= CRITERION_EXPECTS
    found = contribution(town, case, today)
    if case.shows == "silent":
        assert found is None, found
        return
    assert found is not None, "the criterion was dropped"
    near = float(case.expect.get("within", "0.000001"))
    share = 100 * found.weight
    low, high = float(case.expect["low"]), float(case.expect["high"])
    value = float(case.expect.get("value", low))
    assert "value" in case.expect or low == high, "a range needs its value"
    assert (found.low / share, found.high / share) == (pytest.approx(low, abs=near), pytest.approx(high, abs=near))
    assert found.value / share == pytest.approx(value, abs=near)
    for lang in LANGS:
        assert whole_sentence(found.sentence.say(lang), lang), found.sentence


@each([c for c in CRITERION_CASES if c.shows not in ("silent", "other")])
def test_a_case_shows_what_it_claims_to_show(town: Catalog, today: date, case: Case) -> None:
    """Good, poor, unknown and range are claims about the figures, held against the prior of rules.yaml."""
    prior = town.rules.criteria[case.rule].prior
    low, high, value = (float(case.expect.get(k, case.expect["low"])) for k in ("low", "high", "value"))
    reads = next(c.reads for c in CRITERIA if c.name == case.rule)
    columns = {"lat", "lon"} if reads == ("location",) else set(reads) - {"status"}
    if case.shows == "good":
        assert low > prior
    elif case.shows == "poor":
        assert high < prior
    elif case.shows == "unknown":
        assert not columns & case.site.keys()
        assert low < high
        assert value == prior
    else:
        assert columns & case.site.keys()
        assert low < high


@pytest.mark.parametrize("criterion", [c.name for c in CRITERIA])
def test_every_criterion_has_a_case_of_each_kind(criterion: str) -> None:
    shown = {c.shows for c in CRITERION_CASES if c.rule == criterion}
    exempt = {"range"} if criterion in CRITERION_NOTES["no_range"] else set()
    exempt |= {"silent"} if criterion in NEVER_SILENT else set()
    assert {"good", "poor", "unknown", "range", "silent"} - exempt <= shown
