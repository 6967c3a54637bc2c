"""Sites and leads as nobody would enter them all at once: every field, every form of a value, and texts that try to be something else."""

from __future__ import annotations

import random
from math import ceil, floor
from typing import Any

from matcher.catalog.cells import Cell
from matcher.exchange.tables_data import affixes, folded, targets
from matcher.model.catalog import Catalog
from matcher.model.consistency import contradictions
from matcher.model.fields import FIELDS
from matcher.model.need import Lead, Need
from matcher.model.pack import Citation
from matcher.model.site import Site
from matcher.model.values import Interval, Words, month_index, month_text
from matcher.model.vocabulary import STAGE
from matcher.reports.table_columns import vocabulary_of
from matcher.reports.xlsx import clean

FORMULAS = (
    "=1+1", "=HYPERLINK(\"http://example.invalid\")", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "\u00a0=1+1", "\u3000=1+1", "＝1+1", "＋1+1", "－2+3", "＠SUM(1+1)", "'=1+1", "''+1", "=1+1\n-2",
)  # fmt: skip
"""What a spreadsheet might count."""
CONTROLS = tuple(chr(n) for n in (*range(32), 127))
TEXTS = (
    *FORMULAS, *(f"甲{c}乙" for c in CONTROLS), "第一行\n第二行", "a\r\nb\n\n c  d ", '他说"好"', "a,b；c;d\te", "ＡＢＣ１２３", "0012", "1e5x", "'quoted'", "{=1}", "<r>x</r>", "&amp;<b>",
    "http://example.invalid", "_x0041_", "TRUE", "2027-06", "#注", "é\u0301 😀 𠮷", "\ufeffx", "\u2028y", "x" * 300,
)  # fmt: skip
_DEGREES = {"lat": 7, "lon": 7}
_DECIMALS = 4
MOST = 200
"""Characters of a name."""


def text(rng: random.Random) -> str:
    """One that says something: 无, / and the like are read as nothing in every table."""
    while True:
        said = rng.choice(TEXTS)
        if rng.random() < 0.4:
            said += "".join(
                chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x4E00, 0x9FFF), rng.randrange(0xA0, 0x2FF))))
                for _ in range(rng.randrange(1, 12))
            )
        if folded(line(said)) not in affixes().empty:
            return said


def line(said: str) -> str:
    """What of a text a table keeps: no control characters, runs of blanks as one."""
    return " ".join(clean(said).split())


def lines(said: str) -> str:
    """The same of a text that may have several lines."""
    return "\n".join(" ".join(part.split()) for part in clean(said).splitlines()).strip()


def kept(kind: Any, field: str, said: str) -> str:
    return lines(said) if field in targets(kind) and targets(kind)[field].lines else line(said)


def interval(rng: random.Random, catalog: Catalog, name: str, decimals: int) -> Interval:
    whole, scale = catalog.possible(name), 10**decimals
    bounds = ceil(whole.low * scale), floor(whole.high * scale)
    low, high = sorted(rng.randint(*bounds) / scale for _ in range(2))
    form = rng.randrange(4) if name not in _DEGREES else 0
    return (Interval(low, low), Interval(low, high), Interval(low, whole.high), Interval(whole.low, high))[form]


def cell(rng: random.Random, catalog: Catalog, field: Any) -> Cell:
    if field.type in ("number", "month"):
        return interval(rng, catalog, field.name, 0 if field.type == "month" else _DEGREES.get(field.name, _DECIMALS))
    if field.type == "text":
        return text(rng)
    tokens = list(catalog.vocabularies[field.vocabulary].tokens)
    if field.type == "one":
        return rng.choice(tokens)
    rng.shuffle(tokens)
    cut, end = sorted((rng.randrange(len(tokens) + 1), rng.randrange(len(tokens) + 1)))
    has, lacks = frozenset(tokens[:cut]), frozenset(tokens[cut:end])
    return Words(has) if field.type == "closed" else Words(has, lacks) if has | lacks else Words(frozenset(tokens[:1]))


def sites(rng: random.Random, catalog: Catalog, count: int) -> list[Site]:
    """New sites, none of which contradicts itself."""
    found: list[Site] = []
    while len(found) < count:
        cells: dict[str, Cell] = {"id": f"T{len(found):04d}"}
        cells["kind"] = rng.choice(catalog.vocabularies["kind"].tokens)
        located = rng.random() < 0.6
        for field in FIELDS:
            wanted = located if field.group else field.name == "name" or rng.random() < 0.4
            if field.name not in cells and wanted:
                cells[field.name] = text(rng)[:MOST] if field.name == "name" else cell(rng, catalog, field)
        site = Site(str(cells["id"]), cells)
        if not list(contradictions(site)):
            found.append(site)
    return found


def leads(rng: random.Random, catalog: Catalog, count: int) -> list[Lead]:
    return [_lead(rng, catalog, f"L-{n:03d}") for n in range(count)]


def _lead(rng: random.Random, catalog: Catalog, ident: str) -> Lead:
    said: dict[str, Any] = {}
    for name, info in Need.model_fields.items():
        if name in ("id", "name") or rng.random() < 0.5:
            continue
        shape = str(info.annotation)
        token = vocabulary_of("leads", name)
        if "bool" in shape:
            said[name] = rng.random() < 0.5
        elif token:
            words = list(catalog.vocabularies[token].tokens)
            said[name] = rng.choice(words) if "tuple" not in shape else tuple(rng.sample(words, rng.randrange(len(words) + 1)))
        elif "float" in shape:
            said[name] = rng.choice((0.0, 1.5)) if name.endswith("_t") else rng.randint(1, 10**9) / 10**_DECIMALS
        elif name == "needed_by":
            said[name] = month_text(rng.randint(month_index("2026-12"), month_index("2040-12")))
        elif name == "gbt4754":
            said[name] = rng.choice(sorted(catalog.codes))
        else:
            said[name] = text(rng)
    for stem in ("land_mu", "floor_m2"):
        if f"{stem}_min" in said and f"{stem}_max" in said:
            said[f"{stem}_min"], said[f"{stem}_max"] = sorted((said[f"{stem}_min"], said[f"{stem}_max"]))
    if "processes_not" in said:
        said["processes_not"] = tuple(p for p in said["processes_not"] if p not in said.get("processes", ()))
    name = text(rng)
    return Lead(
        id=ident, name=name, name_en=rng.choice(("", text(rng))), stage=rng.choice(STAGE.tokens), stage_since=rng.choice(("", "2026-03", "2026-11-20")),
        settled_at=rng.choice(("", "T0001")), citation=Citation(source="register"), note=rng.choice(("", text(rng))),
        need=Need(id=ident, name=name, **said),
    )  # fmt: skip
