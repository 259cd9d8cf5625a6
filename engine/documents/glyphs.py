"""Characters of a paper that this machine cannot draw: rare names are told by name instead of a silent box.

Names of people and places use characters far beyond those of daily print (GB 18030). Word draws them with a face of the
reader's desk; a PDF made here can draw only what is installed here.
"""

from __future__ import annotations

import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from engine.documents.fonts import FACES
from engine.documents.packages import read_package
from engine.documents.tags import W, read_part

#: the face of the text, whose stand-in draws nearly all of a paper
TEXT_FACE: Final = next(name for name, others in FACES.items() if "FangSong" in others)
_PRIVATE: Final = (range(0xE000, 0xF900), range(0xF0000, 0x110000))
#: characters that leave no ink
_BLANK: Final = frozenset("\u3000\u00a0\u200b\u200c\u200d\ufeff\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters one font has, as ranges: where each begins and where it ends, both in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, character: str) -> bool:
        """Whether the font draws this character."""
        place = bisect_right(self.starts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.ends[place]


@dataclass(frozen=True, slots=True)
class Rare:
    """What the fonts of this machine lack: `missing` characters come out as boxes, `borrowed` ones in another face."""

    missing: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()


#: a paper that everything can be drawn of
NONE: Final = Rare()


def characters_of(docx: bytes) -> frozenset[str]:
    """Every character that leaves ink in a Word file, beyond ASCII."""
    said: set[str] = set()
    for name, raw in read_package(docx).items():
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
            said.update(*(text.text or "" for text in read_part(raw).iter(f"{W}t")))
    return frozenset(one for one in said if not one.isascii() and one not in _BLANK)


def rare_in(characters: Iterable[str], drawn_by: str, fonts: Mapping[str, Coverage]) -> Rare:
    """What of these characters no font has, and what the font that draws the text (`drawn_by`) has not.

    A private place is nobody's character: what a font draws there means nothing. Without fontconfig nothing is told.
    """
    if not fonts:
        return Rare()
    own, missing, borrowed = fonts.get(drawn_by), [], []
    for one in sorted(set(characters)):
        if any(ord(one) in places for places in _PRIVATE) or not any(font.holds(one) for font in fonts.values()):
            missing.append(one)
        elif own is not None and not own.holds(one) and _is_letter(one):
            borrowed.append(one)
    return Rare(tuple(missing), tuple(borrowed))


def _is_letter(character: str) -> bool:
    """Signs such as □ come from whichever face has them, and nobody minds."""
    return character.isalpha()


@cache
def fonts_here() -> Mapping[str, Coverage]:
    """What each font family of this machine has; empty where there is no fontconfig."""
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{family}\t%{charset}\n"],  # noqa: S607
            capture_output=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    return read_coverage(listed.stdout.decode(errors="replace"))


def read_coverage(listed: str) -> dict[str, Coverage]:
    """Fontconfig's list of families and their characters (`20-7e a0 4e00-9fa5`), several weights of one as one."""
    ranges: dict[str, set[tuple[int, int]]] = {}
    for line in listed.splitlines():
        families, _, characters = line.partition("\t")
        found = {_range(one) for one in characters.split()}
        for family in families.split(","):
            ranges.setdefault(family.strip(), set()).update(found)
    return {family: _merged(found) for family, found in ranges.items()}


def _range(said: str) -> tuple[int, int]:
    first, _, last = said.partition("-")
    return int(first, 16), int(last or first, 16)


def _merged(ranges: Iterable[tuple[int, int]]) -> Coverage:
    starts, ends = list[int](), list[int]()
    for first, last in sorted(ranges):
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return Coverage(tuple(starts), tuple(ends))
