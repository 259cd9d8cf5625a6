"""Sentences for people, by key and language.

Catalogues are gettext text files, one a room and language, read at first use.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")


class Spoken:
    """A value in a sentence that is itself told in words, in the language of the sentence around it."""

    __slots__ = ()

    def message(self, lang: str) -> str:
        """It in this language."""
        raise NotImplementedError


@cache
def catalogue(lang: str, room: str) -> dict[str, str]:
    """All sentences of one room in one language, by key."""
    source = files("engine.texts").joinpath(lang, f"{room}.po")
    if not source.is_file():
        return {}
    with source.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def say(key: str, lang: str, /, **params: Any) -> str:
    """The sentence of this key in this language (Chinese where it has none), its `{names}` filled; what is `Spoken` is
    told in the same language.

    A key without a sentence comes back as itself: a missing translation must never hide what happened.
    """
    room = key.partition(".")[0]
    sentence = catalogue(lang, room).get(key) or catalogue("zh", room).get(key) or key
    told = {name: one.message(lang) if isinstance(one, Spoken) else one for name, one in params.items()}
    return sentence.format_map(_Gaps(told))


class _Gaps(dict[str, Any]):
    """Leaves a placeholder standing where its value is missing."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
