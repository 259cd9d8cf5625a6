"""The JSON Schema validator with patterns and formats read as a browser reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from engine.forms.field_schema import python_pattern
from engine.forms.formats import FORMATS


def _pattern(_validator: Validator, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not python_pattern(pattern).search(instance):
        yield ValidationError(f"does not match {pattern!r}")


_VALIDATOR: type[Validator] = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def validator_of(schema: dict[str, Any]) -> Validator:
    """A validator of this schema, to be used for any number of values."""
    return _VALIDATOR(schema, format_checker=FORMATS)
