"""Pages of a PDF as pictures: what the browser shows before anybody prints, in browsers that have no PDF viewer too."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import Final

import pypdfium2

#: PDFium is not made for several threads
_TURN: Final = threading.Lock()
POINTS: Final = 72  #: in an inch
#: pictures a screen can bear; nothing typed makes a page of ours larger than A4
MAX_DOTS: Final = 200


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> list[PageSize]:
    """The size of every page."""
    with _TURN:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [PageSize(*document.get_page_size(at)) for at in range(len(document))]
        finally:
            document.close()


def page_picture(pdf: bytes, number: int, dots: int = 110) -> bytes | None:
    """The nth page (from 1) as PNG at so many dots an inch; None where there is no such page."""
    with _TURN:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                return None
            picture = document[number - 1].render(scale=min(dots, MAX_DOTS) / POINTS).to_pil().convert("P", colors=64)
        finally:
            document.close()
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()
