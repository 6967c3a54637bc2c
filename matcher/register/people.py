"""Tables of people: accounts and their sessions, the contact of a lead apart from the lead, and links that show one thing to whoever has them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.register.base import Base, Day, Key, Line, Number, Token, TownId, Versioned


class AccountRow(Versioned, Base):
    """Somebody who can sign in."""

    __tablename__ = "account"

    key: Mapped[Key]
    login: Mapped[str] = mapped_column(String(60), unique=True)
    """In lower case, so that no two differ by it alone."""
    name: Mapped[Line]
    role: Mapped[Token]
    password_hash: Mapped[str] = mapped_column(String(200))
    password_once: Mapped[bool] = mapped_column(default=False)
    """Set by somebody else: it only lets its owner in to set their own."""
    failed: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    password_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class SessionRow(Base):
    """One signed-in browser. The cookie holds the token, the row only its hash."""

    __tablename__ = "session"

    key: Mapped[Key]
    account: Mapped[str] = mapped_column(ForeignKey("account.key"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[Line]


class FirstCodeRow(Base):
    """The one-time code that makes the first administrator, as its hash."""

    __tablename__ = "first_code"

    key: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    failed: Mapped[int] = mapped_column(default=0)


class ContactRow(Versioned, Base):
    """Whom to reach about a lead: personal data, with their purpose and the day on which they are deleted."""

    __tablename__ = "contact"

    key: Mapped[Key]
    lead: Mapped[str] = mapped_column(ForeignKey("lead.key"), unique=True)
    person: Mapped[Line]
    phone: Mapped[Line]
    email: Mapped[Line]
    purpose: Mapped[Token]
    consent_at: Mapped[datetime | None]
    keep_until: Mapped[Day]


class ContactAccessRow(Base):
    """Who looked at a contact, when and what for."""

    __tablename__ = "contact_access"

    number: Mapped[Number]
    lead: Mapped[str] = mapped_column(ForeignKey("lead.key"), index=True)
    who: Mapped[Token]
    at: Mapped[datetime]
    what_for: Mapped[Line]


class ShareRow(Base):
    """A link that shows one record, and nothing else, to whoever has it."""

    __tablename__ = "share"

    key: Mapped[Key]
    town: Mapped[TownId]
    kind: Mapped[Token]
    """need | lead | shortlist"""
    target: Mapped[str] = mapped_column(String(32), default="")
    shows: Mapped[dict[str, Any]]
    """What it shows, as it stood when it was made."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[Token]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class BrakeRow(Base):
    """How often something was tried by one visit since when, so that nobody can try without end. Names of visits are kept as hashes."""

    __tablename__ = "brake"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]
