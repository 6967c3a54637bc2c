"""The work list, held against brute force: each answer is laid over the data, and every lead asked anew of all of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from matcher.catalog.answering import answered, new_answer
from matcher.catalog.cells import format_cell
from matcher.catalog.load import load
from matcher.catalog.sites import location_cells
from matcher.explanation.answers import Cells, tried
from matcher.explanation.ask_first import ask_first
from matcher.explanation.setting import PLAIN, Setting, scored_need, table_of
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, FIELDS, LOCATION
from matcher.model.need import Lead, Need
from matcher.model.pack import OFFICE_DEFAULT, Citation
from matcher.model.site import Site
from matcher.model.values import Cell, Interval, Words
from matcher.office.work_list import first, of_sites, work_list
from matcher.office.work_records import WorkItem, WorkList
from matcher.rules.registry import CRITERIA, GATES

ROOT = Path(__file__).resolve().parents[2]
READ = {fact for rule in (*GATES, *CRITERIA) for fact in rule.reads} - {"kind"}
FACTS = tuple(dict.fromkeys(f.fact for f in FIELDS if f.fact in READ))
"""What the gates and criteria read. A total is not asked for, since the part to be had is."""
LAND_FACTS = {"available_land_mu", "min_unit_mu", "land_price_wan_mu"}
FLOOR_FACTS = {"available_floor_m2", "min_unit_m2", "rent_yuan_m2_month", "purchase_yuan_m2"}
DEMO_SECONDS = 3.0


def known(value: float) -> Interval:
    return Interval(value, value)


def words(*has: str) -> Words:
    return Words(frozenset(has))


def a_site(site_id: str, kind: str, **cells: Cell) -> Site:
    return Site(site_id, {"name": site_id, "kind": kind, **cells})


def a_lead(lead_id: str, stage: str = "talks", settled_at: str = "", **stated: object) -> Lead:
    need = Need.model_validate({"id": lead_id, "name": lead_id, **stated})
    return Lead(id=lead_id, name=lead_id, stage=stage, settled_at=settled_at, citation=Citation(source=OFFICE_DEFAULT), need=need)


SITES = (
    a_site("hall", "facility", status="available", uses=words("industry"), available_floor_m2=known(5000), ceiling_height_m=Interval(5, 9),
           divisible="yes", fire_class="bing", **location_cells(22.66, 113.14, "approximate", 800.0)),
    a_site("park", "facility", status="running", floor_m2=known(30000), features=Words(frozenset({"crane"}), frozenset({"gas"})),
           rent_yuan_m2_month=Interval(12, 26), tenure=words("rent")),
    a_site("shell", "facility", status="under_construction", delivery=Interval(24324, 24340), power_kva=known(800), uses=words("industry")),
    a_site("field", "land", status="acquired", land_mu=known(80), available_land_mu=Interval(15, 60), uses=words("industry")),
    a_site("renewal", "renewal", status="listed", partners=words("electronics")),
    a_site("gone", "facility", status="taken", taken_by="某厂"),
)  # fmt: skip
LEADS = (
    a_lead("press", industry="medical", space="factory", tenure="rent", floor_m2_min=3000, floor_m2_max=4000, ceiling_height_m_min=6,
           rent_yuan_m2_month_max=20, needed_by="2027-06", special=["crane", "dormitory"], near=["rail"]),
    a_lead("plot", stage="intent", industry="medical", space="land", land_mu_min=20, land_mu_max=20, land_price_wan_mu_max=60, power_kva_min=500,
           discharges_wastewater=True),
    a_lead("paint", stage="", industry="lighting", space="factory", floor_m2_min=1000, processes=["coating"], fire_class="bing", power_kva_min=600),
    a_lead("vague", stage="signed", investment_wan=6000),
)  # fmt: skip
TANNERY = a_lead("tannery", industry_text="皮革鞣制加工", space="factory", floor_m2_min=2000)


@pytest.fixture
def small(town: Catalog) -> Catalog:
    return replace(town, sites=SITES)


def put(catalog: Catalog, site_id: str, cells: Cells) -> Catalog:
    return replace(catalog, sites=tuple(s.with_cells(cells) if s.id == site_id else s for s in catalog.sites))


def membership(work: WorkList, spare: frozenset[str] = frozenset()) -> dict[tuple[str, str], dict[str, tuple[str, tuple[str, ...]]]]:
    """(site, fact) -> lead -> (what the answer does for it, its gates)."""
    found: dict[tuple[str, str], dict[str, tuple[str, tuple[str, ...]]]] = {}
    for item in work.items:
        told = {e.lead: ("settles", e.gates) for e in item.settles} | {e.lead: ("narrows", e.gates) for e in item.narrows}
        kept = {lead: effect for lead, effect in told.items() if lead not in spare}
        if kept:
            found[item.site_id, item.field] = kept
    return found


@dataclass(frozen=True)
class Stand:
    """One site for one need: its gates, how wide its range is, and the first three of all sites."""

    gates: dict[str, int]
    width: float
    first_three: list[str]

    @property
    def open(self) -> set[str]:
        return {g for g, outcome in self.gates.items() if outcome == 0}

    @property
    def unsettled(self) -> float:
        return self.width / 100 + len(self.open) / len(self.gates) if -1 not in self.gates.values() else 0.0


def stand(catalog: Catalog, need: Need, today: date, site_id: str) -> Stand:
    scored = scored_need(catalog, need, today)
    row = scored.ask.columns.ids.index(site_id)
    top = [scored.ask.columns.ids[int(r)] for r in scored.order()[:3]]
    return Stand({g: int(c.outcome[row]) for g, c in scored.gates.items()}, float(scored.high[row] - scored.low[row]), top)


def concerns(site: Site, need: Need, fact: str) -> bool:
    if need.space == "land" or site.kind == "land":
        return fact not in FLOOR_FACTS
    return not (site.kind == "facility" and need.land_mu_min is None and need.land_mu_max is None and fact in LAND_FACTS)


def by_brute_force(catalog: Catalog, lead: Lead, today: date) -> Iterator[tuple[tuple[str, str], tuple[str, tuple[str, ...]]]]:
    """((site, fact), (settles or narrows, gates)) of one lead: every answer to every fact, laid over the data."""
    scored = scored_need(catalog, lead.need, today)
    for match in shortlist(catalog, lead.need, today).matches:
        now = stand(catalog, lead.need, today, match.site_id)
        row = scored.ask.columns.ids.index(match.site_id)
        for fact in FACTS:
            answers = tried(catalog, scored, fact, row) if concerns(catalog.by_id[match.site_id], lead.need, fact) else []
            after = [stand(put(catalog, match.site_id, cells), lead.need, today, match.site_id) for cells in answers]
            if not after:
                continue
            surely = tuple(g.name for g in GATES if g.name in now.open and all(g.name not in a.open for a in after))
            perhaps = tuple(g.name for g in GATES if g.name in now.open and any(g.name not in a.open for a in after))
            moved = sum(a.first_three != now.first_three for a in after) / len(after)
            closer = max(0.0, 1 - sum(a.unsettled for a in after) / len(after) / now.unsettled)
            if surely:
                yield (match.site_id, fact), ("settles", surely)
            elif perhaps or round((moved + closer) / 2, 4) > 0:
                yield (match.site_id, fact), ("narrows", perhaps)


def test_the_list_says_of_every_lead_what_brute_force_says(small: Catalog, today: date) -> None:
    expected: dict[tuple[str, str], dict[str, tuple[str, tuple[str, ...]]]] = {}
    for lead in LEADS:
        for place, effect in by_brute_force(small, lead, today):
            expected.setdefault(place, {})[lead.id] = effect
    found = membership(work_list(small, LEADS, today))
    assert sum(kind == "settles" for effects in expected.values() for kind, _ in effects.values()) >= 12, "too little to prove anything"
    assert sum(kind == "narrows" for effects in expected.values() for kind, _ in effects.values()) >= 12, "too little to prove anything"
    assert found == expected


@pytest.mark.parametrize("setting", [PLAIN, Setting(late_months=9, weights=(("cost", 1.0), ("readiness", 2.0)))], ids=["plain", "varied"])
def test_the_value_of_an_item_is_the_sum_of_what_ask_first_says_for_each_lead(small: Catalog, today: date, setting: Setting) -> None:
    expected: dict[tuple[str, str], float] = {}
    for lead in LEADS:
        for match in shortlist(small, lead.need, today, setting=setting).matches:
            for question in (q for q in match.ask_first if q.settles > 0 or q.decides):
                expected[match.site_id, question.field] = expected.get((match.site_id, question.field), 0.0) + question.settles
    work = work_list(small, LEADS, today, setting)
    assert {(i.site_id, i.field): i.value for i in work.items} == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "other",
    [
        TANNERY,
        a_lead("works", stage="operating", industry="medical", space="factory", floor_m2_min=3000),
        a_lead("asleep", stage="shelved", industry="medical", space="factory", floor_m2_min=3000),
        a_lead("moved-in", settled_at="hall", industry="medical", space="factory", floor_m2_min=3000),
        a_lead("silent"),
    ],
    ids=lambda lead: lead.id,
)
def test_a_lead_for_which_nothing_is_asked_changes_nothing(small: Catalog, today: date, other: Lead) -> None:
    before, after = work_list(small, LEADS, today), work_list(small, (*LEADS, other), today)
    assert after.items == before.items
    assert after.leads == before.leads
    assert [(x.lead, x.why) for x in after.left_out] == [
        (other.id, {"tannery": "refused", "works": "operating", "asleep": "shelved", "moved-in": "settled", "silent": "silent"}[other.id])
    ]


def test_another_lead_changes_what_no_other_lead_waits_for(small: Catalog, today: date) -> None:
    """A lead that asks for a crane alone has no demand on rents, heights or land prices, and takes none from those that do."""
    other = a_lead("crane-only", special=["crane"])
    before, after = work_list(small, LEADS, today), work_list(small, (*LEADS, other), today)
    assert membership(after, frozenset({other.id})) == membership(before)
    assert not any(
        e.lead == other.id for i in after.items if i.field in ("rent_yuan_m2_month", "ceiling_height_m") for e in (*i.settles, *i.narrows)
    )


def test_neither_the_order_of_leads_nor_that_of_sites_matters(small: Catalog, today: date) -> None:
    turned = replace(small, sites=tuple(reversed(small.sites)))
    assert work_list(turned, tuple(reversed(LEADS)), today) == work_list(small, LEADS, today)


def test_the_most_settling_comes_first(small: Catalog, today: date) -> None:
    work = work_list(small, LEADS, today)
    keys = [(-len(i.settles), -len(i.narrows), -i.value) for i in work.items]
    assert keys == sorted(keys)
    assert [i.rank for i in work.items] == list(range(1, work.total + 1))


def answers_of(catalog: Catalog, item: WorkItem, lead: Lead, today: date) -> Iterator[str]:
    """The answers tried, as somebody would write them."""
    scored = scored_need(catalog, lead.need, today)
    for cells in tried(catalog, scored, item.field, scored.ask.columns.ids.index(item.site_id)):
        if item.field == LOCATION:
            yield ",".join(format_cell(BY_NAME[n], cells[n]) for n in ("lat", "lon", "location_accuracy_m"))
        else:
            yield format_cell(BY_NAME[item.field], cells[item.field])


def test_once_answered_a_fact_settles_what_was_said_and_is_gone_from_the_list(town: Catalog, today: date) -> None:
    """Through the same door as any answer: written, checked and laid over the pack."""
    leads = {x.id: x for x in town.leads}
    work = work_list(town, town.leads, today)
    settling = [i for i in work.items if i.settles and i.field != "status"][:4]
    assert settling
    for item in settling:
        for effect in item.settles[:3]:
            for value in answers_of(town, item, leads[effect.lead], today):
                answer = new_answer(
                    site=item.site_id,
                    field=item.field,
                    value=value,
                    basis="reported",
                    source="某人",
                    clause="",
                    as_of="2026-11",
                    confirmed_by="",
                )
                changed = answered(town, answer, today)
                scored = scored_need(changed, leads[effect.lead].need, today)
                row = scored.ask.columns.ids.index(item.site_id)
                assert all(scored.gates[g].outcome[row] != 0 for g in effect.gates), (item.site_id, item.field, value)
                again = work_list(changed, [leads[effect.lead]], today)
                assert (item.site_id, item.field) not in {(i.site_id, i.field) for i in again.items}


def test_of_a_list_the_words_are_those_that_are_asked_for_and_not_known(small: Catalog, today: date) -> None:
    work = work_list(small, (*LEADS, a_lead("cold", special=["crane", "gas", "cold_store"])), today)
    found = {i.site_id: i.words for i in work.items if i.field == "features"}
    assert found["hall"] == ("cold_store", "crane", "dormitory", "gas")
    assert "crane" not in found.get("park", ())
    assert all(i.words == () for i in work.items if i.field not in ("features", "processes"))


def test_progress_is_told_after_each_lead(small: Catalog, today: date) -> None:
    told: list[tuple[int, int]] = []
    work_list(small, (*LEADS, TANNERY), today, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(1, 6)]


def test_without_an_open_lead_there_is_nothing_to_ask(small: Catalog, today: date) -> None:
    assert work_list(small, (), today).items == ()
    assert work_list(replace(small, sites=()), LEADS, today).items == ()


def test_a_part_of_the_list_keeps_its_ranks(small: Catalog, today: date) -> None:
    work = work_list(small, LEADS, today)
    part = of_sites(work, ["hall"])
    assert part.items == tuple(i for i in work.items if i.site_id == "hall")
    assert part.total == len(part.items)
    assert first(work, 2).items == work.items[:2]
    assert first(work, 2).total == work.total
    assert first(work, None) == work


def test_ask_first_is_the_same_question_by_question(small: Catalog, today: date) -> None:
    scored = scored_need(small, LEADS[0].need, today)
    rows = [int(r) for r in scored.order()]
    alone = ask_first(small, table_of(small), scored, rows)
    work = work_list(small, LEADS[:1], today)
    assert {(i.site_id, i.field) for i in work.items} == {
        (scored.ask.columns.ids[r], q.field) for r, qs in alone.items() for q in qs if q.settles > 0 or q.decides
    }


def test_the_invented_town_is_gone_through_in_time() -> None:
    demo = load(ROOT / "examples" / "demo")
    begun = time.perf_counter()
    work = work_list(demo, demo.leads, date(2026, 11, 23))
    assert time.perf_counter() - begun < DEMO_SECONDS
    assert work.notice.zh == "虚构演示数据"
    assert len(work.leads) >= 25
    assert work.total > 100
