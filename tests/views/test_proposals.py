"""What an enterprise tells of a site waits for the office: nothing counts before it is taken, and whoever refuses it says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.register.answers import proposals, propose, standing
from matcher.register.facts import AnswerRow
from matcher.register.opening import as_registered, with_town
from matcher.register.register import Register
from matcher.register.who import VISITOR, Who
from tests.register.conftest import FIRM, STAFF
from views import state

SITE, TODAY = "wanyang-1", date(2026, 11, 23)


@pytest.fixture
def register(tmp_path: Path, town: Catalog, home: Path) -> Iterator[Register]:
    made = with_town(Register(f"sqlite:///{(tmp_path / 'r.sqlite3').as_posix()}", key=b"k"), town)
    yield made
    made.close()


def asked(office: object, today: object) -> None:
    from matcher.explanation.shortlist import shortlist
    from views.answering import questions

    need = office.catalog.examples[0].need  # type: ignore[attr-defined]
    match = next(m for m in shortlist(office.catalog, need, today).matches if m.site_id == "wanyang-1")  # type: ignore[attr-defined, arg-type]
    questions(office, need, match, today, "zh")  # type: ignore[arg-type]


def waiting(office: object, today: object) -> None:
    from views.proposals import panel

    panel(office, today, "zh")  # type: ignore[arg-type]


def opened(script: object, register: Register, town: Catalog, who: Who) -> AppTest:
    office = state.Office(as_registered(town, register).catalog, who, (), (), register)
    page = AppTest.from_function(script, args=(office, TODAY), default_timeout=60)  # type: ignore[arg-type]
    page.session_state["answer-here-zh"] = True  # the fields are unfolded
    return page.run()


def press(page: AppTest, name: str) -> AppTest:
    return next(b for b in page.button if b.label == name).click().run()


def told(page: AppTest) -> str:
    return " ".join(m.proto.body for m in page.get("html"))


def proposed(register: Register, town: Catalog, value: str = "7.2") -> None:
    answer = Answer(site=SITE, field="ceiling_height_m", value=value, source="<b>园区</b>物业", as_of="2026-11-20")
    propose(register, FIRM, town.plan.town.id, [answer])


def states(register: Register) -> list[tuple[str, str]]:
    with register.look() as session:
        return [(r.state, r.reason) for r in session.query(AnswerRow).order_by(AnswerRow.number)]


def test_an_enterprise_fills_the_questions_in_and_nothing_counts_yet(register: Register, town: Catalog) -> None:
    before = as_registered(town, register).catalog.version
    page = opened(asked, register, town, FIRM)
    fields = [t for t in page.text_input if "-power_kva" in t.key or "-ceiling_height_m" in t.key]
    assert fields
    fields[0].set_value("8")
    next(t for t in page.text_input if t.key.endswith("-source")).set_value("园区物业")
    page = press(page, "交镇里核实")
    assert not page.exception
    with register.look() as session:
        assert len(proposals(session, town.plan.town.id)) == 1
        assert standing(session, town.plan.town.id) == []
    assert as_registered(town, register).catalog.version == before


def test_a_visitor_reads_the_questions_and_gets_no_form(register: Register, town: Catalog) -> None:
    assert not opened(asked, register, town, VISITOR).button


def test_what_is_taken_stands_and_counts(register: Register, town: Catalog) -> None:
    proposed(register, town)
    page = opened(waiting, register, town, STAFF)
    assert "&lt;b&gt;园区&lt;/b&gt;物业" in told(page)
    press(page, "采纳")
    assert states(register) == [("stands", "")]
    assert as_registered(town, register).catalog.by_id[SITE].number("ceiling_height_m").low == 7.2  # type: ignore[union-attr]


def test_what_is_refused_keeps_the_reason(register: Register, town: Catalog) -> None:
    proposed(register, town)
    page = opened(waiting, register, town, STAFF)
    assert next(b for b in page.button if b.label == "不采纳").disabled
    page.text_input[0].set_value("与图纸不符").run()
    press(page, "不采纳")
    assert states(register) == [("refused", "与图纸不符")]


def test_what_cannot_be_is_refused_in_a_sentence_and_goes_on_waiting(register: Register, town: Catalog) -> None:
    proposed(register, town, "很高")
    page = press(opened(waiting, register, town, STAFF), "采纳")
    assert states(register) == [("proposed", "")]
    assert 'role="alert"' in told(page) or "notice" in told(page)


@pytest.mark.parametrize("who", [VISITOR, FIRM])
def test_nobody_else_sees_what_waits(register: Register, town: Catalog, who: Who) -> None:
    proposed(register, town)
    page = opened(waiting, register, town, who)
    assert told(page) == ""
    assert not page.button
