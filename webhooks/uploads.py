"""Reads files that a caller sends as multipart/form-data: a procedure as one zip file, or as its files side by side;
and one file that is handed in for a form. They stay in memory: what may hold a child's data never lies unsealed on a
disk, not even for a moment.

Limits hold before anything is unpacked; what an archive may be is known to `engine.diagrams.archives` alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Final

from flask import Request
from werkzeug.datastructures import FileStorage

from engine.diagrams.archives import MAX_ARCHIVE, read_archive, read_files
from engine.diagrams.bundle import MAX_FILES, Bundle
from engine.errors import FieldError, Invalid
from webhooks.bodies import NUL, UnsupportedMedia
from webhooks.problems import BadRequest

MULTIPART: Final = "multipart/form-data"
#: name of the parts that are files, and of the one part where there is only one
FILES: Final = "files"
FILE: Final = "file"
#: bytes of a request around its one file
AROUND: Final = 10_000
#: bytes of a whole request: the largest archive, and what holds the parts together
LARGEST_UPLOAD: Final = MAX_ARCHIVE + 1_000_000
_ZIP: Final = b"PK"


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent: the procedure, and the other parts of the form as text."""

    bundle: Bundle
    form: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """The same for the same files."""
        return self.bundle.digest


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file as it was sent, and the other parts of the form as text."""

    name: str
    content: bytes
    form: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return hashlib.sha256(self.content).hexdigest()


class InMemory(Request):
    """A request whose files are never spooled to a temporary file. Routes limit how large they may be."""

    def _get_file_stream(self, *_told: object, **_more: object) -> IO[bytes]:
        return BytesIO()


def read_upload(request: Request) -> Upload:
    """The procedure that this request brings. Raises UnsupportedMedia, BadRequest, TooLarge, Invalid."""
    request.max_content_length = LARGEST_UPLOAD
    request.max_form_parts = MAX_FILES + 50
    if request.mimetype != MULTIPART:
        raise UnsupportedMedia("webhooks.multipart")
    sent = request.files.getlist(FILES)
    if not sent:
        raise Invalid("webhooks.invalid", fields=[FieldError(FILES, "webhooks.field.required")], count=1)
    form = request.form.to_dict()
    if any(NUL in text for text in (*form, *form.values())):
        raise BadRequest("webhooks.nul")
    try:
        return Upload(_bundle(sent), form)
    finally:
        for one in sent:
            one.close()


def read_file(request: Request, largest: int) -> SentFile:
    """The one file that this request brings, of at most so many bytes. Raises as `read_upload` does."""
    request.max_content_length = largest + AROUND
    if request.mimetype != MULTIPART:
        raise UnsupportedMedia("webhooks.multipart")
    sent = request.files.get(FILE)
    if sent is None:
        raise Invalid("webhooks.invalid", fields=[FieldError(FILE, "webhooks.field.required")], count=1)
    form = request.form.to_dict()
    if any(NUL in text for text in (*form, *form.values(), _name(sent))):
        raise BadRequest("webhooks.nul")
    return SentFile(_name(sent), sent.stream.read(), form)


def _bundle(sent: list[FileStorage]) -> Bundle:
    if len(sent) == 1:
        raw = sent[0].stream.read()
        if raw.startswith(_ZIP):
            return read_archive(raw)
        return read_files({_name(sent[0]): raw})
    return read_files(dict(_distinct(sent)))


def _distinct(sent: list[FileStorage]) -> Iterator[tuple[str, bytes]]:
    seen = set()
    for one in sent:
        name = _name(one)
        if name in seen:
            raise Invalid("webhooks.file_twice", fields=[FieldError(FILES, "webhooks.file_twice")], name=name[:100])
        seen.add(name)
        yield name, one.stream.read()


def _name(one: FileStorage) -> str:
    return one.filename or ""
