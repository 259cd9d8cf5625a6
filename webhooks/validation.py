"""Holds a body or a query against the JSON Schema that the API page publishes, and names each field in the
caller's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from engine.errors import FieldError, Invalid

#: errors named in one answer; the caller mends them in rounds
MAX_ERRORS = 50

#: keyword of JSON Schema → catalogue key
KEYS = {
    "type": "webhooks.field.type",
    "enum": "webhooks.field.enum",
    "const": "webhooks.field.enum",
    "minLength": "webhooks.field.short",
    "maxLength": "webhooks.field.long",
    "minItems": "webhooks.field.few",
    "maxItems": "webhooks.field.many",
    "minimum": "webhooks.field.low",
    "maximum": "webhooks.field.high",
    "pattern": "webhooks.field.pattern",
    "format": "webhooks.field.format",
}


#: jsonschema knows instants only with a further package, and would take one without a zone
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date", ValueError)
def _is_day(value: object) -> bool:
    """YYYY-MM-DD and no shorter way to write it."""
    return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value


@FORMATS.checks("date-time", ValueError)
def _is_instant(value: object) -> bool:
    """An instant with its zone."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def compiled(schema: Mapping[str, Any]) -> Draft202012Validator:
    """A validator of this schema, made once an operation; dates and instants are checked too."""
    return Draft202012Validator(schema, format_checker=FORMATS)


def hold(value: Any, validator: Draft202012Validator) -> None:
    """Raise Invalid naming each field where the value does not fit."""
    if validator.is_valid(value):
        return
    found: dict[str, FieldError] = {}
    for error in validator.iter_errors(value):
        for named in _named(error):
            found.setdefault(named.path, named)
        if len(found) >= MAX_ERRORS:
            break
    raise Invalid("webhooks.invalid", fields=[found[path] for path in sorted(found)], count=len(found))


def _named(error: ValidationError) -> Iterator[FieldError]:
    """The fields one finding is about: missing and surplus members are named themselves."""
    path = ".".join(str(part) for part in error.absolute_path)
    asked: Any = error.validator_value
    value: Any = error.instance
    if error.validator == "required":
        for name in asked:
            if name not in value:
                yield FieldError(_under(path, name), "webhooks.field.required")
    elif error.validator == "additionalProperties":
        schema: Any = error.schema
        for name in sorted(set(value) - set(schema.get("properties", {}))):
            yield FieldError(_under(path, name[:60]), "webhooks.field.unknown")
    else:
        yield FieldError(path, KEYS.get(str(error.validator), "webhooks.field.other"), {"expected": _expected(asked)})


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _expected(value: Any) -> str:
    """What the schema asks for, short enough for a sentence."""
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)[:80]
