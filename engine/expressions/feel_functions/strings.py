"""Functions on texts. Places count from 1, from the end when negative; characters are Unicode code points."""

from __future__ import annotations

from typing import Any

from engine.expressions.feel_functions import patterns
from engine.expressions.feel_functions.signatures import built_in, by_name
from engine.expressions.feel_values.kinds import Kind, kind_of


def substring(text: str, start: Any, length: Any = None) -> str | None:
    """The part from this place on; a start that is no place in the text, or a length below 1, gives null."""
    first, count = int(start), None if length is None else int(length)
    if not 1 <= abs(first) <= len(text) or (count is not None and count < 1):
        return None
    begin = first - 1 if first > 0 else len(text) + first
    return text[begin:] if count is None else text[begin : begin + count]


def _before(text: str, match: str) -> str:
    return text.partition(match)[0] if match and match in text else ""


def _after(text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


def _joined(parts: list[Any], delimiter: str | None = None) -> str | None:
    if any(kind_of(part) not in (Kind.STRING, Kind.NULL) for part in parts):
        return None
    return (delimiter or "").join(part for part in parts if part is not None)


FUNCTIONS = by_name(
    [
        built_in("substring", ("string: string, start position: number, length: number?", substring)),
        built_in("string length", ("string: string", len)),
        built_in("upper case", ("string: string", str.upper)),
        built_in("lower case", ("string: string", str.lower)),
        built_in("substring before", ("string: string, match: string", _before)),
        built_in("substring after", ("string: string, match: string", _after)),
        built_in("contains", ("string: string, match: string", str.__contains__)),
        built_in("starts with", ("string: string, match: string", str.startswith)),
        built_in("ends with", ("string: string, match: string", str.endswith)),
        built_in("string join", ("list: list, delimiter: string|null?", _joined)),
        built_in("matches", ("input: string, pattern: string, flags: string|null?", patterns.matches)),
        built_in(
            "replace",
            ("input: string, pattern: string, replacement: string, flags: string|null?", patterns.replace),
        ),
        built_in("split", ("string: string, delimiter: string", patterns.split)),
    ]
)
