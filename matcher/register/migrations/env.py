"""Alembic's entry: migrations run on the connection they are given, inside its transaction."""

from __future__ import annotations

from alembic import context

from matcher.register import facts, people, pipeline, trail
from matcher.register.base import Base

TABLES = (facts, people, pipeline, trail)
"""Imported, so that every table is known to the metadata."""

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
