"""Small honest files of every kind we take, made up here, and the means to spoil them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from PIL import Image

_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
#: the harmless test virus, in two halves so that no scanner of a developer's machine takes this file away
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


def package(entries: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return package({"[Content_Types].xml": _TYPES, "word/document.xml": b"<w:document/>", **more})


def infected() -> bytes:
    """A paper with the test virus in it, not packed, so that the simplest scanner finds it."""
    entries = {"[Content_Types].xml": _TYPES, "word/document.xml": b"<w:document/>", "word/media/a.xml": EICAR}
    return package(entries, zipfile.ZIP_STORED)


def xlsx() -> bytes:
    return package({"[Content_Types].xml": _TYPES, "xl/workbook.xml": b"<workbook/>"})


def pptx() -> bytes:
    return package({"[Content_Types].xml": _TYPES, "ppt/presentation.xml": b"<p:presentation/>"})


def ofd() -> bytes:
    return package({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<ofd:Document/>"})


def pdf(change=lambda _pdf: None, **options: object) -> bytes:
    """A page, changed before it is saved."""
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 7).save(out, form, **options)
    return out.getvalue()


def photograph(orientation: int = 1) -> bytes:
    """A JPEG with what a telephone writes into it."""
    exif = Image.Exif()
    exif[0x010F] = "Invented Phone"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (34.0, 45.0, 12.0)
    return picture("JPEG", exif=exif)
