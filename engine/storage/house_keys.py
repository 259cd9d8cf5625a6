"""Keys of the house itself, each wrapped by the master key and made at first need."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.encryption import Cipher, Vault
from engine.storage.tables.cases import house_keys

#: finds a second application for the same child without telling which child
BLIND_INDEX = "blind_index"


def house_key(connection: Connection, vault: Vault, name: str) -> Cipher:
    """The key of this name. Raises Incident when the master key that wrapped it is not here."""
    row = connection.execute(select(house_keys).where(house_keys.c.name == name)).one_or_none()
    if row is not None:
        return vault.unwrap(row.wrapped, row.master, name)
    cipher, wrapped = vault.new_key(name)
    connection.execute(insert(house_keys), {"name": name, "wrapped": wrapped, "master": vault.newest})
    return cipher


def rewrap(connection: Connection, vault: Vault) -> int:
    """Wrap every key of the house by the newest master key; gives how many were wrapped otherwise."""
    old = connection.execute(select(house_keys).where(house_keys.c.master != vault.newest)).all()
    for row in old:
        values = {"wrapped": vault.rewrap(row.wrapped, row.master, row.name), "master": vault.newest}
        connection.execute(update(house_keys).where(house_keys.c.name == row.name), values)
    return len(old)
