"""What a Word file may carry that reaches out of it: macros, embedded programs, pictures from elsewhere, live fields.

A template comes from a person and is opened by LibreOffice on the server and by Word on a hundred desks. Whatever would
fetch, run or embed something is named, so that it can be taken out before the template is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from engine.documents.tags import W, read_part
from engine.errors import FieldError, Invalid

#: parts by what their name holds, with what they are
_PARTS: Final = {
    "vbaProject": "papers.hazard.macros",
    "vbaData": "papers.hazard.macros",
    "activeX": "papers.hazard.embedded",
    "embeddings/": "papers.hazard.embedded",
    "attachedToolbars": "papers.hazard.macros",
    "customUI": "papers.hazard.macros",
    "afchunk": "papers.hazard.embedded",
}
#: fields that only count pages or draw a date never reach out; any other word is refused
_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "SEQ", "TOC", "STYLEREF"})
_MACRO_TYPE: Final = b"macroEnabled"
_EXTERNAL: Final = re.compile(rb"TargetMode\s*=\s*[\"']\s*External", re.IGNORECASE)
_ELEMENTS: Final = ("altChunk", "object", "control", "subDoc", "movie")


def require_harmless(parts: Mapping[str, bytes]) -> None:
    """Raises Invalid naming everything in the file that would fetch, run or embed something."""
    found = sorted({(name, key) for name, key in _hazards(parts)})
    if found:
        raise Invalid("papers.template_refused", fields=[FieldError(name, key) for name, key in found])


def _hazards(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, raw in parts.items():
        yield from ((name, key) for mark, key in _PARTS.items() if mark.lower() in name.lower())
        if name.endswith(".rels") and _EXTERNAL.search(raw):
            yield name, "papers.hazard.external"
        if name == "[Content_Types].xml" and _MACRO_TYPE in raw:
            yield name, "papers.hazard.macros"
        if name.startswith("word/") and name.endswith(".xml"):
            yield from ((name, key) for key in _inside(raw))


def _inside(raw: bytes) -> Iterator[str]:
    root = read_part(raw)
    if any(root.find(f".//{W}{tag}") is not None for tag in _ELEMENTS):
        yield "papers.hazard.embedded"
    said = ["".join(text.text or "" for text in root.iter(f"{W}instrText"))]
    said += [str(field.get(f"{W}instr") or "") for field in root.iter(f"{W}fldSimple")]
    words = [word for text in said for word in re.findall(r"[A-Z]{3,}", text)]
    if any(word not in _FIELDS for word in words):
        yield "papers.hazard.field"
