"""An answer to a question about a site: taken or refused with a reason, taken back, kept safe, and written into a new pack."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from matcher.catalog.answer_store import AnswerStore

from matcher.catalog.answering import ANSWERABLE, answered, laid_over, overlay
from matcher.catalog.cells import format_cell
from matcher.catalog.export import export_pack
from matcher.catalog.issues import Refused
from matcher.catalog.load import load
from matcher.explanation.shortlist import shortlist
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, LOCATION
from matcher.model.need import Need
from matcher.model.pack import Citation
from matcher.model.site import Evidence
from matcher.model.values import Interval, Words

ROOT = Path(__file__).resolve().parents[2]
ROUNDING = 1e-9
"""Sums of the same points in another order may differ by this much."""


def said(site: str, field: str, value: str, **more: str) -> Answer:
    """An answer that a person of the office gave by telephone."""
    return Answer(**{"site": site, "field": field, "value": value, "source": "陈主任电话", "as_of": "2026-11-20", **more})


def state(catalog: Catalog) -> tuple[Any, ...]:
    """All that an answer can change of what is known."""
    return {s.id: dict(s.cells) for s in catalog.sites}, dict(catalog.evidence), dict(catalog.sources)


def sentence(refusal: pytest.ExceptionInfo[Refused]) -> str:
    """The one reason of a refusal, which must be told in both languages with a mend."""
    (issue,) = refusal.value.issues
    for text in (issue.message, issue.mend):
        assert text.zh
        assert text.en
        assert text.zh != text.en
    return issue.told("en")


# What an answer changes

NEEDS = (
    Need(industry="medical", gbt4754="3581", space="factory", tenure="rent", floor_m2_min=3000, floor_m2_max=3000, ceiling_height_m_min=6,
         rent_yuan_m2_month_max=20, power_kva_min=500, special=("crane", "clean_room"), needed_by="2027-06", near=("rail",)),
    Need(gbt4754="3381", processes=("coating",), space="land", land_mu_min=20, land_mu_max=20, land_price_wan_mu_max=60,
         discharges_wastewater=True, fire_class="ding"),
)  # fmt: skip


def plausible(catalog: Catalog, site: str, field: str) -> list[str]:
    """Answers of every kind that a person might give to a question about a field, none against what is known."""
    if field == LOCATION:
        return ["22.66,113.13,50", "22.63,113.12,500"]
    f = BY_NAME[field]
    if f.type == "text":
        return ["说明"]
    if f.type in ("number", "month"):
        outer = catalog.possible(field)
        known = catalog.by_id[site].number(field) or outer
        middle = (known.low + known.high) // 2
        ends = (Interval(known.low, known.low), Interval(middle, middle), Interval(known.high, known.high), Interval(known.low, middle))
        return [format_cell(f, e) for e in ends]
    tokens = catalog.vocabularies[f.vocabulary].tokens
    if f.type == "open":
        return [";".join(tokens), ";".join(f"-{t}" for t in tokens)]
    return [*tokens, ";".join(tokens)] if f.type == "closed" else list(tokens)


@pytest.mark.parametrize("need", NEEDS, ids=["a factory to rent", "land to build on"])
def test_an_answer_to_what_was_asked_first_sharpens_and_moves_nobody_else(town: Catalog, today: date, need: Need) -> None:
    """low..high of the site asked about lies within what it was; every other site keeps its score and its range to the last digit."""
    before = {m.site_id: m for m in shortlist(town, need, today).matches}
    taken = closed = 0
    for match in before.values():
        for question in match.ask_first[:3]:
            for value in plausible(town, match.site_id, question.field):
                try:
                    catalog = answered(town, said(match.site_id, question.field, value))
                except Refused:
                    continue
                taken += 1
                after = {m.site_id: m for m in shortlist(catalog, need, today).matches}
                for site, old in before.items():
                    new = after.get(site)
                    if site == match.site_id:
                        if new is None:
                            continue
                        assert old.low - ROUNDING <= new.low <= new.score <= new.high <= old.high + ROUNDING, (site, value)
                        closed += new.high - new.low < old.high - old.low
                    else:
                        assert new is not None
                        assert (new.score, new.low, new.high, new.status) == (old.score, old.low, old.high, old.status)
    assert taken > 50
    assert closed > 10


def test_an_answer_leaves_what_it_overrules_in_sight_with_its_clause(town: Catalog) -> None:
    before = town.evidence["wanyang-1", "floor_m2"]
    catalog = answered(town, said("wanyang-1", "floor_m2", "286000", confirmed_by="李工"))
    now = catalog.evidence["wanyang-1", "floor_m2"]
    assert catalog.by_id["wanyang-1"].number("floor_m2") == Interval(286000, 286000)
    assert (now.other_value, now.other_citation) == ("290000", before.citation)
    assert (now.basis, now.as_of, now.confirmed_by) == ("reported", "2026-11-20", "李工")
    assert catalog.sources[now.citation.source].name == "陈主任电话"


def test_the_plan_stays_in_sight_when_a_second_answer_follows_the_first(town: Catalog) -> None:
    """What was told by telephone and corrected the next day must not push the plan's own figure off the screen."""
    plan = town.evidence["wanyang-1", "floor_m2"].citation
    once = answered(town, said("wanyang-1", "floor_m2", "286000"))
    twice = answered(once, said("wanyang-1", "floor_m2", "285000", as_of="2026-11-21"))
    assert twice.evidence["wanyang-1", "floor_m2"].other_citation == plan
    assert twice.evidence["wanyang-1", "floor_m2"].other_value == "290000"


