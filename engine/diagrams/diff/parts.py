"""A version as the parts a designer knows: elements, flows, rules of tables, fields of forms, rows of settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Order:
    """In which order things stand. Two orders differ only where what they have in common stands otherwise."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `key` finds it in the other version; `kind` is a word such as `userTask`, `rule` or `setting`.

    `within` names what it belongs to: a process, a table, a form. `place` is where it is drawn.
    """

    key: str
    kind: str
    id: str
    name: str
    file: str
    within: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)
    place: tuple[str, ...] = ()


def by_key(parts: Iterable[Part]) -> dict[str, Part]:
    """The parts by their key; of several with one key the later get a number."""
    found: dict[str, Part] = {}
    for part in parts:
        key, count = part.key, 1
        while key in found:
            count += 1
            key = f"{part.key}#{count}"
        found[key] = part
    return found
