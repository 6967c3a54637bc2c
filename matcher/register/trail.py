"""Tables of what was done: the audit's chain, its head, and forms already taken, so that a second click changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.register.base import Base, Number, Token


class AuditRow(Base):
    """One thing that was done, by whom and to what. A trigger refuses any change; each row's seal covers the one before."""

    __tablename__ = "audit"

    number: Mapped[Number]
    at: Mapped[datetime]
    who: Mapped[Token]
    role: Mapped[Token]
    action: Mapped[Token]
    town: Mapped[str] = mapped_column(String(60), index=True)
    record: Mapped[Token]
    change: Mapped[dict[str, Any]]
    seal: Mapped[str] = mapped_column(String(64))


class AuditHeadRow(Base):
    """How many rows the audit has and the last seal, so that rows cannot go missing at the end unseen."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))


class OnceRow(Base):
    """A form that has been taken, and what came of it."""

    __tablename__ = "once"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    action: Mapped[Token]
    result: Mapped[dict[str, Any]]
    at: Mapped[datetime]
