"""Every gate and every criterion, in the order in which they are shown. A new one is a function, an entry here, and its cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from matcher.model.fields import KVA, LAND_PRICE, M2, MONTH, MU, NO_UNIT, PRICE, RENT, T_M2, WAN, M, Unit
from matcher.model.text import Text
from matcher.rules import criteria_fit, criteria_site, gates_building, gates_place, gates_supply, gates_terms
from matcher.rules.ask import Ask, CriterionColumn, GateColumn


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand that a site satisfies, violates, or leaves open.

    reads: the facts of the site that decide it. demands: the fields of the need that raise it or set its threshold; () where it is put
    to every need, whatever it says.
    """

    name: str
    label: Text
    reads: tuple[str, ...]
    demands: tuple[str, ...]
    run: Callable[[Ask], GateColumn | None]
    unit: Unit = NO_UNIT
    cites: Literal["value", "rule"] = "value"
    """Whose clause backs the sentence: that of the site's value (where there is one), or that of the rule."""
    has_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """A utility 0..1 that a site earns for a need; None where the need says nothing it could measure."""

    name: str
    label: Text
    reads: tuple[str, ...]
    run: Callable[[Ask], CriterionColumn | None]


_LAND_ONLY = ("kind",)

GATES: tuple[Gate, ...] = (
    Gate(
        "availability", Text("可供", "availability"), ("status", "available_land_mu", "available_floor_m2"), (), gates_supply.availability
    ),
    Gate("space", Text("类型", "kind of space"), ("uses", "kind"), ("space",), gates_supply.space),
    Gate("tenure", Text("租售", "tenure"), ("tenure",), ("tenure",), gates_supply.tenure),
    Gate("land_area", Text("用地面积", "land area"), ("available_land_mu",), ("land_mu_min", "land_mu_max"), gates_supply.land_area, MU),
    Gate(
        "floor_area", Text("建筑面积", "floor area"), ("available_floor_m2",), ("floor_m2_min", "floor_m2_max"), gates_supply.floor_area, M2
    ),
    Gate(
        "ceiling_height",
        Text("首层层高", "ground-floor height"),
        ("ceiling_height_m",),
        ("ceiling_height_m_min",),
        gates_building.ceiling_height,
        M,
    ),
    Gate("floor_load", Text("承重", "floor load"), ("floor_load_t_m2",), ("floor_load_t_m2_min",), gates_building.floor_load, T_M2),
    Gate("power", Text("配电", "power"), ("power_kva",), ("power_kva_min",), gates_building.power, KVA),
    Gate("ground_floor", Text("首层", "ground floor"), ("ground_floor",), ("ground_floor",), gates_building.ground_floor),
    Gate("fire_class", Text("消防类别", "fire class"), ("fire_class",), ("fire_class",), gates_building.fire_class),
    Gate("special", Text("特别要求", "special needs"), ("features",), ("special",), gates_building.special),
    Gate("processes", Text("受控工艺", "controlled processes"), ("processes", "shared_plants"), ("processes",), gates_building.processes),
    Gate(
        "water_zone",
        Text("水源保护", "drinking-water zone"),
        ("water_zone",),
        ("discharges_wastewater",),
        gates_place.water_zone,
        cites="rule",
    ),
    Gate("planning", Text("规划条件", "planning status"), ("planning", "status"), (), gates_place.planning, cites="rule"),
    Gate("rent", Text("租金", "rent"), ("rent_yuan_m2_month",), ("rent_yuan_m2_month_max",), gates_terms.rent, RENT),
    Gate("land_price", Text("地价", "land price"), ("land_price_wan_mu",), ("land_price_wan_mu_max",), gates_terms.land_price, LAND_PRICE),
    Gate(
        "purchase_price",
        Text("售价", "purchase price"),
        ("purchase_yuan_m2",),
        ("purchase_yuan_m2_max",),
        gates_terms.purchase_price,
        PRICE,
    ),
    Gate("delivery", Text("交付时间", "delivery"), ("delivery",), ("needed_by",), gates_terms.delivery, MONTH),
    Gate(
        "investment_per_mu",
        Text("亩均投资", "investment per mu"),
        _LAND_ONLY,
        ("investment_wan", "fixed_investment_wan", "land_mu_min", "land_mu_max"),
        gates_terms.investment_per_mu,
        LAND_PRICE,
        "rule",
        True,
    ),
    Gate(
        "tax_per_mu",
        Text("亩均税收", "tax per mu"),
        _LAND_ONLY,
        ("tax_wan", "land_mu_min", "land_mu_max"),
        gates_terms.tax_per_mu,
        LAND_PRICE,
        "rule",
        True,
    ),
    Gate(
        "separate_land_total",
        Text("单独供地", "separate land"),
        _LAND_ONLY,
        ("investment_wan",),
        gates_terms.separate_land_total,
        WAN,
        "rule",
        True,
    ),
)

CRITERIA: tuple[Criterion, ...] = (
    Criterion("positioning", Text("产业定位", "positioning"), ("positioned",), criteria_site.positioning),
    Criterion(
        "area_fit", Text("面积合适", "area fit"),
        ("available_floor_m2", "available_land_mu", "divisible", "min_unit_m2", "min_unit_mu"), criteria_fit.area_fit,
    ),
    Criterion("access", Text("交通距离", "access"), ("location",), criteria_site.access),
    Criterion("cost", Text("价格", "cost"), ("rent_yuan_m2_month", "land_price_wan_mu", "purchase_yuan_m2"), criteria_fit.cost),
    Criterion("readiness", Text("交付快慢", "readiness"), ("delivery", "status"), criteria_fit.readiness),
    Criterion("slack", Text("技术余量", "technical slack"), ("ceiling_height_m", "floor_load_t_m2", "power_kva"), criteria_fit.slack),
    Criterion("partners", Text("产业链邻近", "chain partners"), ("partners",), criteria_site.partners),
)  # fmt: skip


def gate_label(name: str) -> Text:
    return next(g.label for g in GATES if g.name == name)


def criterion_label(name: str) -> Text:
    return next(c.label for c in CRITERIA if c.name == name)
