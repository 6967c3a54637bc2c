"""Answers that an earlier version kept in a file are taken in once, whatever a crash or a stranger has made of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matcher.catalog.issues import Refused
from matcher.catalog.load import load
from matcher.model.answer import Answer
from matcher.register.earlier import earlier_answers
from matcher.register.opening import as_registered, with_town
from matcher.register.register import Register
from tests import kept
from tests.conftest import PACK

FIRST = Answer(site="xiacun", field="land_mu", value="20", source="某人", as_of="2026-11-20")
LATER = Answer(site="shangwei", field="land_mu", value="30", source="某人", as_of="2026-11-20")
NOTE = Answer(site="liufang", field="note", value="待确认", source="某人", as_of="2026-11-20")


def line(answer: Answer) -> bytes:
    return json.dumps({"answer": answer.model_dump(mode="json"), "at": "2026-11-20T08:00:00+00:00"}, ensure_ascii=False).encode() + b"\n"


def file_of(home: Path, content: bytes) -> Path:
    path = home / "hetang" / "answers.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_they_stand_in_the_register_after_the_first_look_and_are_taken_in_once(home: Path) -> None:
    file_of(home, line(FIRST) + line(LATER) + b'{"undo": 0}\n')
    pack = load(PACK)
    for _ in range(2):
        found = as_registered(pack, Register())
        assert found.catalog.by_id["shangwei"].number("land_mu") is not None
        assert kept.answers() == [LATER]
    with_town(Register(), pack)
    assert kept.answers() == [LATER]


def test_without_a_file_a_look_makes_no_database(home: Path) -> None:
    found = as_registered(load(PACK), Register())
    assert found.taken == ()
    assert list(home.iterdir()) == []


def test_wherever_a_crash_cut_the_last_line_all_whole_answers_are_there(home: Path) -> None:
    whole, cut = line(FIRST), line(NOTE)
    for end in range(len(cut) - 1):
        file_of(home, whole + cut[:end])
        assert earlier_answers("hetang") == [FIRST]
    file_of(home, whole + cut.rstrip(b"\n"))
    assert earlier_answers("hetang") == [FIRST, NOTE]


def test_taking_back_names_the_line_that_was_meant(home: Path) -> None:
    file_of(home, line(FIRST) + b"half a li\n" + line(LATER) + b'{"undo": 2}\n')
    assert earlier_answers("hetang") == [FIRST]


DEEP = b'{"answer": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
BROKEN_LINES = {
    "nothing": b"null",
    "text": b'"text"',
    "an empty record": b"{}",
    "an answer that is a figure": b'{"answer": 3}',
    "no JSON": b"hello",
    "no object": b"[1, 2]",
    "nested without end": DEEP,
    "brackets without end": b"[" * 100_000,
    "a figure without end": b'{"undo": ' + b"9" * 10_000 + b"}",
    "half a character": b'{"answer": {"site": "\\ud800", "field": "note", "value": "x", "source": "x", "as_of": "2026"}}',
    "another encoding": '{"answer": "陈主任"}'.encode("gb18030"),
    "an undo in words": b'{"undo": "last"}',
    "an undo of nothing": b'{"undo": 99}',
    "an undo that is a truth value": b'{"undo": false}',
    "an answer without a source": b'{"answer": {"site": "xiacun", "field": "land_mu", "value": "20", "as_of": "2026"}}',
    "an answer with a part that nobody knows": b'{"answer": {"site": "xiacun", "field": "note", "value": "x", "source": "x", "as_of": "2026", "mood": "x"}}',
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN_LINES.values(), ids=BROKEN_LINES)
def test_a_broken_line_counts_as_nothing_and_spoils_no_other(home: Path, broken: bytes) -> None:
    file_of(home, line(FIRST) + broken + b"\n" + line(LATER))
    assert earlier_answers("hetang") == [FIRST, LATER]


def test_a_file_that_cannot_be_read_is_told_in_a_sentence_and_nothing_goes_on_without_it(home: Path) -> None:
    (home / "hetang" / "answers.jsonl").mkdir(parents=True)
    with pytest.raises(Refused) as refusal:
        as_registered(load(PACK), Register())
    assert "not known" in refusal.value.issues[0].told("en")
