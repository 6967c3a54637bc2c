"""Values that come from a backup file, held to the columns they are for: nothing of another type, too long or out of range comes in."""

from __future__ import annotations

import base64
import binascii
import math
import re
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, Numeric, String

from matcher.register.base import Base, Moment

_MOMENT = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z")
_MOST = 2**31 - 1
"""The largest whole number that a column takes on PostgreSQL."""


class Unfit(ValueError):
    """A value that a column cannot hold."""


def fitted(column: Column[Any], value: Any) -> Any:
    """The value as the database takes it. Raises Unfit."""
    if value is None:
        if not column.nullable:
            raise Unfit(column.name)
        return None
    kind = column.type
    if isinstance(kind, Boolean):
        return _held(column, value, isinstance(value, bool))
    if isinstance(kind, Integer):
        return _held(column, value, isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST)
    if isinstance(kind, Float | Numeric):
        return _held(column, value, isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value))
    if isinstance(kind, JSON):
        return _held(column, value, isinstance(value, dict | list))
    if isinstance(kind, LargeBinary):
        return _bytes(column, value)
    if isinstance(kind, String):
        return _text(column, value, kind.length)
    raise Unfit(column.name)


def _held(column: Column[Any], value: Any, fits: bool) -> Any:
    if not fits:
        raise Unfit(column.name)
    return value


def _bytes(column: Column[Any], value: Any) -> bytes:
    coded = value.get("base64") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(coded, str):
        raise Unfit(column.name)
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Unfit(column.name) from fault


def _text(column: Column[Any], value: Any, length: int | None) -> str:
    if not isinstance(value, str) or (length is not None and len(value) > length) or "\x00" in value:
        raise Unfit(column.name)
    known = Base.metadata.tables.get(column.table.name)
    if known is not None and column.name in known.c and isinstance(known.c[column.name].type, Moment) and not _MOMENT.fullmatch(value):
        raise Unfit(column.name)
    return value
