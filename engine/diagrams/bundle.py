"""A procedure as a set of files: diagrams, tables, forms and settings that are published, pinned and run together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from engine.errors import TooLarge, Unknown
from engine.xml_files import MAX_FILE

__all__ = ("MAX_FILE", "MAX_FILES", "NAMED", "SUFFIXES", "Bundle", "belongs", "suffix_of")

SUFFIXES: Final = (".bpmn", ".dmn", ".form")
LONG_SUFFIX: Final = ".bpmn20.xml"  #: what some modelers write instead of `.bpmn`
NAMED: Final = ("settings.yaml", "procedure.yaml", "duties.yaml", "guide.yaml")
MAX_FILES: Final = 500


@dataclass(frozen=True)
class Bundle:
    """Files by their path inside the procedure's folder, with `/` between parts. Never changed once made."""

    files: Mapping[str, bytes]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over names and contents in order of name: equal digests mean equal procedures."""
        seen = hashlib.sha256()
        for name in sorted(self.files):
            for part in (name.encode(), self.files[name]):
                seen.update(len(part).to_bytes(8, "big"))
                seen.update(part)
        return seen.hexdigest()

    def named(self, suffix: str) -> dict[str, bytes]:
        """The files with this ending, in order of name."""
        return {name: self.files[name] for name in sorted(self.files) if suffix_of(name) == suffix}

    @classmethod
    def read(cls, folder: Path) -> Bundle:
        """All files of a procedure's folder that belong to it; change notes, rehearsals and hidden files do not.

        Raises Unknown when the folder cannot be read and TooLarge when it holds too many files.
        """
        try:
            paths = [
                path
                for path in sorted(folder.rglob("*"))
                if belongs(path.relative_to(folder).as_posix()) and path.is_file()
            ]
            if len(paths) > MAX_FILES:
                raise TooLarge("diagrams.too_many_files", limit=MAX_FILES, path=str(folder))
            return cls({path.relative_to(folder).as_posix(): _bytes(path) for path in paths})
        except OSError as error:
            raise Unknown("diagrams.unreadable_path", path=str(folder), detail=error.strerror or "")

    @classmethod
    def around(cls, path: Path) -> Bundle:
        """One file with what lies beside it: tables, forms, settings and the other diagrams it may call.

        In a folder with more files than a procedure has, it is alone. Raises Unknown when the file cannot be read.
        """
        try:
            alone = {path.name: _bytes(path)}
            return cls({**cls.read(path.parent).files, **alone})
        except TooLarge:
            return cls(alone)
        except OSError as error:
            raise Unknown("diagrams.unreadable_path", path=str(path), detail=error.strerror or "")

    def only(self, names: Iterable[str]) -> Bundle:
        """The same bundle with just these files."""
        kept = set(names)
        return Bundle({name: content for name, content in self.files.items() if name in kept})


def belongs(name: str) -> bool:
    """Whether a file of this path inside a procedure's folder is part of it; notes and hidden files are not."""
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and (suffix_of(name) != "" or name in NAMED)


def suffix_of(name: str) -> str:
    """What kind of file this is: one of SUFFIXES, or "" for any other."""
    lower = name.lower()
    return ".bpmn" if lower.endswith(LONG_SUFFIX) else next((one for one in SUFFIXES if lower.endswith(one)), "")


def _bytes(path: Path) -> bytes:
    """The file's bytes; of a file over the limit just enough to show that it is over."""
    with path.open("rb") as stream:
        return stream.read(MAX_FILE + 1)
