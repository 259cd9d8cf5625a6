"""Schema changes, oldest first, in `versions`; Alembic is configured here in code and needs no file of its own."""
