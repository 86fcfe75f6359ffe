"""The small transactional store: audit, triage, ledgers, what people decided; shared by replicas.

A domain is one module with its tables and functions, and an Alembic branch of its own under
migrations/versions/, so that adding one touches nothing else.
"""
