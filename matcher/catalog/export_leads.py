"""leads.csv written back: lines that say what they said stay byte for byte, changed ones are written anew, new ones come at the end."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from matcher.catalog.leads import LEAD_COLUMNS, LEAD_ONLY, NEED_COLUMNS
from matcher.model.catalog import Catalog
from matcher.model.need import Lead

_EXACT = 1e15
"""Whole numbers below this are written without a point."""


def put_leads(path: Path, catalog: Catalog, old: Catalog) -> None:
    """Writes the catalog's leads into the table at `path`, which holds those of `old`. Leads that the catalog has no longer go."""
    now, before = {lead.id: lead for lead in catalog.leads}, {lead.id: lead for lead in old.leads}
    if now == before:
        return
    header, lines = _lines(path.read_bytes().decode("utf-8-sig"))
    end = "\r\n" if header.endswith("\r\n") else "\n"
    columns = [name.strip() for name in next(csv.reader([header]))]
    changed = {ident for ident, lead in now.items() if before.get(ident) != lead}
    if any(_cells(now[ident])[name] for ident in changed for name in LEAD_COLUMNS if name not in columns):
        columns = list(LEAD_COLUMNS)
        kept = {ident: _line(now[ident], columns, end) for ident in now}
        header = end.join([",".join(columns), ""])
    else:
        kept = {ident: line for ident, line in lines.items() if ident in now}
        kept |= {ident: _line(now[ident], columns, end) for ident in changed if ident in kept}
    fresh = [_line(now[ident], columns, end) for ident in sorted(now.keys() - kept.keys())]
    listed = [kept[ident] for ident in lines if ident in kept] + [kept[ident] for ident in kept if ident not in lines]
    path.write_text("".join(_ended([header, *listed, *fresh], end)), encoding="utf-8", newline="")


def _lines(text: str) -> tuple[str, dict[str, str]]:
    """(the header's line, id -> the line or lines of that lead as they stand)."""
    physical = io.StringIO(text, newline="").readlines()
    reader = csv.reader(physical)
    columns = [name.strip() for name in next(reader)]
    header, at = "".join(physical[: reader.line_num]), reader.line_num
    lines = {}
    for row in reader:
        if any(cell.strip() for cell in row):
            lines[row[columns.index("id")].strip()] = "".join(physical[at : reader.line_num])
        at = reader.line_num
    return header, lines


def _ended(lines: Iterable[str], end: str) -> Iterable[str]:
    """The last line of a file may lack its end, which one that follows it needs."""
    return (line if line.endswith(("\n", "\r")) else line + end for line in lines)


def _line(lead: Lead, columns: list[str], end: str) -> str:
    out = io.StringIO(newline="")
    cells = _cells(lead)
    csv.writer(out, lineterminator=end).writerow([cells[name] for name in columns])
    return out.getvalue()


def _cells(lead: Lead) -> dict[str, str]:
    other = lead.investment_other_citation
    own = {name: getattr(lead, name, "") for name in LEAD_ONLY} | {
        "source": lead.citation.source,
        "clause": lead.citation.clause,
        "investment_other_source": other.source if other else "",
        "investment_other_clause": other.clause if other else "",
    }
    return {name: _written(value) for name, value in {**own, **{n: getattr(lead.need, n) for n in NEED_COLUMNS}}.items()}


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(str(v) for v in value)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < _EXACT else repr(value)
    return str(value)
