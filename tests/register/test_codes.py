"""Codes: whatever a person does to one when writing it down or typing it, it is found or its slip is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.register.codes import ALPHABET, MISREAD, SIGNS, code_from, grouped, read_code, secret_of

SECRETS = st.binary(min_size=32, max_size=32)
PLACES = st.integers(0, SIGNS)


def test_a_code_holds_at_least_128_random_bits() -> None:
    assert len(ALPHABET) ** SIGNS >= 2**128
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


@given(SECRETS)
def test_a_code_is_read_as_it_is_shown(secret: bytes) -> None:
    code = code_from(secret)
    assert read_code(grouped(code)) == read_code(code) == code


@given(SECRETS, st.data())
def test_case_spaces_width_and_confusable_letters_do_not_matter(secret: bytes, data: st.DataObject) -> None:
    code = code_from(secret)
    twins = {c: [chr(k) for k, v in MISREAD.items() if v == c] for c in code}
    typed = ""
    for sign in code:
        shown = data.draw(st.sampled_from([sign, sign.lower(), chr(ord(sign) + 0xFEE0), *twins[sign], *(t.lower() for t in twins[sign])]))
        typed += shown + data.draw(st.sampled_from(["", " ", "-", "—", "\u3000", "\n"]))
    assert read_code(typed) == code


@given(SECRETS, PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_noticed(secret: bytes, place: int, sign: str) -> None:
    code = code_from(secret)
    typed = code[:place] + sign + code[place + 1 :]
    assert read_code(typed) == (code if sign == code[place] else None)


@given(SECRETS, PLACES, PLACES)
def test_two_signs_that_changed_places_are_always_noticed(secret: bytes, a: int, b: int) -> None:
    code = code_from(secret)
    signs = list(code)
    signs[a], signs[b] = signs[b], signs[a]
    assert read_code("".join(signs)) == (code if code[a] == code[b] else None)


@given(st.text(max_size=200))
def test_no_text_makes_reading_fail(typed: str) -> None:
    found = read_code(typed)
    assert found is None or len(found) == SIGNS + 1


@given(SECRETS, PLACES)
def test_a_sign_left_out_is_noticed(secret: bytes, place: int) -> None:
    code = code_from(secret)
    assert read_code(code[:place] + code[place + 1 :]) is None


@given(SECRETS, SECRETS)
def test_different_secrets_give_different_codes(a: bytes, b: bytes) -> None:
    assert (code_from(a) == code_from(b)) == (a == b)


@pytest.mark.parametrize(
    "other", [("other key", "receipt", "", "f"), ("key", "share", "", "f"), ("key", "receipt", "firm-1", "f"), ("key", "receipt", "", "g")]
)
def test_the_secret_follows_from_key_purpose_person_and_form(other: tuple[str, str, str, str]) -> None:
    own = secret_of(b"key", "receipt", "", "f")
    assert own == secret_of(b"key", "receipt", "", "f")
    assert own != secret_of(other[0].encode(), *other[1:])


def test_a_form_without_a_name_gets_a_new_secret_each_time() -> None:
    assert secret_of(b"key", "receipt", "", "") != secret_of(b"key", "receipt", "", "")
