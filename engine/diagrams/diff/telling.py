"""A difference in a designer's words, in Chinese or English, and as plain data for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from engine.diagrams.diff.comparing import Change, Difference, What
from engine.texts.catalogue import say

_NUMBERED = re.compile(r"\[([^\]]*)\]")
_WORD = re.compile(r"[^a-z0-9_]+")
#: longest value shown in a line of text; programs get the whole of it
_LONGEST = 120


def lines(found: Sequence[Difference], lang: str) -> Iterator[str]:
    """One line for each part and one for each of its changes, grouped by file; a last line counts."""
    file = None
    for one in found:
        if one.part.file != file:
            file = one.part.file
            yield file
        yield "  " + sentence(one, lang)
        for change in one.changes:
            yield "      " + _change(change, lang)
    yield counted(found, lang)


def sentence(one: Difference, lang: str) -> str:
    """What happened to one part."""
    key = f"versions.diff.{one.what.value}"
    return say(key, lang, part=_part(one, lang), old=one.old_name, new=one.part.name)


def counted(found: Sequence[Difference], lang: str) -> str:
    """How many parts were touched, by what happened to them."""
    counts = {what.value: sum(one.what is what for one in found) for what in What}
    return say("versions.diff.counted", lang, **counts)


def to_json(found: Sequence[Difference], lang: str) -> list[dict[str, Any]]:
    """Each difference as plain data; `text` and `label` are for people."""
    return [
        {
            "what": one.what.value,
            "kind": one.part.kind,
            "id": one.part.id,
            "name": one.part.name,
            "old_name": one.old_name or None,
            "within": one.part.within,
            "file": one.part.file,
            "text": sentence(one, lang),
            "changes": [
                {
                    "property": change.property,
                    "label": property_word(change.property, lang),
                    "before": change.before,
                    "after": change.after,
                }
                for change in one.changes
            ],
        }
        for one in found
    ]


def kind_word(kind: str, lang: str) -> str:
    """The kind of a part as designers call it; a kind without a word shows its technical name."""
    return _known(f"versions.kind.{_WORD.sub('_', kind.lower())}", kind, lang)


def property_word(path: str, lang: str) -> str:
    """A property as designers call it; the technical path where it has no word."""
    if path.startswith("="):
        return path[1:]  # a column of a table under its own name
    bare = _NUMBERED.sub("", path)
    word = _known(f"versions.word.{_WORD.sub('_', bare.lower()).strip('_')}", "", lang)
    numbers = " ".join(_NUMBERED.findall(path))
    return f"{word} {numbers}".strip() if word else path


def _known(key: str, otherwise: str, lang: str) -> str:
    found = say(key, lang)
    return otherwise if found == key else found


def _part(one: Difference, lang: str) -> str:
    part = one.part
    kind = kind_word(part.kind, lang)
    named = part.name and part.name != part.id
    shown = say(
        "versions.diff.named" if named else "versions.diff.unnamed", lang, kind=kind, name=part.name, id=part.id
    )
    return say("versions.diff.within", lang, part=shown, within=part.within) if part.within else shown


def _change(change: Change, lang: str) -> str:
    word, before, after = property_word(change.property, lang), _short(change.before), _short(change.after)
    if change.before is None:
        return say("versions.diff.given", lang, property=word, after=after)
    if change.after is None:
        return say("versions.diff.taken", lang, property=word, before=before)
    return say("versions.diff.from_to", lang, property=word, before=before, after=after)


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
