"""Alembic's folder: one branch of revisions for each domain of the store."""
