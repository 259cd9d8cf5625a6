"""Looks into the zip packages that office papers are, without unpacking more than their directory and one short list.

A package that would swell, hides a path, carries macros or embedded programs, or is two things at once is refused.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

from engine.uploads.kinds import Kind
from engine.uploads.refusals import FileRefused

#: entries of one package, and bytes it may come to when unpacked, as its directory says
MAX_ENTRIES = 2_000
MAX_UNPACKED = 300_000_000
#: unpacked to packed bytes of one entry that is not small; xml of an honest paper reaches some 100
MAX_RATIO = 200
SMALL = 1_000_000
#: the list of what is inside an OOXML package, in bytes
MAX_LIST = 1_000_000

_HEARTS = {
    Kind.DOCX: "word/document.xml",
    Kind.XLSX: "xl/workbook.xml",
    Kind.PPTX: "ppt/presentation.xml",
    Kind.OFD: "OFD.xml",
}
_TYPES = "[Content_Types].xml"
_RUNS = re.compile(
    r"(vbaproject|vbadata|activex|\.bin$|\.exe$|\.dll$|\.js$|\.vbs$|\.html?$|macrosheets/)", re.IGNORECASE
)
#: binary parts that every spreadsheet program writes and nothing runs
_HARMLESS = re.compile(r"(printerSettings\d*|calcChain)\.bin$", re.IGNORECASE)
_MACROS = re.compile(rb"macroenabled|vbaproject|ms-office\.activex", re.IGNORECASE)
_LOCAL = b"PK\x03\x04"
_END = b"PK\x05\x06"


def package_kind(content: bytes) -> Kind:
    """The kind of this zip package. Raises FileRefused for one that is none of ours, or not harmless."""
    if not content.startswith(_LOCAL) or not _ends_with_its_directory(content):
        raise FileRefused("disguised")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _check_size(entries)
            names = {entry.filename for entry in entries}
            _check_names(entries, names)
            kind = _kind(names)
            if kind is not Kind.OFD:
                _check_types(package)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, struct.error):
        raise FileRefused("broken") from None
    return kind


def _ends_with_its_directory(content: bytes) -> bool:
    """Whether nothing stands behind the package: what is appended to a zip is another file."""
    at = content.rfind(_END)
    if at < 0 or at + 22 > len(content):
        return False
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    return at + 22 + comment == len(content) and comment == 0


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise FileRefused("swells")
    if any(entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries):
        raise FileRefused("swells")


def _check_names(entries: list[zipfile.ZipInfo], names: set[str]) -> None:
    if len(names) != len(entries) or any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused("broken")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            raise FileRefused("disguised")
        if _RUNS.search(name) and not _HARMLESS.search(name):
            raise FileRefused("macros")


def _kind(names: set[str]) -> Kind:
    found = [kind for kind, heart in _HEARTS.items() if heart in names]
    if len(found) != 1 or (found[0] is not Kind.OFD and _TYPES not in names):
        raise FileRefused("kind")
    return found[0]


def _check_types(package: zipfile.ZipFile) -> None:
    """What the package says of its own parts. Read within bounds, whatever its directory says of its size."""
    with package.open(_TYPES) as stream:
        listed = stream.read(MAX_LIST + 1)
    if len(listed) > MAX_LIST:
        raise FileRefused("swells")
    if _MACROS.search(listed):
        raise FileRefused("macros")
