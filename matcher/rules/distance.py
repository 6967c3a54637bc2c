"""Distances over ground, and what the error of a position makes of them."""

from __future__ import annotations

import numpy as np

from matcher.model.catalog import Catalog
from matcher.model.globe import EARTH_RADIUS_KM
from matcher.model.plan import Infrastructure
from matcher.model.text import Text
from matcher.model.values import month_index
from matcher.rules.columns import Columns, Floats


def great_circle_km(lat: Floats, lon: Floats, to_lat: float, to_lon: float) -> Floats:
    """Haversine distance [km] from each point to one point, degrees in."""
    a, b = np.radians(lat), np.radians(to_lat)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(to_lon - lon) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)))


def nearest_km(catalog: Catalog, columns: Columns, near: str, on: int) -> tuple[Floats, Floats, list[Text] | None]:
    """(low, high, names): straight-line distance to the nearest place of a kind that stands on a month.

    A place that may not stand yet can only bring the low end nearer. Each position's radius of error widens the range. Where the data
    hold no place of the kind at all, nothing is known of the distance; where they hold one that does not stand, it is infinite.
    """
    works = [work for work in catalog.plan.infrastructure if work.near == near]
    if not works:
        return np.zeros(columns.size), np.full(columns.size, np.inf), None
    low = np.full(columns.size, np.inf)
    high = np.full(columns.size, np.inf)
    names: list[Text] = []
    for work in works:
        surely, maybe = stands(work, on)
        if not maybe or work.lat is None or work.lon is None or work.accuracy_m is None:
            continue
        names.append(work.title)
        distance = great_circle_km(columns.low["lat"], columns.low["lon"], work.lat, work.lon)
        error = (columns.high["location_accuracy_m"] + work.accuracy_m) / 1000
        low = np.minimum(low, np.maximum(distance - error, 0))
        if surely:
            high = np.minimum(high, distance + error)
    return low, high, names


def stands(work: Infrastructure, on: int) -> tuple[bool, bool]:
    """(surely, possibly) there on a month. A work only planned never surely stands, since a plan's date is a promise."""
    if work.status == "existing":
        return True, True
    first, _, last = work.delivery.partition("..")
    begun = not first or month_index(first) <= on
    done = month_index(last or first) <= on
    return work.status == "under_construction" and done, begun