def test_an_answer_to_what_was_unknown_has_no_other_value(town: Catalog) -> None:
    catalog = answered(town, said("wanyang-1", "power_kva", "800"))
    found = catalog.evidence["wanyang-1", "power_kva"]
    assert (found.other_value, found.other_citation) == ("", None)


def test_an_answer_changes_only_its_own_cell(town: Catalog) -> None:
    catalog = answered(town, said("wanyang-1", "power_kva", "800"))
    changed = [
        (old.id, name)
        for old, new in zip(town.sites, catalog.sites, strict=True)
        for name in BY_NAME
        if old.cells.get(name) != new.cells.get(name)
    ]
    assert changed == [("wanyang-1", "power_kva")]
    assert {k for k in catalog.evidence if catalog.evidence[k] != town.evidence.get(k)} == {("wanyang-1", "power_kva")}
    assert catalog.version != town.version


def test_an_answer_may_cite_the_plan(town: Catalog) -> None:
    catalog = answered(town, said("xiacun", "land_mu", "300", source="plan", clause="C3.2", basis="plan"))
    assert catalog.evidence["xiacun", "land_mu"].citation == Citation(source="plan", clause="C3.2")
    assert catalog.sources == town.sources


def test_a_clause_of_a_source_that_the_pack_has_not_is_not_lost(town: Catalog) -> None:
    """`--source 某报告 --clause 第3页`: either the page can be cited from then on, or it is refused in words."""
    try:
        catalog = answered(town, said("xiacun", "land_mu", "300", source="某报告", clause="第3页"))
    except Refused:
        return
    assert "第3页" in catalog.say_citation(catalog.evidence["xiacun", "land_mu"].citation).zh


def test_an_open_list_answer_adds_to_what_was_known(town: Catalog) -> None:
    catalog = answered(town, said("wanyang-1", "features", "行车；无货梯"))
    catalog = answered(catalog, said("wanyang-1", "features", "宿舍"))
    assert catalog.by_id["wanyang-1"].words("features") == Words(frozenset({"crane", "dormitory"}), frozenset({"freight_lift"}))
    catalog = answered(catalog, said("wanyang-1", "features", "货梯；-crane"))
    assert catalog.by_id["wanyang-1"].words("features") == Words(frozenset({"freight_lift", "dormitory"}), frozenset({"crane"}))


