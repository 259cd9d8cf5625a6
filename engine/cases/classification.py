"""How secret a paper may be here. The house is not built for state secrets: 涉密信息不得录入."""

from __future__ import annotations

from enum import StrEnum

from engine.errors import Invalid


class Classification(StrEnum):
    """密级, lowest first."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 — a classification, no password
    CONFIDENTIAL = "confidential"
    TOP_SECRET = "top_secret"  # noqa: S105 — a classification, no password


#: the highest classification that may be entered
HIGHEST = Classification.INTERNAL

_OUR_WORDS = {word.value: word for word in Classification}
_PAPER_WORDS = {
    "公开": Classification.PUBLIC,
    "内部": Classification.INTERNAL,
    "秘密": Classification.SECRET,
    "机密": Classification.CONFIDENTIAL,
    "绝密": Classification.TOP_SECRET,
}


def refuse_above_internal(word: str) -> Classification:
    """The classification of this word (`internal` or 内部). Raises Invalid when it is unknown or above internal."""
    found = _OUR_WORDS.get(word) or _PAPER_WORDS.get(word)
    if found is None:
        raise Invalid("cases.classification.unknown", word=word)
    order = list(Classification)
    if order.index(found) > order.index(HIGHEST):
        raise Invalid("cases.classification.too_high", word=word)
    return found
