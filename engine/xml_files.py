"""From bytes to an XML tree, for diagrams and tables: what no drawing tool writes is refused at once."""

from __future__ import annotations

from typing import Any, Final, cast

from lxml import etree

from engine.findings import Finding

Tree = etree._Element  # the stubs offer no public name for it
MAX_FILE: Final = 1_000_000  #: bytes of one file


def load(file: str, raw: bytes) -> tuple[Tree | None, list[Finding]]:
    """The root of an XML file in any encoding it declares, and what is wrong; no root when it cannot be read at all."""
    if len(raw) > MAX_FILE:
        return None, [_error("too_large", file, size=len(raw), limit=MAX_FILE)]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = (error.lineno or 0) if isinstance(error, etree.XMLSyntaxError) else 0
        return None, [_error("not_xml", file, line, detail=_first_line(error))]
    if root.getroottree().docinfo.internalDTD is not None:
        return None, [_error("doctype", file, 1)]
    return root, []


def line_of(element: Tree) -> int:
    """The line on which this element begins; 0 where it was not read from text."""
    return int(cast("Any", element).sourceline or 0)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _error(rule: str, file: str, line: int = 0, **params: Any) -> Finding:
    return Finding.error(rule, file, line, "", **params)
