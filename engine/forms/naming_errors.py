"""Turns the findings of the JSON Schema validator into errors that name a field and say what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import ValidationError

from engine.errors import FieldError
from engine.forms.shape import Branch, Leaf, Rows

#: keyword of JSON Schema -> sentence, and the name under which the sentence gets the keyword's value
_SENTENCES = {
    "minLength": ("short", "shortest"),
    "maxLength": ("too_long", "longest"),
    "minimum": ("small", "least"),
    "maximum": ("great", "most"),
    "minItems": ("few", "least"),
    "maxItems": ("many", "most"),
    "pattern": ("pattern", ""),
    "enum": ("choice", ""),
    "const": ("must_tick", ""),
    "uniqueItems": ("twice", ""),
    "format": ("format", "format"),
    "type": ("type", "type"),
}


def field_errors(root: Branch, errors: Iterable[ValidationError]) -> list[FieldError]:
    """One error a field, in the order of the form's data."""
    found: dict[str, FieldError] = {}
    for error in errors:
        for one in _named(root, error):
            found.setdefault(one.path, one)
    return list(found.values())


def _named(root: Branch, error: ValidationError) -> Iterator[FieldError]:
    path = [str(step) for step in error.absolute_path]
    instance: Any = error.instance
    value: Any = error.validator_value
    if error.validator == "required":
        for key in value:
            if key not in instance:
                yield FieldError(".".join([*path, key]), "forms.error.required")
    elif error.validator == "additionalProperties":
        schema: Any = error.schema
        for key in instance:
            if key not in schema["properties"]:
                hidden = _member(root, [*path, key]) is not None
                yield FieldError(".".join([*path, key]), f"forms.error.{'hidden' if hidden else 'unknown'}")
    else:
        sentence, name = _SENTENCES.get(str(error.validator), ("type", ""))
        yield FieldError(".".join(path), f"forms.error.{sentence}", {name: value} if name else {})


def _member(root: Branch, path: list[str]) -> Leaf | Branch | Rows | None:
    """What the form has at this path, visible or not."""
    found: Any = root
    for step in path:
        if isinstance(found, Rows):
            found = found.row
        elif isinstance(found, Branch):
            found = found.members.get(step)
        else:
            return None
    return found  # type: ignore[no-any-return]  # the walk itself is untyped
