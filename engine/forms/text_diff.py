"""What changed from one text to another, word by word: for a second opinion beside the first.

Chinese is compared by character, other scripts by word. Scraps of agreement between changes are taken into them, so
that what is marked reads as words rather than as single characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

#: a word of letters or digits, a run of blanks, or one character of any other kind
_WORDS = re.compile(r"[A-Za-z0-9_]+|\s+|.", re.DOTALL)
#: agreement shorter than this between two changes is no agreement
SCRAP = 2
#: longer texts are compared by their sentences: comparing costs the product of both lengths
LONGEST = 4_000
_SENTENCES = re.compile(r"[^。！？；\n]*[。！？；\n]?")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one fate. Same and removed ones together are the old text, same and added ones the new."""

    change: Change
    text: str


def text_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; what was removed stands before what was added in its place."""
    split = _SENTENCES if max(len(old), len(new)) > LONGEST else _WORDS
    before, after = _split(split, old), _split(split, new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pieces = [piece for tag, a, b, c, d in steps for piece in _step(tag, before[a:b], after[c:d])]
    return tuple(_joined(_without_scraps(pieces)))


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    return [word for word in pattern.findall(text) if word]


def _step(tag: str, old: list[str], new: list[str]) -> Iterator[Piece]:
    if tag == "equal":
        yield Piece(Change.SAME, "".join(old))
        return
    if old:
        yield Piece(Change.REMOVED, "".join(old))
    if new:
        yield Piece(Change.ADDED, "".join(new))


def _without_scraps(pieces: list[Piece]) -> Iterator[Piece]:
    for position, piece in enumerate(pieces):
        between = 0 < position < len(pieces) - 1
        if piece.change is Change.SAME and between and len(piece.text.strip()) < SCRAP and piece.text.strip():
            yield Piece(Change.REMOVED, piece.text)
            yield Piece(Change.ADDED, piece.text)
        else:
            yield piece


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbouring changes become one removal and one addition."""
    removed, added = "", ""
    for piece in pieces:
        if piece.change is Change.REMOVED:
            removed += piece.text
        elif piece.change is Change.ADDED:
            added += piece.text
        else:
            yield from _changes(removed, added)
            removed, added = "", ""
            yield piece
    yield from _changes(removed, added)


def _changes(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)