def test_that_there_is_none_of_a_list_can_be_answered(town: Catalog) -> None:
    """The shortlist asks which firms of the same chain are there; the commonest true answer is: none."""
    catalog = answered(town, said("wanyang-1", "partners", "无"))
    assert catalog.by_id["wanyang-1"].words("partners") == Words()


def test_a_position_is_answered_as_one(town: Catalog) -> None:
    position = town.by_id["xiacun"].position
    assert position is not None
    catalog = answered(town, said("xiacun", LOCATION, "22.68，113.12，40"))
    assert catalog.by_id["xiacun"].position == (22.68, 113.12, 40)
    assert catalog.by_id["xiacun"].text("location_basis") == "approximate"
    assert catalog.evidence["xiacun", LOCATION].other_value == ",".join(f"{v:.10g}" for v in position)
    catalog = answered(catalog, said("xiacun", LOCATION, "22.681,113.121,3,surveyed"))
    assert catalog.by_id["xiacun"].text("location_basis") == "surveyed"


@pytest.mark.parametrize("field", ["taken_by", "address", "note"])
def test_a_changed_text_takes_its_old_translation_out_of_sight(town: Catalog, field: str) -> None:
    """Else the English page goes on saying what the Chinese one has corrected."""
    cells = {field: "旧话", f"{field}_en": "the old words"}
    old = replace(town, sites=tuple(replace(s, cells={**s.cells, **cells}) if s.id == "wanyang-1" else s for s in town.sites))
    new = answered(old, said("wanyang-1", field, "新话"))
    assert new.by_id["wanyang-1"].text(field) == "新话"
    assert f"{field}_en" not in new.by_id["wanyang-1"].cells
    assert answered(old, said("wanyang-1", field, "旧话")).by_id["wanyang-1"].text(f"{field}_en") == "the old words"


def test_an_export_leaves_out_the_translation_of_a_text_that_was_answered_anew(pack_copy: Path, town: Catalog, tmp_path: Path) -> None:
    assert town.by_id["changqing"].text("taken_by_en")
    export_pack(pack_copy, answered(town, said("changqing", "taken_by", "新业主")), tmp_path / "out")
    changqing = load(tmp_path / "out").by_id["changqing"]
    assert (changqing.text("taken_by"), changqing.text("taken_by_en")) == ("新业主", "")


