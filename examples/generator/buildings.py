"""The kinds of building in the invented town, and what one of each offers. Figures go together: a better building is better in all."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TypeVar

from examples.generator.draft import number

Option = TypeVar("Option", float, str)
TRANSFORMERS_KVA = (50, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500)


@dataclass(frozen=True)
class Building:
    """`height`, `load`, `rent`, `sale`: from the plainest to the best. `power`: kVA for each 1000 ㎡. `plate`: share of the plot built over."""

    uses: tuple[str, ...]
    height: tuple[float, ...]
    load: tuple[float, ...]
    power: tuple[float, float]
    fire: tuple[str, ...]
    ground: bool
    rent: tuple[float, float]
    sale: tuple[int, int] | None
    plate: float
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


# fmt: off
BUILDINGS: dict[str, Building] = {
    "steel_hall": Building(("industry",), (9, 9.5, 10, 10.5, 12), (2, 2, 2.5, 3), (70, 120), ("ding", "bing"), True, (15, 20), (3400, 4200),
                           .55, ("crane", "heavy_trucks"), ("clean_room",)),
    "factory_ground": Building(("industry",), (7, 7.2, 7.5, 8), (1.5, 2, 2), (70, 120), ("bing",), True, (16, 22), (3800, 4800),
                               .45, ("freight_lift", "heavy_trucks"), ("crane",)),
    "factory_upper": Building(("industry",), (4.2, 4.5, 5, 5.4), (.75, 1, 1), (60, 100), ("bing",), False, (12, 17), (3200, 4200),
                              .45, ("freight_lift",), ("crane", "heavy_trucks")),
    "clean_ground": Building(("industry",), (6, 6.5, 7), (1.5, 1.5, 2), (100, 160), ("bing",), True, (20, 26), (4400, 5200),
                             .45, ("clean_room", "dual_power", "freight_lift"), ("crane",)),
    "clean_upper": Building(("industry",), (4.8, 5, 5.4), (1, 1, 1.2), (90, 140), ("bing",), False, (17, 23), (4200, 5000),
                            .45, ("clean_room", "dual_power", "freight_lift"), ("crane", "heavy_trucks")),
    "food_hall": Building(("industry",), (6, 6.5, 7, 8), (1.5, 1.5, 2), (100, 150), ("bing",), True, (15, 21), (3600, 4400),
                          .5, ("steam", "gas", "heavy_trucks"), ("crane",)),
    "cold_store": Building(("logistics",), (8, 9, 10), (2, 2.5), (120, 180), ("bing",), True, (24, 28), None,
                           .5, ("cold_store", "dual_power", "heavy_trucks"), ("crane",)),
    "warehouse": Building(("logistics",), (9, 9.5, 10.5, 12), (2, 2.5, 3), (15, 30), ("bing",), True, (18, 25), None,
                          .55, ("heavy_trucks",), ("crane", "steam")),
    "warehouse_upper": Building(("logistics",), (6, 6.5, 7.5), (1.5, 2), (15, 30), ("bing",), False, (16, 20), None,
                                .55, ("freight_lift", "heavy_trucks"), ("crane", "steam")),
    "workshop": Building(("industry",), (6, 6.5, 7, 7.5), (1, 1, 1.5), (50, 90), ("ding", "bing"), True, (11, 15), (2800, 3500),
                         .55, ("heavy_trucks",), ("clean_room",)),
    "old_workshop": Building(("industry", "logistics"), (4, 4.5, 5, 5.5), (.5,), (30, 50), ("wu", "ding"), True, (8, 11), None,
                             .55, (), ("crane", "clean_room", "steam")),
    "village_workshop": Building(("industry",), (4.2, 4.8, 5.4, 6), (.5, .5, .75), (30, 50), ("wu", "ding"), True, (8, 10.5), None,
                                 .5, (), ("crane", "clean_room", "dual_power", "steam")),
    "office_ground": Building(("office", "commerce"), (4.2, 4.5, 4.8), (.4, .5), (50, 80), ("bing",), True, (25, 28), (4800, 5200),
                              .35, ("dual_power",), ("crane", "freight_lift")),
    "office_floor": Building(("office",), (3.6, 3.9, 4.2), (.35, .4, .5), (50, 80), ("bing",), False, (22, 27), (4600, 5200),
                             .35, ("dual_power",), ("crane", "heavy_trucks")),
}
# fmt: on


def figures(kind: Building, floor_m2: float, quality: float, rng: Random) -> dict[str, str]:
    """Height, load, power, fire class and ground floor of a building of so much floor; quality 0..1 shifts them together."""
    power = (kind.power[0] + (kind.power[1] - kind.power[0]) * _near(quality, rng)) * floor_m2 / 1000
    return {
        "ceiling_height_m": number(_pick(kind.height, quality, rng)),
        "floor_load_t_m2": number(_pick(kind.load, quality, rng)),
        "power_kva": number(min(TRANSFORMERS_KVA, key=lambda size: abs(size - power))),
        "ground_floor": "yes" if kind.ground else "no",
        "fire_class": _pick(kind.fire, quality, rng),
    }


def prices(kind: Building, tenure: tuple[str, ...], quality: float, rng: Random) -> dict[str, str]:
    """The rent to the half yuan and the price to the fifty, for the ways in which it can be had."""
    found = {}
    if "rent" in tenure:
        found["rent_yuan_m2_month"] = number(round(_between(kind.rent, quality, rng) * 2) / 2)
    if "buy" in tenure and kind.sale:
        found["purchase_yuan_m2"] = number(round(_between(kind.sale, quality, rng) / 50) * 50)
    return found


def _near(quality: float, rng: Random) -> float:
    """The building's quality as it shows in one figure: not exactly, but close."""
    return min(1.0, max(0.0, quality + rng.uniform(-0.2, 0.2)))


def _pick(options: tuple[Option, ...], quality: float, rng: Random) -> Option:
    return options[min(len(options) - 1, int(_near(quality, rng) * len(options)))]


def _between(ends: tuple[float, float], quality: float, rng: Random) -> float:
    return ends[0] + (ends[1] - ends[0]) * _near(quality, rng)
