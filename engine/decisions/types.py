"""The types of a model: FEEL's own, and those a file declares with parts, collections and allowed values.

A value is admitted or it misfits; a text is read as the date its type names, and a single value and a list of one stand
for each other, as the standard converts them. Null fits every type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.decisions.limits import MAX_NESTING
from engine.decisions.notations import ALWAYS, Question
from engine.decisions.run import Run
from engine.expressions.feel_values.exchange import read_as
from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import exact

#: FEEL's types and the everyday spellings of other tools, each with the kind of its values; None takes anything
BUILT_IN: Final[Mapping[str, Kind | None]] = {
    "": None,
    "Any": None,
    "any": None,
    "object": None,
    "string": Kind.STRING,
    "boolean": Kind.BOOLEAN,
    "number": Kind.NUMBER,
    "integer": Kind.NUMBER,
    "int": Kind.NUMBER,
    "long": Kind.NUMBER,
    "double": Kind.NUMBER,
    "float": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "date and time": Kind.DATE_TIME,
    "dateTime": Kind.DATE_TIME,
    "datetime": Kind.DATE_TIME,
    "days and time duration": Kind.DAYS,
    "dayTimeDuration": Kind.DAYS,
    "years and months duration": Kind.MONTHS,
    "yearMonthDuration": Kind.MONTHS,
    "list": Kind.LIST,
    "collection": Kind.LIST,
    "context": Kind.CONTEXT,
    "function": Kind.FUNCTION,
    "Null": Kind.NULL,
}
WHOLE: Final = frozenset({"integer", "int", "long"})
_TEMPORAL: Final = frozenset({Kind.DATE, Kind.TIME, Kind.DATE_TIME, Kind.DAYS, Kind.MONTHS})
_READ_AS: Final = {
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.DATE_TIME: "date and time",
    Kind.DAYS: "days and time duration",
    Kind.MONTHS: "years and months duration",
}


class Misfit(Exception):
    """A value is none of its type; the message says which type."""


@dataclass(frozen=True, slots=True)
class Type:
    """One type. `parts` are those of a structure, `element` the type of a collection's entries."""

    name: str = ""
    kind: Kind | None = None
    parts: Mapping[str, Type] | None = None
    element: Type | None = None
    allowed: Question = ALWAYS

    @property
    def is_whole(self) -> bool:
        """Whether its numbers are whole."""
        return self.name in WHOLE

    def admit(self, value: Any, run: Run, depth: int = 0, *, gaps: bool = False) -> Any:
        """The value as this type has it; with `gaps` a structure may lack parts, as data from outside do.

        Raises Misfit.
        """
        if depth > MAX_NESTING:
            raise Misfit(self.name)
        value = adopt(value)
        if value is None:
            return None
        if self.element is not None:
            entries = value if isinstance(value, list) else [value]
            run.step(len(entries))
            fitting: Any = [self.element.admit(entry, run, depth + 1, gaps=gaps) for entry in entries]
        else:
            fitting = self._admit_one(_single(value, self.kind), run, depth, gaps)
        if self.allowed.holds(fitting, {}, run.functions) is not True:
            raise Misfit(self.name)
        return fitting

    def _admit_one(self, value: Any, run: Run, depth: int, gaps: bool) -> Any:
        if self.parts is not None:
            return self._admit_parts(value, run, depth, gaps)
        if self.kind is None:
            return value
        if isinstance(value, str) and self.kind in _TEMPORAL:
            value = _read(value, self.kind)
        found = kind_of(value)
        fits = found is self.kind or (self.name == "date" and found is Kind.DATE_TIME)
        if not fits or (self.is_whole and not isinstance(exact(value), int)):
            raise Misfit(self.name)
        return value

    def _admit_parts(self, value: Any, run: Run, depth: int, gaps: bool) -> Any:
        parts = self.parts or {}
        if not isinstance(value, dict) or not (gaps or parts.keys() <= value.keys()):
            raise Misfit(self.name)
        run.step(len(value))
        return {
            name: parts[name].admit(inner, run, depth + 1, gaps=gaps) if name in parts else inner
            for name, inner in value.items()
        }


ANY: Final = Type()


def built_in(name: str) -> Type | None:
    """FEEL's own type of this name; None when it is none of FEEL's."""
    return Type(name, BUILT_IN[name]) if name in BUILT_IN else None


def _single(value: Any, kind: Kind | None) -> Any:
    """A list of one stands for its entry where no list is meant."""
    if isinstance(value, list) and len(value) == 1 and kind not in (None, Kind.LIST):
        return adopt(value[0])
    return value


def _read(text: str, kind: Kind) -> Any:
    """The text as a date, time or duration. Camunda's `date` has a time of day; a text with one is read so."""
    if kind is Kind.DATE and "T" in text:
        kind = Kind.DATE_TIME
    return read_as(_READ_AS[kind], text)