# What is refused


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (said("atlantis", "land_mu", "20"), "no site of this pack"),
        (said("xiacun", "mood", "good"), "no field one can answer"),
        (said("xiacun", "id", "other"), "no field one can answer"),
        (said("xiacun", "name", "别名"), "no field one can answer"),
        (said("xiacun", "kind", "land"), "no field one can answer"),
        (said("xiacun", "lat", "22.6"), "no field one can answer"),
        (said("xiacun", "land_mu", "20", source=""), "no source"),
        (said("xiacun", "land_mu", "20", source="   "), "no source"),
        (said("xiacun", "land_mu", "20", as_of="2026-11-24"), "after today"),
        (said("xiacun", "land_mu", "20", as_of="2027"), "after today"),
        (said("xiacun", "land_mu", "20", as_of="yesterday"), "date of the wrong form"),
        (said("xiacun", "land_mu", "20", as_of=""), "date of the wrong form"),
        (said("xiacun", "land_mu", "20", as_of="2026-02-31"), "date of the wrong form"),
        (said("xiacun", "land_mu", "20", source="plan", clause="C9.9"), "does not have"),
        (said("xiacun", "land_mu", "二十亩"), "not a number"),
        (said("xiacun", "land_mu", ""), "is empty"),
        (said("xiacun", "land_mu", "9000"), "outside the possible range 0–2\u202f000 mu"),
        (said("xiacun", "land_mu", "30..20"), "runs downwards"),
        (said("xiacun", "delivery", "2026-13"), "not a month"),
        (said("xiacun", "fire_class", "己类"), "not in the list"),
        (said("xiacun", "features", "行车;-crane"), "both"),
        (said("mumianwei", "available_land_mu", "600"), "more than the land area"),
        (said("wanyang-1", "available_floor_m2", "290001"), "more than the floor area"),
        (said("xiacun", "status", "taken"), "by whom is not said"),
        (said("xiacun", LOCATION, "22.68,113.12"), "form of a position"),
        (said("xiacun", LOCATION, "22.68,113.12,40,guessed"), "form of a position"),
        (said("xiacun", LOCATION, "52.52,13.40,40"), "outside the possible range"),
        (said("xiacun", LOCATION, "22.6..22.7,113.12,40"), ""),
    ],
    ids=lambda value: f"{value.field}={value.value[:20]}/{value.source}/{value.as_of}" if isinstance(value, Answer) else None,
)
def test_an_answer_that_cannot_be_taken_is_refused_with_a_sentence(town: Catalog, today: date, answer: Answer, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        answered(town, answer, today)
    assert reason in sentence(refusal)


def test_a_total_below_what_is_to_be_had_is_refused_too(town: Catalog) -> None:
    """The contradiction is found whichever of the two figures comes second."""
    catalog = answered(town, said("mumianwei", "available_land_mu", "500"))
    with pytest.raises(Refused) as refusal:
        answered(catalog, said("mumianwei", "land_mu", "400"))
    assert "more than the land area" in sentence(refusal)


def test_every_field_a_question_can_ask_about_can_be_answered(town: Catalog, today: date) -> None:
    asked = {q.field for need in NEEDS for m in shortlist(town, need, today).matches for q in m.ask_first}
    assert asked
    assert asked <= set(ANSWERABLE)


def test_an_answer_for_another_day_is_refused_only_where_today_is_known(town: Catalog, today: date) -> None:
    tomorrow = said("xiacun", "land_mu", "20", as_of=(today + timedelta(days=1)).isoformat())
    with pytest.raises(Refused):
        answered(town, tomorrow, today)
    assert answered(town, tomorrow, today + timedelta(days=1)).by_id["xiacun"].number("land_mu") == Interval(20, 20)


def test_an_answer_that_no_longer_fits_is_told_and_left_out(town: Catalog) -> None:
    """The pack may change under answers that were once fine; the others still count."""
    gone, kept = said("atlantis", "land_mu", "20"), said("xiacun", "land_mu", "20")
    catalog, issues = overlay(town, [gone, kept])
    assert state(catalog) == state(answered(town, kept))
    assert [(i.severity, i.value) for i in issues] == [("warning", "atlantis")]


# The store


@pytest.fixture
def store(home: Path) -> AnswerStore:
    return AnswerStore("hetang")


def test_answers_are_kept_in_the_order_in_which_they_were_given(store: AnswerStore, home: Path) -> None:
    given = [said("xiacun", "land_mu", "20"), said("xiacun", "land_mu", "30"), said("liufang", "note", "换行\n“引号”")]
    for answer in given:
        store.add(answer)
    assert AnswerStore("hetang").answers() == given
    assert AnswerStore("another-town").answers() == []
    assert store.path.is_relative_to(home)


def test_undo_brings_back_what_stood_there(town: Catalog, store: AnswerStore) -> None:
    store.add(said("wanyang-1", "floor_m2", "286000"))
    assert state(overlay(town, store.answers())[0]) != state(town)
    assert store.undo("wanyang-1", "floor_m2") == said("wanyang-1", "floor_m2", "286000")
    assert state(overlay(town, store.answers())[0]) == state(town)


def test_two_undos_take_back_two_answers_and_a_third_has_nothing_left(town: Catalog, store: AnswerStore) -> None:
    first, second, other = said("xiacun", "land_mu", "20"), said("xiacun", "land_mu", "30"), said("liufang", "land_mu", "40")
    for answer in (first, other, second):
        store.add(answer)
    assert store.undo("xiacun", "land_mu") == second
    assert store.answers() == [first, other]
    assert store.undo("xiacun", "land_mu") == first
    assert store.answers() == [other]
    assert store.undo("xiacun", "land_mu") is None
    assert state(overlay(town, store.answers())[0]) == state(answered(town, other))


def test_an_answer_given_after_an_undo_stands(store: AnswerStore) -> None:
    store.add(said("xiacun", "land_mu", "20"))
    store.undo("xiacun", "land_mu")
    store.add(said("xiacun", "land_mu", "25"))
    assert [a.value for a in store.answers()] == ["25"]


def test_what_was_undone_is_still_on_record(store: AnswerStore) -> None:
    """The file is only appended to: who said what, and that it was taken back, can be read later."""
    store.add(said("xiacun", "land_mu", "20"))
    before = store.path.read_bytes()
    store.undo("xiacun", "land_mu")
    assert store.path.read_bytes().startswith(before)


def test_a_line_that_a_crash_cut_short_spoils_neither_the_others_nor_the_next(home: Path) -> None:
    """Wherever the last write was cut off, even within a Chinese character, all whole answers are still there."""
    whole, cut, later = said("xiacun", "land_mu", "20"), said("liufang", "note", "待确认"), said("shangwei", "land_mu", "30")
    model = AnswerStore("model")
    model.add(whole)
    start = len(model.path.read_bytes())
    model.add(cut)
    content = model.path.read_bytes()
    for end in range(start, len(content) - 1):
        store = AnswerStore(f"cut-{end}")
        store.path.parent.mkdir(parents=True)
        store.path.write_bytes(content[:end])
        assert store.answers() == [whole]
        store.add(later)
        assert store.answers() == [whole, later]
        assert store.undo("shangwei", "land_mu") == later
        assert store.undo("xiacun", "land_mu") == whole
        assert store.answers() == []


def test_a_line_that_lost_only_its_end_of_line_counts(home: Path) -> None:
    store = AnswerStore("hetang")
    store.add(said("xiacun", "land_mu", "20"))
    store.path.write_bytes(store.path.read_bytes().rstrip(b"\n"))
    store.add(said("xiacun", "land_mu", "30"))
    assert [a.value for a in store.answers()] == ["20", "30"]


@pytest.mark.parametrize(
    "line", ["null", "[]", '"text"', "{}", '{"answer": 3}', '{"answer": {"site": "xiacun"}}', '{"undo": "last"}', '{"undo": 99}']
)
def test_a_line_of_another_make_is_passed_over(store: AnswerStore, line: str) -> None:
    store.add(said("xiacun", "land_mu", "20"))
    with store.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    store.add(said("xiacun", "land_mu", "30"))
    assert [a.value for a in store.answers()] == ["20", "30"]


WRITER = """
import sys
from matcher.catalog.answer_store import AnswerStore
from matcher.model.answer import Answer
for i in range(50):
    AnswerStore("hetang").add(
        Answer(site="xiacun", field="note", value=f"{sys.argv[1]} {i}", source="同时写入", as_of="2026-11-20")
    )
"""


def test_two_programs_that_answer_at_the_same_time_lose_nothing(home: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, name], cwd=ROOT, env=dict(os.environ), stderr=subprocess.PIPE)
        for name in ("甲", "乙")
    ]
    for writer in writers:
        _, complaint = writer.communicate(timeout=120)
        assert writer.returncode == 0, complaint.decode()
    values = [a.value for a in AnswerStore("hetang").answers()]
    assert len(values) == 100
    assert set(values) == {f"{name} {i}" for name in "甲乙" for i in range(50)}
    for name in "甲乙":
        assert [v for v in values if v.startswith(name)] == [f"{name} {i}" for i in range(50)]


