"""Whether the register takes anything now: asked once a run of a page, so that nobody fills in a form for nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlalchemy import Engine, text

from matcher.catalog.issues import Issue
from matcher.model.text import Text

LEAST_BYTES = 16 * 2**20
"""Free space below which nothing more is taken: room for the journal to be brought into the file, and for a way out."""
_FULL = (
    Text("磁盘快满了，登记库暂停写入。", "takes nothing more: the disk is nearly full."),
    Text("请先腾出磁盘空间。", "Free some space on the disk first."),
)
_READ_ONLY = (
    Text("登记库现在只能读。", "can only be read now."),
    Text(
        "请检查文件和文件夹的权限，或数据库是否为只读。",
        "Check the rights of the file and its folder, or whether the database is read-only.",
    ),
)


def why_shut(engine: Engine, file: Path | None) -> tuple[Issue, ...]:
    """The reason why a change could not be kept, as far as one can see without making one. Raises SQLAlchemyError, OSError."""
    if engine.dialect.name == "sqlite":
        return _file_shut(file) if file is not None and file.exists() else ()
    with engine.connect() as connection:
        asked = text("SELECT current_setting('default_transaction_read_only') = 'on' OR pg_is_in_recovery()")
        return _because(_READ_ONLY) if connection.execute(asked).scalar() else ()


def _file_shut(file: Path) -> tuple[Issue, ...]:
    beside = [p for p in (file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm")) if p.exists()]
    if not os.access(file.parent, os.W_OK) or any(not os.access(p, os.W_OK) for p in (file, *beside)):
        return _because(_READ_ONLY, file.name)
    if shutil.disk_usage(file.parent).free < LEAST_BYTES:
        return _because(_FULL, file.name)
    return ()


def _because(said: tuple[Text, Text], value: str = "") -> tuple[Issue, ...]:
    return (Issue("error", "register", "", 0, "", value, *said),)
