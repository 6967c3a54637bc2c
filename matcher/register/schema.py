"""The tables as this version of the product needs them: made where there are none, brought up to date where they are older."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from matcher.catalog.issues import Issue, Refused
from matcher.model.text import Text

HEAD = "0005"
"""The last migration; a test holds it to the folder. One that has been delivered is never edited: registers stand at it."""
FOLDER = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine) -> None:
    """Runs the migrations that are missing, all in one transaction. Raises Refused where a newer version has been at work."""
    if stands(engine):
        return
    set_journal(engine)
    with engine.begin() as connection:
        migrate(connection)


def set_journal(engine: Engine) -> None:
    """Lets people read while somebody writes. It stays with the file, and cannot be set inside a transaction."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as outside:
            outside.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]


def stands(engine: Engine) -> bool:
    """Whether the tables are those of this version."""
    return _version(engine) == HEAD


def _version(engine: Engine) -> str:
    """The migration the tables stand at; '' where there are none."""
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    except DBAPIError as fault:
        if "alembic_version" in str(fault.orig):
            return ""
        raise


def migrate(connection: Connection, to: str = "head") -> None:
    """Runs the migrations that are missing up to `to`, in the transaction of `connection`. Raises Refused for one that is not known."""
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as fault:
        message = Text("登记库是更新的版本留下的。", "was left by a newer version of this product.")
        mend = Text("请换用新版本程序，或从备份恢复。", "Use the newer version, or restore from a backup.")
        raise Refused([Issue("error", "register", "", 0, "", "", message, mend)]) from fault
