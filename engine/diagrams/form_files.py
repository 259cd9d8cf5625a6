"""Which forms a bundle holds: a form is known by the id it gives itself, else by the name of its file."""

from __future__ import annotations

from pathlib import PurePosixPath

import orjson

from engine.diagrams.bundle import Bundle


def form_ids(bundle: Bundle) -> frozenset[str]:
    """The ids of all forms; one that cannot be read is known by its file, and told by the check."""
    return frozenset(_id_of(path, raw) for path, raw in bundle.named(".form").items())


def _id_of(path: str, raw: bytes) -> str:
    try:
        schema = orjson.loads(raw)
    except orjson.JSONDecodeError:
        schema = None
    given = schema.get("id") if isinstance(schema, dict) else None
    return str(given or PurePosixPath(path).stem)
