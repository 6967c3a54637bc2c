"""Floor space: the buildings of the parks, storey by storey, and the workshops that stand alone in the villages."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from examples.generator import ground
from examples.generator.buildings import BUILDINGS, Building, figures, prices
from examples.generator.draft import READY, Draft, Holder, Pair, hold, later, listed, number, yes_no
from examples.generator.ground import Ring
from examples.generator.parks import PARKS, Block, Park, Unit

STREET_M = 16.0
WALL_M = 1.0
"""What is left free between the outlines of two parts of one building."""
SMALLEST_UNIT_M2 = (300, 500, 800, 1000)
DIVISIBLE_FROM_M2 = 1500
SHARED_BLOCK = "P1"
"""The building that holds the shared plants, in a park that has some."""

# fmt: off
WORKSHOPS: tuple[tuple[str, Pair, tuple[float, float], str, str], ...] = (
    ("sample_bay", ("示例湾村一号厂房", "Sample Bay village workshop 1"), (2890, 700), "surveyed", "available"),
    ("sample_bay", ("示例湾村二号厂房", "Sample Bay village workshop 2"), (2950, 590), "approximate", "available"),
    ("sample_shoal", ("示例洲村祠堂边厂房", "Sample Shoal village workshop by the hall"), (1480, 1480), "approximate", "available"),
    ("sample_shoal", ("示例洲村西厂房", "Sample Shoal village west workshop"), (1250, 1600), "surveyed", "available"),
    ("sample_landing", ("示例埗村码头厂房", "Sample Landing village workshop at the jetty"), (120, -1680), "surveyed", "available"),
    ("sample_landing", ("示例埗村旧碾坊", "Sample Landing village old mill"), (230, -1780), "approximate", "running"),
    ("sample_creek", ("示例涌村集体厂房", "Sample Creek village collective workshop"), (-820, -1290), "approximate", "available"),
    ("sample_creek", ("示例涌村桥头厂房", "Sample Creek village workshop at the bridge"), (-980, -1170), "surveyed", "available"),
    ("sample_polder", ("示例围村东厂房", "Sample Polder village east workshop"), (-1830, 1130), "approximate", "available"),
    ("sample_hill", ("示例岗村厂房", "Sample Hill village workshop"), (-2890, 120), "schematic", "available"),
)
"""(village, name, where, how well that is known, state)."""
# fmt: on


def facilities(seed: int, holders: Mapping[str, Holder]) -> list[Draft]:
    found = [d for park in PARKS for d in _park(park, seed, holders)]
    return found + [_workshop(i, seed, holders) for i in range(len(WORKSHOPS))]


def _park(park: Park, seed: int, holders: Mapping[str, Holder]) -> list[Draft]:
    rows = -(-len(park.blocks) // park.columns)
    step = park.block[0] + STREET_M, park.block[1] + STREET_M
    found: list[Draft] = []
    for i, block in enumerate(park.blocks):
        offset = (i % park.columns - (park.columns - 1) / 2) * step[0], (i // park.columns - (rows - 1) / 2) * step[1]
        middle = ground.turned(offset, park.middle, park.turn)
        found += _block(park, block, middle, seed, holders)
    return found


def _block(park: Park, block: Block, middle: ground.Point, seed: int, holders: Mapping[str, Holder]) -> list[Draft]:
    """A building. Let by the storey, its plot is divided among the storeys as their share of the land (分摊用地)."""
    width, depth = park.block
    total = sum(u.storeys for u in block.units)
    rng = Random(f"{seed} {park.prefix} {block.label}")
    quality = rng.random()
    found, west = [], -width / 2
    for n, unit in enumerate(block.units, 1):
        share = width * unit.storeys / total
        wall = WALL_M if len(block.units) > 1 else 0.0
        own = ground.turned((west + share / 2, 0), middle, park.turn)
        west += share
        suffix = f"-{n}" if len(block.units) > 1 else ""
        draft = _unit(park, block, unit, suffix, quality, rng)
        draft.outline = ground.rectangle(own, share - wall, depth, park.turn)
        hold(draft, holders)
        found.append(draft)
    return found


def _unit(park: Park, block: Block, unit: Unit, suffix: str, quality: float, rng: Random) -> Draft:
    """A building, or the storeys of it that are offered by themselves."""
    name = f"{park.name[0]}{block.label}栋{unit.name[0]}", f"{park.name[1]}, building {block.label}"
    if unit.name[1]:
        name = name[0], f"{name[1]}, {unit.name[1]}"
    draft = Draft(f"{park.prefix}-{block.label.lower()}{suffix}", name, "facility", gaps=park.gaps * rng.uniform(0.6, 1.4))
    kind = BUILDINGS[unit.kind]
    floor = round(park.block[0] * park.block[1] * kind.plate * unit.storeys / 10) * 10
    draft.cells |= {"park": f"sample-{park.prefix}", "village": park.village, "status": unit.status}
    draft.cells |= {"address": park.address[0], "address_en": park.address[1]}
    draft.cells |= _offer(kind, floor, unit.status, park.tenure, quality, rng)
    draft.cells |= _park_words(park, kind, rng)
    if unit.status not in READY:
        draft.cells["delivery"] = later(park.delivery, 3 * rng.randrange(5) + (18 if unit.status == "planned" else 0))
    if unit.status == "planned":
        draft.cells["planning"] = "drafting"
    if park.shared and block.label == SHARED_BLOCK:
        _full(draft)
    return draft


def _park_words(park: Park, kind: Building, rng: Random) -> dict[str, str]:
    has = {*kind.has, *(f for f in park.features if f not in kind.lacks)}
    lacks = {*kind.lacks, *(["cold_store"] if "cold_store" not in kind.has else [])}
    found = {"features": listed(has, lacks - has), "positioned": listed(park.positioned)}
    found["partners"] = listed(rng.sample(park.partners, rng.randint(1, len(park.partners))))
    found["processes"] = listed(park.accepts if "industry" in kind.uses else (), park.refuses)
    if park.shared:
        found["shared_plants"] = listed(park.shared)
    return found


def _full(draft: Draft) -> None:
    """The building that holds the park's shared plants has no room for anybody else, and everybody knows."""
    draft.cells["available_floor_m2"] = "0"
    draft.cells["note"] = "园内共性工厂所在，不对外出租。"
    draft.cells["note_en"] = "Holds the park's shared plants; not for rent."
    draft.gaps = 0.05


