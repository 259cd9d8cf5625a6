"""Reads the conditions of form fields (`conditional.hide`), a small part of FEEL, with its three-valued logic.

The browser evaluates the same text with FEEL, where comparing with something missing is neither true nor false;
the Python subset of `engine.expressions` has no such value, hence this reader. What it does not know it refuses:
comparisons `= != < <= > >=`, `and`, `or`, `in (…)` or `in […]`, `not(…)`, `list contains(…)`, `count(…)`, names with
dots, texts, numbers, `true false null`, lists and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.forms.feel_values import both, compare, contains, count, either, is_in, negated

Reader = Callable[[Mapping[str, Any]], Any]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"(?:[^\"\\]|\\[\"\\nt])*\")|(?P<phrase>list\s+contains\b)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(?P<sign><=|>=|!=|[=<>(),\[\]-]))"
)
_WORDS = {"true": True, "false": False, "null": None}
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_ESCAPES = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\t": "\t"}
_LONGEST = 1_000
_DEEPEST = 20


class ConditionRefused(ValueError):
    """The text is no condition that can be read here; the message says at which character."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read: `holds` says whether it is true of these data."""

    source: str
    names: frozenset[str]
    read: Reader

    def holds(self, data: Mapping[str, Any]) -> bool:
        """True only when it is true; false and *not known* both keep a field visible."""
        return self.read(data) is True


def read_condition(source: str) -> Condition:
    """Read `=expression`. Raises ConditionRefused for anything outside the part of FEEL above."""
    text = source.strip()
    if not text.startswith("=") or len(text) > _LONGEST:
        raise ConditionRefused("Expected '=' and an expression of at most 1000 characters.")
    parser = _Parser(_tokens(text[1:]))
    reader = parser.disjunction(0)
    parser.end()
    return Condition(source, frozenset(parser.names), reader)


def _tokens(text: str) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise ConditionRefused(f"Expected a name, a value or a sign at character {at + 2}.")
        found.append((match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup) + 2))
        at = match.end()
    return found


class _Parser:
    """Recursive descent, one method for each level of binding."""

    def __init__(self, tokens: list[tuple[str, str, int]]) -> None:
        self._tokens = tokens
        self._at = 0
        self.names: set[str] = set()

    def disjunction(self, depth: int) -> Reader:
        return self._chain("or", either, self._conjunction, depth)

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise self._unexpected()

    def _conjunction(self, depth: int) -> Reader:
        return self._chain("and", both, self._comparison, depth)

    def _chain(self, word: str, join: Callable[[Any, Any], Any], lower: Callable[[int], Reader], depth: int) -> Reader:
        left = lower(depth)
        while self._take(word):
            left = _joined(join, left, lower(depth))
        return left

    def _comparison(self, depth: int) -> Reader:
        left = self._primary(depth)
        kind, sign, _ = self._peek()
        if kind == "sign" and sign in _COMPARISONS:
            self._at += 1
            return _joined(lambda a, b: compare(sign, a, b), left, self._primary(depth))
        if self._take("in"):
            return _joined(is_in, left, self._primary(depth, is_set=True))
        return left

    def _primary(self, depth: int, *, is_set: bool = False) -> Reader:
        if depth > _DEEPEST:
            raise ConditionRefused("Expected fewer brackets inside each other.")
        kind, text, _ = self._peek()
        self._at += 1
        if kind == "number":
            return _constant(float(text) if "." in text else int(text))
        if kind == "text":
            return _constant(re.sub(r"\\.", lambda found: _ESCAPES[found.group()], text[1:-1]))
        if kind == "phrase":
            return self._call(contains, 2, depth)
        if kind == "name":
            return self._name(text, depth)
        return self._bracket(text, depth, is_set=is_set)

    def _name(self, text: str, depth: int) -> Reader:
        if text in _WORDS:
            return _constant(_WORDS[text])
        if text in ("not", "count") and self._peek()[1] == "(":
            return self._call(negated if text == "not" else count, 1, depth)
        if text in ("and", "or", "in", "not") or self._peek()[1] == "(":
            self._at -= 1
            raise self._unexpected()
        self.names.add(text.partition(".")[0])
        return _lookup(text.split("."))

    def _bracket(self, text: str, depth: int, *, is_set: bool) -> Reader:
        if text == "-" and self._peek()[0] == "number":
            inner = self._primary(depth)
            return lambda data: -inner(data)
        if text == "[":
            return _list_of(self._listed("]", depth))
        if text == "(":
            inside = self._listed(")", depth)
            if is_set:
                return _list_of(inside)
            if len(inside) == 1:
                return inside[0]
        self._at -= 1
        raise self._unexpected()

    def _call(self, function: Callable[..., Any], arguments: int, depth: int) -> Reader:
        if not self._take("("):
            raise self._unexpected()
        inside = self._listed(")", depth)
        if len(inside) != arguments:
            raise ConditionRefused(f"Expected {arguments} values in brackets, but there are {len(inside)}.")
        return lambda data: function(*(one(data) for one in inside))

    def _listed(self, closing: str, depth: int) -> list[Reader]:
        found: list[Reader] = []
        while not self._take(closing):
            if found and not self._take(","):
                raise self._unexpected()
            found.append(self.disjunction(depth + 1))
        return found

    def _take(self, text: str) -> bool:
        kind, found, _ = self._peek()
        if found != text or kind not in ("sign", "name"):
            return False
        self._at += 1
        return True

    def _peek(self) -> tuple[str, str, int]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "", 0)

    def _unexpected(self) -> ConditionRefused:
        _, text, at = self._peek()
        return ConditionRefused(f"Unexpected {text!r} at character {at}." if text else "Unexpected end.")


def _joined(join: Callable[[Any, Any], Any], left: Reader, right: Reader) -> Reader:
    return lambda data: join(left(data), right(data))


def _constant(value: Any) -> Reader:
    return lambda _data: value


def _list_of(readers: list[Reader]) -> Reader:
    return lambda data: [one(data) for one in readers]


def _lookup(steps: list[str]) -> Reader:
    def read(data: Mapping[str, Any]) -> Any:
        value: Any = data
        for step in steps:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    return read
