"""What a case, a unit or a step is found by: its words in characters, in pinyin and by initials, from every place.

A search is the beginning of a key, so that it is one range of an index. No key holds a person's name: a case is found
by its number and by the pseudonyms of its children.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

#: longest key kept, in characters; what is looked for is cut to the same length
LONGEST = 40
#: a run that belongs together: characters of Chinese, of other letters, or digits
_RUNS = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|\d+")


def normalized(text: str) -> str:
    """The text as keys spell it: full width and capitals folded, marks and spaces left out."""
    return "".join(_runs(text))[:LONGEST]


def keys_of(text: str) -> frozenset[str]:
    """Every key of one text: it is found by its characters, pinyin or initials from any character on."""
    runs = _runs(text)
    spelled = _spelled(runs)
    initials = [run if run.isdigit() else one[:1] for run, one in zip(runs, spelled, strict=True)]
    return frozenset(key for spelling in (runs, spelled, initials) for key in _from_every_place(spelling))


def keys_of_case(number: str, pseudonyms: Iterable[str]) -> frozenset[str]:
    """Every key of a case."""
    return frozenset().union(keys_of(number), *(keys_of(one) for one in pseudonyms))


def matches(query: str, text: str) -> bool:
    """Whether this text is found by what somebody typed; nothing typed finds nothing."""
    wanted = normalized(query)
    return bool(wanted) and any(key.startswith(wanted) for key in keys_of(text))


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).casefold())


def _spelled(runs: list[str]) -> list[str]:
    """Each Chinese character in pinyin without tones, all else as it is; a run of ours stays one."""
    if not any(map(_is_chinese, runs)):
        return runs
    from pypinyin import lazy_pinyin  # its dictionary is large: read only where something is spelled

    spelled: list[str] = []
    for chinese, together in groupby(runs, _is_chinese):
        # a whole passage at once, since a character may sound otherwise in a word (重庆 is chongqing)
        passage = list(together)
        # what the dictionary lacks stays as it is, character by character
        spelled += lazy_pinyin("".join(passage), errors=list) if chinese else passage  # type: ignore[arg-type]
    return spelled


def _is_chinese(run: str) -> bool:
    return 0x3400 <= ord(run[0]) <= 0x9FFF


def _from_every_place(runs: list[str]) -> Iterator[str]:
    for first in range(len(runs)):
        yield "".join(runs[first:])[:LONGEST]
