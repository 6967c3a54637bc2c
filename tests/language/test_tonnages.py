"""Tonnages and processes of tests/cases/tonnages.yaml, and that an amount survives every way to write it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.read import Reader
from matcher.model.need import Need

CASES = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "tonnages.yaml").read_text("utf-8"))["cases"]
REQUEST = "求租厂房2000平，"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
MATTERS = {"油性漆": "solvent_paint_t", "水性漆": "low_voc_paint_t", "溶剂型胶粘剂": "solvent_glue_t", "铸件": "casting_t"}
FORMS = ("年用{m}{n}吨", "{m}年用量{n}吨", "{m}{n}吨/年", "{m} {n} t/a", "每年用{m} {n} 吨", "年用{n}吨{m}")


def read(reader: Reader, text: str, today: date) -> dict[str, Any]:
    """What is stated beside the renting of 2000 ㎡."""
    found = reader.read(REQUEST + text, today).need.model_dump(mode="json", exclude_defaults=True)
    return {k: v for k, v in found.items() if k not in ("tenure", "space", "floor_m2_min", "floor_m2_max", "industry_text")}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['says']}: {c['text']}")
def test_a_text_is_read_as_its_case_says(case: dict[str, Any], reader: Reader, today: date) -> None:
    assert read(reader, case["text"], today) == Need(**case["need"]).model_dump(mode="json", exclude_defaults=True)
    unread = reader.read(REQUEST + case["text"], today).unread
    for words in case.get("unread", []):
        assert any(words in part.text and case.get("why", "") in part.why.zh for part in unread), f"{words} is not listed as unread"


@given(
    tenths=st.integers(1, 99_999), matter=st.sampled_from(sorted(MATTERS)), form=st.sampled_from(FORMS), wide=st.booleans()
)  # fmt: skip
def test_a_tonnage_survives_every_way_to_write_it(reader: Reader, tenths: int, matter: str, form: str, wide: bool) -> None:
    said = f"{tenths / 10:g}"
    text = form.format(m=matter, n=said.translate(WIDE) if wide else said)
    assert read(reader, text, date(2026, 11, 23)).get(MATTERS[matter]) == pytest.approx(float(said))


def test_the_span_of_a_tonnage_is_where_it_was_said(reader: Reader, today: date) -> None:
    found = reader.read(f"{REQUEST}油性漆年用量１２吨", today)
    (span,) = [s for s in found.spans if s.field == "solvent_paint_t"]
    assert span.text == "１２吨"


def test_every_reason_for_not_reading_is_told_in_english_too(reader: Reader, today: date) -> None:
    for case in CASES:
        for part in reader.read(REQUEST + case["text"], today).unread:
            assert part.why.en
            assert not re.search("[\u4e00-\u9fff]", part.why.en)
