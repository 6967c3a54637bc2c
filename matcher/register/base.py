"""What all tables share: their base, how a moment is kept, and the town each row belongs to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from sqlalchemy import JSON, Dialect, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that a later migration can find them on either database."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as text of fixed width: the same on both databases, in order as text, and to the last digit in the audit's chain."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the library's form
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return datetime.fromisoformat(value) if value is not None else None


def moment_text(value: datetime) -> str:
    """2026-11-23T08:00:00.000000Z"""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - read by the library at class level


def new_key() -> str:
    """122 random bits: a key says nothing of what is behind it, and cannot be guessed."""
    return uuid4().hex


Key = Annotated[str, mapped_column(String(32), primary_key=True, default=new_key)]
Number = Annotated[int, mapped_column(primary_key=True, autoincrement=True)]
Token = Annotated[str, mapped_column(String(120))]
"""A short word: an id of the pack, a field's name, a state."""
Day = Annotated[str, mapped_column(String(10), default="")]
"""YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known; '' where it is not."""
Line = Annotated[str, mapped_column(String(500), default="")]
Prose = Annotated[str, mapped_column(Text, default="")]
TownId = Annotated[str, mapped_column(String(60), index=True)]
LeadKey = Annotated[str, mapped_column(ForeignKey("lead.key"), index=True)]


class Versioned:
    """A row that people edit: whoever writes an older state of it is told, and nothing is overwritten unseen."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
