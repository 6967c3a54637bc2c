"""The figures of the land map against sums made anew: nothing counted twice, nothing unknown taken for nothing, and what overlaps bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.model.catalog import Catalog
from matcher.model.need import Lead
from matcher.model.pack import Citation
from matcher.model.plan import Park, TownFigure
from matcher.model.site import Site
from matcher.model.values import Cell, Interval
from matcher.model.vocabulary import GONE, STAGE, STATUS
from matcher.office.amounts import asked, invested, left, left_of
from matcher.office.headline_figures import headlines, unknown_kinds
from matcher.office.open_leads import is_open
from matcher.office.parks import together
from matcher.office.stage_line import stage_lines
from matcher.office.stock import stock

ON = date(2026, 11, 23)
NOW = 2026 * 12 + 10
FROM_THE_PLAN = Citation(source="plan")
ENDS = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda p: Interval(min(p), max(p)))


@st.composite
def some_sites(draw: st.DrawFn) -> list[Site]:
    found = []
    for n in range(draw(st.integers(0, 8))):
        cells: dict[str, Cell] = {
            "kind": draw(st.sampled_from(("land", "facility", "renewal"))),
            "park": draw(st.sampled_from(("", "p", "q"))),
        }
        if status := draw(st.sampled_from((*STATUS.tokens, ""))):
            cells["status"] = status
        for field in ("land_mu", "available_land_mu", "floor_m2", "available_floor_m2"):
            if (amount := draw(st.none() | ENDS)) is not None:
                cells[field] = amount
        found.append(Site(f"s-{n}", cells))
    return found


def with_parks(town: Catalog, sites: list[Site], whole: float | None = None) -> Catalog:
    parks = (Park(id="p", name="甲", name_en="A", land_mu=whole, floor_m2=whole, citation=FROM_THE_PLAN),) if whole is not None else ()
    return replace(town, sites=tuple(sites), plan=town.plan.model_copy(update={"parks": parks}))


@given(sites=some_sites(), whole=st.integers(0, 2000))
def test_a_park_bounds_the_sum_of_its_own_sites_and_of_no_others(town: Catalog, sites: list[Site], whole: int) -> None:
    parts = [(s, v) for s in sites if (v := s.number("land_mu"))]
    found = together(with_parks(town, sites, whole), parts, "land_mu")
    inside = [v for s, v in parts if s.text("park") == "p"]
    least, most = sum(v.low for v in inside), sum(v.high for v in inside)
    beside = [v for s, v in parts if s.text("park") != "p"]
    assert found.low == least + sum(v.low for v in beside)
    assert found.high == max(least, min(most, whole)) + sum(v.high for v in beside)


@given(sites=some_sites())
def test_what_is_left_lies_between_what_is_stated_and_all_there_is(town: Catalog, sites: list[Site]) -> None:
    found = left_of(with_parks(town, sites), sites, "available_land_mu")
    low = high = known = 0.0
    for s in sites:
        said, whole = s.number("available_land_mu"), s.number("land_mu")
        if s.text("status") in GONE:
            known += 1
        elif said is not None:
            low, high, known = low + said.low, high + said.high, known + 1
        elif whole is not None:
            high, known = high + whole.high, known + 1
    assert (found.low, found.high, found.known, found.of) == (low, high, known, len(sites))


@given(sites=some_sites())
def test_an_unknown_site_changes_no_sum_and_is_counted(town: Catalog, sites: list[Site]) -> None:
    silent = Site("silent", {"kind": "land"})
    before = left_of(with_parks(town, sites), sites, "available_land_mu")
    after = left_of(with_parks(town, [*sites, silent]), [*sites, silent], "available_land_mu")
    assert (after.low, after.high, after.known, after.of) == (before.low, before.high, before.known, before.of + 1)
    assert left(silent, "available_land_mu") is None


def test_the_phases_of_a_park_are_not_counted_beyond_the_park(town: Catalog) -> None:
    phases = [s for s in town.sites if s.text("park") == "szkjy"]
    assert sum(s.number("floor_m2").high for s in phases) > 413_000  # type: ignore[union-attr]
    assert left_of(town, phases, "available_floor_m2").high == 413_000
    floor = next(x for x in stock(town, ()).lines if x.kind == "facility").floor_m2
    assert (floor.low, floor.high) == (132_000 + 290_000, 413_000 + 290_000)


def test_the_first_figures_of_the_town_are_those_of_its_clauses(town: Catalog) -> None:
    found = {h.about: h for h in headlines(town, town.leads)}
    ends = {about: (h.amount.low, h.amount.high, h.amount.open) for about, h in found.items()}
    assert ends == {
        "land": (0, 534.96, False), "facility": (0, 703_000, False), "pool": (0, 270_000, True), "figure": (100, 200, False), "talks": (73_100, 73_100, False),
    }  # fmt: skip
    assert found["facility"].bounded
    assert [n.zh for n in found["facility"].notes] == [p.note for p in town.plan.parks if p.note]
    assert unknown_kinds(town) == {"renewal": 5}
    assert all(h.amount.citations for h in found.values())


def test_a_figure_of_which_only_the_least_is_told_ends_at_its_whole_or_stays_open(town: Catalog) -> None:
    def figure(ident: str, low: float, high: float | None, of: str = "") -> TownFigure:
        return TownFigure(
            id=ident, name="甲", name_en="A", unit="公顷", unit_en="ha", low=low, high=high, of=of, as_of="2024", citation=FROM_THE_PLAN
        )

    def told(*figures: TownFigure) -> list[tuple[float, float, bool]]:
        pack = replace(town, plan=town.plan.model_copy(update={"figures": figures}))
        return [(h.amount.low, h.amount.high, h.amount.open) for h in headlines(pack, ()) if h.about == "figure"]

    assert told(figure("all", 200, 200), figure("part", 100, None, "all")) == [(100, 200, False)]
    assert told(figure("alone", 100, None)) == [(100, 100, True)]
    assert told(figure("alone", 100, 150)) == [(100, 150, False)]


@pytest.fixture(scope="module", params=["town", "demo"])
def catalog(request: pytest.FixtureRequest, town: Catalog) -> Catalog:
    return town if request.param == "town" else load(Path(__file__).resolve().parents[2] / "examples" / "demo")


def test_every_lead_stands_in_one_stage_and_its_money_is_counted_once(catalog: Catalog) -> None:
    lines = stage_lines(catalog, catalog.leads, NOW)
    listed = [lead for x in lines for lead in x.leads]
    assert sorted(listed) == sorted(x.id for x in catalog.leads)
    assert [x.stage for x in lines if x.stage] == list(STAGE.tokens)
    amounts = {x.id: [a for a in (x.need.investment_wan, x.investment_other_wan) if a is not None] for x in catalog.leads}
    for line in lines:
        own = [amounts[lead] for lead in line.leads if amounts[lead]]
        assert (line.investment.low, line.investment.high) == (sum(map(min, own)), sum(map(max, own)))
        assert (line.investment.known, line.investment.of) == (len(own), len(line.leads))


def test_a_stage_grows_old_after_the_months_that_the_pack_sets(town: Catalog) -> None:
    """Talks are on record for December 2020, whose last month counts."""

    def old(month: int, catalog: Catalog = town) -> int:
        return next(x.old for x in stage_lines(catalog, catalog.leads, month) if x.stage == "talks")

    recorded = 2020 * 12 + 11
    assert (old(recorded + 35), old(recorded + 36)) == (0, 5)
    assert old(recorded + 600, replace(town, rules=town.rules.model_copy(update={"record_age": None}))) == 0


def test_what_leads_ask_for_is_summed_over_those_that_say_it(town: Catalog) -> None:
    def lead(ident: str, **stated: float) -> Lead:
        return Lead(id=ident, name="甲", stage="talks", citation=FROM_THE_PLAN, need=town.leads[0].need.model_validate(stated))

    leads = [lead("a", land_mu_min=20, land_mu_max=40), lead("b", land_mu_min=10), lead("c", floor_m2_max=500)]
    assert (asked(leads, "land_mu").low, asked(leads, "land_mu").high, asked(leads, "land_mu").known) == (30, 50, 2)
    assert (asked(leads, "floor_m2").low, asked(leads, "floor_m2").high, asked(leads, "floor_m2").known) == (500, 500, 1)
    assert invested(leads).known == 0
    assert all(is_open(x) for x in leads)
