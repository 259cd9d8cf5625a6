"""Long work in words: what was asked for, how far it is, and why it ended in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.actions.papers import archive_case
from engine.actions.publishing import publish_when_proved
from engine.actions.registers import export_register
from engine.errors import Unknown
from engine.storage.jobs import JobRow
from engine.texts.catalogue import say

#: what results that are files are saved as
FILES: Final[Mapping[str, str]] = {
    archive_case.KIND: "{number}.zip",
    export_register.KIND: "{book}-{from_on}-{until_on}.xlsx",
}


def what_of(row: JobRow, lang: str) -> str:
    """What was asked for."""
    return _WHAT[row.kind](row.asked, lang)


def fault_of(row: JobRow, lang: str) -> str:
    """Why it ended in vain; empty where it did not."""
    return say(row.fault, lang, **row.asked) if row.fault else ""


def _register(asked: Mapping[str, Any], lang: str) -> str:
    book = say(f"registers.book.{asked['book']}", lang)
    return say("registers.work.kind.register", lang, book=book, first=asked["from_on"], last=asked["until_on"])


_WHAT: Final[Mapping[str, Callable[[Mapping[str, Any], str], str]]] = {
    export_register.KIND: _register,
    archive_case.KIND: lambda asked, lang: say("papers.archive.of", lang, **asked),
    publish_when_proved.KIND: lambda asked, lang: say("versions.publication", lang, **asked),
}


def file_name(row: JobRow) -> str:
    """What the result is saved as: numbers and kinds, never a person. Raises Unknown where it is no file."""
    if row.kind not in FILES:
        raise Unknown("registers.work.no_result")
    return FILES[row.kind].format_map(row.asked)
