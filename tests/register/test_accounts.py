"""Accounts: who may make and change them, that an administrator is always left, and that what changes ends what was open."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matcher.catalog.issues import Refused
from matcher.register.accounts import accounts, add_account, by_login, change_role, close_account, rename, set_password
from matcher.register.first_code import TRIES, first_code, take_first_code, wanted
from matcher.register.people import AccountRow, FirstCodeRow
from matcher.register.policy import Denied
from matcher.register.register import Conflict, Register
from matcher.register.sessions import IDLE, identify
from matcher.register.signing_in import change_own_password, sign_in
from matcher.register.trail import AuditRow
from matcher.register.who import CONSOLE, VISITOR
from tests.register.conftest import MANAGER, Clock

GOOD = "四个词 连起来 好记 又够长"
ONE_TIME = "ABCD-EFGH-JKMN-PQRS-TVWX"


def made(register: Register, login: str = "chen", role: str = "staff") -> str:
    return str(add_account(register, CONSOLE, login, f"Name of {login}"[:20], role, ONE_TIME)["key"])


@pytest.fixture
def people(empty: Register) -> Register:
    empty.prepare()
    return empty


def test_an_account_is_listed_with_its_role_and_without_its_password(people: Register) -> None:
    made(people)
    (account,) = accounts(people, CONSOLE)
    assert (account.login, account.role, account.password_once, account.sessions) == ("chen", "staff", True, 0)
    assert "argon2" not in repr(account)


@pytest.mark.parametrize("login", ["", "a", "有空格 的", "-dash", "x" * 60, "a b", "chen\n", "<b>"])
def test_what_is_no_login_is_refused(people: Register, login: str) -> None:
    if login.strip().lower() == "chen":
        assert made(people, login)
        return
    with pytest.raises(Refused):
        made(people, login)


def test_two_logins_do_not_differ_by_case_alone(people: Register) -> None:
    made(people, "Chen")
    with pytest.raises(Refused):
        made(people, "cHEN")


def test_the_last_administrator_can_be_neither_closed_nor_given_another_role(people: Register) -> None:
    first = made(people, "first", "administrator")
    for change in (lambda v: close_account(people, CONSOLE, first, v), lambda v: change_role(people, CONSOLE, first, v, "staff")):
        with pytest.raises(Refused):
            change(by_login(people, CONSOLE, "first").version)
    made(people, "second", "administrator")
    close_account(people, CONSOLE, first, by_login(people, CONSOLE, "first").version)
    second = by_login(people, CONSOLE, "second")
    with pytest.raises(Refused):
        close_account(people, CONSOLE, second.key, second.version)


@pytest.mark.parametrize("what", ["role", "close", "password"])
def test_whatever_changes_an_account_ends_its_sessions(people: Register, what: str) -> None:
    key = made(people)
    there = sign_in(people, "chen", ONE_TIME)
    assert there is not None
    token = change_own_password(people, identify(people, there.token, unfinished=True), ONE_TIME, GOOD)
    assert identify(people, there.token, unfinished=True) == VISITOR
    assert identify(people, token).role == "staff"
    version = by_login(people, CONSOLE, "chen").version
    if what == "role":
        change_role(people, CONSOLE, key, version, "manager")
    elif what == "close":
        close_account(people, CONSOLE, key, version)
    else:
        set_password(people, CONSOLE, key, ONE_TIME)
    assert identify(people, token) == VISITOR
    assert (sign_in(people, "chen", GOOD) is not None) == (what == "role")


def test_a_session_ends_when_it_is_left_alone_and_after_twelve_hours_anyhow(people: Register, clock: Clock) -> None:
    made(people)
    there = sign_in(people, "chen", ONE_TIME)
    assert there is not None
    token = change_own_password(people, identify(people, there.token, unfinished=True), ONE_TIME, GOOD)
    for _ in range(25):
        clock.go(minutes=28)
        assert identify(people, token).role == "staff"
    clock.go(minutes=28)
    assert identify(people, token) == VISITOR, "12 hours"
    again = sign_in(people, "chen", GOOD)
    assert again is not None
    clock.go(seconds=IDLE.total_seconds() + 61)
    assert identify(people, again.token) == VISITOR, "30 minutes"


def test_an_older_state_is_not_written_over_a_newer_one_and_a_try_to_sign_in_is_no_edit(people: Register) -> None:
    key = made(people)
    version = by_login(people, CONSOLE, "chen").version
    sign_in(people, "chen", "wrong wrong wrong")
    rename(people, CONSOLE, key, version, "陈 某")
    with pytest.raises(Conflict):
        rename(people, CONSOLE, key, version, "李 某")
    assert by_login(people, CONSOLE, "chen").name == "陈 某"


def test_the_first_administrator_comes_from_a_code_that_works_once(people: Register) -> None:
    code = first_code(people)
    assert code is not None
    assert wanted(people)
    token = take_first_code(people, code.lower().replace("-", " "), "boss", "何主任", GOOD)
    assert identify(people, token).role == "administrator"
    assert not wanted(people)
    assert first_code(people) is None
    with pytest.raises(Refused):
        take_first_code(people, code, "other", "别人", GOOD)
    assert [a.login for a in accounts(people, CONSOLE)] == ["boss"]


def test_a_new_code_puts_the_one_before_out_of_use_and_a_day_ends_it(people: Register, clock: Clock) -> None:
    first, second = first_code(people), first_code(people)
    assert first
    assert second
    assert first != second
    with pytest.raises(Refused):
        take_first_code(people, first, "boss", "何主任", GOOD)
    clock.go(hours=24, seconds=1)
    with pytest.raises(Refused):
        take_first_code(people, second, "boss", "何主任", GOOD)
    third = first_code(people)
    assert third
    assert take_first_code(people, third, "boss", "何主任", GOOD)


def test_ten_wrong_codes_burn_it_and_a_weak_password_costs_no_try(people: Register) -> None:
    code = first_code(people)
    assert code is not None
    for _ in range(TRIES + 2):
        with pytest.raises(Refused):
            take_first_code(people, code, "boss", "何主任", "short")
    for _ in range(TRIES - 1):
        with pytest.raises(Refused):
            take_first_code(people, "AAAA-AAAA", "boss", "何主任", GOOD)
    with pytest.raises(Refused):
        take_first_code(people, "AAAA-AAAA", "boss", "何主任", GOOD)
    with pytest.raises(Refused):
        take_first_code(people, code, "boss", "何主任", GOOD)


def test_a_code_has_eighty_bits_and_is_kept_only_as_a_hash(people: Register) -> None:
    codes = {first_code(people) for _ in range(5)}
    assert len(codes) == 5
    assert {len((c or "").replace("-", "")) for c in codes} == {20}, "twenty of thirty characters are 98 bits"
    with people.look() as session:
        (row,) = session.scalars(select(FirstCodeRow)).all()
        assert not any((c or "x").replace("-", "") in repr(vars(row)) for c in codes)


def test_neither_name_login_nor_password_stands_in_the_audit(people: Register) -> None:
    key = made(people, "wangxiaoming")
    sign_in(people, "wangxiaoming", ONE_TIME)
    sign_in(people, "my secret typed into the wrong field", "x" * 20)
    set_password(people, CONSOLE, key, ONE_TIME)
    with people.look() as session:
        told = repr([(r.who, r.record, r.change) for r in session.scalars(select(AuditRow))])
        assert key in told
        kept = session.get_one(AccountRow, key).password_hash
    for secret in ("wangxiaoming", ONE_TIME, "my secret", "Name of", kept):
        assert secret not in told


def test_only_an_administrator_sees_and_makes_accounts(people: Register) -> None:
    for who in (VISITOR, MANAGER):
        with pytest.raises(Denied):
            accounts(people, who)
        with pytest.raises(Denied):
            add_account(people, who, "x1", "X", "staff", ONE_TIME)
