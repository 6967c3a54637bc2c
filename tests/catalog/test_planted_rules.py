"""A fault planted in a YAML file of the pack is refused by name: weightings, rules, industries, plan, words and sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.planting import (
    EXAMPLES,
    PLAN,
    PROFILES,
    RULES,
    SOURCES,
    TRADES,
    WORDS,
    Fault,
    emptied,
    many_words,
    missing,
    name_of,
    recoded,
    refused_by_name,
    swap,
)

RENT_GATE = "  rent: {citation: {source: office_default}, since: 2026-11, checked: 2026-11-23}\n"

FAULTS = (
    # Weightings and profiles
    Fault("a weighting of a criterion that is not there", swap(RULES, "weights: {positioning: 15, area_fit: 20, access: 10, cost: 40,", "weights: {positioning: 15, area_fit: 20, access: 10, price: 40,"),
          RULES, "  - id: thrifty", "thrifty", "weights", "price", "does not have"),
    Fault("a weighting of nothing", swap(RULES, "weights: {positioning: 15, area_fit: 15, access: 5, cost: 10, readiness: 40, slack: 10, partners: 5}", "weights: {cost: 0}"),
          RULES, "  - id: soon", "soon", "weights", "", "all 0"),
    Fault("a profile of an industry that is not there", swap(PROFILES, "codes: ['17']", "codes: ['17', '99']"),
          PROFILES, "  - id: weaving", "weaving", "codes", "99", "does not have"),
    Fault("a profile that fills what is not a building's", swap(PROFILES, "fills: {floor_load_t_m2_min: 0.66}", "fills: {tax_wan: 0.66}"),
          PROFILES, "  - id: weaving", "weaving", "fills", "tax_wan", "cannot fill"),
    Fault("two profiles of one id", swap(PROFILES, "- id: rubber", "- id: weaving"), PROFILES, "  - id: weaving", "weaving", "id", "weaving", "repeats"),
    # YAML as such
    Fault("a key that stands twice", swap(RULES, "  unit: share\n", "  unit: share\n  unit: percent\n"),
          RULES, "  unit: percent", "", "unit", "", "same key stands twice"),
    Fault("a bare no", swap(PLAN, "invented: 'no'", "invented: no"),
          PLAN, "  invented: no", "", "invented", "no", "without quotes"),
    Fault("a bare code that begins with 0", swap(TRADES, "codes: ['387', '3975']", "codes: ['387', 0111]"),
          TRADES, "    codes: ['387', 0111]", "", "codes", "0111", "without quotes"),
    Fault("a field nobody knows", swap(TRADES, "  - id: lighting\n", "  - id: lighting\n    colour: red\n"),
          TRADES, "    colour: red", "lighting", "colour", "red", "no field"),
    Fault("an alias", swap(RULES, "citation: {source: guangdong_water}\n  since: 2021-01\n", "citation: &here {source: guangdong_water}\n  since: 2021-01\n"),
          RULES, "  citation: &here", "", "", "", "anchor or alias"),
    Fault("broken indentation", swap(WORDS, "near:\n", " near:\n"),
          WORDS, " near:", "", "", "", "not valid YAML"),
    Fault("an empty file", emptied(WORDS),
          WORDS, "", "", "", "", "empty"),
    Fault("a missing file", missing(WORDS),
          WORDS, "", "", "", "", "cannot be found"),
    Fault("a file in GB18030", recoded(WORDS, "gb18030"),
          WORDS, "  - {token: industry", "", "", "", "not UTF-8"),
    # rules
    Fault("a rule without a citation", swap(RULES, RENT_GATE, "  rent: {since: 2026-11, checked: 2026-11-23}\n"),
          RULES, "  rent: {since", "rent", "rent.citation", "", "missing"),
    Fault("a rule that cites nobody", swap(RULES, RENT_GATE, RENT_GATE.replace("office_default", "gossip")),
          RULES, "  rent: {citation", "rent", "citation", "gossip", "does not have"),
    Fault("a gate without its rule", swap(RULES, RENT_GATE, ""),
          RULES, "gates:", "gates", "rent", "", "missing rule"),
    Fault("a rule for no gate", swap(RULES, RENT_GATE, RENT_GATE + RENT_GATE.replace("rent", "smell")),
          RULES, "  smell:", "gates", "smell", "", "no rule"),
    Fault("a gate without its threshold", swap(RULES, "    threshold: 250\n", ""),
          RULES, "  investment_per_mu:", "gates", "threshold", "", "lacks its threshold"),
    Fault("a threshold that is a word", swap(RULES, "    threshold: 250\n", "    threshold: plenty\n"),
          RULES, "    threshold: plenty", "investment_per_mu", "investment_per_mu.threshold", "plenty", "not a number"),
    Fault("a curve that does not rise", swap(RULES, "[[0, 1], [6, 0.8], [12, 0.6], [24, 0.3], [48, 0]]", "[[0, 1], [6, 0.8], [6, 0.6]]"),
          RULES, "    curve: [[0, 1], [6, 0.8], [6, 0.6]]", "criteria", "readiness", "", "does not rise"),
    Fault("a possible range turned round", swap(RULES, "low: 2.5, high: 20,", "low: 20, high: 2.5,"),
          RULES, "  ceiling_height_m:", "possible", "ceiling_height_m", "", "lower end"),
    Fault("a possible range without end", swap(RULES, "low: 2.5, high: 20,", "low: 2.5, high: inf,"),
          RULES, "  ceiling_height_m:", "possible", "ceiling_height_m", "", "no end at all"),
    Fault("a possible range that is no number", swap(RULES, "low: 2.5, high: 20,", "low: nan, high: 20,"),
          RULES, "  ceiling_height_m:", "possible", "ceiling_height_m", "", "wrong form"),
    # industries, plan, words
    Fault("an industry code the standard lacks", swap(TRADES, "codes: ['387', '3975']", "codes: ['387', '9999']"),
          TRADES, "  - id: lighting", "lighting", "codes", "9999", "gbt4754.csv does not have"),
    Fault("a partner nobody knows", swap(TRADES, "partners: [metal-products, rubber-plastics, photoelectric]", "partners: [unicorns]"),
          TRADES, "  - id: lighting", "lighting", "partners", "unicorns", "not there"),
    Fault("a control over an unknown process", swap(TRADES, "processes: [tanning]", "processes: [alchemy]"),
          TRADES, "  - id: tanning", "tanning", "processes", "alchemy", "words.yaml does not have"),
    Fault("a place to be near that no list has", swap(PLAN, "kind: port, near: port,", "kind: port, near: airport,"),
          PLAN, "  - {id: port-hetang", "port-hetang", "near", "airport", "does not have"),
    Fault("a town called like a device", swap(PLAN, "  id: hetang\n", "  id: nul\n"),
          PLAN, "  id: nul", "nul", "id", "nul", "Windows keeps for itself"),
    Fault("a work delivered in a thirteenth month", swap(
        PLAN, "kind: logistics, status: planned, delivery: 2021-01..2025-12", "kind: logistics, status: planned, delivery: 2021-01..2026-13"),
          PLAN, "  - {id: port-logistics-park", "port-logistics-park", "delivery", "2026-13", "month"),
    Fault("a work that is never delivered", swap(
        PLAN, "kind: logistics, status: planned, delivery: 2021-01..2025-12", "kind: logistics, status: planned"),
          PLAN, "  - {id: port-logistics-park", "port-logistics-park", "delivery", "", "delivery month"),
    Fault("a synonym of two words", swap(WORDS, "synonyms: [冷链,", "synonyms: [宿舍, 冷链,"),
          WORDS, "  - {token: cold_store", "cold_store", "special", "宿舍", "shares a word with dormitory"),
    Fault("a list of too many words", many_words("near", 61),
          WORDS, "  - {token: rail", "rail", "near", "", "63 is the most"),
    Fault("an unknown kind of source", swap(SOURCES, "    kind: press\n", "    kind: gossip\n"),
          SOURCES, "    kind: gossip", "press_2024", "press_2024.kind", "gossip", "not an allowed word"),
    Fault("an example that asks for an unknown process", swap(EXAMPLES, "processes: [coating, casting]", "processes: [炼金]"),
          EXAMPLES, "      processes: [炼金]", "", "processes", "炼金", "not in the list"),
    Fault("two examples with one id", swap(EXAMPLES, "id: example-medical", "id: example-lighting"),
          EXAMPLES, "      id: example-lighting", "example-lighting", "id", "example-lighting", "repeats an id"),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_a_fault_planted_in_a_yaml_file_is_refused_by_name(fault: Fault, pack_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused_by_name(fault, pack_copy, capsys)
