"""Alembic's entry: it is handed an open connection and runs inside that one's transaction."""

from __future__ import annotations

from alembic import context

from engine.storage.tables.all_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=False,
    transactional_ddl=True,
)
context.run_migrations()
