"""A template held against GB/T 9704-2012: paper, margins, faces, lines, page numbers. Remarks, never refusals.

An office may have its reasons; whoever publishes the template is told what differs from the standard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from engine.documents.fonts import FACES
from engine.documents.packages import DOCUMENT
from engine.documents.tags import W, read_part

_TWIPS: Final = 56.6929  #: in a millimetre
_SLACK: Final = 1.0  #: mm, as the standard allows
#: what the standard says of the sheet, in mm
PAGE: Final[Mapping[str, float]] = {"w": 210, "h": 297}
MARGINS: Final[Mapping[str, float]] = {"top": 37, "left": 28, "right": 26, "bottom": 35}
#: the pitch of 22 lines in 225 mm, and what editors set for it, in points
PITCH: Final = (27.9, 30.1)
BODY: Final = 16  #: points; 3号
LETTER: Final = "letter"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that differs: the sentence's key and its values."""

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


def remarks(parts: Mapping[str, bytes], layout: str) -> Iterator[Remark]:
    """What differs from the standard in a template of this layout (letter, minutes, sheet, form)."""
    document = read_part(parts[DOCUMENT])
    styles = read_part(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    section = document.find(f".//{W}body/{W}sectPr")
    if section is None:
        yield Remark("papers.layout.no_section")
        return
    yield from _sheet(section)
    yield from _numbers(section, parts, layout)
    yield from _faces(parts)
    if styles is not None and layout != "form":
        yield from _body(document, styles)


def _sheet(section: etree._Element) -> Iterator[Remark]:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    for name, wanted in PAGE.items():
        found = _mm(size, name)
        if found is None or abs(found - wanted) > _SLACK:
            yield Remark("papers.layout.page", {"found": _told(found), "wanted": wanted})
    for name, wanted in MARGINS.items():
        found = _mm(margins, name)
        if found is None or abs(found - wanted) > _SLACK:
            yield Remark(f"papers.layout.margin.{name}", {"found": _told(found), "wanted": wanted})


def _numbers(section: etree._Element, parts: Mapping[str, bytes], layout: str) -> Iterator[Remark]:
    """Odd pages right, even pages left; no number on the first page of a letter."""
    kinds = {one.get(f"{W}type") for one in section.iter(f"{W}footerReference")}
    settings = parts.get("word/settings.xml", b"")
    if b"evenAndOddHeaders" not in settings or "even" not in kinds:
        yield Remark("papers.layout.odd_even")
    if layout == LETTER and section.find(f"{W}titlePg") is None:
        yield Remark("papers.layout.first_page")


def _faces(parts: Mapping[str, bytes]) -> Iterator[Remark]:
    """Faces that the standard does not name; Word's own for Latin letters do no harm."""
    named: set[str] = set()
    for name, raw in parts.items():
        if name.startswith("word/") and name.endswith(".xml") and name.partition("/")[2] not in _NO_TEXT:
            for fonts in read_part(raw).iter(f"{W}rFonts"):
                named |= {str(fonts.get(f"{W}eastAsia") or "")} - {""}
    known = {*FACES, *(other for others in FACES.values() for other in others)}
    strange = sorted(one for one in named - known if not one.isascii())
    if strange:
        yield Remark("papers.layout.face", {"faces": ", ".join(strange)})


_NO_TEXT: Final = ("fontTable.xml", "theme/theme1.xml", "settings.xml", "webSettings.xml")


def _body(document: etree._Element, styles: etree._Element) -> Iterator[Remark]:
    """The style that most of the text is written in: its size and its line pitch."""
    used: dict[str, int] = {}
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        length = sum(len(text.text or "") for text in paragraph.iter(f"{W}t"))
        key = str(style.get(f"{W}val")) if style is not None else ""
        used[key] = used.get(key, 0) + length
    most = max(used, key=lambda key: used[key], default="")
    found = next((one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == most), None)
    if found is None:
        yield Remark("papers.layout.unstyled")
        return
    size, spacing = found.find(f"{W}rPr/{W}sz"), found.find(f"{W}pPr/{W}spacing")
    points = int(str(size.get(f"{W}val"))) / 2 if size is not None else 0
    if points != BODY:
        yield Remark("papers.layout.size", {"found": f"{points:g}", "wanted": BODY})
    line = int(str(spacing.get(f"{W}line") or 0)) / 20 if spacing is not None else 0
    exact = spacing is not None and spacing.get(f"{W}lineRule") == "exact"
    if not exact or not PITCH[0] <= line <= PITCH[1]:
        yield Remark("papers.layout.pitch", {"found": f"{line:g}"})


def _mm(element: etree._Element | None, name: str) -> float | None:
    value = element.get(f"{W}{name}") if element is not None else None
    return int(value) / _TWIPS if value and value.lstrip("-").isdigit() else None


def _told(found: float | None) -> str:
    return f"{found:.1f}" if found is not None else "?"
