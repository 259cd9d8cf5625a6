"""`matches`, `replace` and `split`, run by RE2: no pattern can take more time than its text is long."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2

from engine.expressions.faults import NoValue, TooMuchWork
from engine.expressions.feel_functions.xpath_patterns import rewritten
from engine.expressions.limits import MAX_ITEMS, MAX_TEXT

_LONGEST = 1_000
_MEMORY = 4 * 1024 * 1024
_FEW = 128
_FLAGS = frozenset("smix")
_PLACEHOLDER = re.compile(r"\\([\\$])|\$(\d{1,2})|([\\$])")


def matches(text: str, pattern: str, flags: str | None = None) -> bool | None:
    """Whether the pattern is found anywhere in the text; null when it is no pattern."""
    compiled = _compiled(pattern, flags or "")
    return None if compiled is None else compiled.search(text) is not None


def replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    """The text with `replacement` for each find, `$1` for its first group; null when a find may be empty."""
    compiled = _compiled(pattern, flags or "")
    if compiled is None or compiled.search("") is not None or not _is_replacement(replacement):
        return None
    parts, size, at = [], len(text), 0
    for found in compiled.finditer(text):
        parts += [text[at : found.start()], _filled(replacement, found, compiled.groups)]
        size += len(parts[-1])
        if size > MAX_TEXT:
            raise TooMuchWork("expressions.text_too_long", MAX_TEXT)
        at = found.end()
    return "".join([*parts, text[at:]])


def split(text: str, delimiter: str) -> list[str] | None:
    """The parts of the text between the finds of the delimiter; null when a find may be empty."""
    compiled = _compiled(delimiter, "")
    if compiled is None or compiled.search("") is not None:
        return None
    parts, at = [], 0
    for found in compiled.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
        if len(parts) >= MAX_ITEMS:
            raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
    return [*parts, text[at:]]


@lru_cache(maxsize=_FEW)
def _compiled(pattern: str, flags: str) -> Any:
    if not _FLAGS.issuperset(flags):
        return None
    if len(pattern) > _LONGEST:
        raise NoValue("expressions.pattern_too_large", limit=_LONGEST)
    for_re2 = rewritten(pattern, flags)
    if for_re2 is None:
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(for_re2, options)
    except re2.error:
        # the spelling was checked before: what is left is a count too high or a program too large
        raise NoValue("expressions.pattern_too_large", limit=_LONGEST)


def _is_replacement(replacement: str) -> bool:
    return not any(found.group(3) for found in _PLACEHOLDER.finditer(replacement))


def _filled(replacement: str, found: Any, groups: int) -> str:
    def part(place: re.Match[str]) -> str:
        if place.group(1):
            return place.group(1)
        digits = place.group(2)
        if int(digits) > groups and len(digits) > 1:
            return (_group(found, int(digits[0]), groups)) + digits[1]
        return _group(found, int(digits), groups)

    return _PLACEHOLDER.sub(part, replacement)


def _group(found: Any, number: int, groups: int) -> str:
    return (found.group(number) or "") if number <= groups else ""