# Writing the pack back


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: dict(row) for row in csv.DictReader(file)}


def files(folder: Path) -> Iterator[str]:
    return (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file())


GIVEN = (
    said("wanyang-1", "power_kva", "800"),
    said("wanyang-1", "floor_m2", "285000..290000", confirmed_by="李工"),
    said("xiacun", LOCATION, "22.68,113.12,40"),
    said("lingang", "features", "行车;-货梯"),
    said("bus-station", "delivery", "2027-06.."),
    said("weilong", "note", '两行，"引号"\n第二行'),
    said("liufang", "land_mu", "120", source="plan", clause="C3.2", basis="plan"),
)
CHANGED = {
    ("wanyang-1", "power_kva"), ("wanyang-1", "floor_m2"), ("xiacun", "lat"), ("xiacun", "lon"), ("xiacun", "location_accuracy_m"),
    ("xiacun", "location_basis"), ("lingang", "features"), ("bus-station", "delivery"), ("weilong", "note"), ("weilong", "note_en"),
    ("liufang", "land_mu"),
}  # fmt: skip
"""(site, column) of the site table that these answers write, or empty: the English form of a text that they correct."""


@pytest.fixture
def told(town: Catalog) -> Catalog:
    """The real town after some answers."""
    catalog, issues = overlay(town, GIVEN)
    assert issues == []
    return catalog


