"""Accounts: made, renamed, given another role, closed, given a one-time password. There is always an administrator, once there was one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.model.text import Text
from matcher.register.passwords import faults, hashed
from matcher.register.people import AccountRow, SessionRow
from matcher.register.policy import require
from matcher.register.register import Change, Register, Result
from matcher.register.sessions import end_of
from matcher.register.who import ROLES, Role, Who

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,58}", re.ASCII)
NAME_CHARACTERS = 60
GIVEN_ROLES: tuple[Role, ...] = ROLES[1:]
"""Every role but the visitor's, which needs no account."""
_CHOICE = ", ".join(GIVEN_ROLES)


@dataclass(frozen=True)
class Account:
    """An account as an administrator sees it; nothing of its password but since when it holds."""

    key: str
    version: int
    login: str
    name: str
    role: Role
    made_at: datetime
    closed_at: datetime | None
    locked_until: datetime | None
    password_once: bool
    sessions: int
    """Browsers that are signed in, those left alone for long among them."""


def accounts(register: Register, who: Who) -> list[Account]:
    """Every account, by login; the closed ones at the end."""
    require(who, "account.see")
    with register.look() as session:
        counts = select(SessionRow.account, func.count().label("n")).where(SessionRow.ended_at.is_(None)).group_by(SessionRow.account)
        open_ones = counts.subquery()
        found = session.execute(
            select(AccountRow, open_ones.c.n)
            .outerjoin(open_ones, open_ones.c.account == AccountRow.key)
            .order_by(AccountRow.closed_at.is_not(None), AccountRow.login)
        )
        return [
            Account(
                row.key, row.version, row.login, row.name, cast(Role, row.role), row.made_at, row.closed_at, row.locked_until,
                row.password_once, n or 0,
            )
            for row, n in found
        ]  # fmt: skip


def by_login(register: Register, who: Who, login: str) -> Account:
    """The account with this login. Raises Refused where there is none."""
    found = next((a for a in accounts(register, who) if a.login == login.strip().lower()), None)
    if found is None:
        raise _refused(Text("没有这个账号。", "is no account."), Text("请核对登录名。", "Check the login."), login)
    return found


def no_administrator(session: Session) -> bool:
    """Whether nobody can administer: at the very first start."""
    return not _administrators(session)


def _administrators(session: Session) -> list[str]:
    return list(session.scalars(select(AccountRow.key).where(AccountRow.role == "administrator", AccountRow.closed_at.is_(None))))


def add_account(
    register: Register, who: Who, login: str, name: str, role: str, password: str, *, once: str = ""
) -> Result:  # fmt: skip
    """Makes an account with a password that only lets its owner in to set their own."""
    require(who, "account.make")  # before the work of hashing
    login = wanted_login(login)
    kept = _hash(login, name, password)

    def work(change: Change) -> Result:
        key = make(change, login, name, role, kept, password_once=True)
        change.note("", key, role=role)
        return {"key": key, "login": login}

    return register.do(who, "account.make", work, once=once)


def make(change: Change, login: str, name: str, role: str, kept: str, *, password_once: bool) -> str:
    """An account inside a change that is under way; its key. Raises Refused where the login is taken."""
    _known_role(role)
    if change.session.scalar(select(AccountRow.key).where(AccountRow.login == login)) is not None:
        raise _refused(Text("这个登录名已经有了。", "is taken."), Text("请换一个登录名。", "Choose another login."), login, "login")
    row = AccountRow(
        login=login, name=wanted_name(name), role=role, password_hash=kept, password_once=password_once, made_at=change.now,
        password_at=change.now,
    )  # fmt: skip
    change.session.add(row)
    change.session.flush()
    return row.key


def rename(register: Register, who: Who, key: str, version: int, name: str) -> Result:
    """Gives an account another name to be shown."""

    def work(change: Change) -> Result:
        row = _open(change, key)
        change.hold(row, version, name=name)
        row.name = wanted_name(name)
        change.note("", key, renamed=True)
        return {"key": key}

    return register.do(who, "account.edit", work)


