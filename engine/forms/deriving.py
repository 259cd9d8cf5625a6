"""Derives the JSON Schema of a submission: what is visible decides what may be sent.

A field that a condition hides may not be sent at all, so nothing slips in unseen; a list whose fields depend on each
row gets one schema a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.forms.field_schema import choice_schema
from engine.forms.shape import CHOICE_TYPES, LIST_TYPES, Branch, Leaf, Rows, in_sight, is_hidden

#: choices handed in, by `valuesKey`: plain values, or `{"value", "label"}` as form-js takes them
Options = Mapping[str, Sequence[Any]]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def derive(root: Branch, data: Mapping[str, Any], options: Options) -> dict[str, Any]:
    """The JSON Schema that these data must satisfy."""
    return {"$schema": DIALECT, **_object(root, data, data, options)}


def _object(branch: Branch, data: Any, names: Mapping[str, Any], options: Options) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    for key, member in branch.members.items():
        if is_hidden(member, names) or (isinstance(member, Leaf) and member.is_disabled):
            continue
        inner = data.get(key) if isinstance(data, Mapping) else None
        properties[key] = _member(member, inner, names, options)
        if _is_required(member, properties[key]):
            required.append(key)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _member(member: Leaf | Branch | Rows, data: Any, names: Mapping[str, Any], options: Options) -> dict[str, Any]:
    if isinstance(member, Leaf):
        return _leaf(member, options)
    if isinstance(member, Branch):
        return _object(member, data, names, options)
    return _rows(member, data, names, options)


def _leaf(leaf: Leaf, options: Options) -> dict[str, Any]:
    schema = {"title": leaf.label, **leaf.schema}
    if leaf.options_key:
        schema |= choice_schema(leaf.type, option_values(options.get(leaf.options_key, ())))
    if leaf.required and leaf.type in LIST_TYPES:
        schema["minItems"] = 1
    return schema


def _rows(rows: Rows, data: Any, names: Mapping[str, Any], options: Options) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "title": rows.label, "maxItems": rows.most}
    if rows.least:
        schema["minItems"] = rows.least
    if not rows.row.is_dynamic:
        return {**schema, "items": _object(rows.row, None, names, options)}
    given = data[: rows.most] if isinstance(data, list) else []
    each = [_object(rows.row, row, in_sight(names, row), options) for row in given]
    return {**schema, "prefixItems": each} if each else schema


def _is_required(member: Leaf | Branch | Rows, schema: Mapping[str, Any]) -> bool:
    if isinstance(member, Leaf):
        return member.required
    return member.least > 0 if isinstance(member, Rows) else bool(schema["required"])


def option_values(options: Sequence[Any]) -> list[Any]:
    """The bare values of choices handed in."""
    return [option["value"] if isinstance(option, Mapping) else option for option in options]


def missing_options(branch: Branch, options: Options) -> list[str]:
    """The names of choices this form needs and was not given."""
    found: list[str] = []
    for member in branch.members.values():
        if isinstance(member, Leaf):
            if member.type in CHOICE_TYPES and member.options_key and member.options_key not in options:
                found.append(member.options_key)
        else:
            found += missing_options(member.row if isinstance(member, Rows) else member, options)
    return found
