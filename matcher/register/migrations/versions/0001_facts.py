"""Towns, added sites, answers, pictures and what the office keeps to itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "added_site",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("confirmed_by", sa.String(length=500), nullable=False),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_added_site")),
        sa.UniqueConstraint("town", "id", name=op.f("uq_added_site_town_id")),
    )
    op.create_index(op.f("ix_added_site_town"), "added_site", ["town"], unique=False)
    op.create_table(
        "answer",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("site", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("basis", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("clause", sa.String(length=500), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("confirmed_by", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=120), nullable=False),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.Column("given_at", sa.String(length=27), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", sa.String(length=27), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("origin", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_town"), "answer", ["town"], unique=False)
    op.create_index("ix_answer_town_state", "answer", ["town", "state"], unique=False)
    op.create_table(
        "picture",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("site", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("taken_on", sa.String(length=10), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.Column("given_at", sa.String(length=27), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_picture")),
    )
    op.create_index(op.f("ix_picture_town"), "picture", ["town"], unique=False)
    op.create_table(
        "site_office",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("site", sa.String(length=120), nullable=False),
        sa.Column("lowest_rent_yuan_m2_month", sa.Double(), nullable=True),
        sa.Column("lowest_land_price_wan_mu", sa.Double(), nullable=True),
        sa.Column("lowest_purchase_yuan_m2", sa.Double(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_site_office")),
        sa.UniqueConstraint("town", "site", name=op.f("uq_site_office_town_site")),
    )
    op.create_index(op.f("ix_site_office_town"), "site_office", ["town"], unique=False)
    op.create_table(
        "town",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("seeded_at", sa.String(length=27), nullable=False),
        sa.Column("pack_version", sa.String(length=120), nullable=False),
        sa.Column("contact_name", sa.String(length=500), nullable=False),
        sa.Column("contact_phone", sa.String(length=500), nullable=False),
        sa.Column("contact_email", sa.String(length=500), nullable=False),
        sa.Column("contact_address", sa.String(length=500), nullable=False),
        sa.Column("contact_hours", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_town")),
    )
