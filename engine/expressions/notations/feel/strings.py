"""Text literals of FEEL: their escapes read and written. An unknown escape keeps its backslash, for patterns."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|([nrt\"'\\]))")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_HIGHEST = 0x10FFFF


def unescaped(text: str) -> str:
    """The text between the quotes with its escapes read; pairs of UTF-16 surrogates become the one they mean."""
    if "\\" not in text:
        return text
    read = _ESCAPE.sub(_character, text)
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _has_surrogates(read) else read


def _character(found: re.Match[str]) -> str:
    digits = found.group(1) or found.group(2)
    if digits is None:
        return _SHORT[found.group(3)]
    code = int(digits, 16)
    return chr(code) if code <= _HIGHEST else "\ufffd"


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)
