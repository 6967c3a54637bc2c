"""Disk full, read-only, locked, the server away: each is told in its own sentence, and what can still be read is read."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register import database, writing
from matcher.register.answers import give, standing
from matcher.register.audit import verify
from matcher.register.database import WRITING, Unreachable, Unwritable, open_engine
from matcher.register.opening import with_town
from matcher.register.register import Register
from tests.register.conftest import KEY, STAFF, Clock
from tests.register.processes import Tell, needs_fork, start, tried
from tests.register.stage import TOWN, answer

NOBODY = 65534
"""Rights of files do not bind root, so the proofs about them run under this user where the tests run as root."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of this machine can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def sqlite_register(open_folder: Path, town: Catalog, home: Path) -> Register:
    """A register in a file with two answers, which nobody has open."""
    made = Register(f"sqlite:///{(open_folder / 'register.sqlite3').as_posix()}", key=KEY)
    with_town(made, town)
    give(made, STAFF, TOWN, [answer("1"), answer("2")])
    made.close()
    return made


def as_nobody(register: Register) -> dict[str, object]:
    """`tried` in a process of its own, under a user whom rights of files bind."""

    def work(tell: Tell) -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        tell(tried(Register(register.url, key=KEY)))

    told, status = start(work).end()
    assert status == 0
    return dict(told[0])


@needs_fork
def test_a_file_that_may_only_be_read_is_read_and_takes_nothing(sqlite_register: Register, open_folder: Path) -> None:
    (open_folder / "register.sqlite3").chmod(0o444)
    open_folder.chmod(0o777)
    assert as_nobody(sqlite_register) == {"read": 2, "shut": True, "write": "Unwritable"}


@needs_fork
def test_a_folder_that_may_only_be_read_is_read_and_takes_nothing(sqlite_register: Register, open_folder: Path) -> None:
    """The journal of SQLite wants files beside the database even for reading; there it is opened as one that nobody changes."""
    (open_folder / "register.sqlite3").chmod(0o666)
    open_folder.chmod(0o555)
    assert as_nobody(sqlite_register) == {"read": 2, "shut": True, "write": "Unwritable"}


@needs_fork
def test_a_folder_that_may_not_even_be_read_is_told(sqlite_register: Register, open_folder: Path) -> None:
    (open_folder / "register.sqlite3").chmod(0o600)
    open_folder.chmod(0o755)
    if os.geteuid() == 0:
        assert as_nobody(sqlite_register)["read"] == "Unreachable"


@needs_fork
def test_a_disk_that_takes_no_more_bytes_keeps_what_is_there(sqlite_register: Register) -> None:
    """A limit on the size of files, which the system itself enforces: every write beyond it fails, at whatever point of a change."""

    def work(tell: Tell) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        mine = Register(sqlite_register.url, key=KEY)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        kept, found = 0, ""
        while not found:
            try:
                give(mine, STAFF, TOWN, [answer("5" * 400)] * 20)
                kept += 20
            except Refused as refusal:
                found = type(refusal).__name__
        tell([kept, found, bool(mine.shut())])

    told, status = start(work).end()
    assert status == 0
    kept, found, shut = told[0]
    assert (found, shut) == ("Unwritable", True)
    with sqlite_register.look() as session:
        assert len(standing(session, TOWN)) == 2 + kept
        assert verify(session, KEY).faults == ()


def test_a_database_at_its_size_limit_refuses_reads_on_and_opens_its_forms_again_later(sqlite_register: Register, clock: Clock) -> None:
    full = Register(sqlite_register.url, key=KEY, clock=clock)
    limit = {"pages": 1}
    event.listen(full.engine, "checkout", lambda c, *_: c.execute(f"PRAGMA max_page_count = {limit['pages']}"))
    assert full.shut() == ()
    with pytest.raises(Unwritable):
        give(full, STAFF, TOWN, [answer("5" * 400)] * 200)
    assert full.shut() != ()
    with full.look() as session:
        assert len(standing(session, TOWN)) == 2
    limit["pages"] = 100_000
    clock.go(minutes=1)
    assert full.shut() == ()
    give(full, STAFF, TOWN, [answer("5")])
    full.close()


def test_a_disk_with_almost_nothing_left_closes_the_forms_before_somebody_types(
    sqlite_register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sqlite_register.shut() == ()
    monkeypatch.setattr(writing, "LEAST_BYTES", 2**62)
    assert [i.message.en for i in sqlite_register.shut()] == ["takes nothing more: the disk is nearly full."]


def test_a_lock_that_is_held_for_long_is_told_as_busy_and_reading_goes_on(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 1)
    late, holder = Register(register.url, key=KEY), open_engine(register.url)
    with holder.execution_options(**WRITING).begin():
        with pytest.raises(Refused, match="busy"):
            give(late, STAFF, TOWN, [answer()])
        with late.look() as session:
            assert standing(session, TOWN) == []
    give(late, STAFF, TOWN, [answer()])
    late.close()
    holder.dispose()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite3").write_bytes(b"not a database at all" * 500)
    with pytest.raises(Unreachable, match="damaged"):
        Register(f"sqlite:///{tmp_path / 'register.sqlite3'}", key=KEY).ready()


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "x" * 600])
def test_what_a_database_cannot_hold_is_refused_in_a_sentence_or_kept_whole(register: Register, value: str) -> None:
    refused: Refused | None = None
    try:
        give(register, STAFF, TOWN, [answer().model_copy(update={"source": value})])
    except Refused as refusal:
        refused = refusal
    assert not isinstance(refused, Unreachable | Unwritable)
    with register.look() as session:
        assert [g.answer.source for g in standing(session, TOWN)] == ([] if refused else [value])
