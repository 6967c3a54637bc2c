"""The class of the environmental assessment: cases a planner can read, every completion tried, and the laws that must hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.catalog.issues import IssueLog, Refused
from matcher.catalog.needs import read_need
from matcher.catalog.yaml_tree import Tree
from matcher.explanation.records import EiaForecast
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.environment import EiaRule, Environment
from matcher.model.need import Need
from matcher.rules.eia import eia
from matcher.rules.eia_questions import questions
from matcher.rules.welcome import standing

CASES = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "eia.yaml").read_text("utf-8"))["cases"]
ORDER = ("none", "form", "report")
TONNAGES = ("solvent_paint_t", "low_voc_paint_t", "solvent_glue_t", "casting_t")
GRID = (0.0, 0.5, 9.5, 10.0, 40.0)
"""Tonnes on both sides of every line of the pack."""
FEW = ("coating", "gluing", "casting", "plating", "dyeing", "machining", "assembly")
"""Processes that a drawn need speaks of; the rest it denies, so that every completion can be tried."""
ON = date(2026, 11, 23)


def need_of(town: Catalog, written: dict[str, Any]) -> Need:
    log = IssueLog("need")
    strings = {k: v if isinstance(v, list) else str(v) for k, v in written.items()}
    need = read_need(Tree(strings), town.vocabularies, log)
    if need is None:
        raise Refused(log.issues)
    return need


def forecast(town: Catalog, need: Need) -> EiaForecast:
    found = shortlist(town, need, ON, 1).environment.eia
    assert found is not None
    return found


def classes_of(town: Catalog, need: Need) -> tuple[str, ...]:
    found = eia(town, need, standing(town, need))
    assert found is not None
    return found.possible


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["says"])
def test_the_class_is_what_its_case_says(town: Catalog, case: dict[str, Any]) -> None:
    found = forecast(town, need_of(town, case["need"]))
    assert list(found.classes) == case["possible"]
    assert found.standing == case.get("standing", "decided" if len(found.classes) == 1 else "open")
    assert {r.id for r in found.reasons} == set(case.get("because", []))
    asked = {q.field for q in found.questions}
    assert set(case.get("ask", [])) <= asked
    assert not set(case.get("ask_not", [])) & asked
    assert any(case["note"] in n.zh for n in found.notes) if "note" in case else True


# Every completion


@dataclass(frozen=True)
class World:
    """A firm of which everything is known."""

    used: frozenset[str]
    tonnes: dict[str, float]
    others: bool


def classes_in(env: Environment, world: World) -> set[str]:
    """The oracle: each rule read on its own, as a person would read the file."""
    ways = []
    for rule in env.rules:
        if rule.amount is None:
            applies = bool(world.used & set(rule.processes)) or (rule.others == "yes" and world.others)
        else:
            tonnes, line = world.tonnes[rule.amount.field], rule.amount
            no_line = line.at_least is None and line.more_than is None
            applies = (
                tonnes > 0
                if no_line
                else tonnes >= line.at_least
                if line.at_least is not None
                else tonnes > (line.more_than or 0)
            )  # fmt: skip
        if applies:
            ways.append({rule.leads_to, rule.or_only or rule.leads_to, *(["none"] if _no_line(rule) else [])})
    return {max(way, key=ORDER.index, default="none") for way in product(*ways)}


def _no_line(rule: EiaRule) -> bool:
    return rule.amount is not None and rule.amount.at_least is None and rule.amount.more_than is None


def worlds(env: Environment, need: Need) -> list[World]:
    """Every firm on the grid that the need could be."""
    owner = {u.field: u.process for u in env.amounts}
    complete = bool(need.processes_all and need.processes)
    tokens = sorted({p for r in env.rules for p in r.processes} | set(owner.values()))
    told = set(need.processes) | {owner[f] for f in TONNAGES if getattr(need, f)}
    choices = [[True] if t in told else [False] if complete or t in need.processes_not else [False, True] for t in tokens]
    found = []
    for flags in product(*choices):
        used = frozenset(t for t, flag in zip(tokens, flags, strict=True) if flag)
        fixed = [getattr(need, f) for f in TONNAGES]
        spans = [[v] if v is not None else list(GRID) if owner[f] in used else [0.0] for f, v in zip(TONNAGES, fixed, strict=True)]
        for tonnes in product(*spans):
            for others in [False] if complete else [False, True]:
                found.append(World(used, dict(zip(TONNAGES, tonnes, strict=True)), others))
    return found


@st.composite
def needs(draw: st.DrawFn, town: Catalog) -> Need:
    """Needs of which at most a few inputs are unknown; the others are stated or denied."""
    assert town.environment is not None
    tokens = {p for r in town.environment.rules for p in r.processes} | {u.process for u in town.environment.amounts}
    said = {p: draw(st.sampled_from(("used", "denied", "unknown", "denied"))) for p in FEW}
    stated: dict[str, Any] = {
        "processes": tuple(p for p, how in said.items() if how == "used"),
        "processes_not": tuple(sorted(p for p in tokens if said.get(p, "denied") == "denied")),
        "processes_all": draw(st.sampled_from((True, False, None))),
    }
    for field in TONNAGES:
        stated[field] = draw(st.sampled_from((None, *GRID)))
    return Need(**stated)


@settings(max_examples=150)
@given(data=st.data())
def test_the_answer_holds_the_class_of_every_firm_it_could_be_and_no_other(town: Catalog, data: st.DataObject) -> None:
    need = data.draw(needs(town))
    env = town.environment
    assert env is not None
    every = set().union(*(classes_in(env, w) for w in worlds(env, need)))
    assert set(classes_of(town, need)) == every


@settings(max_examples=60)
@given(data=st.data())
def test_what_an_answer_is_said_to_decide_is_what_it_decides(town: Catalog, data: st.DataObject) -> None:
    """A stated 0, the list called complete: put into the need, they leave the classes that the question told."""
    need = data.draw(needs(town))
    found = eia(town, need, standing(town, need))
    assert found is not None
    for question in questions(town, found):
        if question.field in TONNAGES and not any(p in need.processes_not for p in _owner(town, question.field)):
            told = question.answers[0].left
            assert classes_of(town, need.model_copy(update={question.field: 0.0})) == told
        if question.field == "processes_all" and question.answers and need.processes:
            assert classes_of(town, need.model_copy(update={"processes_all": True})) == question.answers[0].left


def _owner(town: Catalog, field: str) -> list[str]:
    assert town.environment is not None
    return [u.process for u in town.environment.amounts if u.field == field]


# Laws


@settings(max_examples=100)
@given(data=st.data(), field=st.sampled_from(TONNAGES), more=st.floats(0, 1e6))
def test_more_tonnes_are_never_a_milder_class(town: Catalog, data: st.DataObject, field: str, more: float) -> None:
    need = data.draw(needs(town))
    least = getattr(need, field) or 0.0
    before = classes_of(town, need.model_copy(update={field: least}))
    after = classes_of(town, need.model_copy(update={field: least + more}))
    assert ORDER.index(after[0]) >= ORDER.index(before[0])
    assert ORDER.index(after[-1]) >= ORDER.index(before[-1])


@settings(max_examples=100)
@given(data=st.data())
def test_of_two_lists_the_stricter_class_counts(town: Catalog, data: st.DataObject) -> None:
    lists = st.lists(st.sampled_from(FEW), min_size=1, unique=True)
    one, two = data.draw(lists), data.draw(lists)

    def ends(processes: list[str]) -> tuple[int, int]:
        tonnes: dict[str, Any] = dict.fromkeys(TONNAGES, 0.0)
        found = classes_of(town, Need(processes=tuple(processes), processes_all=True, **tonnes))
        return ORDER.index(found[0]), ORDER.index(found[-1])

    both = ends(list(dict.fromkeys([*one, *two])))
    assert both == (max(ends(one)[0], ends(two)[0]), max(ends(one)[1], ends(two)[1]))


@settings(max_examples=60)
@given(data=st.data())
def test_knowing_more_never_opens_a_class_that_was_closed(town: Catalog, data: st.DataObject) -> None:
    need = data.draw(needs(town))
    less = need.model_copy(update={"processes_all": None, "processes_not": need.processes_not[::2], "casting_t": None})
    assert set(classes_of(town, need)) <= set(classes_of(town, less)) or set(need.processes_not) & _told(town, need)


def _told(town: Catalog, need: Need) -> set[str]:
    assert town.environment is not None
    return {u.process for u in town.environment.amounts if getattr(need, u.field)}


def test_it_moves_no_site_and_refuses_nobody(town: Catalog) -> None:
    plain = Need(industry="lighting", space="factory", floor_m2_min=3000)
    heavy = plain.model_copy(update=dict.fromkeys(TONNAGES, 1e6) | {"processes_not": ("machining",), "processes_all": True})
    first, second = shortlist(town, plain, ON), shortlist(town, heavy, ON)
    assert [(m.site_id, m.score, m.low, m.high, m.status) for m in first.matches] == [
        (m.site_id, m.score, m.low, m.high, m.status) for m in second.matches
    ]
    assert first.welcome == second.welcome
    assert second.environment.eia is not None
    assert second.environment.eia.low == "report"


def test_every_answer_says_who_confirms_and_every_reason_its_source(town: Catalog) -> None:
    for case in CASES:
        found = forecast(town, need_of(town, case["need"]))
        assert "确认" in found.confirm.zh
        assert "confirms" in found.confirm.en
        assert all(r.citation.told.zh and r.citation.told.en and r.sentence.en for r in found.reasons)


def test_a_pack_without_the_file_says_nothing_of_it(town: Catalog) -> None:
    assert shortlist(replace(town, environment=None), Need(processes=("plating",)), ON, 1).environment.eia is None
