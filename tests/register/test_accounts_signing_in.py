"""Signing in: the same answer and the same work for everybody, locks that grow, hashes that keep up, and passwords that are refused."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from matcher.catalog.issues import Refused
from matcher.register import passwords, signing_in
from matcher.register.accounts import add_account, by_login, close_account, set_password
from matcher.register.passwords import LONGEST, SHORTEST, faults, hashed, one_time, proves
from matcher.register.people import AccountRow, SessionRow
from matcher.register.register import Register
from matcher.register.sessions import hash_of, identify
from matcher.register.signing_in import ONCE_FOR, TRIES, change_own_password, sign_in
from matcher.register.trail import AuditRow
from matcher.register.who import CONSOLE, VISITOR
from tests.register.conftest import Clock

GOOD = "correct horse battery"
ONE_TIME = "ABCD-EFGH-JKMN-PQRS-TVWX"


@pytest.fixture
def people(empty: Register) -> Register:
    """One member of staff, 'chen', who has set a password of their own, and an account that is closed."""
    empty.prepare()
    for login in ("chen", "gone"):
        add_account(empty, CONSOLE, login, "陈某", "staff", ONE_TIME)
        there = sign_in(empty, login, ONE_TIME)
        assert there is not None
        change_own_password(empty, identify(empty, there.token, unfinished=True), ONE_TIME, GOOD)
    gone = by_login(empty, CONSOLE, "gone")
    close_account(empty, CONSOLE, gone.key, gone.version)
    return empty


def signs_in(register: Register, login: str = "chen", password: str = GOOD) -> bool:
    return sign_in(register, login, password) is not None


def test_the_right_password_opens_a_session_and_the_login_may_be_written_in_capitals(people: Register) -> None:
    there = sign_in(people, " CHEN ", GOOD)
    assert there is not None
    assert not there.once
    assert identify(people, there.token).role == "staff"


def test_a_password_that_somebody_else_set_only_lets_in_to_set_ones_own(people: Register) -> None:
    set_password(people, CONSOLE, by_login(people, CONSOLE, "chen").key, ONE_TIME)
    there = sign_in(people, "chen", ONE_TIME)
    assert there is not None
    assert there.once
    assert identify(people, there.token) == VISITOR
    who = identify(people, there.token, unfinished=True)
    with pytest.raises(Refused):
        change_own_password(people, who, ONE_TIME, ONE_TIME)
    token = change_own_password(people, who, ONE_TIME, GOOD)
    assert identify(people, token).role == "staff"


def test_a_password_that_somebody_else_set_lets_in_for_a_week(people: Register, clock: Clock) -> None:
    set_password(people, CONSOLE, by_login(people, CONSOLE, "chen").key, ONE_TIME)
    clock.go(seconds=ONCE_FOR.total_seconds() + 1)
    assert not signs_in(people, password=ONE_TIME)


@pytest.mark.parametrize("case", ["right", "wrong", "unknown", "closed", "locked"])
def test_every_try_does_the_same_work(people: Register, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: one password is looked at and one row goes into the audit, whoever asks."""
    passwords.nobodys()
    if case == "locked":
        for _ in range(TRIES):
            signs_in(people, password="wrong wrong wrong")
    looked: list[str] = []
    real = signing_in.proves
    monkeypatch.setattr(signing_in, "proves", lambda kept, given: (looked.append(kept), real(kept, given))[1])
    made: list[str] = []
    monkeypatch.setattr(signing_in, "hashed", lambda given: (made.append(given), hashed(given))[1])
    login = {"unknown": "nobody", "closed": "gone"}.get(case, "chen")
    before = rows(people)
    assert signs_in(people, login, "wrong wrong wrong" if case == "wrong" else GOOD) == (case == "right")
    assert len(looked) == 1
    assert made == []
    assert rows(people) - before == (2 if case == "right" else 1)
    figures = {re.sub(r"\$[^$]+\$[^$]+$", "", kept) for kept in looked}
    assert figures == {"$argon2id$v=19$m=19456,t=2,p=1"}


def rows(register: Register) -> int:
    with register.look() as session:
        return len(session.scalars(select(AuditRow.number)).all())


