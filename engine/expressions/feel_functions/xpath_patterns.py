"""Regular expressions as FEEL has them (XPath's), rewritten for RE2, whose time grows with the text alone.

Three outcomes: the pattern for RE2; None for what XPath does not accept, which is null in FEEL; NoValue, by name, for
what is right in XPath but has no linear-time equal here: references back to a group, name characters, rare blocks.
"""

from __future__ import annotations

import re

from engine.expressions.faults import NoValue

_WHITE = " \t\n\r"
_CATEGORY = re.compile(r"L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfo]?")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d{1,4}(?:,(?:\d{1,4})?)?\})\??")
_BLOCKS = {
    "IsBasicLatin": r"\x{0}-\x{7f}",
    "IsLatin-1Supplement": r"\x{80}-\x{ff}",
    "IsLatinExtended-A": r"\x{100}-\x{17f}",
    "IsLatinExtended-B": r"\x{180}-\x{24f}",
    "IsGreek": r"\x{370}-\x{3ff}",
    "IsCyrillic": r"\x{400}-\x{4ff}",
    "IsCJKUnifiedIdeographs": r"\x{4e00}-\x{9fff}",
}
_SINGLE = {**{sign: re.escape(sign) for sign in "\\|.?*+(){}[]$^-"}, "n": r"\n", "r": r"\r", "t": r"\t"}
_WORD, _NO_WORD = r"\p{L}\p{M}\p{N}\p{S}", r"\p{P}\p{Z}\p{C}"
_NO_WHITE = r"\x{0}-\x{8}\x{b}\x{c}\x{e}-\x{1f}\x{21}-\x{10ffff}"
_CLASSES = {"d": r"\p{Nd}", "D": r"\P{Nd}", "w": _WORD, "W": _NO_WORD, "s": r" \t\n\r", "S": _NO_WHITE}


class _Wrong(Exception):
    """XPath does not accept the pattern."""


def rewritten(pattern: str, flags: str) -> str | None:
    """The pattern for RE2, None when it is no pattern of XPath. Raises NoValue for what cannot run here."""
    try:
        return _Rewriter(_stripped(pattern) if "x" in flags else pattern, flags).whole()
    except (_Wrong, IndexError):
        return None


def _stripped(pattern: str) -> str:
    """Without the blanks that flag `x` allows anywhere outside of square brackets."""
    kept, depth = [], 0
    for place, sign in enumerate(pattern):
        escaped = place > 0 and pattern[place - 1] == "\\"
        depth += 0 if escaped else (sign == "[") - (sign == "]")
        if depth > 0 or sign not in _WHITE:
            kept.append(sign)
    return "".join(kept)


