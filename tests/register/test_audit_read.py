"""The audit as people read it: found by person, action, record and day, told in sentences, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from matcher.model.text import LANGS
from matcher.register.answers import give, withdraw
from matcher.register.audit_reading import Asked, Done, read_audit
from matcher.register.audit_told import ACTIONS, person, sentence
from matcher.register.policy import POLICY
from matcher.register.register import Register
from matcher.reports.audit_sheet import as_text, audit_csv
from tests.register.conftest import MANAGER, STAFF, Clock
from tests.register.stage import TOWN, answer


@pytest.fixture
def filled(register: Register, clock: Clock) -> Register:
    """The pack taken in, an answer on the same day, and its withdrawal by somebody else a week later."""
    number = give(register, STAFF, TOWN, [answer().model_copy(update={"source": "=cmd|' /C calc'!A0"})])["numbers"][0]
    clock.go(days=7)
    withdraw(register, MANAGER, TOWN, number, 1, "+1 写错了")
    return register


def found(register: Register, **asked: object) -> list[str]:
    with register.look() as session:
        return [done.action for done in read_audit(session, Asked(**asked), 50)]  # type: ignore[arg-type]


def test_every_action_of_the_policy_has_its_words() -> None:
    assert set(POLICY) <= set(ACTIONS)


def test_what_was_done_is_found_by_person_action_record_and_day(filled: Register) -> None:
    assert found(filled) == ["answer.withdraw", "answer.give", "pack.seed"], "the last first"
    assert found(filled, who=STAFF.account) == ["answer.give"]
    assert found(filled, action="pack.seed") == ["pack.seed"]
    assert found(filled, record="wanyang-1") == ["answer.withdraw", "answer.give"]
    assert found(filled, town="elsewhere") == []
    assert found(filled, since=date(2026, 11, 26)) == ["answer.withdraw"]
    assert found(filled, until=date(2026, 11, 26)) == ["answer.give", "pack.seed"]
    assert len(found(filled, since=date.min, until=date.max)) == 3


def test_a_row_is_a_sentence_without_codes(filled: Register) -> None:
    with filled.look() as session:
        last, *_ = read_audit(session, Asked(), 1)
    assert "撤回答案 wanyang-1" in sentence(last, "zh")
    assert "配电容量" in sentence(last, "zh")
    assert "took back an answer wanyang-1" in sentence(last, "en")
    assert "withdrawn" in sentence(last, "en")
    assert "2026-11-30" in sentence(last, "en") or "2026-12-01" in sentence(last, "en")


def test_what_somebody_put_into_a_row_by_hand_can_still_be_read() -> None:
    done = Done(1, "yesterday", "", "", "nobody", "strange", "", "", {"?": [None, True, {"a": 1}]})
    for lang in LANGS:
        assert "yesterday" in sentence(done, lang)
        assert person(done, lang) == "nobody"


def test_no_cell_of_the_file_is_a_formula(filled: Register) -> None:
    with filled.look() as session:
        rows = list(csv.reader(io.StringIO(audit_csv(read_audit(session, Asked(), 50), "zh").decode("utf-8-sig"))))
    assert len(rows) == 4
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\u3000=1"])
def test_a_cell_that_a_spreadsheet_would_count_begins_with_an_apostrophe(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"
    assert as_text(f"a{cell}") == f"a{cell}"
