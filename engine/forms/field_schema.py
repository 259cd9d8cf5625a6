"""The JSON Schema of one form-js field.

Trimming and emptiness are dealt with before (`cleaning`), so an optional field that is empty is simply absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from engine.forms import limits
from engine.forms.shape import LIST_TYPES

_FILE = r"^files::[A-Za-z0-9_-]{1,64}$"
#: form-js knows these two kinds of text; the patterns are its own, made strict
_KINDS = {"email": r"^[^\s@]+@[^\s@]+\.[^\s@]+$", "phone": r"^\+?[0-9][0-9 ()-]{4,24}$"}
#: two repetitions inside each other can take for ever on a long text
_RUNAWAY = re.compile(r"[+*}]\)[+*{]")


class FieldRefused(ValueError):
    """The field cannot be checked by the server as it is drawn. `args[0]` is the last part of a catalogue key."""


def field_schema(component: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a field's value when it is filled in. Raises FieldRefused for what cannot be derived."""
    _refuse_expressions(_rules(component))
    return _SCHEMAS[component["type"]](component)


def static_options(component: Mapping[str, Any]) -> list[Any] | None:
    """The values of a choice as drawn; None when they are handed in. Raises FieldRefused without usable values."""
    if component.get("valuesKey"):
        return None
    if component.get("valuesExpression"):
        raise FieldRefused("values_expression")
    values = [option.get("value") for option in component.get("values") or [] if isinstance(option, Mapping)]
    if not values or any(not isinstance(value, str | int | float) for value in values):
        raise FieldRefused("no_values")
    if len(set(values)) < len(values):
        raise FieldRefused("same_value_twice")
    return values


def choice_schema(component_type: str, options: list[Any]) -> dict[str, Any]:
    """The schema of a choice among these values."""
    if component_type in LIST_TYPES:
        return {"type": "array", "items": {"enum": options}, "uniqueItems": True, "maxItems": max(len(options), 1)}
    return {"enum": options}


@lru_cache(maxsize=1_000)
def python_pattern(pattern: str) -> re.Pattern[str]:
    r"""The pattern as Python reads it. JavaScript's `\d` knows ten digits and its `$` the very end alone.

    Raises FieldRefused for a pattern that is too long, unreadable, or could run away.
    """
    if len(pattern) > limits.MAX_PATTERN or _RUNAWAY.search(pattern):
        raise FieldRefused("pattern_runaway")
    text = pattern[:-1] + r"\Z" if pattern.endswith("$") and not pattern.endswith(r"\$") else pattern
    try:
        return re.compile(text, re.ASCII)
    except re.error:
        raise FieldRefused("pattern") from None


def _text(component: Mapping[str, Any]) -> dict[str, Any]:
    validate = _rules(component)
    longest = _whole(validate, "maxLength", limits.MAX_TEXT)
    schema: dict[str, Any] = {"type": "string", "maxLength": min(longest, limits.MAX_TEXT)}
    if (shortest := _whole(validate, "minLength", 0)) > 0:
        schema["minLength"] = shortest
    pattern = validate.get("pattern") or _KINDS.get(validate.get("validationType", ""))
    if pattern:
        python_pattern(str(pattern))
        schema["pattern"] = str(pattern)
    return schema


def _number(component: Mapping[str, Any]) -> dict[str, Any]:
    if component.get("serializeToString"):
        raise FieldRefused("number_as_text")
    validate = _rules(component)
    schema: dict[str, Any] = {"type": "number"}
    if component.get("decimalDigits") == 0:
        schema["type"] = "integer"
    for name, keyword in (("min", "minimum"), ("max", "maximum")):
        if validate.get(name) is not None:
            schema[keyword] = _amount(validate[name])
    return schema


def _datetime(component: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {"date": "day", "time": "time_of_day", "datetime": "moment"}
    kind = kinds.get(component.get("subtype", "date"))
    if kind is None:
        raise FieldRefused("subtype")
    return {"type": "string", "format": kind, "maxLength": 40}


def _checkbox(component: Mapping[str, Any]) -> dict[str, Any]:
    return {"const": True} if _rules(component).get("required") else {"type": "boolean"}


def _choice(component: Mapping[str, Any]) -> dict[str, Any]:
    options = static_options(component)
    return {} if options is None else choice_schema(component["type"], options)


def _file(_component: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "string", "pattern": _FILE}


_SCHEMAS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "datetime": _datetime,
    "checkbox": _checkbox,
    "radio": _choice,
    "select": _choice,
    "checklist": _choice,
    "taglist": _choice,
    "filepicker": _file,
}


def _rules(component: Mapping[str, Any]) -> Mapping[str, Any]:
    """What form-js calls `validate`."""
    return component.get("validate") or {}


def _refuse_expressions(validate: Mapping[str, Any]) -> None:
    for value in validate.values():
        if isinstance(value, str) and value.startswith("="):
            raise FieldRefused("expression_in_rule")


def _whole(validate: Mapping[str, Any], name: str, otherwise: int) -> int:
    value = validate.get(name)
    if value is None or value == "":
        return otherwise
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FieldRefused("rule_number")
    return value


def _amount(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldRefused("rule_number")
    return value
