"""A register of its own for each test, on each of the two databases: every claim is made of both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from matcher.model.catalog import Catalog
from matcher.register.opening import with_town
from matcher.register.register import Register
from matcher.register.who import Who
from tests.postgresql import programs, running_server

KEY = b"a key of the tests"
BEGIN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def go(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for all tests of this run. Where there is none the tests are left out, in CI they fail."""
    found = programs()
    if found is None:
        reason = "no PostgreSQL found: install one (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running_server(found) as running:
        yield running.url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'register.sqlite3').as_posix()}"
        return
    whole = request.getfixturevalue("server")
    name = f"t{uuid4().hex}"
    with create_engine(whole, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield whole.replace("/postgres?", f"/{name}?")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty(url: str, clock: Clock) -> Iterator[Register]:
    """A register in which nothing has been made yet."""
    made = Register(url, key=KEY, clock=clock)
    yield made
    made.close()


@pytest.fixture
def register(empty: Register, town: Catalog, home: Path) -> Register:
    """A register that has taken in the real town."""
    return with_town(empty, town)


STAFF = Who("staff-1", "小陈", "staff")
COLLEAGUE = Who("staff-2", "小李", "staff")
MANAGER = Who("manager-1", "何主任", "manager")
ADMINISTRATOR = Who("admin-1", "管理员", "administrator")
FIRM = Who("firm-1", "某灯饰厂", "enterprise")
OTHER_FIRM = Who("firm-2", "某五金厂", "enterprise")
