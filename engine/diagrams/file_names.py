"""Names of files that somebody sends: a plain path inside the procedure's folder, and nothing that reads as another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from engine.errors import Invalid
from engine.texts.visible import is_unseen, visible

MAX_NAME: Final = 200  #: characters of a whole path
MAX_PARTS: Final = 8  #: folders inside one another, and the file
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


def safe_name(name: str) -> str:
    """This path with `/` between its parts, composed (NFC).

    Raises Invalid for a path that leaves the folder, names a drive or device, or holds what cannot be seen.
    """
    if any(map(is_unseen, name)):
        raise Invalid("archives.unprinted_name", name=visible(name))
    composed = unicodedata.normalize("NFC", name.replace("\\", "/"))
    parts = composed.split("/")
    if any(part in ("", ".", "..") or ":" in part for part in parts):
        raise Invalid("archives.outside_name", name=visible(name))
    if any(part.endswith((".", " ")) or part.partition(".")[0].lower() in _RESERVED for part in parts):
        raise Invalid("archives.device_name", name=visible(name))
    if len(composed) > MAX_NAME or len(parts) > MAX_PARTS:
        raise Invalid("archives.long_name", name=visible(name), length=MAX_NAME, parts=MAX_PARTS)
    return composed


def require_distinct(names: Iterable[str]) -> None:
    """Raises Invalid where two names would be one file on a machine that does not tell capitals apart."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in seen:
            raise Invalid("archives.same_name", name=visible(name), first=visible(seen[key]))
        seen[key] = name
