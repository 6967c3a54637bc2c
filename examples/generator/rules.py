"""The figures of the invented town: the same rules as anywhere, other figures, and its thresholds for land in force."""

from __future__ import annotations

from typing import Any

from examples.generator.draft import Pair
from examples.generator.sources import OFFICE, PLAN, cite

CHECKED = "2026-10-15"

# fmt: off
POSSIBLE: tuple[tuple[str, float | str, float | str, str], ...] = (
    ("land_mu", 0, 1000, "mu"),
    ("available_land_mu", 0, 1000, "mu"),
    ("min_unit_mu", 0, 1000, "mu"),
    ("floor_m2", 0, 500000, "m2"),
    ("available_floor_m2", 0, 500000, "m2"),
    ("min_unit_m2", 0, 500000, "m2"),
    ("ceiling_height_m", 2.5, 20, "m"),
    ("floor_load_t_m2", 0.2, 10, "t/m2"),
    ("power_kva", 0, 20000, "kVA"),
    ("rent_yuan_m2_month", 4, 60, "yuan/m2/month"),
    ("land_price_wan_mu", 10, 120, "wan yuan/mu"),
    ("purchase_yuan_m2", 1500, 10000, "yuan/m2"),
    ("delivery", "2020-01", "2036-12", "month"),
    ("taken_since", "2000-01", "2036-12", "month"),
    ("lat", 21.5, 21.7, "degree"),
    ("lon", 114.5, 114.7, "degree"),
    ("location_accuracy_m", 0, 5000, "m"),
)
OFFICE_GATES = (
    "availability", "space", "tenure", "land_area", "floor_area", "ceiling_height", "floor_load", "power", "ground_floor", "fire_class",
    "special", "rent", "land_price", "purchase_price", "delivery",
)
THRESHOLDS: tuple[tuple[str, float, str, Pair], ...] = (
    ("investment_per_mu", 220, "wan yuan/mu", ("新增用地每亩投资不低于 220 万元", "at least 2.2 million yuan of investment for each mu of new land")),
    ("tax_per_mu", 18, "wan yuan/mu", ("新增用地每亩年税收不低于 18 万元", "at least 180 000 yuan of yearly tax for each mu of new land")),
    ("separate_land_total", 4000, "wan yuan", ("总投资 4000 万元以上才单独供地", "separate land only from 40 million yuan of investment upwards")),
)
CRITERIA: tuple[tuple[str, float, float, str, tuple[tuple[float, float], ...]], ...] = (
    ("positioning", 22, 0.4, "1 = the need's industry is a focus, 0 = it is not", ((0, 0.3), (1, 1))),
    ("area_fit", 18, 0.4, "share by which the area to be taken lies below or above what is wanted",
     ((-0.5, 0), (-0.1, 0.7), (0, 1), (0.1, 1), (0.5, 0.6), (2, 0.2), (10, 0))),
    ("access", 12, 0.4, "km in a straight line", ((0, 1), (1, 0.9), (3, 0.6), (6, 0.3), (12, 0))),
    ("cost", 18, 0.3, "price as a share of the budget", ((0.5, 1), (0.8, 0.8), (1, 0.5), (1.2, 0))),
    ("readiness", 10, 0.3, "months from the date of the question to delivery", ((0, 1), (6, 0.8), (12, 0.6), (24, 0.3), (48, 0))),
    ("slack", 10, 0.4, "share by which height, load and power exceed what is asked", ((-0.2, 0), (0, 0.6), (0.25, 0.9), (0.5, 1))),
    ("partners", 10, 0.3, "industries of the same chain on the site or next to it", ((0, 0.2), (1, 0.7), (2, 1))),
)
"""(name, weight, prior, unit, curve)."""
WEIGHTINGS: tuple[tuple[str, Pair, dict[str, int]], ...] = (
    ("plan_first", ("产业优先", "the plan's focus first"),
     {"positioning": 45, "area_fit": 15, "access": 5, "cost": 10, "readiness": 5, "slack": 5, "partners": 15}),
    ("soon", ("尽快投产", "production soon"),
     {"positioning": 15, "area_fit": 15, "access": 5, "cost": 10, "readiness": 40, "slack": 10, "partners": 5}),
    ("thrifty", ("成本优先", "cost first"),
     {"positioning": 15, "area_fit": 20, "access": 10, "cost": 40, "readiness": 5, "slack": 5, "partners": 5}),
)
PROFILES: tuple[tuple[str, Pair, tuple[str, ...], dict[str, float]], ...] = (
    ("assembly", ("电子和器械装配", "assembly of electronics and devices"), ("39", "358", "40"),
     {"ceiling_height_m_min": 4.5, "floor_load_t_m2_min": 0.5, "power_kva_min": 400}),
    ("metalwork", ("金属加工和模具", "metalwork and moulds"), ("33", "3525", "3484", "3670"),
     {"ceiling_height_m_min": 7, "floor_load_t_m2_min": 1.5, "power_kva_min": 800}),
    ("energy", ("储能和电池装备", "storage and battery equipment"), ("384", "3825"),
     {"ceiling_height_m_min": 7.5, "floor_load_t_m2_min": 2, "power_kva_min": 1600}),
    ("food", ("食品加工", "food processing"), ("13", "14"),
     {"ceiling_height_m_min": 5, "floor_load_t_m2_min": 1, "power_kva_min": 630}),
)
"""(id, name, codes, what it fills)."""
# fmt: on


