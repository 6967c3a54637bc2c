"""The sites of a pack as a peer takes them: latitude and longitude, read once."""

from __future__ import annotations

import csv
import os
from functools import cache
from pathlib import Path


@cache
def places() -> list[tuple[float, float]]:
    """Of the pack that SITES_OF names."""
    with (Path(os.environ["SITES_OF"]) / "parcels.csv").open(encoding="utf-8", newline="") as file:
        return [(float(r["lat"]), float(r["lon"])) for r in csv.DictReader(file) if r["lat"]]
