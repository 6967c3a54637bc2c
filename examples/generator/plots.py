"""Land to build on, plots up for renewal, and stocks that have no plot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from examples.generator import ground
from examples.generator.draft import Draft, Holder, Pair, hold, later, listed, number, yes_no
from examples.generator.ground import MU_M2, Point, Ring

SCHEMATIC = {"land-eb-9", "land-ct-5", "renewal-8", "renewal-10"}
"""Plots of which only the town is known, not yet the place."""
FEEDERS_KVA = (630, 1000, 2000, 3150, 5000, 8000, 10000)


@dataclass(frozen=True)
class Area:
    """A stretch of land divided into plots, in rows of `columns`; `cell` is the room for one plot with its share of road."""

    prefix: str
    name: Pair
    village: str
    middle: Point
    turn: float
    columns: int
    cell: tuple[float, float]
    uses: tuple[tuple[str, ...], ...]
    positioned: tuple[str, ...]
    price: tuple[int, int]
    features: tuple[str, ...]
    gaps: float
    status: tuple[str, ...]


OK, AC, PL = "available", "acquired", "planned"
INDUSTRY, LOGISTICS = ("industry",), ("logistics",)
# fmt: off
AREAS: tuple[Area, ...] = (
    Area("eb", ("示例东湾片区", "Sample East Bay"), "sample_bay", (2570, 120), 4, 3, (360, 290), (INDUSTRY,), ("new-energy", "auto-parts"),
         (38, 52), ("dual_power", "heavy_trucks"), .45, (OK, OK, OK, "taken", "committed", AC, OK, OK, PL)),
    Area("sq", ("示例南港片区", "Sample South Quay"), "sample_landing", (1870, -1290), 0, 4, (320, 250), (LOGISTICS, ("industry", "logistics"), INDUSTRY),
         ("port-logistics", "food"), (40, 60), ("heavy_trucks", "gas"), .5, (OK, OK, "taken", OK, AC, OK, OK, AC)),
    Area("ns", ("示例北岸片区", "Sample North Shore"), "sample_shoal", (430, 1680), 0, 4, (240, 200), (INDUSTRY, INDUSTRY, ("industry", "office")),
         ("medical", "electronics"), (45, 60), ("dual_power", "gas"), .5, (OK, OK, OK, OK, "committed", AC, PL)),
    Area("wh", ("示例西丘片区", "Sample West Hill"), "sample_hill", (-1720, -1130), -6, 3, (240, 200), (INDUSTRY,), ("furniture", "hardware"),
         (25, 36), ("heavy_trucks",), 1.4, (OK, OK, OK, AC, OK, AC)),
    Area("ct", ("示例中部片区", "Sample Middle"), "sample_creek", (160, -230), 10, 3, (210, 180), (INDUSTRY,), ("moulds", "textiles"),
         (30, 42), ("gas",), 1.2, (OK, OK, OK, AC, PL)),
)
RENEWALS: tuple[tuple[Pair, str, Point, str, str], ...] = (
    (("示例老糖厂地块", "Sample old sugar works"), "sample_polder", (-2260, 230), "listed", "furniture"),
    (("示例旧砖窑地块", "Sample old brickworks"), "sample_hill", (-2810, 470), "listed", ""),
    (("示例船排厂地块", "Sample old slipway"), "sample_landing", (350, -1720), "listed", "port-logistics"),
    (("示例涌村旧工业点", "Sample Creek old works"), "sample_creek", (-1170, -860), "listed", ""),
    (("示例洲村旧粮仓", "Sample Shoal old granary"), "sample_shoal", (1480, 1680), "listed", "food"),
    (("示例旧丝织厂地块", "Sample old silk mill"), "sample_polder", (-1050, 120), "taken", "textiles"),
    (("示例旧农机站地块", "Sample old tractor station"), "sample_creek", (550, 660), "available", "auto-parts"),
    (("示例湾村旧冰厂", "Sample Bay old ice works"), "sample_bay", (3390, 260), "listed", "food"),
    (("示例旧搬运站地块", "Sample old carriers' yard"), "sample_creek", (1480, 200), "planned", ""),
    (("示例岗村旧石场", "Sample Hill old quarry"), "sample_hill", (-3040, -120), "listed", ""),
)
"""(name, village, where, state, focus)."""
POOLS: tuple[tuple[str, Pair, str, Pair], ...] = (
    ("pool-village", ("示例村集体闲置物业", "Sample idle village property"), "60000..90000",
     ("各村上报的总数，没有分到具体房屋。", "The sum the villages reported, not told apart by building.")),
    ("pool-old-area", ("示例老工业区零散空置", "Sample Old Industrial Area: scattered vacancy"), "12000..",
     ("多为 500 ㎡ 以下的小间，随租随变。", "Mostly rooms below 500 ㎡, changing from month to month.")),
    ("pool-yards", ("示例临时堆场", "Sample temporary yards"), "",
     ("沿港前路的零散堆场，面积未统计。", "Scattered yards along the quay, area not counted.")),
    ("pool-upper", ("示例各园区顶层空置", "Sample vacant top floors"), "25000",
     ("各园区四层及以上的空置合计。", "Vacancy on the 4th floors and above, all parks together.")),
)
# fmt: on


def plots(seed: int, holders: Mapping[str, Holder]) -> list[Draft]:
    return [d for area in AREAS for d in _area(area, seed, holders)]


def _area(area: Area, seed: int, holders: Mapping[str, Holder]) -> list[Draft]:
    rows = -(-len(area.status) // area.columns)
    found = []
    for i, status in enumerate(area.status):
        rng = Random(f"{seed} {area.prefix} {i}")
        offset = (
            (i % area.columns - (area.columns - 1) / 2) * area.cell[0],
            (i // area.columns - (rows - 1) / 2) * area.cell[1],
        )
        middle = ground.turned(offset, area.middle, area.turn)
        width, depth = (side * rng.uniform(0.38, 0.92) for side in area.cell)
        outline = _nudged(ground.rectangle(middle, width, depth, area.turn), 0.04 * min(width, depth), rng)
        name = f"{area.name[0]}{i + 1}号地块", f"{area.name[1]}, plot {i + 1}"
        draft = Draft(f"land-{area.prefix}-{i + 1}", name, "land", gaps=area.gaps * rng.uniform(0.6, 1.4))
        _put(draft, outline)
        draft.cells |= {"village": area.village, "status": status}
        draft.cells |= _supply(draft, status, rng)
        near_reservoir = ground.water_zone(outline) != "none"
        draft.cells |= {
            "uses": listed(area.uses[i % len(area.uses)]),
            "tenure": listed(("buy", "rent") if rng.random() < 0.25 else ("buy",)),
            "positioned": listed(area.positioned),
            "partners": listed(rng.sample(area.positioned, rng.randint(1, len(area.positioned)))),
            "processes": listed(
                ("assembly", "machining", "welding"),
                ("tanning", "dyeing", *(["plating", "coating"] if near_reservoir else [])),
            ),
            "features": listed(area.features, ("steam", "crane")),
            "power_kva": number(rng.choice(FEEDERS_KVA)),
            "planning": _planning(status, rng),
            "land_price_wan_mu": number(round(rng.uniform(*area.price))),
        }
        hold(draft, holders)
        found.append(draft)
    return found


def _planning(status: str, rng: Random) -> str:
    """How far the small-unit plan is: settled land has it, most land on offer too."""
    if status in ("taken", "committed") or (status == OK and rng.random() < 0.75):
        return "in_place"
    return rng.choice(("drafting", "none"))


def _put(draft: Draft, outline: Ring) -> None:
    """Its outline where surveyed, and its area either way."""
    if draft.id in SCHEMATIC:
        draft.place = outline
        draft.cells["land_mu"] = number(round(ground.area_m2(outline) / MU_M2))
    else:
        draft.outline = outline


def _supply(draft: Draft, status: str, rng: Random) -> dict[str, str]:
    """How much land is still to be had, in which parts, and from when."""
    whole = float(draft.cells.get("land_mu", ground.area_m2(draft.ring) / MU_M2))
    found: dict[str, str] = {}
    if status not in ("taken", "committed"):
        part = rng.choice((1, 1, rng.uniform(0.4, 0.8)))
        found["available_land_mu"] = number(math.floor(whole * part * 10) / 10)
    divisible = whole >= 30 and rng.random() < 0.6
    found["divisible"] = yes_no(divisible)
    if divisible:
        found["min_unit_mu"] = number(rng.choice((8, 10, 15)))
    if status in (AC, PL, "listed"):
        found["delivery"] = later("2027-03" if status == AC else "2028-01", 3 * rng.randrange(7))
    return found


def renewals(seed: int, holders: Mapping[str, Holder]) -> list[Draft]:
    found = []
    for i, (name, village, middle, status, focus) in enumerate(RENEWALS, 1):
        rng = Random(f"{seed} renewal {i}")
        draft = Draft(f"renewal-{i}", name, "renewal", gaps=rng.uniform(1.8, 2.6))
        _put(draft, _patch(middle, rng))
        draft.cells |= {"village": village, "status": status}
        draft.cells |= _supply(draft, status, rng)
        draft.cells |= {
            "floor_m2": number(round(ground.area_m2(draft.ring) * rng.uniform(0.3, 0.6) / 100) * 100),
            "uses": listed(("industry",) if focus != "port-logistics" else ("logistics", "industry")),
            "tenure": "buy",
            "processes": listed((), ("tanning", "dyeing", "plating")),
            "features": listed(rng.sample(("gas", "heavy_trucks"), 1), ("steam",)),
            "power_kva": number(rng.choice(FEEDERS_KVA[:4])),
            "planning": "in_place" if status == OK else rng.choice(("drafting", "none", "none")),
            "land_price_wan_mu": number(round(rng.uniform(28, 48))),
        }
        if focus:
            draft.cells |= {"positioned": focus, "partners": focus}
        hold(draft, holders)
        found.append(draft)
    return found


def _nudged(ring: Ring, reach: float, rng: Random) -> Ring:
    """Corners a little out of square, as surveyed land is."""
    return tuple((x + rng.uniform(-reach, reach), y + rng.uniform(-reach, reach)) for x, y in ring)


def _patch(middle: Point, rng: Random) -> Ring:
    """An irregular plot of six or seven corners."""
    corners = rng.randint(6, 7)
    size = rng.uniform(65, 115)
    angles = [2 * math.pi * (i + rng.uniform(-0.2, 0.2)) / corners for i in range(corners)]
    reach = [size * rng.uniform(0.75, 1.15) for _ in angles]
    return tuple((middle[0] + r * math.cos(a), middle[1] + r * math.sin(a)) for r, a in zip(reach, angles, strict=True))


def pools() -> list[Draft]:
    found = []
    for site_id, name, floor, note in POOLS:
        draft = Draft(site_id, name, "pool")
        draft.cells |= {"note": note[0], "note_en": note[1]}
        if floor:
            draft.cells["floor_m2"] = floor
        found.append(draft)
    return found
