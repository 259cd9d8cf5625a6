"""A procedure as one zip file whose bytes depend on nothing but the procedure: no clock, no order of a file system."""

from __future__ import annotations

import io
import zipfile

from engine.diagrams.bundle import Bundle

#: the first day a zip file can name
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def pack(bundle: Bundle) -> bytes:
    """The files as they are, in order of name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(bundle.files):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = 3
            archive.writestr(entry, bundle.files[name], compresslevel=6)
    return packed.getvalue()
