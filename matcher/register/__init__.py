"""The register: leads, answers, decisions and people of the office, kept safe. SQLite by default, PostgreSQL by URL, one code path."""
