"""Curves over ranges, held against a fine grid; distances, held against published lengths and against points inside the circle."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import asin, atan2, cos, degrees, pi, radians, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.model.catalog import Catalog
from matcher.model.pack import Citation, CriterionRule
from matcher.model.plan import Infrastructure
from matcher.model.site import Site
from matcher.model.values import Interval, month_index
from matcher.rules.columns import Table
from matcher.rules.curve import utilities, utilities_of_counts
from matcher.rules.distance import great_circle_km, nearest_km, stands

OFFICE = Citation(source="office_default")
EARTH_KM = 6371.0088

shares = st.integers(0, 20).map(lambda n: n / 20)
inputs = st.integers(-300, 300).map(lambda n: n / 20)
curves = st.lists(st.tuples(st.integers(-10, 10).map(float), shares), min_size=2, max_size=7, unique_by=lambda p: p[0]).map(sorted)


def rule(curve: list[tuple[float, float]]) -> CriterionRule:
    return CriterionRule(citation=OFFICE, since="2026-11", checked="2026-11-23", weight=1, prior=0.3, unit="", curve=tuple(curve))


def by_hand(curve: list[tuple[float, float]], x: float) -> float:
    """The utility at one point: straight between the corners, flat beyond the ends."""
    if x <= curve[0][0]:
        return curve[0][1]
    for (x0, u0), (x1, u1) in pairwise(curve):
        if x <= x1:
            return u0 + (u1 - u0) * (x - x0) / (x1 - x0)
    return curve[-1][1]


def bounds(curve: list[tuple[float, float]], low: float, high: float) -> tuple[float, float]:
    lowest, highest = utilities(rule(curve), np.array([low]), np.array([high]))
    return float(lowest[0]), float(highest[0])


@given(curves, inputs, inputs)
def test_a_range_is_worth_its_lowest_and_highest_point_on_a_fine_grid(curve: list[tuple[float, float]], a: float, b: float) -> None:
    """Corners lie on whole numbers and ends on twentieths, so a grid of twentieths meets every extreme: the bounds must be equal to it."""
    low, high = min(a, b), max(a, b)
    steps = round((high - low) * 20)
    grid = [by_hand(curve, low + i / 20) for i in range(steps + 1)]
    lowest, highest = bounds(curve, low, high)
    assert lowest == pytest.approx(min(grid), abs=1e-9)
    assert highest == pytest.approx(max(grid), abs=1e-9)


@given(curves, inputs, inputs, st.floats(0, 1))
def test_no_point_of_a_range_lies_outside_its_bounds(curve: list[tuple[float, float]], a: float, b: float, share: float) -> None:
    low, high = min(a, b), max(a, b)
    lowest, highest = bounds(curve, low, high)
    assert lowest - 1e-9 <= by_hand(curve, low + share * (high - low)) <= highest + 1e-9


@given(curves, inputs)
def test_a_known_input_is_worth_one_utility(curve: list[tuple[float, float]], x: float) -> None:
    lowest, highest = bounds(curve, x, x)
    assert lowest == highest == pytest.approx(by_hand(curve, x))


def test_a_corner_inside_the_range_counts_though_both_ends_are_worth_less() -> None:
    """A roof: 0 at both ends, 1 in the middle."""
    assert bounds([(0, 0), (1, 1), (2, 0)], 0.5, 1.5) == (0.5, 1)
    assert bounds([(0, 0), (1, 1), (2, 0)], -5, 5) == (0, 1)


def test_many_rows_are_worth_what_each_is_worth_alone() -> None:
    curve = [(0.0, 1.0), (2.0, 0.9), (5.0, 0.6), (20.0, 0.0)]
    low, high = np.array([0.0, 1.0, 6.0, 30.0]), np.array([0.0, 4.0, 25.0, 40.0])
    lowest, highest = utilities(rule(curve), low, high)
    assert [(float(a), float(b)) for a, b in zip(lowest, highest, strict=True)] == [
        bounds(curve, float(a), float(b)) for a, b in zip(low, high, strict=True)
    ]


# Distances

PUBLISHED = (
    ("Paris to London, about 344 km between the city centres", 48.8566, 2.3522, 51.5074, -0.1278, 344),
    ("Nashville airport to Los Angeles airport, the usual example of the haversine, 2887 km", 36.12, -86.67, 33.94, -118.40, 2887),
    ("the equator to the pole, the 10 000 km by which the metre was first defined", 0, 113, 90, 113, 10_000),
)


@pytest.mark.parametrize(("lat", "lon", "to_lat", "to_lon", "km"), [p[1:] for p in PUBLISHED], ids=[p[0] for p in PUBLISHED])
def test_a_great_circle_is_as_long_as_published(lat: float, lon: float, to_lat: float, to_lon: float, km: float) -> None:
    (found,) = great_circle_km(np.array([float(lat)]), np.array([float(lon)]), to_lat, to_lon)
    assert found == pytest.approx(km, rel=0.003)


def test_a_degree_along_the_equator_is_a_360th_of_its_length() -> None:
    (found,) = great_circle_km(np.array([0.0]), np.array([100.0]), 0.0, 101.0)
    assert found == pytest.approx(2 * pi * EARTH_KM / 360)


def onwards(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The point that lies so far from another in a direction, on a sphere."""
    a, d = radians(lat), km / EARTH_KM
    to = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(bearing))
    return degrees(to), lon + degrees(atan2(sin(bearing) * sin(d) * cos(a), cos(d) - sin(a) * sin(to)))


