"""Which answers a form may be given, as far as the drawing tells them apart.

Every choice of a field that routes is tried, each constant something is compared with, both sides of each number. Few
fields are tried in all combinations; where that would be too many, one field at a time is varied, and pairs of those
that one condition reads together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import prod
from typing import Any

from engine.forms.form import Form
from engine.forms.shape import Branch, Leaf, Rows, is_hidden
from engine.proofs.cast import DAYS, Cast
from engine.proofs.uses import Test, Want

#: up to so many combinations all are tried
ALL = 160
#: rows of a list that differ among themselves
ROWS = 6


class Answers:
    """The answers to one bundle's forms. `asked` are the words that some condition or script of it uses."""

    def __init__(self, cast: Cast, wants: Iterable[Want], asked: frozenset[str]) -> None:
        self._cast = cast
        self._asked = asked
        self.sampled: set[str] = set()  #: where not every answer that may matter is tried
        self._sizes: dict[str, list[Any]] = {}
        for want in wants:
            if want.test is Test.SIZE:
                self._sizes.setdefault(want.path[-1], []).append(want.to)

    def of(
        self, form: Form | None, wanted: frozenset[str] | None, together: Iterable[frozenset[str]] = (), at: str = ""
    ) -> list[dict[str, Any]]:
        """The routing values with which this form may be handed in; of a field nobody asks for one value is enough.

        `wanted` are the keys something asks for later, None for any; `together` those that one text reads together;
        `at` is the element that asks.
        """
        if form is None:
            return [{}]
        fields = {}
        for key, member in form.shape.members.items():
            if member.is_routing:
                values = self._member(member, key)
                fields[key] = values if wanted is None or key in wanted else values[:1]
        asked = {key: form.shape.members[key] for key in fields if wanted is None or key in wanted}
        if _too_many(fields, ALL) or any(self._is_sampled(key, member) for key, member in asked.items()):
            self.sampled.add(at)
        return [answer for answer in _combined(fields, list(together), ALL) if _fits(form.shape, answer)]

    def _is_sampled(self, key: str, member: Leaf | Branch | Rows) -> bool:
        """Whether values of this field that some text may tell apart are left out."""
        if isinstance(member, Leaf):
            if key not in self._asked or member.type == "checkbox":
                return False
            choices = self._choices(member)
            return not choices or (member.type in ("checklist", "taglist") and len(choices) > 1)
        if isinstance(member, Rows):
            return key in self._asked
        return any(self._is_sampled(name, one) for name, one in member.members.items() if one.is_routing)

    def _member(self, member: Leaf | Branch | Rows, key: str = "") -> list[Any]:
        if isinstance(member, Leaf):
            return self._leaf(member, key)
        branch = member if isinstance(member, Branch) else member.row
        fields = {name: self._used(name, one) for name, one in branch.members.items() if one.is_routing}
        rows = list(_combined(fields, [], ROWS))
        if isinstance(member, Branch):
            return rows
        lists: list[list[Any]] = [[row] for row in rows if member.most >= 1]
        lists += [[rows[0], row] for row in rows if member.most >= 2]
        return lists + ([[]] if member.least == 0 else [])

    def _used(self, name: str, member: Leaf | Branch | Rows) -> list[Any]:
        values = self._member(member, name)
        return values if name in self._asked else values[:1]

    def _leaf(self, leaf: Leaf, key: str) -> list[Any]:
        values, empty = self._values(leaf, key), leaf.empty()
        if leaf.required or empty in values:
            return values
        return [empty, *values] if empty == [] else [*values, empty]

    def _values(self, leaf: Leaf, key: str) -> list[Any]:
        if leaf.type == "checkbox":
            return [True] if "const" in leaf.schema else [True, False]
        choices = self._choices(leaf)
        if leaf.type in ("checklist", "taglist"):
            return [[one] for one in choices] + ([choices] if len(choices) > 1 else [])
        if choices:
            return choices
        if leaf.schema.get("type") in ("number", "integer"):
            return self._numbers(leaf.schema, key)
        return [day.isoformat() for day in DAYS] if leaf.type == "datetime" else ["text"]

    def _choices(self, leaf: Leaf) -> list[Any]:
        if leaf.options_key:
            return list(self._cast.options(leaf.options_key))
        items = leaf.schema.get("items")
        return list(leaf.schema.get("enum") or (items.get("enum") if isinstance(items, Mapping) else None) or [])

    def _numbers(self, schema: Mapping[str, Any], key: str) -> list[Any]:
        least, most = schema.get("minimum", 0), schema.get("maximum", 100)
        compared = [one + step for one in self._sizes.get(key, ()) for step in (-1, 0, 1)]
        return sorted({least, *(one for one in compared if least <= one <= most), most})


def _combined(fields: Mapping[str, list[Any]], together: list[frozenset[str]], most: int) -> Iterator[dict[str, Any]]:
    """All combinations where they are few, else one field at a time and pairs of those that are read together."""
    if not _too_many(fields, most):
        for chosen in product(*fields.values()):
            yield dict(zip(fields, chosen, strict=True))
        return
    base = {key: values[0] for key, values in fields.items()}
    yield base
    for key, values in fields.items():
        yield from ({**base, key: value} for value in values[1:])
    for one, other in combinations(fields, 2):
        if any({one, other} <= group for group in together):
            for pair in product(fields[one][1:], fields[other][1:]):
                yield {**base, one: pair[0], other: pair[1]}


def _too_many(fields: Mapping[str, list[Any]], most: int) -> bool:
    return prod(len(values) for values in fields.values()) > most


def _fits(shape: Branch, answer: Mapping[str, Any]) -> bool:
    """Nothing is answered that the form would hide."""
    return not any(
        is_hidden(member, answer) and answer.get(key) not in (None, [], False)
        for key, member in shape.members.items()
        if member.is_routing
    )
