"""`account`: who can sign in. Whoever runs it sits at the machine and may do all; a password is asked for, never given on the command line."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable

from pydantic import BaseModel

from matcher.catalog.issues import ASKER, Issue, Refused
from matcher.cli.output import FINE, common, print_json, say
from matcher.model.text import Text
from matcher.register import accounts as services
from matcher.register.accounts import GIVEN_ROLES, Account, accounts, by_login
from matcher.register.base import moment_text
from matcher.register.passwords import one_time
from matcher.register.register import Register
from matcher.register.sessions import end_all
from matcher.register.who import CONSOLE, ROLE_NAMES, Role

_LINE = Text("{login}  {name}  {role}{state}", "{login}  {name}  {role}{state}")
_CLOSED = Text("  已停用", "  closed")
_NONE = Text("还没有账号。", "There is no account yet.")
_PROMPT = Text("一次性密码（直接回车则随机生成）：", "One-time password (Enter makes a random one): ")
_AGAIN = Text("再输一遍：", "Again: ")
_MADE = Text("{login} 的一次性密码：{password}", "One-time password of {login}: {password}")
_DONE = Text("已完成：{login}。", "Done: {login}.")


class AccountLine(BaseModel):
    """One account; moments in UTC, '' where there is none."""

    login: str
    name: str
    role: Role
    made_at: str
    closed_at: str
    one_time_password: bool
    sessions: int


class Accounts(BaseModel):
    """Every account, the closed ones at the end."""

    accounts: tuple[AccountLine, ...]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("account", help="who can sign in: add, list, password, role, close, sessions-end")
    parts = command.add_subparsers(dest="part", required=True, metavar="PART")
    for name, (work, told) in _PARTS.items():
        part = parts.add_parser(name, help=told)
        if name != "list":
            part.add_argument("login", metavar="LOGIN")
        if name == "add":
            part.add_argument("--name", required=True, help="the name that is shown")
            part.add_argument("--role", choices=GIVEN_ROLES, default="staff")
        if name == "role":
            part.add_argument("role", choices=GIVEN_ROLES)
        common(part)
        part.set_defaults(run=run, work=work)


def run(args: argparse.Namespace) -> int:
    register = Register()
    register.prepare()
    args.work(register, args)
    return FINE


def _list(register: Register, args: argparse.Namespace) -> None:
    found = accounts(register, CONSOLE)
    if args.json:
        print_json(Accounts(accounts=tuple(_line(a) for a in found)).model_dump(mode="json"))
        return
    for a in found:
        state = _CLOSED.say(args.lang) if a.closed_at else ""
        say(_LINE.say(args.lang).format(login=a.login, name=a.name, role=ROLE_NAMES[a.role].say(args.lang), state=state))
    if not found:
        say(_NONE.say(args.lang))


def _line(a: Account) -> AccountLine:
    closed = moment_text(a.closed_at) if a.closed_at else ""
    return AccountLine(
        login=a.login, name=a.name, role=a.role, made_at=moment_text(a.made_at), closed_at=closed, one_time_password=a.password_once,
        sessions=a.sessions,
    )  # fmt: skip


def _add(register: Register, args: argparse.Namespace) -> None:
    password, random = _asked(args)
    made = services.add_account(register, CONSOLE, args.login, args.name, args.role, password)
    _told(args, str(made["login"]), password if random else "")


def _password(register: Register, args: argparse.Namespace) -> None:
    found = by_login(register, CONSOLE, args.login)
    password, random = _asked(args)
    services.set_password(register, CONSOLE, found.key, password)
    _told(args, found.login, password if random else "")


def _close(register: Register, args: argparse.Namespace) -> None:
    found = by_login(register, CONSOLE, args.login)
    services.close_account(register, CONSOLE, found.key, found.version)
    _told(args, found.login)


def _role(register: Register, args: argparse.Namespace) -> None:
    found = by_login(register, CONSOLE, args.login)
    services.change_role(register, CONSOLE, found.key, found.version, args.role)
    _told(args, found.login)


def _sessions_end(register: Register, args: argparse.Namespace) -> None:
    found = by_login(register, CONSOLE, args.login)
    end_all(register, CONSOLE, found.key)
    _told(args, found.login)


def _asked(args: argparse.Namespace) -> tuple[str, bool]:
    """A password from the terminal, or a random one; whether it was made here and has to be shown."""
    if not sys.stdin.isatty():
        return one_time(), True
    first = getpass.getpass(_PROMPT.say(args.lang))
    if not first:
        return one_time(), True
    if getpass.getpass(_AGAIN.say(args.lang)) != first:
        message = Text("两遍不一样。", "was written differently the second time.")
        raise Refused([Issue("error", "account", "", 0, "password", "", message, Text("请再试一次。", "Try again."), ASKER)])
    return first, False


def _told(args: argparse.Namespace, login: str, password: str = "") -> None:
    if args.json:
        print_json({"login": login, **({"one_time_password": password} if password else {})})
        return
    say((_MADE if password else _DONE).say(args.lang).format(login=login, password=password))


_PARTS: dict[str, tuple[Callable[[Register, argparse.Namespace], None], str]] = {
    "list": (_list, "every account"),
    "add": (_add, "a new account with a one-time password"),
    "password": (_password, "a one-time password; lifts a lock and signs out everywhere"),
    "role": (_role, "another role; signs out everywhere"),
    "close": (_close, "close an account for good"),
    "sessions-end": (_sessions_end, "sign an account out everywhere"),
}
