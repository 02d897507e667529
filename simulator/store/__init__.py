"""The only place that knows SQL: journal, claims, books, people, results, backups and migrations.

Importing this package imports nothing heavy; SQLAlchemy comes in with `database`, Alembic with a migration alone.
"""
