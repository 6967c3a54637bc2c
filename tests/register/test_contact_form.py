"""Names, telephone numbers and addresses as people write them, and what is refused; no refusal repeats what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalog.issues import ASKER, IssueLog
from matcher.register.contact_form import Contact, read_contact, read_email, read_phone
from matcher.register.worded import line


def log() -> IssueLog:
    return IssueLog("", ASKER)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("8613800138000", "8613800138000"),
        ("0086 138 0013 8000", "+8613800138000"),
        ("0750-3751234", "07503751234"),
        ("(0750) 375 1234", "07503751234"),
        ("020-83123456", "02083123456"),
        ("010-65123456转802", "01065123456转802"),
        ("+86 750 3751234", "+867503751234"),
        ("400-820-8820", "4008208820"),
        ("+852 2123 4567", "+85221234567"),
        ("+853 6212 3456", "+85362123456"),
        ("001 415 555 0132", "+14155550132"),
        ("", ""),
    ],
)
def test_telephone_numbers_as_people_write_them(typed: str, kept: str) -> None:
    found = log()
    assert (read_phone(typed, found), found.issues) == (kept, [])


@pytest.mark.parametrize(
    "typed",
    [
        "12345678901",
        "1380013800",
        "138001380001",
        "3751234",
        "电话",
        "+12",
        "+86 12345678901",
        "13800138000; drop",
        "１３８x",
        "+0 123 4567",
    ],
)
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    found = log()
    read_phone(typed, found)
    assert [i.field for i in found.issues] == ["phone"]
    assert found.issues[0].value == ""


@pytest.mark.parametrize("typed", ["a@b.cn", "li.wei+hetang@mail.example.com", "  x_y@163.com ", "O'Brien@example.co.uk"])
def test_addresses_as_people_write_them(typed: str) -> None:
    found = log()
    assert (read_email(typed, found), found.issues) == (typed.strip(), [])


@pytest.mark.parametrize(
    "typed", ["a", "a@b", "a b@c.cn", "a@@b.cn", "@b.cn", "a@-b.cn", "a..b@c.cn", "<a@b.cn>", "a@b.cn\nBcc: c@d.cn", "x" * 250 + "@b.cn"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    found = log()
    read_email(typed, found)
    assert [i.field for i in found.issues] == ["email"]
    assert found.issues[0].value == ""


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800"])
def test_signs_that_are_no_text_are_refused(sign: str) -> None:
    found = log()
    line(f"张{sign}三", "person", found)
    assert [i.field for i in found.issues] == ["person"]


@pytest.mark.parametrize(
    ("typed", "kept"), [("张\u200b三\ufeff", "张三"), ("张\u202e三", "张三"), ("张\u2028三", "张 三"), ("张\ue000", "张\ue000")]
)
def test_marks_without_a_shape_are_taken_out_and_rare_characters_stay(typed: str, kept: str) -> None:
    found = log()
    assert (line(typed, "person", found), found.issues) == (kept, [])


def test_a_name_and_one_way_to_reach_them_is_enough() -> None:
    for contact in (Contact("张三", "13800138000", ""), Contact("张三", "", "a@b.cn")):
        found = log()
        assert read_contact(contact, found) == contact
        assert found.issues == []


def test_everything_that_is_missing_is_told_at_once() -> None:
    found = log()
    read_contact(Contact(), found)
    assert [i.field for i in found.issues] == ["person", "phone"]


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_form_and_what_is_kept_can_be_read_again(person: str, phone: str, email: str) -> None:
    found = log()
    kept = read_contact(Contact(person, phone, email), found)
    if not found.issues:
        again = log()
        assert (read_contact(kept, again), again.issues) == (kept, [])


def test_a_contact_that_is_printed_says_nothing() -> None:
    assert repr(Contact("张三", "13800138000", "a@b.cn")) == "Contact()"
