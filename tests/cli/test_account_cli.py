"""`account` as whoever sits at the machine uses it."""

from __future__ import annotations

import getpass
import json
import re
import sys
from pathlib import Path

import pytest

from matcher.cli import main
from matcher.register.register import Register
from matcher.register.signing_in import sign_in
from tests.cli.test_schema import complaints, written

GOOD = "a sentence long enough"


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and no database named elsewhere."""
    monkeypatch.delenv("MATCHER_DATABASE_URL", raising=False)


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    found = written(capsys, "account", "list")
    assert complaints("accounts", found) == []
    return {a["login"]: a for a in found["accounts"]}


def test_an_account_is_added_listed_given_a_role_and_closed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["account", "add", "Chen", "--name", "小陈", "--lang", "en"]) == 0
    password = re.findall(r"of chen: (\S+)", capsys.readouterr().out)[0]
    there = sign_in(Register(), "chen", password)
    assert there is not None
    assert there.once
    assert listed(capsys)["chen"]["sessions"] == 1
    assert main(["account", "sessions-end", "chen"]) == 0
    assert main(["account", "role", "chen", "manager"]) == 0
    capsys.readouterr()
    found = listed(capsys)["chen"]
    assert (found["role"], found["sessions"], found["one_time_password"]) == ("manager", 0, True)
    assert main(["account", "close", "chen"]) == 0
    capsys.readouterr()
    assert listed(capsys)["chen"]["closed_at"]


def test_a_password_is_asked_for_twice_and_never_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    typed = iter([GOOD, GOOD, GOOD, "something else"])
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(typed))
    assert main(["account", "add", "chen", "--name", "小陈"]) == 0
    assert main(["account", "password", "chen"]) == 1
    told = capsys.readouterr()
    assert GOOD not in told.out + told.err
    assert sign_in(Register(), "chen", GOOD) is not None


def test_a_password_has_no_place_on_the_command_line() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["account", "add", "chen", "--name", "x", "--password", GOOD])
    assert ended.value.code == 2


def test_what_cannot_be_done_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["account", "add", "boss", "--name", "Boss", "--role", "administrator"]) == 0
    capsys.readouterr()
    assert main(["account", "close", "boss", "--lang", "en"]) == 1
    assert "last administrator" in capsys.readouterr().err
    assert main(["account", "close", "nobody", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] is True