def test_an_exported_pack_reads_back_equal(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    export_pack(pack_copy, told, tmp_path / "out")
    again = load(tmp_path / "out")
    assert state(again) == state(told)
    assert again.leads == told.leads
    assert again.rules == told.rules


def test_a_pack_without_answers_is_exported_byte_for_byte(pack_copy: Path, town: Catalog, tmp_path: Path) -> None:
    export_pack(pack_copy, town, tmp_path / "out")
    assert list(files(tmp_path / "out")) == list(files(pack_copy))
    for name in files(pack_copy):
        assert (tmp_path / "out" / name).read_bytes() == (pack_copy / name).read_bytes(), name


def test_only_what_was_answered_differs_in_an_exported_pack(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    export_pack(pack_copy, told, tmp_path / "out")
    touched = {"parcels.csv", "evidence.csv", "sources.yaml"}
    for name in files(pack_copy):
        same = (tmp_path / "out" / name).read_bytes() == (pack_copy / name).read_bytes()
        assert same == (name not in touched), name

    before, after = rows(pack_copy / "parcels.csv"), rows(tmp_path / "out" / "parcels.csv")
    assert list(after) == list(before)
    changed = {(site, column) for site in before for column in before[site] if before[site][column] != after[site][column]}
    assert changed == CHANGED

    old = (pack_copy / "sources.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "sources.yaml").read_text(encoding="utf-8").startswith(old.rstrip("\n"))


def test_cells_keep_the_form_in_which_somebody_wrote_them(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    """A name in Chinese stays a name in Chinese, and 1,200 stays 1,200, unless an answer changed that very cell."""
    path = pack_copy / "parcels.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(",renewal,,xiacun,listed,", ",三旧,,霞村,列入更新,").replace(",534.96,", ',"0,534.960",'), encoding="utf-8", newline=""
    )
    spelt = load(pack_copy)
    assert state(spelt) == state(load(ROOT / "data"))
    export_pack(pack_copy, overlay(spelt, GIVEN)[0], tmp_path / "out")
    after = rows(tmp_path / "out" / "parcels.csv")
    assert (after["xiacun"]["kind"], after["xiacun"]["status"]) == ("三旧", "列入更新")
    assert after["mumianwei"]["land_mu"] == "0,534.960"


def test_what_was_exported_can_be_answered_and_exported_again(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    """The same person is asked again at a later date; the second export keeps all that the first one told."""
    export_pack(pack_copy, told, tmp_path / "first")
    later = answered(load(tmp_path / "first"), said("xiacun", "land_mu", "77", as_of="2026-11-22"))
    export_pack(tmp_path / "first", later, tmp_path / "second")
    assert state(load(tmp_path / "second")) == state(later)


def test_an_export_over_something_is_refused_and_leaves_it_alone(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    out = tmp_path / "taken"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for target in (out, tmp_path / "file", pack_copy):
        before = {name: (target / name).read_bytes() for name in files(target)} if target.is_dir() else target.read_bytes()
        with pytest.raises(Refused) as refusal:
            export_pack(pack_copy, told, target)
        assert "not an empty folder" in sentence(refusal)
        assert before == ({name: (target / name).read_bytes() for name in files(target)} if target.is_dir() else target.read_bytes())


def test_an_export_into_an_empty_folder_is_fine(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export_pack(pack_copy, told, tmp_path / "empty")
    assert state(load(tmp_path / "empty")) == state(told)


def test_an_export_that_fails_leaves_nothing_behind(pack_copy: Path, town: Catalog, tmp_path: Path) -> None:
    """A pack that could not be read again is not written at all: here its evidence cites a source that it lacks."""
    place = ("xiacun", "status")
    bad = Evidence("xiacun", "status", "plan", Citation(source="nowhere"), "2026")
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(Refused):
        export_pack(pack_copy, replace(town, evidence={**town.evidence, place: bad}), tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize("inside", ["out", "map/out"])
def test_an_export_into_the_pack_itself_is_refused_and_leaves_it_alone(pack_copy: Path, told: Catalog, inside: str) -> None:
    before = list(files(pack_copy))
    with pytest.raises(Refused):
        export_pack(pack_copy, told, pack_copy / inside)
    assert list(files(pack_copy)) == before


def test_an_export_under_a_file_is_refused(pack_copy: Path, told: Catalog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused):
        export_pack(pack_copy, told, tmp_path / "file" / "out")


@pytest.mark.parametrize("name", ["n" * 300, "长" * 200, "a/" * 3000], ids=["a long name", "a long Chinese name", "a long way"])
def test_an_export_to_a_name_that_no_disk_takes_is_refused(pack_copy: Path, told: Catalog, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        export_pack(pack_copy, told, tmp_path / "new" / name)
    assert "cannot be written to" in sentence(refusal)


@pytest.mark.parametrize("place", ["private.txt", "map/private"])
def test_an_export_follows_no_link_out_of_the_pack(pack_copy: Path, told: Catalog, tmp_path: Path, place: str) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "letter.txt").write_text("mine", encoding="utf-8")
    (pack_copy / place).symlink_to(private if "map" in place else private / "letter.txt")
    with pytest.raises(Refused) as refusal:
        export_pack(pack_copy, told, tmp_path / "out")
    assert place in sentence(refusal)
    assert not (tmp_path / "out").exists()


# Text that was meant to do harm, or only looks as if

HOSTILE = {
    "quotes": "he said \"yes\" and 'no' and “maybe”",
    "two lines": "first\nsecond",
    "windows lines": "first\r\nsecond",
    "a lone carriage return": "first\rsecond",
    "a blank line": "first\n\n  second",
    "a yaml comment": "name: # not a comment",
    "a yaml list": "- a\n- b: {c: [d]}",
    "a yaml alias": "*alias &anchor !tag",
    "a yaml end": "...\n---\nsources:",
    "a template": "{{7*7}} ${7*7} {name} {0}",
    "a formula": "=1+1",
    "another formula": "@SUM(A1)|'+cmd'",
    "markup": "<script>alert(1)</script>&amp;",
    "nul": "a\x00b",
    "control signs": "a\x07\x1b[31mb\x7f",
    "a tab": "a\tb",
    "separators": "a;b,c、d，e；f",
    "backslashes": "C:\\new\\table \\u0041 \\",
    "unicode line ends": "a\u2028b\u2029c\x85d\x0be",
    "byte order": "a\ufeffb\u200e\u202e",
    "rare signs": "𠮷野家 🏭 é é",
    "a bare no": "no",
    "a number": "0111",
    "nothing much": "~",
    "very long": "长" * 500,
    "percent": "%s %d %(x)s",
    "known by another": "plan",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_back_unchanged_or_is_refused(pack_copy: Path, town: Catalog, home: Path, tmp_path: Path, text: str) -> None:
    """As a source, as who confirmed it and as a note: through the store and through an export, whole or not at all."""
    store = AnswerStore("hetang")
    given = said("wanyang-1", "note", text, source=text, confirmed_by=text)
    store.add(given)
    assert store.answers() == [given]
    try:
        catalog = answered(town, given)
        export_pack(pack_copy, catalog, tmp_path / "out")
    except Refused:
        catalog = None
    if catalog is None:
        assert not (tmp_path / "out").exists()
        return
    again = load(tmp_path / "out")
    assert state(again) == state(catalog)
    found = again.evidence["wanyang-1", "note"]
    assert again.by_id["wanyang-1"].text("note") == text
    assert found.confirmed_by == text
    assert text in (again.sources[found.citation.source].name, found.citation.source)


def test_the_store_holds_one_record_a_line_whatever_was_said(store: AnswerStore) -> None:
    for text in HOSTILE.values():
        store.add(said("wanyang-1", "note", text, source=text))
    lines = store.path.read_bytes().removesuffix(b"\n").split(b"\n")
    assert len(lines) == len(HOSTILE)
    assert [json.loads(line)["answer"]["source"] for line in lines] == list(HOSTILE.values())


def test_an_answer_that_the_disk_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Here a file stands where the folder should be; a full or read-only disk ends the same way."""
    (tmp_path / "hetang").write_text("in the way", encoding="utf-8")
    answer = Answer(site="xiacun", field="land_mu", value="20", source="某人", as_of="2026-11-20")
    with pytest.raises(Refused) as refusal:
        AnswerStore("hetang", tmp_path).add(answer)
    assert "没有记下" in refusal.value.issues[0].told("zh")
    assert (tmp_path / "hetang").read_text(encoding="utf-8") == "in the way"


DEEP = b'{"answer": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
BROKEN_LINES = {
    "no JSON": b"hello",
    "no object": b"[1, 2]",
    "nested without end": DEEP,
    "brackets without end": b"[" * 100_000,
    "a figure without end": b'{"undo": ' + b"9" * 10_000 + b"}",
    "half a character": b'{"answer": {"site": "\\ud800", "field": "note", "value": "x", "source": "x", "as_of": "2026"}}',
    "another encoding": "{\"answer\": \"陈主任\"}".encode("gb18030"),
    "an undo that is a truth value": b'{"undo": false}',
    "an answer without a source": b'{"answer": {"site": "xiacun", "field": "land_mu", "value": "20", "as_of": "2026"}}',
    "an answer with a part that nobody knows": b'{"answer": {"site": "xiacun", "field": "note", "value": "x", "source": "x", "as_of": "2026", "mood": "x"}}',
}  # fmt: skip


@pytest.mark.parametrize("line", BROKEN_LINES.values(), ids=BROKEN_LINES)
def test_a_broken_line_counts_as_nothing_and_spoils_no_other(store: AnswerStore, line: bytes) -> None:
    first, later = said("xiacun", "land_mu", "20"), said("shangwei", "land_mu", "30")
    store.add(first)
    with store.path.open("ab") as file:
        file.write(line + b"\n")
    assert store.answers() == [first]
    store.add(later)
    assert store.answers() == [first, later]


def test_an_answer_to_a_field_that_is_gone_is_left_out_and_the_taken_ones_are_named(town: Catalog) -> None:
    old, kept = said("xiacun", "mood", "good"), said("xiacun", "land_mu", "20")
    catalog, taken, issues = laid_over(town, [old, kept])
    assert taken == [kept]
    assert [(i.severity, i.value) for i in issues] == [("warning", "mood")]
    assert state(catalog) == state(answered(town, kept))


def test_taking_back_an_answer_that_was_seen_leaves_a_later_one(store: AnswerStore) -> None:
    """The page shows the answer that stands; one that came after it, and was left out, is another matter."""
    seen, later = said("xiacun", "land_mu", "20"), said("xiacun", "land_mu", "9000")
    for answer in (seen, later):
        store.add(answer)
    assert store.undo("xiacun", "land_mu", seen) == seen
    assert store.answers() == [later]
    assert store.undo("xiacun", "land_mu", seen) is None


def test_answers_that_cannot_be_read_are_told_in_a_sentence(store: AnswerStore) -> None:
    store.path.mkdir(parents=True)
    with pytest.raises(Refused) as refusal:
        store.answers()
    assert "not known" in sentence(refusal)
