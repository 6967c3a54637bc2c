"""What a file brings is kept as one change: new sites with the file as their source, leads with stage and contact, all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from matcher.catalog.export import export_pack
from matcher.catalog.issues import Refused, errors
from matcher.catalog.load import load, read_pack
from matcher.exchange.imported import Imported
from matcher.exchange.read_file import read_file
from matcher.model.catalog import Catalog
from matcher.model.site import Site
from matcher.register import contacts, submissions
from matcher.register.commitments import commit
from matcher.register.history import history
from matcher.register.imports import Taken, take
from matcher.register.opening import as_registered
from matcher.register.people import ContactRow
from matcher.register.pipeline import LeadRow, StageRow
from matcher.register.register import Conflict, Register
from matcher.register.sites import withdraw_site
from matcher.register.trail import AuditRow
from tests.conftest import PACK
from tests.register.conftest import MANAGER, STAFF
from tests.register.dumped import dump
from views.history_words import sentence

TODAY = date(2026, 11, 23)
TOWN = "hetang"
PHONE = "13800138765"
SITES = (
    ("名称", "类型", "面积（亩）", "供电容量（kVA）", "来源"),
    ("东堤地块", "土地", "30", "800", "村委"),
    ("西堤地块", "土地", "12", "", ""),
)
LEADS = (
    ("项目名称", "用地面积（亩）", "阶段", "阶段起始", "联系人", "联系电话", "备注"),
    ("明亮灯具厂", "20", "洽谈", "2026-10", "张金雀", PHONE, "急"),
    ("东海五金厂", "15", "", "", "", "", ""),
)


def table(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def read(catalog: Catalog, kind: str, *rows: tuple[str, ...], name: str = "台账.csv") -> Imported:
    found = read_file(table(*rows), name, kind, catalog, TODAY)  # type: ignore[arg-type]
    assert found.good, [issue.told("en") for issue in found.issues]
    return found


def stands(register: Register, pack: Catalog) -> Catalog:
    return as_registered(pack, register).catalog


def take_sites(register: Register, pack: Catalog, *rows: tuple[str, ...], once: str = "") -> Taken:
    catalog = stands(register, pack)
    return take(register, STAFF, catalog, read(catalog, "sites", *(rows or SITES)), TODAY, once=once)


def new_sites(register: Register, pack: Catalog) -> dict[str, Site]:
    return {s.id: s for s in stands(register, pack).sites if s.id not in pack.by_id}


def test_new_sites_stand_in_the_catalog_with_the_file_as_their_source(register: Register, town: Catalog) -> None:
    assert take_sites(register, town).new_sites == 2
    now = stands(register, town)
    assert [s.text("name") for s in now.sites[len(town.sites) :]] == ["东堤地块", "西堤地块"]
    first = now.sites[len(town.sites)]
    land, power = first.number("land_mu"), first.number("power_kva")
    assert (land and land.low, power and power.low) == (30, 800)
    told = now.evidence[first.id, "power_kva"]
    assert (told.basis, told.as_of) == ("reported", "2026-11-23")
    assert now.sources[told.citation.source].name == "台账.csv（村委）"
    assert now.version != town.version


def test_an_id_is_made_once_and_never_used_again(register: Register, town: Catalog) -> None:
    take_sites(register, town)
    first, second = new_sites(register, town)
    withdraw_site(register, STAFF, TOWN, first, 1, "错了")
    assert list(new_sites(register, town)) == [second], "what is taken back is gone"
    with pytest.raises(Refused):
        withdraw_site(register, STAFF, TOWN, first, 2)
    with pytest.raises(Conflict):
        withdraw_site(register, STAFF, TOWN, second, 7)
    take_sites(register, town, *SITES[:2])
    again = [ident for ident in new_sites(register, town) if ident != second]
    assert len(again) == 1
    assert again[0] not in (first, second, *town.by_id)


def test_an_id_that_a_file_gives_is_refused_where_a_site_has_or_had_it(register: Register, town: Catalog) -> None:
    found = read(town, "sites", *SITES[:2])
    own = replace(found, sites=tuple(replace(s, cells={**s.cells, "id": "dongdi"}) for s in found.sites))
    take(register, STAFF, town, own, TODAY)
    withdraw_site(register, STAFF, TOWN, "dongdi", 1)
    before = dump(register.url)
    with pytest.raises(Refused) as refusal:
        take(register, STAFF, town, own, TODAY)
    assert (refusal.value.issues[0].value, refusal.value.issues[0].record) == ("dongdi", "2"), "the line is told"
    assert dump(register.url) == before


def test_what_the_pack_has_by_now_wins(register: Register, town: Catalog) -> None:
    take_sites(register, town)
    first, *_ = new_sites(register, town)
    own = Site(first, {**town.sites[0].cells, "id": first, "name": "包里的名字"})
    pack = replace(town, sites=(*town.sites, own))
    assert stands(register, pack).by_id[first].text("name") == "包里的名字"
    assert [s.id for s in stands(register, pack).sites].count(first) == 1


def test_leads_come_with_stage_and_contact_and_the_contact_is_kept_apart(register: Register, town: Catalog) -> None:
    assert take(register, STAFF, town, read(town, "leads", *LEADS), TODAY).leads == 2
    assert town.privacy is not None
    with register.look() as session:
        leads = {row.name: row for row in session.scalars(select(LeadRow).where(LeadRow.origin == "file"))}
        lead, other = leads["明亮灯具厂"], leads["东海五金厂"]
        assert (lead.stage, lead.stage_since, other.stage) == ("talks", "2026-10", "intent")
        assert "talks" in session.scalars(select(StageRow.stage).where(StageRow.lead == lead.key)).all()
        contact = session.scalars(select(ContactRow)).one()
        assert (contact.lead, contact.person, contact.phone, contact.consent_at) == (lead.key, "张金雀", PHONE, None)
        assert contact.keep_until == submissions.keep_until(town.privacy, submissions.day_of(register.clock()))
        audit = json.dumps([row.change for row in session.scalars(select(AuditRow))], ensure_ascii=False)
        assert lead.id in audit
        assert [part for part in ("金雀", PHONE) if part in audit + lead.note + repr(stands(register, town).leads)] == []


def test_the_history_of_a_lead_names_the_file_and_only_who_answers_for_contacts_reads_who_looked(register: Register, town: Catalog) -> None:
    take(register, STAFF, town, read(town, "leads", *LEADS), TODAY)
    with register.look() as session:
        lead = session.scalars(select(LeadRow.id).where(LeadRow.name == "明亮灯具厂")).one()
    contacts.see(register, STAFF, TOWN, lead, "call")
    of_staff, of_manager = (history(register, who, TOWN, lead) for who in (STAFF, MANAGER))
    assert [e.action for e in of_staff] == ["import.take"]
    assert [e.action for e in of_manager] == ["contact.see", "import.take"]
    assert sentence(of_staff[0], town, lead).zh == "随表格登记：台账.csv。"


def test_a_lead_that_is_there_already_is_refused_with_its_line_and_nothing_is_stored(register: Register, town: Catalog) -> None:
    take(register, STAFF, town, read(town, "leads", *LEADS[:2]), TODAY)
    before = dump(register.url)
    with pytest.raises(Refused) as refusal:
        take(register, STAFF, town, read(town, "leads", LEADS[0], LEADS[2], LEADS[1]), TODAY)
    assert [issue.line for issue in refusal.value.issues] == [3]
    assert dump(register.url) == before


def test_of_a_file_with_one_bad_record_nothing_is_stored(register: Register, town: Catalog) -> None:
    leads = read(town, "leads", *LEADS)
    bad = replace(leads.leads[1], beside={"contact": "李\x1b四", "phone": "13800138000"})
    together = replace(leads, sites=read(town, "sites", *SITES).sites, leads=(leads.leads[0], bad))
    before = dump(register.url)
    with pytest.raises(Refused) as refusal:
        take(register, STAFF, town, together, TODAY)
    assert [issue.line for issue in refusal.value.issues] == [bad.line]
    assert dump(register.url) == before
    faulty = read_file(table(*SITES, ("南堤", "土地", "很大", "", "")), "台账.csv", "sites", town, TODAY)
    assert errors(list(faulty.issues))
    with pytest.raises(Refused):
        take(register, STAFF, town, faulty, TODAY)
    assert dump(register.url) == before


def test_the_same_form_sent_twice_stores_once(register: Register, town: Catalog) -> None:
    found = replace(read(town, "leads", *LEADS), sites=read(town, "sites", *SITES).sites)
    first = take(register, STAFF, town, found, TODAY, once="form")
    before = dump(register.url)
    assert take(register, STAFF, town, found, TODAY, once="form") == first
    assert dump(register.url) == before


def test_an_added_site_can_be_promised_and_is_found_by_the_next_file(register: Register, town: Catalog) -> None:
    take_sites(register, town)
    first, *_ = new_sites(register, town)
    commit(register, MANAGER, town, town.leads[0].id, first, whole=True, since="2026-11-23")
    assert stands(register, town).by_id[first].text("status") == "committed"
    taken = take_sites(register, town, ("名称", "供电容量（kVA）"), ("东堤地块", "1250"))
    assert (taken.sites, taken.new_sites, taken.facts) == (1, 0, 1)
    power = stands(register, town).by_id[first].number("power_kva")
    assert power is not None
    assert power.low == 1250


def test_a_pack_that_is_written_back_holds_the_added_sites_and_passes_its_check(register: Register, town: Catalog, tmp_path: Path) -> None:
    take_sites(register, town)
    commit(register, MANAGER, town, town.leads[0].id, next(iter(new_sites(register, town))), whole=True, since="2026-11-23")
    take_sites(register, town, ("名称", "供电容量（kVA）"), ("西堤地块", "1250"))
    whole = as_registered(load(PACK), register, promised=False).catalog
    export_pack(PACK, whole, tmp_path / "out")
    again, issues = read_pack(tmp_path / "out")
    assert again is not None
    assert errors(issues) == []
    assert {s.id: s.cells for s in again.sites} == {s.id: s.cells for s in whole.sites}
    assert again.evidence == whole.evidence
    assert {k: v.name for k, v in again.sources.items()} == {k: v.name for k, v in whole.sources.items()}
    old = (PACK / "parcels.csv").read_text("utf-8").splitlines()
    assert (tmp_path / "out" / "parcels.csv").read_text("utf-8").splitlines()[: len(old)] == old, "what stood there stands as it stood"
    assert as_registered(again, register, promised=False).catalog.sites == again.sites, "the new pack has them, so that none comes twice"
