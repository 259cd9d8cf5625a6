"""Literals in cells, as FEEL writes them: numbers, quoted texts, true, false, null; and Python's True, False, None."""

from __future__ import annotations

import re
from typing import Final

from engine.decisions.refusals import CellRefused

Constant = str | int | float | bool | None

WORDS: Final[dict[str, Constant]] = {
    "true": True,
    "false": False,
    "null": None,
    "True": True,
    "False": False,
    "None": None,
}
NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
TEXT: Final = re.compile(r"\"[^\"\\]*\"|'[^'\\]*'")


def constant(text: str) -> Constant:
    """The value of a literal. Raises CellRefused when the text is none."""
    bare = text.strip()
    if bare in WORDS:
        return WORDS[bare]
    if TEXT.fullmatch(bare):
        return bare[1:-1]
    if NUMBER.fullmatch(bare):
        return float(bare) if "." in bare else int(bare)
    raise CellRefused("diagrams.cell_not_literal", cell=bare)


def is_literal(text: str) -> bool:
    """Whether the text is one literal and nothing else."""
    bare = text.strip()
    return bare in WORDS or bool(TEXT.fullmatch(bare) or NUMBER.fullmatch(bare))


def kind_of(value: object) -> str:
    """What sort of value it is: `number` (whole or broken), `text`, `truth`, `nothing`, or `other`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "other"