class _Rewriter:
    """Goes through the pattern once, from left to right."""

    def __init__(self, pattern: str, flags: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._any = "(?s:.)" if "s" in flags else r"[^\n\r]"
        self._ends = {"^": "(?m:^)", "$": "(?m:$)"} if "m" in flags else {"^": r"\A", "$": r"\z"}
        self._folded = "(?i)" if "i" in flags else ""
        self._open: list[int] = []
        self._groups = 0

    def whole(self) -> str:
        """The whole pattern rewritten."""
        parts = [self._folded]
        while self._at < len(self._pattern):
            parts.append(self._next())
        if self._open:
            raise _Wrong
        return "".join(parts)

    def _next(self) -> str:
        sign = self._pattern[self._at]
        self._at += 1
        if sign == "(":
            return self._group()
        if sign == "|":
            return sign
        if sign in "^$":
            return self._ends[sign] + self._quantifier()
        if sign in "?*+{}]":
            raise _Wrong
        return self._atom(sign) + self._quantifier()

    def _group(self) -> str:
        if self._pattern.startswith("?:", self._at):
            self._at += 2
            self._open.append(0)
            return "(?:"
        if self._pattern.startswith("?", self._at):
            raise _Wrong
        self._groups += 1
        self._open.append(self._groups)
        return "("

    def _atom(self, sign: str) -> str:
        if sign == ")":
            if not self._open:
                raise _Wrong
            self._open.pop()
            return sign
        if sign == ".":
            return self._any
        if sign == "[":
            return self._class()
        return self._escape() if sign == "\\" else re.escape(sign)

    def _quantifier(self) -> str:
        found = _QUANTIFIER.match(self._pattern, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found.group()

    def _escape(self) -> str:
        sign = self._pattern[self._at]
        if sign.isdigit():
            raise self._reference()
        self._at += 1
        if sign in _SINGLE:
            return _SINGLE[sign]
        return f"[{self._kind(sign)}]"

    def _reference(self) -> Exception:
        digits = re.match(r"\d+", self._pattern[self._at :])
        number = int(digits.group()[:4]) if digits else 0
        closed = 0 < number <= self._groups and number not in self._open
        return NoValue("expressions.pattern_reference") if closed else _Wrong()

    def _kind(self, sign: str) -> str:
        """A class escape, as it stands inside square brackets."""
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in "pP":
            return self._property(negated=sign == "P")
        if sign in "iIcC":
            raise NoValue("expressions.pattern_class", name=f"\\{sign}")
        raise _Wrong

    def _property(self, *, negated: bool) -> str:
        found = re.compile(r"\{([A-Za-z0-9-]+)\}").match(self._pattern, self._at)
        if found is None:
            raise _Wrong
        self._at = found.end()
        name = found.group(1)
        if _CATEGORY.fullmatch(name):
            return f"\\{'P' if negated else 'p'}{{{name}}}"
        if name in _BLOCKS and not negated:
            return _BLOCKS[name]
        raise NoValue("expressions.pattern_class", name=f"\\p{{{name}}}")

    def _class(self) -> str:
        negated = self._pattern.startswith("^", self._at)
        self._at += negated
        items = self._items()
        taken = None
        if self._pattern.startswith("-[", self._at):
            self._at += 2
            taken = self._subtracted(items, negated=negated)
        if not self._pattern.startswith("]", self._at):
            raise _Wrong
        self._at += 1
        return taken or f"[{'^' if negated else ''}{''.join(map(_spelled, items))}]"

    def _subtracted(self, items: list[str | tuple[int, int]], *, negated: bool) -> str:
        inner_negated = self._pattern.startswith("^", self._at)
        others = self._items()
        if not self._pattern.startswith("]", self._at):
            raise NoValue("expressions.pattern_class", name="-[-[ ]]")
        self._at += 1
        pairs = [item for item in items if isinstance(item, tuple)]
        away = [item for item in others if isinstance(item, tuple)]
        if negated or inner_negated or len(pairs) < len(items) or len(away) < len(others):
            raise NoValue("expressions.pattern_class", name="-[ ]")
        left = _without(pairs, away)
        return f"[{''.join(map(_spelled, left))}]" if left else r"[^\x{0}-\x{10ffff}]"

    def _items(self) -> list[str | tuple[int, int]]:
        items: list[str | tuple[int, int]] = []
        while self._pattern[self._at] != "]" and not self._pattern.startswith("-[", self._at):
            items.append(self._item())
        if not items:
            raise _Wrong
        return items

    def _item(self) -> str | tuple[int, int]:
        low = self._character()
        if isinstance(low, str):
            return low
        if self._pattern.startswith("-", self._at) and self._pattern[self._at + 1] not in "[]":
            self._at += 1
            high = self._character()
            if isinstance(high, str) or high < low:
                raise _Wrong
            return low, high
        return low, low

    def _character(self) -> str | int:
        sign = self._pattern[self._at]
        self._at += 1
        if sign == "[":
            raise _Wrong
        if sign != "\\":
            return ord(sign)
        escaped = self._pattern[self._at]
        self._at += 1
        if escaped in _SINGLE:
            return ord({"n": "\n", "r": "\r", "t": "\t"}.get(escaped, escaped))
        return self._kind(escaped)


def _spelled(item: str | tuple[int, int]) -> str:
    return item if isinstance(item, str) else f"\\x{{{item[0]:x}}}-\\x{{{item[1]:x}}}"


def _without(pairs: list[tuple[int, int]], away: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for low, high in away:
        split = [part for one in pairs for part in ((one[0], min(one[1], low - 1)), (max(one[0], high + 1), one[1]))]
        pairs = [part for part in split if part[0] <= part[1]]
    return pairs
