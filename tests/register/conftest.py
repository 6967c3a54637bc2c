"""A register of its own for each test, on each of the two databases: every claim is made of both."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from matcher.model.catalog import Catalog
from matcher.register.register import Register
from matcher.register.seeding import seed
from matcher.register.who import Who
from tests.postgresql import programs, running_server
from tests.register.stage import Service

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
    with create_engine(whole, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield whole.replace("/postgres?", f"/{name}?")
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))  # hundreds of them are gigabytes


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty(url: str, clock: Clock) -> Iterator[Register]:
    """A register in which nothing has been made yet."""
    made = Register(url, key=KEY, clock=clock)
    yield made
    made.close()


@pytest.fixture(scope="session")
def taking_in(town: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], None]:
    """Puts a register that has taken in the real town in the place of an empty database: made once for each kind, then copied."""

    @cache
    def made(url: str) -> None:
        first = Register(url, key=KEY, clock=Clock())
        first.prepare()
        seed(first, town)
        first.close()  # SQLite's journal is then in its file

    def take_in(url: str) -> None:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            file = tmp_path_factory.getbasetemp() / "taken_in.sqlite3"
            made(f"sqlite:///{file.as_posix()}")
            shutil.copy2(file, str(address.database))
            return
        with create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
            if connection.scalar(text("SELECT count(*) FROM pg_database WHERE datname = 'taken_in'")) == 0:
                connection.execute(text("CREATE DATABASE taken_in"))
            made(address.set(database="taken_in").render_as_string(hide_password=False))
            connection.execute(text(f"DROP DATABASE {address.database}"))
            connection.execute(text(f"CREATE DATABASE {address.database} TEMPLATE taken_in"))

    return take_in


@pytest.fixture
def register(empty: Register, taking_in: Callable[[str], None], home: Path) -> Register:
    """A register that has taken in the real town."""
    taking_in(empty.url)
    return empty


@pytest.fixture
def prepared(empty: Register, taking_in: Callable[[str], None], home: Path, service: Service) -> Register:
    """What a service is tried on: such a register, or an empty one where it is to take the town in."""
    if service.seeded:
        taking_in(empty.url)
    return empty


STAFF = Who("staff-1", "小陈", "staff")
COLLEAGUE = Who("staff-2", "小李", "staff")
MANAGER = Who("manager-1", "何主任", "manager")
ADMINISTRATOR = Who("admin-1", "管理员", "administrator")
FIRM = Who("firm-1", "某灯饰厂", "enterprise")
OTHER_FIRM = Who("firm-2", "某五金厂", "enterprise")
