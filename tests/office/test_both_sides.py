"""A match from both sides, held against each lead's own answer and against ranks counted pair by pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from matcher.catalog.load import load
from matcher.explanation.records import Match, Result
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.pack import Citation
from matcher.model.site import Site
from matcher.model.text import LANGS
from matcher.model.values import Interval, Words
from matcher.model.vocabulary import TIER_RANK
from matcher.office.both_sides import NoSuchSite, matrix, tenants
from matcher.office.gaps import gaps

ON = date(2026, 11, 23)
DEMO = Path(__file__).resolve().parents[2] / "examples" / "demo"
THRESHOLDS = ("investment_per_mu", "tax_per_mu", "separate_land_total")


@pytest.fixture(scope="module")
def demo() -> Catalog:
    return load(DEMO)


@pytest.fixture(scope="module", params=["town", "demo"])
def catalog(request: pytest.FixtureRequest, town: Catalog, demo: Catalog) -> Catalog:
    return {"town": town, "demo": demo}[request.param]


def is_open(lead: Lead) -> bool:
    return lead.stage not in ("operating", "shelved") and not lead.settled_at


@cache
def answers(catalog: Catalog) -> dict[str, Result]:
    """Each open lead's own answer, by the entry that pages use."""
    return {lead.id: shortlist(catalog, lead.need, ON) for lead in catalog.leads if is_open(lead)}


def met(catalog: Catalog, need: Need, site: Site) -> int:
    """Thresholds in force that a need surely meets on a site of land, reckoned anew from the rules and the need."""
    if site.kind == "facility":
        return 0
    land = need.land_mu_min or need.land_mu_max
    stated = {
        "investment_per_mu": (need.fixed_investment_wan or need.investment_wan or 0) / land if land else 0,
        "tax_per_mu": (need.tax_wan or 0) / land if land else 0,
        "separate_land_total": need.investment_wan or 0,
    }
    rules = catalog.rules.gates
    return sum(rules[g].status == "active" and 0 < (rules[g].threshold or 0) <= stated[g] for g in THRESHOLDS)


def own_order(catalog: Catalog, found: dict[str, Result], site_id: str) -> list[str]:
    """The tenants of a site, sorted in plain Python from the leads' own answers."""
    keyed = []
    for lead in catalog.leads:
        match = next((m for m in found[lead.id].matches if m.site_id == site_id), None) if lead.id in found else None
        if match is None:
            continue
        welcome = found[lead.id].welcome
        keyed.append(
            (
                TIER_RANK.index(welcome.tier),
                welcome.verdict == "conditional",
                -met(catalog, lead.need, catalog.by_id[site_id]),
                match.status != "fits",
                -match.score,
                -match.low,
                lead.id,
            )
        )
    return [key[-1] for key in sorted(keyed)]


def ranked(catalog: Catalog) -> list[str]:
    return [s.id for s in catalog.sites if s.kind != "pool"]


# The matrix is the shortlists


def test_every_pair_of_the_matrix_is_what_the_lead_is_answered(catalog: Catalog) -> None:
    found = answers(catalog)
    table = matrix(catalog, catalog.leads, ON)
    assert {r.lead_id for r in table.rows} == found.keys()
    assert [s.site_id for s in table.sites] == ranked(catalog)
    for row in table.rows:
        answer = found[row.lead_id]
        assert (row.tier, row.verdict, row.headline) == (answer.welcome.tier, answer.welcome.verdict, answer.welcome.headline)
        if row.verdict == "refused":
            assert row.cells == ()
            continue
        matches: dict[str, Match] = {m.site_id: m for m in answer.matches}
        failed = {e.site_id: tuple(g.gate for g in e.failed) for e in answer.excluded}
        for site, cell in zip(table.sites, row.cells, strict=True):
            match = matches.get(site.site_id)
            if match is None:
                assert (cell.status, cell.score, cell.low, cell.high, cell.rank, cell.place) == ("out", None, None, None, None, None)
                assert set(cell.failed) == set(failed[site.site_id])
            else:
                assert (cell.status, cell.score, cell.low, cell.high) == (match.status, match.score, match.low, match.high)
                assert (cell.rank, cell.failed) == (match.rank, ())


def test_ranks_from_the_sites_side_are_those_counted_by_hand(catalog: Catalog) -> None:
    found = answers(catalog)
    table = matrix(catalog, catalog.leads, ON)
    for at, site in enumerate(table.sites):
        order = own_order(catalog, found, site.site_id)
        places = {row.lead_id: row.cells[at].place for row in table.rows if row.cells and row.cells[at].place}
        assert places == {lead: place for place, lead in enumerate(order, 1)}, site.site_id


# Tenants of a site


