"""A Word file as what it is, a zip of parts: read within limits, written so that the same parts give the same bytes.

What the zip says of itself is not believed. A paper drawn twice must be one file, so entries keep their order and carry
the instant of the paper instead of the instant of writing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from engine.clock import BEIJING
from engine.errors import Invalid, TooLarge

MAX_FILE: Final = 5_000_000  #: bytes of the file
MAX_PARTS: Final = 200
MAX_UNPACKED: Final = 40_000_000  #: bytes of all parts together
#: the part that makes a zip a Word document
DOCUMENT: Final = "word/document.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError)


def read_package(raw: bytes) -> dict[str, bytes]:
    """The parts by name, in their order. Raises TooLarge over a limit, Invalid for anything but a Word file."""
    if len(raw) > MAX_FILE:
        raise TooLarge("papers.file_too_large", limit=MAX_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = _parts(archive)
    except _BROKEN:
        raise Invalid("papers.no_word_file") from None
    if DOCUMENT not in parts:
        raise Invalid("papers.no_word_file")
    return parts


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS:
        raise TooLarge("papers.too_many_parts", limit=MAX_PARTS)
    left, parts = MAX_UNPACKED, {}
    for entry in entries:
        with archive.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise TooLarge("papers.unpacks_too_large", limit=MAX_UNPACKED)
        if entry.filename in parts:
            raise Invalid("papers.no_word_file")
        parts[entry.filename] = content
    return parts


def write_package(parts: Mapping[str, bytes], at: datetime) -> bytes:
    """A zip of these parts in this order, every entry dated with the instant (Beijing time, even seconds)."""
    stamp = at.astimezone(BEIJING).timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # alike on every machine
            archive.writestr(entry, content)
    return packed.getvalue()
