"""What the XML parser says, as a key of the catalogues: its own sentences are English and speak to programmers."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

_CODES: Final = etree.ErrorTypes
#: The parser's codes by what a person would call the fault; every other one is told by its place alone.
_KEYS: Final = {
    _CODES.ERR_DOCUMENT_EMPTY: "no_xml",
    _CODES.ERR_DOCUMENT_END: "after_end",
    _CODES.ERR_TAG_NAME_MISMATCH: "mismatch",
    _CODES.ERR_TAG_NOT_FINISHED: "unfinished",
    _CODES.ERR_GT_REQUIRED: "unfinished",
    _CODES.ERR_LTSLASH_REQUIRED: "unfinished",
    _CODES.ERR_UNDECLARED_ENTITY: "entity",
    _CODES.ERR_ATTRIBUTE_REDEFINED: "twice",
    _CODES.NS_ERR_ATTRIBUTE_REDEFINED: "twice",
    _CODES.NS_ERR_UNDEFINED_NAMESPACE: "prefix",
    _CODES.ERR_ATTRIBUTE_NOT_STARTED: "quotes",
    _CODES.ERR_ATTRIBUTE_NOT_FINISHED: "quotes",
    _CODES.ERR_ATTRIBUTE_WITHOUT_VALUE: "quotes",
    _CODES.ERR_LT_IN_ATTRIBUTE: "sign",
    _CODES.ERR_NAME_REQUIRED: "sign",
    _CODES.ERR_INVALID_CHAR: "character",
    _CODES.ERR_UNKNOWN_ENCODING: "encoding",
    _CODES.ERR_UNSUPPORTED_ENCODING: "encoding",
    _CODES.ERR_INVALID_ENCODING: "encoding",
    _CODES.ERR_RESERVED_XML_NAME: "declaration",
    _CODES.ERR_RESOURCE_LIMIT: "limit",
    _CODES.ERR_NAME_TOO_LONG: "limit",
}
_NAMES: Final = {
    "mismatch": re.compile(r": (?P<name>\S+) line (?P<opened>\d+)"),
    "unfinished": re.compile(r"in tag (?P<name>\S+) line (?P<opened>\d+)"),
    "entity": re.compile(r"'(?P<name>[^']+)'"),
    "twice": re.compile(r"Attribute (?P<name>\S+)"),
    "prefix": re.compile(r"prefix (?P<name>\S+)"),
}


def words_for(error: Exception) -> tuple[str, dict[str, Any]]:
    """The key of the sentence about an XML fault, and what fills it: `column` (from 1), `name`, `opened` (a line)."""
    if not isinstance(error, etree.XMLSyntaxError):
        return "not_xml.encoding", {"column": 0}
    known: Any = error  # the stubs leave out what the parser hangs on its error
    key = _KEYS.get(known.code, "")
    params: dict[str, Any] = {"column": known.position[1]}
    if key in _NAMES:
        match = _NAMES[key].search(error.msg or "")
        if match is None:
            return "not_xml.place", params
        return f"not_xml.{key}", params | match.groupdict()
    return f"not_xml.{key or 'place'}", params
