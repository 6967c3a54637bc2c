"""The town's own contact: a manager writes it, everybody reads it, and two who write at once see each other's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from matcher.model.catalog import Catalog
from matcher.register.opening import with_town
from matcher.register.register import Register
from matcher.register.towns import TownContact, contact_of, write_contact
from matcher.register.who import VISITOR, Who
from tests.hostile_names import HOSTILE
from tests.register.conftest import MANAGER, STAFF
from views import state, town_contact


@pytest.fixture
def register(tmp_path: Path, town: Catalog, home: Path) -> Iterator[Register]:
    made = with_town(Register(f"sqlite:///{(tmp_path / 'r.sqlite3').as_posix()}", key=b"k"), town)
    yield made
    made.close()


def script(office: object) -> None:
    from views.town_contact import panel

    panel(office, "zh")  # type: ignore[arg-type]


def opened(register: Register, town: Catalog, who: Who) -> AppTest:
    return AppTest.from_function(script, args=(state.Office(town, who, (), (), register),), default_timeout=30).run()


def kept(register: Register, town: Catalog) -> TownContact:
    with register.look() as session:
        return contact_of(session, town.plan.town.id)[0]


def fill(page: AppTest, name: str, phone: str) -> AppTest:
    page.text_input[0].set_value(name)
    page.text_input[1].set_value(phone)
    return next(b for b in page.button if b.label == "保存").click().run()


def test_what_a_manager_writes_is_what_a_visitor_reads(register: Register, town: Catalog) -> None:
    fill(opened(register, town, MANAGER), "荷塘镇招商办", "0750-3751234 转 802")
    assert kept(register, town) == TownContact("荷塘镇招商办", "0750-3751234 转 802")
    said = town_contact.line(state.Office(town, VISITOR, (), (), register), "zh")
    assert "荷塘镇招商办  0750-3751234 转 802" in said


@pytest.mark.parametrize("who", [VISITOR, STAFF])
def test_nobody_else_gets_the_form(register: Register, town: Catalog, who: Who) -> None:
    page = opened(register, town, who)
    assert not page.text_input
    assert not page.button


def test_nothing_is_said_where_the_town_has_named_nobody(register: Register, town: Catalog) -> None:
    assert town_contact.line(state.Office(town, VISITOR, (), (), register), "zh") == ""


def test_of_two_who_write_at_once_the_second_sees_both_and_chooses(register: Register, town: Catalog) -> None:
    page = opened(register, town, MANAGER)
    write_contact(register, MANAGER, town.plan.town.id, TownContact("镇政府", "", "", "", "工作日"), 1)
    page = fill(page, "招商办", "0750-3751234")
    assert kept(register, town).name == "镇政府"
    told = " ".join(m.proto.body for m in page.get("html"))
    assert "镇政府" in told
    assert "招商办" in told
    page = next(b for b in page.button if b.label == "用我的").click().run()
    assert not page.exception
    assert (kept(register, town).name, kept(register, town).phone) == ("招商办", "0750-3751234")


@pytest.mark.parametrize("name", HOSTILE[:8])
def test_a_hostile_name_is_shown_as_it_is_written(register: Register, town: Catalog, name: str) -> None:
    write_contact(register, MANAGER, town.plan.town.id, TownContact(name), 1)
    said = str(town_contact.line(state.Office(town, VISITOR, (), (), register), "zh"))
    assert "<img" not in said
    assert "<script" not in said
