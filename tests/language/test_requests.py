"""The requests of tests/cases/requests.yaml and requests_more.yaml, which a planner can read and add to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from matcher.language.read import Reader
from matcher.model.need import Need

FOLDER = Path(__file__).resolve().parents[1] / "cases"
NAMES = ("requests.yaml", "requests_more.yaml", "requests_hard.yaml", "requests_en.yaml", "requests_en_more.yaml")
CASES = [c for name in NAMES for c in yaml.safe_load((FOLDER / name).read_text("utf-8"))["cases"]]
OWN_WORDS = ("industry_text", "location_text")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['says']}: {c['text'][:24]}")
def test_a_request_is_read_as_its_case_says(case: dict[str, Any], reader: Reader, today: date) -> None:
    found = reader.read(case["text"], today)
    need = found.need.model_dump(mode="json", exclude_defaults=True)
    stated = Need(**case["need"]).model_dump(mode="json", exclude_defaults=True)
    for field in OWN_WORDS:
        if field not in case["need"]:
            need.pop(field, None)
    assert need == stated
    assert found.kind == case.get("kind", "request")
    for words in case.get("unread", []):
        assert any(words in part.text or part.text in words for part in found.unread), f"{words} is not listed as unread"