def _offer(kind: Building, floor: float, status: str, tenure: tuple[str, ...], quality: float, rng: Random) -> dict[str, str]:
    """What is to be had, how, for how much, and what it can bear."""
    ways = tuple(t for t in tenure if t == "rent" or kind.sale)
    found = {"floor_m2": number(floor), "uses": listed(kind.uses), "tenure": listed(ways)}
    if status == "running":
        found["available_floor_m2"] = number(rng.choice((0, 0, round(floor * rng.uniform(0.1, 0.4) / 10) * 10)))
    elif status not in ("taken", "committed"):
        part = rng.choice((1, 1, 1, rng.uniform(0.3, 0.8)))
        found["available_floor_m2"] = number(round(floor * part / 10) * 10)
    divisible = floor >= DIVISIBLE_FROM_M2 and rng.random() < 0.65
    found["divisible"] = yes_no(divisible)
    if divisible:
        found["min_unit_m2"] = number(rng.choice([m for m in SMALLEST_UNIT_M2 if m <= floor / 2]))
    return found | figures(kind, floor, quality, rng) | prices(kind, ways, quality, rng)


def _workshop(index: int, seed: int, holders: Mapping[str, Holder]) -> Draft:
    village, name, place, basis, status = WORKSHOPS[index]
    rng = Random(f"{seed} workshop {index}")
    width, depth = rng.uniform(32, 52), rng.uniform(24, 36)
    around: Ring = ground.rectangle(place, width, depth, rng.uniform(-20, 20))
    draft = Draft(f"village-{index + 1}", name, "facility", gaps=rng.uniform(2.0, 3.0), place=around)
    if basis == "surveyed":
        draft.outline = around
    else:
        draft.accuracy_m = rng.choice((100, 150, 250)) if basis == "approximate" else None
    kind = BUILDINGS["village_workshop"]
    floor = round(width * depth * kind.plate / 10) * 10
    draft.cells |= {"village": village, "status": status}
    draft.cells |= _offer(kind, floor, status, ("rent",), rng.random(), rng)
    draft.cells |= {
        "features": listed(rng.sample(("heavy_trucks", "dormitory"), rng.randint(0, 2)), kind.lacks),
        "processes": listed(("assembly", "machining"), ("coating", "plating", "dyeing")),
        "positioned": listed(rng.sample(("textiles", "furniture", "hardware"), 1)),
        "partners": listed(rng.sample(("textiles", "furniture", "hardware", "moulds"), rng.randint(1, 2))),
    }
    hold(draft, holders)
    return draft
