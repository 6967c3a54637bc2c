"""Accounts, sessions, contacts, links, brakes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("password_once", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(length=27), nullable=True),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("password_at", sa.String(length=27), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "first_code",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("used_at", sa.String(length=27), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_first_code")),
    )
    op.create_table(
        "share",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("shows", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("expires_at", sa.String(length=27), nullable=False),
        sa.Column("revoked_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_token_hash")),
    )
    op.create_index(op.f("ix_share_town"), "share", ["town"], unique=False)
    op.create_table(
        "contact",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=500), nullable=False),
        sa.Column("email", sa.String(length=500), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("consent_at", sa.String(length=27), nullable=True),
        sa.Column("keep_until", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_contact_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_contact")),
        sa.UniqueConstraint("lead", name=op.f("uq_contact_lead")),
    )
    op.create_table(
        "contact_access",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("what_for", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_contact_access_lead")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_access")),
    )
    op.create_index(op.f("ix_contact_access_lead"), "contact_access", ["lead"], unique=False)
    op.create_table(
        "session",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("seen_at", sa.String(length=27), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("browser", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.key"], name=op.f("fk_session_account")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"], unique=False)
    op.create_table(
        "brake",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_brake")),
    )