def work(lat: float, lon: float, accuracy_m: float, status: str = "existing", delivery: str = "") -> Infrastructure:
    place = {"lat": lat, "lon": lon, "accuracy_m": accuracy_m, "status": status, "delivery": delivery}
    return Infrastructure(id="w", name="码头", name_en="wharf", kind="port", near="port", citation=OFFICE, **place)  # type: ignore[arg-type]


def site(lat: float, lon: float, accuracy_m: float) -> Site:
    known = {"lat": lat, "lon": lon, "location_accuracy_m": accuracy_m}
    return Site("s", {"kind": "land", **{name: Interval(value, value) for name, value in known.items()}})


def nearest(town: Catalog, works: tuple[Infrastructure, ...], where: Site, on: str = "2026-11") -> tuple[float, float]:
    there = replace(town, plan=town.plan.model_copy(update={"infrastructure": works}))
    low, high, _ = nearest_km(there, Table(there, [where]).columns(), "port", month_index(on))
    return float(low[0]), float(high[0])


latitudes, longitudes = st.floats(22.4, 22.9), st.floats(112.9, 113.4)
radii, bearings, fractions = st.floats(0, 8000), st.floats(0, 2 * pi), st.floats(0, 1)


@given(latitudes, longitudes, latitudes, longitudes, radii, radii, bearings, bearings, fractions, fractions)
def test_a_distance_range_holds_every_pair_of_points_within_both_circles(
    town: Catalog,
    lat: float, lon: float, to_lat: float, to_lon: float, error_m: float, work_error_m: float,
    bearing: float, work_bearing: float, share: float, work_share: float,
) -> None:  # fmt: skip
    low, high = nearest(town, (work(to_lat, to_lon, work_error_m),), site(lat, lon, error_m))
    true = onwards(lat, lon, share * error_m / 1000, bearing)
    true_work = onwards(to_lat, to_lon, work_share * work_error_m / 1000, work_bearing)
    (km,) = great_circle_km(np.array([true[0]]), np.array([true[1]]), *true_work)
    assert 0 <= low <= km + 1e-6
    assert km - 1e-6 <= high


def test_a_position_known_to_r_gives_the_distance_less_and_more_r(town: Catalog) -> None:
    """A tenth of a degree of latitude is 11.1195 km; with 500 m and 1500 m of error it is 9.1195 to 13.1195 km."""
    low, high = nearest(town, (work(22.7, 113.1, 1500),), site(22.6, 113.1, 500))
    assert (low, high) == (pytest.approx(9.1195, abs=1e-4), pytest.approx(13.1195, abs=1e-4))


def test_the_nearest_of_two_places_may_be_either(town: Catalog) -> None:
    """A near one known badly (11.12 km +- 8) and a farther one known well (16.68 km): low from the first, high the lesser of both."""
    near, far = work(22.7, 113.1, 8000), work(22.75, 113.1, 0)
    low, high = nearest(town, (near, far), site(22.6, 113.1, 0))
    assert low == pytest.approx(11.1195 - 8, abs=1e-3)
    assert high == pytest.approx(16.6793, abs=1e-3)


@pytest.mark.parametrize(
    ("status", "delivery", "on", "surely", "possibly"),
    [
        ("existing", "", "2020-01", True, True),
        ("under_construction", "2027-01", "2026-12", False, False),
        ("under_construction", "2027-01", "2027-01", True, True),
        ("under_construction", "2026-06..2027-06", "2026-12", False, True),
        ("under_construction", "2026-06..2027-06", "2027-06", True, True),
        ("planned", "2027-01", "2026-12", False, False),
        ("planned", "2021-01..2025-12", "2026-11", False, True),
    ],
)
def test_a_work_stands_surely_only_once_built_and_a_plan_is_a_promise(
    status: str, delivery: str, on: str, surely: bool, possibly: bool
) -> None:
    assert stands(work(22.6, 113.1, 0, status, delivery), month_index(on)) == (surely, possibly)


def test_a_place_that_may_not_stand_yet_brings_only_the_low_end_nearer(town: Catalog) -> None:
    """A wharf at 16.68 km that is there, and a planned one at 11.12 km: 11.12 to 16.68 km."""
    there, promised = work(22.75, 113.1, 0), work(22.7, 113.1, 0, "planned", "2021-01..2025-12")
    low, high = nearest(town, (there, promised), site(22.6, 113.1, 0))
    assert (low, high) == (pytest.approx(11.1195, abs=1e-3), pytest.approx(16.6793, abs=1e-3))


@given(curves, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), min_size=1, max_size=20))
def test_counts_are_looked_up_at_what_the_curve_gives(curve: list[tuple[float, float]], ranges: list[list[int]]) -> None:
    low, high = (np.array(end, np.uint8) for end in zip(*ranges, strict=True))
    looked_up = utilities_of_counts(rule(curve), low, high, 9)
    worked_out = utilities(rule(curve), low.astype(float), high.astype(float))
    for ours, expected in zip(looked_up, worked_out, strict=True):
        assert ours.tolist() == expected.tolist()


@given(curves, st.lists(st.tuples(inputs, inputs).map(sorted), min_size=1, max_size=20))
def test_many_ranges_at_once_are_worth_what_each_is_alone(curve: list[tuple[float, float]], ranges: list[list[float]]) -> None:
    """Exact values and ranges take different ways, side by side."""
    ends = [*ranges, *([low, low] for low, _ in ranges)]
    together = utilities(rule(curve), *(np.array(end) for end in zip(*ends, strict=True)))
    assert list(zip(*(part.tolist() for part in together), strict=True)) == [bounds(curve, low, high) for low, high in ends]
