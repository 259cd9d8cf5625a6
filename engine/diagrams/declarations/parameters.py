"""`camunda:inputOutput`: variables made for one activity from those around it, and handed back when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.texts import Written, read_text
from engine.diagrams.dialect import bpmn, camunda
from engine.errors import Invalid
from engine.expressions.compiling import Functions

#: where Camunda does not allow the mapping at all, and where nothing can come out of it
_NOT_ON = frozenset({"startEvent", "boundaryEvent"})
_NOTHING_OUT = frozenset({"endEvent"})


@dataclass(frozen=True, slots=True)
class ListOf:
    """`camunda:list`: a list of values."""

    entries: tuple[Given, ...]

    @property
    def names(self) -> frozenset[str]:
        """The data it reads."""
        return frozenset(name for entry in self.entries for name in entry.names)

    def value(self, names: Mapping[str, Any], functions: Functions) -> Any:
        """The list with these data."""
        return [entry.value(names, functions) for entry in self.entries]


@dataclass(frozen=True, slots=True)
class MapOf:
    """`camunda:map`: an object of values by key."""

    entries: tuple[tuple[str, Given], ...]

    @property
    def names(self) -> frozenset[str]:
        """The data it reads."""
        return frozenset(name for _, entry in self.entries for name in entry.names)

    def value(self, names: Mapping[str, Any], functions: Functions) -> Any:
        """The object with these data."""
        return {key: entry.value(names, functions) for key, entry in self.entries}


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty parameter: null."""

    names: frozenset[str] = frozenset()

    def value(self, _names: Mapping[str, Any], _functions: Functions) -> Any:
        """Null."""
        return None


Given = Written | ListOf | MapOf | Nothing


@dataclass(frozen=True, slots=True)
class Parameter:
    """One variable and where its value comes from."""

    name: str
    given: Given


@dataclass(frozen=True, slots=True)
class Parameters:
    """What goes in and what comes out, in the order drawn: a later one may use an earlier one."""

    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[Parameter, ...] = ()


def read_parameters(node: Any) -> Parameters | None:
    """The mapping of this element; None without one. Raises Invalid where it cannot be honoured."""
    found = node.find(f"{bpmn('extensionElements')}/{camunda('inputOutput')}")
    if found is None:
        return None
    kind = node.tag.rpartition("}")[2]
    parameters = Parameters(_read(found, "inputParameter"), _read(found, "outputParameter"))
    if kind in _NOT_ON or kind.endswith("Gateway"):
        raise Invalid("diagrams.parameters.host", kind=kind)
    multiple = node.find(bpmn("multiInstanceLoopCharacteristics")) is not None
    if parameters.outputs and (multiple or kind in _NOTHING_OUT):
        raise Invalid("diagrams.parameters.no_output", kind=kind)
    return parameters


def _read(mapping: Any, kind: str) -> tuple[Parameter, ...]:
    return tuple(_parameter(element) for element in mapping.findall(camunda(kind)))


def _parameter(element: Any) -> Parameter:
    name = (element.get("name") or "").strip()
    if not name:
        raise Invalid("diagrams.parameters.no_name")
    return Parameter(name, _given(element, name))


def _given(element: Any, name: str) -> Given:
    """The value inside a parameter, a list or a map entry."""
    inner = [child for child in element if isinstance(child.tag, str)]
    if not inner:
        return _text(element, name)
    if len(inner) > 1:
        raise Invalid("diagrams.parameters.unreadable", name=name)
    return _value(inner[0], name)


def _value(element: Any, name: str) -> Given:
    kind = element.tag.rpartition("}")[2]
    if kind == "list":
        return ListOf(tuple(_value(child, name) for child in element if isinstance(child.tag, str)))
    if kind == "map":
        return MapOf(tuple((_key(entry, name), _given(entry, name)) for entry in element.findall(camunda("entry"))))
    if kind == "value":
        return _text(element, name)
    if kind == "script":
        raise Invalid("diagrams.parameters.script", name=name, language=element.get("scriptFormat") or "")
    raise Invalid("diagrams.parameters.unreadable", name=name)


def _key(entry: Any, name: str) -> str:
    key: str | None = entry.get("key")
    if not key or "{" in key:
        raise Invalid("diagrams.parameters.unreadable", name=name)
    return key


def _text(element: Any, name: str) -> Given:
    text = element.text or ""
    return read_text(text, f"inputOutput.{name}") if text.strip() else Nothing()
