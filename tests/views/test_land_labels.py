"""Names on the land map: none covers a symbol or another name, and a name is only left out where both its sides are taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from views.land_labels import GAP_PX, NARROW_PX, NUMBER_PX, WIDE_PX, Spot, sides

ZOOM = 13
DEGREE_PX = 256 * 2**ZOOM / 360
"""Pixels of a degree of longitude."""
SPOTS = st.lists(
    st.builds(Spot, st.just(0.0), st.floats(0, 0.1), st.integers(16, 44).map(float), st.sampled_from(("", "甲", "木棉围地块", "Wanyang park: phase 1"))), min_size=1, max_size=12
)  # fmt: skip


def test_one_alone_has_its_name_to_the_right() -> None:
    assert sides([Spot(22.6, 113.1, 20, "木棉围地块")], ZOOM) == ("right",)


def test_where_the_right_is_taken_it_goes_to_the_left_and_where_both_are_only_the_number_stays() -> None:
    step = 30 / DEGREE_PX
    assert sides([Spot(0, 0, 20, "甲乙丙"), Spot(0, step, 20, "甲")], ZOOM) == ("left", "right")
    assert sides([Spot(0, step, 20, "甲"), Spot(0, 0, 20, ""), Spot(0, 2 * step, 20, "")], ZOOM)[0] == ""


@given(spots=SPOTS)
def test_on_one_line_no_two_names_meet_and_none_runs_over_a_symbol(spots: list[Spot]) -> None:
    found = sides(spots, ZOOM)
    at = [s.lon * DEGREE_PX for s in spots]
    ends = []
    for spot, side, x in zip(spots, found, at, strict=True):
        if side:
            edge, length = spot.side_px / 2 + GAP_PX, NUMBER_PX + sum(NARROW_PX if c.isascii() else WIDE_PX for c in spot.name)
            ends.append((x + edge, x + edge + length) if side == "right" else (x - edge - length, x - edge))
    for n, (low, high) in enumerate(ends):
        assert all(high <= a + 1e-6 or b <= low + 1e-6 for m, (a, b) in enumerate(ends) if m != n)
    named = [n for n, side in enumerate(found) if side]
    for (low, high), own in zip(ends, named, strict=True):
        for m, (spot, x) in enumerate(zip(spots, at, strict=True)):
            assert m == own or high <= x - spot.side_px / 2 + 1e-6 or x + spot.side_px / 2 <= low + 1e-6


@given(spots=SPOTS)
def test_the_same_map_is_named_the_same_each_time(spots: list[Spot]) -> None:
    assert sides(spots, ZOOM) == sides(list(spots), ZOOM)
