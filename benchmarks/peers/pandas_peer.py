"""The whole answer in pandas, as somebody who knows pandas would write it: whole columns, one mask of who is out, one filter, then the rest.

It does the same work: gates of three values, curves over intervals, status, score, low, high, and the same order to the last tie. It is
written for the one need of the benchmark, with the shortcuts that this allows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benchmarks.peers.question import Answer, Question

EARTH_KM = 6371.0088


def frame(table: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(table)


def answer(df: pd.DataFrame, q: Question, top: int | None) -> Answer:
    left = df[~_failed(df, q)]
    passed = _passed(left, q)
    ends = _criteria(left, q)
    points = pd.DataFrame({"id": left["id"], "status": passed.astype("int8") + 1})
    for name, total in (("score", 0.0), ("low", 0.0), ("high", 0.0)):
        for criterion, (low, high) in ends.items():
            end = {"low": low, "high": high}.get(name)
            total = total + 100 * q.weights[criterion] * (end if end is not None else np.clip(q.priors[criterion], low, high))
        points[name] = np.round(total, 6)
    keys = ["status", "score", "low"]
    first = points if top is None else points.nlargest(top, keys, keep="all")
    first = first.sort_values([*keys, "id"], ascending=[False, False, False, True]).head(top if top is not None else len(first))
    return first["id"].tolist(), first[["status", "score", "low", "high"]].to_numpy(np.float64)


def _surely(df: pd.DataFrame, field: str, bits: int) -> pd.Series[bool]:
    return (df[f"{field}.must"] & bits) != 0


def _possibly(df: pd.DataFrame, field: str, bits: int) -> pd.Series[bool]:
    return (df[f"{field}.may"] & bits) != 0


def _all_words(df: pd.DataFrame, end: str, bits: int, *fields: str) -> pd.Series[bool]:
    """Whether every one of the words holds in one of the lists."""
    held = df[f"{fields[0]}.{end}"]
    for field in fields[1:]:
        held = held | df[f"{field}.{end}"]
    return (held & bits) == bits


def _left_over(df: pd.DataFrame, q: Question) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """(something is surely left, surely nothing is left)."""
    land, facility = _surely(df, "kind", q.bits("kind", "land")), _surely(df, "kind", q.bits("kind", "facility"))
    has_land = df["available_land_mu.filled"] & (df["available_land_mu.low"] > 0)
    has_floor = df["available_floor_m2.filled"] & (df["available_floor_m2.low"] > 0)
    no_land = df["available_land_mu.filled"] & (df["available_land_mu.high"] <= 0)
    no_floor = df["available_floor_m2.filled"] & (df["available_floor_m2.high"] <= 0)
    return (has_land & ~facility) | (has_floor & ~land), (no_land | facility) & (no_floor | land)


def _failed(df: pd.DataFrame, q: Question) -> pd.Series[bool]:
    """Whether a row surely fails one of the gates."""
    to_build = _surely(df, "kind", q.bits("kind", "land"))
    facility = _surely(df, "kind", q.bits("kind", "facility"))
    _, nothing = _left_over(df, q)
    part_left = q.bits("status", "acquired", "running", "listed")
    still = part_left | q.bits("status", "available", "planned", "under_construction")
    building = (
        (df["available_floor_m2.high"] < q.floor_least)
        | (df["ceiling_height_m.high"] < q.ceiling)
        | (df["floor_load_t_m2.high"] < q.load)
        | ~_possibly(df, "fire_class", q.bits("fire_class", "jia", "yi", "bing"))
    )
    return (
        ~_possibly(df, "status", still)
        | nothing
        | to_build
        | (facility & ~_possibly(df, "uses", q.bits("uses", "industry")))
        | ~_possibly(df, "tenure", q.bits("tenure", "rent"))
        | (building & ~to_build)
        | (df["power_kva.high"] < q.power)
        | ~_all_words(df, "may", q.bits("features", *q.special), "features")
        | ~_all_words(df, "may", q.bits("processes", *q.processes), "processes", "shared_plants")
        | ~_possibly(df, "water_zone", q.other("water_zone", "class_1"))
        | (df["rent_yuan_m2_month.low"] > q.rent)
        | (df["delivery.low"] > q.by)
    )


def _passed(df: pd.DataFrame, q: Question) -> pd.Series[bool]:
    """Whether a row surely passes all gates; of rows that fail none."""
    facility = _surely(df, "kind", q.bits("kind", "facility"))
    something, _ = _left_over(df, q)
    gone, part_left = q.bits("status", "taken", "committed"), q.bits("status", "acquired", "running", "listed")
    built = q.bits("status", "available", "running", "under_construction", "taken", "committed")
    return (
        ~_possibly(df, "status", gone)
        & (~_possibly(df, "status", part_left) | something)
        & facility
        & _surely(df, "uses", q.bits("uses", "industry"))
        & _surely(df, "tenure", q.bits("tenure", "rent"))
        & (df["available_floor_m2.low"] >= q.floor_least)
        & (df["ceiling_height_m.low"] >= q.ceiling)
        & (df["floor_load_t_m2.low"] >= q.load)
        & (df["power_kva.low"] >= q.power)
        & _surely(df, "fire_class", q.bits("fire_class", "jia", "yi", "bing"))
        & _all_words(df, "must", q.bits("features", *q.special), "features")
        & _all_words(df, "must", q.bits("processes", *q.processes), "processes", "shared_plants")
        & ~_possibly(df, "water_zone", q.bits("water_zone", "class_1"))
        & (~_possibly(df, "status", q.other("status") & ~built) | _surely(df, "planning", q.bits("planning", "in_place")))
        & (df["rent_yuan_m2_month.high"] <= q.rent)
        & (df["delivery.high"] <= q.by)
    )


Ends = tuple[Any, Any]


def _curve(q: Question, name: str, low: Any, high: Any) -> Ends:
    """Lowest and highest utility over [low, high]: the ends, and the corners within at which the curve turns."""
    xs, us = (np.array(part) for part in zip(*q.curves[name], strict=True))
    at_low, at_high = np.interp(low, xs, us), np.interp(high, xs, us)
    lowest, highest = np.minimum(at_low, at_high), np.maximum(at_low, at_high)
    slopes = np.diff(us)  # a level top counts as a turn at its first corner
    for i in range(1, len(xs) - 1):
        if slopes[i - 1] > 0 >= slopes[i]:
            highest = np.where((low <= xs[i]) & (xs[i] <= high), np.maximum(highest, us[i]), highest)
        elif slopes[i - 1] < 0 <= slopes[i]:
            lowest = np.where((low <= xs[i]) & (xs[i] <= high), np.minimum(lowest, us[i]), lowest)
    return lowest, highest


def _criteria(df: pd.DataFrame, q: Question) -> dict[str, Ends]:
    to_build = _surely(df, "kind", q.bits("kind", "land"))
    slack = []
    for field, least in (("ceiling_height_m", q.ceiling), ("floor_load_t_m2", q.load), ("power_kva", q.power)):
        low, high = df[f"{field}.low"] / least - 1, df[f"{field}.high"] / least - 1
        spared = field != "power_kva"
        slack.append(_curve(q, "slack", low.mask(to_build, 0.0) if spared else low, high.mask(to_build, 0.0) if spared else high))
    wait_low, wait_high = (df["delivery.low"] - q.on).clip(lower=0), (df["delivery.high"] - q.on).clip(lower=0)
    partners = [np.bitwise_count((df[f"partners.{end}"] & q.chain).to_numpy()) for end in ("must", "may")]
    return {
        "positioning": _curve(
            q, "positioning", _surely(df, "positioned", q.kin).astype(float), _possibly(df, "positioned", q.kin).astype(float)
        ),
        "area_fit": _area_fit(df, q),
        "access": _access(df, q),
        "cost": _curve(q, "cost", df["rent_yuan_m2_month.low"] / q.rent, df["rent_yuan_m2_month.high"] / q.rent),
        "readiness": _curve(q, "readiness", wait_low, wait_high),
        "slack": (sum(s[0] for s in slack) / 3, sum(s[1] for s in slack) / 3),
        "partners": _curve(q, "partners", partners[0].astype(float), partners[1].astype(float)),
    }


def _area_fit(df: pd.DataFrame, q: Question) -> Ends:
    undivided = _possibly(df, "divisible", q.bits("divisible", "no"))
    divided = _possibly(df, "divisible", q.bits("divisible", "yes"))

    def share(taken: Any) -> Any:
        return (taken / q.floor_least - 1).clip(upper=0) + (taken / q.floor_most - 1).clip(lower=0)

    there_low, there_high = df["available_floor_m2.low"], df["available_floor_m2.high"]
    whole = _curve(q, "area_fit", share(there_low), share(there_high))
    smallest_low, smallest_high = df["min_unit_m2.low"].where(df["min_unit_m2.filled"], 0.0), df["min_unit_m2.high"]
    part_low = np.minimum(np.maximum(smallest_low, np.minimum(q.floor_least, there_low)), there_low)
    part_high = np.minimum(np.maximum(smallest_high, np.minimum(q.floor_least, there_high)), there_high)
    part = _curve(q, "area_fit", share(part_low), share(part_high))
    low = np.where(divided, np.where(undivided, np.minimum(whole[0], part[0]), part[0]), whole[0])
    high = np.where(divided, np.where(undivided, np.maximum(whole[1], part[1]), part[1]), whole[1])
    return low, high


def _access(df: pd.DataFrame, q: Question) -> Ends:
    lat, lon = np.radians(df["lat.low"]), np.radians(df["lon.low"])
    low, high = np.inf, np.inf
    for to_lat, to_lon, error_m in q.ports:
        a, b = np.radians(to_lat), np.radians(to_lon)
        half = np.sin((a - lat) / 2) ** 2 + np.cos(lat) * np.cos(a) * np.sin((b - lon) / 2) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
        error = (df["location_accuracy_m.high"] + error_m) / 1000
        low, high = np.minimum(low, (km - error).clip(lower=0)), np.minimum(high, km + error)
    return _curve(q, "access", low, high)
