"""The tables' history, one migration a file, run by Alembic."""
