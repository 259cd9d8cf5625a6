"""What a model is made of: decisions, the data they are given, and the functions and services they may call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from engine.decisions.boxed import Function
from engine.decisions.run import Logic
from engine.decisions.table import Table
from engine.decisions.types import ANY, Type
from engine.findings import Finding


class Key(NamedTuple):
    """Where an element is declared, and its id, or its name where it has none."""

    file: str
    id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What another element is called: the name space of its model, "" for the same file, and its id there.

    `prefix` is the name under which an imported model's elements are seen.
    """

    namespace: str
    id: str
    prefix: str
    line: int


@dataclass(frozen=True, slots=True)
class Element:
    """Anything that is declared; what is wrong with it keeps it from being used, and only it."""

    key: Key
    name: str
    line: int
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """Its id, or its name where it has none."""
        return self.key.id

    @property
    def file(self) -> str:
        """The file that declares it."""
        return self.key.file


@dataclass(frozen=True, slots=True)
class Given(Element):
    """Data from outside."""

    type: Type = ANY


@dataclass(frozen=True, slots=True)
class Decision(Element):
    """One decision: what it requires, and its logic; none where it is only drawn."""

    variable: str = ""
    type: Type = ANY
    logic: Logic | None = None
    requires: tuple[Reference, ...] = ()
    knows: tuple[Reference, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """How those that require it call its answer."""
        return (self.name,) if self.variable in ("", self.name) else (self.variable, self.name)


@dataclass(frozen=True, slots=True)
class Knowledge(Element):
    """A function that decisions call by its name."""

    function: Function | None = None
    knows: tuple[Reference, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Service(Element):
    """Some decisions behind one name: what it is given, and what it answers."""

    gives: tuple[Reference, ...] = ()
    given: tuple[Reference, ...] = ()
    type: Type = ANY
