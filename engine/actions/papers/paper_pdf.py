"""The PDF of a paper and its pages, kept for a while in memory: a preview asks for one paper several times.

The key is the hash of the Word file, so nothing is ever shown that the paper does not say.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import Final

from engine.actions.papers.paper_view import Drawn
from engine.documents.pdf import Pdf, program, to_pdf

#: as many PDFs stay in memory, about 150 kB each
KEPT: Final = 24
_KNOWN: OrderedDict[str, Pdf] = OrderedDict()
_LOCK: Final = threading.Lock()


def pdf_of(drawn: Drawn) -> Pdf:
    """The paper as PDF. Raises Unavailable where LibreOffice is missing, busy or fails."""
    key = hashlib.sha256(drawn.docx).hexdigest()
    with _LOCK:
        if key in _KNOWN:
            _KNOWN.move_to_end(key)
            return _KNOWN[key]
    made = to_pdf(drawn.docx, at=drawn.at)
    with _LOCK:
        _KNOWN[key] = made
        while len(_KNOWN) > KEPT:
            _KNOWN.popitem(last=False)
    return made


def makes_pdf() -> bool:
    """Whether this server can make PDFs at all."""
    return program() is not None
