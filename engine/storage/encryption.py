"""Content of forms, readable only with the key of its case: AES-256-GCM, the case's key wrapped by the master key.

Rotation makes a new master key, wraps every case's key anew and leaves the content alone. The name of a master key is
the beginning of its SHA-256, so a wrapped key tells which one opens it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.errors import Incident, Invalid

KEY_BYTES = 32
NONCE_BYTES = 12
MASTER_FILE = "master.key"


class Cipher:
    """One key. What it seals is bound to its context: moved to another place, it does not open."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._aes = AESGCM(key)

    def seal(self, content: bytes, context: str) -> bytes:
        """Nonce and ciphertext. `context` names the place it belongs to and is checked when it is opened."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aes.encrypt(nonce, content, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """The content. Raises Incident where key, context or bytes are not the ones it was sealed with."""
        try:
            return self._aes.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError):
            raise Incident("storage.cannot_decrypt", context=context) from None

    def blind_index(self, value: str) -> bytes:
        """The same for the same value, and telling nothing of it. Width, case and blanks do not matter."""
        plain = "".join(unicodedata.normalize("NFKC", value).casefold().split())
        return hmac.digest(self._key, plain.encode(), "sha256")


class Vault:
    """Wraps and unwraps keys with the newest master key; older ones only open what they closed."""

    def __init__(self, master_keys: Sequence[bytes]) -> None:
        """`master_keys`: newest first, 32 bytes each. Raises Invalid for another length."""
        if not master_keys or any(len(key) != KEY_BYTES for key in master_keys):
            raise Invalid("storage.master_key_length", length=KEY_BYTES)
        self._ciphers = {_name(key): Cipher(key) for key in master_keys}
        self.newest = _name(master_keys[0])

    def new_key(self, owner: str) -> tuple[Cipher, bytes]:
        """A fresh key for this owner, and its wrapped form to be stored beside `newest`."""
        key = os.urandom(KEY_BYTES)
        return Cipher(key), self._ciphers[self.newest].seal(key, owner)

    def unwrap(self, wrapped: bytes, master: str, owner: str) -> Cipher:
        """The key of this owner. Raises Incident when the master key is not here."""
        return Cipher(self._opened(wrapped, master, owner))

    def rewrap(self, wrapped: bytes, master: str, owner: str) -> bytes:
        """The same key, wrapped by the newest master key."""
        return self._ciphers[self.newest].seal(self._opened(wrapped, master, owner), owner)

    def _opened(self, wrapped: bytes, master: str, owner: str) -> bytes:
        if master not in self._ciphers:
            raise Incident("storage.master_key_missing", master=master)
        return self._ciphers[master].open(wrapped, owner)


def read_vault(given: str, var: Path) -> Vault:
    """The vault of these base64 keys (comma between them, newest first), else of the key file in `var`.

    The file is made at first use, readable by its owner alone.
    """
    text = given or _key_file(var / MASTER_FILE)
    try:
        return Vault([b64decode(part, validate=True) for part in text.replace("\n", ",").split(",") if part.strip()])
    except ValueError:
        raise Invalid("storage.master_key_unreadable") from None


def new_master_key() -> str:
    """A fresh master key as base64."""
    return b64encode(os.urandom(KEY_BYTES)).decode()


def _key_file(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(new_master_key())
        stream.flush()
        os.fsync(stream.fileno())
    return path.read_text(encoding="ascii")


def _name(key: bytes) -> str:
    return hashlib.sha256(b"huishang master key" + key).hexdigest()[:16]
