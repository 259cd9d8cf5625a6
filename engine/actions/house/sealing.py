"""Sealing small things with a key of the house, for those who keep them outside the database."""

from __future__ import annotations

from engine.actions.house.office import Office
from engine.storage.house_keys import house_key


def sealed(office: Office, name: str, content: bytes) -> bytes:
    """Nobody but this house reads or alters it; `name` is the purpose and names the key."""
    with office.database.writing() as connection:
        return house_key(connection, office.vault, name).seal(content, name)


def opened(office: Office, name: str, content: bytes) -> bytes:
    """What was sealed for this purpose. Raises Incident for anything else."""
    with office.database.writing() as connection:
        return house_key(connection, office.vault, name).open(content, name)
