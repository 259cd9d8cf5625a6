"""Two bundles laid over each other: what was added, removed, renamed, changed, or only moved in the drawing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

import orjson

from engine.diagrams.bundle import Bundle
from engine.diagrams.diff.bpmn_parts import bpmn_parts
from engine.diagrams.diff.data_parts import form_parts, yaml_parts
from engine.diagrams.diff.dmn_parts import dmn_parts
from engine.diagrams.diff.parts import Order, Part, by_key
from engine.xml_files import load
from engine.yaml_files import YamlRefused, read_yaml


class What(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    MOVED = "moved"  #: in the drawing alone
    REWRITTEN = "rewritten"  #: a file whose bytes differ and whose meaning does not


@dataclass(frozen=True, slots=True)
class Change:
    """One property with its value before and after; None where there was or is none."""

    property: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to one part, shown as it is in the later version, or as it was if it is gone."""

    what: What
    part: Part
    changes: tuple[Change, ...] = ()
    old_name: str = ""


def differences(old: Bundle, new: Bundle) -> list[Difference]:
    """Everything that differs, in order of file and part; empty exactly where the bundles are byte for byte alike."""
    before, after = by_key(_parts(old)), by_key(_parts(new))
    found = [Difference(What.REMOVED, part) for key, part in before.items() if key not in after]
    found += [Difference(What.ADDED, part) for key, part in after.items() if key not in before]
    found += [one for key, part in after.items() if key in before for one in _compared(before[key], part)]
    told = {one.part.file for one in found}
    found += [Difference(What.REWRITTEN, _file(name)) for name in _rewritten(old, new) if name not in told]
    order = list(What)
    return sorted(found, key=lambda one: (one.part.file, order.index(one.what), one.part.key))


def _compared(old: Part, new: Part) -> Iterator[Difference]:
    changes = tuple(_changes(old.properties, new.properties))
    if old.kind != new.kind:
        changes = (Change("kind", old.kind, new.kind), *changes)
    if changes and old.name != new.name and old.kind != "rule":
        changes = (Change("name", old.name, new.name), *changes)
    if changes:
        yield Difference(What.CHANGED, new, changes)
    elif old.name != new.name and old.kind != "rule":
        yield Difference(What.RENAMED, new, old_name=old.name)
    elif old.place != new.place:
        yield Difference(What.MOVED, new)


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        one, other = old.get(name), new.get(name)
        before: Any
        after: Any
        if isinstance(one, Order) or isinstance(other, Order):
            before, after = _in_common(one, other), _in_common(other, one)
        else:
            before, after = one, other
        if before != after:
            yield Change(name, before, after)


def _in_common(one: Any, other: Any) -> str:
    """What stands in both, in the order of the first; with fewer than two on a side there is no order."""
    if not (isinstance(one, Order) and isinstance(other, Order)):
        return ""
    return ", ".join(name for name in one.names if name in other.names)


def _parts(bundle: Bundle) -> Iterator[Part]:
    for name in sorted(bundle.files):
        yield _file(name)
        try:
            yield from _parts_of(name, bundle.files[name])
        except (ValueError, YamlRefused, AttributeError, TypeError, RecursionError):
            digest = hashlib.sha256(bundle.files[name]).hexdigest()
            yield Part(f"bytes:{name}", "unread", name, "", name, "", {"digest": digest})


def _parts_of(name: str, raw: bytes) -> list[Part]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".bpmn", ".dmn"):
        root, _ = load(name, raw)
        if root is None:
            raise ValueError(name)
        return list((bpmn_parts if suffix == ".bpmn" else dmn_parts)(name, root))
    if suffix == ".form":
        return list(form_parts(name, orjson.loads(raw)))
    return list(yaml_parts(name, read_yaml(raw) or {}))


def _file(name: str) -> Part:
    return Part(f"file:{name}", "file", name, "", name)


def _rewritten(old: Bundle, new: Bundle) -> list[str]:
    return sorted(name for name, raw in new.files.items() if name in old.files and old.files[name] != raw)
