"""A backup is made while people write, of either database, and comes back into either; what is no backup changes nothing."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from matcher.catalog.issues import Refused
from matcher.model.answer import Answer
from matcher.model.catalog import Catalog
from matcher.register.answers import give, propose, standing
from matcher.register.archive import Archive
from matcher.register.audit import verify
from matcher.register.backup import back_up
from matcher.register.commitments import commit
from matcher.register.people import AccountRow
from matcher.register.policy import Denied
from matcher.register.register import Register
from matcher.register.restoring import restore
from matcher.register.sessions import identify, open_session
from matcher.register.who import CONSOLE, VISITOR, Who
from tests.register.conftest import FIRM, KEY, MANAGER, STAFF
from tests.register.processes import Tell, needs_fork, start

TOWN = "hetang"


def answer(value: str) -> Answer:
    return Answer(site="wanyang-1", field="power_kva", value=value, source="=园区\u2028陈主任", as_of="2026-11-20")


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path, clock: Any) -> Iterator[Register]:
    """Another empty register, on either database, to restore into."""
    if request.param == "sqlite":
        url = f"sqlite:///{(tmp_path / 'other' / 'register.sqlite3').as_posix()}"
    else:
        whole, name = request.getfixturevalue("server"), f"o{uuid4().hex}"
        engine = create_engine(whole, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = whole.replace("/postgres?", f"/{name}?")
    made = Register(url, key=KEY, clock=clock)
    yield made
    made.close()


def fill(register: Register, town: Catalog) -> None:
    give(register, STAFF, TOWN, [answer("3000"), answer("4000")], once="form-1")
    propose(register, FIRM, TOWN, [answer("5000")])
    commit(register, MANAGER, town, town.leads[0].id, town.sites[0].id, whole=True, since="2026-11-23")


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    with path.open("rb") as file:
        archive = Archive(file, path.name)
        return {table: list(archive.rows(table)) for table in archive.manifest.tables}


def test_a_backup_of_either_database_comes_back_into_either(register: Register, town: Catalog, other: Register, tmp_path: Path) -> None:
    fill(register, town)
    first, again = tmp_path / "a.zip", tmp_path / "b.zip"
    made = back_up(register, CONSOLE, first)
    restore(other, CONSOLE, first, key=KEY)
    back_up(other, CONSOLE, again)
    before, after = rows_of(first), rows_of(again)
    assert sum(len(rows) for rows in before.values()) > 20
    extra = after["audit"].pop()
    assert (extra["action"], extra["who"]) == ("register.restore", "console")
    assert {t: r for t, r in after.items() if t != "audit_head"} == {t: r for t, r in before.items() if t != "audit_head"}
    number, _, seal = made.anchor.partition(":")
    with other.look() as session:
        assert verify(session, KEY, (int(number), seal)).faults == ()
    numbers = give(other, STAFF, TOWN, [answer("6000")])["numbers"]
    assert numbers == [max(row["number"] for row in before["answer"]) + 1], "counting goes on after the last number"
    assert give(other, STAFF, TOWN, [answer("3000"), answer("4000")], once="form-1")["numbers"] == [1, 2], (
        "a form taken before counts as taken"
    )


def test_only_the_owner_can_read_a_backup_and_the_key_is_in_it_only_when_asked(register: Register, tmp_path: Path) -> None:
    for name, with_key in (("plain.zip", False), ("key.zip", True)):
        back_up(register, CONSOLE, tmp_path / name, with_key=with_key)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        assert ("audit.key" in zipfile.ZipFile(tmp_path / name).namelist()) == with_key


def test_nobody_but_the_administrator_makes_or_restores_a_backup(register: Register, tmp_path: Path) -> None:
    with pytest.raises(Denied):
        back_up(register, MANAGER, tmp_path / "a.zip")
    with pytest.raises(Denied):
        restore(register, STAFF, tmp_path / "a.zip", key=KEY)


def test_a_register_with_content_is_only_replaced_when_asked_and_what_was_there_is_kept(
    register: Register, town: Catalog, tmp_path: Path
) -> None:
    old, kept = tmp_path / "old.zip", tmp_path / "kept.zip"
    back_up(register, CONSOLE, old)
    fill(register, town)
    stamp = register.stamp(TOWN)
    with pytest.raises(Refused, match="--replace"):
        restore(register, CONSOLE, old, key=KEY)
    assert register.stamp(TOWN) == stamp
    restore(register, CONSOLE, old, key=KEY, keep=kept)
    assert register.stamp(TOWN) != stamp
    with register.look() as session:
        assert (standing(session, TOWN), verify(session, KEY).faults) == ([], ())
    restore(register, CONSOLE, kept, key=KEY, keep=tmp_path / "kept-2.zip")
    with register.look() as session:
        assert [g.answer.value for g in standing(session, TOWN)] == ["3000", "4000"]


def test_nobody_is_signed_in_after_a_restore(register: Register, tmp_path: Path) -> None:
    account = AccountRow(
        login="chen",
        name="陈",
        role="staff",
        password_once=False,
        password_hash="x",
        made_at=register.clock(),
        password_at=register.clock(),
    )
    account.locked_until = account.closed_at = None
    register.mark(lambda session: session.add(account))
    with register.look() as session:
        key = session.query(AccountRow).one().key
    token = open_session(register, Who(key, "陈", "staff"))
    assert identify(register, token).account == key
    back_up(register, CONSOLE, tmp_path / "a.zip")
    restore(register, CONSOLE, tmp_path / "a.zip", key=KEY, keep=tmp_path / "kept.zip")
    assert identify(register, token) == VISITOR


def test_without_the_key_of_its_audit_a_backup_is_refused_and_with_the_key_in_it_taken(
    register: Register, other: Register, tmp_path: Path
) -> None:
    back_up(register, CONSOLE, tmp_path / "plain.zip")
    back_up(register, CONSOLE, tmp_path / "key.zip", with_key=True)
    with pytest.raises(Refused, match="does not fit the key"):
        restore(other, CONSOLE, tmp_path / "plain.zip", key=b"another")
    assert not other.ready()
    assert restore(other, CONSOLE, tmp_path / "key.zip", key=b"another").key == KEY


def test_a_backup_never_overwrites_a_file_and_leaves_none_where_it_fails(register: Register, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("mine")
    with pytest.raises(Refused, match="not overwritten"):
        back_up(register, CONSOLE, tmp_path / "a.zip")
    with pytest.raises(Refused, match="folder"):
        back_up(register, CONSOLE, tmp_path / "nowhere" / "a.zip")
    assert (tmp_path / "a.zip").read_text() == "mine"


def writing(url: str, name: str, tell: Tell) -> None:
    """Gives answers until it is killed, and tells each that was taken."""
    mine = Register(url, key=KEY)
    n = 0
    while True:
        n += 1
        give(mine, Who(name, name, "staff"), TOWN, [answer(str(n)), answer(str(n))])
        tell(n)


@needs_fork
def test_a_backup_made_while_four_people_write_is_one_moment_and_comes_back(
    register: Register, empty: Register, other: Register, tmp_path: Path
) -> None:
    register.close()
    children = [start(partial(writing, register.url, f"w{n}")) for n in range(4)]
    try:
        give(register, STAFF, TOWN, [answer("1")])
        made = [back_up(register, CONSOLE, tmp_path / f"{n}.zip") for n in range(3)]
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.end()
    for n, manifest in enumerate(made):
        rows = rows_of(tmp_path / f"{n}.zip")
        assert manifest.tables["audit"].rows == rows["audit_head"][0]["count"]
        said = [a["number"] for row in rows["audit"] if row["action"] == "answer.give" for a in row["change"]["answers"]]
        assert said == [row["number"] for row in rows["answer"]] or sorted(said) == [row["number"] for row in rows["answer"]]
    restore(other, CONSOLE, tmp_path / "2.zip", key=KEY)
    number, _, seal = made[2].anchor.partition(":")
    with other.look() as session:
        assert verify(session, KEY, (int(number), seal)).faults == ()
