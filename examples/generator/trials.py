"""examples.yaml: a few needs to try the invented town with, one for each kind of answer."""

from __future__ import annotations

from typing import Any

from examples.generator.draft import Pair

# fmt: off
TRIALS: tuple[tuple[str, Pair, dict[str, Any]], ...] = (
    ("medical", ("示例：做医用耗材，买 2000 到 3500 平方米洁净厂房", "Sample: medical supplies, buying 2000 to 3500 ㎡ with a clean room"), {
        "industry": "medical", "gbt4754": "2770", "space": "factory", "tenure": "buy", "floor_m2_min": 2000, "floor_m2_max": 3500,
        "special": ["clean_room"], "discharges_wastewater": "no", "purchase_yuan_m2_max": 5000, "needed_by": "2027-12"}),
    ("furniture", ("示例：做实木家具，要喷漆，租 4000 平方米以上", "Sample: wooden furniture with painting, renting 4000 ㎡ and more"), {
        "industry": "furniture", "gbt4754": "2110", "processes": ["coating", "assembly"], "solvent_paint_t": 6, "space": "factory", "tenure": "rent",
        "floor_m2_min": 4000, "rent_yuan_m2_month_max": 15}),
    ("warehouse", ("示例：港口仓储，租 6000 平方米以上，层高 9 米，靠近码头", "Sample: port warehousing, renting 6000 ㎡ and more of 9 m height near the port"), {
        "industry": "port-logistics", "space": "warehouse", "tenure": "rent", "floor_m2_min": 6000, "ceiling_height_m_min": 9,
        "special": ["heavy_trucks"], "near": ["port"], "needed_by": "2027-06"}),
    ("storage", ("示例：做储能电池，买 60 亩地，靠近高速", "Sample: storage batteries, buying 60 mu near the expressway"), {
        "industry": "new-energy", "gbt4754": "3841", "space": "land", "tenure": "buy", "land_mu_min": 60, "land_mu_max": 60,
        "investment_wan": 30000, "tax_wan": 1500, "discharges_wastewater": "no", "near": ["expressway"], "needed_by": "2028-06"}),
    ("dyeing", ("示例：棉布印染，租 5000 平方米", "Sample: dyeing of cotton, renting 5000 ㎡"), {
        "gbt4754": "1713", "processes": ["dyeing"], "space": "factory", "tenure": "rent", "floor_m2_min": 5000, "floor_m2_max": 5000}),
    ("cartons", ("示例：做纸箱，租 3000 平方米", "Sample: cartons, renting 3000 ㎡"), {
        "gbt4754": "2231", "industry_text": "瓦楞纸箱", "space": "factory", "tenure": "rent", "floor_m2_min": 3000, "floor_m2_max": 3000}),
)
# fmt: on


def trials() -> dict[str, Any]:
    """examples.yaml; a need is written as a need file is, every figure as text."""
    return {"examples": [_trial(*t) for t in TRIALS]}


def _trial(trial_id: str, name: Pair, need: dict[str, Any]) -> dict[str, Any]:
    stated = {field: value if isinstance(value, list) else str(value) for field, value in need.items()}
    return {"name": name[0], "name_en": name[1], "need": {"id": f"sample-{trial_id}", **stated}}
