"""Finds names in FEEL, which may hold blanks, operators and keywords: the longest one in sight is meant.

In sight are the names that were handed in, the built-in functions and the keys of contexts written further left. Where
none fits, the words up to the next keyword or sign are one name: FEEL has no place where two names follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from engine.expressions.notations.feel.tokens import KEYWORDS

_START = r"[^\W\d]|[\U0001F000-\U0001FAFF]"
WORD = re.compile(rf"(?:{_START})(?:[\w'’·]|[\U0001F000-\U0001FAFF])*")
_PART = re.compile(r"[\w'’·]+|\S")
_FURTHER = re.compile(r"[\w'’·]+")
_INSTANCE_OF = re.compile(r"instance\s+of\b")
_LONGEST_NAME = 200
_FEW_SURROUNDINGS = 32


class Names:
    """The names in sight, by their first word; those of `outer` too."""

    def __init__(self, known: Iterable[str] = (), outer: Names | None = None) -> None:
        self._outer = outer
        self._by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for name in known:
            self.add(name)

    def add(self, name: str) -> None:
        """Bring a name in sight."""
        parts = _PART.findall(name[:_LONGEST_NAME])
        if len(parts) > 1:
            pattern = re.compile(_joined(parts))
            self._by_first.setdefault(parts[0], []).append((normal(name), pattern))

    def longest(self, text: str, at: int) -> tuple[str, int]:
        """The longest name in sight that begins here, and where it ends; an empty one when there is none."""
        first = _PART.match(text, at)
        best = ("", at) if self._outer is None else self._outer.longest(text, at)
        for name, pattern in self._by_first.get(first.group(), ()) if first else ():
            found = pattern.match(text, at)
            if found is not None and found.end() > best[1]:
                best = (name, found.end())
        return best


@lru_cache(maxsize=_FEW_SURROUNDINGS)
def names_of(known: frozenset[str]) -> Names:
    """The names of one surrounding, prepared once: a table has thousands of cells. Not to be added to."""
    return Names(known)


def greedy(text: str, at: int) -> tuple[str, int]:
    """The words from here to the next keyword or sign, and where they end."""
    words: list[str] = []
    end = at
    while True:
        start = _after_blanks(text, end)
        found = WORD.match(text, start) if not words else _FURTHER.match(text, start)
        if found is None or (words and (found.group() in KEYWORDS or _is_instance_of(text, start))):
            break
        words.append(found.group())
        end = found.end()
    return " ".join(words), end


def normal(name: str) -> str:
    """The name with its blanks made one each, as names are compared."""
    return " ".join(name.split())


def _is_instance_of(text: str, at: int) -> bool:
    return _INSTANCE_OF.match(text, at) is not None


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _joined(parts: list[str]) -> str:
    pieces = [re.escape(parts[0])]
    for before, part in pairwise(parts):
        both_words = _is_word(before) and _is_word(part)
        pieces.append((r"\s+" if both_words else r"\s*") + re.escape(part))
    return "".join(pieces) + (r"(?![\w'’·])" if _is_word(parts[-1]) else "")


def _is_word(part: str) -> bool:
    return part[0].isalnum() or part[0] == "_"
