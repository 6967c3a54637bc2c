"""Putting a backup in the place of the register: in one transaction, held to its hashes, brought up to date, its audit verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.orm import Session

from matcher.model.text import Text
from matcher.register.answers import standing
from matcher.register.archive import Archive, Manifest, refused
from matcher.register.audit import append, verify
from matcher.register.backup import AT_ONCE, tables_there, write_backup
from matcher.register.cells import Unfit, fitted
from matcher.register.commitments import open_commitments
from matcher.register.facts import TownRow
from matcher.register.leads import leads_of
from matcher.register.policy import require
from matcher.register.register import Register
from matcher.register.schema import migrate
from matcher.register.seal import FIRST
from matcher.register.who import Who

HEAD_TABLE = "audit_head"
_FUNCTIONS = ("audit_refuse", "audit_at_end", "audit_head_step")
"""What the migrations make on PostgreSQL beside tables."""


@dataclass(frozen=True)
class Restored:
    """What was taken in, and the key of its audit where it is not the one used here and came with the backup."""

    manifest: Manifest
    key: bytes | None
    kept: Path | None
    """Where what was there before was put; None where there was nothing."""


def restore(register: Register, who: Who, file: Path, *, key: bytes | None = None, keep: Path | None = None) -> Restored:
    """Takes in a backup. `key` is the key used here, None where there is none yet; `keep` the file for what is there, without which only an
    empty register is restored into. Raises Refused; then everything is as it was."""
    require(who, "register.restore")
    try:
        handle = file.open("rb")
    except OSError as fault:
        raise refused(
            file.name, Text("找不到或读不了这个文件。", "cannot be found or read."), Text("请核对路径。", "Check the path.")
        ) from fault
    with handle:
        archive = Archive(handle, file.name)
        for table in archive.manifest.tables:  # all of it is read once before anything is touched
            for _ in archive.rows(table):
                pass
        with register.replacing() as connection:
            kept = _make_room(register, connection, keep)
            _fill(connection, archive)
            migrate(connection)
            _try_out(connection, file.name)
            used = _key_that_fits(connection, archive, key)
            with Session(connection) as session:
                said = {"made_at": archive.manifest.made_at, "rows": sum(t.rows for t in archive.manifest.tables.values())}
                append(session, used, register.clock(), who, "register.restore", "", file.name[:120], said)
                session.flush()
    return Restored(archive.manifest, used if used != key else None, kept)


def _make_room(register: Register, connection: Connection, keep: Path | None) -> Path | None:
    """Takes away the tables that are there, after they were put into a backup of their own where anything is in them."""
    found = MetaData()
    found.reflect(connection)
    filled = _anything(connection)
    if filled and keep is None:
        message = Text("登记库里已有内容，没有覆盖。", "has content already; nothing was overwritten.")
        raise refused("register", message, Text("确要替换请加 --replace。", "Use --replace to put the backup in its place."))
    if filled and keep is not None:
        write_backup(register, connection, keep)
    found.drop_all(connection)
    if connection.dialect.name == "postgresql":
        for name in _FUNCTIONS:
            connection.execute(text(f"DROP FUNCTION IF EXISTS {name}()"))
    return keep if filled else None


def _anything(connection: Connection) -> bool:
    """Whether any table holds more than what the migrations put there."""
    tables = [t for t in tables_there(connection) if t.name != HEAD_TABLE]
    return any(connection.execute(select(t).limit(1)).first() is not None for t in tables)


def _fill(connection: Connection, archive: Archive) -> None:
    """Makes the tables as they were when the backup was made, and puts its rows into them."""
    migrate(connection, archive.manifest.schema_version)
    tables = tables_there(connection)
    if {t.name for t in tables} != set(archive.manifest.tables):
        raise refused(archive.name, Text("里面的表与这个版本不符。", "holds other tables than its version has."))
    for table in tables:
        rows = _checked(archive, table)
        if table.name == HEAD_TABLE:
            _set_head(connection, list(islice(rows, 3)), archive.name)
            continue
        while batch := list(islice(rows, AT_ONCE)):
            connection.execute(insert(table), batch)
        _number_on(connection, table)


def _checked(archive: Archive, table: Table) -> Iterator[dict[str, Any]]:
    names = set(table.c.keys())
    for number, row in enumerate(archive.rows(table.name), 1):
        try:
            if set(row) != names:
                raise Unfit(", ".join(sorted(set(row) ^ names)))
            yield {name: fitted(table.c[name], value) for name, value in row.items()}
        except Unfit as fault:
            message = Text("有一格的内容不对。", "has a cell that does not fit.")
            raise refused(archive.name, message, value=f"{table.name} {number} {fault}") from fault


def _set_head(connection: Connection, rows: list[dict[str, Any]], name: str) -> None:
    """Brings the audit's head to where it was, step by step, since its guard lets it go no other way."""
    if len(rows) != 1 or rows[0]["id"] != 1 or rows[0]["count"] != connection.execute(text("SELECT count(*) FROM audit")).scalar_one():
        raise refused(name, Text("审计记录不完整。", "holds an audit that is not whole."))
    head = rows[0]
    steps = [{"n": n, "s": head["seal"] if n == head["count"] else FIRST} for n in range(1, head["count"] + 1)]
    if steps:
        connection.execute(text("UPDATE audit_head SET count = :n, seal = :s"), steps)


def _number_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL count on from the last number; SQLite does so by itself."""
    key = list(table.primary_key.columns)
    if connection.dialect.name != "postgresql" or len(key) != 1 or not isinstance(key[0].type, Integer):
        return
    last = connection.execute(select(func.max(key[0]))).scalar()
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key[0].name}).scalar()
    if sequence and last:
        connection.execute(text("SELECT setval(CAST(:s AS regclass), :n)"), {"s": sequence, "n": last})


def _try_out(connection: Connection, name: str) -> None:
    """Reads what the pages read, so that no backup comes in that they could not show."""
    with Session(connection) as session:
        try:
            for town in session.scalars(select(TownRow.id)).all():
                leads_of(session, town)
                standing(session, town)
                open_commitments(session, town)
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise refused(name, Text("有一条记录读不懂。", "holds a record that cannot be read.")) from fault


def _key_that_fits(connection: Connection, archive: Archive, here: bytes | None) -> bytes:
    """The key with which the audit verifies: the one used here, else the one in the backup. Raises Refused where neither does."""
    with Session(connection) as session:
        for key in (here, archive.audit_key()):
            if key is not None and not verify(session, key).faults:
                return key
    message = Text(
        "审计记录与密钥不符：备份被改过，或出自另一把密钥。",
        "has an audit that does not fit the key: it was changed, or sealed with another key.",
    )
    mend = Text(
        "请把当时的 audit.key 放回，或设 MATCHER_AUDIT_KEY，或用带密钥的备份。",
        "Put back the audit.key of that time, set MATCHER_AUDIT_KEY, or use a backup with its key.",
    )
    raise refused(archive.name, message, mend)
