"""The list of the land map and both sides of an industry, against each pair looked at by itself."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.values import Interval
from matcher.model.vocabulary import GONE, PLANNING, STATUS, TIER_RANK
from matcher.office.industry_sides import industry_sides
from matcher.office.land_sites import LandSite, Wanted, land_sites, narrowed, vacancy
from matcher.office.open_leads import is_open
from matcher.rules.welcome import standing

ON = date(2026, 11, 23)


@pytest.fixture(scope="module", params=["town", "demo"])
def catalog(request: pytest.FixtureRequest, town: Catalog) -> Catalog:
    return town if request.param == "town" else load(Path(__file__).resolve().parents[2] / "examples" / "demo")


@pytest.fixture(scope="module")
def listed(catalog: Catalog) -> tuple[LandSite, ...]:
    return land_sites(catalog, catalog.leads, ON)


def test_every_site_with_a_plot_is_listed_once(catalog: Catalog, listed: tuple[LandSite, ...]) -> None:
    assert [s.id for s in listed] == [s.id for s in catalog.sites if s.kind != "pool"]


def test_a_site_suits_exactly_the_open_leads_whose_own_answer_names_it(catalog: Catalog, listed: tuple[LandSite, ...]) -> None:
    suits: dict[str, list[str]] = {s.id: [] for s in listed}
    for lead in catalog.leads:
        if is_open(lead):
            answer = shortlist(catalog, lead.need, ON)
            if answer.welcome.verdict != "refused":
                for match in answer.matches:
                    suits[match.site_id].append(standing(catalog, lead.need).tier)
    for site in listed:
        assert site.suits == len(suits[site.id]), site.id
        assert site.tiers == set(suits[site.id]), site.id


def test_who_has_settled_stands_at_the_site(catalog: Catalog, listed: tuple[LandSite, ...]) -> None:
    for site in listed:
        assert [i for i, _ in site.settled] == [x.id for x in catalog.leads if x.settled_at == site.id]


ENDS = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: Interval(min(p), max(p)))


@given(amounts=st.lists(ENDS, min_size=1, max_size=2))
def test_something_is_left_only_where_it_surely_is_and_nothing_only_where_nothing_can_be(amounts: list[Interval | None]) -> None:
    """Every way in which the amounts can come true is tried: one end of each that is known, anything of one that is not."""
    ends = [(0.0, 9.0) if a is None else (a.low, a.high) for a in amounts]
    sums = {sum(way) for way in product(*ends)}
    told = vacancy(amounts)
    assert told == ("left" if min(sums) > 0 else "none" if max(sums) == 0 else "unknown")


SOME = st.frozensets
WANTED = st.builds(
    Wanted, SOME(st.sampled_from(("land", "facility", "renewal")), max_size=2), SOME(st.sampled_from((*STATUS.tokens, "")), max_size=2), SOME(st.sampled_from(TIER_RANK), max_size=2),
    SOME(st.sampled_from(("left", "unknown", "none")), max_size=2), SOME(st.sampled_from((*PLANNING.tokens, "")), max_size=2),
)  # fmt: skip


@given(wanted=WANTED)
def test_a_filter_leaves_what_passes_each_of_its_parts_and_keeps_the_order(listed: tuple[LandSite, ...], wanted: Wanted) -> None:
    left = set(listed)
    for chosen, told in (
        (wanted.kinds, lambda s: {s.kind}), (wanted.statuses, lambda s: {s.status}), (wanted.tiers, lambda s: set(s.tiers)),
        (wanted.vacancies, lambda s: {s.vacancy}), (wanted.plannings, lambda s: {s.planning}),
    ):  # fmt: skip
        left -= {s for s in listed if chosen and not chosen & told(s)}
    found = narrowed(listed, wanted)
    assert set(found) == left
    assert list(found) == [s for s in listed if s in left]


def test_each_industry_has_the_sites_meant_for_it_and_the_leads_it_claims(catalog: Catalog) -> None:
    found = industry_sides(catalog, catalog.leads)
    rows = {r.industry.id if r.industry else "": r for r in found.rows}
    for industry in catalog.industries:
        meant = {
            s.id for s in catalog.sites
            if s.kind != "pool" and s.text("status") not in GONE and (words := s.words("positioned")) and industry.id in words.has
        }  # fmt: skip
        claimed = {
            x.id
            for x in catalog.leads
            if industry.id in (stood := standing(catalog, x.need)).kin and stood.verdict != "refused" and (is_open(x) or x.settled_at)
        }
        row = rows.get(industry.id)
        assert (row is None) == (not meant and not claimed), industry.id
        if row:
            assert set(row.sites) == meant
            assert set(row.seeking.leads) | set(row.settled.leads) == claimed
            assert not set(row.seeking.leads) & set(row.settled.leads)


def test_no_lead_is_lost_between_the_rows_and_the_counts(catalog: Catalog) -> None:
    found = industry_sides(catalog, catalog.leads)
    told = {lead for r in found.rows for lead in (*r.seeking.leads, *r.settled.leads)}
    assert len(told) + found.refused + found.elsewhere == len(catalog.leads)


def test_the_order_of_the_leads_changes_nothing(catalog: Catalog) -> None:
    assert industry_sides(catalog, catalog.leads) == industry_sides(catalog, tuple(reversed(catalog.leads)))
