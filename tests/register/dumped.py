"""Everything in a database, to be compared with what it was before."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

State = dict[str, list[dict[str, Any]]]
_RANDOM = re.compile(r"[0-9a-f]{32,64}")


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    """One for each address, so that the database's own catalogue is not asked anew; it holds no connection open."""
    return create_engine(url, poolclass=NullPool)


def dump(url: str) -> State:
    """Everything in the database, table by table."""
    with _engine(url).begin() as connection:
        names = inspect(connection).get_table_names()
        rows = {name: [dict(r) for r in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()] for name in names}
    return {name: sorted(table, key=repr) for name, table in rows.items()}


def likeness(state: State) -> dict[str, list[str]]:
    """The same without what chance decides, so that two runs of one service can be compared."""
    return {name: sorted(_RANDOM.sub("#", repr(row)) for row in table) for name, table in state.items()}


def grown(before: State, after: State) -> dict[str, list[str]]:
    """What is new, likewise, and without the numbers of rows, which are others each time."""
    fresh = {name: [row for row in table if row not in before.get(name, [])] for name, table in after.items()}
    bare = {name: [{k: v for k, v in row.items() if k not in ("number", "count")} for row in rows] for name, rows in fresh.items() if rows}
    return likeness(bare)


def empty_tables(state: State) -> bool:
    """Whether the tables have just been made."""
    return all(not rows or name in ("alembic_version", "audit_head") for name, rows in state.items())
