"""The stock: every site counted once, sums over what is known alone, and what is not known never taken for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.pack import Citation
from matcher.model.site import Site
from matcher.model.values import Cell, Interval
from matcher.model.vocabulary import GONE, STATUS
from matcher.office.stock import stock

AMOUNT = st.none() | st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda p: Interval(min(p), max(p)))
KINDS = ("land", "facility", "renewal")


@st.composite
def some_sites(draw: st.DrawFn) -> list[Site]:
    found = []
    for n in range(draw(st.integers(0, 8))):
        cells: dict[str, Cell] = {"kind": draw(st.sampled_from((*KINDS, "pool")))}
        if status := draw(st.sampled_from((*STATUS.tokens, ""))):
            cells["status"] = status
        for field in ("land_mu", "available_land_mu", "floor_m2", "available_floor_m2"):
            if (amount := draw(AMOUNT)) is not None:
                cells[field] = amount
        found.append(Site(f"s-{n}", cells))
    return found


@given(sites=some_sites())
def test_every_site_is_counted_once_and_sums_hold_only_what_is_known(town: Catalog, sites: list[Site]) -> None:
    found = stock(replace(town, sites=tuple(sites)), ())
    assert sum(x.sites for x in found.lines) + found.pools == len(sites)
    for x in found.lines:
        own = [s for s in sites if s.kind == x.kind]
        assert sum(x.states.values()) == x.sites == len(own)
        land = [v for s in own if (v := s.number("land_mu"))]
        assert (x.land_mu.known, x.land_mu.of) == (len(land), len(own))
        assert (x.land_mu.low, x.land_mu.high) == (sum(v.low for v in land), sum(v.high for v in land))
        left = [v for s in own if s.text("status") not in GONE and (v := s.number("available_floor_m2"))]
        assert (x.available_floor_m2.low, x.available_floor_m2.high) == (sum(v.low for v in left), sum(v.high for v in left))
        assert x.available_floor_m2.of == sum(s.text("status") not in GONE for s in own)
        assert 0 <= x.land_share.low <= x.land_share.high <= 1


@given(sites=some_sites())
def test_the_order_of_the_sites_changes_nothing(town: Catalog, sites: list[Site]) -> None:
    assert stock(replace(town, sites=tuple(sites)), ()) == stock(replace(town, sites=tuple(reversed(sites))), ())


def test_a_share_is_told_over_the_sites_that_state_both_figures(town: Catalog) -> None:
    half = Site("a", {"kind": "land", "land_mu": Interval(100, 100), "available_land_mu": Interval(20, 50)})
    gone = Site("b", {"kind": "land", "land_mu": Interval(100, 100), "status": "taken"})
    silent = Site("c", {"kind": "land", "available_land_mu": Interval(70, 70)})
    (found,) = stock(replace(town, sites=(half, gone, silent)), ()).lines
    assert (found.land_share.low, found.land_share.high, found.land_share.known, found.land_share.of) == (0.1, 0.25, 2, 3)
    assert (found.available_land_mu.low, found.available_land_mu.known, found.available_land_mu.of) == (90, 2, 2)


def test_investment_per_mu_is_a_range_where_the_land_or_the_amount_is_one(town: Catalog) -> None:
    lead = _lead(town, {"land_mu_min": 20, "land_mu_max": 40, "investment_wan": 8000, "tax_wan": 800})
    (found,) = stock(town, [lead]).per_mu
    assert (found.investment, found.output, found.tax, found.whole_site) == ((200, 400), None, (20, 40), False)


def test_the_plans_own_case_has_the_figure_that_its_amounts_and_its_land_give(town: Catalog) -> None:
    found = next(x for x in stock(town, town.leads).per_mu if x.lead == "kangxi-1")
    assert found.whole_site
    assert found.investment == pytest.approx((80000 / 145, 100000 / 145))


def test_a_lead_without_land_or_without_any_amount_is_counted_and_given_no_figure(town: Catalog) -> None:
    found = stock(town, [_lead(town, {"land_mu_min": 20}), _lead(town, {"investment_wan": 100})])
    assert (found.per_mu, found.without_land) == ((), 2)


def _lead(town: Catalog, need: dict[str, float]) -> Lead:
    return Lead(id="x", name="甲", stage="talks", citation=Citation(source="plan"), need=town.leads[0].need.model_validate(need))
