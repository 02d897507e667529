"""Alembic's environment: runs the scripts on the connection, and in the transaction, that `upgrade` was given."""

from alembic import context

from simulator.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
