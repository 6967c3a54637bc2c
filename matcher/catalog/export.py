"""The pack written back with answers, added sites and leads in it: every other file byte for byte, and what is read again is equal."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from pathlib import Path

import yaml

from matcher.catalog.cells import format_cell
from matcher.catalog.drawing import OUTLINES, outlines_in
from matcher.catalog.export_leads import put_leads
from matcher.catalog.issues import Issue, Refused
from matcher.catalog.load import load
from matcher.model.catalog import Catalog
from matcher.model.fields import BY_NAME, FIELDS
from matcher.model.site import Evidence
from matcher.model.text import Text


def export_pack(folder: Path, catalog: Catalog, out: Path) -> None:
    """Writes `catalog`, read from the pack `folder` and overlaid with answers, added sites and the register's leads, as a pack at `out`.

    What is promised to leads is no fact of a site and has no place in a pack: whoever calls lays no promises over the catalog.

    Raises Refused where `out` holds something already, and where the pack holds links. The new pack appears whole or not at all.
    """
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise _refusal(out, Text("目标不是空文件夹。", "is not an empty folder."))
        if folder.resolve() in (out.resolve(), *out.resolve().parents):
            raise _refusal(out, Text("目标在数据包自己的文件夹里。", "lies inside the pack itself."))
        _hold_own_files(folder)
        _write_pack(folder, catalog, out)
    except OSError as fault:
        raise _refusal(out, Text("写不进去。", "cannot be written to."), str(fault.strerror or "")) from fault


def _hold_own_files(folder: Path) -> None:
    """A copy would take in whatever a link points to, wherever on this machine it lies."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            message = Text("是一个链接，不是数据包自己的文件。", "is a link and no file of the pack itself.")
            mend = Text("请换成文件本身，或删去。", "Put the file itself there, or delete the link.")
            raise Refused([Issue("error", path.relative_to(folder).as_posix(), "", 0, "", "", message, mend)])


def _refusal(out: Path, message: Text, value: str = "") -> Refused:
    return Refused([Issue("error", str(out), "", 0, "", value, message, Text("请换一个新文件夹。", "Choose a new folder."))])


def _write_pack(folder: Path, catalog: Catalog, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as scratch:
        new = Path(scratch) / "pack"
        shutil.copytree(folder, new)
        old = load(folder)
        _put_cells(new / "parcels.csv", catalog, old)
        _put_evidence(new / "evidence.csv", catalog, old)
        put_leads(new / "leads.csv", catalog, old)
        _put_outlines(new / "map" / OUTLINES, catalog, old)
        _add_sources(new / "sources.yaml", catalog, old)
        load(new)
        if out.exists():
            out.rmdir()
        new.rename(out)


def _put_cells(path: Path, catalog: Catalog, old: Catalog) -> None:
    """Only cells that an answer has changed are written anew; all others keep the form in which they stand. New sites come at the end."""
    fresh = [s for s in catalog.sites if s.id not in old.by_id]
    if not fresh and all(catalog.by_id[s.id].cells == s.cells for s in old.sites):
        return
    header, rows = _read(path)
    for row in rows:
        now, before = catalog.by_id[row[header.index("id")]].cells, old.by_id[row[header.index("id")]].cells
        for f in (f for f in FIELDS if now.get(f.name) != before.get(f.name)):
            row[header.index(f.name)] = format_cell(f, now.get(f.name))
    _write(path, header, [*rows, *([format_cell(BY_NAME[name], s.cells.get(name)) for name in header] for s in fresh)])


def _put_evidence(path: Path, catalog: Catalog, old: Catalog) -> None:
    """Changed evidence takes the place of the old line; new evidence comes at the end."""
    if catalog.evidence == old.evidence:
        return
    header, rows = _read(path)
    key = header.index("site_id"), header.index("field")
    changed = {k: e for k, e in catalog.evidence.items() if old.evidence.get(k) != e}
    for i, row in enumerate(rows):
        found = changed.pop((row[key[0]], row[key[1]]), None)
        if found:
            rows[i] = _evidence_row(found, header)
    _write(path, header, [*rows, *(_evidence_row(e, header) for e in changed.values())])


def _put_outlines(path: Path, catalog: Catalog, old: Catalog) -> None:
    """The file of outlines, where one was drawn or changed; the properties that the pack gives a feature stay."""
    now = outlines_in(catalog.drawing)
    if now == outlines_in(old.drawing):
        return
    before = {f["properties"]["site_id"]: f["properties"] for f in (old.drawing.get(OUTLINES) or {"features": []})["features"]}
    lines = [
        json.dumps({"type": "Feature", "properties": before.get(site, {"site_id": site}), "geometry": shape}, ensure_ascii=False)
        for site, shape in now.items()
    ]
    whole = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(whole, encoding="utf-8", newline="")


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [[c.strip() for c in row] for row in csv.reader(file) if any(c.strip() for c in row)]
    return rows[0], rows[1:]


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _evidence_row(e: Evidence, header: list[str]) -> list[str]:
    other = e.other_citation
    values = {
        "site_id": e.site, "field": e.field, "basis": e.basis, "source": e.citation.source, "clause": e.citation.clause, "as_of": e.as_of,
        "confirmed_by": e.confirmed_by, "other_value": e.other_value, "other_source": other.source if other else "",
        "other_clause": other.clause if other else "", "note": e.note, "note_en": e.note_en,
    }  # fmt: skip
    return [values[name] for name in header]


def _add_sources(path: Path, catalog: Catalog, old: Catalog) -> None:
    """Sources that only answers have named are added at the end; what stands there stays as it was written."""
    cited = {e.citation.source for e in catalog.evidence.values()} | {lead.citation.source for lead in catalog.leads}
    new = {k: v for k, v in catalog.sources.items() if k not in old.sources and k in cited}
    if not new:
        return
    block = yaml.safe_dump(
        {k: v.model_dump(exclude_defaults=True) for k, v in new.items()}, allow_unicode=True, default_style='"', sort_keys=True
    )
    text = path.read_text(encoding="utf-8").rstrip("\n")
    indented = "".join(f"  {line}\n" for line in block.splitlines())
    path.write_text(f"{text}\n{indented}", encoding="utf-8", newline="")
