"""The parts of forms and of the YAML files beside the diagrams: fields, dated settings, the procedure's own lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import orjson

from engine.diagrams.diff.parts import Order, Part

#: keys of form-js that carry no meaning: the tool's own notes and where it drew the field
_TOOL = frozenset({"components", "exporter", "executionPlatform", "executionPlatformVersion", "schemaVersion", "id"})
_ROW_NAMES = ("id", "key", "name", "duty", "number", "kind")


def form_parts(file: str, schema: Mapping[str, Any]) -> Iterator[Part]:
    """The form and each of its fields, fields inside groups and lists by their whole path."""
    identity = str(schema.get("id") or PurePosixPath(file).stem)
    fields = list(_fields(schema, ""))
    found: dict[str, Any] = {key: shown(value) for key, value in schema.items() if key not in _TOOL}
    if len(fields) > 1:
        found["fields"] = Order(tuple(path for path, _ in fields))
    yield Part(f"form:{identity}", "form", identity, "", file, "", found)
    for path, field in fields:
        found = {
            key: shown(value) for key, value in field.items() if key not in {*_TOOL, "label", "key", "path", "layout"}
        }
        place = tuple([str(shown(field["layout"]))] if field.get("layout") else [])
        name = str(field.get("label") or "")
        yield Part(f"field:{identity}/{path}", "field", path, name, file, identity, found, place)


def _fields(component: Mapping[str, Any], above: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for inner in component.get("components") or []:
        name = str(inner.get("key") or inner.get("path") or inner.get("id") or inner.get("type"))
        path = f"{above}.{name}" if above else name
        yield path, inner
        yield from _fields(inner, path)


def yaml_parts(file: str, content: Mapping[str, Any]) -> Iterator[Part]:
    """Each line of the file; a list of rows gives each row, known by its name and its day."""
    for name, value in content.items():
        rows = value if isinstance(value, list) and value and all(isinstance(row, dict) for row in value) else None
        if rows is None:
            yield Part(f"{file}:{name}", "line", str(name), "", file, "", {"value": shown(value)})
            continue
        for row in rows:
            label = " ".join(str(row[key]) for key in (*_ROW_NAMES, "from") if key in row)
            found = {str(key): shown(inner) for key, inner in row.items() if key not in (*_ROW_NAMES, "from")}
            yield Part(f"{file}:{name}/{label}", "row", f"{name} {label}".strip(), "", file, str(name), found)


def shown(value: Any) -> str:
    """A value as people see it: texts as they are, options as value and label, the rest as JSON."""
    if isinstance(value, str):
        return value
    if (
        isinstance(value, list)
        and value
        and all(isinstance(one, dict) and {"value", "label"} >= set(one) for one in value)
    ):
        return "; ".join(f"{one.get('value')} {one.get('label', '')}".strip() for one in value)
    return orjson.dumps(value, default=str, option=orjson.OPT_SORT_KEYS).decode()