def test_five_wrong_passwords_lock_for_a_minute_and_each_further_one_for_twice_as_long(people: Register, clock: Clock) -> None:
    for _ in range(TRIES):
        assert not signs_in(people, password="wrong wrong wrong")
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        clock.go(minutes=minutes, seconds=-1)
        assert not signs_in(people), f"still locked just before {minutes} minutes"
        clock.go(seconds=2)
        assert not signs_in(people, password="wrong wrong wrong")
    clock.go(hours=1, seconds=1)
    assert signs_in(people)
    for _ in range(TRIES - 1):
        assert not signs_in(people, password="wrong wrong wrong")
    assert signs_in(people), "the right one has set the count back"


def test_tries_at_the_same_moment_are_counted_like_tries_in_a_row(people: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    kept = by_kept(people)
    real = signing_in.proves
    monkeypatch.setattr(signing_in, "proves", lambda k, given: (looked.append(k), real(k, given))[1])
    with ThreadPoolExecutor(12) as pool:
        assert not any(pool.map(lambda i: signs_in(people, password=f"wrong wrong {i}"), range(30)))
    assert looked.count(kept) == TRIES
    assert len(looked) == 30


def by_kept(register: Register) -> str:
    with register.look() as session:
        return str(session.scalar(select(AccountRow.password_hash).where(AccountRow.login == "chen")))


def test_a_lock_is_lifted_when_an_administrator_sets_a_password(people: Register) -> None:
    for _ in range(TRIES):
        signs_in(people, password="wrong wrong wrong")
    set_password(people, CONSOLE, by_login(people, CONSOLE, "chen").key, ONE_TIME)
    assert signs_in(people, password=ONE_TIME)


def test_guessing_the_old_password_on_the_page_that_changes_it_locks_too(people: Register) -> None:
    there = sign_in(people, "chen", GOOD)
    assert there is not None
    who = identify(people, there.token)
    for i in range(TRIES):
        with pytest.raises(Refused):
            change_own_password(people, who, f"wrong wrong {i}", "another good sentence")
    with pytest.raises(Refused):
        change_own_password(people, who, GOOD, "another good sentence")
    assert not signs_in(people)


def test_signing_in_never_takes_over_the_token_that_was_there_before(people: Register) -> None:
    planted = sign_in(people, "chen", GOOD)
    assert planted is not None
    there = sign_in(people, "chen", GOOD, before=planted.token)
    assert there is not None
    assert there.token != planted.token
    assert identify(people, planted.token) == VISITOR
    with people.look() as session:
        kept = session.scalars(select(SessionRow.token_hash)).all()
    assert hash_of(there.token) in kept
    assert there.token not in repr(kept)


def test_a_hash_with_older_figures_is_made_anew_at_the_next_sign_in(people: Register) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    people.mark(lambda s: s.execute(update(AccountRow).where(AccountRow.login == "chen").values(password_hash=old)))
    assert signs_in(people)
    assert "m=19456,t=2,p=1" in by_kept(people)
    assert signs_in(people)


# Which passwords are taken


def refused(password: str) -> bool:
    return bool(faults(password, "chenxiao", "陈小明"))


def test_the_length_is_the_only_rule_on_form() -> None:
    assert refused("x1" * (SHORTEST // 2)) is False
    assert refused("ab" * 5 + "c")
    assert not refused("ab " * (LONGEST // 3))
    assert refused("ab" * (LONGEST // 2) + "c")
    assert not refused("一二三四五六七八九十甲乙")


@pytest.mark.parametrize(
    "password", ["1qaz2wsx3edc", "Q1W2E3R4T5Y6", "aaaaaaaaaaaaaa", "my ChenXiao password", "陈小明的密码很长很长啊", "Matcher-2026-ok"]
)
def test_a_password_that_is_soon_guessed_is_refused_without_being_repeated(password: str) -> None:
    found = faults(password, "chenxiao", "陈小明")
    assert found
    assert password not in repr(found)


@given(st.text())
def test_a_password_of_any_characters_is_judged_and_never_repeated(password: str) -> None:
    found = faults(password, "chenxiao", "陈小明")
    if len(password) > 8 and not password.isspace():
        assert password not in repr(found)


def test_the_same_password_written_by_two_keyboards_is_the_same() -> None:
    kept = hashed("ｐａｓｓ phrase é long")
    assert proves(kept, "pass phrase é long")
    assert not proves(kept, "pass phrase e long")
    assert proves(hashed("half \ud800 a character"), "half \ud800 a character")


def test_a_one_time_password_is_itself_good_enough() -> None:
    for _ in range(50):
        assert faults(one_time(), "chenxiao", "陈小明") == []
