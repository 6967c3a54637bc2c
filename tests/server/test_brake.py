"""The brake on an address: so many tries at once, then one after the other, for a whole network and in bounded memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signin.brake import SECONDS_A_TRY, TRIES, Brake
from signin.form import back_of


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_tries_run_out_and_come_back_with_time() -> None:
    clock = Hand()
    brake = Brake(clock)
    assert [brake.wait("203.0.113.1") for _ in range(TRIES)] == [0] * TRIES
    wait = brake.wait("203.0.113.1")
    assert wait == SECONDS_A_TRY
    clock.now += wait
    assert brake.wait("203.0.113.1") == 0
    assert brake.wait("203.0.113.1") > 0
    clock.now += SECONDS_A_TRY * TRIES
    assert [brake.wait("203.0.113.1") for _ in range(TRIES)] == [0] * TRIES


def test_a_right_try_costs_nothing() -> None:
    brake = Brake(Hand())
    for _ in range(TRIES * 3):
        assert brake.wait("203.0.113.1") == 0
        brake.give_back("203.0.113.1")


def test_all_addresses_of_one_connection_count_as_one() -> None:
    brake = Brake(Hand())
    for n in range(TRIES):
        assert brake.wait(f"2001:db8:1:2::{n:x}") == 0
    assert brake.wait("2001:db8:1:2:ffff::1") > 0
    assert brake.wait("2001:db8:1:3::1") == 0
    assert brake.wait("::ffff:203.0.113.1") == 0


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    brake = Brake(Hand())
    for n in range(50_000):
        brake.wait(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
    assert len(brake._used) <= 20_000


@given(st.text())
def test_an_address_may_be_anything(text: str) -> None:
    assert Brake(Hand()).wait(text) == 0


@given(st.text())
def test_where_one_goes_on_is_always_a_query_of_the_app(text: str) -> None:
    found = back_of(text)
    assert found.startswith("?")
    assert found.isascii()
    assert not set(found) & set("\r\n\\<>\"' /:")
