"""Faults planted in the town's figures, parks, events and reached targets, one at a time: each is refused in its place, and nothing else is blamed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matcher.catalog.issues import errors
from matcher.catalog.load import load, read_pack

PLAN, RULES = "plan.yaml", "rules.yaml"
TARGET = "target: 106.54, citation: {source: plan, clause: C2.2-targets}}"


def reached(*years: str) -> tuple[str, str]:
    """The first target with values of some years."""
    listed = ", ".join(f"{{year: {y}, value: 70, citation: {{source: press_2024}}}}" for y in years)
    return TARGET, TARGET.removesuffix("}") + f", actuals: [{listed}]}}"


FAULTS = {
    "a value of the base year": (PLAN, *reached("2020"), "gross-output", "  - {id: gross-output", "actuals", "not after the base"),
    "a year told twice": (PLAN, *reached("2023", "2023"), "gross-output", "  - {id: gross-output", "actuals", "stands twice"),
    "a value without its year": (PLAN, TARGET, TARGET.removesuffix("}") + ", actuals: [{value: 70, citation: {source: plan}}]}", "gross-output", "  - {id: gross-output", "year", "missing"),
    "a value that nobody has told": (PLAN, TARGET, TARGET.removesuffix("}") + ", actuals: [{year: 2023, value: 70}]}", "gross-output", "  - {id: gross-output", "citation", "missing"),
    "a value from nowhere": (PLAN, TARGET, TARGET.removesuffix("}") + ", actuals: [{year: 2023, value: 70, citation: {source: gossip}}]}", "", "  - {id: gross-output", "citation", "does not have"),
    "a target before its base": (PLAN, "base: 66.15, target_year: 2025", "base: 66.15, target_year: 2019", "gross-output", "  - {id: gross-output", "target_year", "not after its base"),
    "a figure turned round": (PLAN, "unit_en: ha, low: 200, high: 200", "unit_en: ha, low: 300, high: 200", "industrial-land", "  - {id: industrial-land", "low", "above its upper"),
    "a figure that is a word": (PLAN, "unit_en: ha, low: 200, high: 200", "unit_en: ha, low: much, high: 200", "industrial-land", "  - {id: industrial-land", "low", "not a number"),
    "a figure below nothing": (PLAN, "unit_en: ha, low: 100,", "unit_en: ha, low: -100,", "low-use-land", "  - {id: low-use-land", "low", "outside what is allowed"),
    "a part of what is not there": (PLAN, "of: industrial-land", "of: arable-land", "low-use-land", "  - {id: low-use-land", "of", "not there"),
    "a part of itself": (PLAN, "of: industrial-land", "of: low-use-land", "low-use-land", "  - {id: low-use-land", "of", "not there"),
    "a part larger than its whole": (PLAN, "unit_en: ha, low: 100,", "unit_en: ha, low: 300,", "low-use-land", "  - {id: low-use-land", "of", "more than the whole"),
    "a part in another unit": (PLAN, "unit: 公顷, unit_en: ha, low: 100", "unit: 亩, unit_en: mu, low: 100", "low-use-land", "  - {id: low-use-land", "of", "in another unit"),
    "a figure told twice": (PLAN, "{id: low-use-land,", "{id: industrial-land,", "industrial-land", "  - {id: industrial-land, name: 低效", "id", "repeats an id"),
    "a figure of a thirteenth month": (PLAN, "low: 200, high: 200, as_of: '2024'", "low: 200, high: 200, as_of: 2024-13", "industrial-land", "  - {id: industrial-land", "as_of", "no day"),
    "a park that has no site": (PLAN, "- {id: szkjy, name: 深圳", "- {id: nowhere, name: 深圳", "nowhere", "  - {id: nowhere", "id", "the park of no site"),
    "a park smaller than its sites": (PLAN, "land_mu: 234.5,", "land_mu: 60,", "szkjy", "  - {id: szkjy", "land_mu", "less than its sites"),
    "a park told twice": (PLAN, "- {id: wanyang, name: 康溪", "- {id: szkjy, name: 康溪", "szkjy", "  - {id: szkjy, name: 康溪", "id", "repeats an id"),
    "an event of no site": (PLAN, "{when: 2020-09, site: wanyang-1", "{when: 2020-09, site: atlantis", "atlantis", "  - {when: 2020-09", "site", "no site"),
    "an event in a thirteenth month": (PLAN, "{when: 2020-09,", "{when: 2020-13,", "wanyang-1", "  - {when: 2020-13", "when", "no day"),
    "an event that begins no state": (PLAN, "{when: 2020-03, site: szkjy-1, status: under_construction", "{when: 2020-03, site: szkjy-1, status: dreaming", "szkjy-1", "  - {when: 2020-03", "status", "a state that is none"),
    "a state of no site": (PLAN, "{when: 2020-03, site: szkjy-1, status", "{when: 2020-03, status", "event 1", "  - {when: 2020-03", "status", "belongs to no site"),
    "an event without words": (PLAN, "says: 万洋二期启动", "says: ''", "", "  - {when: 2020-11", "says", "fewer than 1"),
    "an event that nobody has told": (PLAN, "first Hongsheng building topped out, citation: {source: press_2024}", "first Hongsheng building topped out, citation: {source: gossip}", "", "  - {when: 2024-06", "citation", "does not have"),
    "an age of a record in years": (RULES, "  value: 36\n  unit: month", "  value: 3\n  unit: year", "record_age", "record_age:", "unit", "a number of months"),
    "an age of nothing": (RULES, "  value: 36\n  unit: month", "  value: 0\n  unit: month", "record_age", "record_age:", "unit", "above 0"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_towns_figures_is_refused_in_its_place(fault: str, pack_copy: Path) -> None:
    file, old, new, record, at, field, says = FAULTS[fault]
    text = (pack_copy / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    (pack_copy / file).write_text(text.replace(old, new), encoding="utf-8")
    catalog, issues = read_pack(pack_copy)
    assert catalog is None
    (issue,) = errors(issues)
    assert issue.file == file
    assert says in issue.message.en
    assert issue.field.endswith(field)
    assert not record or issue.record == record, issue.record
    assert (pack_copy / file).read_text(encoding="utf-8").splitlines()[issue.line - 1].startswith(at)
    assert re.search("[\u4e00-\u9fff]", issue.message.zh)
    assert re.search("[\u4e00-\u9fff]", issue.mend.zh)


def test_a_pack_without_any_of_them_is_sound_and_its_records_never_grow_old(pack_copy: Path) -> None:
    plan = (pack_copy / PLAN).read_text(encoding="utf-8")
    begins, ends = plan.index("# Amounts of the whole town"), plan.index("next_steps:\n")
    (pack_copy / PLAN).write_text(plan[:begins] + plan[ends:], encoding="utf-8")
    rules = (pack_copy / RULES).read_text(encoding="utf-8")
    begins, ends = rules.index("record_age:\n"), rules.index("water_zones:\n")
    (pack_copy / RULES).write_text(rules[:begins] + rules[ends:], encoding="utf-8")
    catalog = load(pack_copy)
    assert (catalog.plan.figures, catalog.plan.parks, catalog.plan.events, catalog.rules.record_age) == ((), (), (), None)


def test_what_a_target_has_reached_is_its_last_year(pack_copy: Path) -> None:
    plan = (pack_copy / PLAN).read_text(encoding="utf-8")
    old, new = reached("2024", "2022")
    (pack_copy / PLAN).write_text(plan.replace(old, new), encoding="utf-8")
    latest = load(pack_copy).plan.targets[0].latest
    assert latest is not None
    assert latest.year == 2024
    assert load(pack_copy).plan.targets[1].latest is None
