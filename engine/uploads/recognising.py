"""What a file is, by its content alone: neither the name it came under nor what the browser says of it counts."""

from __future__ import annotations

import puremagic

from engine.uploads.kinds import Kind
from engine.uploads.packages import package_kind
from engine.uploads.pdf import check_pdf
from engine.uploads.pictures import cleaned_picture
from engine.uploads.refusals import FileRefused

_ZIP = b"PK"
_PDF = b"%PDF-"
_BEGINNINGS = ((b"\xff\xd8\xff", Kind.JPG), (b"\x89PNG\r\n\x1a\n", Kind.PNG))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def taken_in(content: bytes) -> tuple[Kind, bytes]:
    """The kind of this file and its content as it is kept: pictures without where and when they were taken.

    Raises FileRefused for an empty file, a kind we do not take, and whatever is not harmless.
    """
    if not content:
        raise FileRefused("empty")
    if content.startswith(_OLD_OFFICE):
        raise FileRefused("old_office")
    if content.startswith(_ZIP):
        return package_kind(content), content
    if content.startswith(_PDF):
        check_pdf(content)
        return Kind.PDF, content
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind, cleaned_picture(content, kind)
    raise FileRefused("kind_found", found=_guessed(content)) if _guessed(content) else FileRefused("kind")


def _guessed(content: bytes) -> str:
    """What it seems to be, for the sentence that refuses it; empty when nobody knows."""
    try:
        return str(puremagic.from_string(content[:4096])).strip(".").upper()
    except (puremagic.PureError, ValueError):
        return ""
