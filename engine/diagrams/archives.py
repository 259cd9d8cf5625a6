"""A procedure sent as one zip file, or as several files: read whole within limits, or refused before it is unpacked.

What a zip says of itself is not believed: names are checked, and every entry is unpacked only up to its limit.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from engine.diagrams.bundle import MAX_FILE, MAX_FILES, SUFFIXES, Bundle, belongs, suffix_of
from engine.diagrams.file_names import require_distinct, safe_name
from engine.errors import Invalid, TooLarge
from engine.texts.visible import visible

MAX_ARCHIVE: Final = 5_000_000  #: bytes of the zip file
MAX_ENTRIES: Final = 1_000  #: files and folders in it
MAX_UNPACKED: Final = 20_000_000  #: bytes of all its files together
MAX_RATIO: Final = 200  #: unpacked bytes for one packed byte, of a file over `_SMALL`
_SMALL: Final = 50_000
_DIRECTORY_MARK: Final = b"PK\x01\x02"
_UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1 | 0x40
_ARCHIVES: Final = (".zip", ".jar", ".war", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst")
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_archive(raw: bytes) -> Bundle:
    """The procedure in this zip file; notes and other files that do not belong to one are left out.

    A single folder around everything is taken away. Raises TooLarge over a limit, Invalid for everything else.
    """
    _require(len(raw), MAX_ARCHIVE, "archives.too_large")
    _require(raw.count(_DIRECTORY_MARK), MAX_ENTRIES, "archives.too_many_entries")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _bundle(_entries(archive, len(raw)))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise Invalid("archives.broken") from error


def read_files(files: Mapping[str, bytes]) -> Bundle:
    """The procedure in these files, as somebody sent them by name. Raises as `read_archive` does."""
    _require(len(files), MAX_FILES, "archives.too_many_entries")
    _require(sum(map(len, files.values())), MAX_UNPACKED, "archives.too_much_inside")
    named = {safe_name(name): raw for name, raw in files.items()}
    require_distinct(safe_name(name) for name in files)
    return _bundle(named)


def _entries(archive: zipfile.ZipFile, size: int) -> dict[str, bytes]:
    """The files that belong to the procedure, by their checked names."""
    entries = archive.infolist()
    _require(len(entries), MAX_ENTRIES, "archives.too_many_entries")
    named = [(safe_name(_name(entry)), entry) for entry in entries if not entry.is_dir()]
    require_distinct(name for name, _ in named)
    for name, entry in named:
        _require_plain(name, entry)
    _require(sum(entry.file_size for _, entry in named), MAX_UNPACKED, "archives.too_much_inside")
    if sum(entry.compress_size for _, entry in named) > size:
        raise Invalid("archives.broken")  # entries that share their bytes
    start = _outer_folder(name for name, _ in named)
    inner = ((name.removeprefix(start), entry) for name, entry in named)
    return {name: _unpacked(archive, name, entry) for name, entry in inner if belongs(name)}


def _outer_folder(names: Iterable[str]) -> str:
    """The one folder that a person packed by its outside, with its `/`; "" where files lie side by side."""
    visible = [name for name in names if not name.startswith((".", "__MACOSX"))]
    folders = {name.partition("/")[0] for name in visible}
    return f"{folders.pop()}/" if len(folders) == 1 and all("/" in name for name in visible) else ""


def _require_plain(name: str, entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Invalid("archives.link", name=visible(name))
    if entry.flag_bits & _ENCRYPTED:
        raise Invalid("archives.encrypted", name=visible(name))
    if entry.compress_type not in _PACKINGS:
        raise Invalid("archives.packing", name=visible(name))
    if name.lower().endswith(_ARCHIVES):
        raise Invalid("archives.nested", name=visible(name))
    if entry.file_size > max(_SMALL, entry.compress_size * MAX_RATIO):
        raise TooLarge("archives.ratio", name=visible(name), limit=MAX_RATIO)


def _unpacked(archive: zipfile.ZipFile, name: str, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, however long it says it is."""
    with archive.open(entry) as stream:
        raw = stream.read(MAX_FILE + 1)
    _require(len(raw), MAX_FILE, "archives.large_entry", name=visible(name))
    return raw


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as written. Old tools write it in the letters of their machine and do not say so: UTF-8, then GBK."""
    written = entry.orig_filename
    if entry.flag_bits & _UTF8_NAME:
        return written
    raw = written.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written


def _bundle(files: Mapping[str, bytes]) -> Bundle:
    kept = {name: raw for name, raw in files.items() if belongs(name)}
    if not any(map(suffix_of, kept)):
        raise Invalid("archives.nothing_inside", known=", ".join(SUFFIXES))
    _require(len(kept), MAX_FILES, "archives.too_many_entries")
    return Bundle(kept)


def _require(count: int, limit: int, key: str, name: str = "") -> None:
    if count > limit:
        raise TooLarge(key, count=count, limit=limit, name=name)
