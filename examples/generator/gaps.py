"""What the records of the invented town leave out: nearly a third of the technical and commercial cells, more where keeping is poor."""

from __future__ import annotations

from random import Random

from examples.generator.draft import Draft, later, number

SHARE = 0.30
RANGES = 0.06
"""Share of the remaining figures that are known only as a range."""
NO_STATE = 3
"""How many village workshops nobody has asked whether they are still to be had."""

# fmt: off
WEIGHTS: dict[str, float] = {
    "available_land_mu": .6, "min_unit_mu": 1.2, "floor_m2": .4, "available_floor_m2": .6, "min_unit_m2": 1.2, "divisible": 1.2, "uses": .4, "tenure": .5,
    "positioned": .5, "partners": 1.6, "shared_plants": .3, "processes": 1, "features": .8, "ceiling_height_m": .9, "floor_load_t_m2": 1.5,
    "power_kva": 1.4, "ground_floor": .6, "fire_class": 1.3, "water_zone": .25, "planning": .8, "delivery": .6, "rent_yuan_m2_month": .8,
    "land_price_wan_mu": 1.3, "purchase_yuan_m2": 1.2,
}
"""The technical and commercial columns, and how readily each is left out (1 = usual)."""
BLUR: dict[str, tuple[float, float]] = {
    "available_floor_m2": (.1, 10), "available_land_mu": (.1, .1), "ceiling_height_m": (.1, .1), "power_kva": (.3, 10),
    "rent_yuan_m2_month": (.15, .5), "land_price_wan_mu": (.12, 1), "purchase_yuan_m2": (.08, 50),
}
"""Where only a range is known: how far below its figure the range begins, as a share, and to which step that is rounded."""
# fmt: on


def forget(drafts: list[Draft], seed: int) -> float:
    """Empties cells by their weight and the site's; the share of technical cells that are then unknown."""
    keyed = []
    for draft in (d for d in drafts if d.kind != "pool"):
        for name, weight in WEIGHTS.items():
            if name in draft.cells:
                chance = Random(f"{seed} gap {draft.id} {name}").random()
                keyed.append((chance ** (1 / (weight * draft.gaps)), draft.id, name))
    by_id = {d.id: d for d in drafts}
    lost = sorted(keyed, reverse=True)[: round(SHARE * len(keyed))]
    for _, site_id, name in lost:
        del by_id[site_id].cells[name]
    workshops = [d for d in drafts if d.id.startswith("village-") and d.cells["status"] == "available"]
    for draft in Random(f"{seed} states").sample(workshops, NO_STATE):
        del draft.cells["status"]
    return len(lost) / len(keyed)


def blur(drafts: list[Draft], seed: int) -> int:
    """Widens some figures to a range that holds them; how many."""
    rng = Random(f"{seed} ranges")
    widened = 0
    for draft in (d for d in drafts if d.kind != "pool"):
        for name in (n for n in draft.cells if n in BLUR or n == "delivery"):
            if rng.random() >= RANGES:
                continue
            value = draft.cells[name]
            if name == "delivery":
                draft.cells[name] = f"{value}..{later(value, rng.choice((3, 6, 9)))}"
                widened += 1
                continue
            share, step = BLUR[name]
            low = number(round(round(float(value) * (1 - share) / step) * step, 2))
            if low != value:
                draft.cells[name] = f"{low}..{value}"
                widened += 1
    return widened
