"""The keys of files: each file has its own, sealed by the key of its case, or by the house's until it has a case.

So a file changes hands by sealing thirty-two bytes anew, and with the key of a case its files are gone too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from engine.actions.casework.work import CaseWork
from engine.actions.house.loaded import cipher_of
from engine.actions.house.office import Office
from engine.errors import Incident
from engine.storage import cases
from engine.storage.database import Connection
from engine.storage.encryption import KEY_BYTES, Cipher
from engine.storage.house_keys import house_key
from engine.storage.uploads import FileRow

#: the house's key for files that belong to no case yet
HOUSE_KEY = "uploads"
#: bytes of one piece: what is sealed and held in memory at a time
PIECE = 1_000_000


def outer_cipher(office: Office, connection: Connection, case_id: str | None) -> Cipher:
    """The cipher that seals the keys of this case's files. Raises Incident once the case's key was destroyed."""
    if case_id is None:
        return house_key(connection, office.vault, HOUSE_KEY)
    row = cases.get(connection, case_id)
    found = cipher_of(row, office.vault) if row else None
    if found is None:
        raise Incident("actions.key_destroyed", case=row.number if row else case_id)
    return found


def new_key(outer: Cipher, context: str) -> tuple[Cipher, bytes]:
    """A file's own cipher, and its key sealed."""
    key = os.urandom(KEY_BYTES)
    return Cipher(key), outer.seal(key, context)


def own_cipher(outer: Cipher, row: FileRow) -> Cipher:
    """The file's own cipher."""
    return Cipher(outer.open(row.key, row.context))


def reseal(work: CaseWork, row: FileRow) -> bytes:
    """The key of a file that comes to this case, sealed with the case."""
    key = house_key(work.connection, work.office.vault, HOUSE_KEY).open(row.key, row.context)
    if work.loaded.cipher is None:
        raise Incident("actions.key_destroyed", case=work.case.number)
    return work.loaded.cipher.seal(key, row.context)


def sealed_pieces(cipher: Cipher, context: str, content: bytes) -> list[bytes]:
    """The content piece by piece; each bound to its position and to whether it is the last."""
    starts = range(0, max(len(content), 1), PIECE)
    return [
        cipher.seal(content[start : start + PIECE], _place(context, place, is_last=start + PIECE >= len(content)))
        for place, start in enumerate(starts)
    ]


def opened_pieces(cipher: Cipher, row: FileRow, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The content again. Raises Incident where a piece is missing, moved or changed."""
    left = row.size
    for place, piece in enumerate(pieces):
        is_last = left <= PIECE
        plain = cipher.open(piece, _place(row.context, place, is_last=is_last))
        left -= len(plain)
        yield plain
    if left != 0:
        raise Incident("storage.cannot_decrypt", context=row.context)


def about_of(cipher: Cipher, row: FileRow) -> dict[str, Any]:
    """Name under which the file came, and the SHA-256 of its content."""
    about: dict[str, Any] = orjson.loads(cipher.open(row.about, f"{row.context}/about"))
    return about


def sealed_about(cipher: Cipher, context: str, about: dict[str, Any]) -> bytes:
    """The same, sealed."""
    return cipher.seal(orjson.dumps(about), f"{context}/about")


def _place(context: str, place: int, *, is_last: bool) -> str:
    return f"{context}/{place}{'/last' if is_last else ''}"
