"""Where each filled cell comes from: the invented plan, survey or owner, the month, and who confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from examples.generator.draft import Draft, number
from examples.generator.sources import OFFICE, OWNER, PLAN, SURVEY
from matcher.catalog.sites import EVIDENCE_COLUMNS
from matcher.model.fields import FIELDS, LOCATION

Row = dict[str, str]
# fmt: off
ORIGINS: dict[str, tuple[str, str, str]] = {
    "status": ("reported", OWNER, "state"), "taken_by": ("reported", OWNER, "state"), "taken_since": ("reported", OWNER, "state"),
    "land_mu": ("derived", SURVEY, "outlines"), "floor_m2": ("reported", SURVEY, "buildings"),
    "available_land_mu": ("reported", OWNER, "state"), "min_unit_mu": ("plan", PLAN, "land"), "available_floor_m2": ("reported", OWNER, "rooms"),
    "min_unit_m2": ("reported", OWNER, "rooms"), "divisible": ("reported", OWNER, "rooms"), "uses": ("plan", PLAN, "land"),
    "tenure": ("reported", OWNER, "terms"), "positioned": ("plan", PLAN, "land"), "partners": ("reported", SURVEY, "visits"),
    "shared_plants": ("plan", PLAN, "access"), "processes": ("plan", PLAN, "access"), "features": ("reported", SURVEY, "buildings"),
    "ceiling_height_m": ("reported", SURVEY, "buildings"), "floor_load_t_m2": ("reported", SURVEY, "buildings"),
    "power_kva": ("reported", OWNER, "rooms"), "ground_floor": ("reported", SURVEY, "buildings"), "fire_class": ("reported", SURVEY, "buildings"),
    "water_zone": ("derived", PLAN, "water"), "planning": ("plan", PLAN, "land"), "delivery": ("reported", OWNER, "state"),
    "rent_yuan_m2_month": ("reported", OWNER, "terms"), "land_price_wan_mu": ("reported", OWNER, "terms"),
    "purchase_yuan_m2": ("reported", OWNER, "terms"), LOCATION: ("derived", SURVEY, "outlines"),
}
"""fact -> (basis, source, clause), where nothing else is said below."""
MONTHS = {PLAN: ("2025-12", 1), SURVEY: ("2023-05", 37), OWNER: ("2025-03", 20), OFFICE: ("2026-01", 1)}
"""source -> (first month, number of months) in which its statements were made."""
CONFIRMED_BY = {PLAN: "镇规划所（示例）", SURVEY: "镇测绘组（示例）", OWNER: "园区招商部（示例）"}
DISPUTED = {
    "floor_m2": (1.06, 10), "rent_yuan_m2_month": (1.15, .5), "power_kva": (1.25, 5), "ceiling_height_m": (.9, .1), "land_price_wan_mu": (1.1, 1),
    "land_mu": (1.03, .1),
}
"""Facts on which two sources may disagree: the other figure as a multiple of the first, and the step it is rounded to."""
# fmt: on
ASSUMED = 0.12
"""Share of floor loads and fire classes that are taken from similar buildings."""
DISPUTES = 0.03
"""Share of those figures for which another source says otherwise."""


def evidence(drafts: list[Draft], seed: int) -> list[Row]:
    """evidence.csv: a row for each fact that the sites state, in the order of the columns."""
    return [row for draft in drafts for row in _of(draft, Random(f"{seed} evidence {draft.id}"))]


def _of(draft: Draft, rng: Random) -> Iterator[Row]:
    asked = {source: _month(source, rng) for source in MONTHS}
    confirmed = {source: rng.random() < 0.6 for source in CONFIRMED_BY}
    for fact in dict.fromkeys(f.fact for f in FIELDS if f.evidence and f.name in draft.cells):
        row = dict.fromkeys(EVIDENCE_COLUMNS, "")
        row |= {"site_id": draft.id, "field": fact}
        row["basis"], row["source"], row["clause"] = _origin(draft, fact, rng)
        row["as_of"] = asked[row["source"]]
        if confirmed.get(row["source"]) and row["basis"] != "assumed":
            row["confirmed_by"] = _confirmer(draft, row["source"])
        row |= _remark(draft, fact, row["basis"])
        if fact in DISPUTED and ".." not in draft.cells[fact] and rng.random() < DISPUTES:
            multiple, step = DISPUTED[fact]
            other = number(round(round(float(draft.cells[fact]) * multiple / step) * step, 2))
            source, clause = (SURVEY, "visits") if row["source"] == OWNER else (OWNER, "rooms")
            row |= {"other_value": other, "other_source": source, "other_clause": clause}
        yield row


def _month(source: str, rng: Random) -> str:
    first, count = MONTHS[source]
    index = int(first[:4]) * 12 + int(first[5:]) - 1 + rng.randrange(count)
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _origin(draft: Draft, fact: str, rng: Random) -> tuple[str, str, str]:
    built = draft.kind == "facility"
    if fact in ("name", "kind", "village", "address", "note"):
        return ("reported", SURVEY, "buildings") if built or draft.kind == "pool" else ("plan", PLAN, "land")
    if draft.kind == "pool":
        return "reported", SURVEY, "visits"
    if fact in ("land_mu", LOCATION) and not draft.outline:
        return ("derived", SURVEY, "buildings") if draft.accuracy_m else ("assumed", PLAN, "land")
    if fact in ("status", "delivery") and not built:
        return "plan", PLAN, "land"
    if fact in ("floor_load_t_m2", "fire_class") and rng.random() < ASSUMED:
        return "assumed", OFFICE, ""
    return ORIGINS[fact]


def _confirmer(draft: Draft, source: str) -> str:
    if source == OWNER and draft.id.startswith("village-"):
        return "村委会（示例）"
    if source == OWNER and draft.kind != "facility":
        return "镇土地储备组（示例）"
    return CONFIRMED_BY[source]


def _remark(draft: Draft, fact: str, basis: str) -> Row:
    if fact == LOCATION and basis == "assumed":
        return {"note": "只知道在镇内，图上位置仅为示意。", "note_en": "Known only to be in the town; its place on the map is schematic."}
    if basis == "assumed" and fact != "land_mu":
        return {"note": "按同类厂房推定，待现场核实。", "note_en": "Taken from similar buildings; to be checked on the spot."}
    if fact == "land_mu" and draft.kind == "facility" and draft.id[-2] == "-":
        return {"note": "按楼层分摊的用地面积。", "note_en": "The storeys' share of the plot."}
    return {}
