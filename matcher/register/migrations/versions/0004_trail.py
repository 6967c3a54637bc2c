"""The audit, which takes no change, and forms already taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SAID = "the audit takes no change"
SQLITE = (
    f"CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    f"CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    "CREATE TRIGGER audit_insert BEFORE INSERT ON audit WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit) "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    "CREATE TRIGGER audit_head_update BEFORE UPDATE ON audit_head WHEN NEW.id <> 1 OR NEW.count <> OLD.count + 1 "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    f"CREATE TRIGGER audit_head_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
    f"CREATE TRIGGER audit_head_insert BEFORE INSERT ON audit_head BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
)
POSTGRESQL = (
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$",
    "CREATE FUNCTION audit_at_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit) THEN "
    f"RAISE EXCEPTION '{SAID}'; END IF; RETURN NEW; END $$",
    "CREATE FUNCTION audit_head_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF NEW.id <> 1 OR NEW.count <> OLD.count + 1 THEN RAISE EXCEPTION '{SAID}'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER audit_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON audit EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_insert BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_at_end()",
    "CREATE TRIGGER audit_head_update BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_head_step()",
    "CREATE TRIGGER audit_head_delete BEFORE DELETE OR INSERT ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_head_truncate BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refuse()",
)


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=120), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_town"), "audit", ["town"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "once",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=120), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_once")),
    )

    refuse_changes()


def refuse_changes() -> None:
    """The database itself lets nobody change or remove what the audit says, and lets rows in only at its end."""
    op.execute(f"INSERT INTO audit_head (id, count, seal) VALUES (1, 0, '{'0' * 64}')")
    statements = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in statements:
        op.execute(statement)
