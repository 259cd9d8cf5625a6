"""A procedure named on the command line: the folder it lies in, a zip file of it, or one of its files."""

from __future__ import annotations

from pathlib import Path

from engine.diagrams.archives import MAX_ARCHIVE, read_archive
from engine.diagrams.bundle import Bundle
from engine.errors import TooLarge, Unknown

ZIP = ".zip"


def bundle_at(path: Path) -> Bundle:
    """The procedure at this path. Raises Unknown where nothing can be read, TooLarge or Invalid for a bad zip file."""
    if path.is_dir():
        return Bundle.read(path)
    try:
        if path.suffix.lower() != ZIP:
            return Bundle.around(path).only([path.name])
        if path.stat().st_size > MAX_ARCHIVE:
            raise TooLarge("archives.too_large", count=path.stat().st_size, limit=MAX_ARCHIVE, name=path.name)
        return read_archive(path.read_bytes())
    except OSError as error:
        raise Unknown("diagrams.unreadable_path", path=str(path), detail=error.strerror or "") from None
