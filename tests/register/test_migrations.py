"""The tables are made by migrations: they are what the code says, one after the other, by whoever comes first, and never backwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from matcher.catalog.issues import Refused
from matcher.model.catalog import Catalog
from matcher.register import facts, people, pipeline, trail
from matcher.register.audit import GUARDS, verify
from matcher.register.base import Base
from matcher.register.opening import with_town
from matcher.register.register import Register
from matcher.register.schema import FOLDER, HEAD, migrate
from tests.register.conftest import KEY
from tests.register.processes import Tell, all_of, needs_fork

TABLES = (facts, people, pipeline, trail)
VERSIONS = sorted(p.stem[:4] for p in (FOLDER / "versions").glob("0*.py"))


def test_the_last_migration_is_the_one_the_code_asks_for() -> None:
    assert VERSIONS[-1] == HEAD
    assert [f"{n:04}" for n in range(1, len(VERSIONS) + 1)] == VERSIONS


def test_the_migrated_tables_are_those_of_the_code(empty: Register) -> None:
    empty.prepare()
    with empty.engine.connect() as connection:
        found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)
        names = set(inspect(connection).get_table_names())
    assert found == []
    assert names == set(Base.metadata.tables) | {"alembic_version"}


def test_each_migration_goes_on_from_the_one_before(empty: Register) -> None:
    """One step at a time, each in a transaction of its own, comes to the same as all at once, guards of the audit too."""
    for version in VERSIONS:
        assert not empty.ready()
        with empty.replacing() as connection:
            migrate(connection, version)
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == version
    assert empty.ready()
    with empty.look() as session:
        assert verify(session, KEY).faults == ()
    assert len(GUARDS[empty.engine.dialect.name]) == 6


def test_preparing_twice_changes_nothing(empty: Register) -> None:
    for _ in range(2):
        empty.prepare()
    assert empty.ready()


def test_a_register_of_a_newer_version_is_refused_in_a_sentence(empty: Register) -> None:
    empty.prepare()
    with empty.replacing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused, match="newer version"):
        empty.prepare()
    assert not empty.ready()


@needs_fork
def test_processes_that_start_at_the_same_time_make_one_register(empty: Register, town: Catalog, home: Path) -> None:
    def begin(tell: Tell) -> None:
        mine = with_town(Register(empty.url, key=KEY), town)
        tell(mine.stamp(town.plan.town.id))

    told = all_of([begin] * 4)
    assert len({one[0] for one in told}) == 1
    with empty.look() as session:
        assert verify(session, KEY).rows == 1
