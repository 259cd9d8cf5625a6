"""Small builders, so that a schema reads like the thing it describes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]


def text(limit: int = 200, **more: Any) -> dict[str, Any]:
    """Text of at most this many characters."""
    return {"type": "string", "maxLength": limit, **more}


def number(low: int = 0, high: int = 1_000_000) -> dict[str, Any]:
    """A whole number."""
    return {"type": "integer", "minimum": low, "maximum": high}


def choice(*values: str) -> dict[str, Any]:
    """One of these words."""
    return {"type": "string", "enum": list(values)}


def many(schema: Schema, limit: int | None = None) -> dict[str, Any]:
    """A list of such things."""
    return {"type": "array", "items": schema, **({"maxItems": limit} if limit else {})}


def maybe(schema: Schema) -> dict[str, Any]:
    """Such a thing, or null."""
    words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **words}


def thing(
    title: str = "", required: Sequence[str] = (), /, *, closed: bool = True, **properties: Schema
) -> dict[str, Any]:
    """An object; with a title it becomes a component of the document."""
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if title:
        schema["title"] = title
    if required:
        schema["required"] = list(required)
    if closed:
        schema["additionalProperties"] = False
    return schema


def page(title: str, item: Schema) -> dict[str, Any]:
    """One page of a list; `next` is the cursor of the next page, null on the last."""
    return thing(title, ("items", "next"), items=many(item), next=maybe(text(1000)))


DAY = {"type": "string", "format": "date"}
INSTANT = {"type": "string", "format": "date-time"}
BOOL = {"type": "boolean"}
#: content that a form's own schema describes
FORM = {"type": "object", "additionalProperties": True}
