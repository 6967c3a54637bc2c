"""Shares of the first place: held against exact lengths and areas of weight regions, a naive count, and published figures."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.ranking.acceptability import DRAWS, SCENARIOS, Acceptability, acceptability, draw_weights
from matcher.ranking.score import FITS, OUT, TO_ASK

SURE = 4
"""Standard errors within which a share of random draws must lie."""


def fitting(utilities: Any) -> np.ndarray:
    return np.full(utilities.shape[:2], FITS, np.int8)


def known(*sites: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Utilities and status of sites of which everything is known, and all fit."""
    utilities = np.array([sites], np.float64)
    return utilities, fitting(utilities)


def segment(steps: int) -> np.ndarray:
    """Every `1/steps`-th part of the segment of two weights, by its middle."""
    first = (np.arange(steps) + 0.5) / steps
    return np.column_stack([first, 1 - first])


def within(found: float, share: float, draws: int = DRAWS) -> bool:
    return abs(found - share) <= SURE * np.sqrt(max(share * (1 - share), 1 / draws) / draws)


# Exact


def test_two_criteria_divide_the_segment_of_weights_where_the_scores_cross() -> None:
    """With w the first weight the scores are w, 0.7 - 0.2 w and 1 - w: they cross at w = 3/8 and w = 7/12."""
    found = acceptability(*known((1, 0), (0.5, 0.7), (0, 1)), segment(24_000), top=2)
    assert found.first == pytest.approx([5 / 12, 7 / 12 - 3 / 8, 3 / 8], abs=1e-4)
    # Second is whoever is not last: the first scores below both others for w < 0.5, the third for w > 0.5.
    assert found.top == pytest.approx([1 / 2, 1, 1 / 2], abs=1e-4)
    assert found.central[:, 0] == pytest.approx([(7 / 12 + 1) / 2, (3 / 8 + 7 / 12) / 2, 3 / 16], abs=1e-4)
    assert found.central.sum(axis=1) == pytest.approx([1, 1, 1])


