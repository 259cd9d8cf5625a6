"""Text from a stranger's file as a sentence may quote it: short, and with nothing in it that hides or turns about."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 120  #: characters that a quotation keeps
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  #: Unicode categories without a shape


def visible(text: str, limit: int = LONGEST) -> str:
    """The text with each unseen character as its code; line breaks and tabs stay, what is too long is cut."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return cut if cut.isprintable() else "".join(map(_shown, cut))


def is_unseen(character: str) -> bool:
    """Whether this character has no shape of its own: controls, joiners, marks of direction, lone surrogates."""
    return unicodedata.category(character) in UNSEEN


def _shown(character: str) -> str:
    return f"<U+{ord(character):04X}>" if is_unseen(character) and character not in "\n\t" else character
