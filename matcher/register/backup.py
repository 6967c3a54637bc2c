"""A backup of the whole register while it is in use: one consistent read of every table, written whole or not at all."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, text

from matcher.model.text import Text
from matcher.register.archive import FORMAT, KEY, MANIFEST, Manifest, placed, refused, write_table
from matcher.register.base import moment_text
from matcher.register.policy import require
from matcher.register.register import Register
from matcher.register.who import Who

VERSION_TABLE = "alembic_version"
LEFT_OUT = frozenset({VERSION_TABLE, "session", "first_code"})
"""Not kept: the migration, which stands in the manifest; who is signed in and one-time codes, which must not come alive again."""
AT_ONCE = 200
"""Rows held in memory at once."""


def back_up(register: Register, who: Who, out: Path, *, with_key: bool = False) -> Manifest:
    """Writes the register to a file that only its owner may read. Raises Refused where there is a file already or none can be written;
    then there is none. The audit's key is only in it where it is asked for: with it, whoever has the file could seal what he likes."""
    require(who, "register.backup")
    if out.exists():
        mend = Text("请换一个文件名。", "Choose another name.")
        raise refused(out.name, Text("已经有这个文件，没有覆盖。", "is there already and was not overwritten."), mend)
    if not out.parent.is_dir():
        raise refused(
            out.name, Text("没有这个文件夹。", "is to go into a folder that is not there."), Text("请核对路径。", "Check the path.")
        )
    with register.look() as session:
        return write_backup(register, session.connection(), out, with_key=with_key)


def write_backup(register: Register, connection: Connection, out: Path, *, with_key: bool = False) -> Manifest:
    """The same on a transaction that sees one moment."""
    tables = tables_there(connection)
    scratch = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        scratch.unlink(missing_ok=True)  # of a process that was killed and had the same number
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                written = {table.name: write_table(archive, table.name, _rows(connection, table)) for table in tables}
                manifest = Manifest(
                    format=FORMAT,
                    made_at=moment_text(register.clock()),
                    schema_version=schema_version(connection),
                    anchor=_anchor(connection) if "audit" in written else "",
                    tables=written,
                )
                if with_key:
                    archive.writestr(KEY, register.key)
                archive.writestr(MANIFEST, json.dumps(manifest.model_dump(mode="json"), indent=1))
            file.flush()
            os.fsync(file.fileno())
        placed(scratch, out)
    except OSError as fault:
        mend = Text("请检查磁盘空间和文件夹权限。", "Check disk space and the folder's rights.")
        raise refused(
            out.name, Text("写不出来，没有留下备份。", "could not be written; there is no backup."), mend, fault.strerror or ""
        ) from fault
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    return manifest


def tables_there(connection: Connection) -> list[Table]:
    """The tables to be kept as the database has them, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in LEFT_OUT]


def schema_version(connection: Connection) -> str:
    """The migration at which the tables stand. Raises SQLAlchemyError where there are no tables."""
    return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one())


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Every row in the order of its key, so that the same register gives the same file."""
    asked = select(table).order_by(*table.primary_key.columns)
    with connection.execute(asked, execution_options={"yield_per": AT_ONCE}) as found:
        for row in found.mappings():
            yield dict(row)


def _anchor(connection: Connection) -> str:
    """Number and seal of the audit's last row; '' where there is none."""
    found = connection.execute(text("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1")).one_or_none()
    return f"{found.number}:{found.seal}" if found else ""
