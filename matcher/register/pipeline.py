"""Tables of the pipeline: leads with their stages and needs, shortlists, decisions, tasks and what is promised to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher.register.base import Base, Day, Key, LeadKey, Line, Prose, Token, TownId, Versioned


class LeadRow(Versioned, Base):
    """An enterprise with a stage. `id` is what people and addresses call it; `key` is what rows refer to."""

    __tablename__ = "lead"
    __table_args__ = (UniqueConstraint("town", "id"),)

    key: Mapped[Key]
    town: Mapped[TownId]
    id: Mapped[Token]
    name: Mapped[Line]
    name_en: Mapped[Line]
    stage: Mapped[Token] = mapped_column(default="")
    stage_since: Mapped[Day]
    settled_at: Mapped[Token] = mapped_column(default="")
    origin: Mapped[Token]
    """pack | staff | enterprise | public | file"""
    pack: Mapped[dict[str, Any] | None]
    """What only leads of a pack carry: their citation, and another investment with its own."""
    note: Mapped[Prose]
    note_en: Mapped[Prose]
    owner: Mapped[Token] = mapped_column(default="", index=True)
    """Account of the enterprise it belongs to; '' for none."""
    keeper: Mapped[Token] = mapped_column(default="")
    """Account of the member of staff who follows it."""
    receipt_hash: Mapped[str] = mapped_column(String(64), default="", index=True)
    """Of the code with which whoever submitted it without an account follows it."""
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class NeedRow(Base):
    """What a lead asked for from a moment on. The highest number holds; the earlier ones stay."""

    __tablename__ = "need"
    __table_args__ = (UniqueConstraint("lead", "number"),)

    key: Mapped[Key]
    lead: Mapped[LeadKey]
    number: Mapped[int]
    stated: Mapped[dict[str, Any]]
    own_words: Mapped[Prose]
    given_by: Mapped[Token]
    given_at: Mapped[datetime]


class StageRow(Versioned, Base):
    """When a lead was to reach a stage, and when it did."""

    __tablename__ = "stage"
    __table_args__ = (UniqueConstraint("lead", "stage"),)

    key: Mapped[Key]
    lead: Mapped[LeadKey]
    stage: Mapped[Token]
    planned: Mapped[Day]
    reached: Mapped[Day]


class ShortlistRow(Versioned, Base):
    """Sites that somebody has put side by side for a lead, in an order of their own."""

    __tablename__ = "shortlist"

    key: Mapped[Key]
    lead: Mapped[LeadKey]
    title: Mapped[Line]
    sites: Mapped[list[Any]]
    note: Mapped[Prose]
    made_by: Mapped[Token]
    made_at: Mapped[datetime]


class DecisionRow(Versioned, Base):
    """A site chosen or refused for a lead, why, and what the product said of it then."""

    __tablename__ = "decision"

    key: Mapped[Key]
    lead: Mapped[LeadKey]
    site: Mapped[Token]
    outcome: Mapped[Token]
    """chosen | refused"""
    reason: Mapped[Prose]
    seen: Mapped[dict[str, Any]]
    """Score, range, place and version of the data as they stood on the page."""
    made_by: Mapped[Token]
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[Token] = mapped_column(default="")


class TaskRow(Versioned, Base):
    """Something to be done by a day, mostly a question to be asked."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_town_done", "town", "done_at"),)

    key: Mapped[Key]
    town: Mapped[TownId]
    lead: Mapped[str | None] = mapped_column(ForeignKey("lead.key"), index=True)
    site: Mapped[Token] = mapped_column(default="")
    field: Mapped[Token] = mapped_column(default="")
    text: Mapped[Line]
    due: Mapped[Day]
    keeper: Mapped[Token] = mapped_column(default="")
    made_by: Mapped[Token]
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[Token] = mapped_column(default="")
    outcome: Mapped[Line]


class CommitmentRow(Versioned, Base):
    """Area or floor of a site that is promised to a lead, so that nobody else is offered it."""

    __tablename__ = "commitment"

    key: Mapped[Key]
    town: Mapped[TownId]
    lead: Mapped[LeadKey]
    site: Mapped[Token]
    land_mu: Mapped[float | None]
    floor_m2: Mapped[float | None]
    whole: Mapped[bool]
    """The whole site, whatever its size."""
    since: Mapped[Day]
    until: Mapped[Day]
    """After this day it is overdue: it still locks, until somebody releases it."""
    note: Mapped[Line]
    made_by: Mapped[Token]
    made_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    released_by: Mapped[Token] = mapped_column(default="")
