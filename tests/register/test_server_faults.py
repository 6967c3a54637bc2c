"""The database server away, going away, read-only or full of connections: each is told in its own sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from matcher.model.catalog import Catalog
from matcher.register.answers import give
from matcher.register.backup import back_up
from matcher.register.database import Unreachable
from matcher.register.opening import with_town
from matcher.register.register import Register
from matcher.register.who import CONSOLE
from tests.postgresql import Server, programs, running_server
from tests.register.conftest import KEY, STAFF
from tests.register.processes import tried
from tests.register.stage import TOWN, answer


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that this test may stop."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL found")
    with running_server(found) as running:
        yield running


def test_a_server_that_is_away_at_the_start_or_goes_away_is_told_and_used_again_once_it_is_back(
    own_server: Server, town: Catalog, home: Path, tmp_path: Path
) -> None:
    register = with_town(Register(own_server.url, key=KEY), town)
    give(register, STAFF, TOWN, [answer()])
    own_server.stop("fast")
    assert tried(register) == {"read": "Unreachable", "shut": "Unreachable", "write": "Unreachable"}
    assert tried(Register(own_server.url, key=KEY))["read"] == "Unreachable"
    with pytest.raises(Unreachable):
        back_up(register, CONSOLE, tmp_path / "a.zip")
    assert list(tmp_path.glob("*.zip*")) == []
    own_server.start()
    assert tried(register) == {"read": 1, "shut": False, "write": "taken"}
    register.close()


@pytest.fixture
def plain(server: str, town: Catalog, home: Path) -> tuple[str, str]:
    """A database of its own that belongs to a user without special rights: its address and its name."""
    name = f"p{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {name} LOGIN"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER {name}"))
    engine.dispose()
    url = server.replace("matcher@/postgres?", f"{name}@/{name}?")
    made = with_town(Register(url, key=KEY), town)
    give(made, STAFF, TOWN, [answer(), answer()])
    made.close()
    return url, name


def altered(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_server_that_only_lets_read_is_read_and_closes_the_forms(server: str, plain: tuple[str, str]) -> None:
    url, name = plain
    altered(server, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    register = Register(url, key=KEY)
    assert tried(register) == {"read": 2, "shut": True, "write": "Unwritable"}
    register.close()


def test_a_server_with_no_connection_left_is_told(server: str, plain: tuple[str, str]) -> None:
    url, name = plain
    altered(server, f"ALTER DATABASE {name} CONNECTION LIMIT 1")
    first, second = Register(url, key=KEY), Register(url, key=KEY)
    with first.look() as session:
        session.execute(text("SELECT 1"))
        assert tried(second) == {"read": "Unreachable", "shut": "Unreachable", "write": "Unreachable"}
    first.close()
    assert tried(second) == {"read": 2, "shut": False, "write": "taken"}
    second.close()
