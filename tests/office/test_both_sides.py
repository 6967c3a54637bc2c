"""A match from both sides, held against each lead's own answer and against ranks counted pair by pair."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matcher.explanation.records import Match
from matcher.model.catalog import Catalog
from matcher.model.need import Lead, Need
from matcher.model.pack import Citation
from matcher.model.site import Site
from matcher.model.values import Interval, Words
from matcher.office.both_sides import NoSuchSite, matrix, tenants
from matcher.office.gaps import gaps
from tests.office.by_hand import ON, answers, own_order, ranked

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
