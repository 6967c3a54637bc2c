"""The invented town as a whole: every file of its pack."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from examples.generator import maps
from examples.generator.draft import Draft
from examples.generator.evidence import evidence
from examples.generator.facilities import facilities
from examples.generator.files import write_csv, write_geojson, write_yaml
from examples.generator.gaps import blur, forget
from examples.generator.industries import industries
from examples.generator.leads import holders, leads
from examples.generator.plan import plan
from examples.generator.plots import plots, pools, renewals
from examples.generator.privacy import privacy
from examples.generator.rules import profiles, rules
from examples.generator.sources import sources
from examples.generator.trials import trials
from examples.generator.words import words
from matcher.catalog.leads import LEAD_COLUMNS
from matcher.catalog.sites import EVIDENCE_COLUMNS, SITE_COLUMNS

NATIONAL = Path(__file__).parents[2] / "data"
"""Where the files lie that are the same for every town: the classification of industries, the catalogue of environmental assessment."""
CATALOGUE = "eia_catalogue"
"""The source of the second, described there too."""
MADE_BY = "Invented for demonstration; made by `python -m examples.generate`, so change the generator and not this file."


@dataclass(frozen=True)
class Made:
    """What was made, in figures."""

    kinds: Counter[str]
    states: Counter[str]
    unknown: float
    """Share of the technical and commercial cells that are empty."""
    ranges: int
    leads: int

    def told(self) -> str:
        kinds = ", ".join(f"{k} {n}" for k, n in self.kinds.items())
        states = ", ".join(f"{s} {n}" for s, n in self.states.most_common())
        return (
            f"{self.kinds.total()} sites ({kinds}); {states}\n"
            f"{self.unknown:.1%} of the technical and commercial cells unknown, {self.ranges} known as a range; {self.leads} leads"
        )


def write_pack(out: Path, seed: int) -> Made:
    """Writes the pack to the folder `out`, over what stands there. The same seed gives the same bytes."""
    held = holders()
    drafts = [*plots(seed, held), *facilities(seed, held), *renewals(seed, held), *pools()]
    for draft in drafts:
        draft.cells |= {"id": draft.id, "name": draft.name[0], "name_en": draft.name[1], "kind": draft.kind}
        if draft.kind != "pool":
            maps.locate(draft)
    unknown = forget(drafts, seed)
    ranges = blur(drafts, seed)
    firms = leads()
    _write(out, drafts, seed, firms)
    states = Counter(d.cells.get("status", "state unknown") for d in drafts if d.kind != "pool")
    return Made(Counter(d.kind for d in drafts), states, unknown, ranges, len(firms))


def _write(out: Path, drafts: list[Draft], seed: int, firms: list[dict[str, str]]) -> None:
    for name, data in (
        ("sources.yaml", {"sources": sources()["sources"] | {CATALOGUE: _national_source()}}),
        ("plan.yaml", plan()),
        ("industries.yaml", industries()),
        ("rules.yaml", rules()),
        ("profiles.yaml", profiles()),
        ("words.yaml", words()),
        ("examples.yaml", trials()),
        ("privacy.yaml", privacy()),
    ):
        write_yaml(out / name, MADE_BY, data)
    write_csv(out / "parcels.csv", SITE_COLUMNS, [d.cells for d in drafts])
    write_csv(out / "evidence.csv", EVIDENCE_COLUMNS, evidence(drafts, seed))
    write_csv(out / "leads.csv", LEAD_COLUMNS, firms)
    write_geojson(out / "map" / "outlines.geojson", maps.outlines(drafts))
    write_geojson(out / "map" / "sketch.geojson", maps.sketch())
    write_csv(out / "map" / "schematic.csv", ("site_id", "lat", "lon"), maps.schematic(drafts))
    for name in ("gbt4754.csv", "environment.yaml"):
        shutil.copyfile(NATIONAL / name, out / name)


def _national_source() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((NATIONAL / "sources.yaml").read_text("utf-8"))["sources"][CATALOGUE]
    return found
