"""The benchmark's need as bare figures and bits, for peers that know nothing of the product: what to compare with what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks._sites import MONTH, NEED, town
from matcher.model.fields import BY_NAME
from matcher.model.values import month_index
from matcher.ranking.score import shares
from matcher.rules.ask import Ask
from matcher.rules.columns import Columns

Curve = tuple[tuple[float, float], ...]
Answer = tuple[list[str], npt.NDArray[np.float64]]
"""The ids of the first, best first, and float[first, 4]: status, score, low, high of each."""

FIGURES = (
    "available_land_mu", "available_floor_m2", "min_unit_m2", "ceiling_height_m", "floor_load_t_m2", "power_kva", "rent_yuan_m2_month",
    "delivery", "lat", "lon", "location_accuracy_m",
)  # fmt: skip
WORDS = (
    "kind", "status", "divisible", "uses", "tenure", "positioned", "partners", "shared_plants", "processes", "features", "fire_class",
    "water_zone", "planning",
)  # fmt: skip
FILLED = ("available_land_mu", "available_floor_m2", "min_unit_m2")


@dataclass(frozen=True)
class Question:
    """What NEED asks, on a month, with the rules' curves, weights (summing to 1), priors and the places to be near."""

    floor_least: float
    floor_most: float
    ceiling: float
    load: float
    power: float
    rent: float
    by: int
    on: int
    curves: dict[str, Curve]
    weights: dict[str, float]
    priors: dict[str, float]
    special: tuple[str, ...]
    processes: tuple[str, ...]
    """Those of the need that are under control, and so are gates."""
    kin: int
    chain: int
    ports: tuple[tuple[float, float, float], ...]
    """(latitude, longitude, error [m]) of every port there is."""

    def bits(self, field: str, *tokens: str) -> int:
        return town().vocabularies[BY_NAME[field].vocabulary].bits(tokens)

    def other(self, field: str, *tokens: str) -> int:
        """Every word of a list but these."""
        return town().vocabularies[BY_NAME[field].vocabulary].all_bits & ~self.bits(field, *tokens)


def question(ask: Ask) -> Question:
    """For the need as the product puts it, whose criteria are all measured."""
    catalog, need = ask.catalog, ask.need
    assert need == NEED
    rules = catalog.rules.criteria
    partners = [p for i in ask.industries for p in catalog.industry_by_id[i].partners]
    return Question(
        floor_least=need.floor_m2_min or 0.0,
        floor_most=need.floor_m2_max or 0.0,
        ceiling=need.ceiling_height_m_min or 0.0,
        load=need.floor_load_t_m2_min or 0.0,
        power=need.power_kva_min or 0.0,
        rent=need.rent_yuan_m2_month_max or 0.0,
        by=month_index(need.needed_by or ""),
        on=MONTH,
        curves={name: rule.curve for name, rule in rules.items()},
        weights=shares(ask, tuple(rules)),
        priors={name: rule.prior for name, rule in rules.items()},
        special=need.special,
        processes=need.processes,
        kin=catalog.vocabularies["industry"].bits(ask.industries),
        chain=catalog.vocabularies["industry"].bits(frozenset([*ask.industries, *partners])),
        ports=tuple((w.lat or 0.0, w.lon or 0.0, w.accuracy_m or 0.0) for w in catalog.plan.infrastructure if w.near == "port"),
    )


def table(columns: Columns) -> dict[str, npt.NDArray[np.generic] | list[str]]:
    """The columns that NEED reads, under names that say which end they are: what a data frame is made of, untimed."""
    out: dict[str, npt.NDArray[np.generic] | list[str]] = {"id": list(columns.ids)}
    for name in FIGURES:
        out[f"{name}.low"], out[f"{name}.high"] = columns.low[name], columns.high[name]
    for name in WORDS:
        out[f"{name}.must"], out[f"{name}.may"] = columns.must[name], columns.may[name]
    for name in FILLED:
        out[f"{name}.filled"] = columns.filled[name]
    return out
