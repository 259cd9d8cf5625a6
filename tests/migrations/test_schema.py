"""The schema that the migrations build is the one that the tables declare, on both databases."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from engine.errors import Unavailable
from engine.storage import schema
from engine.storage.database import Database
from engine.storage.tables.all_tables import metadata


def test_migrated_schema_is_the_declared_one(database):
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_code_knows_the_newest_migration(database):
    with database.reading() as connection:
        scripts = ScriptDirectory.from_config(schema._config(connection))

    assert scripts.get_heads() == [schema.HEAD]
    assert schema.version(database) == schema.HEAD


def test_migrating_a_current_database_changes_nothing(database):
    schema.migrate(database)

    schema.require_current(database)


def test_an_empty_database_is_refused_until_it_is_migrated(tmp_path):
    # given a file nobody migrated
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")

    # then the program does not start on it
    with pytest.raises(Unavailable) as refused:
        schema.require_current(database)
    assert refused.value.key == "storage.other_schema"

    # until it is migrated
    schema.migrate(database)
    schema.require_current(database)
    database.close()


def test_a_migration_can_be_taken_back(database):
    # given the newest schema
    from alembic import command

    with database.writing() as connection:
        command.downgrade(schema._config(connection), "base")

    # then nothing but the version table is left, and it can be built again
    assert schema.version(database) is None
    schema.migrate(database)
    assert schema.version(database) == schema.HEAD


def test_a_migration_that_fails_leaves_the_old_schema(tmp_path, monkeypatch):
    # given a migration that dies half-way
    database = Database(f"sqlite:///{tmp_path / 'half.db'}")
    from alembic import command

    whole = command.upgrade

    def dies(config, target):
        whole(config, target)
        raise RuntimeError("killed")

    monkeypatch.setattr(command, "upgrade", dies)
    with pytest.raises(RuntimeError):
        schema.migrate(database)

    # then nothing of it stays
    assert schema.version(database) is None
    database.close()
