"""A citation must resolve: its source stands in sources.yaml, and so does its clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matcher.catalog.issues import IssueLog
from matcher.model.pack import Citation, Source
from matcher.model.text import Text

SPELLING = Text("请检查拼写，或先添加它。", "Check the spelling, or add it first.")


def hold_citation(citation: Citation, sources: Mapping[str, Source], log: IssueLog, **place: Any) -> None:
    """A source and a clause that sources.yaml knows."""
    source = sources.get(citation.source)
    if source is None:
        log.error(
            Text("引用的来源不在 sources.yaml。", "cites a source that sources.yaml does not have."),
            SPELLING,
            value=citation.source or "(empty)",
            **place,
        )
    elif citation.clause and citation.clause not in source.clauses:
        log.error(
            Text("引用的条款不在 sources.yaml 的这个来源里。", "cites a clause that this source in sources.yaml does not have."),
            SPELLING,
            value=citation.clause,
            **place,
        )
