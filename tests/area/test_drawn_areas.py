"""A drawn area: what an address may hold, and who lies in it, against a count by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.area.shape import CROSSED, FLAT, MANY, MOST_CORNERS, UNREAD, WIDE, NoShape, Shape, checked, read
from matcher.area.within import within
from matcher.model.globe import M_PER_DEGREE
from matcher.model.site import Site
from matcher.model.values import Interval

LAT, LON = 22.65, 113.13
near = st.tuples(st.floats(LAT - 0.05, LAT + 0.05), st.floats(LON - 0.05, LON + 0.05))
bases = st.sampled_from(["surveyed", "approximate", "schematic", ""])


def site(ident: str, lat: float, lon: float, accuracy: float, basis: str = "surveyed") -> Site:
    cells = {"lat": Interval(lat, lat), "lon": Interval(lon, lon), "location_accuracy_m": Interval(accuracy, accuracy)}
    return Site(ident, {**cells, **({"location_basis": basis} if basis else {})})


def triangle(points: Sequence[tuple[float, float]]) -> Shape | None:
    try:
        return checked(points)
    except NoShape:
        return None


@given(st.lists(near, min_size=3, max_size=3))
def test_an_area_is_read_back_as_it_was_written(points: list[tuple[float, float]]) -> None:
    shape = triangle(points)
    assume(shape is not None)
    assert shape is not None
    assert read(shape.written()) == shape


@given(near, st.floats(1, 100_000))
def test_a_circle_is_read_back_as_it_was_written(middle: tuple[float, float], radius: float) -> None:
    shape = checked([middle], radius)
    assert read(shape.written()) == shape
    assert shape.radius == round(radius)


@given(st.text(max_size=60))
def test_whatever_else_an_address_holds_is_refused_in_a_sentence(text: str) -> None:
    try:
        shape = read(text)
    except NoShape as refusal:
        told = refusal.told
    else:
        told = UNREAD
        assert read(shape.written()) == shape
    assert told.zh
    assert told.en


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", UNREAD), ("p", UNREAD), ("c", UNREAD), ("p22.6_113.1", FLAT), ("p22.6_113.1~22.7_113.1~22.8_113.1", FLAT),
        ("p22.6_113.1~22.7_113.2~22.6_113.2~22.7_113.1", CROSSED), ("p0_0~50_0~50_50", WIDE), ("c22.6_113.1_0", FLAT), ("c22.6_113.1_999999", WIDE),
        ("c22.6_113.1_-5", UNREAD), ("c95_113.1_500", UNREAD), ("cnan_113.1_500", UNREAD), ("p22.6_113.1~inf_113~22_113", UNREAD),
        ("p" + "~".join(f"22.{i:04d}_113.1" for i in range(MOST_CORNERS + 1)), MANY), ("p" * 100_000, MANY), ("<script>", UNREAD), ("c２２_113_500", UNREAD),
    ],
)  # fmt: skip
def test_what_cannot_be_used_says_why(text: str, told: object) -> None:
    with pytest.raises(NoShape) as fault:
        read(text)
    assert fault.value.told == told


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """By the haversine, as a second way to measure."""
    (la, lo), (lb, lp) = ((math.radians(x) for x in p) for p in (a, b))
    return 2 * 6_371_008.8 * math.asin(math.sqrt(math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2))


@given(near, st.floats(10, 5000), st.lists(st.tuples(near, st.floats(0.5, 400), bases), max_size=12))
def test_a_circle_holds_who_is_near_enough_and_drops_nobody_who_may_be(
    middle: tuple[float, float], radius: float, sites: list[tuple[tuple[float, float], float, str]]
) -> None:
    shape = checked([middle], radius)
    found = within(shape, [site(str(i), *at, accuracy, basis) for i, (at, accuracy, basis) in enumerate(sites)])
    assert set(found) == {str(i) for i in range(len(sites))}
    for i, (at, accuracy, basis) in enumerate(sites):
        far = metres(shape.points[0], at)
        if basis in ("schematic", ""):
            assert found[str(i)] == "perhaps"
        elif abs(abs(far - shape.radius) - accuracy) > 0.01 * far + 1:  # closer than the two ways of measuring agree
            near_edge = abs(far - shape.radius) < accuracy
            assert found[str(i)] == ("perhaps" if near_edge else "in" if far < shape.radius else "out")


@given(st.lists(near, min_size=3, max_size=3), near)
def test_a_triangle_holds_a_point_that_lies_on_the_same_side_of_its_edges(
    corners: list[tuple[float, float]], at: tuple[float, float]
) -> None:
    shape = triangle(corners)
    assume(shape is not None)
    assert shape is not None
    (ay, ax), (by, bx), (cy, cx) = shape.points
    y, x = at
    sides = [(qx - px) * (y - py) - (qy - py) * (x - px) for px, py, qx, qy in ((ax, ay, bx, by), (bx, by, cx, cy), (cx, cy, ax, ay))]
    assume(min(abs(s) for s in sides) > 1e-7)
    held = all(s > 0 for s in sides) or all(s < 0 for s in sides)
    assert within(shape, [site("s", y, x, 0.0)]) == {"s": "in" if held else "out"}


@given(st.lists(near, min_size=3, max_size=3), near, st.floats(1, 300))
def test_the_sooner_a_place_is_known_the_less_is_perhaps_and_nothing_changes_sides(
    corners: list[tuple[float, float]], at: tuple[float, float], accuracy: float
) -> None:
    shape = triangle(corners)
    assume(shape is not None)
    assert shape is not None
    rough, exact = (within(shape, [site("s", *at, a)])["s"] for a in (accuracy, 0.0))
    assert rough in (exact, "perhaps")


def test_a_site_without_any_position_stays() -> None:
    assert within(Shape(((LAT, LON),), 5.0), [Site("s", {})]) == {"s": "perhaps"}
    assert pytest.approx(111_195, abs=1) == M_PER_DEGREE