def cut(polygon: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """The part of a convex polygon, corners in order, where normal . w >= 0 (Sutherland-Hodgman)."""
    kept = []
    for a, b in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        at_a, at_b = float(normal @ a), float(normal @ b)
        if at_a >= 0:
            kept.append(a)
        if at_a * at_b < 0:
            kept.append(a + (b - a) * at_a / (at_a - at_b))
    return np.array(kept)


def area_and_middle(polygon: np.ndarray) -> tuple[float, np.ndarray]:
    """The area as a share of the whole triangle of weights, and the centroid."""
    if len(polygon) < 3:
        return 0.0, np.full(3, np.nan)
    flat, origin = polygon[:, :2], polygon[0, :2]
    fans = [(a - origin, b - origin) for a, b in pairwise(flat[1:])]
    areas = np.array([abs(a[0] * b[1] - a[1] * b[0]) / 2 for a, b in fans])
    middles = np.array([origin + (a + b) / 3 for a, b in fans])
    middle = (areas @ middles) / areas.sum()
    return float(areas.sum() / 0.5), np.array([*middle, 1 - middle.sum()])


@pytest.mark.parametrize("seed", range(8))
def test_three_criteria_divide_the_triangle_of_weights_into_polygons(seed: int) -> None:
    """The weights with which a site is first are the polygon where it beats each other; its middle is the central weight."""
    utilities = np.random.default_rng(seed).random((1, 5, 3))
    found = acceptability(utilities, fitting(utilities), draw_weights(3))
    for i, site in enumerate(utilities[0]):
        polygon = np.eye(3)
        for j, other in enumerate(utilities[0]):
            polygon = cut(polygon, site - other) if j != i and len(polygon) else polygon
        share, middle = area_and_middle(polygon)
        assert within(found.first[i], share), (found.first[i], share)
        if share > 0.02:
            assert found.central[i] == pytest.approx(middle, abs=SURE * 0.25 / np.sqrt(share * DRAWS))


@pytest.mark.parametrize("criteria", [2, 3, 5, 7])
def test_sites_that_are_each_best_at_one_thing_share_alike(criteria: int) -> None:
    """By symmetry 1/n each. The largest of n even weights has mean (1 + 1/2 + .. + 1/n) / n, which is the central weight of its site."""
    found = acceptability(*known(*np.eye(criteria).tolist()), draw_weights(criteria))
    assert all(within(share, 1 / criteria) for share in found.first)
    largest = sum(1 / i for i in range(1, criteria + 1)) / criteria
    assert np.diag(found.central) == pytest.approx(np.full(criteria, largest), abs=0.02)


def test_weights_are_even_on_the_simplex() -> None:
    """Dirichlet(1, .., 1): a weight has mean 1/n, variance (n - 1) / (n^2 (n + 1)), and exceeds t with probability (1 - t)^(n - 1)."""
    weights = draw_weights(5)
    assert weights.shape == (DRAWS, 5)
    assert weights.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert weights.mean(axis=0) == pytest.approx(np.full(5, 0.2), abs=0.008)
    assert weights.var(axis=0) == pytest.approx(np.full(5, 4 / 150), abs=0.002)
    assert all(within(float(np.mean(weights[:, k] > 0.3)), 0.7**4) for k in range(5))


def test_draws_are_dealt_evenly_over_scenarios() -> None:
    """One site is first in the first three of four scenarios whatever the weights: exactly 3/4."""
    utilities = np.array([[[1.0, 1.0], [0.5, 0.5]]] * 3 + [[[0.0, 0.0], [0.5, 0.5]]])
    found = acceptability(utilities, fitting(utilities), draw_weights(2, 400))
    assert found.first.tolist() == [0.75, 0.25]
    assert DRAWS % SCENARIOS == 0
    with pytest.raises(ValueError, match="evenly"):
        acceptability(utilities, fitting(utilities), draw_weights(2, 401))


# Published

THROMBOSIS = {"heparin": ((20, 116), (40, 96), (1, 135)), "enoxaparin": ((8, 121), (32, 97), (5, 124))}
SCALES = ((0.0, 0.25), (0.15, 0.4), (0.0, 0.1))
"""The thrombolytics example of the R package `smaa` (G. van Valkenhoef, CRAN) and of the MCDA tool of drugis.org: proximal and distal deep
vein thrombosis and major bleeding after heparin or enoxaparin, each risk Beta distributed from the counts of one trial, with linear
value functions that fall over these ranges. No preference information, so uniform weights: exactly the model of this kernel."""


def thrombosis(draws: int) -> np.ndarray:
    source = np.random.default_rng(1)
    risks = [[source.beta(a, b, draws) for a, b in arm] for arm in THROMBOSIS.values()]
    values = [[(worst - risk) / (worst - best) for risk, (best, worst) in zip(arm, SCALES, strict=True)] for arm in risks]
    return np.moveaxis(np.array(values), -1, 0)


def test_the_published_figures_of_the_thrombosis_example() -> None:
    """smaa, output of its reference manual's example, 10 000 iterations: heparin first 0.3504, enoxaparin 0.6496; central weights
    0.187, 0.277, 0.536 and 0.407, 0.364, 0.229. The tool's own test run of the same model has 0.3381, and 0.198, 0.278, 0.524 and
    0.412, 0.358, 0.230. The two runs show how far 10 000 iterations scatter: 0.005 each."""
    utilities = thrombosis(100_000)
    found = acceptability(utilities, fitting(utilities), draw_weights(3, 100_000), top=1)
    for heparin in (0.3504, 0.3381):
        assert found.first == pytest.approx([heparin, 1 - heparin], abs=3 * 0.0048)
    assert found.central[0] == pytest.approx([0.1865097, 0.2772205, 0.5362698], abs=0.012)
    assert found.central[0] == pytest.approx([0.1975995, 0.2780415, 0.5243589], abs=0.012)
    assert found.central[1] == pytest.approx([0.4073100, 0.3641477, 0.2285423], abs=0.012)
    assert found.central[1] == pytest.approx([0.4118189, 0.3578245, 0.2303566], abs=0.012)


def test_the_published_figures_of_the_thrombosis_example_with_fixed_weights() -> None:
    """The same manual with the weights 0.5, 0.2, 0.3 in every draw: heparin first 0.1279, enoxaparin 0.8721, 10 000 iterations."""
    utilities = thrombosis(100_000)
    found = acceptability(utilities, fitting(utilities), np.tile([0.5, 0.2, 0.3], (100_000, 1)), top=1)
    assert found.first == pytest.approx([0.1279, 0.8721], abs=3 * 0.0034)


# The order within a draw


def naive(utilities: np.ndarray, status: np.ndarray, weights: np.ndarray, top: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw by draw: sites in order of status and score, places shared within each group that is level."""
    scenarios, sites, _ = utilities.shape
    first, in_top = np.zeros(sites), np.zeros(sites)
    for d, weight in enumerate(weights):
        s = d * scenarios // len(weights)
        key = {i: (int(status[s, i]), round(float(utilities[s, i] @ weight), 7)) for i in range(sites) if status[s, i] != OUT}
        place = 0
        for level in sorted(set(key.values()), reverse=True):
            group = [i for i in key if key[i] == level]
            for i in group:
                first[i] += (place == 0) / len(group)
                in_top[i] += min(max(top - place, 0), len(group)) / len(group)
            place += len(group)
    return first / len(weights), in_top / len(weights)


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Few values, so that sites often tie; few draws, so that the naive count is quick."""
    scenarios, sites, criteria = draw(st.integers(1, 4)), draw(st.integers(1, 6)), draw(st.integers(1, 4))
    source = np.random.default_rng(draw(st.integers(0, 2**32)))
    utilities = source.choice([0.0, 0.25, 0.5, 1.0], (scenarios, sites, criteria))
    status = source.choice([OUT, TO_ASK, FITS], (scenarios, sites)).astype(np.int8)
    return utilities, status, draw_weights(criteria, 12 * scenarios, draw(st.integers(0, 99)))


some = settings(max_examples=80)


@some
@given(cases(), st.integers(1, 4))
def test_shares_are_those_of_a_naive_count(case: tuple[np.ndarray, np.ndarray, np.ndarray], top: int) -> None:
    found = acceptability(*case, top=top)
    first, in_top = naive(*case, top)
    assert found.first == pytest.approx(first)
    assert found.top == pytest.approx(in_top)


@some
@given(cases())
def test_first_sums_to_the_draws_in_which_a_site_is_left_and_top_is_never_less(case: Any) -> None:
    found = acceptability(*case)
    _, status, weights = case
    assert found.left == pytest.approx(float(np.mean((status != OUT).any(axis=1))))
    assert found.first.sum() == pytest.approx(found.left)
    assert found.top.sum() == pytest.approx(float(np.mean(np.minimum((status != OUT).sum(axis=1), 3))))
    assert (found.top >= found.first - 1e-12).all()
    assert (found.kept >= found.top - 1e-12).all()
    assert (np.isnan(found.central).any(axis=1) == (found.first == 0)).all()
    assert np.nansum(found.first[:, None] * found.central, axis=0) == pytest.approx(
        weights[np.repeat((status != OUT).any(axis=1), 12)].sum(axis=0) / len(weights)
    ), "the central weights, each as often as its site is first, make up all weights tried"


def alike(a: Acceptability, b: Acceptability, of_a: Any, of_b: Any) -> None:
    for name in ("first", "top", "kept"):
        assert getattr(a, name)[of_a] == pytest.approx(getattr(b, name)[of_b], abs=1e-12)
    assert a.central[of_a] == pytest.approx(b.central[of_b], nan_ok=True)


@some
@given(cases())
def test_a_site_that_is_out_changes_nothing(case: Any) -> None:
    utilities, status, weights = case
    more = np.concatenate([utilities, np.ones_like(utilities[:, :1])], axis=1)
    out = np.concatenate([status, np.full_like(status[:, :1], OUT)], axis=1)
    with_it = acceptability(more, out, weights)
    alike(with_it, acceptability(*case), np.arange(status.shape[1]), np.arange(status.shape[1]))
    assert (with_it.first[-1], with_it.top[-1]) == (0, 0)


@some
@given(cases())
def test_a_site_that_another_beats_everywhere_takes_no_first_place(case: Any) -> None:
    utilities, status, weights = case
    worse = np.concatenate([utilities, utilities[:, :1] - 0.1], axis=1)
    found = acceptability(worse, np.concatenate([status, status[:, :1]], axis=1), weights)
    assert found.first[:-1] == pytest.approx(acceptability(*case).first)
    assert found.first[-1] == 0


@some
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_sites_does_not_matter(case: Any, shuffler: Any) -> None:
    utilities, status, weights = case
    order = list(range(status.shape[1]))
    shuffler.shuffle(order)
    alike(acceptability(utilities[:, order], status[:, order], weights), acceptability(*case), np.arange(len(order)), order)


def test_a_known_site_that_is_best_at_everything_is_always_first() -> None:
    utilities = np.random.default_rng(2).random((SCENARIOS, 6, 4)) * 0.9
    utilities[:, 3] = 0.95
    found = acceptability(utilities, fitting(utilities), draw_weights(4))
    assert found.first.tolist() == [0, 0, 0, 1, 0, 0]
    assert found.central[3] == pytest.approx(draw_weights(4).mean(axis=0))


def test_fits_comes_before_to_be_asked_whatever_the_score() -> None:
    utilities, _ = known((0.1, 0.1), (1, 1))
    assert acceptability(utilities, np.array([[FITS, TO_ASK]], np.int8), draw_weights(2, 100)).first.tolist() == [1, 0]
    assert acceptability(utilities, np.array([[TO_ASK, OUT]], np.int8), draw_weights(2, 100)).first.tolist() == [1, 0]


@pytest.mark.parametrize("order", list(permutations([0.3, 0.1 + 0.2, 0.6 / 2])))
def test_rounding_of_sums_decides_no_tie(order: tuple[float, ...]) -> None:
    found = acceptability(*known(*((u, u) for u in order)), draw_weights(2), top=1)
    assert found.first == pytest.approx([1 / 3, 1 / 3, 1 / 3])


def test_nothing_left_is_no_share_of_anything() -> None:
    utilities, _ = known((1, 1), (0, 1))
    found = acceptability(utilities, np.full((1, 2), OUT, np.int8), draw_weights(2, 10))
    assert (found.left, found.first.tolist(), found.top.tolist(), found.kept.tolist()) == (0, [0, 0], [0, 0], [0, 0])


def test_the_same_question_has_the_same_answer() -> None:
    assert (draw_weights(3) == draw_weights(3)).all()
    assert not (draw_weights(3) == draw_weights(3, seed=1)).any()