def test_tenants_are_told_in_order_with_those_out_and_those_refused_apart(catalog: Catalog) -> None:
    found = answers(catalog)
    for site_id in ranked(catalog)[::9]:
        told = tenants(catalog, catalog.leads, site_id, ON)
        assert [t.lead_id for t in told.tenants] == own_order(catalog, found, site_id)
        assert [t.rank for t in told.tenants] == list(range(1, len(told.tenants) + 1))
        assert {t.lead_id for t in told.refused} == {i for i, a in found.items() if a.welcome.verdict == "refused"}
        everyone = [t.lead_id for t in (*told.tenants, *told.out, *told.refused)]
        assert sorted(everyone) == sorted(found)
        assert told.left_out == len(catalog.leads) - len(found)
        for tenant in told.tenants:
            match = next(m for m in found[tenant.lead_id].matches if m.site_id == site_id)
            assert (tenant.status, tenant.score, tenant.low, tenant.high) == (match.status, match.score, match.low, match.high)
            assert tenant.open == tuple(g for g in match.gates if g.outcome == "unknown")
            assert tenant.contributions == match.contributions
            assert tenant.site_rank == match.rank
            assert tenant.measured == len(match.contributions)
        for out in told.out:
            own = next(e for e in found[out.lead_id].excluded if e.site_id == site_id)
            assert out.failed == own.failed


def test_a_site_nobody_ranks_has_no_tenants_to_tell(town: Catalog) -> None:
    pool = next(s.id for s in town.sites if s.kind == "pool")
    for site_id in (pool, "nowhere"):
        with pytest.raises(NoSuchSite):
            tenants(town, town.leads, site_id, ON)


# The order, key by key


def a_lead(lead_id: str, stage: str = "intent", **need: Any) -> Lead:
    asked = Need.model_validate({"id": lead_id, "name": lead_id, **need})
    return Lead(id=lead_id, name=lead_id, stage=stage, citation=Citation(source="plan"), need=asked)


LAND = Site(
    "plot",
    {
        "name": "plot", "kind": "land", "status": "available", "planning": "in_place", "water_zone": "none", "uses": Words(frozenset()),
        "delivery": Interval(24321, 24321), "available_land_mu": Interval(30, 30), "land_mu": Interval(30, 30), "divisible": "no",
    },
)  # fmt: skip


def order_on(catalog: Catalog, *leads: Lead) -> list[str]:
    return [t.lead_id for t in tenants(replace(catalog, sites=(LAND,)), leads, "plot", ON).tenants]


def test_a_higher_tier_comes_before_more_points(town: Catalog) -> None:
    assert order_on(town, a_lead("a"), a_lead("z", industry="medical", land_mu_min=10, land_mu_max=20))[0] == "z"


def test_within_a_tier_who_needs_no_approval_comes_first(town: Catalog) -> None:
    plain, coating = a_lead("z", gbt4754="3872"), a_lead("a", gbt4754="3872", processes=["coating"])
    assert order_on(town, coating, plain) == ["z", "a"]


def with_threshold(catalog: Catalog, status: str) -> Catalog:
    gates = dict(catalog.rules.gates)
    gates["investment_per_mu"] = gates["investment_per_mu"].model_copy(update={"status": status, "threshold": 250.0})
    return replace(catalog, rules=catalog.rules.model_copy(update={"gates": gates}))


def test_thresholds_decide_only_while_they_are_in_force_and_are_told_either_way(town: Catalog) -> None:
    area = {"land_mu_min": 30, "land_mu_max": 30}
    rich, silent = a_lead("z", **area, fixed_investment_wan=9000), a_lead("a", **area)
    assert order_on(with_threshold(town, "unconfirmed"), rich, silent) == ["a", "z"]
    assert order_on(with_threshold(town, "active"), rich, silent) == ["z", "a"]
    for status in ("unconfirmed", "active"):
        told = tenants(replace(with_threshold(town, status), sites=(LAND,)), (rich, silent), "plot", ON)
        checks = {t.lead_id: {c.gate: c for c in t.thresholds}["investment_per_mu"] for t in told.tenants}
        assert {i: c.outcome for i, c in checks.items()} == {"z": "met", "a": "not_stated"}
        assert {c.in_force for c in checks.values()} == {status == "active"}
        assert ("未确认" in checks["z"].sentence.zh) == (status == "unconfirmed")


def test_a_threshold_not_in_force_that_is_missed_is_told_and_rules_nobody_out(town: Catalog) -> None:
    poor = a_lead("a", land_mu_min=30, land_mu_max=30, fixed_investment_wan=300)
    (tenant,) = tenants(replace(with_threshold(town, "unconfirmed"), sites=(LAND,)), (poor,), "plot", ON).tenants
    assert {c.gate: c.outcome for c in tenant.thresholds}["investment_per_mu"] == "below"
    told = tenants(replace(with_threshold(town, "active"), sites=(LAND,)), (poor,), "plot", ON)
    assert [t.lead_id for t in told.out] == ["a"]


def test_a_threshold_for_land_does_not_concern_a_factory(demo: Catalog) -> None:
    room = next(s.id for s in demo.sites if s.kind == "facility" and s.text("status") == "available")
    assert all(t.thresholds == () for t in tenants(demo, demo.leads, room, ON).tenants)


def test_leads_alike_in_all_but_the_id_stand_by_id(town: Catalog) -> None:
    assert order_on(town, *(a_lead(i, gbt4754="3872") for i in "cab")) == ["a", "b", "c"]


