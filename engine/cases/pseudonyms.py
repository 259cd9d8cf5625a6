"""Names that tell nothing: what stands for a child wherever real data may not stand (未成年人保护法, art. 103)."""

from __future__ import annotations

from engine.texts.catalogue import say

#: the signs stand in the Chinese catalogue; a pseudonym is one name in both languages, so that papers agree
LANGUAGE = "zh"
COVER = "▇"


def pseudonym(position: int) -> str:
    """The name of the nth subject of a case, counted from 1: 未成年人甲, …乙, and from the eleventh on 未成年人11.

    Raises ValueError for a position below 1.
    """
    if position < 1:
        raise ValueError(f"Expected a position from 1 on, but it is {position}.")
    stems = say("cases.pseudonym.stems", LANGUAGE)
    sign = stems[position - 1] if position <= len(stems) else str(position)
    return say("cases.pseudonym.minor", LANGUAGE, sign=sign)


def mask_name(name: str) -> str:
    """A name with its family name alone left standing: 张某某 for 张小明."""
    trimmed = name.strip()
    return trimmed[:1] + say("cases.pseudonym.someone", LANGUAGE) * max(len(trimmed) - 1, 1) if trimmed else ""


def mask_identity_number(number: str) -> str:
    """An identity number with its first three and last four characters: 410***********1234."""
    trimmed = number.strip()
    if len(trimmed) < 8:
        return "*" * len(trimmed)
    return trimmed[:3] + "*" * (len(trimmed) - 7) + trimmed[-4:]


def cover(value: object) -> object:
    """The same value with every text in it covered by one mark; its shape stays, its length does not show."""
    if isinstance(value, str):
        return COVER * 3 if value else value
    if isinstance(value, list):
        return [cover(item) for item in value]
    if isinstance(value, dict):
        return {key: cover(item) for key, item in value.items()}
    return None
