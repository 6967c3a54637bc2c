"""The one way to the database: which it is, how a change begins on either kind, and what a fault of it means in a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text
from matcher.register.home import home

URL_VARIABLE = "MATCHER_DATABASE_URL"
FILE = "register.sqlite3"
BUSY_SECONDS = 15
"""How long a change waits for another one to end."""
WRITING = {"writing": True}
"""Execution option of a connection that will write, so that it takes its turn before it reads anything."""
ONE_WRITER = 7_126_401
"""Number of the lock that writers on PostgreSQL take in turn, as SQLite's own does: the audit is one chain."""

_FULL_OR_LOCKED = ("readonly", "read-only", "disk is full", "disk i/o", "unable to open", "no space", "disk full")


class Unwritable(Refused):
    """The database is there and takes nothing: the disk is full or may only be read."""


class Unreachable(Refused):
    """The database cannot be opened at all."""


def database_url(folder: Path | None = None) -> str:
    """MATCHER_DATABASE_URL, else a file in the home folder."""
    given = os.environ.get(URL_VARIABLE, "").strip() if folder is None else ""
    return given or f"sqlite:///{((folder or home()) / FILE).as_posix()}"


def open_engine(url: str) -> Engine:
    """An engine whose writing transactions take their turn at the start, on both databases. Nothing is opened yet.

    Raises Refused where the address names no database that this product knows.
    """
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
    except SQLAlchemyError as fault:
        raise _unknown(url) from fault
    if kind == "sqlite":
        engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if kind == "postgresql":
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    raise _unknown(url)


def _unknown(url: str) -> Unreachable:
    message = Text("数据库地址写法不对。", "is no address of a database.")
    mend = Text("请写成 postgresql+psycopg://用户:口令@主机/库名。", "Write it as postgresql+psycopg://user:password@host/name.")
    return Unreachable([Issue("error", URL_VARIABLE, "", 0, "", url.split(":", 1)[0], message, mend)])


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writing"):
        connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": ONE_WRITER})


def told(fault: SQLAlchemyError | OSError) -> Refused:
    """What a fault of the database or of its disk means for whoever was at work; nothing of the change was kept."""
    reason = str(getattr(fault, "orig", None) or fault)
    place = Issue("error", "register", "", 0, "", reason.splitlines()[0][:120] if reason else "", Text("", ""), Text("", ""))
    state = str(getattr(getattr(fault, "orig", None), "sqlstate", "") or "")
    if state in ("25006", "53100") or any(mark in reason.lower() for mark in _FULL_OR_LOCKED) or isinstance(fault, PermissionError):
        message = Text("登记库现在只能读，没有记下。", "can only be read now; nothing was kept.")
        mend = Text("请检查磁盘空间和文件夹权限后再试。", "Check disk space and the folder's rights, then try again.")
        return Unwritable([_with(place, message, mend)])
    if state == "55P03" or "database is locked" in reason:
        message = Text("登记库正忙，没有记下。", "is busy; nothing was kept.")
        return Refused([_with(place, message, Text("请稍后再试。", "Try again in a moment."))])
    if isinstance(fault, DBAPIError) and not fault.connection_invalidated and state[:2] in ("22", "23"):
        message = Text("登记库不收这一条，没有记下。", "does not take this; nothing was kept.")
        return Refused([_with(place, message, Text("请核对所填内容。", "Check what was entered."))])
    message = Text("登记库打不开，或中途断开，没有记下。", "cannot be opened, or broke off; nothing was kept.")
    return Unreachable([_with(place, message, Text("请检查数据库是否在运行。", "Check that the database is running."))])


def _with(issue: Issue, message: Text, mend: Text) -> Issue:
    return Issue(issue.severity, issue.file, "", 0, "", issue.value, message, mend)
