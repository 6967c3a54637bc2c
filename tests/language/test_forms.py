"""Ways to write numbers with units (tests/cases/numbers.yaml) and dates (tests/cases/dates.yaml)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from matcher.language.read import Reader
from matcher.model.text import LANGS

CASES = Path(__file__).resolve().parents[1] / "cases"
NUMBERS = yaml.safe_load((CASES / "numbers.yaml").read_text("utf-8"))["groups"]
DATES = yaml.load((CASES / "dates.yaml").read_text("utf-8"), yaml.BaseLoader)
FORMS = [(g["field"], g["sentence"], f) for g in NUMBERS for f in g["forms"]]


def test_there_are_as_many_forms_as_were_promised() -> None:
    assert len(FORMS) >= 120
    assert len(DATES["forms"]) >= 60
    assert len({(field, form[0]) for field, _, form in FORMS}) == len(FORMS)


@pytest.mark.parametrize(("field", "sentence", "form"), FORMS, ids=lambda v: v[0] if isinstance(v, list) else "")
def test_a_number_is_read_as_it_was_meant(field: str, sentence: str, form: list[Any], reader: Reader, today: date) -> None:
    said, *want = form
    need = reader.read(sentence.format(said=said), today).need
    found = [getattr(need, f"{field}_min"), getattr(need, f"{field}_max")] if len(want) == 2 else [getattr(need, field)]
    for value, expected in zip(found, want, strict=True):
        assert value is None if expected == "none" else value == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(("said", "month"), DATES["forms"])
def test_a_date_is_read_as_the_last_month_it_may_mean(said: str, month: str, reader: Reader, today: date) -> None:
    found = reader.read(DATES["sentence"].format(said=said), today)
    assert found.need.needed_by == (None if month == "none" else month)


def test_a_date_told_from_today_needs_today(reader: Reader) -> None:
    found = reader.read("求租厂房1000平，明年6月前入驻")
    assert found.need.needed_by is None
    assert [u.text for u in found.unread] == ["明年6月"]
    assert reader.read("求租厂房1000平，2027年6月前入驻").need.needed_by == "2027-06"


def test_soon_is_noted_without_a_month(reader: Reader, today: date) -> None:
    found = reader.read("急租厂房1000平，尽快入驻", today)
    assert found.need.needed_by is None
    assert any(u.text == "急" and all(u.why.say(lang) for lang in LANGS) for u in found.unread)
