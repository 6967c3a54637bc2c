"""Answers as the office gives them, and what they change."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.catalog.issues import Refused
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog


def said(site: str, field: str, value: str, **more: str) -> Answer:
    """An answer that a person of the office gave by telephone."""
    return Answer(**{"site": site, "field": field, "value": value, "source": "陈主任电话", "as_of": "2026-11-20", **more})


def state(catalog: Catalog) -> tuple[Any, ...]:
    """All that an answer can change of what is known."""
    return {s.id: dict(s.cells) for s in catalog.sites}, dict(catalog.evidence), dict(catalog.sources)


def sentence(refusal: pytest.ExceptionInfo[Refused]) -> str:
    """The one reason of a refusal, which must be told in both languages with a mend."""
    (issue,) = refusal.value.issues
    for text in (issue.message, issue.mend):
        assert text.zh
        assert text.en
        assert text.zh != text.en
    return issue.told("en")
