"""Sentences for people, by key and language.

Catalogues are gettext text files, one a room and language, read at first use.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")


@cache
def catalogue(lang: str, room: str) -> dict[str, str]:
    """All sentences of one room in one language, by key."""
    source = files("engine.texts").joinpath(lang, f"{room}.po")
    if not source.is_file():
        return {}
    with source.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def say(key: str, lang: str, /, **params: Any) -> str:
    """The sentence of this key in this language (Chinese where it has none), its `{names}` filled.

    A key without a sentence comes back as itself: a missing translation must never hide what happened.
    """
    room = key.partition(".")[0]
    sentence = catalogue(lang, room).get(key) or catalogue("zh", room).get(key) or key
    return sentence.format_map(_Gaps(params))


class _Gaps(dict[str, Any]):
    """Leaves a placeholder standing where its value is missing."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
