"""The whole answer as one lazy polars query, as somebody who knows polars would write it: filter by what fails, then add what is worth.

It does the same work as the pandas peer, for the one need of the benchmark; polars may use all cores and fuse, reorder and skip.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.peers.question import Answer, Curve, Question

EARTH_KM = 6371.0088
TECHNICAL = ("ceiling_height_m", "floor_load_t_m2", "power_kva")
Floats = npt.NDArray[np.float64]


def frame(table: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(table)


def answer(df: pl.DataFrame, q: Question, top: int) -> Answer:
    """Each step reads the columns that the one before has made, so that nothing is worked out twice."""
    inputs, corners = _inputs(q), {name: tuple(np.array(part) for part in zip(*curve, strict=True)) for name, curve in q.curves.items()}
    rule = {name: name.partition(":")[0] for name in inputs}
    ends = [(name, end) for name in inputs for end in (0, 1)]
    keys = ["status", "score", "low", "id"]
    query = (
        df.lazy()
        .filter(*(~failed for failed in _failed(q)))
        .with_columns((_passed(q).cast(pl.Int8) + 1).alias("status"), *(inputs[name][end].alias(f"{name}.x{end}") for name, end in ends))
        .with_columns(_at(*corners[rule[name]], f"{name}.x{end}").alias(f"{name}.u{end}") for name, end in ends)
        .with_columns(e for name in inputs for e in _bounds(name, q.curves[rule[name]]))
        .with_columns(e for name in q.curves for e in _together(q, name))
        .select("id", "status", *_totals(q))
        .sort(keys, descending=[True, True, True, False])
        .head(top)
    )
    first = query.collect()
    return first["id"].to_list(), first.select("status", "score", "low", "high").to_numpy().astype(np.float64)


def _totals(q: Question) -> list[pl.Expr]:
    """score, low and high in points, settled to a millionth."""
    out = []
    for name in ("score", "low", "high"):
        total: Any = pl.lit(0.0)
        for criterion in q.curves:
            low, high = pl.col(f"{criterion}.least"), pl.col(f"{criterion}.most")
            value = {"low": low, "high": high}.get(name, pl.min_horizontal(pl.max_horizontal(pl.lit(q.priors[criterion]), low), high))
            total = total + 100 * q.weights[criterion] * value
        out.append(total.round(6).alias(name))
    return out


def _surely(field: str, bits: int) -> pl.Expr:
    return (pl.col(f"{field}.must") & bits) != 0


def _possibly(field: str, bits: int) -> pl.Expr:
    return (pl.col(f"{field}.may") & bits) != 0


def _all_words(end: str, bits: int, *fields: str) -> pl.Expr:
    held = pl.col(f"{fields[0]}.{end}")
    for field in fields[1:]:
        held = held | pl.col(f"{field}.{end}")
    return (held & bits) == bits


def _left_over(q: Question) -> tuple[pl.Expr, pl.Expr]:
    land, facility = _surely("kind", q.bits("kind", "land")), _surely("kind", q.bits("kind", "facility"))
    has_land = pl.col("available_land_mu.filled") & (pl.col("available_land_mu.low") > 0)
    has_floor = pl.col("available_floor_m2.filled") & (pl.col("available_floor_m2.low") > 0)
    no_land = pl.col("available_land_mu.filled") & (pl.col("available_land_mu.high") <= 0)
    no_floor = pl.col("available_floor_m2.filled") & (pl.col("available_floor_m2.high") <= 0)
    return (has_land & ~facility) | (has_floor & ~land), (no_land | facility) & (no_floor | land)


def _failed(q: Question) -> list[pl.Expr]:
    """One expression for each way to fail; polars may put them in any order."""
    to_build, facility = _surely("kind", q.bits("kind", "land")), _surely("kind", q.bits("kind", "facility"))
    still = q.other("status", "taken", "committed")
    fire = q.bits("fire_class", "jia", "yi", "bing")
    return [
        to_build,
        ~_possibly("tenure", q.bits("tenure", "rent")),
        pl.col("rent_yuan_m2_month.low") > q.rent,
        facility & ~_possibly("uses", q.bits("uses", "industry")),
        ~_possibly("status", still),
        _left_over(q)[1],
        (pl.col("available_floor_m2.high") < q.floor_least) & ~to_build,
        (pl.col("ceiling_height_m.high") < q.ceiling) & ~to_build,
        (pl.col("floor_load_t_m2.high") < q.load) & ~to_build,
        ~_possibly("fire_class", fire) & ~to_build,
        pl.col("power_kva.high") < q.power,
        ~_all_words("may", q.bits("features", *q.special), "features"),
        ~_all_words("may", q.bits("processes", *q.processes), "processes", "shared_plants"),
        ~_possibly("water_zone", q.other("water_zone", "class_1")),
        pl.col("delivery.low") > q.by,
    ]


def _passed(q: Question) -> pl.Expr:
    facility = _surely("kind", q.bits("kind", "facility"))
    gone, part_left = q.bits("status", "taken", "committed"), q.bits("status", "acquired", "running", "listed")
    built = q.bits("status", "available", "running", "under_construction", "taken", "committed")
    return pl.all_horizontal(
        ~_possibly("status", gone),
        ~_possibly("status", part_left) | _left_over(q)[0],
        facility,
        _surely("uses", q.bits("uses", "industry")),
        _surely("tenure", q.bits("tenure", "rent")),
        pl.col("available_floor_m2.low") >= q.floor_least,
        pl.col("ceiling_height_m.low") >= q.ceiling,
        pl.col("floor_load_t_m2.low") >= q.load,
        pl.col("power_kva.low") >= q.power,
        _surely("fire_class", q.bits("fire_class", "jia", "yi", "bing")),
        _all_words("must", q.bits("features", *q.special), "features"),
        _all_words("must", q.bits("processes", *q.processes), "processes", "shared_plants"),
        ~_possibly("water_zone", q.bits("water_zone", "class_1")),
        ~_possibly("status", q.other("status") & ~built) | _surely("planning", q.bits("planning", "in_place")),
        pl.col("rent_yuan_m2_month.high") <= q.rent,
        pl.col("delivery.high") <= q.by,
    )


Ends = tuple[pl.Expr, pl.Expr]


def _at(xs: Floats, us: Floats, column: str) -> pl.Expr:
    """The piecewise-linear curve, which polars itself has no function for."""
    return pl.col(column).map_batches(lambda x: pl.Series(np.interp(x.to_numpy(), xs, us)), return_dtype=pl.Float64)


def _bounds(name: str, curve: Curve) -> list[pl.Expr]:
    """Lowest and highest utility over a range of inputs: the ends, and the corners within at which the curve turns."""
    start, stop = pl.col(f"{name}.x0"), pl.col(f"{name}.x1")
    ends = pl.col(f"{name}.u0"), pl.col(f"{name}.u1")
    lowest, highest = pl.min_horizontal(*ends), pl.max_horizontal(*ends)
    for (_, before), (x, u), (_, after) in zip(curve, curve[1:], curve[2:], strict=False):
        inside = (start <= x) & (x <= stop)
        if before < u >= after:
            highest = pl.when(inside).then(pl.max_horizontal(highest, pl.lit(u))).otherwise(highest)
        elif before > u <= after:
            lowest = pl.when(inside).then(pl.min_horizontal(lowest, pl.lit(u))).otherwise(lowest)
    return [lowest.alias(f"{name}.least"), highest.alias(f"{name}.most")]


def _together(q: Question, criterion: str) -> list[pl.Expr]:
    """Criteria that are made of several curves."""
    if criterion == "slack":
        parts = [f"slack:{field}" for field in TECHNICAL]
        return [(pl.sum_horizontal(f"{p}.{end}" for p in parts) / len(parts)).alias(f"slack.{end}") for end in ("least", "most")]
    if criterion == "area_fit":
        undivided, divided = (_possibly("divisible", q.bits("divisible", word)) for word in ("no", "yes"))
        out = []
        for end, pick in (("least", pl.min_horizontal), ("most", pl.max_horizontal)):
            whole, part = pl.col(f"area_fit:whole.{end}"), pl.col(f"area_fit:part.{end}")
            out.append(
                pl.when(divided & undivided).then(pick(whole, part)).when(divided).then(part).otherwise(whole).alias(f"area_fit.{end}")
            )
        return out
    return []


def _inputs(q: Question) -> dict[str, Ends]:
    """What goes into each curve, named by its criterion or by the criterion and the part."""
    to_build = _surely("kind", q.bits("kind", "land"))
    inputs: dict[str, Ends] = {}
    for field, least in zip(TECHNICAL, (q.ceiling, q.load, q.power), strict=True):
        low, high = pl.col(f"{field}.low") / least - 1, pl.col(f"{field}.high") / least - 1
        if field != "power_kva":
            low, high = (pl.when(to_build).then(0.0).otherwise(end) for end in (low, high))
        inputs[f"slack:{field}"] = low, high

    def share(taken: pl.Expr) -> pl.Expr:
        return (taken / q.floor_least - 1).clip(upper_bound=0) + (taken / q.floor_most - 1).clip(lower_bound=0)

    there_low, there_high = pl.col("available_floor_m2.low"), pl.col("available_floor_m2.high")
    smallest_low = pl.when(pl.col("min_unit_m2.filled")).then(pl.col("min_unit_m2.low")).otherwise(0.0)
    part_low = pl.min_horizontal(pl.max_horizontal(smallest_low, there_low.clip(upper_bound=q.floor_least)), there_low)
    part_high = pl.min_horizontal(pl.max_horizontal(pl.col("min_unit_m2.high"), there_high.clip(upper_bound=q.floor_least)), there_high)
    partners = [(pl.col(f"partners.{end}") & q.chain).bitwise_count_ones().cast(pl.Float64) for end in ("must", "may")]
    return {
        **inputs,
        "area_fit:whole": (share(there_low), share(there_high)),
        "area_fit:part": (share(part_low), share(part_high)),
        "positioning": (_surely("positioned", q.kin).cast(pl.Float64), _possibly("positioned", q.kin).cast(pl.Float64)),
        "access": _access(q),
        "cost": (pl.col("rent_yuan_m2_month.low") / q.rent, pl.col("rent_yuan_m2_month.high") / q.rent),
        "readiness": ((pl.col("delivery.low") - q.on).clip(lower_bound=0), (pl.col("delivery.high") - q.on).clip(lower_bound=0)),
        "partners": (partners[0], partners[1]),
    }


def _access(q: Question) -> Ends:
    lat, lon = pl.col("lat.low").radians(), pl.col("lon.low").radians()
    lows, highs = [], []
    for to_lat, to_lon, error_m in q.ports:
        a, b = np.radians(to_lat), np.radians(to_lon)
        half = ((a - lat) / 2).sin().pow(2) + lat.cos() * float(np.cos(a)) * ((b - lon) / 2).sin().pow(2)
        km = 2 * EARTH_KM * half.sqrt().arcsin()
        error = (pl.col("location_accuracy_m.high") + error_m) / 1000
        lows.append((km - error).clip(lower_bound=0))
        highs.append(km + error)
    return pl.min_horizontal(lows), pl.min_horizontal(highs)