def rules() -> dict[str, Any]:
    """rules.yaml."""
    office = {"citation": cite(OFFICE), "since": "2026-01", "checked": CHECKED}
    gates: dict[str, Any] = {name: dict(office) for name in OFFICE_GATES}
    gates["processes"] = _rule("access")
    gates["water_zone"] = _rule("water")
    gates["planning"] = {
        "note": "未批小单元控规的用地，要先编后供。",
        "note_en": "Land without an approved small-unit plan must have one drawn up first.",
        **_rule("land"),
    }
    for name, threshold, unit, note in THRESHOLDS:
        gates[name] = {
            "threshold": threshold,
            "unit": unit,
            "status": "active",
            "note": note[0],
            "note_en": note[1],
            **_rule("thresholds"),
        }
    return {
        "possible": {n: {"low": low, "high": high, "unit": u, **office} for n, low, high, u in POSSIBLE},
        "bare_area_tolerance": {
            "value": 0.1,
            "unit": "share",
            "note": "只说“20 亩”时按上下 10% 理解。",
            "note_en": 'A bare "20 mu" is read with 10 % to either side.',
            **office,
        },
        "record_age": {
            "value": 36,
            "unit": "month",
            "note": "记录满 36 个月没有更新的算旧：图上画斜纹，表里标出，请人核实。",
            "note_en": "A record of 36 months or more counts as old, is hatched on maps and marked in tables, and has to be looked into.",
            **office,
        },
        "water_zones": {
            "refuse_all": ["class_1"],
            "refuse_discharge": ["class_2"],
            "note": "一级保护区不准与供水无关的建设；二级保护区不准排放污染物的建设。",
            "note_en": "Class 1 admits no project unrelated to supply; class 2 none that discharges.",
            **_rule("water"),
        },
        "gates": gates,
        "criteria": {
            n: {"weight": w, "prior": p, "unit": u, "curve": [list(c) for c in curve], **office} for n, w, p, u, curve in CRITERIA
        },
        "weightings": [{"id": i, "name": n[0], "name_en": n[1], "weights": w, **office} for i, n, w in WEIGHTINGS],
    }


def profiles() -> dict[str, Any]:
    """profiles.yaml."""
    office = {"citation": cite(OFFICE), "since": "2026-01", "checked": CHECKED}
    return {"profiles": [{"id": i, "name": n[0], "name_en": n[1], "codes": list(c), "fills": f, **office} for i, n, c, f in PROFILES]}


def _rule(clause: str) -> dict[str, Any]:
    return {"citation": cite(PLAN, clause), "since": "2026-01", "checked": CHECKED}