def change_role(register: Register, who: Who, key: str, version: int, role: str) -> Result:
    """Gives an account another role and ends its sessions. Raises Refused for the last administrator."""

    def work(change: Change) -> Result:
        row = _open(change, key)
        change.hold(row, version, role=role)
        _known_role(role)
        if role != "administrator":
            _not_the_last(change, key)
        before, row.role = row.role, role
        change.note("", key, role=role, before=before, sessions=end_of(change, key))
        return {"key": key, "role": role}

    return register.do(who, "account.edit", work)


def close_account(register: Register, who: Who, key: str, version: int) -> Result:
    """Closes an account for good and ends its sessions; what it did keeps its mark. Raises Refused for the last administrator."""

    def work(change: Change) -> Result:
        row = _open(change, key)
        change.hold(row, version, closed_at="")
        _not_the_last(change, key)
        row.closed_at = change.now
        change.note("", key, closed=True, sessions=end_of(change, key))
        return {"key": key}

    return register.do(who, "account.edit", work)


def set_password(register: Register, who: Who, key: str, password: str) -> Result:
    """Gives an account a one-time password, ends its sessions and lifts a lock."""
    require(who, "account.password")
    with register.look() as session:
        found = session.get(AccountRow, key)
        login, name = (found.login, found.name) if found is not None else ("", "")
    kept = _hash(login, name, password)

    def work(change: Change) -> Result:
        row = _open(change, key)
        row.password_hash, row.password_once, row.password_at = kept, True, change.now
        row.failed, row.locked_until = 0, None
        change.note("", key, one_time_password=True, sessions=end_of(change, key))
        return {"key": key}

    return register.do(who, "account.password", work)


def wanted_login(login: str) -> str:
    """A login as it is kept, in lower case. Raises Refused where it is none."""
    login = login.strip().lower()
    if not LOGIN.fullmatch(login):
        message = Text("不能作登录名。", "cannot be a login.")
        mend = Text(
            "用 2 到 59 个小写字母、数字或 . _ @ + -，以字母或数字开头。",
            "Use 2 to 59 letters, digits or . _ @ + -, a letter or digit first.",
        )
        raise _refused(message, mend, login, "login")
    return login


def wanted_name(name: str) -> str:
    """A name to be shown, in one line. Raises Refused where there is none."""
    name = " ".join(name.split())
    if not name or len(name) > NAME_CHARACTERS or not name.isprintable():
        message = Text(f"姓名要有 1 到 {NAME_CHARACTERS} 个字。", f"must have 1 to {NAME_CHARACTERS} characters.")
        raise _refused(message, Text("请填写姓名。", "Write a name."), "", "name")
    return name


def _hash(login: str, name: str, password: str) -> str:
    if wrong := faults(password, login, name):
        raise Refused(wrong)
    return hashed(password)


def _known_role(role: str) -> None:
    if role not in GIVEN_ROLES:
        raise _refused(Text("没有这个角色。", "is no role."), Text(f"可选：{_CHOICE}。", f"Choose one of {_CHOICE}."), role, "role")


def _open(change: Change, key: str) -> AccountRow:
    row = change.session.get(AccountRow, key)
    if row is None or row.closed_at is not None:
        raise _refused(Text("账号不存在或已停用。", "does not exist or is closed."), Text("请刷新后再看。", "Load the page again."), "")
    return row


def _not_the_last(change: Change, key: str) -> None:
    if _administrators(change.session) == [key]:
        message = Text(
            "是最后一个管理员，不能停用或改角色。", "is the last administrator and can be neither closed nor given another role."
        )
        raise _refused(message, Text("请先让另一个账号做管理员。", "Make another account an administrator first."), "", "role")


def _refused(message: Text, mend: Text, value: str, field: str = "") -> Refused:
    return Refused([Issue("error", "account", "", 0, field, value[:120], message, mend, ASKER)])
