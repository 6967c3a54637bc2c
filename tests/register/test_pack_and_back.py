"""The pack written back from the register and taken in again: equal, only changed lines differ, and nothing is taken that was not shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.catalog.export import export_pack
from matcher.catalog.load import load
from matcher.cli import main
from matcher.model.catalog import Catalog
from matcher.model.need import NEED_LABELS, Lead, Need
from matcher.model.pack import Citation
from matcher.register.commitments import commit
from matcher.register.difference_words import LABELS
from matcher.register.lead_edits import close, edit, renew_need
from matcher.register.lead_making import Draft, make
from matcher.register.leads import OF_THE_REGISTER, SOURCE, leads_of
from matcher.register.opening import as_registered, with_town
from matcher.register.overlay import laid, stand
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from matcher.register.seeding import FIELDS, differences, take_pack
from matcher.register.stages import set_stage
from tests.conftest import PACK
from tests.register.conftest import MANAGER, STAFF

TOWN, DAY = "hetang", "2026-11-23"


def written(register: Register, out: Path) -> Path:
    pack = load(PACK)
    export_pack(PACK, as_registered(pack, register, promised=False).catalog, out)
    return out


def lines(folder: Path) -> list[str]:
    return (folder / "leads.csv").read_text("utf-8").splitlines()


def test_an_unchanged_register_gives_the_pack_back_byte_for_byte(register: Register, tmp_path: Path) -> None:
    out = written(register, tmp_path / "out")
    for path in (p for p in PACK.rglob("*") if p.is_file()):
        assert (out / path.relative_to(PACK)).read_bytes() == path.read_bytes(), path.name


def test_only_the_lines_of_changed_leads_differ_and_what_is_read_again_is_equal(register: Register, town: Catalog, tmp_path: Path) -> None:
    made = make(
        register,
        STAFF,
        TOWN,
        Draft(Need(space="land", land_mu_min=20.5, processes=(), ground_floor=True), '明亮, "灯饰"厂', note="一\n二"),
        today=DAY,
    )["id"]
    renew_need(register, STAFF, TOWN, "xinhe", 1, Need(investment_wan=30000, land_mu_min=20))
    close(register, STAFF, TOWN, "xinzhanxing", 1)
    out = written(register, tmp_path / "out")
    before = dict(zip([x.split(",")[0] for x in lines(PACK)], lines(PACK), strict=True))
    gone = {before["xinhe"], before["xinzhanxing"]}
    assert set(lines(PACK)) - set(lines(out)) == gone
    again = load(out)
    now = laid(town, stand(register, TOWN)).catalog
    assert {x.id: x for x in again.leads} == {x.id: x for x in now.leads}
    assert again.sources[SOURCE] == OF_THE_REGISTER
    assert made in {x.id for x in again.leads}
    with register.look() as session:
        assert differences(session, again) == []


def test_what_is_promised_is_no_part_of_the_pack(register: Register, town: Catalog, tmp_path: Path) -> None:
    commit(register, STAFF, town, "xinhe", "wanyang-1", whole=True, since=DAY)
    out = written(register, tmp_path / "out")
    assert (out / "parcels.csv").read_bytes() == (PACK / "parcels.csv").read_bytes()
    assert (out / "evidence.csv").read_bytes() == (PACK / "evidence.csv").read_bytes()


word = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30).map(lambda t: " ".join(t.split()))
named = word.filter(lambda t: t not in ("", "~", "null"))
amount = st.one_of(st.none(), st.floats(0.01, 1e8))


@st.composite
def needs(draw: st.DrawFn) -> dict[str, object]:
    land = sorted(draw(st.lists(st.floats(0.1, 1e6), min_size=2, max_size=2)))
    return {
        "industry_text": draw(st.one_of(st.none(), named)),
        "space": draw(st.sampled_from([None, "land", "factory", "office"])),
        "discharges_wastewater": draw(st.sampled_from([None, True, False])),
        "land_mu_min": land[0],
        "land_mu_max": land[1],
        "investment_wan": draw(amount),
        "power_kva_min": draw(amount),
        "needed_by": draw(st.sampled_from([None, "2027-06"])),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(named, word, needs()), max_size=4))
def test_leads_written_and_read_again_are_equal_whatever_they_say(
    town: Catalog, tmp_path_factory: pytest.TempPathFactory, stated: list[tuple[str, str, dict[str, object]]]
) -> None:
    fresh = []
    for i, (name, note, need) in enumerate(stated):
        own = Need.model_validate({**need, "id": f"new-{i}", "name": name})
        fresh.append(Lead(id=f"new-{i}", name=name, stage="intent", stage_since=DAY, citation=Citation(source=SOURCE), note=note, need=own))
    catalog = replace(town, leads=(*town.leads[1:], *fresh), sources={**town.sources, SOURCE: OF_THE_REGISTER})
    out = tmp_path_factory.mktemp("out") / "pack"
    export_pack(PACK, catalog, out)
    assert {x.id: x for x in load(out).leads} == {x.id: x for x in catalog.leads}


def changed_pack(folder: Path, old: str, new: str) -> Catalog:
    path = folder / "leads.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return load(folder)


def test_taking_the_pack_takes_exactly_what_was_shown(register: Register, pack_copy: Path) -> None:
    pack = changed_pack(pack_copy, "xinhe,江门新荷不锈钢制品有限公司工业类升级改造项目", "xinhe,新荷改名")
    with register.look() as session:
        shown = differences(session, pack)
    assert [(d.id, d.field, d.new) for d in shown] == [("xinhe", "name", "新荷改名")]
    take_pack(register, MANAGER, pack, shown)
    with register.look() as session:
        assert {x.id: x for x in leads_of(session, TOWN)}["xinhe"].name == "新荷改名"
        assert differences(session, pack) == []


def test_what_has_changed_since_it_was_shown_is_not_taken(register: Register, pack_copy: Path) -> None:
    pack = changed_pack(pack_copy, "xinhe,江门新荷不锈钢制品有限公司工业类升级改造项目", "xinhe,新荷改名")
    with register.look() as session:
        shown = differences(session, pack)
    edit(register, STAFF, TOWN, "xinhe", 1, (), note="刚谈过")
    with pytest.raises(Conflict):
        take_pack(register, MANAGER, pack, shown)
    with pytest.raises(Conflict):
        take_pack(register, MANAGER, pack, [])
    with pytest.raises(Denied):
        take_pack(register, STAFF, pack, shown)
    with register.look() as session:
        found = {x.id: x for x in leads_of(session, TOWN)}["xinhe"]
    assert (found.note, found.name != "新荷改名") == ("刚谈过", True)


def test_the_pack_does_not_undo_a_stage_that_it_does_not_speak_of_nor_open_a_closed_lead(register: Register, town: Catalog) -> None:
    from datetime import date

    set_stage(register, STAFF, TOWN, "xinhe", 1, "signed", "2026-11-01", today=date(2026, 11, 23))
    close(register, STAFF, TOWN, "xinzhanxing", 1)
    with register.look() as session:
        found = differences(session, town)
    assert {(d.id, d.field) for d in found} == {("xinhe", "stage"), ("xinhe", "stage_since")}


def test_every_field_in_which_a_lead_can_differ_has_a_name() -> None:
    assert {*FIELDS, *NEED_LABELS, "citation", "investment_other_wan", "investment_other_citation"} <= LABELS.keys()


def test_the_command_shows_before_it_takes_and_takes_nothing_unasked(
    home: Path, pack_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_town(Register(), load(pack_copy)).close()
    changed_pack(pack_copy, "xinhe,江门新荷不锈钢制品有限公司工业类升级改造项目", "xinhe,新荷改名")
    assert main(["pack", "diff", "--pack", str(pack_copy)]) == 0
    assert "新荷改名" in capsys.readouterr().out
    assert main(["pack", "take", "--pack", str(pack_copy)]) == 1
    assert "新荷改名" in capsys.readouterr().out
    assert main(["pack", "take", "--pack", str(pack_copy), "--yes", "--json"]) == 0
    assert [d["field"] for d in json.loads(capsys.readouterr().out)["taken"]] == ["name"]
    assert main(["pack", "diff", "--pack", str(pack_copy), "--lang", "en"]) == 0
    assert "The pack's leads are what the register holds." in capsys.readouterr().out
