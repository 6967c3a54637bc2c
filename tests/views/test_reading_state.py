"""The marks in a text that was read: none over another, all spans inside them, every field named once, each in a group with a colour."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.reading import Span
from matcher.model.need import NEED_LABELS
from matcher.model.text import Text
from views.reading import GROUPS, OTHER, marks
from views.words import WORDS

LOOK = Path(__file__).resolve().parents[2] / "static" / "look"
SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from(sorted(NEED_LABELS)), st.sampled_from(["", "about"])), max_size=12
)


def span(start: int, length: int, field: str, note: str) -> Span:
    return Span(field=field, start=start, end=start + length, text="x" * length, note=Text(note, note))


@given(SPANS)
def test_marks_stand_apart_and_hold_every_span_with_its_field_and_note(said: list[tuple[int, int, str, str]]) -> None:
    spans = [span(*s) for s in said]
    found = marks(spans, "zh")
    assert all(a.end <= b.start for a, b in pairwise(found))
    for one in spans:
        (mark,) = [m for m in found if m.start <= one.start and one.end <= m.end]
        assert one.field in mark.fields
        assert not one.note.zh or one.note.zh in mark.notes
    assert all(len(set(m.fields)) == len(m.fields) for m in found)
    assert {p for s in spans for p in range(s.start, s.end)} == {p for m in found for p in range(m.start, m.end)}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_group_has_a_name_and_a_colour_that_can_be_told_from_its_ground(theme: str) -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (LOOK / f"tokens-{theme}.css").read_text("utf-8")))
    for group in (*GROUPS, OTHER):
        assert f"group_{group}" in WORDS
        line, soft = tokens[f"gr-{group}"], tokens[f"gr-{group}-soft"]
        assert contrast(tokens["ink"], soft) >= 7
        assert contrast(tokens["ink-2"], soft) >= 4.5
        assert contrast(line, soft) >= 3
        assert contrast(line, tokens["surface"]) >= 3


def test_every_field_stands_in_one_group_at_most() -> None:
    every = [f for fields in GROUPS.values() for f in fields]
    assert len(set(every)) == len(every)
    assert set(every) <= set(NEED_LABELS)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
