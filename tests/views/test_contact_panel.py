"""The contact of a lead on a page of the office: nothing before a purpose is said, each look written down, nothing left in the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from matcher.model.catalog import Catalog
from matcher.register import contacts
from matcher.register.contact_form import Contact
from matcher.register.opening import with_town
from matcher.register.people import ContactAccessRow
from matcher.register.register import Register
from matcher.register.who import VISITOR, Who
from tests.register.conftest import COLLEAGUE, STAFF
from tests.register.handed_in import EMAIL, PERSON, PHONE, hand_in
from views import state


@pytest.fixture
def register(tmp_path: Path, town: Catalog, home: Path) -> Iterator[Register]:
    made = with_town(Register(f"sqlite:///{(tmp_path / 'r.sqlite3').as_posix()}", key=b"k"), town)
    yield made
    made.close()


def script(office: object, lead: str) -> None:
    from views.contact_panel import panel

    panel(office, lead, "zh")  # type: ignore[arg-type]


def opened(register: Register, town: Catalog, who: Who, lead: str) -> AppTest:
    office = state.Office(town, who, (), (), register)
    return AppTest.from_function(script, args=(office, lead), default_timeout=30).run()


def press(page: AppTest, name: str) -> AppTest:
    return next(b for b in page.button if b.label == name).click().run()


def look(register: Register, town: Catalog, lead: str) -> AppTest:
    page = opened(register, town, STAFF, lead)
    page.selectbox[0].select("call").run()
    return press(page, "查看")


def session(page: AppTest) -> str:
    return repr(page.session_state._state.filtered_state)


def looks(register: Register) -> int:
    with register.look() as found:
        return len(found.scalars(select(ContactAccessRow)).all())


def body(page: AppTest) -> str:
    return "".join(block.proto.body for block in page.get("html"))


def test_nothing_is_shown_before_a_purpose_is_said(register: Register, town: Catalog) -> None:
    page = opened(register, town, STAFF, hand_in(register, town).lead)
    assert PHONE not in body(page)
    page = press(page, "查看")
    assert PHONE not in body(page)
    assert looks(register) == 0


def test_after_a_purpose_it_is_shown_and_drawn_again_as_one_look(register: Register, town: Catalog) -> None:
    page = look(register, town, hand_in(register, town).lead)
    for _ in range(3):
        assert PERSON in body(page)
        assert PHONE in body(page)
        page.run()
    assert looks(register) == 1
    assert [c for c in (PERSON, PHONE, EMAIL) if c in session(page)] == []
    assert PHONE not in body(press(page, "收起"))


def test_a_correction_is_kept_and_leaves_nothing_in_the_session(register: Register, town: Catalog) -> None:
    lead = hand_in(register, town).lead
    page = press(look(register, town, lead), "更正")
    page.text_input[1].set_value("0750-3751234")
    page = press(page, "保存")
    assert contacts.see(register, STAFF, "hetang", lead, "call").contact.phone == "07503751234"
    page.run()
    assert [c for c in (PERSON, PHONE, EMAIL, "3751234") if c in session(page)] == []


def test_two_who_correct_at_once_see_what_the_other_saved(register: Register, town: Catalog) -> None:
    lead = hand_in(register, town).lead
    page = press(look(register, town, lead), "更正")
    contacts.edit(register, COLLEAGUE, town, lead, 1, Contact("李四", "13700137000", ""))
    page.text_input[1].set_value("13900139000")
    page = press(page, "保存")
    assert "李四" in body(page)
    assert page.text_input[1].value == "13900139000", "what was typed stays"
    press(page, "保存")
    assert contacts.see(register, STAFF, "hetang", lead, "call").contact.phone == "13900139000"


def test_a_visitor_sees_no_panel_at_all(register: Register, town: Catalog) -> None:
    page = opened(register, town, VISITOR, hand_in(register, town).lead)
    assert body(page) == ""
    assert len(page.button) == 0
