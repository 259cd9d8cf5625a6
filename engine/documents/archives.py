"""The archive package of a case as a zip: whatever files it holds, and a manifest that names each with its SHA-256.

Written so that the same files give the same bytes; read within limits, believing nothing it says of itself.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

import orjson

from engine.clock import BEIJING
from engine.errors import Invalid, TooLarge

FORMAT: Final = "huishang-archive"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
#: the SHA-256 of the manifest, as `sha256sum` writes it
CHECKSUM: Final = "manifest.sha256"
MAX_FILES: Final = 5_000
MAX_UNPACKED: Final = 2_000_000_000  #: bytes
_SPELLING: Final = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not agree: the sentence's key and its values."""

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


def write_archive(files: Mapping[str, bytes], about: Mapping[str, Any], at: datetime) -> bytes:
    """A package of these files with a manifest that says `about` of them; everything is dated with the instant."""
    listed = [
        {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for path, content in sorted(files.items())
    ]
    manifest = orjson.dumps({"format": FORMAT, "version": VERSION, **about, "files": listed}, option=_SPELLING)
    checksum = f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()
    written, stamp = io.BytesIO(), at.astimezone(BEIJING).timetuple()[:6]
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, content in {MANIFEST: manifest, CHECKSUM: checksum, **dict(sorted(files.items()))}.items():
            entry = zipfile.ZipInfo(path, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def read_archive(raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Manifest and files. Raises TooLarge over a limit, Invalid for what is no package of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            files = _files(archive)
    except _BROKEN:
        raise Invalid("papers.archive.no_package") from None
    try:
        manifest = orjson.loads(files.get(MANIFEST, b""))
    except orjson.JSONDecodeError:
        raise Invalid("papers.archive.no_package") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        raise Invalid("papers.archive.no_package")
    return manifest, files


def faults_of_files(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> list[Fault]:
    """Where manifest and files do not agree, in the manifest's order; the first is the first bad item."""
    found = hashlib.sha256(files[MANIFEST]).hexdigest()
    said = files.get(CHECKSUM, b"").decode(errors="replace").partition(" ")[0]
    faults = [] if found == said else [Fault("papers.archive.manifest_altered")]
    listed = [row for row in manifest.get("files", []) if isinstance(row, dict)]
    for row in listed:
        path = str(row.get("path"))
        content = files.get(path)
        if content is None:
            faults.append(Fault("papers.archive.file_missing", {"path": path}))
        elif hashlib.sha256(content).hexdigest() != row.get("sha256") or len(content) != row.get("size"):
            faults.append(Fault("papers.archive.file_altered", {"path": path}))
    known = {str(row.get("path")) for row in listed} | {MANIFEST, CHECKSUM}
    return faults + [Fault("papers.archive.file_added", {"path": path}) for path in sorted(files.keys() - known)]


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_FILES:
        raise TooLarge("papers.archive.too_large")
    left, files = MAX_UNPACKED, dict[str, bytes]()
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or entry.filename in files:
            raise ValueError(entry.filename)
        with archive.open(entry) as stream:
            files[entry.filename] = stream.read(left + 1)
        left -= len(files[entry.filename])
        if left < 0:
            raise TooLarge("papers.archive.too_large")
    return files