# Nothing moves anything else


def test_another_lead_changes_no_figure_of_any_other_pair(demo: Catalog) -> None:
    stranger = a_lead("aaa-stranger", industry="new-energy", land_mu_min=20)
    before, after = matrix(demo, demo.leads, ON), matrix(demo, (*demo.leads, stranger), ON)
    rows = {r.lead_id: r for r in after.rows}
    for row in before.rows:
        for a, b in zip(row.cells, rows[row.lead_id].cells, strict=True):
            assert (a.status, a.score, a.low, a.high, a.failed, a.rank) == (b.status, b.score, b.low, b.high, b.failed, b.rank)
            assert b.place is None or a.place is not None
            assert (a.place or 0) <= (b.place or 0) <= (a.place or 0) + 1


def test_the_order_of_the_files_decides_nothing(demo: Catalog) -> None:
    turned = replace(demo, sites=demo.sites[::-1])
    assert gaps(turned, demo.leads[::-1], ON) == gaps(demo, demo.leads, ON)
    for site_id in ranked(demo)[::25]:
        assert tenants(turned, demo.leads[::-1], site_id, ON) == tenants(demo, demo.leads, site_id, ON)


# The gap


def test_each_gap_is_what_both_orders_say(catalog: Catalog) -> None:
    found = answers(catalog)
    told = gaps(catalog, catalog.leads, ON)
    titles = {lead.id: lead for lead in catalog.leads}
    refused = {i for i, a in found.items() if a.welcome.verdict == "refused"}
    assert {g.lead_id for g in told.leads} == found.keys() - refused
    assert set(told.refused) == refused
    for gap in told.leads:
        matches = found[gap.lead_id].matches
        if not matches:
            assert (gap.choice, gap.best, gap.agreed, gap.of) == (None, None, False, 0)
            continue
        order = own_order(catalog, found, matches[0].site_id)
        assert gap.choice
        assert gap.best
        assert (gap.choice.site_id, gap.choice.score) == (matches[0].site_id, matches[0].score)
        assert (gap.place, gap.of, gap.best.lead_id) == (order.index(gap.lead_id) + 1, len(order), order[0])
        assert gap.agreed == (order[0] == gap.lead_id)
        best = next(m for m in found[order[0]].matches if m.site_id == matches[0].site_id)
        assert gap.points == pytest.approx(best.score - matches[0].score, abs=1e-5)
        tiers = [TIER_RANK.index(found[i].welcome.tier) for i in (gap.lead_id, order[0])]
        assert gap.tiers == tiers[0] - tiers[1] >= 0
        assert titles[order[0]].name in gap.sentence.zh
    agreed = {(g.lead_id, g.choice.site_id) for g in told.leads if g.agreed and g.choice}
    assert {(p.lead_id, p.site_id) for p in told.agreed} == agreed
    assert agreed == {(s.best.lead_id, s.site_id) for s in told.sites if s.agreed}


def test_each_site_says_how_its_best_tenant_ranks_it(catalog: Catalog) -> None:
    found = answers(catalog)
    told = gaps(catalog, catalog.leads, ON)
    assert {s.site_id for s in told.sites} | set(told.no_tenant) == set(ranked(catalog))
    for site in told.sites:
        assert site.best.lead_id == own_order(catalog, found, site.site_id)[0]
        matches = found[site.best.lead_id].matches
        assert (site.rank, site.of) == (next(m.rank for m in matches if m.site_id == site.site_id), len(matches))
        assert (site.elsewhere and site.elsewhere.site_id) == (None if site.rank == 1 else matches[0].site_id)


def test_what_decides_is_the_first_key_that_differs(demo: Catalog) -> None:
    for gap in gaps(demo, demo.leads, ON).leads:
        if gap.decided_by == "tier":
            assert gap.tiers
        elif gap.decided_by is not None:
            assert gap.tiers == 0
        if gap.decided_by == "score":
            assert gap.points
            assert gap.points > 0


def test_every_sentence_is_whole_in_both_languages(catalog: Catalog) -> None:
    told = gaps(catalog, catalog.leads, ON)
    spoken = [told.sentence, *(g.sentence for g in told.leads), *(s.sentence for s in told.sites)]
    spoken += [t.sentence for t in tenants(catalog, catalog.leads, told.sites[0].site_id, ON).tenants]
    for lang in LANGS:
        for text in spoken:
            assert text.say(lang).endswith("。" if lang == "zh" else "."), text
            assert "{" not in text.say(lang)
            assert "  " not in text.say(lang)


def test_without_leads_there_is_nothing_to_tell_and_nothing_breaks(town: Catalog) -> None:
    assert gaps(town, (), ON).leads == ()
    assert matrix(town, (), ON).rows == ()
    assert tenants(town, (), ranked(town)[0], ON).tenants == ()
    nothing = replace(town, sites=())
    told = gaps(nothing, town.leads, ON)
    assert all(g.choice is None for g in told.leads)
    assert (told.sites, told.no_tenant) == ((), ())
