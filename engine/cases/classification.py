"""How secret a paper may be here. The house is not built for state secrets: 涉密信息不得录入."""

from __future__ import annotations

from enum import StrEnum

from engine.errors import Invalid
from engine.texts.catalogue import say


class Classification(StrEnum):
    """密级, lowest first."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 — a classification, no password
    CONFIDENTIAL = "confidential"
    TOP_SECRET = "top_secret"  # noqa: S105 — a classification, no password

    def label(self, lang: str) -> str:
        """The word on the paper."""
        return say(f"cases.classification.word.{self.value}", lang)


#: the highest classification that may be entered
HIGHEST = Classification.INTERNAL


def refuse_above_internal(word: str) -> Classification:
    """The classification of this word (`internal` or 内部). Raises Invalid when it is unknown or above internal."""
    found = next((one for one in Classification if word in (one.value, one.label("zh"))), None)
    if found is None:
        raise Invalid("cases.classification.unknown", word=word)
    order = list(Classification)
    if order.index(found) > order.index(HIGHEST):
        raise Invalid("cases.classification.too_high", word=word)
    return found
