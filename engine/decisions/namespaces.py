"""Which files are DMN: the name spaces of every published version, of the betas still in use, and of FEEL in each."""

from __future__ import annotations

import re
from typing import Final

from engine.expressions.notation import Notation

#: the standard's own name spaces differ in prefix, date and ending from version to version
_MODEL: Final = re.compile(
    r"https?://www\.omg\.org/spec/DMN/(?:2013|2015|2018|2019|2021|2023|2024)\d{4}(?:/(?:MODEL/?|dmn(?:1\d)?\.xsd|DMN\d\d\.xsd))?"
)
_FEEL: Final = re.compile(r"https?://www\.omg\.?\s?\.?org/spec/(?:DMN/\d{8}/)?FEEL(?:/\d{8})?/?")
_NAMED: Final = {
    "feel": Notation.FEEL,
    "s-feel": Notation.FEEL,
    "sfeel": Notation.FEEL,
    "juel": Notation.JUEL,
    "python": Notation.PYTHON,
}


def is_dmn(namespace: str) -> bool:
    """Whether elements of this name space are DMN of some version."""
    return _MODEL.fullmatch(namespace) is not None


def language(written: str) -> Notation | None:
    """The notation that an `expressionLanguage` names; None when it is one we do not evaluate."""
    bare = written.strip()
    if _FEEL.fullmatch(bare):
        return Notation.FEEL
    return _NAMED.get(bare.lower())
