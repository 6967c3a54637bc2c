"""A data pack of very many invented sites, for the pages: the invented town with further sites beside its own."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.csv_rows import read_rows, write_rows

DEMO = Path(__file__).resolve().parents[1] / "examples" / "demo"
KEPT = (
    "kind", "status", "land_mu", "available_land_mu", "floor_m2", "available_floor_m2", "uses", "tenure", "ceiling_height_m", "power_kva",
    "lat", "lon", "location_basis", "location_accuracy_m",
)  # fmt: skip
"""Cells of an invented site: enough to pass or fail gates, to score and to ask about."""
WIDE = 0.06
"""Half the width of the square in which they lie [degrees]."""


def write_pack(folder: Path, sites: int, seed: int = 1) -> Path:
    """A pack of so many sites at `folder`, which is made. Each further one is like one of the invented town's, elsewhere and under another name."""
    shutil.copytree(DEMO, folder)
    rng = random.Random(seed)
    columns, own = read_rows(folder / "parcels.csv")
    proof_columns, proofs = read_rows(folder / "evidence.csv")
    of: dict[str, list[dict[str, str]]] = {}
    for proof in proofs:
        of.setdefault(proof["site_id"], []).append(proof)
    like = [s for s in own if s["lat"] and s["kind"] != "pool" and not s["taken_by"] and s["status"]]
    made, backing = [], []
    for n in range(max(0, sites - len(own))):
        model = like[n % len(like)]
        site = dict.fromkeys(columns, "") | {name: model[name] for name in KEPT}
        site |= {"id": f"made-{n}", "name": f"虚构地块 {n}", "name_en": f"Made plot {n}"}
        site["lat"] = f"{float(model['lat']) + rng.uniform(-WIDE, WIDE):.6f}"
        site["lon"] = f"{float(model['lon']) + rng.uniform(-WIDE, WIDE):.6f}"
        made.append(site)
        backing += [{**p, "site_id": site["id"]} for p in of[model["id"]] if site.get(p["field"]) or p["field"] == "location"]
    write_rows(folder / "parcels.csv", columns, own + made)
    write_rows(folder / "evidence.csv", proof_columns, proofs + backing)
    return folder
