"""How sure an answer is, as it is told: shares, sentences, and what must not change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.catalog.load import load
from matcher.catalog.sites import location_cells
from matcher.explanation.robust_records import Robustness, SiteSureness
from matcher.explanation.robustness import how_sure, percent
from matcher.explanation.setting import PLAIN, Setting, put
from matcher.explanation.shortlist import shortlist
from matcher.model.catalog import Catalog
from matcher.model.need import Need
from matcher.model.site import Site
from matcher.model.text import Text
from matcher.model.values import Cell, Interval, Words
from matcher.ranking.score import score

ON = date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]
NEED = Need(industry="medical", floor_m2_min=3000, floor_m2_max=5000, rent_yuan_m2_month_max=20)
SMALL = 0.0002
"""Shares are told to four digits."""


@cache
def town() -> Catalog:
    return load(ROOT / "data")


def known(value: float) -> Interval:
    return Interval(value, value)


def hall(site_id: str, /, without: tuple[str, ...] = (), **cells: Cell) -> Site:
    """A hall that fits NEED and of which all is known that NEED reads."""
    full: dict[str, Cell] = {
        "name": f"{site_id}栋", "kind": "facility", "status": "available", "floor_m2": known(9000), "available_floor_m2": known(4000),
        "divisible": "no", "ceiling_height_m": known(6), "rent_yuan_m2_month": known(15), "positioned": Words(frozenset({"medical"})),
        "partners": Words(frozenset({"medical"})), "water_zone": "none", "delivery": known(24322), **cells,
    }  # fmt: skip
    return Site(site_id, {name: cell for name, cell in full.items() if name not in without})


def sure(*sites: Site, need: Need = NEED, setting: Setting = PLAIN) -> Robustness:
    asked = put(replace(town(), sites=sites), need, ON, setting)
    found = how_sure(asked, score(asked.ask))
    assert found is not None
    return found


def of(found: Robustness, site_id: str) -> SiteSureness:
    return next(s for s in found.sites if s.site_id == site_id)


DEAR, CHEAP = hall("dear", rent_yuan_m2_month=known(19)), hall("cheap", rent_yuan_m2_month=known(12))
LATE = hall("late", rent_yuan_m2_month=known(10), delivery=known(24350))
VAGUE = hall("vague", without=("available_floor_m2", "positioned"))
HARDLY = Site("hardly", {"kind": "facility", "name": "某园"})
GONE = hall("gone", status="taken", taken_by="某厂")


# What is told


def test_a_known_hall_that_is_best_at_everything_is_first_every_time() -> None:
    found = sure(DEAR, CHEAP)
    best = of(found, "cheap")
    assert (best.first, best.top, best.kept, best.rank) == (1, 1, 1, 1)
    assert best.sentence == Text(
        "数据都已知，只把权重变动 1 万次，它每次都排第一。",
        "All data are known; with the weights varied 10,000 times, it comes first every time.",
    )
    other = of(found, "dear")
    assert (other.first, other.central) == (0, None)
    assert other.sentence.zh == "数据都已知，只把权重变动 1 万次，它一次也没有排第一。"
    assert (found.scenarios, found.left, found.draws) == (1, 1, 10_000)
    assert found.sentence == Text("只改任何一项权重，第一名都不会变。", "No change of a single weight changes who comes first.")


def test_two_known_halls_share_as_the_areas_of_their_weights() -> None:
    """CHEAP beats LATE on readiness only, LATE beats CHEAP on cost only: first is whoever's advantage, times its weight, is larger.

    With cost weight x and readiness weight y both even, and advantages a and b, the first wins where a x > b y: a share a / (a + b).
    """
    asked = put(replace(town(), sites=(CHEAP, LATE)), NEED, ON)
    scored = score(asked.ask)
    gap = dict(zip(scored.criteria, scored.utilities()[0] - scored.utilities()[1], strict=True))
    assert {name for name, g in gap.items() if g} == {"cost", "readiness"}
    expected = gap["readiness"] / (gap["readiness"] - gap["cost"])
    found = sure(CHEAP, LATE)
    assert of(found, "cheap").first == pytest.approx(expected, abs=0.02)
    view = of(found, "late").central
    assert view is not None
    assert view["cost"] > view["readiness"]
    assert sum(view.values()) == pytest.approx(1, abs=0.001)


def test_shares_are_told_in_one_sentence() -> None:
    found = sure(CHEAP, LATE, VAGUE, HARDLY)
    late = of(found, "late")
    f, t = round(100 * late.first), round(100 * late.top)
    assert 0 < f < t < 100
    assert late.sentence.zh == f"把权重和未知数据一起变动 1 万次，它有 {f}% 排第一、{t}% 进前三。"
    assert late.sentence.en == (
        f"With the weights and the unknown data varied together 10,000 times, it comes first in {f}% and is among the first three in {t}%."
    )
    hardly = of(found, "hardly")
    assert hardly.kept < 1
    assert hardly.sentence.zh.endswith(f"；有{percent(1 - hardly.kept).zh}因为未知数据不合要求而出局。")
    assert "约定，不是概率预测" in found.convention.zh


def test_the_only_site_left_and_nothing_left() -> None:
    only = sure(CHEAP, GONE)
    assert [s.site_id for s in only.sites] == ["cheap"]
    assert only.sites[0].sentence.zh.endswith("可选的始终只有这一处。")
    assert only.sentence.zh == "可选的只有这一处，改权重换不了第一名。"
    nothing = sure(GONE)
    assert (nothing.sites, nothing.left, nothing.switch, nothing.sentence.zh) == ((), 0, None, "没有可选的地块，谈不上名次。")


def test_a_site_that_needs_luck_in_several_things_is_told_so() -> None:
    edge = hall("edge", rent_yuan_m2_month=Interval(20, 26), available_floor_m2=Interval(2500, 3000))
    found = of(sure(CHEAP, edge), "edge")
    assert (found.kept, found.first, found.top) == (0, 0, 0)
    assert found.sentence.zh.endswith("它一次也没有留下：未知的几项要同时合乎要求才行。")


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [
        (0, " 0% ", "0%"),
        (0.004, "不到 1% ", "less than 1%"),
        (0.01, " 1% ", "1%"),
        (0.62, " 62% ", "62%"),
        (0.994, " 99% 以上", "more than 99%"),
        (1, " 100% ", "100%"),
    ],
)
def test_what_is_neither_none_nor_all_is_not_told_as_if_it_were(share: float, zh: str, en: str) -> None:
    assert percent(share) == Text(zh, en)


def test_the_weight_that_would_change_the_first_place() -> None:
    found = sure(CHEAP, LATE)
    switch = found.switch
    assert switch is not None
    assert switch == found.switches[0]
    assert [abs(s.share_then - s.share_now) for s in found.switches] == sorted(abs(s.share_then - s.share_now) for s in found.switches)
    assert found.sentence == switch.sentence
    assert switch.rival != switch.winner == found.sites[0].site_id
    beyond = round(switch.weight_then + (0.5 if switch.weight_then > switch.weight_now else -0.5), 3)
    rules = town().rules.criteria
    weights = {name: rules[name].weight for name in ("positioning", "area_fit", "cost", "readiness", "slack", "partners")}
    setting = Setting(tuple({**weights, switch.criterion: beyond}.items()))
    result = shortlist(replace(town(), sites=(CHEAP, LATE)), NEED, ON, setting=setting)
    assert result.matches[0].site_id == switch.rival
    for side in found.switches:
        assert side.label.zh in side.sentence.zh
        assert ("升" in side.sentence.zh) == (side.weight_then > side.weight_now)


def test_a_single_criterion_has_no_weights_to_vary() -> None:
    found = sure(hall("soon", delivery=known(24325)), hall("now"), need=Need())
    assert of(found, "now").sentence == Text(
        "只有一项可以计分，数据也都已知，它每次都排第一。", "A single criterion counts and all data are known: it comes first every time."
    )
    assert found.sentence.zh == "只有一项可以计分，没有权重可改。"


def test_a_need_that_is_refused_has_no_answer_to_be_sure_of() -> None:
    leather = next(e.need for e in town().examples if e.need.gbt4754 and shortlist(town(), e.need, ON).welcome.verdict == "refused")
    asked = put(town(), leather, ON)
    assert how_sure(asked, score(asked.ask)) is None


def test_a_setting_is_followed_but_the_weights_are_varied_all_the_same() -> None:
    """Weights set by hand change who is first in the answer and where the switch lies, not the shares over all weights."""
    by_hand = Setting((("cost", 1.0),))
    plain, set_ = sure(DEAR, CHEAP, LATE), sure(DEAR, CHEAP, LATE, setting=by_hand)
    assert {s.site_id: s.first for s in plain.sites} == {s.site_id: s.first for s in set_.sites}
    assert set_.sites[0].site_id == "late"
    late = sure(DEAR, VAGUE, setting=Setting(late_months=12))
    assert late.left == 1


# Laws

some = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
CELLS: dict[str, tuple[Cell | None, ...]] = {
    "available_floor_m2": (None, known(3000), known(4000), known(9000), Interval(2000, 6000)),
    "rent_yuan_m2_month": (None, known(8), known(14), known(20), Interval(12, 26)),
    "positioned": (None, Words(frozenset({"medical"})), Words(frozenset({"paper"}))),
    "partners": (None, Words(frozenset({"medical"}))),
    "delivery": (None, known(24322), known(24340), Interval(24320, 24350)),
    "water_zone": (None, "none"),
    "status": ("available", "running", "planned"),
}


@st.composite
def several(draw: st.DrawFn) -> tuple[Site, ...]:
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1, max_size=5))
    made = []
    for i in ids:
        cells = {name: draw(st.sampled_from(values)) for name, values in CELLS.items()}
        position = location_cells(22.66, 113.14, "approximate", 2000.0)
        made.append(Site(i, {"kind": "facility", "name": i, **position, **{n: c for n, c in cells.items() if c is not None}}))
    return tuple(made)


@some
@given(several())
def test_shares_add_up_and_the_same_question_has_the_same_answer(sites: tuple[Site, ...]) -> None:
    found = sure(*sites)
    assert sum(s.first for s in found.sites) == pytest.approx(found.left, abs=SMALL * len(sites))
    for site in found.sites:
        assert 0 <= site.first <= site.top + SMALL
        assert site.top <= site.kept + SMALL
        assert (site.central is None) == (site.first == 0) or site.first < SMALL
    assert found == sure(*sites)
    matches = shortlist(replace(town(), sites=sites), NEED, ON).matches
    assert [s.site_id for s in found.sites] == [m.site_id for m in matches]


def shares(found: Robustness) -> dict[str, tuple[float, float, float]]:
    return {s.site_id: (s.first, s.top, s.kept) for s in found.sites}


@some
@given(several())
def test_neither_the_order_of_the_file_nor_a_site_that_is_out_changes_a_share(sites: tuple[Site, ...]) -> None:
    plain = shares(sure(*sites))
    for others in (tuple(reversed(sites)), (GONE, *sites), (*sites, replace(GONE, id="aa"))):
        found = shares(sure(*others))
        assert {i: pytest.approx(s, abs=SMALL) for i, s in plain.items()} == found


@some
@given(several())
def test_a_site_that_is_worse_in_all_takes_nobody_s_first_place(sites: tuple[Site, ...]) -> None:
    """A known hall beside one that is dearer, farther off in time and otherwise the same."""
    best = hall("g", rent_yuan_m2_month=known(11))
    worse = hall("h", rent_yuan_m2_month=known(17), delivery=known(24330))
    without, with_it = sure(best, *sites), sure(best, worse, *sites)
    assert of(with_it, "h").first == 0
    assert {s.site_id: pytest.approx(s.first, abs=SMALL) for s in without.sites} == {
        s.site_id: s.first for s in with_it.sites if s.site_id != "h"
    }


@pytest.mark.parametrize("pack", ["data", "examples/demo"])
def test_every_example_of_both_packs_has_its_answer(pack: str) -> None:
    catalog = load(ROOT / pack)
    for example in catalog.examples:
        asked = put(catalog, example.need, ON)
        found = how_sure(asked, score(asked.ask))
        refused = asked.standing.verdict == "refused"
        assert (found is None) == refused
        if found is None:
            continue
        told = [found.sentence, found.convention, *(s.sentence for s in found.sites), *(s.sentence for s in found.switches)]
        for text in told:
            assert text.zh.endswith("。"), text
            assert text.en.endswith("."), text
            assert not [bad for bad in ("{", "}", "nan", "  ", "None") if bad in text.zh or bad in text.en], text
