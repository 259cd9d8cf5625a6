"""A row's fields as the values of a statement, not copied: `dataclasses.asdict` copies every list to its depth."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

_names: dict[type, tuple[str, ...]] = {}


def values_of(row: Any) -> dict[str, Any]:
    """The fields of this dataclass by name."""
    kind = type(row)
    names = _names.get(kind)
    if names is None:
        names = _names[kind] = tuple(field.name for field in fields(kind))
    return {name: getattr(row, name) for name in names}
