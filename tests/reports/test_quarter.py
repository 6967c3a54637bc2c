"""The quarterly report counts what the audit holds, and says where it holds nothing; it is for managers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.pack import Citation
from matcher.model.plan import Actual
from matcher.register.answers import give
from matcher.register.commitments import commit, open_commitments, release
from matcher.register.decisions import decide
from matcher.register.lead_making import Draft, make_many
from matcher.register.lead_rows import found as lead_row
from matcher.register.opening import with_town
from matcher.register.overlay import laid, stand
from matcher.register.policy import Denied
from matcher.register.register import Register
from matcher.register.stages import plan, set_stage
from matcher.register.who import VISITOR, Who
from matcher.reports.blocks import texts
from matcher.reports.made import FORMS, quarter_file
from matcher.reports.quarter import quarter
from matcher.reports.quarter_figures import EVENTS, Quarter, QuarterFigures, quarter_figures
from matcher.reports.quarter_words import EVENT
from tests.register.conftest import FIRM, KEY, MANAGER, STAFF, Clock
from tests.reports.papers import docx_text, folded, pdf_text

TOWN = "hetang"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, town: Catalog, clock: Clock, home: Path) -> Iterator[Register]:
    """A register that has taken in the real town."""
    made = Register(f"sqlite:///{(tmp_path / 'register.sqlite3').as_posix()}", key=KEY, clock=clock)
    yield with_town(made, town)
    made.close()


def figures(register: Register, town: Catalog, on: date, who: Who = MANAGER) -> QuarterFigures:
    return quarter_figures(register, who, laid(town, stand(register, TOWN)).catalog, on)


@given(day=st.dates(date(1, 4, 1), date(9998, 12, 31)))
def test_every_day_lies_in_one_quarter_and_the_quarters_follow_without_a_gap(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.begins <= day <= quarter.ends
    assert quarter.before.ends == quarter.begins - timedelta(days=1)
    assert Quarter.of(quarter.begins) == Quarter.of(quarter.ends) == quarter


def test_what_was_done_in_the_quarter_is_counted_and_nothing_twice(register: Register, town: Catalog, today: date) -> None:
    need = town.leads[0].need
    make_many(register, STAFF, TOWN, [Draft(need, "甲"), Draft(need, "乙")], today=today.isoformat())
    with register.look() as session:
        version = lead_row(session, TOWN, "xinhe").version
    set_stage(register, STAFF, TOWN, "xinhe", version, "signed", "2026-11-20", today=today)
    give(register, STAFF, TOWN, [Answer(site="wanyang-1", field="ceiling_height_m", value="7.2", source="园区", as_of="2026-11-20")])
    decide(register, STAFF, TOWN, "xinhe", "wanyang-1", "chosen", "合适", {}, town.by_id.keys())
    commit(register, STAFF, town, "xinhe", "wanyang-1", floor_m2=90_000, since="2026-11-01")
    commit(register, STAFF, town, "xinhe", "mumianwei", land_mu=20.5, since="2026-11-01")
    with register.look() as session:
        kept = next(c for c in open_commitments(session, TOWN) if c.site == "mumianwei")
    release(register, MANAGER, TOWN, kept.key, kept.version)
    told = {"leads": 2, "stage_signed": 1, "answers": 1, "chosen": 1, "promised": 2, "promised_mu": 20.5, "promised_m2": 90_000}
    assert figures(register, town, today).now.counts == dict.fromkeys(EVENTS, 0) | told | {"released": 1, "released_mu": 20.5}


def test_a_quarter_before_the_register_began_has_no_figures_and_that_is_told(register: Register, town: Catalog, today: date) -> None:
    found = figures(register, town, today)
    assert found.before.counts is None
    assert (found.now.since, found.now.quarter) == (today, Quarter(2026, 4))
    said = "".join(texts(quarter(town, found, "zh")))
    assert "2026 年第 3 季度：登记库当时还没有启用，没有记录，不等于没有发生。" in said
    assert f"登记库自 {today.isoformat()} 起才有记录" in said


def test_the_next_quarter_stands_beside_this_one(register: Register, town: Catalog, clock: Clock, today: date) -> None:
    make_many(register, STAFF, TOWN, [Draft(town.leads[0].need, "甲")], today=today.isoformat())
    clock.go(days=60)
    later = today + timedelta(days=60)
    make_many(register, STAFF, TOWN, [Draft(town.leads[0].need, f"乙{n}") for n in range(3)], today=later.isoformat())
    found = figures(register, town, later)
    assert found.now.counts is not None
    assert found.before.counts is not None
    assert (found.now.counts["leads"], found.before.counts["leads"]) == (3, 1)
    assert (found.now.since, found.before.since) == (None, today)


def test_the_pipeline_counts_every_lead_in_its_stage_and_tells_what_is_overdue(register: Register, town: Catalog, today: date) -> None:
    plan(register, STAFF, TOWN, "xinhe", {"signed": ("2026-11-13", 0)})
    found = figures(register, town, today)
    assert sum(found.stages.values()) == len(town.leads)
    assert [(o.lead, o.what, o.days) for o in found.overdue] == [("xinhe", "signed", 10)]
    said = "".join(texts(quarter(town, found, "zh")))
    assert "逾期 1 件" in said
    assert "应进入“签约”阶段2026-11-1310 天" in said


@pytest.mark.parametrize("who", [VISITOR, FIRM, STAFF], ids=lambda w: w.role)
def test_only_managers_get_it(register: Register, town: Catalog, today: date, who: Who) -> None:
    with pytest.raises(Denied):
        quarter_file(register, who, town, today, ".pdf", "zh")


def test_the_targets_of_the_plan_stand_in_it_and_what_nobody_has_told_is_unknown(register: Register, town: Catalog, today: date) -> None:
    said = "".join(texts(quarter(town, figures(register, town, today), "zh")))
    for target in town.plan.targets:
        assert target.name in said
    assert "2020 年 66.152025 年 106.54未知" in said
    reached = Actual(year=2023, value=88.5, citation=Citation(source="press_2024"))
    told = [t.model_copy(update={"actuals": (reached,)}) if t.id == "gross-output" else t for t in town.plan.targets]
    later = replace(town, plan=town.plan.model_copy(update={"targets": tuple(told)}))
    assert "2025 年 106.542023 年 88.52024 年公开报道" in "".join(texts(quarter(later, figures(register, town, today), "zh")))


def test_what_is_unknown_is_told_as_unknown(register: Register, town: Catalog, today: date) -> None:
    said = "".join(texts(quarter(town, figures(register, town, today), "zh")))
    assert "可供用地：未知，6 处都没有数。" in said
    assert "未知不等于没有" in said


@pytest.mark.parametrize("form", FORMS)
def test_its_text_comes_back_from_its_file(register: Register, town: Catalog, today: date, form: str) -> None:
    found = figures(register, town, today)
    data = quarter_file(register, MANAGER, town, today, form, "zh")
    back = pdf_text(data) if form == ".pdf" else docx_text(data)
    for said in texts(quarter(town, found, "zh")):
        if said.strip() and "数据版本" not in said:
            assert folded(said) in back, said


def test_everything_that_is_counted_has_its_words() -> None:
    assert set(EVENT) == set(EVENTS)
