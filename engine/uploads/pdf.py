"""Looks at a PDF, object by object: one that starts programs, runs scripts or carries other files is refused.

The only file with pikepdf (qpdf): what a PDF says can be written in a dozen disguises that only a parser reads.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from engine.uploads.refusals import FileRefused

#: bytes after the last %%EOF that are still line ends and padding
MAX_TAIL: Final = 16
MAX_OBJECTS: Final = 200_000
MAX_DEEP: Final = 60

#: keys that bring a script, a form of another kind, or another file
_KEYS: Final = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/XFA", "/RichMediaContent", "/EF"})
#: actions that do more than turn a page
_ACTIONS: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute"}
)
_ANNOTATIONS: Final = frozenset({"/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D"})


def check_pdf(content: bytes) -> None:
    """Raises FileRefused for a PDF that is broken, disguised, locked, or brings something that runs."""
    if not content.startswith((b"%PDF-1.", b"%PDF-2.")):
        raise FileRefused("disguised")
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise FileRefused("broken")
    if len(content[end + 5 :].strip(b"\r\n \t\x00")) > MAX_TAIL:
        raise FileRefused("disguised")
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise FileRefused("locked")
            for one in _dictionaries(pdf):
                _check(one)
    except pikepdf.PasswordError:
        raise FileRefused("locked") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
        raise FileRefused("broken") from None


def _check(one: Any) -> None:
    if not _KEYS.isdisjoint(one.keys()):
        raise FileRefused("active")
    if str(one.get("/S", "")) in _ACTIONS or str(one.get("/Subtype", "")) in _ANNOTATIONS:
        raise FileRefused("active")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those inside others too. Raises FileRefused where there is no end of them."""
    waiting: list[tuple[Any, int]] = [(one, 0) for one in pdf.objects]
    waiting.append((pdf.trailer, 0))
    looked = 0
    while waiting:
        one, deep = waiting.pop()
        looked += 1
        if looked > MAX_OBJECTS or deep > MAX_DEEP:
            raise FileRefused("swells")
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
        if isinstance(one, pikepdf.Dictionary):
            yield one
            inside = [value for _, value in one.items()]
        elif isinstance(one, pikepdf.Array):
            inside = list(one)
        else:
            continue
        waiting += [(value, deep + 1) for value in inside if _is_inside(value)]


def _is_inside(value: Any) -> bool:
    """Whether it stands here and not elsewhere, where it is looked at by itself."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
