"""What procedures say in forms and guides, in another language: the sentence as drawn is its own key.

The catalogue lies with the procedures, `processes/texts/<language>.po`, and is shared by all of them and their
versions: mending a translation deploys nothing. Whatever it lacks stays Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

FOLDER: Final = Path(__file__).parents[2] / "processes" / "texts"
#: the language that procedures are drawn in
DRAWN: Final = "zh"
#: marks of a heading or of a list entry in front of a line
_MARKS: Final = "#-*> "


@cache
def sentences(lang: str) -> Mapping[str, str]:
    """Every sentence of this language by the sentence as drawn; empty for the language that is drawn in."""
    path = FOLDER / f"{lang}.po"
    if lang == DRAWN or not path.is_file():
        return {}
    with path.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id and message.string}


def drawn_in(text: str, lang: str) -> str:
    """The text in this language: whole where it is known, else line by line, what is unknown as it was drawn."""
    known = sentences(lang)
    if not known or text in known:
        return known.get(text, text)
    return "\n".join(_line(line, known) for line in text.split("\n"))


def _line(line: str, known: Mapping[str, str]) -> str:
    words = line.lstrip(_MARKS)
    return line[: len(line) - len(words)] + known.get(words.rstrip(), words)
