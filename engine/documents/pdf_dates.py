"""The moments that LibreOffice writes into a PDF, set to the instant of the paper: drawn again, it is the same file.

They stand in the document's information, in its XMP metadata, in its random name, and in the colour profile, which is
packed. No length changes, so that the table of offsets stays true.
"""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from typing import Final

_INFORMATION: Final = re.compile(rb"/(?:CreationDate|ModDate)\s?\(D:(\d{14})")
_METADATA: Final = re.compile(rb"<xmp:(?:Create|Modify|Metadata)Date>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_NAME: Final = re.compile(rb"/ID\s*\[\s*<([0-9A-F]{32})>\s*<([0-9A-F]{32})>\s*\]")
_CHECKSUM: Final = re.compile(rb"/DocChecksum /([0-9A-F]{32})")
_PROFILE: Final = re.compile(rb"/N 3/Length (\d+) 0 R/Filter/FlateDecode>>\nstream\n")
#: where an ICC profile keeps the moment it was made: six numbers of two bytes
_MADE: Final = slice(24, 36)


def dated(pdf: bytes, at: datetime) -> bytes:
    """The same PDF, every moment in it set to this instant and its random name to noughts."""
    moment = at.astimezone(UTC)
    pdf = _profile_dated(pdf)
    pdf = _set(pdf, _INFORMATION, f"{moment:%Y%m%d%H%M%S}".encode())
    pdf = _set(pdf, _METADATA, f"{moment:%Y-%m-%dT%H:%M:%S}".encode())
    return _set(_set(pdf, _CHECKSUM, b"0" * 32), _NAME, b"0" * 32)


def _set(pdf: bytes, pattern: re.Pattern[bytes], value: bytes) -> bytes:
    """Every group of the pattern replaced by the value, which is as long."""
    written = bytearray(pdf)
    for found in pattern.finditer(pdf):
        for group in range(1, (pattern.groups or 0) + 1):
            written[slice(*found.span(group))] = value
    return bytes(written)


def _profile_dated(pdf: bytes) -> bytes:
    """The colour profile packed anew without its moment; what it is shorter by is blank behind the stream."""
    found = _PROFILE.search(pdf)
    length = re.search(rb"\n%s 0 obj\n(\d+)\nendobj" % found[1], pdf) if found else None
    if found is None or length is None:
        return pdf
    start, size = found.end(), int(length[1])
    profile = bytearray(zlib.decompress(pdf[start : start + size]))
    profile[_MADE] = bytes(12)
    packed = zlib.compress(bytes(profile), 9)
    tail = b"\nendstream"
    if len(packed) > size or not pdf[start + size :].startswith(tail):
        return pdf
    written = bytearray(pdf)
    written[start : start + size + len(tail)] = packed + tail + b" " * (size - len(packed))
    written[slice(*length.span(1))] = str(len(packed)).zfill(len(length[1])).encode()
    return bytes(written)
