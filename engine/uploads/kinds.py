"""The kinds of files the house takes, and no others: papers and pictures without anything that runs."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One kind; its value is the ending of a file name, without the dot."""

    PDF = "pdf"
    OFD = "ofd"  #: GB/T 33190, the fixed-layout format of Chinese offices
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    JPG = "jpg"
    PNG = "png"

    @property
    def media(self) -> str:
        """Its media type."""
        return _MEDIA[self]

    @property
    def is_picture(self) -> bool:
        return self in (Kind.JPG, Kind.PNG)

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings under which people keep such files."""
        return (".jpg", ".jpeg") if self is Kind.JPG else (f".{self.value}",)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA = {
    Kind.PDF: "application/pdf",
    Kind.OFD: "application/ofd",
    Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Kind.PPTX: f"{_OFFICE}.presentationml.presentation",
    Kind.JPG: "image/jpeg",
    Kind.PNG: "image/png",
}


def accepted(endings: tuple[str, ...]) -> frozenset[Kind]:
    """The kinds that a form's `accept` means; all of them where it says nothing we know."""
    named = {kind for kind in Kind if not set(endings).isdisjoint((*kind.endings, kind.media))}
    pictures = {kind for kind in Kind if kind.is_picture} if "image/*" in endings else set()
    return frozenset(named | pictures) or frozenset(Kind)
