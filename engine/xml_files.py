"""From bytes to an XML tree, for diagrams and tables: what no drawing tool writes is refused at once."""

from __future__ import annotations

import re
from typing import Any, Final, cast

from lxml import etree

from engine.findings import Finding
from engine.xml_words import words_for

Tree = etree._Element  # the stubs offer no public name for it
MAX_FILE: Final = 1_000_000  #: bytes of one file
MAX_ELEMENTS: Final = 15_000  #: of one file; a diagram of 250 nodes with its drawing has about 3000
#: what modelers write; others, such as UTF-7, hide markup in what looks like text
_ENCODINGS: Final = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|gb2312|gbk|gb18030|big5|iso-8859-\d+|windows-125\d|shift_jis|euc-(jp|kr)",
    re.IGNORECASE,
)


def load(file: str, raw: bytes) -> tuple[Tree | None, list[Finding]]:
    """The root of an XML file in any encoding it declares, and what is wrong; no root when it cannot be read at all."""
    if len(raw) > MAX_FILE:
        return None, [_error("too_large", file, size=len(raw), limit=MAX_FILE)]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = (error.lineno or 0) if isinstance(error, etree.XMLSyntaxError) else 0
        key, params = words_for(error)
        return None, [Finding.error("not_xml", file, line, "", key, **params)]
    if not _ENCODINGS.fullmatch(root.getroottree().docinfo.encoding or "UTF-8"):
        return None, [Finding.error("not_xml", file, 1, "", "not_xml.encoding", column=0)]
    if root.getroottree().docinfo.internalDTD is not None:
        return None, [_error("doctype", file, 1)]
    count = sum(1 for _ in root.iter())
    if count > MAX_ELEMENTS:
        return None, [_error("too_many_elements", file, count=count, limit=MAX_ELEMENTS)]
    return root, []


def line_of(element: Tree) -> int:
    """The line on which this element begins; 0 where it was not read from text."""
    return int(cast("Any", element).sourceline or 0)


def _error(rule: str, file: str, line: int = 0, **params: Any) -> Finding:
    return Finding.error(rule, file, line, "", **params)
