"""Tables of what was said about sites: answers, outlines, pictures and plans, and what the office keeps to itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.register.base import Base, Day, Key, Line, Number, Prose, Token, TownId, Versioned

PROPOSED, STANDS, REFUSED, WITHDRAWN = "proposed", "stands", "refused", "withdrawn"


class TownRow(Versioned, Base):
    """A town whose pack has been taken in, and whom an enterprise may turn to there."""

    __tablename__ = "town"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    seeded_at: Mapped[datetime]
    pack_version: Mapped[Token]
    """The version of the pack's leads that were taken in last."""
    contact_name: Mapped[Line]
    contact_phone: Mapped[Line]
    contact_email: Mapped[Line]
    contact_address: Mapped[Line]
    contact_hours: Mapped[Line]


class AddedSiteRow(Versioned, Base):
    """A site that the pack does not have: its cells as parcels.csv writes them, and the file or the person that says so."""

    __tablename__ = "added_site"
    __table_args__ = (UniqueConstraint("town", "id"),)

    number: Mapped[Number]
    town: Mapped[TownId]
    id: Mapped[Token]
    cells: Mapped[dict[str, Any]]
    source: Mapped[Line]
    as_of: Mapped[Day]
    confirmed_by: Mapped[Line]
    added_by: Mapped[Token]
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[Token] = mapped_column(default="")
    reason: Mapped[Line]


class AnswerRow(Versioned, Base):
    """One answer to a question about a site. Rows are never deleted; taking back is a state."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_town_state", "town", "state"),)

    number: Mapped[Number]
    town: Mapped[TownId]
    site: Mapped[Token]
    field: Mapped[Token]
    value: Mapped[Line]
    basis: Mapped[Token]
    source: Mapped[Line]
    clause: Mapped[Line]
    as_of: Mapped[Day]
    confirmed_by: Mapped[Line]
    state: Mapped[Token]
    given_by: Mapped[Token]
    """Account of whoever gave it; '' where it came with the pack or before there were accounts."""
    given_at: Mapped[datetime]
    decided_by: Mapped[Token] = mapped_column(default="")
    """Account of whoever took, refused, confirmed or withdrew it last."""
    decided_at: Mapped[datetime | None]
    reason: Mapped[Line]
    origin: Mapped[Line]
    """The file it came with, where it came with one."""


class OutlineRow(Versioned, Base):
    """The outline of a site as somebody drew it or a file brought it: a GeoJSON area in WGS-84. Rows are never deleted; the newest that
    was not withdrawn holds."""

    __tablename__ = "outline"

    number: Mapped[Number]
    town: Mapped[TownId]
    site: Mapped[Token]
    geometry: Mapped[dict[str, Any]]
    area_m2: Mapped[float]
    mended: Mapped[bool]
    source: Mapped[Line]
    as_of: Mapped[Day]
    given_by: Mapped[Token]
    given_at: Mapped[datetime]
    origin: Mapped[Line]
    """The file it came with, where it came with one."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[Token] = mapped_column(default="")
    reason: Mapped[Line]


class PictureRow(Versioned, Base):
    """A photo or a floor plan of a site, made anew from what was sent, so that nothing else travels with it."""

    __tablename__ = "picture"

    key: Mapped[Key]
    town: Mapped[TownId]
    site: Mapped[Token]
    kind: Mapped[Token]
    """photo | plan"""
    title: Mapped[Line]
    taken_on: Mapped[Day]
    media_type: Mapped[Token]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    width_px: Mapped[int]
    height_px: Mapped[int]
    public: Mapped[bool]
    given_by: Mapped[Token]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class SiteOfficeRow(Versioned, Base):
    """What the office keeps to itself about a site: the lowest prices it would accept, and notes."""

    __tablename__ = "site_office"
    __table_args__ = (UniqueConstraint("town", "site"),)

    key: Mapped[Key]
    town: Mapped[TownId]
    site: Mapped[Token]
    lowest_rent_yuan_m2_month: Mapped[float | None]
    lowest_land_price_wan_mu: Mapped[float | None]
    lowest_purchase_yuan_m2: Mapped[float | None]
    note: Mapped[Prose]
