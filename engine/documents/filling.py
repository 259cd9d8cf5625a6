"""A template of a paper: compiled once, filled with plain values, the same bytes for the same values and instant."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from jinja2 import Template
from jinja2.exceptions import TemplateError
from markupsafe import escape

from engine.documents.hazards import require_harmless
from engine.documents.packages import DOCUMENT, read_package, write_package
from engine.documents.tags import template_text
from engine.documents.templating import compile_text
from engine.errors import FieldError, Invalid

#: the parts of a Word file in which an editor may write tags
_TEXT_PARTS: Final = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
#: a cell must hold a paragraph, also where a loop in it came to nothing
_EMPTY_CELL: Final = re.compile(r"(<w:tc>|</w:tcPr>|<w:tcPr/>)(\s*)</w:tc>")
_PROPERTIES: Final = "docProps/core.xml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    '<dc:creator>{creator}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
)


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """One template. `digest` is the SHA-256 of its bytes, by which a paper remembers it; `names` are values it uses."""

    digest: str
    names: frozenset[str]
    parts: Mapping[str, bytes]
    texts: Mapping[str, Template]

    @classmethod
    def compile(cls, raw: bytes) -> PaperTemplate:
        """Read a .docx template. Raises TooLarge, or Invalid naming each thing that a template may not hold."""
        parts = read_package(raw)
        require_harmless(parts)
        texts, names = {}, set[str]()
        for name in parts:
            if _TEXT_PARTS.fullmatch(name):
                texts[name], used = compile_text(template_text(parts[name]))
                names |= used
        return cls(digest_of(raw), frozenset(names), parts, texts)

    def fill(self, values: Mapping[str, Any], *, at: datetime, title: str, creator: str) -> bytes:
        """The paper as a .docx. `at` dates the file and all in it; the title is a number and a kind, never a person.

        Raises Invalid where the template names a value that is not there, TooLarge over the limit of a part.
        """
        filled = dict(self.parts)
        for name, template in self.texts.items():
            filled[name] = (_DECLARATION + self._render(template, values)).encode()
        stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        core = _CORE.format(title=escape(title), creator=escape(creator), at=stamp)
        filled[_PROPERTIES] = (_DECLARATION + core).encode()
        return write_package(filled, at)

    def _render(self, template: Template, values: Mapping[str, Any]) -> str:
        try:
            return _EMPTY_CELL.sub(r"\1<w:p/></w:tc>", template.render(values))
        except (TemplateError, TypeError) as error:
            wrong = FieldError(str(error)[:200], "papers.tag_unknown")
            raise Invalid("papers.template_refused", fields=[wrong]) from None


def digest_of(raw: bytes) -> str:
    """The name of these bytes."""
    return hashlib.sha256(raw).hexdigest()


def document_xml(docx: bytes) -> bytes:
    """The main part of a Word file: what must be alike whenever a paper is drawn again."""
    return read_package(docx)[DOCUMENT]
