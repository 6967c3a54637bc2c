"""Invented sites straight as columns, and the one need that is put to them. The rules are those of the town pack."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matcher.catalog.load import load
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME
from matcher.model.need import Need
from matcher.rules.ask import Ask
from matcher.rules.columns import Columns, Table
from matcher.rules.welcome import standing

ON = date(2026, 11, 23)
MONTH = ON.year * 12 + ON.month - 1
UNKNOWN = 0.3
"""Share of the cells that nobody has filled."""
RANGES = 0.1
"""Share of the filled figures that are a range: the value, and a tenth above it."""

NEED = Need(
    industry="lighting", gbt4754="3872", processes=("coating", "plating"), discharges_wastewater=False, space="factory", tenure="rent",
    floor_m2_min=3000, floor_m2_max=6000, ceiling_height_m_min=6, floor_load_t_m2_min=1, power_kva_min=500, fire_class="bing",
    rent_yuan_m2_month_max=20, needed_by="2027-12", near=("port",), special=("crane", "freight_lift"),
)  # fmt: skip
"""It raises 14 gates and is measured by all 7 criteria."""

Span = tuple[float, float]
FIGURES: dict[str, tuple[Span, Span]] = {
    "floor_m2": ((20_000, 60_000), (20_000, 60_000)),
    "available_floor_m2": ((500, 20_000), (3000, 20_000)),
    "min_unit_m2": ((200, 5000), (200, 5000)),
    "available_land_mu": ((0, 200), (0, 200)),
    "ceiling_height_m": ((4, 10), (6, 10)),
    "floor_load_t_m2": ((0.5, 4), (1, 4)),
    "power_kva": ((100, 3000), (500, 3000)),
    "rent_yuan_m2_month": ((8, 40), (8, 18)),
    "delivery": ((MONTH - 24, MONTH + 30), (MONTH - 24, MONTH + 10)),
}
"""Field -> where its values lie among mixed sites, and among sites of which none is out for this need."""
Choice = tuple[str, ...]
WORDS: dict[str, tuple[Choice, Choice]] = {
    "kind": (("land", "land", "facility", "facility", "renewal"), ("facility", "facility", "facility", "renewal")),
    "status": (
        ("available", "running", "planned", "under_construction", "taken"),
        ("available", "running", "planned", "under_construction"),
    ),
    "divisible": (("yes", "no"), ("yes", "no")),
    "fire_class": (("jia", "yi", "bing", "ding"), ("jia", "yi", "bing")),
    "water_zone": (("none", "none", "quasi", "class_1"), ("none", "none", "quasi")),
    "planning": (("in_place", "drafting", "none"), ("in_place", "drafting", "none")),
}
"""The same for cells that hold one word."""
LISTS: dict[str, tuple[Choice, Choice]] = {
    "uses": ((), ("industry",)),
    "tenure": ((), ("rent",)),
    "processes": ((), ("coating", "plating")),
    "features": ((), ("crane", "freight_lift")),
    "positioned": ((), ()),
    "partners": ((), ()),
    "shared_plants": ((), ()),
}
"""The same for lists: words that hold wherever the cell is filled. Each other word holds one time in three."""
WITHIN_TOWN = 0.06
"""Half the width of the square in which sites lie [degrees]."""


@cache
def town() -> Catalog:
    return load(Path(__file__).resolve().parents[1] / "data")


def sites(size: int, *, all_pass: bool, open_all: bool = False, seed: int = 1) -> Columns:
    """`size` sites, 30 % of their cells unknown.

    all_pass: sites of which none is out for NEED; otherwise about one in a hundred is left. open_all: renewal plots only, none of which
    can fit before its scheme is approved, so that no site is better by its status than another.
    """
    catalog, rng, which = town(), np.random.default_rng(seed), int(all_pass)
    made = Columns.unknown(catalog, size, tuple(f"s{i:07d}" for i in range(size)))

    def known(name: str) -> npt.NDArray[np.bool_]:
        made.filled[name][:] = rng.random(size) >= UNKNOWN
        return made.filled[name]

    for name, spans in FIGURES.items():
        filled, value = known(name), np.round(rng.uniform(*spans[which], size), 0 if spans[which][1] > 100 else 1)
        upper = np.where(rng.random(size) < RANGES, np.ceil(value * (1 if name == "delivery" else 1.1)), value)
        made.low[name][filled], made.high[name][filled] = value[filled], upper[filled]
    for name, choices in WORDS.items():
        words = catalog.vocabularies[BY_NAME[name].vocabulary]
        bits = np.array([words.bit(token) for token in choices[which]])[rng.integers(0, len(choices[which]), size)]
        if name == "kind" and open_all:
            bits = np.full(size, words.bit("renewal"))
        filled = known(name) if name != "kind" else np.ones(size, np.bool_)
        made.must[name][filled], made.may[name][filled], made.filled[name][filled] = bits[filled], bits[filled], True
    for name, always in LISTS.items():
        words = catalog.vocabularies[BY_NAME[name].vocabulary]
        bits = np.bitwise_and.reduce(rng.integers(0, words.all_bits + 1, (2, size)), axis=0) | words.bits(always[which])
        filled = known(name)
        perhaps = bits | (rng.integers(0, words.all_bits + 1, size) if BY_NAME[name].type == "open" else 0)
        made.must[name][filled], made.may[name][filled] = bits[filled], perhaps[filled]
    for name, middle in (("lat", catalog.plan.town.lat), ("lon", catalog.plan.town.lon)):
        filled, value = known(name), middle + rng.uniform(-WITHIN_TOWN, WITHIN_TOWN, size)
        made.low[name][filled], made.high[name][filled] = value[filled], value[filled]
    made.low["location_accuracy_m"][made.filled["lat"]] = made.high["location_accuracy_m"][made.filled["lat"]] = 200.0
    return Table.of_columns(catalog, made).columns()


def ask(columns: Columns) -> Ask:
    catalog = town()
    return Ask(NEED, columns, catalog, MONTH, standing(catalog, NEED).kin)
