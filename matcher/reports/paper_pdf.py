"""A report as a PDF with its own fonts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from matcher.reports.blocks import Paper, Span, texts
from matcher.reports.typeset import HERE, pdf

_TEMPLATE = HERE / "paper.typ"


def paper_pdf(paper: Paper) -> bytes:
    """The bytes of the file. The same report makes the same file on every computer, as long as our own fonts can write it."""
    year, month, day = (int(part) for part in paper.day.split("-"))
    data = {
        **{name: getattr(paper, name).text for name in ("kind", "title", "warning", "foot")},
        "town": paper.lines[0].text.partition(" · ")[0],
        "lines": [span.text for span in paper.lines],
        "lang": paper.lang,
        "wide": paper.wide,
        "year": year,
        "month": month,
        "date": day,
        "blocks": [_told(b) for b in paper.blocks],
    }
    return pdf(_TEMPLATE, data, texts(paper), paper.day)


def _told(value: Any) -> Any:
    """A part of a report as JSON that says what it is; where a text stands by itself it is just that text."""
    if isinstance(value, tuple):
        return [_told(v) for v in value]
    if is_dataclass(value):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        return {"block": type(value).__name__.lower()} | {n: v.text if isinstance(v, Span) else _told(v) for n, v in kept.items()}
    return value
