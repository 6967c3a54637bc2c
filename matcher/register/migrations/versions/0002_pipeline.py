"""Leads, needs, stages, shortlists, decisions, tasks, commitments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "lead",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_en", sa.String(length=500), nullable=False),
        sa.Column("stage", sa.String(length=120), nullable=False),
        sa.Column("stage_since", sa.String(length=10), nullable=False),
        sa.Column("settled_at", sa.String(length=120), nullable=False),
        sa.Column("origin", sa.String(length=120), nullable=False),
        sa.Column("pack", sa.JSON(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("keeper", sa.String(length=120), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lead")),
        sa.UniqueConstraint("town", "id", name=op.f("uq_lead_town_id")),
    )
    op.create_index(op.f("ix_lead_owner"), "lead", ["owner"], unique=False)
    op.create_index(op.f("ix_lead_receipt_hash"), "lead", ["receipt_hash"], unique=False)
    op.create_index(op.f("ix_lead_town"), "lead", ["town"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=120), nullable=False),
        sa.Column("land_mu", sa.Double(), nullable=True),
        sa.Column("floor_m2", sa.Double(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("released_at", sa.String(length=27), nullable=True),
        sa.Column("released_by", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_commitment_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_lead"), "commitment", ["lead"], unique=False)
    op.create_index(op.f("ix_commitment_town"), "commitment", ["town"], unique=False)
    op.create_table(
        "decision",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=120), nullable=False),
        sa.Column("outcome", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_decision_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_lead"), "decision", ["lead"], unique=False)
    op.create_table(
        "need",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.Column("given_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_need_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_need")),
        sa.UniqueConstraint("lead", "number", name=op.f("uq_need_lead_number")),
    )
    op.create_index(op.f("ix_need_lead"), "need", ["lead"], unique=False)
    op.create_table(
        "shortlist",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("sites", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_shortlist_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shortlist")),
    )
    op.create_index(op.f("ix_shortlist_lead"), "shortlist", ["lead"], unique=False)
    op.create_table(
        "stage",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=120), nullable=False),
        sa.Column("planned", sa.String(length=10), nullable=False),
        sa.Column("reached", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_stage_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stage")),
        sa.UniqueConstraint("lead", "stage", name=op.f("uq_stage_lead_stage")),
    )
    op.create_index(op.f("ix_stage_lead"), "stage", ["lead"], unique=False)
    op.create_table(
        "task",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=True),
        sa.Column("site", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("keeper", sa.String(length=120), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("done_at", sa.String(length=27), nullable=True),
        sa.Column("done_by", sa.String(length=120), nullable=False),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.key"], name=op.f("fk_task_lead")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_lead"), "task", ["lead"], unique=False)
    op.create_index(op.f("ix_task_town"), "task", ["town"], unique=False)
    op.create_index("ix_task_town_done", "task", ["town", "done_at"], unique=False)
